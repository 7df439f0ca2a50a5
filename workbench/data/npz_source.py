"""A user's own arrays: a .npz file, read once as long as it stays as it is."""

from __future__ import annotations

from collections.abc import Iterator
from functools import lru_cache
from pathlib import Path
from typing import Any, cast

import numpy as np
import psutil

from workbench.catalog.datasets import NPZ
from workbench.data.file_problems import Stamp, refused, stamp
from workbench.data.locations import resolved
from workbench.data.npz_arrays import Arrays, NpzReading, read_npz
from workbench.data.samples import Facts, Loaded, Progress, SampleKind, Samples
from workbench.data.splits import stratified_split
from workbench.data.table_error import TableError
from workbench.spec.problems import ExperimentError, Problem, problem

PATH = "data.source.path"


def npz_reading(part: NPZ) -> NpzReading:
    """What the declaration says about reading."""
    return NpzReading(part.x.strip(), part.y.strip(), part.x_test.strip(), part.y_test.strip(), part.layout, part.task)


class NpzSource:
    """Reads the arrays of an :class:`NPZ`; where it has no test part, a share of the samples is kept for it."""

    def __init__(self, part: NPZ, data_dir: Path, _num_workers: int = 0) -> None:
        self.part, self.data_dir = part, data_dir

    def facts(self) -> Facts:
        """What the arrays became; the file is read for it."""
        arrays = self._arrays()
        train, test = self._parts(arrays)
        names = tuple(f"{self.part.x or 'x'}[{number}]" for number in range(arrays.inputs.shape[1]))
        return Facts(
            arrays.found.classes, arrays.inputs.shape[1:], len(train), len(test), kind=cast(SampleKind, arrays.kind),
            outputs=arrays.found.outputs, columns=names if arrays.kind == "table" else (), notes=tuple(_notes(arrays)),
        )  # fmt: skip

    def load(self, progress: Progress) -> Loaded:
        """Both parts."""
        progress("reading files", 0, 0)
        arrays = self._arrays()
        return Loaded(arrays.found.classes, *self._parts(arrays), tuple(_notes(arrays)), arrays.found.outputs)

    def preview(self, count: int) -> Samples:
        """The first training samples."""
        train, _ = self._parts(self._arrays())
        return Samples(train.images[:count], train.targets[:count])

    def _parts(self, arrays: Arrays) -> tuple[Samples, Samples]:
        found = arrays.found
        if arrays.test_inputs is not None and found.test_targets is not None:
            return Samples(arrays.inputs, found.targets), Samples(arrays.test_inputs, found.test_targets)
        strata: Any = found.targets if found.classes else np.zeros(len(found.targets), np.int64)
        kept, held_out = stratified_split(strata, self.part.test_fraction, seed=0)
        return (
            Samples(arrays.inputs[kept], found.targets[kept]),
            Samples(arrays.inputs[held_out], found.targets[held_out]),
        )

    def _arrays(self) -> Arrays:
        if not self.part.path.strip():
            raise ExperimentError([problem(PATH, "No file is chosen.", "Choose a .npz file.")])
        path = resolved(self.part.path, self.data_dir)
        try:
            return _read(path, npz_reading(self.part), stamp(path))
        except TableError as error:
            raise refused(error, PATH) from None


@lru_cache(maxsize=1)
def _read(path: Path, reading: NpzReading, _stamp: Stamp) -> Arrays:
    """Kept as long as the file is the same: every edit of an experiment asks for the facts anew."""
    return read_npz(path, reading, int(psutil.virtual_memory().available * 0.4))


def _notes(arrays: Arrays) -> Iterator[Problem]:
    for note in arrays.notes:
        values: dict[str, Any] = note.values
        yield problem(PATH, note.what, note.remedy, severity="warning", **values)
