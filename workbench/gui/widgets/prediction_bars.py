"""The probabilities of the classes as bars: name, bar, percentage; the most likely one stands out.

Painted in one go and never animated: it is fed at every movement of the mouse.
"""

from __future__ import annotations

import math
from collections.abc import Sequence

from PySide6.QtCore import QEvent, QPointF, QRectF, QSize, Qt
from PySide6.QtGui import QFont, QFontMetricsF, QHelpEvent, QPainter, QPainterPath, QPaintEvent, QResizeEvent
from PySide6.QtWidgets import QSizePolicy, QToolTip, QWidget

from workbench.gui.theme import Tokens, current_tokens

MAX_ROWS = 10
_BAR_HEIGHT = 6.0
_GAP = 8.0
_TIGHTEST, _LEAST_ROWS = 0.72, 3  # of a line's height; letters have some air around them
_LABEL_SHARE = 0.42  # of the width, at most: long names are cut, bars stay readable


class PredictionBars(QWidget):
    """One row per class; with more than ten classes, the ten most likely ones, best first.

    Where there is too little room for all of up to ten, the most likely ones of them, in the order of the classes.
    """

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._classes: tuple[str, ...] = ()
        self._probabilities: tuple[float, ...] | None = None
        self._rows: tuple[int, ...] = ()
        self.setSizePolicy(QSizePolicy.Policy.Expanding, QSizePolicy.Policy.Preferred)
        self.setAccessibleName(self.tr("Probability of each class"))

    def classes(self) -> tuple[str, ...]:
        """The names of all classes."""
        return self._classes

    def probabilities(self) -> tuple[float, ...] | None:
        """What is shown, or None while there is no prediction."""
        return self._probabilities

    def set_classes(self, names: Sequence[str]) -> None:
        """Other classes; what was predicted for the earlier ones goes."""
        self._classes = tuple(str(name) for name in names)
        self.set_probabilities(None)
        self.updateGeometry()

    def set_probabilities(self, values: Sequence[float] | None) -> None:
        """One probability in [0, 1] per class, or None. Raises ValueError for another number of values."""
        if values is not None and len(values) != len(self._classes):
            raise ValueError(f"{len(values)} probabilities for {len(self._classes)} classes.")
        self._probabilities = None if values is None else tuple(float(value) for value in values)
        self._rows = self._chosen_rows()
        self.setAccessibleDescription(", ".join(self.row_text(row) for row in range(len(self._rows))))
        self.update()

    def rows(self) -> tuple[int, ...]:
        """The indices of the classes that have a row, from top to bottom."""
        return self._rows

    def top(self) -> int | None:
        """The index of the most likely class."""
        if self._probabilities is None or all(math.isnan(value) for value in self._probabilities):
            return None
        return max(range(len(self._probabilities)), key=lambda index: _order(self._probability(index)))

    def row_text(self, row: int) -> str:
        """What a row says, e.g. "3: 91.6 %"."""
        index = self._rows[row]
        return f"{self._classes[index]}: {self._percentage(index)}"

    def sizeHint(self) -> QSize:
        return QSize(220, round(self._comfortable_height() * self._most_rows()))

    def minimumSizeHint(self) -> QSize:
        return QSize(130, round(QFontMetricsF(self.font()).height() * min(self._most_rows(), _LEAST_ROWS)))

    def event(self, event: QEvent) -> bool:
        if isinstance(event, QHelpEvent) and event.type() == QEvent.Type.ToolTip:
            row = self._row_at(event.pos().y())
            QToolTip.showText(event.globalPos(), self.row_text(row) if row is not None else self.toolTip(), self)
            return True
        return super().event(event)

    def resizeEvent(self, event: QResizeEvent) -> None:
        super().resizeEvent(event)
        self._rows = self._chosen_rows()

    def paintEvent(self, _event: QPaintEvent) -> None:
        painter = QPainter(self)
        painter.setRenderHint(QPainter.RenderHint.Antialiasing)
        tokens = current_tokens()
        top = self.top()
        names, percents = self._column_widths()
        for row, index in enumerate(self._rows):
            self._paint_row(painter, self._row_box(row), index, index == top, (names, percents), tokens)

    def _paint_row(
        self, painter: QPainter, box: QRectF, index: int, best: bool, columns: tuple[float, float], tokens: Tokens
    ) -> None:
        names, percents = columns
        painter.setFont(_bold(self.font()) if best else self.font())
        painter.setPen(tokens.color("accent" if best else "text"))
        name = QFontMetricsF(painter.font()).elidedText(self._classes[index], Qt.TextElideMode.ElideRight, names)
        middle = Qt.AlignmentFlag.AlignVCenter
        painter.drawText(QRectF(0, box.top(), names, box.height()), middle | Qt.AlignmentFlag.AlignRight, name)
        painter.setPen(tokens.color("accent" if best else "muted"))
        right = QRectF(box.right() - percents, box.top(), percents, box.height())
        painter.drawText(right, middle | Qt.AlignmentFlag.AlignRight, self._percentage(index))
        left = names + _GAP
        bar = QRectF(left, box.center().y() - _BAR_HEIGHT / 2, max(right.left() - _GAP - left, 0.0), _BAR_HEIGHT)
        _paint_bar(painter, bar, self._probability(index), tokens)

    def _row_box(self, row: int) -> QRectF:
        height = self._row_height()
        top = max((self.height() - height * self._row_count()) / 2, 0.0)
        return QRectF(0, top + row * height, self.width(), height)

    def _row_at(self, y: int) -> int | None:
        return next((row for row in range(len(self._rows)) if self._row_box(row).contains(QPointF(0, y))), None)

    def _row_count(self) -> int:
        return len(self._rows) or self._most_rows()

    def _most_rows(self) -> int:
        return min(len(self._classes), MAX_ROWS) or MAX_ROWS

    def _row_height(self) -> float:
        return min(self._comfortable_height() * 1.25, self.height() / self._row_count())

    def _comfortable_height(self) -> float:
        return QFontMetricsF(self.font()).height() * 1.6

    def _column_widths(self) -> tuple[float, float]:
        metrics = QFontMetricsF(_bold(self.font()))
        widest = max((metrics.horizontalAdvance(self._classes[index]) for index in self._rows), default=0.0)
        return min(widest + 1, self.width() * _LABEL_SHARE), metrics.horizontalAdvance(self._said(1.0)) + 1

    def _chosen_rows(self) -> tuple[int, ...]:
        indices = range(len(self._classes))
        room = max(int(self.height() / (QFontMetricsF(self.font()).height() * _TIGHTEST)), _LEAST_ROWS)
        if self._probabilities is None:
            return tuple(indices)[: min(room, MAX_ROWS)]
        likeliest = sorted(indices, key=lambda index: -_order(self._probability(index)))[: min(room, MAX_ROWS)]
        return tuple(sorted(likeliest) if len(self._classes) <= MAX_ROWS else likeliest)

    def _probability(self, index: int) -> float:
        return math.nan if self._probabilities is None else self._probabilities[index]

    def _percentage(self, index: int) -> str:
        return self._said(self._probability(index))

    def _said(self, probability: float) -> str:
        return "–" if math.isnan(probability) else f"{self.locale().toString(probability * 100, 'f', 1)} %"


def _order(probability: float) -> float:
    return -1.0 if math.isnan(probability) else probability


def _bold(font: QFont) -> QFont:
    made = QFont(font)
    made.setBold(True)
    return made


def _paint_bar(painter: QPainter, bar: QRectF, probability: float, tokens: Tokens) -> None:
    painter.setPen(Qt.PenStyle.NoPen)
    painter.setBrush(tokens.color("track"))
    painter.drawRoundedRect(bar, _BAR_HEIGHT / 2, _BAR_HEIGHT / 2)
    share = 0.0 if math.isnan(probability) else min(max(probability, 0.0), 1.0)
    if share * bar.width() < 0.5:
        return
    # Its right end is round and exact even where the bar is narrower than high: what lies left of the track is cut off.
    track = QPainterPath()
    track.addRoundedRect(bar, _BAR_HEIGHT / 2, _BAR_HEIGHT / 2)
    filled = max(share * bar.width(), _BAR_HEIGHT)
    painter.save()
    painter.setClipPath(track)
    painter.setBrush(tokens.color("accent_fill"))
    end = QRectF(bar.left() + share * bar.width() - filled, bar.top(), filled, _BAR_HEIGHT)
    painter.drawRoundedRect(end, _BAR_HEIGHT / 2, _BAR_HEIGHT / 2)
    painter.restore()
