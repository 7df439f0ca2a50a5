"""Draw: a canvas, the answer while drawing, and the picture that the network really sees."""

from __future__ import annotations

from pathlib import Path
from typing import TYPE_CHECKING, Any

from PySide6.QtCore import QRectF, Qt, QTimer
from PySide6.QtGui import QImage, QResizeEvent
from PySide6.QtWidgets import QCheckBox, QHBoxLayout, QSlider, QVBoxLayout, QWidget

from workbench.gui.trying.buttons import tool_button
from workbench.gui.trying.opening import ask_for_picture
from workbench.gui.trying.page import TryPage
from workbench.gui.trying.recipe_strip import RecipeStrip
from workbench.gui.widgets.draw_canvas import DrawCanvas
from workbench.gui.widgets.pixel_view import PixelView

if TYPE_CHECKING:
    import numpy as np

    from workbench.evaluation.at_hand import Drawn
    from workbench.evaluation.covering import Occlusion
    from workbench.evaluation.digit_steps import DigitSteps
    from workbench.evaluation.subject import Subject
    from workbench.evaluation.trained import Judgement
else:
    from workbench.gui.late import np

SETTLE_MS = 4  # movements of the mouse that come together are one


class DrawPanel(TryPage):
    """The page of grey pictures. ``sample()`` is uint8, (H, W) or (28, 28), or None while nothing is drawn."""

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
        self.strip = RecipeStrip(self)
        self.strip.setObjectName("draw_recipe")
        self.strip.setToolTip(self.tr("From your drawing to the network's input, step by step, and without the steps"))
        self.strip.hide()
        self._exact: Any = None  # the sample that lies on the canvas, as long as nobody draws on it
        self._prepared: Any = None  # what lies there, as the network gets it; None: not looked at yet
        self._steps: DigitSteps | None = None  # how it came about, where somebody looks at that
        self._shape: tuple[int, ...] | None = None
        self._placing = False
        self._soon = QTimer(self)
        self._soon.setSingleShot(True)
        self._soon.setInterval(SETTLE_MS)
        self._soon.timeout.connect(self.tell)
        self.canvas.stroke_changed.connect(self._on_stroke_changed)
        self.canvas.refused.connect(self.refused)
        self._lay_out()

    def set_subject(self, subject: Subject) -> None:
        """What is drawn stays; centred digits can be prepared as MNIST was."""
        self._exact, self._drawn = None, None
        self._shape = subject.shape
        self.answer.set_subject(subject)
        self.view.set_image(None)
        digits = subject.shape == (1, 28, 28)
        for widget in (self.centre, self.show_steps):
            widget.setVisible(digits)
        self.why.setEnabled(subject.task == "classes")
        self._show_strip()
        self.canvas.set_hint(self.tr("Draw a digit here") if digits else self.tr("Draw here"))
        self.tell()

    def show_drawn(self, drawn: Drawn) -> None:
        self._placing = True
        self.canvas.set_image(np.asarray(drawn.values)[0])
        self._placing = False
        self._exact = drawn.values
        self._look_at_steps()
        self._hide_heat()
        super().show_drawn(drawn)

    def show_judgement(self, judgement: Judgement) -> None:
        super().show_judgement(judgement)
        self.view.set_image(_shown(judgement.seen))
        if not self.strip.isHidden() and self._exact is None:
            words = self._in_words(judgement)
            self.strip.show_answers(*((words, None) if self._centres() else (None, words)))

    def show_no_judgement(self, why: str) -> None:
        super().show_no_judgement(why)
        self.view.set_image(None)
        self.strip.show_answers("", "")

    def show_aside(self, judgement: Judgement | None) -> None:
        if judgement is not None and not self.strip.isHidden():
            words = self._in_words(judgement)
            self.strip.show_answers(*((None, words) if self._centres() else (words, None)))

    def show_occlusion(self, occlusion: Occlusion | None) -> None:
        if occlusion is None or not self.why.isChecked() or self.sample() is None:
            self._hide_heat()
            return
        from workbench.gui.trying.heat import heat_image, heat_words

        heat = heat_image(occlusion)
        self.view.set_layer(heat)
        place = None
        steps = self._made_steps() if self._centres() and self._exact is None else None
        if steps is not None:
            place = QRectF(*steps.place_in_drawing())
        self.canvas.set_layer(heat, place)
        self.set_note(heat_words(occlusion, self.bars.classes()))

    def explains(self) -> bool:
        return self.why.isChecked()

    def kept_pixels(self) -> Any:
        """As large as the pictures of the data set, where all of them have one size."""
        sample, shape = self.sample(), self._shape
        if sample is None or sample.ndim != 2 or shape is None or shape[1] != shape[2] or sample.shape == shape[1:]:
            return sample
        from workbench.evaluation.digit_steps import shrunk

        return shrunk(sample, shape[1])

    def open_picture(self) -> None:
        path = ask_for_picture(self)
        if path is not None:
            self.canvas.take_file(path)
            self.canvas.setFocus()

    def take_file(self, path: Path) -> None:
        """A picture's file, onto the canvas."""
        self.canvas.take_file(path)

    def take_image(self, image: QImage, name: str) -> None:
        if self.canvas.take_image(image):
            self.where.set_text(name)

    def sample(self) -> Any:
        """The drawing as the network gets it, before the experiment's own steps; None while it is empty."""
        if self._exact is not None:
            return self._exact
        if self._prepared is None and self.isEnabled() and not self.canvas.is_empty():
            from workbench.data.digit_recipe import prepare_digit  # late: NumPy

            image = self.canvas.image()
            self._prepared = prepare_digit(image) if self._centres() else image
        return self._prepared if self.isEnabled() else None

    def tell(self) -> None:
        """Say what is drawn."""
        self._prepared = self._steps = None
        self._hide_heat()
        if self.sample() is None:
            self.view.set_image(None)
            self.answer.clear()
        self._look_at_steps()
        self.changed.emit()

    def _centres(self) -> bool:
        return self.centre.isChecked() and not self.centre.isHidden()

    def _made_steps(self) -> DigitSteps | None:
        """The steps of what lies there."""
        if self._steps is None and not self.canvas.is_empty():
            from workbench.evaluation.digit_steps import digit_steps

            self._steps = digit_steps(self.canvas.image())
        return self._steps

    def _look_at_steps(self) -> None:
        """Show the steps, if anybody wants to see them; the other form of the drawing is asked for, too."""
        aside = None
        if not self.strip.isHidden():
            steps = self._made_steps()
            self.strip.show_steps(steps)
            if steps is not None and self._exact is None:
                aside = steps.drawing if self._centres() else steps.prepared
        self.aside_wanted.emit(aside)

    def _in_words(self, judgement: Judgement) -> str:
        if judgement.shares is None:
            return ""
        top = int(judgement.shares.argmax())
        return f"{self.bars.classes()[top]}  {float(judgement.shares[top]) * 100:.0f} %"

    def resizeEvent(self, event: QResizeEvent) -> None:
        super().resizeEvent(event)
        self.strip.set_side(event.size().height() // 6)

    def _hide_heat(self) -> None:
        self.canvas.set_layer(None)
        self.view.set_layer(None)
        self.set_note(self.tr("Which parts count is said here.") if self.why.isChecked() else "")

    def _show_strip(self) -> None:
        self.strip.setVisible(self.show_steps.isChecked() and not self.show_steps.isHidden())
        self.view.setVisible(self.strip.isHidden())

    def _on_steps_toggled(self) -> None:
        self._show_strip()
        self.tell()

    def _on_why_toggled(self) -> None:
        self._hide_heat()

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
        self.tools = self._tools()
        side = QVBoxLayout()
        side.setSpacing(6)
        side.addWidget(self.view)
        side.addWidget(self._centre_box())
        side.addStretch(1)
        for widget in (self.another, self.where):
            widget.hide()
        self.body.addWidget(self.canvas, 1)
        self.row.addLayout(side, 3)
        self.column.insertLayout(0, self.tools)
        self.column.addWidget(self.strip)

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

    def _tools(self) -> QHBoxLayout:
        made = self.picture_buttons()
        self.open, self.camera, self.keep, self.why = (made[name] for name in ("open", "camera", "keep", "why"))
        self.why.toggled.connect(self._on_why_toggled)
        self.show_steps = tool_button(
            self, "draw_steps", "steps", self.tr("How the drawing is prepared, step by step"), True
        )
        self.show_steps.toggled.connect(self._on_steps_toggled)
        self.eraser = tool_button(self, "draw_eraser", "eraser", self.tr("Eraser"), True)
        self.eraser.toggled.connect(self.canvas.set_eraser)
        self.canvas.eraser_changed.connect(self.eraser.setChecked)
        self.undo = tool_button(self, "draw_undo", "undo", self.tr("Take the last stroke back"))
        self.undo.clicked.connect(self.canvas.undo_stroke)
        self.undo.setEnabled(False)
        self.canvas.undo_changed.connect(lambda: self.undo.setEnabled(self.canvas.can_undo()))
        self.clear = tool_button(self, "draw_clear", "clear", self.tr("Clear the drawing"))
        self.clear.clicked.connect(self.canvas.clear)
        self.dice = tool_button(self, "draw_sample", "dice", self.tr("Put another picture of the test part here"))
        self.dice.clicked.connect(self.another_wanted)
        row = QHBoxLayout()
        row.setSpacing(2)
        groups = (
            (self.open, self.camera, self.dice, self.keep), (self.eraser, self.undo, self.clear), (self.show_steps, self.why),
        )  # fmt: skip
        for number, group in enumerate(groups):
            if number == 2:
                row.addSpacing(8)
                row.addWidget(self._pen(), 4)
                row.addStretch(1)
            row.addSpacing(8 if number else 0)
            for button in group:
                row.addWidget(button)
        return row

    def _pen(self) -> QSlider:
        self.pen = QSlider(Qt.Orientation.Horizontal, self)
        self.pen.setObjectName("draw_pen_size")
        self.pen.setRange(6, 60)
        self.pen.setMinimumWidth(40)
        self.pen.setMaximumWidth(160)
        self.pen.setValue(self.canvas.pen_size())
        self.pen.setToolTip(self.tr("Width of the pen"))
        self.pen.setAccessibleName(self.tr("Width of the pen"))
        self.pen.valueChanged.connect(self.canvas.set_pen_size)
        self.canvas.pen_size_changed.connect(self.pen.setValue)
        return self.pen


def _shown(image: Any) -> Any:
    """Stretched to 0 … 1: after Normalize the numbers lie elsewhere."""
    low, high = float(image.min()), float(image.max())
    return np.ascontiguousarray((image - low) / (high - low) if high > low else image * 0, dtype=np.float32)
