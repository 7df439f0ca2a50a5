"""What a model says of the rows of files, as rows of a table: sorted, filtered, made as they are looked at."""

from __future__ import annotations

from collections.abc import Sequence
from typing import Any

import numpy as np
from numpy.typing import NDArray
from PySide6.QtCore import QAbstractTableModel, QModelIndex, QObject, QPersistentModelIndex, Qt

from workbench.evaluation.row_files import Answered, RowNames
from workbench.gui.theme import current_tokens

Index = QModelIndex | QPersistentModelIndex

ALL, WRONG = -1, -2
MOST_COLUMNS = 200
"""So many of a table are shown; all of them are saved."""
MOST_LETTERS = 1000
"""So much of a text stands in a cell; it is judged and saved whole."""


class RowsModel(QAbstractTableModel):
    """``kind`` filters: a class, all, or the wrong ones. The answer stands first, then what is true, then the row itself."""

    def __init__(self, parent: QObject | None = None) -> None:
        super().__init__(parent)
        self.names: RowNames | None = None
        self.found: list[Answered] = []
        self._where: NDArray[np.int64] = np.zeros((0, 2), np.int64)
        self._shown: NDArray[np.int64] = np.zeros(0, np.int64)
        self._kind = ALL
        self._sorted = (-1, Qt.SortOrder.AscendingOrder)
        self._columns: list[tuple[str, str, int]] = []
        self._last: tuple[object, int, list[Any]] = (None, -1, [])  # the row whose cells were asked for last

    # What there is

    def set_names(self, names: RowNames) -> None:
        """What is asked and answered from now on; what there was goes."""
        self.names, self.found = names, []
        self._arrange()

    def add(self, found: Sequence[Answered]) -> None:
        """The rows of more files; of one that is there already, the newer ones."""
        paths = {each.rows.path for each in found}
        self.found = [each for each in self.found if each.rows.path not in paths] + list(found)
        self._arrange()

    def clear(self) -> None:
        """No rows."""
        self.found = []
        self._arrange()

    def count(self) -> int:
        """Of all rows."""
        return len(self._where)

    def known(self) -> bool:
        """Whether the files say of any row what is true."""
        return any(each.answers.tally.known for each in self.found)

    def class_counts(self) -> NDArray[np.int64]:
        """(classes,) how many rows each was said of."""
        size = len(self.names.classes) if self.names else 0
        return np.bincount(self._first(), minlength=size) if size and self.count() else np.zeros(size, np.int64)

    def wrong(self) -> NDArray[np.bool_]:
        """(N,) rows of which another class is true."""
        true = self._joined("true", np.int64)
        return (true >= 0) & (true != self._first()) if self.names and self.names.classes else np.zeros(len(true), bool)

    def listed(self) -> list[tuple[int, int]]:
        """The (file, number in it) of the rows that are shown, in their order."""
        return [(int(file), int(number)) for file, number in self._where[self._shown]]

    def row(self, shown: int) -> tuple[Answered, int]:
        """The file of a row that is shown, and its number there."""
        file, number = self._where[self._shown[shown]].tolist()
        return self.found[file], number

    def set_kind(self, kind: int) -> None:
        """Show all (``ALL``), the ``WRONG`` ones, or those of one class."""
        self._kind = kind
        self._arrange()

    def sort(self, column: int, order: Qt.SortOrder = Qt.SortOrder.AscendingOrder) -> None:
        """By a column; −1: as they stand in the files."""
        self._sorted = (column, order)
        self._arrange()

    def _joined(self, name: str, dtype: Any) -> NDArray[Any]:
        parts = [getattr(each.answers, name) for each in self.found]
        return np.concatenate(parts) if parts else np.zeros(0, dtype)

    def _first(self) -> NDArray[np.int64]:
        best = self._joined("best", np.int64)
        return best[:, 0].astype(np.int64) if best.size else np.zeros(0, np.int64)

    def _arrange(self) -> None:
        self.beginResetModel()
        self._columns = self._heads()
        sizes = [len(each.rows) for each in self.found]
        files = np.repeat(np.arange(len(sizes)), sizes)
        numbers = np.concatenate([np.arange(size) for size in sizes]) if sizes else np.zeros(0, np.int64)
        self._where = np.stack([files, numbers], 1).astype(np.int64)
        shown = np.arange(len(self._where))
        if self._kind == WRONG:
            shown = np.flatnonzero(self.wrong())
        elif self._kind >= 0:
            shown = np.flatnonzero(self._first() == self._kind)
        column, order = self._sorted
        if 0 < column < self.columnCount() and len(shown):
            keys = self._keys(column)[shown]
            shown = shown[np.argsort(keys, kind="stable")]
        if column >= 0 and order == Qt.SortOrder.DescendingOrder:
            shown = shown[::-1]
        self._shown = shown
        self.endResetModel()

    # The columns: where, the answer, what is true, the row

    def _heads(self) -> list[tuple[str, str, int]]:
        """(what it is, its words, which of that kind)."""
        names = self.names
        if names is None:
            return []
        heads = [("where", self.tr("Row"), 0)]
        if names.task == "classes":
            heads += [("said", self.tr("Prediction"), 0), ("sure", self.tr("Confidence"), 0)]
            heads += [("next", self.tr("Next"), 0)] if len(names.classes) > 2 else []
        elif names.task == "numbers":
            heads += [("number", self.tr("Predicted {0}").format(name), at) for at, name in enumerate(names.outputs)]
        else:
            heads += [("number", self.tr("Mean absolute error"), 0)]
        if self.known() and names.task == "classes":
            heads.append(("true", self.tr("True"), 0))
        elif self.known():
            heads += [("target", self.tr("True {0}").format(name), at) for at, name in enumerate(names.outputs)]
        if names.kind == "text":
            return [*heads, ("cell", self.tr("Text"), 0)]
        return [*heads, *(("cell", column.name, at) for at, column in enumerate(names.columns[:MOST_COLUMNS]))]

    def _keys(self, column: int) -> NDArray[Any]:
        """(N,) what is sorted by."""
        kind, _, at = self._columns[column]
        if kind == "said":
            return self._first()
        if kind in ("sure", "next"):
            shares = self._joined("shares", np.float32)
            return np.asarray(shares[:, 1 if kind == "next" else 0])
        if kind == "true":
            return self._joined("true", np.int64)
        if kind in ("number", "target"):
            return np.asarray(self._joined("numbers" if kind == "number" else "targets", np.float32)[:, at])
        assert self.names is not None
        if self.names.kind == "text":
            texts = [text for each in self.found for text in each.rows.samples]
            order = sorted(range(len(texts)), key=texts.__getitem__)
            places = np.empty(len(texts), np.int64)
            places[order] = np.arange(len(texts))
            return places
        starts = np.cumsum([0, *(len(each.words) or 1 for each in self.names.columns)])
        values = np.concatenate([np.asarray(each.rows.samples) for each in self.found])[:, starts[at] : starts[at + 1]]
        return values[:, 0] if values.shape[1] == 1 else np.where(values.any(1), values.argmax(1), values.shape[1])

    # Qt's questions

    def rowCount(self, parent: Index = QModelIndex()) -> int:  # noqa: B008 - Qt's own default
        return 0 if parent.isValid() else len(self._shown)

    def columnCount(self, parent: Index = QModelIndex()) -> int:  # noqa: B008 - Qt's own default
        return 0 if parent.isValid() else len(self._columns)

    def headerData(self, section: int, orientation: Qt.Orientation, role: int = Qt.ItemDataRole.DisplayRole) -> object:
        if orientation == Qt.Orientation.Vertical:
            return f"{section + 1:,}" if role == Qt.ItemDataRole.DisplayRole else None
        heads = self._columns
        if not 0 <= section < len(heads):
            return None
        if role == Qt.ItemDataRole.TextAlignmentRole:
            side = Qt.AlignmentFlag.AlignRight if self._is_number(section) else Qt.AlignmentFlag.AlignLeft
            return side | Qt.AlignmentFlag.AlignVCenter
        return heads[section][1] if role in (Qt.ItemDataRole.DisplayRole, Qt.ItemDataRole.ToolTipRole) else None

    def data(self, index: Index, role: int = Qt.ItemDataRole.DisplayRole) -> object:
        kind = self._columns[index.column()][0]
        if role == Qt.ItemDataRole.TextAlignmentRole and self._is_number(index.column()):
            return Qt.AlignmentFlag.AlignRight | Qt.AlignmentFlag.AlignVCenter
        if role == Qt.ItemDataRole.ForegroundRole and kind == "said":
            each, number = self.row(index.row())
            true = int(each.answers.true[number])
            return current_tokens().color("error") if true not in (-1, int(each.answers.best[number, 0])) else None
        if role in (Qt.ItemDataRole.DisplayRole, Qt.ItemDataRole.ToolTipRole):
            return self._text(index)
        return None

    def _is_number(self, column: int) -> bool:
        kind, _, at = self._columns[column]
        names = self.names
        number = kind == "cell" and names is not None and names.kind == "table" and not names.columns[at].words
        return kind in ("sure", "number", "target") or number

    def _text(self, index: Index) -> str:
        names = self.names
        assert names is not None
        kind, _, at = self._columns[index.column()]
        each, number = self.row(index.row())
        made, place = each.answers, each.rows.places[number]
        if kind == "where":
            words = self.tr("line {0}") if each.rows.in_lines else self.tr("sample {0}")
            name = f"{each.rows.path.name}, " if len(self.found) > 1 else ""
            return name + words.format(f"{place:,}")
        if kind == "said":
            return names.classes[made.best[number, 0]]
        if kind == "sure":
            return f"{made.shares[number, 0] * 100:.1f} %"
        if kind == "next":
            pairs = zip(made.best[number, 1:].tolist(), made.shares[number, 1:].tolist(), strict=True)
            return ",  ".join(f"{names.classes[other]} {share * 100:.1f} %" for other, share in pairs)
        if kind == "true":
            return names.classes[made.true[number]] if made.true[number] >= 0 else "–"
        if kind in ("number", "target"):
            return _words(float((made.numbers if kind == "number" else made.targets)[number, at]))
        if self._last[0] is not each or self._last[1] != number:
            self._last = (each, number, each.cells(number, names))
        return _words(self._last[2][at])


def _words(value: Any) -> str:
    if isinstance(value, str):
        return value[:MOST_LETTERS]
    return "–" if value is None or np.isnan(value) else f"{value:.6g}"
