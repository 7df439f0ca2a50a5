"""A few samples to watch while a model learns: one of each class, or of small and large numbers, of data that it does not learn from."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from pathlib import Path
from typing import Any

import numpy as np
from numpy.typing import NDArray

from workbench.data.browse import PartName, Shelf, gather
from workbench.data.samples import Facts, Progress
from workbench.spec.experiment import Experiment
from workbench.spec.problems import Problem

MOST = 10


@dataclass(frozen=True)
class Watched:
    """A sample as its source gives it, and its class, or the ``numbers`` to predict (then ``target`` is −1). ``part`` and ``index``
    say where it is from; an index of −1: somebody pinned it.
    """

    values: NDArray[Any] | str
    target: int
    part: PartName = "test"
    index: int = -1
    numbers: tuple[float, ...] = ()


def one_of_each(
    experiment: Experiment, data_dir: Path | str | None, progress: Progress, number: int = 0, most: int = MOST
) -> tuple[Watched, ...]:
    """The ``number``-th sample, in an order of chance, of each of the first ``most`` classes: of the validation part, else the test.

    Where there are numbers to predict, as many samples from the least to the greatest of the first of them. Empty where the data are not
    there. ``progress`` may raise to cancel. Raises ExperimentError.
    """
    found = gather(experiment, data_dir, progress)
    if not found.parts:
        return ()
    part: PartName = next((name for name in ("validation", "test", "train") if len(found.parts[name])), "train")
    shelf = found.parts[part]
    watched = []
    for target, places in _groups(shelf, found.facts, most):
        index = int(places[number % len(places)])
        values: Any = str(shelf.images[shelf.rows[index]]) if found.facts.kind == "text" else shelf.sample(index)
        if not isinstance(values, Problem):
            numbers = () if found.facts.classes else tuple(float(each) for each in np.atleast_1d(shelf.targets[index]))
            kept = values if isinstance(values, str) else np.array(values)
            watched.append(Watched(kept, target, part, index, numbers))
    return tuple(watched)


def _groups(shelf: Shelf, facts: Facts, most: int) -> Iterator[tuple[int, NDArray[np.int64]]]:
    """Classes with the places of their samples, in an order of chance; −1 with those of numbers of about one size."""
    chance = np.random.default_rng(0)
    order = chance.permutation(len(shelf))
    if facts.classes:
        for target in range(min(len(facts.classes), most)):
            places = order[shelf.targets[order] == target]
            if len(places):
                yield target, places
        return
    ranked = order[np.argsort(np.atleast_2d(shelf.targets.T)[0][order], kind="stable")]
    for group in np.array_split(ranked, min(most, len(ranked)) or 1):
        if len(group):
            yield -1, chance.permutation(group)
