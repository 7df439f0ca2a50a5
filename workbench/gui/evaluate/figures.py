"""A calm row of figures: a number, and under it what it is. Breaks into rows where it must."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

from PySide6.QtCore import QEvent, QRectF, QSize, Qt
from PySide6.QtGui import QFont, QFontMetricsF, QHelpEvent, QPainter, QPaintEvent, QResizeEvent
from PySide6.QtWidgets import QSizePolicy, QToolTip, QWidget

from workbench.gui.theme import current_tokens

GAP = 22.0
LINE_GAP = 6.0
LARGER = 1.35  # than the font around them are the numbers


@dataclass(frozen=True)
class Figure:
    """A number in words, its name, and what it means."""

    name: str
    value: str
    meaning: str = ""


class FigureRow(QWidget):
    """Painted in one go; the meaning of each figure is its tooltip."""

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._figures: tuple[Figure, ...] = ()
        policy = QSizePolicy(QSizePolicy.Policy.Expanding, QSizePolicy.Policy.Fixed)
        policy.setHeightForWidth(True)
        self.setSizePolicy(policy)

    def figures(self) -> tuple[Figure, ...]:
        """What is shown."""
        return self._figures

    def set_figures(self, figures: Sequence[Figure]) -> None:
        """Others."""
        if tuple(figures) != self._figures:
            self._figures = tuple(figures)
            self.setAccessibleDescription(", ".join(f"{each.name}: {each.value}" for each in figures))
            self.updateGeometry()
            self.update()

    def hasHeightForWidth(self) -> bool:
        return True

    def heightForWidth(self, width: int) -> int:
        boxes = self._boxes(float(width))
        return round(boxes[-1].bottom()) if boxes else 0

    def sizeHint(self) -> QSize:
        return QSize(500, self.heightForWidth(max(self.width(), 200)))

    def minimumSizeHint(self) -> QSize:
        return QSize(120, self.heightForWidth(max(self.width(), 200)))

    def resizeEvent(self, event: QResizeEvent) -> None:
        super().resizeEvent(event)
        self.updateGeometry()

    def changeEvent(self, event: QEvent) -> None:
        super().changeEvent(event)
        if event.type() == QEvent.Type.FontChange:
            self.updateGeometry()

    def event(self, event: QEvent) -> bool:
        if isinstance(event, QHelpEvent) and event.type() == QEvent.Type.ToolTip:
            boxes = zip(self._boxes(float(self.width())), self._figures, strict=True)
            meant = next((figure.meaning for box, figure in boxes if box.contains(event.pos())), "")
            QToolTip.showText(event.globalPos(), meant, self)
            return True
        return super().event(event)

    def paintEvent(self, _event: QPaintEvent) -> None:
        painter = QPainter(self)
        tokens = current_tokens()
        large = self._large()
        height = QFontMetricsF(large).height()
        left = Qt.AlignmentFlag.AlignLeft | Qt.AlignmentFlag.AlignVCenter
        for box, figure in zip(self._boxes(float(self.width())), self._figures, strict=True):
            painter.setFont(large)
            painter.setPen(tokens.color("text"))
            painter.drawText(QRectF(box.left(), box.top(), box.width(), height), left, figure.value)
            painter.setFont(self.font())
            painter.setPen(tokens.color("muted"))
            painter.drawText(box.adjusted(0, height, 0, 0), left, figure.name)

    def _large(self) -> QFont:
        font = QFont(self.font())
        font.setPointSizeF(font.pointSizeF() * LARGER)
        font.setBold(True)
        return font

    def _boxes(self, room: float) -> list[QRectF]:
        numbers, names = QFontMetricsF(self._large()), QFontMetricsF(self.font())
        height = numbers.height() + names.height()
        boxes: list[QRectF] = []
        x = y = 0.0
        for figure in self._figures:
            width = max(numbers.horizontalAdvance(figure.value), names.horizontalAdvance(figure.name)) + 2
            if x and x + width > room:
                x, y = 0.0, y + height + LINE_GAP
            boxes.append(QRectF(x, y, width, height))
            x += width + GAP
        return boxes
