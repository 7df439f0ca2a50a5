"""Strokes of a pen on a small grey image: smooth, antialiased, with round ends, independent of the screen.

The points of the mouse are joined by quadratic curves from middle to middle, each point being the control point of one.
"""

from __future__ import annotations

from dataclasses import dataclass, field

from PySide6.QtCore import QPointF, Qt
from PySide6.QtGui import QImage, QPainter, QPainterPath, QPen


@dataclass
class Stroke:
    """One stroke that is being drawn. `image` holds what is certain; the way from there to the pen may still bend."""

    image: QImage
    erases: bool
    points: list[QPointF] = field(default_factory=list)
    widths: list[float] = field(default_factory=list)

    def extend(self, point: QPointF, width: float) -> None:
        """Draws on to a point, `width` pixels of the image wide there."""
        if self.points and point == self.points[-1]:
            return
        self.points.append(point)
        self.widths.append(width)
        if len(self.points) == 1:
            self._draw(self.image, _dot(point), width)
        elif len(self.points) >= 3:
            before, corner = self.points[-3], self.points[-2]
            start = before if len(self.points) == 3 else _middle(before, corner)
            self._draw(self.image, _curve(start, corner, _middle(corner, point)), self.widths[-2])

    def so_far(self) -> QImage:
        """The image with the stroke drawn right up to the pen."""
        if len(self.points) < 2:
            return self.image.copy()
        made = self.image.copy()
        last = self.points[-2] if len(self.points) == 2 else _middle(self.points[-2], self.points[-1])
        path = QPainterPath(last)
        path.lineTo(self.points[-1])
        self._draw(made, path, self.widths[-1])
        return made

    def _draw(self, image: QImage, path: QPainterPath, width: float) -> None:
        painter = QPainter(image)
        painter.setRenderHint(QPainter.RenderHint.Antialiasing)
        ink = Qt.GlobalColor.black if self.erases else Qt.GlobalColor.white
        pen = QPen(ink, width, Qt.PenStyle.SolidLine, Qt.PenCapStyle.RoundCap, Qt.PenJoinStyle.RoundJoin)
        painter.strokePath(path, pen)
        painter.end()


def _middle(a: QPointF, b: QPointF) -> QPointF:
    return (a + b) / 2


def _dot(point: QPointF) -> QPainterPath:
    path = QPainterPath(point)
    path.lineTo(point + QPointF(0.01, 0.0))  # a path of no length has no ends to draw
    return path


def _curve(start: QPointF, corner: QPointF, end: QPointF) -> QPainterPath:
    path = QPainterPath(start)
    path.quadTo(corner, end)
    return path
