"""Points in a plane, painted as the density that they have: a hundred thousand of them cost no more than a few."""

from __future__ import annotations

import numpy as np
from numpy.typing import NDArray
from PySide6.QtCore import QEvent, QPointF, QRectF, QSize, Qt, Signal
from PySide6.QtGui import QContextMenuEvent, QFontMetricsF, QImage, QKeyEvent, QMouseEvent, QPainter, QPaintEvent, QPen
from PySide6.QtWidgets import QSizePolicy, QToolTip, QWidget

from workbench.gui.theme import current_tokens
from workbench.gui.widgets.figure_menu import FigureMenu, Rows
from workbench.gui.widgets.plot_number import number

GAP = 6.0
NEAR = 8.0  # device-independent pixels from a point, it is still pointed at
FEW = 3_000
"""So many points are painted as dots, more as a density."""

Numbers = NDArray[np.float64]


class Scatter(QWidget):
    """``point_chosen`` carries the number of the point that was clicked, or chosen by the arrow keys (the next in x) and Enter."""

    point_chosen = Signal(int)
    saved = Signal(str)
    failed = Signal(str)

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._x: Numbers = np.zeros(0)
        self._y: Numbers = np.zeros(0)
        self._texts = ("", "")
        self._line: tuple[float, float] | None = None
        self._current = -1
        self._image: tuple[object, QImage] | None = None
        self.menu = FigureMenu(self, lambda: self, self.rows)
        self.menu.add_exports()
        self.setMouseTracking(True)
        self.setFocusPolicy(Qt.FocusPolicy.StrongFocus)
        self.setSizePolicy(QSizePolicy.Policy.Expanding, QSizePolicy.Policy.Expanding)

    def set_points(self, x: Numbers, y: Numbers, x_text: str, y_text: str, line: tuple[float, float] | None) -> None:
        """Points (N,), (N,), what the axes measure, and a straight line y = a + b x to compare them with."""
        self._x, self._y = np.asarray(x, np.float64), np.asarray(y, np.float64)
        self._texts, self._line, self._image = (x_text, y_text), line, None
        self._current = min(self._current, len(self._x) - 1)
        self.update()

    def rows(self) -> Rows:
        """The numbers, for files."""
        yield list(self._texts)
        yield from zip((f"{x:.9g}" for x in self._x), (f"{y:.9g}" for y in self._y), strict=True)

    def choose(self, point: int) -> None:
        """That one stands out."""
        self._current = point
        self.update()

    def place(self, point: int) -> QPointF:
        """Where a point is painted."""
        box, (left, right), (low, high) = self._box(), self._span_x(), self._span_y()
        across = (self._x[point] - left) / (right - left)
        up = (self._y[point] - low) / (high - low)
        return QPointF(box.left() + across * box.width(), box.bottom() - up * box.height())

    def sizeHint(self) -> QSize:
        return QSize(320, 240)

    def minimumSizeHint(self) -> QSize:
        return QSize(120, 80)

    def _box(self) -> QRectF:
        metrics = QFontMetricsF(self.font())
        left = (
            max((metrics.horizontalAdvance(number(value)) for value in self._span_y()), default=20.0) + metrics.height()
        )
        return QRectF(
            left + GAP, 4, max(self.width() - left - 2 * GAP, 1), max(self.height() - 2 * metrics.height() - GAP, 1)
        )

    def _span_x(self) -> tuple[float, float]:
        return _span(self._x)

    def _span_y(self) -> tuple[float, float]:
        return _span(self._y if self._line is None else np.concatenate([self._y, self._ends()]))

    def _ends(self) -> Numbers:
        assert self._line is not None
        return self._line[0] + self._line[1] * np.array(_span(self._x))

    def paintEvent(self, _event: QPaintEvent) -> None:
        painter = QPainter(self)
        if not len(self._x):
            return
        tokens, box, metrics = current_tokens(), self._box(), QFontMetricsF(self.font())
        (left, right), (low, high) = self._span_x(), self._span_y()
        painter.setPen(QPen(tokens.color("border"), 1))
        painter.drawRect(box)
        painter.save()
        painter.setClipRect(box.adjusted(-3, -3, 3, 3))
        painter.setRenderHint(QPainter.RenderHint.Antialiasing)
        self._paint_points(painter, box)
        if self._line is not None:
            painter.setPen(QPen(tokens.color("muted"), 1, Qt.PenStyle.DashLine))
            ys = box.bottom() - (self._ends() - low) / (high - low) * box.height()
            painter.drawLine(QPointF(box.left(), ys[0]), QPointF(box.right(), ys[1]))
        if 0 <= self._current < len(self._x):
            painter.setPen(QPen(tokens.color("error"), 2))
            painter.setBrush(Qt.BrushStyle.NoBrush)
            painter.drawEllipse(self.place(self._current), 6, 6)
        painter.restore()
        painter.setPen(tokens.color("muted"))
        line, middle = metrics.height(), Qt.AlignmentFlag.AlignVCenter
        below = QRectF(box.left(), box.bottom() + 2, box.width(), line)
        painter.drawText(below, Qt.AlignmentFlag.AlignLeft | middle, number(left))
        painter.drawText(below, Qt.AlignmentFlag.AlignRight | middle, number(right))
        painter.drawText(below.translated(0, line - 2), Qt.AlignmentFlag.AlignHCenter | middle, self._texts[0])
        beside = QRectF(line, box.top(), box.left() - GAP - line, line)
        painter.drawText(beside, Qt.AlignmentFlag.AlignRight | middle, number(high))
        painter.drawText(beside.translated(0, box.height() - line), Qt.AlignmentFlag.AlignRight | middle, number(low))
        painter.translate(0, box.center().y())
        painter.rotate(-90)
        painter.drawText(QRectF(-box.height() / 2, 0, box.height(), line), Qt.AlignmentFlag.AlignCenter, self._texts[1])

    def _paint_points(self, painter: QPainter, box: QRectF) -> None:
        tokens = current_tokens()
        if len(self._x) > FEW:
            painter.drawImage(box, self._density(box))
            return
        color = tokens.plot_color(0)
        color.setAlphaF(0.55)
        painter.setPen(Qt.PenStyle.NoPen)
        painter.setBrush(color)
        for point in np.flatnonzero(np.isfinite(self._x) & np.isfinite(self._y)).tolist():
            painter.drawEllipse(self.place(point), 2.5, 2.5)

    def _density(self, box: QRectF) -> QImage:
        """The colour of the curves, the more opaque the more points are there."""
        width, height = max(int(box.width() / 2), 1), max(int(box.height() / 2), 1)
        key = (width, height, current_tokens().name)
        if self._image is None or self._image[0] != key:
            counts, _, _ = np.histogram2d(self._y, self._x, (height, width), (self._span_y(), self._span_x()))
            opacity = np.where(counts > 0, 0.25 + 0.75 * np.log1p(counts) / np.log1p(max(counts.max(), 1)), 0)[::-1]
            color = current_tokens().plot_color(0)
            pixels = np.empty((height, width, 4), np.uint8)
            pixels[..., :3] = color.red(), color.green(), color.blue()
            pixels[..., 3] = (255 * opacity).astype(np.uint8)
            self._image = key, QImage(pixels.data, width, height, 4 * width, QImage.Format.Format_RGBA8888).copy()
        return self._image[1]

    def _nearest(self, at: QPointF) -> int | None:
        if not len(self._x):
            return None
        box, (left, right), (low, high) = self._box(), self._span_x(), self._span_y()
        across = box.left() + (self._x - left) / (right - left) * box.width() - at.x()
        up = box.bottom() - (self._y - low) / (high - low) * box.height() - at.y()
        far = np.nan_to_num(across**2 + up**2, nan=np.inf)
        best = int(far.argmin())
        return best if far[best] <= NEAR**2 else None

    def words(self, point: int) -> str:
        """What is said of a point."""
        return f"{self._texts[0]} {number(self._x[point])}\n{self._texts[1]} {number(self._y[point])}"

    def mouseMoveEvent(self, event: QMouseEvent) -> None:
        found = self._nearest(event.position())
        self.setCursor(Qt.CursorShape.ArrowCursor if found is None else Qt.CursorShape.PointingHandCursor)
        QToolTip.showText(event.globalPosition().toPoint(), "" if found is None else self.words(found), self)

    def mousePressEvent(self, event: QMouseEvent) -> None:
        found = self._nearest(event.position())
        if found is not None and event.button() == Qt.MouseButton.LeftButton:
            self.choose(found)
            self.point_chosen.emit(found)
        else:
            super().mousePressEvent(event)

    def keyPressEvent(self, event: QKeyEvent) -> None:
        steps = {Qt.Key.Key_Left: -1, Qt.Key.Key_Right: 1}
        step = steps.get(Qt.Key(event.key()))
        if step is not None and len(self._x):
            order = np.argsort(self._x, kind="stable")
            at = int(np.flatnonzero(order == self._current)[0]) + step if self._current >= 0 else 0
            self.choose(int(order[min(max(at, 0), len(order) - 1)]))
            self.setAccessibleDescription(self.words(self._current))
        elif event.key() in (Qt.Key.Key_Return, Qt.Key.Key_Enter) and self._current >= 0:
            self.point_chosen.emit(self._current)
        else:
            super().keyPressEvent(event)

    def contextMenuEvent(self, event: QContextMenuEvent) -> None:
        self.menu.popup(event.globalPos())

    def changeEvent(self, event: QEvent) -> None:
        super().changeEvent(event)
        if event.type() in (QEvent.Type.PaletteChange, QEvent.Type.FontChange):
            self._image = None
            self.update()


def _span(values: Numbers) -> tuple[float, float]:
    """From the least to the greatest, with some room around them."""
    known = values[np.isfinite(values)]
    if not known.size:
        return 0.0, 1.0
    low, high = float(known.min()), float(known.max())
    room = (high - low) * 0.04 or max(abs(high) * 0.1, 0.5)
    return low - room, high + room
