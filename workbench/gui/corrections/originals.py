"""What the data say of samples that are corrected: their labels and their pictures, before any correction."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from pathlib import Path
from typing import TYPE_CHECKING, Any

import numpy as np
from numpy.typing import NDArray

from workbench.data.browse import Collection, Shelf
from workbench.data.correction_numbers import as_given
from workbench.spec.problems import RunError

if TYPE_CHECKING:
    from workbench.gui.corrections.edits import Place
    from workbench.spec.experiment import Correction

SHOWN_LETTERS = 60


class Originals:
    """Of a collection that was gathered with some corrections, or with none."""

    def __init__(self, collection: Collection) -> None:
        self._data = collection
        self.kind = collection.facts.kind

    @property
    def pictured(self) -> bool:
        """Whether samples can be shown as pictures."""
        return self.kind in ("image", "series")

    def labels(self, corrections: Iterable[Correction]) -> dict[Place, str]:
        """What the data give; without those that are not there."""
        data, wanted = self._data, {each.place for each in corrections}
        found: dict[Place, str] = {}
        for name, shelf in data.parts.items():
            targets = shelf.targets if shelf.given is None else shelf.given
            rows = [place[1] for place in wanted if place[0] == ("test" if name == "test" else "train")]
            for at in np.flatnonzero(np.isin(shelf.rows, rows)).tolist():
                found[data.place(name, at)] = as_given(targets[at], data.facts.classes)
        for number, place in enumerate(data.left_out_places):
            if place in wanted:
                found[place] = as_given(data.left_out.targets[number], data.facts.classes)
        return found

    def shelf(self, corrections: Sequence[Correction]) -> Shelf:
        """Their samples, in this order, to be read when they are looked at."""
        samples = _Picked(self._data, [each.place for each in corrections])
        count = np.arange(len(corrections))
        files = samples.files()
        return _PickedShelf(count, count, () if files else samples, files, self._data.parts["train"].mode)

    def text(self, correction: Correction) -> str:
        """The beginning of a text; empty where samples are something else, or it is not there."""
        part = self._data.parts.get("test" if correction.part == "test" else "train")
        if self.kind != "text" or part is None or correction.index >= len(part.images):
            return ""
        words = " ".join(str(part.images[correction.index])[: 4 * SHOWN_LETTERS].split())
        return words if len(words) <= SHOWN_LETTERS else words[:SHOWN_LETTERS] + "…"


class _PickedShelf(Shelf):
    def thumbnail(self, index: int, side: int) -> NDArray[Any] | None:
        """None where there is none, or it cannot be read."""
        try:
            return super().thumbnail(index, side)
        except (IndexError, RunError):
            return None


class _Picked(Sequence[Any]):
    """Samples of both parts. Those that are not there raise ``IndexError``."""

    def __init__(self, data: Collection, places: Sequence[Place]) -> None:
        self._parts, self._places = data.parts, places

    def __len__(self) -> int:
        return len(self._places)

    def __getitem__(self, at: Any) -> Any:
        part, row = self._places[at]
        return self._parts["test" if part == "test" else "train"].images[row]

    def files(self) -> tuple[Any, ...]:
        """Their files, where each sample has one; nothing at all for those that are not there."""
        if not any(shelf.files for shelf in self._parts.values()):
            return ()
        found = []
        for part, row in self._places:
            files = self._parts["test" if part == "test" else "train"].files
            found.append(files[row] if row < len(files) else Path())
        return tuple(found)
