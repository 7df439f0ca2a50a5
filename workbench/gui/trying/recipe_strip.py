"""The digits' recipe, step by step: the drawing, its box, 20 × 20, centred by mass in 28 × 28; and the same drawing without it."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

from PySide6.QtCore import QEvent, QPointF, QRectF, QSize, Qt
from PySide6.QtGui import QColor, QFontMetricsF, QHelpEvent, QImage, QPainter, QPaintEvent, QPen
from PySide6.QtWidgets import QSizePolicy, QToolTip, QWidget

from workbench.gui.theme import DARK, Tokens, current_tokens
from workbench.gui.widgets.pixel_view import as_qimage

if TYPE_CHECKING:
    from workbench.evaluation.digit_steps import DigitSteps

_GAP = 8.0
_LEAST_SIDE, _MOST_SIDE = 34.0, 150.0
_ARROW = 14.0


@dataclass(frozen=True)
class _Cell:
    """A picture with its words; ``size`` is (rows, columns) of what the marks count in."""

    image: QImage
    caption: str
    tip: str
    size: tuple[int, int]
    box: tuple[int, int, int, int] | None = None
    cross: tuple[float, float] | None = None


class RecipeStrip(QWidget):
    """Five pictures in a row; below the last two stands what the model says of them."""

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._cells: list[_Cell] = []
        self._steps: DigitSteps | None = None
        self._said = ["", ""]
        self._side = _LEAST_SIDE
        self.setSizePolicy(QSizePolicy.Policy.Expanding, QSizePolicy.Policy.Fixed)
        self.setAccessibleName(self.tr("How the drawing is prepared"))

    def steps(self) -> DigitSteps | None:
        """What is shown."""
        return self._steps

    def show_steps(self, steps: DigitSteps | None) -> None:
        """Another drawing; None: nothing is drawn."""
        self._steps = steps
        self._cells = [] if steps is None else self._made(steps)
        self._said = ["", ""]
        self.setAccessibleDescription(". ".join(cell.tip for cell in self._cells))
        self.update()

    def set_side(self, side: float) -> None:
        """How large the pictures may be."""
        side = min(max(side, _LEAST_SIDE), _MOST_SIDE)
        if side != self._side:
            self._side = side
            self.updateGeometry()

    def show_answers(self, prepared: str | None = None, plain: str | None = None) -> None:
        """What the model says of the drawing with the recipe and without; None: as it was."""
        for place, words in enumerate((prepared, plain)):
            if words is not None:
                self._said[place] = words
        self.update()

    def answers(self) -> tuple[str, str]:
        """What stands below the last two pictures."""
        return self._said[0], self._said[1]

    def sizeHint(self) -> QSize:
        return QSize(420, round(self._side + 2 * self._line() + 2))

    def minimumSizeHint(self) -> QSize:
        return QSize(260, round(_LEAST_SIDE + 2 * self._line() + 2))

    def event(self, event: QEvent) -> bool:
        if isinstance(event, QHelpEvent) and event.type() == QEvent.Type.ToolTip:
            at = QPointF(event.pos())
            tip = next(
                (cell.tip for cell, box in zip(self._cells, self._boxes(), strict=False) if box.contains(at)), ""
            )
            QToolTip.showText(event.globalPos(), tip or self.toolTip(), self)
            return True
        return super().event(event)

    def paintEvent(self, _event: QPaintEvent) -> None:
        painter = QPainter(self)
        tokens = current_tokens()
        if not self._cells:
            painter.setPen(tokens.color("muted"))
            words = self.tr("Draw something: how it becomes the network's input is shown here, step by step.")
            painter.drawText(self.rect(), Qt.AlignmentFlag.AlignCenter | Qt.TextFlag.TextWordWrap, words)
            return
        boxes = self._boxes()
        for cell, box in zip(self._cells, boxes, strict=True):
            self._paint_cell(painter, cell, box, tokens)
        painter.setPen(QPen(tokens.color("muted"), 1.2))
        for box in boxes[1:4]:
            _paint_arrow(painter, QPointF(box.left() - _ARROW / 2 - _GAP / 2, box.center().y()))
        line = (boxes[3].right() + boxes[4].left()) / 2
        painter.setPen(tokens.color("border"))
        painter.drawLine(QPointF(line, 0), QPointF(line, float(self.height())))
        painter.setPen(tokens.color("text"))
        for words, box in zip(self._said, boxes[3:], strict=True):
            below = QRectF(box.left() - _GAP, box.bottom() + self._line() + 2, self._room(box), self._line())
            shown = QFontMetricsF(self.font()).elidedText(words, Qt.TextElideMode.ElideRight, below.width())
            painter.drawText(below.translated(_GAP, 0), Qt.AlignmentFlag.AlignLeft, shown)

    def _paint_cell(self, painter: QPainter, cell: _Cell, box: QRectF, tokens: Tokens) -> None:
        painter.setRenderHint(QPainter.RenderHint.SmoothPixmapTransform, cell.image.width() > box.width())
        painter.fillRect(box, QColor("#000000"))
        painter.drawImage(_fitted(cell.image, box), cell.image)
        painter.setRenderHint(QPainter.RenderHint.Antialiasing)
        rows, columns = cell.size
        painter.setPen(QPen(DARK.color("warning"), 1.4))
        painter.setBrush(Qt.BrushStyle.NoBrush)
        if cell.box is not None:
            top, bottom, left, right = cell.box
            x, y = box.width() / columns, box.height() / rows
            painter.drawRect(QRectF(box.left() + left * x, box.top() + top * y, (right - left) * x, (bottom - top) * y))
        if cell.cross is not None:
            at = QPointF(
                box.left() + cell.cross[1] / columns * box.width(), box.top() + cell.cross[0] / rows * box.height()
            )
            arm = box.width() / 8
            painter.drawLine(at - QPointF(arm, 0), at + QPointF(arm, 0))
            painter.drawLine(at - QPointF(0, arm), at + QPointF(0, arm))
        painter.setRenderHint(QPainter.RenderHint.Antialiasing, False)
        painter.setPen(tokens.color("border"))
        painter.drawRect(box)
        painter.setPen(tokens.color("muted"))
        words = QFontMetricsF(self.font()).elidedText(cell.caption, Qt.TextElideMode.ElideRight, self._room(box))
        painter.drawText(
            QRectF(box.left(), box.bottom() + 2, self._room(box), self._line()), Qt.AlignmentFlag.AlignLeft, words
        )

    def _made(self, steps: DigitSteps) -> list[_Cell]:
        centre = (steps.corner[0] + steps.mass[0], steps.corner[1] + steps.mass[1])
        tips = (
            self.tr("Your drawing, and the box around its ink"),
            self.tr("What lies in the box"),
            self.tr("Scaled to fit 20 × 20 pixels; its shape stays. The cross is the centre of mass of the ink"),
            self.tr("Put into 28 × 28 pixels so that the centre of mass lies in the middle: as MNIST was made"),
            self.tr("The same drawing without the recipe: all of it, made smaller"),
        )
        words = (
            self.tr("box"), self.tr("cut out"), self.tr("20 × 20"), self.tr("centred"), self.tr("without"),
        )  # fmt: skip
        images = (steps.drawing, steps.ink, steps.box, steps.prepared, steps.plain)
        marks: tuple[dict[str, object], ...] = (
            {"box": steps.bounds}, {}, {"cross": steps.mass}, {"cross": centre}, {},
        )  # fmt: skip
        return [
            _Cell(as_qimage(image), caption, tip, image.shape, **mark)  # type: ignore[arg-type]
            for image, caption, tip, mark in zip(images, words, tips, marks, strict=True)
        ]

    def _boxes(self) -> list[QRectF]:
        between = _ARROW + 2 * _GAP
        across = (self.width() - 4 * between - 2) / 5
        side = min(max(min(across, self.height() - 2 * self._line() - 4), _LEAST_SIDE), _MOST_SIDE)
        return [QRectF(1 + place * (side + between), 1, side, side) for place in range(5)]

    def _room(self, box: QRectF) -> float:
        return box.width() + _ARROW + _GAP

    def _line(self) -> float:
        return QFontMetricsF(self.font()).height()


def _fitted(image: QImage, box: QRectF) -> QRectF:
    scale = min(box.width() / image.width(), box.height() / image.height())
    size = (image.width() * scale, image.height() * scale)
    return QRectF(box.center().x() - size[0] / 2, box.center().y() - size[1] / 2, *size)


def _paint_arrow(painter: QPainter, at: QPointF) -> None:
    half = _ARROW / 2
    painter.drawLine(at - QPointF(half, 0), at + QPointF(half, 0))
    for sign in (-1, 1):
        painter.drawLine(at + QPointF(half, 0), at + QPointF(half - 4, sign * 4))
