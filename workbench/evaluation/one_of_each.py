"""A few samples to watch while a model learns: one of each class, of data that it does not learn from."""

from __future__ import annotations

from dataclasses import dataclass
from pathlib import Path
from typing import Any

import numpy as np
from numpy.typing import NDArray

from workbench.data.browse import PartName, gather
from workbench.data.samples import Progress
from workbench.spec.experiment import Experiment
from workbench.spec.problems import Problem

MOST = 10


@dataclass(frozen=True)
class Watched:
    """A sample as its source gives it, and its class. ``part`` and ``index`` say where it is from; −1: somebody pinned it."""

    values: NDArray[Any] | str
    target: int
    part: PartName = "test"
    index: int = -1


def one_of_each(
    experiment: Experiment, data_dir: Path | str | None, progress: Progress, number: int = 0, most: int = MOST
) -> tuple[Watched, ...]:
    """The ``number``-th sample, in an order of chance, of each of the first ``most`` classes: of the validation part, else the test.

    Empty where the data are not there, or have no classes. ``progress`` may raise to cancel. Raises ExperimentError.
    """
    found = gather(experiment, data_dir, progress)
    if not found.parts or not found.facts.classes:
        return ()
    part: PartName = next((name for name in ("validation", "test", "train") if len(found.parts[name])), "train")
    shelf = found.parts[part]
    order = np.random.default_rng(0).permutation(len(shelf))
    classes = shelf.targets[order]
    watched = []
    for target in range(min(len(found.facts.classes), most)):
        places = order[classes == target]
        if not len(places):
            continue
        index = int(places[number % len(places)])
        values: Any = str(shelf.images[shelf.rows[index]]) if found.facts.kind == "text" else shelf.sample(index)
        if not isinstance(values, Problem):
            watched.append(Watched(values if isinstance(values, str) else np.array(values), target, part, index))
    return tuple(watched)
