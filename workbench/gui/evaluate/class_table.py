"""How each class fares, as a table that can be sorted by every column."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

import numpy as np
from PySide6.QtCore import (
    QAbstractTableModel,
    QModelIndex,
    QObject,
    QPersistentModelIndex,
    QSortFilterProxyModel,
    Qt,
    Signal,
)
from PySide6.QtGui import QGuiApplication, QKeyEvent, QKeySequence
from PySide6.QtWidgets import QAbstractItemView, QHeaderView, QTableView, QWidget

from workbench.gui.texts import three_digits

Index = QModelIndex | QPersistentModelIndex
SORTED_BY = Qt.ItemDataRole.UserRole


@dataclass(frozen=True)
class Cell:
    """What stands there, and by what it is sorted."""

    text: str
    value: float | str
    left: bool = False


def share(value: float) -> Cell:
    """A share as per cent; "–" where there is none."""
    known = bool(np.isfinite(value))
    return Cell(f"{100 * value:.1f} %" if known else "–", value if known else -1.0)


def amount(value: float) -> Cell:
    """A number with the digits that matter."""
    known = bool(np.isfinite(value))
    return Cell(three_digits(value) if known else "–", value if known else -np.inf)


def count(value: int) -> Cell:
    """A whole number."""
    return Cell(f"{value:,}", float(value))


def word(text: str, value: float | None = None) -> Cell:
    """A text, sorted by itself or by a number."""
    return Cell(text, text.casefold() if value is None else value, left=True)


class _Model(QAbstractTableModel):
    def __init__(self, parent: QObject | None = None) -> None:
        super().__init__(parent)
        self.heads: tuple[tuple[str, str], ...] = ()
        self.rows: tuple[tuple[Cell, ...], ...] = ()

    def rowCount(self, parent: Index = QModelIndex()) -> int:  # noqa: B008 - Qt's own default
        return 0 if parent.isValid() else len(self.rows)

    def columnCount(self, parent: Index = QModelIndex()) -> int:  # noqa: B008 - Qt's own default
        return 0 if parent.isValid() else len(self.heads)

    def data(self, index: Index, role: int = Qt.ItemDataRole.DisplayRole) -> object:
        cell = self.rows[index.row()][index.column()]
        if role in (Qt.ItemDataRole.DisplayRole, Qt.ItemDataRole.ToolTipRole):
            return cell.text
        if role == SORTED_BY:
            return cell.value
        if role == Qt.ItemDataRole.TextAlignmentRole and not cell.left:
            return Qt.AlignmentFlag.AlignRight | Qt.AlignmentFlag.AlignVCenter
        return None

    def headerData(self, section: int, orientation: Qt.Orientation, role: int = Qt.ItemDataRole.DisplayRole) -> object:
        if orientation == Qt.Orientation.Vertical or section >= len(self.heads):
            return None
        if role == Qt.ItemDataRole.DisplayRole:
            return self.heads[section][0]
        if role == Qt.ItemDataRole.TextAlignmentRole:
            left = bool(self.rows) and self.rows[0][section].left
            return (Qt.AlignmentFlag.AlignLeft if left else Qt.AlignmentFlag.AlignRight) | Qt.AlignmentFlag.AlignVCenter
        return self.heads[section][1] if role == Qt.ItemDataRole.ToolTipRole else None


class SortedTable(QTableView):
    """``picked`` carries the number of a row as it was given, after a click, a double click or Enter; the first column's words
    come first."""

    picked = Signal(int)

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._model = _Model(self)
        self._sorted = QSortFilterProxyModel(self)
        self._sorted.setSourceModel(self._model)
        self._sorted.setSortRole(SORTED_BY)
        self.setModel(self._sorted)
        self.setSortingEnabled(True)
        self.sortByColumn(-1, Qt.SortOrder.AscendingOrder)
        self.setSelectionBehavior(QAbstractItemView.SelectionBehavior.SelectRows)
        self.setSelectionMode(QAbstractItemView.SelectionMode.SingleSelection)
        self.setEditTriggers(QAbstractItemView.EditTrigger.NoEditTriggers)
        self.setTabKeyNavigation(False)
        self.setShowGrid(False)
        self.setWordWrap(False)
        self.verticalHeader().hide()
        self.verticalHeader().setDefaultSectionSize(self.fontMetrics().height() + 6)
        self.verticalHeader().setSectionResizeMode(QHeaderView.ResizeMode.Fixed)
        self.horizontalHeader().setHighlightSections(False)
        self.doubleClicked.connect(self._pick)

    def set_rows(self, heads: Sequence[tuple[str, str]], rows: Sequence[tuple[Cell, ...]]) -> None:
        """``heads`` are titles with what they mean. Order and chosen row stay where the columns are the same."""
        current = self.currentIndex()
        chosen = self._sorted.mapToSource(current).row() if current.isValid() else -1
        same = tuple(heads) == self._model.heads
        scrolled = self.verticalScrollBar().value()
        self._model.beginResetModel()
        self._model.heads, self._model.rows = tuple(heads), tuple(rows)
        self._model.endResetModel()
        if not same:
            self.sortByColumn(-1, Qt.SortOrder.AscendingOrder)
            self.horizontalHeader().setStretchLastSection(True)
            self.resizeColumnsToContents()
        if same and 0 <= chosen < len(rows):
            self.setCurrentIndex(self._sorted.mapFromSource(self._model.index(chosen, 0)))
            self.verticalScrollBar().setValue(scrolled)

    def text(self, row: int, column: int) -> str:
        """What stands in a cell as it is shown now."""
        return str(self._sorted.index(row, column).data())

    def keyPressEvent(self, event: QKeyEvent) -> None:
        if event.key() in (Qt.Key.Key_Return, Qt.Key.Key_Enter) and self.currentIndex().isValid():
            self._pick(self.currentIndex())
        elif event.matches(QKeySequence.StandardKey.Copy):
            QGuiApplication.clipboard().setText(self.as_text())
        else:
            super().keyPressEvent(event)

    def as_text(self) -> str:
        """The whole table as it is shown, with tabs between the cells."""
        lines = ["\t".join(head for head, _ in self._model.heads)]
        shown = self._sorted
        lines += [
            "\t".join(self.text(row, column) for column in range(shown.columnCount()))
            for row in range(shown.rowCount())
        ]
        return "\n".join(lines)

    def _pick(self, index: QModelIndex) -> None:
        self.picked.emit(self._sorted.mapToSource(index).row())
