"""Targets from arrays: class numbers with or without gaps, words, one-hot rows, numbers. Carried by exported scripts."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from pathlib import Path
from typing import Any

import numpy as np
from numpy.typing import NDArray

from workbench.data.table_error import TableError

MOST_CLASSES = 1_000
FEW_NUMBERS = 20  # so many different whole numbers that are stored as floats are taken for classes


@dataclass(frozen=True)
class Found:
    """Targets (N,) int64 with their ``classes``, or (N, K) float32 with the names of the K ``outputs``."""

    targets: NDArray[np.int64] | NDArray[np.float32]
    test_targets: NDArray[np.int64] | NDArray[np.float32] | None
    classes: tuple[str, ...]
    outputs: tuple[str, ...]
    notes: tuple[TableError, ...]


def read_targets(path: Path, names: Sequence[str], arrays: Sequence[NDArray[Any] | None], task: str) -> Found:
    """Training and test part alike. ``task`` is "classes", "numbers" or "auto". Raises TableError."""
    named = [(name, _flat(array)) for name, array in zip(names, arrays, strict=True) if array is not None]
    present = [array for _, array in named]
    train = present[0]
    for name, array in named:
        if array.dtype.kind not in "biufUS" or array.ndim > 2 or array.shape[1:] != train.shape[1:]:
            raise _misfit(path, name, array)
    _refuse_gaps(path, named)
    if train.ndim == 2:
        if train.dtype.kind in "US" or (task == "classes" and not _one_hot(present)):
            raise _misfit(path, names[0], train)
        if task != "numbers" and _one_hot(present):
            note = TableError(
                "“{name}” has a 1 in each row (one-hot); its columns became the classes.", "", name=names[0]
            )
            classes = tuple(str(number) for number in range(train.shape[1]))
            return _both([array.argmax(axis=1).astype(np.int64) for array in present], classes, (), (note,))
        outputs = tuple(f"{names[0]}[{number}]" for number in range(train.shape[1]))
        return _both([array.astype(np.float32) for array in present], (), outputs, ())
    if task == "numbers" or (task == "auto" and not _looks_like_classes(train)):
        if train.dtype.kind in "US":
            raise TableError("“{name}” of {path} holds words.", "Set task to classes.", name=names[0], path=path)
        return _both([array.astype(np.float32)[:, None] for array in present], (), (names[0],), ())
    return _classes(path, named)


def _flat(array: NDArray[Any]) -> NDArray[Any]:
    """A column (N, 1) as (N,)."""
    return array[:, 0] if array.ndim == 2 and array.shape[1] == 1 else array


def _misfit(path: Path, name: str, array: NDArray[Any]) -> TableError:
    return TableError(
        "“{name}” of {path} has the shape {shape} and the type {dtype}, which is no list of labels.",
        "Save one label a sample (N), one-hot rows (N × classes), or numbers to predict (N × outputs).",
        name=name, path=path, shape=" × ".join(map(str, array.shape)), dtype=array.dtype,
    )  # fmt: skip


def _refuse_gaps(path: Path, named: Sequence[tuple[str, NDArray[Any]]]) -> None:
    for name, array in named:
        if array.dtype.kind != "f":
            continue
        with np.errstate(over="ignore"):
            finite = np.isfinite(array.astype(np.float32).reshape(len(array), -1)).all(axis=1)
        if not finite.all():
            raise TableError(
                "In {path}, sample {row} of “{name}” holds a number that is not finite (NaN, infinity, or too large).",
                "Mend or remove it.", path=path, row=int(finite.argmin()), name=name,
            )  # fmt: skip


def _one_hot(arrays: Sequence[NDArray[Any]]) -> bool:
    return all(bool((((a == 0) | (a == 1)).all(axis=1) & (a.astype(np.int8).sum(axis=1) == 1)).all()) for a in arrays)


def _looks_like_classes(array: NDArray[Any]) -> bool:
    """Words, whole numbers, or a few whole numbers that are stored as floats."""
    if array.dtype.kind != "f":
        return True
    return bool((array == np.rint(array)).all()) and len(np.unique(array)) <= FEW_NUMBERS


def _both(
    arrays: Sequence[NDArray[Any]], classes: tuple[str, ...], outputs: tuple[str, ...], notes: tuple[TableError, ...]
) -> Found:
    return Found(arrays[0], arrays[1] if len(arrays) > 1 else None, classes, outputs, notes)


def _word(value: Any) -> str:
    if isinstance(value, bytes):
        return value.decode("utf-8", "replace")
    return f"{value:.15g}" if isinstance(value, float) else str(value)


def _classes(path: Path, named: Sequence[tuple[str, NDArray[Any]]]) -> Found:
    first, train = named[0]
    values = np.unique(train)
    if len(values) > MOST_CLASSES:
        raise TableError(
            "“{name}” of {path} has {count} different labels.", "Set task to numbers, if they are numbers to predict.",
            name=first, path=path, count=len(values),
        )  # fmt: skip
    classes = tuple(_word(value) for value in values.tolist())
    if len(values) < 2:
        raise TableError(
            "“{name}” of {path} holds “{label}” alone.",
            "Save at least two classes.",
            name=first,
            path=path,
            label=classes[0],
        )
    targets = []
    for name, array in named:
        known = np.isin(array, values)
        if not known.all():
            row = int(known.argmin())
            raise TableError(
                "In {path}, sample {row} of “{name}” has the label “{label}”, which the training part has not got.", "Mend the label.",
                path=path, row=row, name=name, label=_word(array[row].item()),
            )  # fmt: skip
        targets.append(np.searchsorted(values, array).astype(np.int64))
    notes: tuple[TableError, ...] = ()
    if values.dtype.kind in "iuf" and not np.array_equal(values, np.arange(len(values))):
        shown = ", ".join(classes[:10]) + (", …" if len(classes) > 10 else "")
        notes = (TableError(
            "The labels in “{name}” are {labels}; they became the classes 0 to {last}.", "",
            name=first, labels=shown, last=len(classes) - 1,
        ),)  # fmt: skip
    return _both(targets, classes, (), notes)
