"""Which cells of a matrix are in view, and how more cells than there are pixels are put together."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

if TYPE_CHECKING:
    import numpy as np
    from numpy.typing import NDArray
else:
    from workbench.gui.late import np

LEAST = 4
"""Cells that stay in view at least, each way."""


class CellWindow:
    """``rows`` and ``columns`` are those in view: all of them, until somebody zooms."""

    def __init__(self) -> None:
        self._size = (0, 0)
        self.rows = self.columns = range(0)

    def set_size(self, rows: int, columns: int) -> None:
        """Another matrix; one of the same size is seen through the same window."""
        if (rows, columns) != self._size:
            self._size = rows, columns
            self.show_all()

    @property
    def whole(self) -> bool:
        """Whether everything is in view."""
        return (len(self.rows), len(self.columns)) == self._size

    def show_all(self) -> None:
        """Everything."""
        self.rows, self.columns = range(self._size[0]), range(self._size[1])

    def zoom(self, factor: float, row: int, column: int) -> None:
        """Show ``factor`` as many cells each way; that one stays where it is."""
        self.rows = _zoomed(self.rows, self._size[0], factor, row)
        self.columns = _zoomed(self.columns, self._size[1], factor, column)

    def move(self, down: int, right: int) -> None:
        """Look so many cells further, as far as there are any."""
        self.rows = _begun_at(self.rows.start + down, len(self.rows), self._size[0])
        self.columns = _begun_at(self.columns.start + right, len(self.columns), self._size[1])

    def bring(self, row: int, column: int) -> None:
        """Move just so far that this cell is in view."""
        self.move(_outside(self.rows, row), _outside(self.columns, column))


def strongest(values: NDArray[Any], rows: int, columns: int) -> NDArray[Any]:
    """(R, C) as at most (rows, columns): of the cells that share a place, the one that is furthest from zero. NaN is nothing.

    A mean would make a single mistake among a thousand classes invisible.
    """
    if values.shape[0] <= rows and values.shape[1] <= columns:
        return values
    known = np.isfinite(values)
    most = _reduced(np.maximum, np.where(known, values, -np.inf), rows, columns)
    least = _reduced(np.minimum, np.where(known, values, np.inf), rows, columns)
    found: NDArray[Any] = np.where(np.abs(least) > np.abs(most), least, most)
    found[~np.isfinite(found)] = np.nan
    return found


def _reduced(which: np.ufunc, values: NDArray[Any], rows: int, columns: int) -> NDArray[Any]:
    for axis, most in enumerate((rows, columns)):
        count = values.shape[axis]
        values = which.reduceat(values, np.arange(min(most, count)) * count // min(most, count), axis=axis)
    return values


def _zoomed(seen: range, size: int, factor: float, kept: int) -> range:
    count = round(len(seen) * factor)
    count = min(max(count + (count == len(seen)) * (1 if factor > 1 else -1), min(LEAST, size)), size)
    return _begun_at(kept - (kept - seen.start) * count // max(len(seen), 1), count, size)


def _begun_at(start: int, count: int, size: int) -> range:
    start = min(max(start, 0), size - count)
    return range(start, start + count)


def _outside(seen: range, place: int) -> int:
    return min(place - seen.start, 0) + max(place - seen.stop + 1, 0)
