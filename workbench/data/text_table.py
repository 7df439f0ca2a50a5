"""Reading a CSV file of texts with their labels. Exported scripts carry this file as it is: standard library and NumPy alone."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from pathlib import Path

import numpy as np
from numpy.typing import NDArray

from workbench.data.csv_table import Reading, TableError, is_missing, read_rows, read_targets


@dataclass(frozen=True)
class Texts:
    """What a file became: ``texts``; ``targets`` (N,) int64 classes or (N, K) float32 numbers.

    ``columns`` are those that the texts came from; ``dropped`` counts rows that were left out because something was missing.
    """

    texts: list[str]
    targets: NDArray[np.int64] | NDArray[np.float32]
    classes: tuple[str, ...]
    outputs: tuple[str, ...]
    columns: tuple[str, ...]
    dropped: int


def read_texts(path: Path, reading: Reading, columns: Sequence[str] = (), like: Texts | None = None) -> Texts:
    """Read a file. Several ``columns`` are joined by a line break; without one, the column with the longest texts is taken.

    ``reading.target`` are the labels (none: the last other column). Where a text is empty, ``reading.missing`` says what to
    do: "stop", "keep" it, or "drop" the row. ``like`` is the training part, whose columns and classes a test file has to have.
    """
    header, rows, delimiter = read_rows(path, reading)
    for name in (*columns, *reading.target):
        if name not in header:
            raise TableError(
                "{path} has no column “{name}”; it has {names}.", "Mend the name.",
                path=path, name=name, names=", ".join(header[:30]),
            )  # fmt: skip
    if len(header) < 2:
        raise TableError(
            "{path} has one column only; texts need another one with their labels.",
            "Choose another file, or set what stands between the cells.",
            path=path,
        )
    cells = {name: [row[index] for _, row in rows] for index, name in enumerate(header)}
    lines = [line for line, _ in rows]
    chosen = like.columns if like else tuple(columns) or (longest(cells, reading.target),)
    targets = reading.target or _last_other(path, header, chosen)
    both = next((name for name in chosen if name in targets or name not in header), None)
    if both is not None:
        raise TableError(
            "The column “{name}” of {path} cannot be the text.", "Name another column for the text or for the label.",
            path=path, name=both,
        )  # fmt: skip
    texts = ["\n".join(filter(None, parts)) for parts in zip(*(cells[name] for name in chosen), strict=True)]
    if reading.missing == "drop":
        kept = [i for i, text in enumerate(texts) if text and not any(is_missing(cells[name][i]) for name in targets)]
        if not kept:
            raise TableError(
                "In every row of {path} the text or the label is missing.", "Name other columns.", path=path
            )
        cells = {name: [cells[name][i] for i in kept] for name in targets}
        texts, lines = [texts[i] for i in kept], [lines[i] for i in kept]
    elif reading.missing == "stop" and "" in texts:
        raise TableError(
            "{path}, line {line}: the text is empty.", "Fill it in, or set missing to keep (an empty text) or to drop.",
            path=path, line=lines[texts.index("")],
        )  # fmt: skip
    known = None if like is None else like.classes
    values, classes, outputs = read_targets(path, targets, cells, lines, delimiter, reading.task, known)
    return Texts(texts, values, classes, outputs, chosen, len(rows) - len(texts))


def longest(cells: dict[str, list[str]], targets: Sequence[str]) -> str:
    """The column with most letters among those that are not to be predicted; the first, where none has any."""
    free = [name for name in cells if name not in targets] or list(cells)
    return max(free, key=lambda name: sum(map(len, cells[name])))


def _last_other(path: Path, header: Sequence[str], texts: Sequence[str]) -> tuple[str, ...]:
    others = [name for name in header if name not in texts]
    if not others:
        raise TableError("{path} has no column left for the label.", "Name fewer columns for the text.", path=path)
    return (others[-1],)
