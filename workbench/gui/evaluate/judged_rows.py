"""Rows of a table, or texts, as the model judges them."""

from __future__ import annotations

from collections.abc import Callable, Mapping, Sequence
from typing import TYPE_CHECKING, Any

import numpy as np
from numpy.typing import NDArray
from PySide6.QtCore import Qt

from workbench.gui.browser.table import Index, TableModel
from workbench.gui.theme import current_tokens

if TYPE_CHECKING:
    from workbench.gui.evaluate.seen import Seen
    from workbench.spec.experiment import Correction


class JudgedRows(TableModel):
    """A line bears the place of its sample in the data set; what is wrong stands out."""

    def __init__(self, parent: Any = None) -> None:
        super().__init__(parent)
        self._seen: Seen | None = None
        self._wrong: NDArray[np.bool_] | None = None
        self._corrected: Mapping[int, Correction] = {}

    def show_judged(
        self, values: NDArray[Any], positions: NDArray[np.int64], headers: Sequence[str], seen: Seen,
        caption: Callable[[int], str],
    ) -> None:  # fmt: skip
        """``values`` (N, columns) of the whole part, of which these positions are shown."""
        self._seen = seen
        self._wrong = ~seen.assessment.right if seen.assessment.task == "classes" else None
        self.show(values, positions, headers, caption, seen.facts.file_columns)

    def show_corrected(self, corrected: Mapping[int, Correction]) -> None:
        """Mark the samples that are corrected, by their positions; their captions may be others now."""
        self._corrected = corrected
        if self.rowCount():
            self.dataChanged.emit(self.index(0, 0), self.index(self.rowCount() - 1, 0))

    def data(self, index: Index, role: int = Qt.ItemDataRole.DisplayRole) -> object:
        if role == Qt.ItemDataRole.ForegroundRole and not index.column():
            position = int(self.rows()[index.row()])
            if position in self._corrected:
                return current_tokens().color("accent")
            return current_tokens().color("error") if self._wrong is not None and self._wrong[position] else None
        if role == Qt.ItemDataRole.ToolTipRole:
            return super().data(index)
        return super().data(index, role)

    def headerData(self, section: int, orientation: Qt.Orientation, role: int = Qt.ItemDataRole.DisplayRole) -> object:
        vertical = orientation == Qt.Orientation.Vertical
        if vertical and role == Qt.ItemDataRole.DisplayRole and self._seen is not None:
            return f"#{self._seen.place(int(self.rows()[section]))}"
        return super().headerData(section, orientation, role)
