"""What the colours mean: a strip from the least number to the greatest."""

from __future__ import annotations

from typing import TYPE_CHECKING

from PySide6.QtCore import QEvent, QRectF, QSize, Qt
from PySide6.QtGui import QFontMetrics, QPainter, QPaintEvent, QPen
from PySide6.QtWidgets import QSizePolicy, QWidget

from workbench.gui.inspect.painting import Scale, image_of, number
from workbench.gui.theme import current_tokens

if TYPE_CHECKING:
    import numpy as np
else:
    from workbench.gui.late import np


class ColourBar(QWidget):
    """One line high; empty until there is a scale."""

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._scale: Scale | None = None
        self.setSizePolicy(QSizePolicy.Policy.Expanding, QSizePolicy.Policy.Fixed)
        self.setAccessibleName(self.tr("Scale of the colours"))

    def set_scale(self, scale: Scale | None) -> None:
        """Another one."""
        self._scale = scale
        self.setAccessibleDescription(scale.text() if scale else "")
        self.setToolTip(scale.text() if scale else "")
        self.update()

    def sizeHint(self) -> QSize:
        return QSize(80, QFontMetrics(self.font()).height())

    def changeEvent(self, event: QEvent) -> None:
        super().changeEvent(event)
        if event.type() == QEvent.Type.PaletteChange:
            self.update()

    def paintEvent(self, _event: QPaintEvent) -> None:
        scale = self._scale
        if scale is None:
            return
        painter, tokens, metrics = QPainter(self), current_tokens(), QFontMetrics(self.font())
        low, high = number(scale.low), number(scale.high)
        left, right = metrics.horizontalAdvance(low) + 5, metrics.horizontalAdvance(high) + 5
        bar = QRectF(left, self.height() / 2 - 4, max(self.width() - left - right, 1), 8)
        painter.drawImage(bar, image_of(np.linspace(scale.low, scale.high, 128)[None], scale))
        painter.setPen(QPen(tokens.color("border"), 1))
        painter.drawRect(bar.adjusted(-0.5, -0.5, 0.5, 0.5))
        painter.setPen(tokens.color("muted"))
        painter.drawText(self.rect(), Qt.AlignmentFlag.AlignLeft | Qt.AlignmentFlag.AlignVCenter, low)
        painter.drawText(self.rect(), Qt.AlignmentFlag.AlignRight | Qt.AlignmentFlag.AlignVCenter, high)
