"""How a matrix in colours is painted: cells, their numbers, the names of rows and columns, the scale of colours.

It is painted as one small picture that is enlarged, so that thousands of cells cost no more than a few. Of cells that share a pixel
the strongest is seen.
"""

from __future__ import annotations

import math
from collections.abc import Callable, Sequence
from typing import TYPE_CHECKING

from PySide6.QtCore import QEvent, QPointF, QRectF, QSize, Qt
from PySide6.QtGui import QFontMetricsF, QImage, QPainter, QPaintEvent, QPen
from PySide6.QtWidgets import QSizePolicy, QWidget

from workbench.gui.theme import current_tokens
from workbench.gui.widgets.cell_window import CellWindow, strongest
from workbench.gui.widgets.colour_maps import diverging, ink_on, ramp, rgb
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
Texts = Sequence[Sequence[str]] | Callable[[int, int], str]


class HeatFigure(QWidget):
    """What :class:`workbench.gui.widgets.heat_map.HeatMap` shows; nothing can be done with it."""

    zooms = True
    """Whether one can look closer, and of cells that share a pixel the strongest is seen."""

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._values = np.zeros((0, 0))
        self._texts: Texts | None = None
        self._rows: tuple[str, ...] = ()
        self._columns: tuple[str, ...] = ()
        self._titles = ("", "", "")
        self._signed = False
        self._low = self._high = 0.0
        self._window = CellWindow()
        self._image: QImage | None = None
        self._image_of: object = None
        self._widest: tuple[float, float] | None = None  # of the names of rows and columns
        self._hovered: tuple[int, int] | None = None
        self._current: tuple[int, int] | None = None
        self.setSizePolicy(QSizePolicy.Policy.Expanding, QSizePolicy.Policy.Expanding)

    # What it shows

    def set_matrix(
        self,
        values: ArrayLike,
        row_labels: Sequence[str],
        column_labels: Sequence[str],
        *,
        signed: bool = False,
        texts: Texts | None = None,
        row_title: str = "",
        column_title: str = "",
        unit: str = "",
        low: float | None = None,
        high: float | None = None,
    ) -> None:
        """Show ``values`` (R, C); NaN stands for nothing. ``signed``: zero has the ground's colour, and both signs one of their own.

        ``texts`` are what the cells say instead of their numbers, or tell it of a row and a column; ``low`` and ``high`` are the ends
        of the colours. Raises ValueError where names and values do not fit each other.
        """
        matrix = np.asarray(values, dtype=np.float64)
        if matrix.shape != (len(row_labels), len(column_labels)):
            raise ValueError(f"{matrix.shape} values for {len(row_labels)} rows and {len(column_labels)} columns")
        self._values, self._texts, self._widest = matrix, texts, None
        self._window.set_size(*matrix.shape)
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
        left = (
            min(self._name_widths()[0], LONGEST_NAME * self.width())
            + GAP
            + (metrics.height() if self._titles[0] else 0)
        )
        bottom = metrics.height() + GAP + (metrics.height() if self._titles[1] else 0)
        right = self._scale_room(metrics)
        return QRectF(left, 2, max(self.width() - left - right, 1.0), max(self.height() - bottom - 2, 1.0))

    def cell_rect(self, row: int, column: int) -> QRectF:
        """Where a cell is."""
        box, seen = self.box(), self._window
        width, height = self._cell_size(box)
        left, top = box.left() + (column - seen.columns.start) * width, box.top() + (row - seen.rows.start) * height
        return QRectF(left, top, width, height)

    def _cell_size(self, box: QRectF) -> tuple[float, float]:
        return box.width() / max(len(self._window.columns), 1), box.height() / max(len(self._window.rows), 1)

    def _name_widths(self) -> tuple[float, float]:
        if self._widest is None:
            metrics = QFontMetricsF(self.font())
            rows, columns = (
                max((metrics.horizontalAdvance(name) for name in names), default=0.0)
                for names in (self._rows, self._columns)
            )
            self._widest = rows, columns
        return self._widest

    def place(self, at: QPointF) -> tuple[int, int] | None:
        """Row and column of the cell there; -1 for a row or a column: its name."""
        box = self.box()
        if not self._values.size:
            return None
        width, height = self._cell_size(box)
        row = self._window.rows.start + math.floor((at.y() - box.top()) / height)
        column = self._window.columns.start + math.floor((at.x() - box.left()) / width)
        inside_rows, inside_columns = row in self._window.rows, column in self._window.columns
        if inside_rows and inside_columns:
            return self._strongest_of(row, column, math.ceil(1 / height), math.ceil(1 / width))
        if inside_rows and at.x() < box.left():
            return row, -1
        if inside_columns and at.y() > box.bottom():
            return -1, column
        return None

    def _strongest_of(self, row: int, column: int, rows: int, columns: int) -> tuple[int, int]:
        """Of the cells from there on that share a pixel, the one that is seen."""
        if not self.zooms or rows * columns == 1:
            return row, column
        cells = np.abs(np.nan_to_num(self._values[row : row + rows, column : column + columns]))
        down, right = np.unravel_index(int(cells.argmax()), cells.shape)
        return row + int(down), column + int(right)

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
        painter.drawImage(box, self._picture(box))
        self._paint_lines(painter, box)
        self._paint_numbers(painter)
        self._paint_names(painter, box)
        self._paint_scale(painter, box)
        for cell, colour, width in ((self._hovered, "muted", 1.0), (self._current, "accent", 2.0)):
            if cell is not None and cell[0] in self._window.rows and cell[1] in self._window.columns:
                painter.setPen(QPen(current_tokens().color(colour), width))
                painter.drawRect(self.cell_rect(*cell).adjusted(0.5, 0.5, -0.5, -0.5))

    def _picture(self, box: QRectF) -> QImage:
        """A pixel for each cell in view, or for several where there are more of them than pixels."""
        seen = self._window
        made_of = (seen.rows, seen.columns, round(box.width()), round(box.height()))
        if self._image is None or self._image_of != made_of:
            self._image_of = made_of
            values = self._values[seen.rows.start : seen.rows.stop, seen.columns.start : seen.columns.stop]
            if self.zooms:
                values = strongest(values, max(made_of[3], 1), max(made_of[2], 1))
            colours = self._colours(values)
            colours[~np.isfinite(values)] = rgb(current_tokens().color("window"))
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
        width, height = self._cell_size(box)
        painter.setPen(QPen(current_tokens().color("grid"), 1.0))
        if width >= LINES_FROM and height >= LINES_FROM:
            for column in range(1, len(self._window.columns)):
                painter.drawLine(
                    QPointF(box.left() + column * width, box.top()), QPointF(box.left() + column * width, box.bottom())
                )
            for row in range(1, len(self._window.rows)):
                painter.drawLine(QPointF(box.left(), box.top() + row * height), QPointF(box.right(), box.top() + row * height))  # fmt: skip

    def _paint_numbers(self, painter: QPainter) -> None:
        rows, columns = self._window.rows, self._window.columns
        cell = self.cell_rect(rows.start, columns.start)
        metrics = QFontMetricsF(self.font())
        if cell.height() < max(NUMBERS_FROM * 0.7, metrics.height()) or cell.width() < NUMBERS_FROM:
            return
        values = self._values[rows.start : rows.stop, columns.start : columns.stop]
        colours = self._colours(values)
        for row in rows:
            for column in columns:
                text = self._cell_text(row, column)
                if not text or metrics.horizontalAdvance(text) > cell.width() - 2:
                    continue
                at = row - rows.start, column - columns.start
                painter.setPen(ink_on(colours[at]) if math.isfinite(values[at]) else current_tokens().color("muted"))
                painter.drawText(self.cell_rect(row, column), Qt.AlignmentFlag.AlignCenter, text)

    def _cell_text(self, row: int, column: int) -> str:
        if self._texts is not None:
            return self._texts(row, column) if callable(self._texts) else self._texts[row][column]
        value = float(self._values[row, column])
        return "" if math.isnan(value) else number(value)

    def _paint_names(self, painter: QPainter, box: QRectF) -> None:
        metrics, tokens = QFontMetricsF(self.font()), current_tokens()
        line, (row_title, column_title, _) = metrics.height(), self._titles
        left = line if row_title else 0.0
        painter.setPen(tokens.color("text"))
        for row in self._window.rows[:: _every(self._cell_size(box)[1], line)]:
            cell = self.cell_rect(row, 0)
            room = QRectF(left, max(cell.center().y() - line / 2, 0.0), box.left() - left - GAP, line)
            name = metrics.elidedText(self._rows[row], Qt.TextElideMode.ElideMiddle, room.width())
            painter.drawText(room, Qt.AlignmentFlag.AlignRight | Qt.AlignmentFlag.AlignVCenter, name)
        self._paint_column_names(painter, box)
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

    def _paint_column_names(self, painter: QPainter, box: QRectF) -> None:
        metrics, width = QFontMetricsF(self.font()), self._cell_size(box)[0]
        line = metrics.height()
        widest = self._name_widths()[1] + GAP
        every = 1 if width < widest and self._told_apart(width) else _every(width, widest)
        for column in self._window.columns[::every]:
            cell = self.cell_rect(0, column)
            room = QRectF(cell.center().x() - every * width / 2, box.bottom() + GAP / 2, every * width, line)
            name = metrics.elidedText(self._columns[column], Qt.TextElideMode.ElideRight, room.width())
            painter.drawText(room, Qt.AlignmentFlag.AlignCenter, name)

    def _told_apart(self, width: float) -> bool:
        """Whether what is left of the names of the columns still says which is which: then that is better than every third whole."""
        metrics, seen = QFontMetricsF(self.font()), self._window.columns
        if width < 3 * metrics.averageCharWidth():
            return False
        cut = {metrics.elidedText(self._columns[column], Qt.TextElideMode.ElideRight, width) for column in seen}
        return len(cut) == len(seen)

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

    def changeEvent(self, event: QEvent) -> None:
        super().changeEvent(event)
        if event.type() in (QEvent.Type.PaletteChange, QEvent.Type.FontChange, QEvent.Type.StyleChange):
            self._image = self._widest = None
            self.update()


def _every(room: float, needed: float) -> int:
    """Every how many-th name there is room for."""
    return max(1, math.ceil(needed / max(room, 1e-6)))
