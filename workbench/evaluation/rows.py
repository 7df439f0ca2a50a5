"""A row of a table as people see it, a number or a word for each column, and as the network gets it."""

from __future__ import annotations

from collections.abc import Sequence
from itertools import groupby

import numpy as np
from numpy.typing import NDArray

from workbench.data.csv_table import Column
from workbench.data.samples import Facts

Value = float | str | None
"""A number, a word, or nothing: it is missing."""


def columns_of(facts: Facts) -> tuple[Column, ...]:
    """The columns that a model was trained with; those of an older run folder follow from the names of its inputs."""
    if facts.file_columns:
        return facts.file_columns
    pairs = [name.partition("=") if "=" in name else (name, "", "") for name in facts.columns]
    groups = [(name, list(group)) for name, group in groupby(pairs, lambda pair: pair[0])]
    return tuple(Column(name, tuple(word for _, mark, word in group if mark)) for name, group in groups)


def encoded_row(values: Sequence[Value], columns: Sequence[Column]) -> NDArray[np.float32]:
    """One row (F,) of a number or a word for each column; None: nothing is known."""
    row: list[float] = []
    for value, column in zip(values, columns, strict=True):
        if column.words:
            row += [float(word == value) for word in column.words]
        else:
            row.append(float("nan") if value is None else float(value))
    return np.array(row, np.float32)


def decoded_row(row: NDArray[np.float32], columns: Sequence[Column]) -> list[Value]:
    """The other way round."""
    values: list[Value] = []
    at = 0
    for column in columns:
        if column.words:
            part = row[at : at + len(column.words)]
            values.append(column.words[int(part.argmax())] if part.any() else None)
            at += len(column.words)
        else:
            values.append(None if np.isnan(row[at]) else float(row[at]))
            at += 1
    return values
