"""A few samples of a data set with their targets, to try a model on: of the test part, in an order of chance."""

from __future__ import annotations

from dataclasses import dataclass
from pathlib import Path
from typing import Any

import numpy as np
from numpy.typing import NDArray

from workbench.data.browse import Collection, PartName, Shelf, gather
from workbench.data.samples import Facts, Progress
from workbench.spec.experiment import Experiment
from workbench.spec.problems import Problem

MOST = 200
"""So many samples are kept; then the first comes again."""


@dataclass(frozen=True)
class Drawn:
    """A sample as its source gives it, and what it is: a class, or numbers (outputs,).

    ``index`` is its place in the ``part``; ``where`` says in words where one is from that is not of the data set.
    Of a table, ``low`` and ``high`` (F,) are the bounds of the training part.
    """

    part: PartName
    index: int
    values: NDArray[Any] | str
    target: int | tuple[float, ...] | None
    low: NDArray[Any] | None = None
    high: NDArray[Any] | None = None
    where: str = ""


class AtHand:
    """Reads a data set once, and keeps a few samples of it. Belongs to one thread. ``progress`` may raise to cancel."""

    def __init__(self, data_dir: Path | None, progress: Progress = lambda *_: None) -> None:
        self._data_dir, self._progress = data_dir, progress
        self._key: object = None
        self._kept: list[Drawn] = []

    def draw(self, experiment: Experiment, number: int) -> Drawn | None:
        """The sample of that number; None where the data are not there. Raises ExperimentError."""
        data = experiment.data
        key = (data.source, data.validation_fraction, data.corrections, experiment.seed)
        if key != self._key or not self._kept:
            self._key, self._kept = key, _some(gather(experiment, self._data_dir, self._progress))
        return self._kept[number % len(self._kept)] if self._kept else None


def _some(found: Collection) -> list[Drawn]:
    if not found.parts:
        return []
    part: PartName = "test" if len(found.parts["test"]) else "train"
    shelf: Shelf = found.parts[part]
    low, high = _bounds(found)
    order = np.random.default_rng(0).permutation(len(shelf))[:MOST]
    return [each for index in order if (each := _drawn(shelf, part, int(index), found.facts, low, high))]


def _drawn(shelf: Shelf, part: PartName, index: int, facts: Facts, low: Any, high: Any) -> Drawn | None:
    if facts.kind == "text":
        values: Any = str(shelf.images[shelf.rows[index]])
    else:
        values = shelf.sample(index)
        if isinstance(values, Problem):
            return None
        values = np.array(values)
    target = shelf.targets[index]
    wanted = int(target) if facts.classes else tuple(float(number) for number in np.atleast_1d(target))
    return Drawn(part, index, values, wanted, low, high)


def _bounds(found: Collection) -> tuple[Any, Any]:
    """The least and the greatest number of each column in the training part."""
    if found.facts.kind != "table":
        return None, None
    shelf = found.parts["train"]
    table = np.asarray(shelf.images)[shelf.rows]
    known = ~np.isnan(table)
    return (
        np.where(known, table, np.inf).min(0, initial=np.inf),
        np.where(known, table, -np.inf).max(0, initial=-np.inf),
    )
