"""Samples of a table as rows of a table: made as they are looked at."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from typing import Any

import numpy as np
from numpy.typing import NDArray
from PySide6.QtCore import QAbstractTableModel, QModelIndex, QObject, QPersistentModelIndex, Qt

from workbench.data.csv_table import Column

Index = QModelIndex | QPersistentModelIndex

MOST_LETTERS = 1000
"""So much of a text stands in a cell: to measure and paint more takes long, and nobody sees it."""


class TableModel(QAbstractTableModel):
    """One line for each of ``rows``: its target, then its numbers, under the names of the columns."""

    def __init__(self, parent: QObject | None = None) -> None:
        super().__init__(parent)
        self._values: NDArray[Any] = np.zeros((0, 0), np.float32)
        self._rows: NDArray[np.int64] = np.zeros(0, np.int64)
        self._headers: tuple[str, ...] = ()
        self._caption: Callable[[int], str] = str
        self._words: dict[int, tuple[int, tuple[str, ...]]] = {}

    def show(
        self, values: NDArray[Any], rows: NDArray[np.int64], headers: Sequence[str], caption: Callable[[int], str],
        columns: Sequence[Column] = (),
    ) -> None:  # fmt: skip
        """``values`` (N, columns), numbers or texts, of the part; ``headers`` begins with the word over the targets. Of ``columns`` as a
        file has them, those of words stand in one column, under their own names.
        """
        self.beginResetModel()
        self._values, self._rows, self._headers, self._caption = values, rows, tuple(headers), caption
        starts = np.cumsum([0, *(len(column.words) or 1 for column in columns)])
        self._words = {}
        if columns and any(column.words for column in columns) and starts[-1] == values.shape[1]:
            self._headers = (self._headers[0], *(column.name for column in columns))
            self._words = {place: (int(starts[place]), column.words) for place, column in enumerate(columns)}
        self.endResetModel()

    def rows(self) -> NDArray[np.int64]:
        """The indices of the samples, in the order in which they are shown."""
        return self._rows

    def rowCount(self, parent: Index = QModelIndex()) -> int:  # noqa: B008 - Qt's own default
        return 0 if parent.isValid() else len(self._rows)

    def columnCount(self, parent: Index = QModelIndex()) -> int:  # noqa: B008 - Qt's own default
        return 0 if parent.isValid() else len(self._headers)

    def data(self, index: Index, role: int = Qt.ItemDataRole.DisplayRole) -> object:
        words = self._values.dtype.kind in "UO"
        start, named = self._words.get(index.column() - 1, (index.column() - 1, ()))
        if role == Qt.ItemDataRole.TextAlignmentRole and index.column() and not words and not named:
            return Qt.AlignmentFlag.AlignRight | Qt.AlignmentFlag.AlignVCenter
        if role != Qt.ItemDataRole.DisplayRole:
            return None
        sample = int(self._rows[index.row()])
        if not index.column():
            return self._caption(sample)
        if words:
            return str(self._values[sample, index.column() - 1])[:MOST_LETTERS]
        if named:
            marks = self._values[sample, start : start + len(named)]
            return named[int(marks.argmax())] if marks.any() else "–"
        value = float(self._values[sample, start])
        return "–" if np.isnan(value) else f"{value:.6g}"

    def headerData(self, section: int, orientation: Qt.Orientation, role: int = Qt.ItemDataRole.DisplayRole) -> object:
        if role != Qt.ItemDataRole.DisplayRole:
            return None
        if orientation == Qt.Orientation.Vertical:
            return f"#{self._rows[section]}"
        return self._headers[section]
