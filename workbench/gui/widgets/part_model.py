"""The rows of a list of parts as a Qt model, kept up to date with as few changes as can be told apart.

A new tuple of rows becomes moves, insertions, removals and changed cells, so that the selection, the place in the
list and an open form stay where the parts are, not where their numbers were.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass, replace
from difflib import SequenceMatcher
from typing import Literal

from PySide6.QtCore import QAbstractListModel, QModelIndex, QObject, QPersistentModelIndex, Qt

from workbench.gui.texts import declared, sentence
from workbench.spec.parts import Part
from workbench.spec.problems import Problem

MAX_COMPARED = 40_000  # pairs; above that, telling insertions apart costs more than it gives

Index = QModelIndex | QPersistentModelIndex


@dataclass(frozen=True)
class Row:
    """A part and what is said about it: ``detail`` (its output's shape), ``count`` (its parameters), what is wrong.

    A container has two rows of the same ``level``, its ``head`` and its ``end``, around those of what is inside.
    """

    part: Part
    detail: str = ""
    count: str = ""
    problem: Problem | None = None
    level: int = 0
    edge: Literal["", "head", "end"] = ""


class PartModel(QAbstractListModel):
    """Rows to read; whoever wants other rows sets them. Moves, drops and edits go through the view's signals."""

    def __init__(self, parent: QObject | None = None) -> None:
        super().__init__(parent)
        self._rows: tuple[Row, ...] = ()
        self._folded: list[QPersistentModelIndex] = []

    def rows(self) -> tuple[Row, ...]:
        """All rows."""
        return self._rows

    def row(self, index: Index | int) -> Row:
        """The row of an index."""
        return self._rows[index if isinstance(index, int) else index.row()]

    def shown_row(self, index: Index | int) -> Row:
        """The row as it is shown: a folded container says what is wrong inside it."""
        row = self.row(index)
        number = index if isinstance(index, int) else index.row()
        if row.problem or row.edge != "head" or not self.is_folded(number):
            return row
        inside = (self._rows[i].problem for i in range(number + 1, self.end_of(number)))
        return replace(row, problem=next(filter(None, inside), None))

    # Containers.

    def end_of(self, row: int) -> int:
        """The row that ends the container whose head this is; for all others the row itself."""
        if self._rows[row].edge != "head":
            return row
        level = self._rows[row].level
        return next((i for i in range(row + 1, len(self._rows)) if self._rows[i].level == level), row)

    def head_above(self, row: int) -> int:
        """The head of the container in which the row stands, or -1."""
        level = self._rows[row].level - (self._rows[row].edge != "end")
        return next(
            (i for i in range(row - 1, -1, -1) if self._rows[i].edge == "head" and self._rows[i].level == level), -1
        )

    def spans(self, rows: Sequence[int]) -> tuple[int, ...]:
        """The rows with everything that belongs to them: a head stands for its whole container."""
        found: dict[int, None] = {}
        for row in sorted(rows):
            found |= dict.fromkeys(range(row, self.end_of(row) + 1))
        return tuple(found)

    def is_folded(self, row: int) -> bool:
        """Whether what is inside this container is hidden."""
        return any(index.row() == row for index in self._folded if index.isValid())

    def fold(self, row: int, folded: bool) -> None:
        """Hide or show what is inside a container; the view that shows the rows has to be told."""
        self._folded = [index for index in self._folded if index.isValid() and index.row() != row]
        if folded and self._rows[row].edge == "head":
            self._folded.append(QPersistentModelIndex(self.index(row, 0)))

    def hidden(self) -> set[int]:
        """The rows inside folded containers, their ends included."""
        self._folded = [index for index in self._folded if index.isValid() and self._rows[index.row()].edge == "head"]
        return {i for index in self._folded for i in range(index.row() + 1, self.end_of(index.row()) + 1)}

    def rowCount(self, parent: Index = QModelIndex()) -> int:  # noqa: B008
        return 0 if parent.isValid() else len(self._rows)

    def flags(self, index: Index) -> Qt.ItemFlag:
        if not index.isValid():
            return Qt.ItemFlag.ItemIsDropEnabled
        if self.row(index).edge == "end":
            return Qt.ItemFlag.NoItemFlags
        return Qt.ItemFlag.ItemIsEnabled | Qt.ItemFlag.ItemIsSelectable | Qt.ItemFlag.ItemIsDragEnabled

    def data(self, index: Index, role: int = Qt.ItemDataRole.DisplayRole) -> str | None:
        if not index.isValid():
            return None
        row = self.row(index)
        if role == Qt.ItemDataRole.DisplayRole:
            return row.part.type
        if role == Qt.ItemDataRole.AccessibleTextRole:
            return self.spoken(row)
        if role == Qt.ItemDataRole.ToolTipRole:
            return "\n\n".join(filter(None, (declared(row.part.about()), sentence(row.problem) if row.problem else "")))
        return None

    def spoken(self, row: Row) -> str:
        """The row as a screen reader says it."""
        if row.edge == "end":
            return self.tr("end of {0}").format(row.part.type)
        words = [row.part.type, row.part.summary(), row.detail]
        words += [self.tr("level {0}").format(row.level + 1)] if row.level else []
        words += [self.tr("{count} parameters").format(count=row.count)] if row.count else []
        words += [] if is_on(row.part) else [self.tr("switched off")]
        words += [self.tr("problem: {words}").format(words=sentence(row.problem))] if row.problem else []
        return ", ".join(word for word in words if word)

    def set_rows(self, rows: Sequence[Row], order: Sequence[int] | None = None) -> None:
        """Show these rows. ``order`` says which of the present rows stands where, when that is known from a move."""
        new = tuple(rows)
        order = order if order and _is_order_of(order, self._rows, new) else _permutation(self._rows, new)
        if order is not None:
            self._reorder(order)
        else:
            self._splice(new)
        self._replace(new)

    def _reorder(self, order: Sequence[int]) -> None:
        """Row ``order[i]`` goes to place i, and everything that points at it with it."""
        if list(order) == list(range(len(order))):
            return
        self.layoutAboutToBeChanged.emit()
        place = {old: new for new, old in enumerate(order)}
        before = self.persistentIndexList()
        self._rows = tuple(self._rows[old] for old in order)
        self.changePersistentIndexList(before, [self.index(place[index.row()], 0) for index in before])
        self.layoutChanged.emit()

    def _splice(self, new: tuple[Row, ...]) -> None:
        """Insert and remove so that the parts that stay keep their rows; what is left differs in values only."""
        for i1, i2, j1, j2 in reversed(_differences(self._rows, new)):
            common = min(i2 - i1, j2 - j1)
            self._remove(i1 + common, i2)
            self._insert(i1 + common, new[j1 + common : j2])

    def _remove(self, first: int, end: int) -> None:
        if end > first:
            self.beginRemoveRows(QModelIndex(), first, end - 1)
            self._rows = (*self._rows[:first], *self._rows[end:])
            self.endRemoveRows()

    def _insert(self, at: int, rows: tuple[Row, ...]) -> None:
        if rows:
            self.beginInsertRows(QModelIndex(), at, at + len(rows) - 1)
            self._rows = (*self._rows[:at], *rows, *self._rows[at:])
            self.endInsertRows()

    def _replace(self, new: tuple[Row, ...]) -> None:
        """The same number of rows with other contents."""
        changed = [i for i, (a, b) in enumerate(zip(self._rows, new, strict=True)) if not _is_same_row(a, b)]
        self._rows = new
        if changed:
            self.dataChanged.emit(self.index(changed[0], 0), self.index(changed[-1], 0))


def is_on(part: Part) -> bool:
    """Whether the part is switched on; parts without that switch always are."""
    return bool(getattr(part, "enabled", True))


def _is_same_part(a: Row, b: Row) -> bool:
    """A container counts as the same when something inside it has changed."""
    if a.edge or b.edge:
        return a.edge == b.edge and type(a.part) is type(b.part)
    return a.part is b.part or (type(a.part) is type(b.part) and a.part == b.part)


def _identity(row: Row) -> object:
    return (row.edge, type(row.part)) if row.edge else id(row.part)


def _is_same_row(a: Row, b: Row) -> bool:
    if a is b:
        return True
    said = (a.detail, a.count, a.problem, a.level) == (b.detail, b.count, b.problem, b.level)
    return said and _is_same_part(a, b) and (not a.edge or a.part == b.part)


def _is_order_of(order: Sequence[int], old: Sequence[Row], new: Sequence[Row]) -> bool:
    """Whether the new rows are the old ones in that order."""
    if not len(order) == len(old) == len(new):
        return False
    return all(_is_same_part(old[i], row) for i, row in zip(order, new, strict=True))


def _permutation(old: Sequence[Row], new: Sequence[Row]) -> list[int] | None:
    """How the very same parts were reordered (an undone move, for example), or None when it is no reordering."""
    if len(old) != len(new):
        return None
    if all(a.part is b.part and a.edge == b.edge for a, b in zip(old, new, strict=True)):
        return list(range(len(new)))
    if {id(row.part) for row in old} != {id(row.part) for row in new}:
        return None
    places: dict[tuple[str, int], list[int]] = {}
    for index in range(len(old) - 1, -1, -1):
        places.setdefault((old[index].edge, id(old[index].part)), []).append(index)
    keys = [(row.edge, id(row.part)) for row in new]
    order = [places[key].pop() for key in keys if places.get(key)]
    return order if len(order) == len(new) else None


def _differences(old: Sequence[Row], new: Sequence[Row]) -> list[tuple[int, int, int, int]]:
    """Where the parts differ: old[i1:i2] has become new[j1:j2]."""
    start = 0
    while start < min(len(old), len(new)) and _is_same_part(old[start], new[start]):
        start += 1
    end = 0
    while end < min(len(old), len(new)) - start and _is_same_part(old[-1 - end], new[-1 - end]):
        end += 1
    a, b = old[start : len(old) - end], new[start : len(new) - end]
    if len(a) * len(b) > MAX_COMPARED:
        return [(start, start + len(a), start, start + len(b))]
    matcher = SequenceMatcher(None, list(map(_identity, a)), list(map(_identity, b)), autojunk=False)
    operations = [codes for tag, *codes in matcher.get_opcodes() if tag != "equal"]
    return [(i1 + start, i2 + start, j1 + start, j2 + start) for i1, i2, j1, j2 in operations]
