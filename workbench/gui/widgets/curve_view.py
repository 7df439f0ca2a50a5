"""A series as curves: in a widget, and as a little picture. No axes; for those, see :mod:`curve_plot`."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

from PySide6.QtCore import QPointF, QSize
from PySide6.QtGui import QImage, QPainter, QPaintEvent, QPen, QPolygonF
from PySide6.QtWidgets import QSizePolicy, QWidget

from workbench.gui.theme import current_tokens

if TYPE_CHECKING:
    import numpy as np
    from numpy.typing import NDArray
else:
    from workbench.gui.late import np

SIDE = 280


class CurveView(QWidget):
    """The curves of a series (C, T)."""

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._series: NDArray[Any] | None = None
        self.setSizePolicy(QSizePolicy.Policy.Preferred, QSizePolicy.Policy.Preferred)

    def set_series(self, series: NDArray[Any] | None) -> None:
        """Others, or none."""
        self._series = series
        self.update()

    def sizeHint(self) -> QSize:
        return QSize(SIDE, SIDE * 2 // 3)

    def paintEvent(self, _event: QPaintEvent) -> None:
        painter = QPainter(self)
        painter.setRenderHint(QPainter.RenderHint.Antialiasing)
        painter.fillRect(self.rect(), current_tokens().color("input"))
        if self._series is not None:
            paint_curves(painter, self._series, self.width(), self.height(), margin=8)


def curves_image(series: NDArray[Any], side: int) -> QImage:
    """The curves of a series (C, T), each channel in its colour, from its lowest to its highest number."""
    tokens = current_tokens()
    image = QImage(side, side, QImage.Format.Format_RGB32)
    image.fill(tokens.color("input"))
    painter = QPainter(image)
    painter.setRenderHint(QPainter.RenderHint.Antialiasing)
    paint_curves(painter, series, side, side)
    painter.end()
    return image


def paint_curves(painter: QPainter, series: NDArray[Any], width: float, height: float, margin: float = 3.0) -> None:
    """Polylines in the room of ``width`` × ``height``; numbers that are missing leave gaps out."""
    tokens = current_tokens()
    numbers = np.asarray(series, np.float64)
    finite = numbers[np.isfinite(numbers)]
    if not finite.size:
        return
    low, span = float(finite.min()), max(float(finite.max() - finite.min()), 1e-12)
    for number, channel in enumerate(numbers.reshape(-1, numbers.shape[-1])):
        xs = margin + np.linspace(0, 1, len(channel)) * (width - 2 * margin)
        ys = height - margin - (channel - low) / span * (height - 2 * margin)
        points = [QPointF(x, y) for x, y in zip(xs, ys, strict=True) if np.isfinite(y)]
        painter.setPen(QPen(tokens.plot_color(number), 1.3))
        painter.drawPolyline(QPolygonF(points))
