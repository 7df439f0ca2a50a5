"""The rows of a CSV file as a trained model takes them: columns by their names, words as in training."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from pathlib import Path

import numpy as np
from numpy.typing import NDArray

from workbench.catalog.tables import CSV
from workbench.data.columns import FillMissing
from workbench.data.csv_source import reading_of
from workbench.data.csv_table import (
    Column,
    Reading,
    Rows,
    TableError,
    checked_header,
    encode_columns,
    is_missing,
    read_cells,
    to_number,
)
from workbench.data.file_problems import refused
from workbench.evaluation.rows import columns_of
from workbench.evaluation.trained import Trained
from workbench.spec.problems import Problem, problem

Target = int | tuple[float, ...] | None
"""What stands in the file to be predicted: a class, numbers, or nothing."""


@dataclass(frozen=True)
class TableRows:
    """The rows of a file: ``lines`` in it, ``inputs`` (N, F) float32, and ``targets``, none of them where it has no such column."""

    lines: tuple[int, ...]
    inputs: NDArray[np.float32]
    targets: tuple[Target, ...]
    notes: tuple[Problem, ...] = ()


def read_table_rows(path: Path, trained: Trained) -> TableRows:
    """Every row of a file. Columns may stand in any order, and more than are needed.

    Raises :class:`workbench.spec.problems.ExperimentError` with the file, the line and the remedy.
    """
    try:
        return _read(path, trained)
    except TableError as error:
        raise refused(error, "") from None


def fills_gaps(trained: Trained) -> bool:
    """Whether a step of the run puts numbers where they are missing."""
    return any(isinstance(step, FillMissing) for step in trained.pipeline.fitted.values())


def _read(path: Path, trained: Trained) -> TableRows:
    columns = columns_of(trained.facts)
    header, rows, delimiter = _rows(path, trained, columns)
    lines = [line for line, _ in rows]
    cells = {name: [row[index] for _, row in rows] for index, name in enumerate(header)}
    missing = [column.name for column in columns if column.name not in cells]
    if missing:
        raise TableError(
            "{path} has no column “{name}”; it has {names}.", "The run was trained with the columns {wanted}: name them in the first row.",
            path=path, name=missing[0], names=", ".join(header[:30]), wanted=", ".join(column.name for column in columns[:30]),
        )  # fmt: skip
    if not fills_gaps(trained):
        _refuse_gaps(path, columns, cells, lines)
    parts, _, _ = encode_columns(path, columns, cells, lines, delimiter, "keep")
    inputs = np.concatenate(parts, axis=1).astype(np.float32)
    notes = tuple(_strange_words(path, columns, cells, lines))
    return TableRows(tuple(lines), inputs, tuple(_targets(path, trained, cells, lines, delimiter)), notes)


def _rows(path: Path, trained: Trained, columns: Sequence[Column]) -> tuple[tuple[str, ...], Rows, str]:
    """Header, rows and delimiter; rows of numbers without a header count by their order."""
    source = trained.experiment.data.source
    reading = reading_of(source) if isinstance(source, CSV) else Reading()
    rows, delimiter = read_cells(path, reading)
    first = tuple(rows[0][1])
    bare = all(to_number(cell, delimiter) is not None for cell in first)
    if reading.header == "no" or (reading.header == "auto" and bare):
        if len(first) == len(columns):
            header = tuple(column.name for column in columns)
        else:
            header = tuple(f"column {number}" for number in range(1, len(first) + 1))
    else:
        header, rows = first, rows[1:]
    return checked_header(path, header, rows), rows, delimiter


def _refuse_gaps(path: Path, columns: Sequence[Column], cells: dict[str, list[str]], lines: Sequence[int]) -> None:
    for column in columns:
        gap = next((i for i, cell in enumerate(cells[column.name]) if is_missing(cell)), None)
        if gap is not None and not column.words:
            raise TableError(
                "{path}, line {line}: in the column “{name}” something is missing.",
                "Fill it in: the run has no step FillMissing.", path=path, line=lines[gap], name=column.name,
            )  # fmt: skip


def _strange_words(
    path: Path, columns: Sequence[Column], cells: dict[str, list[str]], lines: Sequence[int]
) -> Iterator[Problem]:
    """The first word of each column that was not there in training."""
    for column in columns:
        found = next(
            (i for i, cell in enumerate(cells[column.name]) if column.words and cell not in column.words), None
        )
        if found is not None:
            yield problem(
                "", "{path}, line {line}: in training, the column “{name}” never held “{word}”; it counts as none of its words.",
                "They are {words}.", severity="warning", path=path, line=lines[found], name=column.name,
                word=cells[column.name][found][:40], words=", ".join(column.words[:20]),
            )  # fmt: skip


def _targets(
    path: Path, trained: Trained, cells: dict[str, list[str]], lines: Sequence[int], delimiter: str
) -> Iterator[Target]:
    facts = trained.facts
    names = facts.targets or facts.outputs
    if trained.subject.task == "input" or not names or any(name not in cells for name in names):
        return
    places = {word: number for number, word in enumerate(facts.classes)}
    for row, line in enumerate(lines):
        words = [cells[name][row] for name in names]
        if any(is_missing(word) and word not in places for word in words):
            yield None
        elif facts.classes:
            if words[0] not in places:
                raise TableError(
                    "{path}, line {line}: the training part has no class “{word}”.", "Mend the label, or leave it empty.",
                    path=path, line=line, word=words[0][:40],
                )  # fmt: skip
            yield places[words[0]]
        else:
            yield tuple(_number(path, line, name, word, delimiter) for name, word in zip(names, words, strict=True))


def _number(path: Path, line: int, name: str, word: str, delimiter: str) -> float:
    number = to_number(word, delimiter)
    if number is None:
        raise TableError(
            "{path}, line {line}: “{cell}” in the column “{name}” is no number.", "Mend the cell.",
            path=path, line=line, cell=word[:40], name=name,
        )  # fmt: skip
    return number
