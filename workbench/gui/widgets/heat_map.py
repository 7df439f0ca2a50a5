"""A matrix in colours: rows and columns with names, the value under the mouse, a scale of colours beside it.

It is painted as one small picture that is enlarged, so that thousands of cells cost no more than a few; where there is room,
each cell says its number.
"""

from __future__ import annotations

import math
from collections.abc import Sequence
from typing import TYPE_CHECKING

from PySide6.QtCore import QEvent, QPoint, QPointF, QRect, QRectF, QSize, Qt, Signal
from PySide6.QtGui import (
    QContextMenuEvent,
    QFontMetricsF,
    QImage,
    QKeyEvent,
    QMouseEvent,
    QPainter,
    QPaintEvent,
    QPen,
)
from PySide6.QtWidgets import QSizePolicy, QToolTip, QWidget

from workbench.gui.theme import current_tokens
from workbench.gui.widgets.colour_maps import diverging, ink_on, ramp, rgb
from workbench.gui.widgets.figure_menu import FigureMenu, Rows
from workbench.gui.widgets.plot_number import number

if TYPE_CHECKING:
    import numpy as np
    from numpy.typing import ArrayLike
else:
    from workbench.gui.late import np

GAP = 6
SCALE_WIDTH = 10
LONGEST_NAME = 0.3  # of the width goes to the names of rows at most
NUMBERS_FROM = 22.0  # a cell that is lower than this says no number
LINES_FROM = 9.0  # smaller cells touch


class HeatMap(QWidget):
    """``cell_chosen``, ``row_chosen`` and ``column_chosen`` come from a click, or from Enter on the cell that the arrow keys chose."""

    cell_chosen = Signal(int, int)
    row_chosen = Signal(int)
    column_chosen = Signal(int)
    saved = Signal(str)
    failed = Signal(str)

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._values = np.zeros((0, 0))
        self._texts: Sequence[Sequence[str]] | None = None
        self._rows: tuple[str, ...] = ()
        self._columns: tuple[str, ...] = ()
        self._titles = ("", "", "")
        self._signed = False
        self._low = self._high = 0.0
        self._image: QImage | None = None
        self._hovered: tuple[int, int] | None = None
        self._current: tuple[int, int] | None = None
        self.menu = FigureMenu(self, lambda: self, self.table)
        self.menu.add_exports()
        self.setFocusPolicy(Qt.FocusPolicy.StrongFocus)
        self.setMouseTracking(True)
        self.setSizePolicy(QSizePolicy.Policy.Expanding, QSizePolicy.Policy.Expanding)

    # What it shows

    def set_matrix(
        self,
        values: ArrayLike,
        row_labels: Sequence[str],
        column_labels: Sequence[str],
        *,
        signed: bool = False,
        texts: Sequence[Sequence[str]] | None = None,
        row_title: str = "",
        column_title: str = "",
        unit: str = "",
        low: float | None = None,
        high: float | None = None,
    ) -> None:
        """Show ``values`` (R, C); NaN stands for nothing. ``signed``: zero has the ground's colour, and both signs one of their own.

        ``texts`` are what the cells say instead of their numbers; ``low`` and ``high`` are the ends of the colours. Raises ValueError
        where names and values do not fit each other.
        """
        matrix = np.asarray(values, dtype=np.float64)
        if matrix.shape != (len(row_labels), len(column_labels)):
            raise ValueError(f"{matrix.shape} values for {len(row_labels)} rows and {len(column_labels)} columns")
        self._values, self._texts = matrix, texts
        self._rows, self._columns = tuple(row_labels), tuple(column_labels)
        self._titles, self._signed = (row_title, column_title, unit), signed
        known = matrix[np.isfinite(matrix)]
        least, most = (float(known.min()), float(known.max())) if known.size else (0.0, 0.0)
        if signed:
            most = max(abs(least), abs(most))
            least = -most
        self._low, self._high = least if low is None else low, most if high is None else high
        self._image = None
        if self._current is not None and not self._holds(*self._current):
            self._current = None
        self.update()

    def clear(self) -> None:
        """Nothing."""
        self.set_matrix(np.zeros((0, 0)), (), ())

    def choose(self, row: int, column: int) -> None:
        """The cell that the arrow keys go on from."""
        self._current = (row, column) if self._holds(row, column) else None
        self.update()

    def current(self) -> tuple[int, int] | None:
        """Row and column of the chosen cell."""
        return self._current

    def table(self) -> Rows:
        """The numbers, with the names of rows and columns."""
        yield ["", *self._columns]
        for name, row in zip(self._rows, self._values.tolist(), strict=True):
            yield [name, *("" if math.isnan(value) else f"{value:.9g}" for value in row)]

    def words(self, row: int, column: int) -> str:
        """What is said of a cell."""
        row_title, column_title, unit = self._titles
        value = self._values[row, column]
        said = self.tr("nothing") if math.isnan(value) else f"{number(value)} {unit}".rstrip()
        if self._texts is not None and self._texts[row][column] and self._texts[row][column] != said:
            said = f"{self._texts[row][column]} ({said})" if not math.isnan(value) else self._texts[row][column]
        names = [f"{row_title} {self._rows[row]}".strip(), f"{column_title} {self._columns[column]}".strip()]
        return "\n".join([*names, said])

    def end_text(self, value: float) -> str:
        """What stands at an end of the scale of colours."""
        return number(value)

    # Where it is

    def sizeHint(self) -> QSize:
        return QSize(320, 240)

    def minimumSizeHint(self) -> QSize:
        return QSize(120, 80)

    def box(self) -> QRectF:
        """Where the cells are."""
        metrics = QFontMetricsF(self.font())
        widest = max((metrics.horizontalAdvance(name) for name in self._rows), default=0.0)
        left = min(widest, LONGEST_NAME * self.width()) + GAP + (metrics.height() if self._titles[0] else 0)
        bottom = metrics.height() + GAP + (metrics.height() if self._titles[1] else 0)
        right = self._scale_room(metrics)
        return QRectF(left, 2, max(self.width() - left - right, 1.0), max(self.height() - bottom - 2, 1.0))

    def cell_rect(self, row: int, column: int) -> QRectF:
        """Where a cell is."""
        box = self.box()
        width, height = box.width() / max(len(self._columns), 1), box.height() / max(len(self._rows), 1)
        return QRectF(box.left() + column * width, box.top() + row * height, width, height)

    def place(self, at: QPointF) -> tuple[int, int] | None:
        """Row and column of the cell there; -1 for a row or a column: its name."""
        box = self.box()
        if not self._values.size:
            return None
        row = math.floor((at.y() - box.top()) / box.height() * len(self._rows))
        column = math.floor((at.x() - box.left()) / box.width() * len(self._columns))
        inside_rows, inside_columns = 0 <= row < len(self._rows), 0 <= column < len(self._columns)
        if inside_rows and inside_columns:
            return row, column
        if inside_rows and at.x() < box.left():
            return row, -1
        if inside_columns and at.y() > box.bottom():
            return -1, column
        return None

    def _holds(self, row: int, column: int) -> bool:
        return 0 <= row < len(self._rows) and 0 <= column < len(self._columns)

    def _scale_room(self, metrics: QFontMetricsF) -> float:
        widest = max(metrics.horizontalAdvance(self.end_text(value)) for value in (self._low, self._high))
        return 2 * GAP + SCALE_WIDTH + 3 + widest

    # Painting

    def paintEvent(self, _event: QPaintEvent) -> None:
        painter = QPainter(self)
        if not self._values.size:
            return
        painter.setFont(self.font())
        box = self.box()
        painter.setRenderHint(QPainter.RenderHint.SmoothPixmapTransform, len(self._columns) > 2 * box.width())
        painter.drawImage(box, self._picture())
        self._paint_lines(painter, box)
        self._paint_numbers(painter)
        self._paint_names(painter, box)
        self._paint_scale(painter, box)
        for cell, colour, width in ((self._hovered, "muted", 1.0), (self._current, "accent", 2.0)):
            if cell is not None and self._holds(*cell):
                painter.setPen(QPen(current_tokens().color(colour), width))
                painter.drawRect(self.cell_rect(*cell).adjusted(0.5, 0.5, -0.5, -0.5))

    def _picture(self) -> QImage:
        """A pixel for each cell."""
        if self._image is None:
            colours = self._colours(self._values)
            colours[~np.isfinite(self._values)] = rgb(current_tokens().color("window"))
            pixels = np.ascontiguousarray(colours)
            height, width = pixels.shape[:2]
            self._image = QImage(pixels.data, width, height, 3 * width, QImage.Format.Format_RGB888).copy()
        return self._image

    def _colours(self, values):
        span = self._high - self._low
        if self._signed:
            return diverging(np.clip(values / (self._high or 1.0), -1, 1))
        return ramp((values - self._low) / span if span > 0 else np.zeros_like(values))

    def _paint_lines(self, painter: QPainter, box: QRectF) -> None:
        painter.setPen(QPen(current_tokens().color("border"), 1.0))
        painter.drawRect(box.adjusted(-0.5, -0.5, 0.5, 0.5))
        width, height = box.width() / len(self._columns), box.height() / len(self._rows)
        painter.setPen(QPen(current_tokens().color("grid"), 1.0))
        if width >= LINES_FROM and height >= LINES_FROM:
            for column in range(1, len(self._columns)):
                painter.drawLine(
                    QPointF(box.left() + column * width, box.top()), QPointF(box.left() + column * width, box.bottom())
                )
            for row in range(1, len(self._rows)):
                painter.drawLine(QPointF(box.left(), box.top() + row * height), QPointF(box.right(), box.top() + row * height))  # fmt: skip

    def _paint_numbers(self, painter: QPainter) -> None:
        cell = self.cell_rect(0, 0)
        metrics = QFontMetricsF(self.font())
        if cell.height() < max(NUMBERS_FROM * 0.7, metrics.height()) or cell.width() < NUMBERS_FROM:
            return
        colours = self._colours(self._values)
        for row in range(len(self._rows)):
            for column in range(len(self._columns)):
                value = self._values[row, column]
                text = self._cell_text(row, column)
                if not text or metrics.horizontalAdvance(text) > cell.width() - 2:
                    continue
                known = math.isfinite(value)
                painter.setPen(ink_on(colours[row, column]) if known else current_tokens().color("muted"))
                painter.drawText(self.cell_rect(row, column), Qt.AlignmentFlag.AlignCenter, text)

    def _cell_text(self, row: int, column: int) -> str:
        if self._texts is not None:
            return self._texts[row][column]
        value = float(self._values[row, column])
        return "" if math.isnan(value) else number(value)

    def _paint_names(self, painter: QPainter, box: QRectF) -> None:
        metrics, tokens = QFontMetricsF(self.font()), current_tokens()
        line, (row_title, column_title, _) = metrics.height(), self._titles
        left = line if row_title else 0.0
        painter.setPen(tokens.color("text"))
        for row in range(0, len(self._rows), _every(box.height() / len(self._rows), line)):
            cell = self.cell_rect(row, 0)
            room = QRectF(left, max(cell.center().y() - line / 2, 0.0), box.left() - left - GAP, line)
            name = metrics.elidedText(self._rows[row], Qt.TextElideMode.ElideMiddle, room.width())
            painter.drawText(room, Qt.AlignmentFlag.AlignRight | Qt.AlignmentFlag.AlignVCenter, name)
        width = box.width() / len(self._columns)
        widest = max(metrics.horizontalAdvance(name) for name in self._columns) + GAP
        elided = width >= 3 * metrics.averageCharWidth()  # short names of classes are better than every third whole
        every = 1 if elided and width < widest else _every(width, widest)
        for column in range(0, len(self._columns), every):
            cell = self.cell_rect(0, column)
            room = QRectF(cell.center().x() - every * width / 2, box.bottom() + GAP / 2, every * width, line)
            name = metrics.elidedText(self._columns[column], Qt.TextElideMode.ElideRight, room.width())
            painter.drawText(room, Qt.AlignmentFlag.AlignCenter, name)
        painter.setPen(tokens.color("muted"))
        if column_title:
            room = QRectF(box.left(), box.bottom() + GAP / 2 + line, box.width(), line)
            painter.drawText(room, Qt.AlignmentFlag.AlignCenter, column_title)
        if row_title:
            painter.save()
            painter.translate(0, box.center().y())
            painter.rotate(-90)
            painter.drawText(QRectF(-box.height() / 2, 0, box.height(), line), Qt.AlignmentFlag.AlignCenter, row_title)
            painter.restore()

    def _paint_scale(self, painter: QPainter, box: QRectF) -> None:
        bar = QRectF(box.right() + 2 * GAP, box.top(), SCALE_WIDTH, box.height())
        steps = np.linspace(self._high, self._low, 128)[:, None]
        pixels = np.ascontiguousarray(self._colours(steps))
        painter.drawImage(bar, QImage(pixels.data, 1, len(pixels), 3, QImage.Format.Format_RGB888).copy())
        painter.setPen(QPen(current_tokens().color("border"), 1.0))
        painter.drawRect(bar)
        painter.setPen(current_tokens().color("muted"))
        line = QFontMetricsF(self.font()).height()
        ends = (
            {self._high: bar.top(), self._low: bar.bottom() - line}
            if self._high > self._low
            else {self._high: bar.top()}
        )
        for value, top in ends.items():
            room = QRectF(bar.right() + 3, top, self.width() - bar.right() - 3, line)
            painter.drawText(room, Qt.AlignmentFlag.AlignLeft | Qt.AlignmentFlag.AlignVCenter, self.end_text(value))

    # Events

    def mouseMoveEvent(self, event: QMouseEvent) -> None:
        cell = self.place(event.position())
        inside = cell if cell is not None and self._holds(*cell) else None
        self.setCursor(Qt.CursorShape.PointingHandCursor if cell is not None else Qt.CursorShape.ArrowCursor)
        if inside != self._hovered:
            self._hovered = inside
            self.update()
        if inside is not None:
            QToolTip.showText(event.globalPosition().toPoint(), self.words(*inside), self, self._rect_of(inside))
        elif cell is not None:
            name = self._rows[cell[0]] if cell[0] >= 0 else self._columns[cell[1]]
            QToolTip.showText(event.globalPosition().toPoint(), name, self)

    def leaveEvent(self, event: QEvent) -> None:
        super().leaveEvent(event)
        self._hovered = None
        self.update()

    def mousePressEvent(self, event: QMouseEvent) -> None:
        cell = self.place(event.position())
        if event.button() != Qt.MouseButton.LeftButton or cell is None:
            super().mousePressEvent(event)
            return
        if cell[1] < 0:
            self.row_chosen.emit(cell[0])
        elif cell[0] < 0:
            self.column_chosen.emit(cell[1])
        else:
            self.choose(*cell)
            self.cell_chosen.emit(*cell)

    def keyPressEvent(self, event: QKeyEvent) -> None:
        moves = {Qt.Key.Key_Left: (0, -1), Qt.Key.Key_Right: (0, 1), Qt.Key.Key_Up: (-1, 0), Qt.Key.Key_Down: (1, 0)}
        key = Qt.Key(event.key())
        if key in moves and self._values.size:
            row, column = self._current or (0, 0)
            down, right = moves[key] if self._current is not None else (0, 0)
            self.choose(
                min(max(row + down, 0), len(self._rows) - 1), min(max(column + right, 0), len(self._columns) - 1)
            )
            self._say_current()
        elif key in (Qt.Key.Key_Return, Qt.Key.Key_Enter, Qt.Key.Key_Space) and self._current is not None:
            self.cell_chosen.emit(*self._current)
        else:
            super().keyPressEvent(event)

    def _say_current(self) -> None:
        if self._current is not None:
            words = self.words(*self._current)
            self.setAccessibleDescription(words)
            QToolTip.showText(self.mapToGlobal(self._rect_of(self._current).bottomLeft()), words, self)

    def _rect_of(self, cell: tuple[int, int]) -> QRect:
        return self.cell_rect(*cell).toAlignedRect()

    def contextMenuEvent(self, event: QContextMenuEvent) -> None:
        at = event.globalPos() if event.reason() == QContextMenuEvent.Reason.Mouse else self.mapToGlobal(QPoint(20, 20))
        self.menu.popup(at)

    def changeEvent(self, event: QEvent) -> None:
        super().changeEvent(event)
        if event.type() in (QEvent.Type.PaletteChange, QEvent.Type.FontChange, QEvent.Type.StyleChange):
            self._image = None
            self.update()


def _every(room: float, needed: float) -> int:
    """Every how many-th name there is room for."""
    return max(1, math.ceil(needed / max(room, 1e-6)))
