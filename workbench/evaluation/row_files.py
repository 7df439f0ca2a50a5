"""What a model says of the rows of files, as CSV or JSON: where each stands, what it is, the answer, and what is true."""

from __future__ import annotations

import csv
import io
import json
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass
from typing import Any

import numpy as np
from numpy.typing import NDArray

from workbench.data.csv_table import Column
from workbench.data.samples import Facts, SampleKind
from workbench.evaluation.file_answers import row_of
from workbench.evaluation.file_rows import FileRows, RowAnswers
from workbench.evaluation.rows import columns_of, decoded_row
from workbench.evaluation.subject import Task
from workbench.evaluation.trained import Trained


@dataclass(frozen=True)
class RowNames:
    """What is asked and answered: ``columns`` of a table, ``classes`` or the ``outputs`` of numbers; of an autoencoder, one."""

    kind: SampleKind
    task: Task
    columns: tuple[Column, ...]
    classes: tuple[str, ...]
    outputs: tuple[str, ...]

    @classmethod
    def of(cls, trained: Trained) -> RowNames:
        """Those of a model."""
        facts: Facts = trained.facts
        task = trained.subject.task
        outputs = trained.names if task == "numbers" else ("mae",) if task == "input" else ()
        classes = trained.classes if task == "classes" else ()
        return cls(facts.kind, task, columns_of(facts) if facts.kind == "table" else (), classes, outputs)


@dataclass(frozen=True, eq=False)
class Answered:
    """The rows of one file with the answers."""

    rows: FileRows
    answers: RowAnswers

    def cells(self, number: int, names: RowNames) -> list[Any]:
        """A sample as people see it: a number, a word or None for each column, or the text; of a series nothing."""
        if names.kind == "text":
            return [self.rows.samples[number]]
        row: NDArray[np.float32] = self.rows.samples[number]  # type: ignore[assignment]
        return list(decoded_row(row, names.columns)) if names.kind == "table" else []


def header(names: RowNames, known: bool) -> list[str]:
    """The columns of the file; ``known``: with what is true."""
    inputs = ["text"] if names.kind == "text" else [column.name for column in names.columns]
    if names.task == "classes":
        said = list(row_of([("", 0.0)] * min(3, len(names.classes))))
        true = ["true"] if known else []
    else:
        said = [f"predicted {name}" if names.task == "numbers" else name for name in names.outputs]
        true = [f"true {name}" for name in names.outputs] if known else []
    taken = {"file", "row", *said, *true}
    return ["file", "row", *(f"input {name}" if name in taken else name for name in inputs), *said, *true]


def lines(found: Sequence[Answered], names: RowNames, chosen: Iterable[tuple[int, int]], known: bool) -> Iterator[list[Any]]:  # fmt: skip
    """A line for each of the ``chosen`` (file, number in it)."""
    for file, number in chosen:
        each = found[file]
        made = each.answers
        row: list[Any] = [str(each.rows.path), each.rows.places[number], *each.cells(number, names)]
        if names.task == "classes":
            best = zip(made.best[number].tolist(), made.shares[number].tolist(), strict=True)
            row += row_of([(names.classes[place], share) for place, share in best]).values()
            true = int(made.true[number])
            row += [names.classes[true] if true >= 0 else None] if known else []
        else:
            row += [_short(value) for value in made.numbers[number].tolist()]
            row += [_short(value) for value in made.targets[number].tolist()] if known else []
        yield row


def as_csv(head: Sequence[str], rows: Iterable[Sequence[Any]]) -> bytes:
    """A CSV file in UTF-8, with a mark that spreadsheets know it by; empty where nothing is known."""
    file = io.StringIO(newline="")
    writer = csv.writer(file)
    writer.writerow(head)
    writer.writerows([_cell(cell) for cell in row] for row in rows)
    return file.getvalue().encode("utf-8-sig")


def as_json(head: Sequence[str], rows: Iterable[Sequence[Any]]) -> bytes:
    """A JSON list with an object for each row."""
    made = (json.dumps(dict(zip(head, row, strict=True)), ensure_ascii=False) for row in rows)
    return ("[\n" + ",\n".join(made) + "\n]\n").encode()


def _short(value: float) -> float | None:
    """Seven digits, as many as a float32 has; no number is None."""
    return float(f"{value:.7g}") if np.isfinite(value) else None


def _cell(value: Any) -> Any:
    return "" if value is None else f"{value:.7g}" if isinstance(value, float) else value
