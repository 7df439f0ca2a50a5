"""Many rows of a table, series or texts of a file before a trained model: read, judged in pieces, counted.

Of an answer only what stands in a line is kept, as arrays: a million of them fit into the memory.
"""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass, field
from pathlib import Path
from typing import Any

import numpy as np
from numpy.typing import NDArray

from workbench.data.samples import Progress
from workbench.evaluation.arrays import ENDINGS as ARRAYS
from workbench.evaluation.arrays import read_samples
from workbench.evaluation.file_answers import BEST
from workbench.evaluation.tables import Target, read_table_rows
from workbench.evaluation.text_rows import ENDINGS as TEXTS
from workbench.evaluation.text_rows import read_text_rows
from workbench.evaluation.trained import MANY, Judgement, Trained
from workbench.spec.problems import ExperimentError, Problem, problem

ENDINGS: dict[str, tuple[str, ...]] = {
    "table": (".csv", ".tsv", *ARRAYS), "series": ARRAYS, "text": TEXTS, "image": ()
}  # fmt: skip


@dataclass(frozen=True)
class FileRows:
    """The ``samples`` of a file, and where each stands in it: in that ``line`` from 1, or at that place of an array from 0.

    ``targets`` are what the file says of them, where it does.
    """

    path: Path
    samples: Sequence[str] | NDArray[np.float32]
    places: tuple[int, ...]
    in_lines: bool = True
    targets: tuple[Target, ...] = ()
    notes: tuple[Problem, ...] = ()

    def __len__(self) -> int:
        return len(self.places)

    def target(self, number: int) -> Target:
        """None: the file does not say it."""
        return self.targets[number] if self.targets else None


@dataclass
class Tally:
    """How good the answers are, over the samples whose target is known: the ``right`` ones, or the sum of the mean ``errors``."""

    known: int = 0
    right: int = 0
    errors: float = field(default=0.0)

    def count(self, judgement: Judgement, target: Target) -> None:
        """One more."""
        if target is None:
            return
        self.known += 1
        if judgement.shares is not None:
            self.right += int(judgement.shares.argmax()) == target
        elif judgement.numbers is not None:
            self.errors += float(np.abs(judgement.numbers - np.array(target)).mean())


@dataclass(frozen=True, eq=False)
class RowAnswers:
    """N answers: ``best`` (N, k) the likeliest classes with their ``shares`` (N, k), or ``numbers`` (N, outputs); of an autoencoder its
    mean absolute error alone. ``true`` (N,) is the class that the file says, -1 where it says none, ``targets`` (N, outputs) the
    numbers, NaN where it does not say them.
    """

    best: NDArray[np.int32]
    shares: NDArray[np.float32]
    numbers: NDArray[np.float32]
    true: NDArray[np.int64]
    targets: NDArray[np.float32]
    tally: Tally


def rows_in(path: Path, trained: Trained) -> FileRows:
    """All samples of a file. Raises :class:`ExperimentError`, which names it."""
    kind = trained.facts.kind
    if kind == "text":
        found = read_text_rows(path, trained)
        return FileRows(path, found.texts, found.lines, True, found.targets)
    if path.suffix.lower() in ARRAYS:
        samples = read_samples(path, trained)
        return FileRows(path, samples, tuple(range(len(samples))), False)
    if kind == "series":
        raise ExperimentError([
            problem("", "{path} is no file of series.", "Save them with numpy.save(path, x): .npy.", path=path)
        ])  # fmt: skip
    table = read_table_rows(path, trained)
    return FileRows(path, table.inputs, table.lines, True, table.targets, table.notes)


def judged_rows(trained: Trained, rows: FileRows) -> Iterator[tuple[int, list[Judgement]]]:
    """Pieces of them in order: the number of the first one, and the answers."""
    for start in range(0, len(rows), MANY):
        yield start, trained.judge_all(list(rows.samples[start : start + MANY]))


def answers_of(trained: Trained, rows: FileRows, progress: Progress) -> RowAnswers:
    """All answers. ``progress`` is called between pieces and may raise to cancel."""
    task, count = trained.subject.task, len(rows)
    classes = len(trained.classes) if task == "classes" else 0
    outputs = len(trained.names) if task == "numbers" else int(task == "input")
    best = np.zeros((count, min(BEST, classes)), np.int32)
    shares, numbers = np.zeros(best.shape, np.float32), np.zeros((count, outputs), np.float32)
    true, targets = np.full(count, -1, np.int64), np.full((count, outputs), np.nan, np.float32)
    tally = Tally()
    for start, judged in judged_rows(trained, rows):
        progress("judging", start, count)
        for at, judgement in enumerate(judged, start):
            target = rows.target(at)
            tally.count(judgement, target)
            if judgement.shares is not None:
                best[at] = np.argsort(-judgement.shares, kind="stable")[:BEST]
                shares[at] = judgement.shares[best[at]]
                true[at] = -1 if target is None else target
            else:
                numbers[at] = numbers_of(judgement)
                if task == "numbers" and target is not None:
                    targets[at] = target
    return RowAnswers(best, shares, numbers, true, targets, tally)


def numbers_of(judgement: Judgement) -> NDArray[Any]:
    """The numbers of an answer; of an autoencoder, how far the copy is off."""
    if judgement.numbers is not None:
        return judgement.numbers
    assert judgement.copy is not None and judgement.original is not None
    return np.array([np.abs(judgement.copy - judgement.original).mean()])
