"""How sure the doctor is, as a bar."""

from __future__ import annotations

from PySide6.QtCore import QRectF, QSize, Qt
from PySide6.QtGui import QPainter, QPaintEvent
from PySide6.QtWidgets import QWidget

from workbench.gui.theme import current_tokens

BAR = QSize(64, 6)


class SureBar(QWidget):
    """A share of the way from guessing to knowing."""

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.setFixedSize(BAR)
        self._sure, self._colour = 0.0, "accent"

    def set_sure(self, sure: float, colour: str) -> None:
        """From 0 to 1, in a colour of the theme."""
        self._sure, self._colour = sure, colour
        self.update()

    def paintEvent(self, _event: QPaintEvent) -> None:
        tokens, radius = current_tokens(), BAR.height() / 2
        painter = QPainter(self)
        painter.setRenderHint(QPainter.RenderHint.Antialiasing)
        painter.setPen(Qt.PenStyle.NoPen)
        painter.setBrush(tokens.color("track"))
        painter.drawRoundedRect(QRectF(self.rect()), radius, radius)
        painter.setBrush(tokens.color(self._colour))
        painter.drawRoundedRect(
            QRectF(0, 0, max(self.width() * self._sure, BAR.height()), self.height()), radius, radius
        )
