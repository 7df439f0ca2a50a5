"""How many samples each class has, as columns side by side; painted in one go, whatever their number."""

from __future__ import annotations

import math
from collections.abc import Sequence

from PySide6.QtCore import QEvent, QRectF, QSize, Qt, Signal
from PySide6.QtGui import QFocusEvent, QFontMetricsF, QKeyEvent, QMouseEvent, QPainter, QPaintEvent
from PySide6.QtWidgets import QSizePolicy, QWidget

from workbench.gui.theme import Tokens, current_tokens

HEIGHT = 56
_LEAST_WIDTH = 3.0  # of a column; where there is less room, the classes are sorted and several share one
_LEAST_HEIGHT = 1.0


class ClassBars(QWidget):
    """``pressed`` carries the class whose column was clicked, or chosen by Enter; ``pointed`` says what is pointed at."""

    pressed = Signal(int)
    pointed = Signal(str)

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._names: tuple[str, ...] = ()
        self._counts: tuple[int, ...] = ()
        self._order: tuple[int, ...] = ()
        self._current = -1
        self._bins = False
        self.setMouseTracking(True)
        self.setFocusPolicy(Qt.FocusPolicy.StrongFocus)
        self.setSizePolicy(QSizePolicy.Policy.Expanding, QSizePolicy.Policy.Fixed)

    def set_counts(self, names: Sequence[str], counts: Sequence[int], *, bins: bool = False) -> None:
        """One count for each name. ``bins``: those of a histogram, whose order says where the names stand that have no room.

        Raises ValueError for another number of counts.
        """
        if len(names) != len(counts):
            raise ValueError(f"{len(counts)} counts for {len(names)} classes.")
        self._bins = bins
        self._names, self._counts = tuple(names), tuple(counts)
        self._current = -1
        self._sort()
        self.setAccessibleDescription(", ".join(self.text_of(number) for number in range(min(len(names), 100))))
        self.update()

    def order(self) -> tuple[int, ...]:
        """The classes from left to right: as they are, or the largest first where there is no room for all."""
        return self._order

    def current(self) -> int | None:
        """The class that the keys have chosen."""
        return self._order[self._current] if 0 <= self._current < len(self._order) else None

    def text_of(self, number: int) -> str:
        """A class and its count."""
        return f"{self._names[number]}: {self._counts[number]:,}"

    def class_at(self, x: float) -> int | None:
        """The class whose column is at this place."""
        if not self._order or not 0 <= x < self.width():
            return None
        return self._order[min(int(x / self.width() * len(self._order)), len(self._order) - 1)]

    def sizeHint(self) -> QSize:
        return QSize(200, HEIGHT)

    def minimumSizeHint(self) -> QSize:
        return QSize(80, HEIGHT)

    def _sort(self) -> None:
        numbers = range(len(self._counts))
        crowded = len(self._counts) * _LEAST_WIDTH > self.width()
        self._order = tuple(sorted(numbers, key=lambda number: -self._counts[number]) if crowded else numbers)

    def resizeEvent(self, _event: QEvent) -> None:
        self._sort()

    def paintEvent(self, _event: QPaintEvent) -> None:
        painter = QPainter(self)
        tokens = current_tokens()
        most = max(self._counts, default=0)
        if not most:
            return
        count = len(self._order)
        columns = min(count, self.width())
        room = self.width() / columns
        labels = self.labels_every(room)
        height = self.height() - (QFontMetricsF(self.font()).height() if labels else 0.0) - 1
        gap = 1.0 if room < 8 else 3.0
        for column in range(columns):
            first = column * count // columns
            number = self._order[first]
            tall = max(self._counts[number] / most * height, _LEAST_HEIGHT if self._counts[number] else 0.0)
            chosen = first == self._current
            box = QRectF(column * room, height - tall, max(room - (gap if room >= _LEAST_WIDTH else 0), 0.5), tall)
            painter.fillRect(box, tokens.color("text" if chosen and self.hasFocus() else "accent_fill"))
            if labels and column % labels == 0:
                place = QRectF(column * room, height + 1, room * labels, self.height() - height)
                self._paint_label(painter, place, number, tokens, labels == 1)
        painter.fillRect(QRectF(0, height, self.width(), 1), tokens.color("border"))

    def _paint_label(self, painter: QPainter, box: QRectF, number: int, tokens: Tokens, centred: bool) -> None:
        painter.setPen(tokens.color("muted"))
        metrics = QFontMetricsF(self.font())
        words = metrics.elidedText(self._names[number], Qt.TextElideMode.ElideRight, box.width() - 2)
        side = Qt.AlignmentFlag.AlignHCenter if centred else Qt.AlignmentFlag.AlignLeft
        painter.drawText(box, side | Qt.AlignmentFlag.AlignTop, words)

    def labels_every(self, room: float) -> int:
        """Every how many-th name goes under its column: all where they are of a letter or two, or wide enough to be told apart; 0: none."""
        metrics = QFontMetricsF(self.font())
        widest = max((metrics.horizontalAdvance(name) for name in self._names[:60]), default=0.0)
        if room >= max(widest + 2, 10) or (room >= 40 and not self._bins):
            return 1
        return math.ceil((widest + 8) / room) if self._bins and len(self._order) <= self.width() else 0

    # What the user does

    def mouseMoveEvent(self, event: QMouseEvent) -> None:
        number = self.class_at(event.position().x())
        self.pointed.emit("" if number is None else self.text_of(number))

    def leaveEvent(self, event: QEvent) -> None:
        super().leaveEvent(event)
        self.pointed.emit("")

    def mouseReleaseEvent(self, event: QMouseEvent) -> None:
        super().mouseReleaseEvent(event)
        number = self.class_at(event.position().x())
        if number is not None and event.button() == Qt.MouseButton.LeftButton:
            self.pressed.emit(number)

    def keyPressEvent(self, event: QKeyEvent) -> None:
        key, last = Qt.Key(event.key()), len(self._order) - 1
        steps = {Qt.Key.Key_Left: -1, Qt.Key.Key_Right: 1, Qt.Key.Key_Home: -last - 1, Qt.Key.Key_End: last + 1}
        current = self.current()
        if key in steps and self._order:
            self._current = min(max(self._current + steps[key], 0), last)
            self.pointed.emit(self.text_of(self._order[self._current]))
            self.update()
        elif key in (Qt.Key.Key_Return, Qt.Key.Key_Enter, Qt.Key.Key_Space) and current is not None:
            self.pressed.emit(current)
        else:
            super().keyPressEvent(event)

    def focusInEvent(self, event: QFocusEvent) -> None:
        super().focusInEvent(event)
        self._current = max(self._current, 0)
        self.update()

    def focusOutEvent(self, event: QFocusEvent) -> None:
        super().focusOutEvent(event)
        self.pointed.emit("")
        self.update()
