"""One sample large: the picture or the curves, and what can be said of its numbers."""

from __future__ import annotations

from pathlib import Path
from typing import Any

from numpy.typing import NDArray
from PySide6.QtCore import QEvent, Qt, Signal
from PySide6.QtGui import QGuiApplication, QMouseEvent
from PySide6.QtWidgets import QFormLayout, QHBoxLayout, QLabel, QPushButton, QSizePolicy, QVBoxLayout, QWidget

from workbench.data.browse import Description
from workbench.gui.icons import icon
from workbench.gui.widgets.card import ElidedLabel
from workbench.gui.widgets.curve_view import SIDE, CurveView, curves_image
from workbench.gui.widgets.pixel_view import PixelView, as_qimage, channels_last
from workbench.gui.widgets.push_button import push_button
from workbench.spec.shapes import show


class PointedView(PixelView):
    """Says in place of a tooltip which pixel the mouse is over."""

    pointed = Signal(str)

    def __init__(self, side: int, parent: QWidget | None = None) -> None:
        super().__init__(side, parent=parent)
        policy = QSizePolicy(QSizePolicy.Policy.Expanding, QSizePolicy.Policy.Expanding)
        policy.setHeightForWidth(True)
        self.setSizePolicy(policy)

    def hasHeightForWidth(self) -> bool:
        return True

    def heightForWidth(self, width: int) -> int:
        image = self.image()
        return width if image is None else max(width * image.shape[0] // image.shape[1], 1)

    def mouseMoveEvent(self, event: QMouseEvent) -> None:
        at = self.pixel_at(event.position().toPoint())
        self.pointed.emit(self.pixel_text(*at) if at else "")

    def leaveEvent(self, event: QEvent) -> None:
        super().leaveEvent(event)
        self.pointed.emit("")


class SampleDetail(QWidget):
    """``step_wanted`` asks for the next (1) or previous (−1) sample of the same class."""

    step_wanted = Signal(int)

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._values: NDArray[Any] | None = None
        self.picture = PointedView(SIDE, self)
        self.picture.setObjectName("browser_picture")
        self.picture.setAccessibleName(self.tr("The chosen sample"))
        self.curves = CurveView(self)
        self.curves.setObjectName("browser_curves")
        self.curves.setAccessibleName(self.tr("The curves of the chosen sample"))
        self.curves.hide()
        self.pixel = QLabel(" ", self)
        self.pixel.setObjectName("browser_pixel")
        self.pixel.setProperty("role", "muted")
        self.pixel.setAccessibleName(self.tr("The pixel under the mouse"))
        self.problem = QLabel("", self)
        self.problem.setObjectName("browser_problem")
        self.problem.setProperty("role", "error")
        self.problem.setWordWrap(True)
        self.problem.hide()
        self.picture.pointed.connect(lambda text: self.pixel.setText(text or " "))
        self._facts: dict[str, ElidedLabel] = {}
        self._lay_out()
        self.show_nothing()

    def fact(self, name: str) -> str:
        """What stands beside a name: index, class, file, size, dtype, range, mean, std."""
        return self._facts[name].whole_text()

    def add_below(self, widget: QWidget) -> None:
        """Under the buttons."""
        self.below.addWidget(widget)

    def show_nothing(self) -> None:
        """No sample is chosen."""
        self._show("", "", None)
        self._set_values(None)

    def show_sample(self, index: int, label: str, file: Path | None, values: NDArray[Any], about: Description) -> None:
        """A sample (C, H, W) or (C, T) with the words for its target."""
        self._show(f"#{index}", label, file)
        self._set_values(values, about)

    def show_problem(self, index: int, label: str, file: Path | None, words: str) -> None:
        """A sample whose file cannot be read, and why."""
        self.show_waiting(index, label, file)
        self.problem.setText(words)
        self.problem.show()

    def show_waiting(self, index: int, label: str, file: Path | None) -> None:
        """A sample that is being read."""
        self._show(f"#{index}", label, file)
        self._set_values(None)

    def copy(self) -> None:
        """The sample as a picture, to the clipboard."""
        if self._values is None:
            return
        series = self._values.ndim == 2
        image = curves_image(self._values, SIDE) if series else as_qimage(channels_last(self._values))
        QGuiApplication.clipboard().setImage(image)

    def _show(self, index: str, label: str, file: Path | None) -> None:
        self.problem.hide()
        self._facts["index"].set_text(index)
        self._facts["class"].set_text(label)
        self._facts["file"].set_text(str(file) if file else "")
        for widget in self._file_row:
            widget.setVisible(file is not None)
        for button in (self.before, self.after):
            button.setEnabled(bool(index))

    def _set_values(self, values: NDArray[Any] | None, about: Description | None = None) -> None:
        self._values = values
        series = values is not None and values.ndim == 2
        self.pixel.setText(" ")
        self.copy_button.setEnabled(values is not None)
        self.curves.setVisible(series)
        self.picture.setVisible(not series)
        self.curves.set_series(values if series else None)
        self.picture.set_image(None if series else values)
        self.picture.updateGeometry()
        words = ("",) * 5
        if about:
            size = show(about.shape)
            words = (size, about.dtype, f"{about.low:.5g}, {about.high:.5g}", f"{about.mean:.5g}", f"{about.std:.5g}")
        for name, text in zip(("size", "dtype", "range", "mean", "std"), words, strict=True):
            self._facts[name].set_text(text)

    def _lay_out(self) -> None:
        titles = {
            "index": self.tr("Index"), "class": self.tr("Class"), "file": self.tr("File"), "size": self.tr("Size"),
            "dtype": self.tr("Type"), "range": self.tr("Min, max"), "mean": self.tr("Mean"), "std": self.tr("Std"),
        }  # fmt: skip
        form = QFormLayout()
        form.setContentsMargins(0, 0, 0, 0)
        form.setVerticalSpacing(3)
        for name, title in titles.items():
            value = ElidedLabel("", self)
            value.setObjectName(f"browser_{name}")
            value.setAccessibleName(title)
            value.setTextInteractionFlags(Qt.TextInteractionFlag.TextSelectableByMouse)
            head = QLabel(title, self)
            head.setProperty("role", "muted")
            form.addRow(head, value)
            self._facts[name] = value
            if name == "file":
                self._file_row = (head, value)
        self.before = self._button(
            "browser_before", "chevron-left", "", self.tr("The previous of the same class (Shift+N)")
        )
        self.after = self._button(
            "browser_after", "chevron-right", self.tr("Same class"), self.tr("The next of the same class (N)")
        )
        self.copy_button = self._button("browser_copy", "copy", self.tr("Copy"), self.tr("Copy the picture (Ctrl+C)"))
        self.before.setAccessibleName(self.tr("Previous of the same class"))
        self.before.clicked.connect(lambda: self.step_wanted.emit(-1))
        self.after.clicked.connect(lambda: self.step_wanted.emit(1))
        self.copy_button.clicked.connect(self.copy)
        buttons = QHBoxLayout()
        buttons.setSpacing(6)
        for button in (self.before, self.after, self.copy_button):
            buttons.addWidget(button)
        buttons.addStretch(1)
        column = QVBoxLayout(self)
        column.setContentsMargins(0, 0, 0, 0)
        column.addWidget(self.picture)
        column.addWidget(self.curves)
        column.addWidget(self.pixel)
        column.addWidget(self.problem)
        column.addLayout(form)
        column.addLayout(buttons)
        self.below = QVBoxLayout()
        column.addLayout(self.below)
        column.addStretch(1)

    def _button(self, name: str, symbol: str, text: str, tip: str) -> QPushButton:
        button = push_button(name, text, tip, self)
        button.setIcon(icon(symbol))
        return button
