"""A series as curves, and behind them what a number can see of it or how much each step matters."""

from __future__ import annotations

from collections.abc import Sequence
from typing import TYPE_CHECKING, Any

from PySide6.QtCore import QEvent, QRectF, Signal
from PySide6.QtGui import QImage, QMouseEvent, QPainter, QPaintEvent, QPen
from PySide6.QtWidgets import QToolTip, QWidget

from workbench.gui.inspect.marks import Mark, nearest, paint_marks
from workbench.gui.inspect.painting import Scale, number, over_image
from workbench.gui.theme import current_tokens
from workbench.gui.widgets.curve_view import paint_curves

if TYPE_CHECKING:
    import numpy as np
    from numpy.typing import NDArray

    Array = NDArray[Any]
else:
    from workbench.gui.late import np

MARGIN = 8


class SeriesView(QWidget):
    """``pointed`` carries words about the step under the mouse."""

    pointed = Signal(str)

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._series: Array | None = None
        self._heat: Array | None = None
        self._behind = QImage()
        self._box: tuple[int, int] | None = None
        self._opacity = 1.0
        self._marks: tuple[Mark, ...] = ()
        self.setMouseTracking(True)
        self.setMinimumSize(60, 50)

    def set_series(self, series: Array | None) -> None:
        """Another series (C, T), with nothing behind it."""
        self._series, self._heat, self._box, self._behind, self._marks = series, None, None, QImage(), ()
        self.update()

    def set_heat(self, heat: Array, scale: Scale) -> None:
        """How much each step (T,) matters."""
        self._heat, self._behind, self._box = heat, over_image(heat[None], scale), None
        self.update()

    def set_field(self, box: tuple[int, int], effective: Array | None) -> None:
        """The steps that a number sees, from the first to one after the last; ``effective`` (T,) in [0, 1]: those it heeds."""
        self._box, self._heat = box, None
        self._behind = QImage() if effective is None else over_image(effective[None], Scale(-1.0, 1.0, True))
        self.update()

    def set_marks(self, marks: Sequence[Mark]) -> None:
        """Dots at the top, in the middle of some steps (columns of the mark), which say their words."""
        self._marks = tuple(marks)
        self.update()

    def set_opacity(self, opacity: float) -> None:
        """Of what is behind, 0 … 1."""
        self._opacity = opacity
        self.update()

    def paintEvent(self, _event: QPaintEvent) -> None:
        painter = QPainter(self)
        painter.setRenderHint(QPainter.RenderHint.Antialiasing)
        tokens = current_tokens()
        painter.fillRect(self.rect(), tokens.color("input"))
        if self._series is None:
            return
        room = QRectF(MARGIN, 0, max(self.width() - 2 * MARGIN, 1), self.height())
        if not self._behind.isNull():
            painter.setOpacity(self._opacity)
            painter.drawImage(room, self._behind)
            painter.setOpacity(1.0)
        if self._box is not None:
            step = room.width() / self._series.shape[-1]
            frame = QRectF(
                room.left() + self._box[0] * step, 1, (self._box[1] - self._box[0]) * step, self.height() - 2
            )
            painter.setPen(QPen(tokens.color("error"), 2))
            painter.drawRect(frame)
        paint_curves(painter, self._series, self.width(), self.height(), margin=MARGIN)
        step = room.width() / self._series.shape[-1]
        rects = [(room.left() + mark.box[1] * step, (mark.box[3] - mark.box[1]) * step) for mark in self._marks]
        paint_marks(painter, [QRectF(left, 0, wide, 12) for left, wide in rects])

    def mouseMoveEvent(self, event: QMouseEvent) -> None:
        if self._series is None:
            return
        steps = self._series.shape[-1]
        place = int((event.position().x() - MARGIN) / max(self.width() - 2 * MARGIN, 1) * steps)
        words = ""
        if 0 <= place < steps:
            values = ", ".join(number(float(value)) for value in np.atleast_1d(self._series[:, place]))
            heat = "" if self._heat is None else " → " + number(float(self._heat[place]))
            near = nearest(self._marks, 0, place)
            words = self.tr("step {0}: {1}").format(place, values + heat) + (f"\n{near.words}" if near else "")
        self.pointed.emit(words)
        QToolTip.showText(event.globalPosition().toPoint(), words or self.toolTip(), self)

    def leaveEvent(self, event: QEvent) -> None:
        super().leaveEvent(event)
        self.pointed.emit("")
