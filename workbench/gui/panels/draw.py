"""Draw: a canvas, the probabilities while drawing, and the picture that the network really sees."""

from __future__ import annotations

from typing import Any

import numpy as np
from PySide6.QtCore import Qt, QTimer, Signal
from PySide6.QtWidgets import QCheckBox, QHBoxLayout, QLabel, QSlider, QToolButton, QVBoxLayout, QWidget

from workbench.data.digit_recipe import prepare_digit
from workbench.gui.icons import icon
from workbench.gui.widgets.draw_canvas import DrawCanvas
from workbench.gui.widgets.pixel_view import PixelView
from workbench.gui.widgets.prediction_bars import PredictionBars

SETTLE_MS = 15


class DrawPanel(QWidget):
    """``drawn`` carries the picture (uint8, (H, W) or (28, 28)) for the network, or None when there is nothing."""

    drawn = Signal(object)
    status = Signal(str)

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.canvas = DrawCanvas(self)
        self.canvas.setObjectName("draw_canvas")
        self.canvas.setAccessibleName(self.tr("Drawing"))
        self.canvas.setToolTip(self.tr("Draw with the left button, erase with the right one; paste or drop a picture"))
        self.bars = PredictionBars(self)
        self.bars.setObjectName("prediction_bars")
        self.bars.setAccessibleName(self.tr("Probabilities"))
        self.bars.setToolTip(self.tr("How probable the model finds each class"))
        self.view = PixelView(96, self.tr("what the network sees"), caption_lines=2, parent=self)
        self.view.setObjectName("network_view")
        self.view.setAccessibleName(self.tr("What the network sees"))
        self.view.setToolTip(self.tr("Your drawing after all steps of the input pipeline"))
        self._classes: tuple[str, ...] = ()
        self._soon = QTimer(self)
        self._soon.setSingleShot(True)
        self._soon.setInterval(SETTLE_MS)
        self._soon.timeout.connect(self.tell)
        self.canvas.stroke_changed.connect(self._on_stroke_changed)
        self.canvas.refused.connect(self.status)
        self._lay_out()

    def set_classes(self, names: tuple[str, ...]) -> None:
        """The names of the bars, while nothing else is said of a drawing."""
        self._classes = names
        self.bars.set_classes(names)

    def set_usable(self, why_not: str) -> None:
        """Whether the model can classify a drawing; if not, the sentence that says why."""
        self.setEnabled(not why_not)
        self.canvas.set_hint(why_not or self.tr("Draw a digit here"))
        self.tell()

    def set_digits(self, digits: bool) -> None:
        """Whether the data are centred digits, for which the drawing can be prepared as MNIST was."""
        self.centre.setVisible(digits)
        self.tell()

    def show_result(self, result: tuple[Any, Any, tuple[str, ...]] | None) -> None:
        """Probabilities, what the network saw, and the classes it was trained on; None clears them.

        Those classes are others than the data set's when it was changed after the training.
        """
        names = self._classes if result is None else result[2]
        if names != self.bars.classes():
            self.bars.set_classes(names)
        self.bars.set_probabilities(None if result is None else [float(p) for p in result[0]])
        self.view.set_image(None if result is None else _shown(result[1]))

    def picture(self) -> Any:
        """The drawing as the network gets it, before the experiment's own steps; None while it is empty."""
        if self.canvas.is_empty() or not self.isEnabled():
            return None
        image = self.canvas.image()
        return prepare_digit(image) if self.centre.isChecked() and not self.centre.isHidden() else image

    def tell(self) -> None:
        """Say what is drawn."""
        picture = self.picture()
        if picture is None:
            self.show_result(None)
        self.drawn.emit(picture)

    def _on_stroke_changed(self) -> None:
        if not self._soon.isActive():
            self._soon.start()

    def _lay_out(self) -> None:
        side = QVBoxLayout()
        side.setSpacing(6)
        side.addWidget(self.view)
        side.addWidget(self._centre_box())
        side.addStretch(1)
        side.addLayout(self._tools())
        row = QHBoxLayout(self)
        row.setContentsMargins(12, 4, 12, 12)
        row.setSpacing(12)
        row.addWidget(self.canvas, 5)
        row.addWidget(self.bars, 4)
        row.addLayout(side, 3)

    def _centre_box(self) -> QCheckBox:
        self.centre = QCheckBox(self.tr("centre"), self)
        self.centre.setObjectName("draw_centre")
        self.centre.setChecked(True)
        self.centre.setToolTip(
            self.tr(
                "Prepare the drawing as MNIST was: fitted into 20 × 20 pixels, its mass in the middle. Off: as drawn."
            )
        )
        self.centre.setAccessibleName(self.tr("Centre the drawing"))
        self.centre.toggled.connect(self.tell)
        return self.centre

    def _tools(self) -> QVBoxLayout:
        self.pen = QSlider(Qt.Orientation.Horizontal, self)
        self.pen.setObjectName("draw_pen_size")
        self.pen.setRange(6, 60)
        self.pen.setValue(self.canvas.pen_size())
        self.pen.setToolTip(self.tr("Width of the pen"))
        self.pen.setAccessibleName(self.tr("Width of the pen"))
        self.pen.valueChanged.connect(self.canvas.set_pen_size)
        self.canvas.pen_size_changed.connect(self.pen.setValue)
        label = QLabel(self.tr("Pen"), self)
        label.setProperty("role", "muted")
        buttons = QHBoxLayout()
        self.eraser = self._button("draw_eraser", "eraser", self.tr("Eraser"))
        self.eraser.setCheckable(True)
        self.eraser.toggled.connect(self.canvas.set_eraser)
        self.canvas.eraser_changed.connect(self.eraser.setChecked)
        self.undo = self._button("draw_undo", "undo", self.tr("Take the last stroke back"))
        self.undo.clicked.connect(self.canvas.undo_stroke)
        self.undo.setEnabled(False)
        self.canvas.undo_changed.connect(lambda: self.undo.setEnabled(self.canvas.can_undo()))
        self.clear = self._button("draw_clear", "clear", self.tr("Clear the drawing"))
        self.clear.clicked.connect(self.canvas.clear)
        for button in (self.eraser, self.undo, self.clear):
            buttons.addWidget(button)
        column = QVBoxLayout()
        column.addWidget(label)
        column.addWidget(self.pen)
        column.addLayout(buttons)
        return column

    def _button(self, name: str, image: str, tip: str) -> QToolButton:
        button = QToolButton(self)
        button.setObjectName(name)
        button.setIcon(icon(image))
        button.setToolTip(tip)
        button.setAccessibleName(tip)
        return button


def _shown(image: Any) -> Any:
    """Stretched to 0 … 1: after Normalize the numbers lie elsewhere."""
    low, high = float(image.min()), float(image.max())
    return np.ascontiguousarray((image - low) / (high - low) if high > low else image * 0, dtype=np.float32)
