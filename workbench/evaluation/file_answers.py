"""What a classifier, or a model of numbers, says of many image files: found in folders, judged in pieces, written to a file.

Of each file only what stands in a line of a table is kept; decoded pictures are let go of piece by piece.
"""

from __future__ import annotations

import csv
import io
import json
import os
from collections.abc import Generator, Iterable, Iterator, Sequence
from concurrent.futures import ThreadPoolExecutor
from dataclasses import dataclass
from itertools import groupby
from pathlib import Path
from typing import Any

import numpy as np
from numpy.typing import NDArray

from workbench.data.folder import EXTENSIONS
from workbench.evaluation.picture import picture
from workbench.evaluation.trained import Judgement, Trained
from workbench.spec.problems import ExperimentError, Problem, RunError, Text, problem

IMAGES = (*EXTENSIONS, ".gif", ".jfif")

BEST = 3
"""So many classes are kept of each answer, the likeliest first."""

PIECE_FILES, PIECE_BYTES = 64, 96_000_000
"""So much is decoded before it is judged and let go of."""

READERS = 2


@dataclass(frozen=True)
class FileAnswer:
    """``best`` are the likeliest classes with their shares; ``numbers`` what a model of numbers says. Or there is a ``problem``."""

    path: Path
    best: tuple[tuple[int, float], ...] = ()
    numbers: tuple[float, ...] = ()
    problem: Problem | None = None


def files_in(paths: Sequence[Path], endings: Sequence[str] = IMAGES) -> tuple[list[Path], list[Problem]]:
    """The files themselves, and those in folders at any depth that end so, by name; and what was named in vain."""
    found: list[Path] = []
    problems = []
    for path in paths:
        if not path.is_dir():
            found.append(path)  # whether it can be read is said when it is
            continue
        before = len(found)
        try:
            found += _below(path, tuple(endings))
        except OSError as error:
            problems.append(
                problem("", "{path} cannot be read: {reason}.", "Check the name and the rights.",
                        path=error.filename or path, reason=error.strerror or str(error))
            )  # fmt: skip
            continue
        if len(found) == before:
            problems.append(
                problem("", "The folder {path} holds no files that fit.", "Name one with files that end in {endings}.",
                        path=path, endings=", ".join(endings), severity="warning")
            )  # fmt: skip
    return found, problems


def judged_files(trained: Trained, paths: Iterable[Path]) -> Generator[FileAnswer]:
    """The answers, in the order of the files; one that cannot be read or judged is an answer with a problem.

    Whoever does not go on ends it; at most one piece is in memory.
    """
    with ThreadPoolExecutor(READERS) as pool:
        waiting: list[Path] = []
        for path in paths:
            waiting.append(path)
            if len(waiting) == PIECE_FILES:
                yield from _judged(trained, waiting, pool)
                waiting = []
        if waiting:
            yield from _judged(trained, waiting, pool)


def answered(judgement: Judgement) -> tuple[tuple[tuple[int, float], ...], tuple[float, ...]]:
    """Of a judgement, ``best`` and ``numbers``."""
    if judgement.shares is not None:
        order = np.argsort(-judgement.shares, kind="stable")[:BEST]
        return tuple((int(place), float(judgement.shares[place])) for place in order), ()
    numbers = () if judgement.numbers is None else tuple(float(number) for number in judgement.numbers)
    return (), numbers


def row_of(best: Sequence[tuple[str, float]], numbers: Sequence[tuple[str, float]] = ()) -> dict[str, Any]:
    """The columns of an answer: prediction, confidence, second, …; or one per number."""
    row: dict[str, Any] = {name: float(f"{number:.7g}") for name, number in numbers}
    names = (("prediction", "confidence"), ("second", "second_confidence"), ("third", "third_confidence"))
    for (word, share_word), (name, share) in zip(names, best, strict=False):
        row |= {word: name, share_word: round(share, 6)}
    return row


def rows_of(answers: Iterable[FileAnswer], classes: Sequence[str], outputs: Sequence[str]) -> list[dict[str, Any]]:
    """One row for each file: ``image``, the answer, and ``problem`` where there is none."""
    rows = []
    for answer in answers:
        best = [(classes[place], share) for place, share in answer.best]
        row = {"image": str(answer.path)} | row_of(best, list(zip(outputs, answer.numbers, strict=False)))
        rows.append(row | ({} if answer.problem is None else {"problem": answer.problem.line()}))
    return rows


def as_csv(rows: Sequence[dict[str, Any]]) -> bytes:
    """A CSV file in UTF-8, with a mark that spreadsheets know it by; every column that any row has."""
    names = list(dict.fromkeys(name for row in rows for name in row))
    if "problem" in names:
        names = [*(name for name in names if name != "problem"), "problem"]
    file = io.StringIO(newline="")
    writer = csv.DictWriter(file, names, restval="")
    writer.writeheader()
    writer.writerows(rows)
    return file.getvalue().encode("utf-8-sig")


def as_json(rows: Sequence[dict[str, Any]]) -> bytes:
    """A JSON list with an object for each row."""
    return (json.dumps(list(rows), ensure_ascii=False, indent=1) + "\n").encode()


def _below(folder: Path, endings: tuple[str, ...]) -> Iterator[Path]:
    def refuse(error: OSError) -> None:
        raise error

    for place, folders, names in os.walk(folder, onerror=refuse):
        folders.sort()
        yield from (Path(place, name) for name in sorted(names) if name.lower().endswith(endings) and name[0] != ".")


def _judged(trained: Trained, paths: Sequence[Path], pool: ThreadPoolExecutor) -> Iterator[FileAnswer]:
    def read(path: Path) -> NDArray[Any] | Problem:
        try:
            return picture(path, trained.experiment, trained.facts)
        except (ExperimentError, RunError) as error:
            return _first(error)

    start = 0
    while start < len(paths):
        images: list[NDArray[Any] | Problem] = []
        size = 0
        while start + len(images) < len(paths) and (not images or size < PIECE_BYTES):
            some = paths[start + len(images) :][: 1 if size > PIECE_BYTES // 4 else 2 * READERS]
            images += pool.map(read, some)
            size += sum(image.nbytes for image in images[-len(some) :] if not isinstance(image, Problem))
        yield from _answers(trained, paths[start : start + len(images)], images)
        start += len(images)


def _answers(trained: Trained, paths: Sequence[Path], images: Sequence[NDArray[Any] | Problem]) -> Iterator[FileAnswer]:
    made: dict[int, FileAnswer] = {}
    good = []
    for place, image in enumerate(images):
        if isinstance(image, Problem):
            made[place] = FileAnswer(paths[place], problem=image)
        else:
            good.append((place, image))
    good.sort(key=lambda pair: pair[1].shape)  # stable: those of one size are judged together
    for _, group in groupby(good, key=lambda pair: pair[1].shape):
        alike = list(group)
        try:
            for (place, _), judgement in zip(alike, trained.judge_all([image for _, image in alike]), strict=True):
                made[place] = FileAnswer(paths[place], *answered(judgement))
        except (ExperimentError, RunError) as error:
            for place, _ in alike:
                made[place] = FileAnswer(paths[place], problem=_first(error))
        except (RuntimeError, MemoryError):  # of PyTorch: a size that this model cannot take
            words = Text("its size does not fit the model")
            for place, _ in alike:
                made[place] = FileAnswer(
                    paths[place],
                    problem=problem("", "{path} cannot be judged: {reason}.", "Use a picture of the data set's size.",
                                    path=paths[place], reason=words),
                )  # fmt: skip
    yield from (made[place] for place in range(len(paths)))


def _first(error: ExperimentError | RunError) -> Problem:
    return error.problems[0] if isinstance(error, ExperimentError) else error.problem
