"""What stands over and on the curves: the legend, whose entries hide and show them, and the read-out at the mouse."""

from __future__ import annotations

from typing import NamedTuple

from PySide6.QtCore import QPointF, QRectF, QSize, Qt
from PySide6.QtGui import QColor, QFontMetricsF, QPainter, QPaintEvent, QPen
from PySide6.QtWidgets import QAbstractButton, QSizePolicy, QWidget

from workbench.gui.theme import Tokens, current_tokens

_SWATCH = 14.0
_GAP = 6.0


class LegendEntry(QAbstractButton):
    """A curve's colour and name. Checked while the curve is shown; a click or Space switches."""

    def __init__(self, name: str, label: str, color_index: int, dots: bool, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._color_index = color_index
        self._dots = dots
        self.setObjectName(f"legend_{name}")
        self.setText(label)
        self.setCheckable(True)
        self.setChecked(True)
        self.setAccessibleName(label)
        self.setToolTip(self.tr("{curve}: click to hide or show").format(curve=label))
        self.setCursor(Qt.CursorShape.PointingHandCursor)
        self.setSizePolicy(QSizePolicy.Policy.Maximum, QSizePolicy.Policy.Fixed)

    def sizeHint(self) -> QSize:
        metrics = QFontMetricsF(self.font())
        width = _SWATCH + _GAP + metrics.horizontalAdvance(self.text()) + 9
        return QSize(round(width + 0.5), round(metrics.height() + 6))

    def minimumSizeHint(self) -> QSize:
        return QSize(round(_SWATCH + 8), self.sizeHint().height())

    def paintEvent(self, _event: QPaintEvent) -> None:
        painter = QPainter(self)
        painter.setRenderHint(QPainter.RenderHint.Antialiasing)
        tokens = current_tokens()
        self._paint_ground(painter, tokens)
        left = QPointF(4, self.height() / 2)
        paint_swatch(painter, left, self._color(tokens), self._dots)
        painter.setPen(tokens.color("text" if self.isChecked() else "disabled"))
        box = QRectF(4 + _SWATCH + _GAP, 0, self.width() - _SWATCH - _GAP - 6, self.height())
        text = QFontMetricsF(self.font()).elidedText(self.text(), Qt.TextElideMode.ElideRight, box.width())
        painter.drawText(box, Qt.AlignmentFlag.AlignVCenter, text)

    def _paint_ground(self, painter: QPainter, tokens: Tokens) -> None:
        if not (self.hasFocus() or self.underMouse()):
            return
        painter.setPen(QPen(tokens.color("accent_fill"), 1) if self.hasFocus() else Qt.PenStyle.NoPen)
        painter.setBrush(tokens.color("hover") if self.underMouse() else Qt.BrushStyle.NoBrush)
        painter.drawRoundedRect(QRectF(self.rect()).adjusted(0.5, 0.5, -0.5, -0.5), 4, 4)

    def _color(self, tokens: Tokens) -> QColor:
        return tokens.plot_color(self._color_index) if self.isChecked() else tokens.color("disabled")


class ReadoutLine(NamedTuple):
    """One line of the read-out: the curve's place under the mouse, its colour, what is said."""

    place: QPointF
    color: QColor
    label: str
    value: str


class Readout(QWidget):
    """A line through the x under the mouse, dots on the curves, a box with the numbers. Lets the mouse through."""

    def __init__(self, parent: QWidget) -> None:
        super().__init__(parent)
        self._title = ""
        self._lines: list[ReadoutLine] = []
        self._x = 0.0
        self._area = QRectF()
        self.setAttribute(Qt.WidgetAttribute.WA_TransparentForMouseEvents)
        self.hide()

    def show_at(self, x: float, area: QRectF, title: str, lines: list[ReadoutLine]) -> None:
        """Shows the numbers at a place x of this widget; `area` is where the curves are."""
        self._x, self._area, self._title, self._lines = x, area, title, lines
        self.show()
        self.update()

    def paintEvent(self, _event: QPaintEvent) -> None:
        painter = QPainter(self)
        tokens = current_tokens()
        painter.setPen(QPen(tokens.color("border_strong"), 1))
        painter.drawLine(QPointF(self._x, self._area.top()), QPointF(self._x, self._area.bottom()))
        painter.setRenderHint(QPainter.RenderHint.Antialiasing)
        for line in self._lines:
            if self._area.contains(line.place):
                painter.setPen(QPen(tokens.color("card"), 1.5))
                painter.setBrush(line.color)
                painter.drawEllipse(line.place, 4, 4)
        self._paint_box(painter, tokens)

    def _paint_box(self, painter: QPainter, tokens: Tokens) -> None:
        metrics = QFontMetricsF(self.font())
        labels = max((metrics.horizontalAdvance(line.label) for line in self._lines), default=0.0)
        values = max((metrics.horizontalAdvance(line.value) for line in self._lines), default=0.0)
        row = metrics.height() + 2
        inner = max(_SWATCH + _GAP + labels + 14 + values, metrics.horizontalAdvance(self._title))
        box = self._box_beside_line(inner + 18, row * (len(self._lines) + 1) + 12)
        painter.setPen(QPen(tokens.color("border"), 1))
        painter.setBrush(tokens.color("card"))
        painter.drawRoundedRect(box, 5, 5)
        at = QRectF(box.left() + 9, box.top() + 6, inner, row)
        painter.setPen(tokens.color("muted"))
        painter.drawText(at, Qt.AlignmentFlag.AlignVCenter, self._title)
        for line in self._lines:
            at.translate(0, row)
            paint_swatch(painter, QPointF(at.left(), at.center().y()), line.color, dots=False)
            painter.setPen(tokens.color("text"))
            painter.drawText(at.adjusted(_SWATCH + _GAP, 0, 0, 0), Qt.AlignmentFlag.AlignVCenter, line.label)
            painter.drawText(at, Qt.AlignmentFlag.AlignVCenter | Qt.AlignmentFlag.AlignRight, line.value)

    def _box_beside_line(self, width: float, height: float) -> QRectF:
        right = self._x + 12
        left = right if right + width <= self._area.right() else max(self._x - 12 - width, self._area.left())
        return QRectF(round(left) + 0.5, round(self._area.top() + 6) + 0.5, round(width), round(height))


def paint_swatch(painter: QPainter, left: QPointF, color: QColor, dots: bool) -> None:
    """A short line, with a dot where the curve has dots; `left` is the middle of its left end."""
    painter.setPen(QPen(color, 2, Qt.PenStyle.SolidLine, Qt.PenCapStyle.RoundCap))
    painter.drawLine(left + QPointF(1, 0), left + QPointF(_SWATCH - 1, 0))
    if dots:
        painter.setPen(Qt.PenStyle.NoPen)
        painter.setBrush(color)
        painter.drawEllipse(left + QPointF(_SWATCH / 2, 0), 3.2, 3.2)
