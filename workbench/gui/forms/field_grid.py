"""Names beside fields in as few rows as the width allows: one, two or three columns.

The plan is a plain function of widths, so that it can be tested without a screen.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from math import ceil

from PySide6.QtCore import QEvent, QRect, QSize
from PySide6.QtGui import QResizeEvent
from PySide6.QtWidgets import QSizePolicy, QWidget

GAP = 8  # between a name and its field
COLUMN_GAP = 14
ROW_GAP = 6
WIDEST_COLUMN = 236
WHOLE_ROW = 400  # a field that may become this wide has a row to itself


@dataclass(frozen=True)
class Need:
    """The widths of a cell in pixels: of its name, and of its field at least and at most."""

    label: int
    field: int
    most: int

    @property
    def width(self) -> int:
        """What the cell needs at least."""
        return self.label + GAP + self.field


@dataclass(frozen=True)
class Place:
    """Where a cell stands: its row, its first column, and how many columns it takes."""

    row: int
    column: int
    span: int


def columns_for(needs: Sequence[Need], width: int, most: int) -> int:
    """How many columns give the fewest rows; of equal ones the fewest columns, whose fields are wider."""
    fitting = [n for n in range(1, most + 1) if n == 1 or all(_span(need, width, n) <= n for need in needs)]
    return min(fitting, key=lambda n: (1 + max((place.row for place in plan(needs, width, n)), default=0), n))


def plan(needs: Sequence[Need], width: int, columns: int) -> list[Place]:
    """The cells in their order, row by row; one that is too wide for a column takes two."""
    places: list[Place] = []
    row, column = 0, 0
    for need in needs:
        span = min(_span(need, width, columns), columns)
        if column + span > columns:
            row, column = row + 1, 0
        places.append(Place(row, column, span))
        column += span
    return places


def column_width(width: int, columns: int) -> int:
    """The width of a column; several columns do not grow without end, a single one does."""
    share = (width - COLUMN_GAP * (columns - 1)) // columns
    return share if columns == 1 else min(share, WIDEST_COLUMN)


def _span(need: Need, width: int, columns: int) -> int:
    if need.most >= WHOLE_ROW:
        return columns
    return max(1, ceil((need.width + COLUMN_GAP) / (column_width(width, columns) + COLUMN_GAP)))


class FieldGrid(QWidget):
    """Lays out pairs of a name and a field, in the order in which they were added."""

    def __init__(self, most_columns: int, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._most = most_columns
        self._label_width = 0
        self._cells: list[tuple[QWidget, QWidget, int, int]] = []
        policy = QSizePolicy(QSizePolicy.Policy.Preferred, QSizePolicy.Policy.Minimum)
        policy.setHeightForWidth(True)
        self.setSizePolicy(policy)

    def add(self, label: QWidget, field: QWidget, least: int, most: int) -> None:
        """A further cell; ``least`` and ``most`` are the widths of its field. Hidden cells take no room."""
        for widget in (label, field):
            widget.setParent(self)
        self._cells.append((label, field, least, most))

    def set_label_width(self, width: int) -> None:
        """The least width of the names, to line up with what stands above and below."""
        self._label_width = width
        self._changed()

    def set_shown(self, index: int, shown: bool) -> None:
        """Show or hide a cell."""
        label, field, *_ = self._cells[index]
        label.setVisible(shown)
        field.setVisible(shown)
        self._changed()

    def hasHeightForWidth(self) -> bool:
        return True

    def heightForWidth(self, width: int) -> int:
        cells, needs = self._shown()
        if not cells:
            return 0
        rows = plan(needs, width, columns_for(needs, width, self._most))[-1].row + 1
        return rows * self._row_height() + (rows - 1) * ROW_GAP

    def sizeHint(self) -> QSize:
        _, needs = self._shown()
        width = max((need.label + GAP + min(need.most, 2 * need.field) for need in needs), default=0)
        return QSize(width, self.heightForWidth(max(width, self.width())))

    def minimumSizeHint(self) -> QSize:
        _, needs = self._shown()
        return QSize(max((need.width for need in needs), default=0), self.heightForWidth(max(1, self.width())))

    def resizeEvent(self, event: QResizeEvent) -> None:
        super().resizeEvent(event)
        self._place()

    def event(self, event: QEvent) -> bool:
        if event.type() in (QEvent.Type.LayoutRequest, QEvent.Type.FontChange, QEvent.Type.StyleChange):
            self._changed()
        return super().event(event)

    def _changed(self) -> None:
        self.updateGeometry()
        self._place()

    def _shown(self) -> tuple[list[tuple[QWidget, QWidget]], list[Need]]:
        shown = [cell for cell in self._cells if not cell[1].isHidden()]
        widths = [max(label.sizeHint().width(), self._label_width) for label, *_ in shown]
        needs = [Need(width, least, most) for width, (_, _, least, most) in zip(widths, shown, strict=True)]
        return [(label, field) for label, field, *_ in shown], needs

    def _row_height(self) -> int:
        return max((field.sizeHint().height() for _, field, *_ in self._cells), default=0)

    def _place(self) -> None:
        cells, needs = self._shown()
        count = columns_for(needs, self.width(), self._most)
        places = plan(needs, self.width(), count)
        wide, high = column_width(self.width(), count), self._row_height()
        names = name_width(needs, places)
        for (label, field), need, place in zip(cells, needs, places, strict=True):
            left, top = place.column * (wide + COLUMN_GAP), place.row * (high + ROW_GAP)
            room = place.span * (wide + COLUMN_GAP) - COLUMN_GAP
            name = max(need.label, min(names, room - GAP - need.field))
            label.setGeometry(QRect(left, top, name, high))
            field_width = room - name - GAP if count == 1 else min(room - name - GAP, need.most)
            field.setGeometry(QRect(left + name + GAP, top, field_width, high))


def name_width(needs: Sequence[Need], places: Sequence[Place]) -> int:
    """One width for all names that stand in one column, so that all their fields begin alike and are as wide."""
    single = [need.label for need, place in zip(needs, places, strict=True) if place.span == 1]
    return max(single, default=0)
