"""Sources of texts: a user's CSV file, and the sentences that the program writes."""

from __future__ import annotations

from functools import lru_cache
from pathlib import Path
from typing import Any

import numpy as np
from numpy.typing import NDArray

from workbench.catalog.texts import CSVText, Sentences
from workbench.data.csv_source import ADDRESS, DELIMITERS
from workbench.data.csv_table import Reading, TableError, names_of
from workbench.data.file_problems import Stamp, stamp
from workbench.data.locations import resolved
from workbench.data.samples import Facts, Loaded, Progress, Samples
from workbench.data.sentences import OPINIONS, generate_sentences
from workbench.data.splits import stratified_split
from workbench.data.text_table import Texts, read_texts
from workbench.spec.problems import ExperimentError, Problem, problem

TEST_START = 10**9
"""Test sentences are written from here on, so that no number of training sentences reaches them."""


class SentencesSource:
    """The built-in sentences."""

    def __init__(self, part: Sentences, _data_dir: Path, _num_workers: int = 0) -> None:
        self.part = part

    def facts(self) -> Facts:
        """Known without writing one."""
        return Facts(OPINIONS, None, self.part.train_count, self.part.test_count, kind="text")

    def load(self, progress: Progress) -> Loaded:
        """Both parts."""
        progress("writing sentences", 0, 0)
        return Loaded(OPINIONS, self._some(0, self.part.train_count), self._some(TEST_START, self.part.test_count))

    def preview(self, count: int) -> Samples:
        """The first training sentences."""
        return self._some(0, min(count, self.part.train_count))

    def stamps(self) -> tuple[Stamp, ...]:
        """They depend on no file."""
        return ()

    def _some(self, first: int, count: int) -> Samples:
        return Samples(*_written(self.part.sentences_seed, first, count))


@lru_cache(maxsize=4)
def _written(seed: int, first: int, count: int) -> tuple[list[str], NDArray[np.int64]]:
    return generate_sentences(seed, first, count)


class CsvTextSource:
    """Reads the file, and a second one for the test where one is given."""

    def __init__(self, part: CSVText, data_dir: Path, _num_workers: int = 0) -> None:
        self.part, self.data_dir = part, data_dir

    def facts(self) -> Facts:
        """What the file became; it is read for it."""
        train, test = self._parts()
        table = self._table(self.part.path)
        return Facts(
            table.classes, None, len(train), len(test), kind="text", outputs=table.outputs, notes=self._notes(table)
        )

    def load(self, progress: Progress) -> Loaded:
        """Both parts."""
        progress("reading the texts", 0, 0)
        train, test = self._parts()
        table = self._table(self.part.path)
        return Loaded(table.classes, train, test, self._notes(table), table.outputs)

    def preview(self, count: int) -> Samples:
        """The first texts of the training part."""
        train, _ = self._parts()
        return Samples(train.images[:count], train.targets[:count])

    def stamps(self) -> tuple[Stamp, ...]:
        """What changes when a file does."""
        names = (self.part.path, self.part.test_path)
        return tuple(stamp(resolved(name, self.data_dir)) for name in names if name)

    def _parts(self) -> tuple[Samples, Samples]:
        table = self._table(self.part.path)
        if self.part.test_path:
            test = self._table(self.part.test_path, self.part.path)
            return Samples(table.texts, table.targets), Samples(test.texts, test.targets)
        strata = table.targets.astype(np.int64) if table.classes else np.zeros(len(table.targets), np.int64)
        kept, held_out = stratified_split(strata, self.part.test_fraction, 0)
        return _chosen(table, kept), _chosen(table, held_out)

    def _table(self, name: str, like: str = "") -> Texts:
        if not name:
            raise ExperimentError([problem(f"{ADDRESS}.path", "No file is chosen.", "Choose a CSV file.")])
        path, like_path = resolved(name, self.data_dir), resolved(like, self.data_dir) if like else None
        stamps = tuple(stamp(each) for each in (path, like_path) if each)
        try:
            return _read(path, text_reading_of(self.part), names_of(self.part.text), like_path, stamps)
        except TableError as error:
            values: dict[str, Any] = error.values
            address = f"{ADDRESS}.test_path" if like else f"{ADDRESS}.path"
            raise ExperimentError([problem(address, error.what, error.remedy, **values)]) from None

    def _notes(self, table: Texts) -> tuple[Problem, ...]:
        if not table.dropped:
            return ()
        return (
            problem(
                f"{ADDRESS}.missing", "{count} rows were left out because something was missing in them.",
                severity="warning", count=table.dropped,
            ),
        )  # fmt: skip


def text_reading_of(part: CSVText) -> Reading:
    """What the declaration says about reading."""
    return Reading(
        names_of(part.targets), task=part.task, missing=part.missing,
        delimiter=DELIMITERS.get(part.delimiter, "auto"), encoding=part.encoding,
    )  # fmt: skip


def _chosen(table: Texts, rows: NDArray[np.int64]) -> Samples:
    return Samples([table.texts[i] for i in rows], table.targets[rows])


@lru_cache(maxsize=8)
def _read(
    path: Path, reading: Reading, columns: tuple[str, ...], like: Path | None, _stamps: tuple[Stamp, ...]
) -> Texts:
    """Kept as long as the files are the same: every edit of an experiment asks for the facts anew."""
    return read_texts(path, reading, columns, read_texts(like, reading, columns) if like else None)
