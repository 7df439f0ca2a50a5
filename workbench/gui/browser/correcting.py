"""What the buttons under the chosen samples are for, and what is looked at when the data were read again after an edit."""

from __future__ import annotations

from collections.abc import Sequence
from typing import TYPE_CHECKING

import numpy as np
from numpy.typing import NDArray

from workbench.data.browse import Collection, PartName, Shelf
from workbench.data.correction_numbers import as_given
from workbench.gui.corrections.edits import Place, Sample

if TYPE_CHECKING:
    from workbench.gui.browser.mending import MendButtons
    from workbench.gui.browser.selecting import SelectingGrid


class Correcting:
    """A part of no name are the samples that are left out."""

    def __init__(self, grid: SelectingGrid, mend: MendButtons) -> None:
        self._grid, self._mend = grid, mend

    def show(self, collection: Collection, part: PartName | None) -> None:
        """The buttons are for all that are chosen together."""
        shelf = collection.left_out if part is None else collection.parts[part]
        chosen = [index for index in self._chosen() if index < len(shelf)]
        classes = collection.facts.classes
        labels = {classes[int(shelf.targets[index])] for index in chosen} if classes else set()
        samples = [_sample(collection, part, shelf, index) for index in chosen]
        self._mend.show_samples(samples, classes, labels.pop() if len(labels) == 1 else "", left_out=part is None)

    def afterwards(
        self, collection: Collection, part: PartName | None, stays: bool
    ) -> tuple[Place | None, tuple[int, ...]]:
        """Which sample to look at, and which rows of its part to choose with it: the same where they stay, else the one beside them."""
        chosen = self._chosen()
        if not chosen:
            return None, ()
        if part is None:
            return collection.left_out_places[chosen[0]], ()
        if stays:
            rows = tuple(each.row for each in self._mend.samples())
            return collection.place(part, chosen[0]), rows if len(rows) > 1 else ()
        beside = _beside(self._grid.rows(), chosen)
        return None if beside is None else collection.place(part, beside), ()

    def _chosen(self) -> list[int]:
        current = self._grid.current()
        return self._grid.selected() or ([current] if current is not None else [])


def _sample(collection: Collection, part: PartName | None, shelf: Shelf, index: int) -> Sample:
    targets = shelf.targets if shelf.given is None else shelf.given
    place = collection.left_out_places[index] if part is None else collection.place(part, index)
    return Sample(*place, as_given(targets[index], collection.facts.classes))


def _beside(rows: NDArray[np.int64], chosen: Sequence[int]) -> int | None:
    """What stands after the last that is chosen, else before the first, of those that are not."""
    places = np.flatnonzero(np.isin(rows, chosen))
    left = [*rows[places[-1] + 1 :], *rows[: places[0]][::-1]]
    return int(left[0]) if left else None
