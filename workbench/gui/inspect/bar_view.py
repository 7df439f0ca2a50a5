"""A vector as bars: narrow columns for the units of a layer, rows with names for what has names. Below zero points the other way."""

from __future__ import annotations

from collections.abc import Sequence
from typing import TYPE_CHECKING, Any

from PySide6.QtCore import QEvent, QPoint, QRectF, QSize, Qt, Signal
from PySide6.QtGui import QColor, QFontMetrics, QKeyEvent, QMouseEvent, QPainter, QPaintEvent, QPen, QResizeEvent
from PySide6.QtWidgets import QAbstractScrollArea, QToolTip, QWidget

from workbench.gui.inspect.painting import number, scale_of
from workbench.gui.theme import current_tokens
from workbench.gui.widgets.colour_maps import diverging

if TYPE_CHECKING:
    import numpy as np
    from numpy.typing import NDArray

    Array = NDArray[Any]
else:
    from workbench.gui.late import np

NARROWEST, WIDEST = 3, 28
NAME_SHARE = 0.4


class BarView(QAbstractScrollArea):
    """``chosen`` carries the number of a bar, ``pointed`` words about the one under the mouse.

    ``marked`` numbers have a frame: those that a unit can see, say.
    """

    chosen = Signal(int)
    pointed = Signal(str)

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._values: Array = np.zeros(0)
        self._names: Sequence[str] = ()
        self._current = -1
        self._marked: Array | None = None
        self._rows = False
        self._empty = ""
        self._texts: Sequence[str] = ()
        self.setFocusPolicy(Qt.FocusPolicy.StrongFocus)
        self.setFrameShape(QAbstractScrollArea.Shape.NoFrame)
        self.viewport().setAutoFillBackground(False)
        self.viewport().setMouseTracking(True)

    def values(self) -> Array:
        """The numbers."""
        return self._values

    def current(self) -> int:
        """The chosen bar; −1: none."""
        return self._current

    def set_values(
        self, values: Array, names: Sequence[str] = (), texts: Sequence[str] = (), empty: str = "", rows: bool = False
    ) -> None:
        """Other numbers (N,); ``texts`` are said in place of them, ``rows``: one below the other, with their names."""
        self._values, self._names, self._texts, self._empty = np.asarray(values).reshape(-1), names, texts, empty
        self._rows, self._marked = rows and len(names) == len(self._values), None
        if self._current >= len(self._values):
            self._current = -1
        self._arrange()

    def set_marked(self, marked: Array | None) -> None:
        """Which bars (N,) bool have a frame."""
        self._marked = marked
        self.viewport().update()

    def choose(self, index: int) -> None:
        """Mark a bar, without a word to others."""
        self._current = index if 0 <= index < len(self._values) else -1
        self._show_bar(self._current)
        self.viewport().update()

    def words(self, index: int) -> str:
        """What is said of a bar."""
        name = self._names[index] if index < len(self._names) else str(index)
        said = self._texts[index] if index < len(self._texts) else number(float(self._values[index]))
        return f"{name}: {said}"

    # Where the bars are

    def _thickness(self) -> float:
        count = max(len(self._values), 1)
        if self._rows:
            return float(QFontMetrics(self.font()).height() + 4)
        return float(min(max(self.viewport().width() // count, NARROWEST), WIDEST))

    def _arrange(self) -> None:
        whole = round(self._thickness() * len(self._values))
        bar, other = self.horizontalScrollBar(), self.verticalScrollBar()
        room = self.viewport().width()
        if self._rows:
            bar, other, room = other, bar, self.viewport().height()
        bar.setRange(0, max(whole - room, 0))
        bar.setPageStep(room)
        bar.setSingleStep(24)
        other.setRange(0, 0)
        self.viewport().update()

    def _scrolled(self) -> int:
        return (self.verticalScrollBar() if self._rows else self.horizontalScrollBar()).value()

    def _at(self, point: QPoint) -> int:
        place = (point.y() if self._rows else point.x()) + self._scrolled()
        index = int(place // self._thickness())
        return index if 0 <= index < len(self._values) else -1

    def _show_bar(self, index: int) -> None:
        if index < 0:
            return
        bar = self.verticalScrollBar() if self._rows else self.horizontalScrollBar()
        room = self.viewport().height() if self._rows else self.viewport().width()
        start, end = index * self._thickness(), (index + 1) * self._thickness()
        if start < bar.value():
            bar.setValue(int(start))
        elif end > bar.value() + room:
            bar.setValue(int(end) - room)

    # What Qt asks

    def sizeHint(self) -> QSize:
        return QSize(240, 120)

    def minimumSizeHint(self) -> QSize:
        return QSize(80, 50)

    def paintEvent(self, _event: QPaintEvent) -> None:
        painter = QPainter(self.viewport())
        tokens = current_tokens()
        if not len(self._values):
            painter.setPen(tokens.color("muted"))
            room = self.viewport().rect().adjusted(12, 12, -12, -12)
            painter.drawText(room, Qt.AlignmentFlag.AlignCenter | Qt.TextFlag.TextWordWrap, self._empty)
            return
        extent = self.viewport().height() if self._rows else self.viewport().width()
        thick = self._thickness()
        first = int(self._scrolled() // thick)
        last = min(int((self._scrolled() + extent) // thick) + 1, len(self._values))
        scale = scale_of(self._values)
        end = max(abs(scale.low), abs(scale.high), 1e-30)
        if self._rows:
            self._paint_rows(painter, range(first, last), end)
        else:
            self._paint_columns(painter, range(first, last), end)

    def _paint_columns(self, painter: QPainter, indices: range, end: float) -> None:
        tokens, thick = current_tokens(), self._thickness()
        metrics = QFontMetrics(self.font())
        below = bool((self._values < 0).any())
        labelled = thick >= metrics.horizontalAdvance(str(len(self._values))) + 2
        height = self.viewport().height() - 4 - (metrics.height() if labelled else 0)
        zero = 2 + (height / 2 if below else height)
        reach = height / 2 if below else height
        gap = 1 if thick > 4 else 0
        for index in indices:
            left = index * thick - self._scrolled()
            value = float(self._values[index])
            if index == self._current:
                painter.fillRect(QRectF(left, 0, thick, self.viewport().height()), tokens.color("accent_soft"))
            self._fill(painter, index, QRectF(left + gap, min(zero, zero - value / end * reach), thick - 2 * gap,
                                              max(abs(value) / end * reach, 1.0 if value else 0.0)))  # fmt: skip
            if labelled:
                painter.setPen(tokens.color("muted"))
                room = QRectF(left, 2 + height, thick, metrics.height())
                painter.drawText(room, Qt.AlignmentFlag.AlignCenter, str(index))
        painter.setPen(QPen(tokens.color("border_strong"), 1))
        painter.drawLine(0, round(zero), self.viewport().width(), round(zero))

    def _paint_rows(self, painter: QPainter, indices: range, end: float) -> None:
        tokens, thick, metrics = current_tokens(), self._thickness(), QFontMetrics(self.font())
        width = self.viewport().width()
        names = min(max(metrics.horizontalAdvance(name) for name in self._names) + 8, round(width * NAME_SHARE))
        said = [self.words(index).removeprefix(f"{self._names[index]}: ") for index in indices]
        numbers = min(max((metrics.horizontalAdvance(text) for text in said), default=0) + 8, round(width * 0.3))
        below = bool((self._values < 0).any())
        room = max(width - names - numbers - 8, 10)
        zero = names + 4 + (room / 2 if below else 0)
        reach = room / 2 if below else room
        for index, text in zip(indices, said, strict=True):
            top = index * thick - self._scrolled()
            if index == self._current:
                painter.fillRect(QRectF(0, top, width, thick), tokens.color("accent_soft"))
            painter.setPen(tokens.color("text"))
            name = metrics.elidedText(self._names[index], Qt.TextElideMode.ElideRight, names - 4)
            middle = Qt.AlignmentFlag.AlignVCenter
            painter.drawText(QRectF(0, top, names, thick), middle | Qt.AlignmentFlag.AlignRight, name)
            length = float(self._values[index]) / end * reach
            bar = QRectF(zero + min(length, 0), top + thick / 2 - 4, max(abs(length), 1.0 if length else 0.0), 8)
            self._fill(painter, index, bar)
            painter.setPen(tokens.color("muted"))
            painter.drawText(
                QRectF(width - numbers, top, numbers - 4, thick), middle | Qt.AlignmentFlag.AlignRight, text
            )
        painter.setPen(QPen(tokens.color("border_strong"), 1))
        painter.drawLine(round(zero), 0, round(zero), round(min(len(self._values) * thick, self.viewport().height())))

    def _fill(self, painter: QPainter, index: int, bar: QRectF) -> None:
        tokens = current_tokens()
        dim = self._marked is not None and not self._marked[index]
        red, green, blue = (int(part) for part in diverging(np.sign(self._values[index])))
        painter.fillRect(bar, tokens.color("track") if dim else QColor(red, green, blue))

    def resizeEvent(self, event: QResizeEvent) -> None:
        super().resizeEvent(event)
        self._arrange()

    def changeEvent(self, event: QEvent) -> None:
        super().changeEvent(event)
        if event.type() in (QEvent.Type.PaletteChange, QEvent.Type.FontChange):
            self._arrange()

    def scrollContentsBy(self, _dx: int, _dy: int) -> None:
        self.viewport().update()

    def mousePressEvent(self, event: QMouseEvent) -> None:
        index = self._at(event.position().toPoint())
        if event.button() == Qt.MouseButton.LeftButton and index >= 0:
            self._choose(index)

    def mouseReleaseEvent(self, event: QMouseEvent) -> None:
        event.accept()

    def mouseMoveEvent(self, event: QMouseEvent) -> None:
        index = self._at(event.position().toPoint())
        words = self.words(index) if index >= 0 else ""
        self.pointed.emit(words)
        QToolTip.showText(event.globalPosition().toPoint(), words or self.toolTip(), self.viewport())

    def leaveEvent(self, event: QEvent) -> None:
        super().leaveEvent(event)
        self.pointed.emit("")

    def keyPressEvent(self, event: QKeyEvent) -> None:
        key, last = Qt.Key(event.key()), len(self._values) - 1
        back, on = (Qt.Key.Key_Up, Qt.Key.Key_Down) if self._rows else (Qt.Key.Key_Left, Qt.Key.Key_Right)
        moves = {back: self._current - 1, on: self._current + 1, Qt.Key.Key_Home: 0, Qt.Key.Key_End: last}
        if key in moves and last >= 0:
            self._choose(min(max(moves[key], 0), last))
        else:
            super().keyPressEvent(event)

    def _choose(self, index: int) -> None:
        self.choose(index)
        self.setAccessibleDescription(self.words(index))
        self.pointed.emit(self.words(index))
        self.chosen.emit(index)
