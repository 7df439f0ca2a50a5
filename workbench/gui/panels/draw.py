"""Draw: a canvas, the answer while drawing, and the picture that the network really sees."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

from PySide6.QtCore import Qt, QTimer, Signal
from PySide6.QtWidgets import QCheckBox, QHBoxLayout, QLabel, QSlider, QToolButton, QVBoxLayout, QWidget

from workbench.gui.icons import icon
from workbench.gui.trying.page import TryPage
from workbench.gui.widgets.draw_canvas import DrawCanvas
from workbench.gui.widgets.pixel_view import PixelView

if TYPE_CHECKING:
    import numpy as np

    from workbench.evaluation.at_hand import Drawn
    from workbench.evaluation.subject import Subject
    from workbench.evaluation.trained import Judgement
else:
    from workbench.gui.late import np

SETTLE_MS = 4  # movements of the mouse that come together are one


class DrawPanel(TryPage):
    """The page of grey pictures. ``sample()`` is uint8, (H, W) or (28, 28), or None while nothing is drawn."""

    status = Signal(str)

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__("", "", parent)
        self.canvas = DrawCanvas(self)
        self.canvas.setObjectName("draw_canvas")
        self.canvas.setAccessibleName(self.tr("Drawing"))
        self.canvas.setToolTip(self.tr("Draw with the left button, erase with the right one; paste or drop a picture"))
        self.bars = self.answer.bars
        self.view = PixelView(96, self.tr("what the network sees"), caption_lines=2, parent=self)
        self.view.setObjectName("network_view")
        self.view.setAccessibleName(self.tr("What the network sees"))
        self.view.setToolTip(self.tr("Your drawing after all steps of the input pipeline"))
        self._exact: Any = None  # the sample that lies on the canvas, as long as nobody draws on it
        self._prepared: Any = None  # what lies there, as the network gets it; None: not looked at yet
        self._placing = False
        self._soon = QTimer(self)
        self._soon.setSingleShot(True)
        self._soon.setInterval(SETTLE_MS)
        self._soon.timeout.connect(self.tell)
        self.canvas.stroke_changed.connect(self._on_stroke_changed)
        self.canvas.refused.connect(self.status)
        self._lay_out()

    def set_subject(self, subject: Subject) -> None:
        """What is drawn stays; centred digits can be prepared as MNIST was."""
        self._exact, self._drawn = None, None
        self.answer.set_subject(subject)
        self.view.set_image(None)
        digits = subject.shape == (1, 28, 28)
        self.centre.setVisible(digits)
        self.canvas.set_hint(self.tr("Draw a digit here") if digits else self.tr("Draw here"))
        self.tell()

    def show_drawn(self, drawn: Drawn) -> None:
        self._placing = True
        self.canvas.set_image(np.asarray(drawn.values)[0])
        self._placing = False
        self._exact = drawn.values
        super().show_drawn(drawn)

    def show_judgement(self, judgement: Judgement) -> None:
        super().show_judgement(judgement)
        self.view.set_image(_shown(judgement.seen))

    def sample(self) -> Any:
        """The drawing as the network gets it, before the experiment's own steps; None while it is empty."""
        if self._exact is not None:
            return self._exact
        if self._prepared is None and self.isEnabled() and not self.canvas.is_empty():
            from workbench.data.digit_recipe import prepare_digit  # late: NumPy

            image = self.canvas.image()
            digits = self.centre.isChecked() and not self.centre.isHidden()
            self._prepared = prepare_digit(image) if digits else image
        return self._prepared if self.isEnabled() else None

    def tell(self) -> None:
        """Say what is drawn."""
        self._prepared = None
        if self.sample() is None:
            self.view.set_image(None)
            self.answer.clear()
        self.changed.emit()

    def _on_stroke_changed(self) -> None:
        self._prepared = None
        if self._placing:
            return
        if self._exact is not None:
            self._exact, self._drawn = None, None
            self.answer.set_target(None)
        if not self._soon.isActive():
            self._soon.start()

    def _lay_out(self) -> None:
        side = QVBoxLayout()
        side.setSpacing(6)
        side.addWidget(self.view)
        side.addWidget(self._centre_box())
        side.addStretch(1)
        side.addLayout(self._tools())
        for widget in (self.another, self.where):
            widget.hide()
        self.body.addWidget(self.canvas, 1)
        self.row.addLayout(side, 3)

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
        self.dice = self._button("draw_sample", "dice", self.tr("Put another picture of the test part here"))
        self.dice.clicked.connect(self.another_wanted)
        for button in (self.eraser, self.undo, self.clear, self.dice):
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
