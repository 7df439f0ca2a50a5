"""A user's own table: a CSV file, read once as long as it stays as it is."""

from __future__ import annotations

from functools import lru_cache
from pathlib import Path

import numpy as np
from numpy.typing import NDArray

from workbench.catalog.tables import CSV
from workbench.data.csv_table import Reading, Table, TableError, names_of, read_table
from workbench.data.file_problems import refused, stamp
from workbench.data.locations import resolved
from workbench.data.samples import Facts, Loaded, Progress, Samples
from workbench.data.splits import stratified_split
from workbench.spec.problems import ExperimentError, Problem, problem

ADDRESS = "data.source"
Stamp = tuple[str, int, int]
DELIMITERS = {"comma": ",", "semicolon": ";", "tab": "\t", "bar": "|"}


def reading_of(part: CSV) -> Reading:
    """What the declaration says about reading."""
    return Reading(
        names_of(part.targets), names_of(part.ignore), names_of(part.categories), part.task, part.missing,
        DELIMITERS.get(part.delimiter, "auto"), part.encoding, part.header,
    )  # fmt: skip


class CsvSource:
    """Reads the file, and a second one for the test where one is given."""

    def __init__(self, part: CSV, data_dir: Path, _num_workers: int = 0) -> None:
        self.part, self.data_dir = part, data_dir

    def facts(self) -> Facts:
        """What the table became; the file is read for it."""
        train, test = self._parts()
        table = self._table(self.part.path)
        return Facts(
            table.classes, (len(table.names),), len(train), len(test), kind="table", outputs=table.outputs,
            columns=table.names, notes=self._notes(table), missing=table.incomplete,
        )  # fmt: skip

    def load(self, progress: Progress) -> Loaded:
        """Both parts."""
        progress("reading the table", 0, 0)
        train, test = self._parts()
        table = self._table(self.part.path)
        return Loaded(table.classes, train, test, self._notes(table), table.outputs)

    def preview(self, count: int) -> Samples:
        """The first rows of the training part."""
        train, _ = self._parts()
        return Samples(train.images[:count], train.targets[:count])

    def _parts(self) -> tuple[Samples, Samples]:
        table = self._table(self.part.path)
        if self.part.test_path:
            test = self._table(self.part.test_path, self.part.path)
            return Samples(table.inputs, table.targets), Samples(test.inputs, test.targets)
        kept, held_out = split_table(table, self.part.test_fraction)
        return (
            Samples(table.inputs[kept], table.targets[kept]),
            Samples(table.inputs[held_out], table.targets[held_out]),
        )

    def _table(self, name: str, like: str = "") -> Table:
        if not name:
            raise ExperimentError([problem(f"{ADDRESS}.path", "No file is chosen.", "Choose a CSV file.")])
        path, like_path = resolved(name, self.data_dir), resolved(like, self.data_dir) if like else None
        try:
            stamps = tuple(stamp(each) for each in (path, like_path) if each)
            return _read(path, reading_of(self.part), like_path, stamps)
        except TableError as error:
            address = f"{ADDRESS}.test_path" if like else f"{ADDRESS}.path"
            raise refused(error, address) from None

    def _notes(self, table: Table) -> tuple[Problem, ...]:
        if not table.dropped:
            return ()
        return (
            problem(
                f"{ADDRESS}.missing", "{count} rows were left out because something was missing in them.",
                severity="warning", count=table.dropped,
            ),
        )  # fmt: skip


def split_table(table: Table, fraction: float) -> tuple[NDArray[np.int64], NDArray[np.int64]]:
    """Rows for training and test, by seed 0; of every class the same share."""
    strata = table.targets.astype(np.int64) if table.classes else np.zeros(len(table.targets), np.int64)
    return stratified_split(strata, fraction, 0)


@lru_cache(maxsize=8)
def _read(path: Path, reading: Reading, like: Path | None, _stamps: tuple[Stamp, ...]) -> Table:
    """Kept as long as the files are the same: every edit of an experiment asks for the facts anew."""
    return read_table(path, reading, read_table(like, reading) if like else None)
