"""Corrections of single samples in numbers: by the place of a sample its class, or that it is left out."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from typing import Any

import numpy as np
from numpy.typing import NDArray

from workbench.spec.experiment import Correction, SourcePart

Changes = Mapping[int, int | None]
"""By the place of a sample in its part: its class number, or None where it is left out."""


Targets = NDArray[Any]
"""(N,) class numbers, or (N, outputs) numbers."""

Label = int | tuple[float, ...]


def mended(targets: NDArray[Any], changes: Mapping[int, int | None]) -> tuple[NDArray[Any], NDArray[np.int64]]:
    """Targets (N, …) with other class numbers at some places, and the places (M,) of the samples that stay (None: left out)."""
    targets, stays = targets.copy(), np.ones(len(targets), bool)
    for place, label in changes.items():
        if label is None:
            stays[place] = False
        else:
            targets[place] = label
    return targets, np.flatnonzero(stays)


def fitting(
    targets: NDArray[Any], changes: Mapping[int, int | None], given: Mapping[int, int | tuple[float, ...]]
) -> dict[int, int | None]:
    """Those changes whose samples are there and have the label that was ``given`` when the change was made, as far as that is known."""

    return {
        place: label
        for place, label in changes.items()
        if place not in given or has_label(targets, place, given[place])
    }


def has_label(targets: NDArray[Any], place: int, label: int | tuple[float, ...]) -> bool:
    """Whether a sample is there, and has this label."""
    if place >= len(targets):
        return False
    if targets.ndim == 1:
        return bool(targets[place] == label)
    return np.array_equal(targets[place], np.asarray(label, targets.dtype))


def changes_in(corrections: Sequence[Correction], part: SourcePart, classes: Sequence[str]) -> Changes:
    """Those of one part, in numbers; they fit the data (:func:`sifted`)."""
    numbers = numbers_of(classes)
    mine = (item for item in corrections if item.part == part)
    return {item.index: None if item.label is None else numbers[item.label] for item in mine}


def given_in(corrections: Sequence[Correction], part: SourcePart, classes: Sequence[str]) -> dict[int, Label]:
    """The labels that the samples of one part had, in numbers, where they are known."""
    numbers = numbers_of(classes)
    found = ((item.index, given_of(item, numbers)) for item in corrections if item.part == part)
    return {place: label for place, label in found if label is not None}


def nameable(corrections: Sequence[Correction], classes: Sequence[str]) -> list[Correction]:
    """Those whose labels, and the labels that were given, are such as these data have."""
    numbers = numbers_of(classes)
    return [
        item
        for item in corrections
        if (item.label is None or item.label in numbers) and (item.given is None or given_of(item, numbers) is not None)
    ]


def as_given(target: Any, classes: Sequence[str]) -> str:
    """What ``given`` of a correction says of this target: the class, or the numbers as they are written shortest."""
    if classes:
        return classes[int(target)]
    return ", ".join(str(number).removesuffix(".0") for number in np.atleast_1d(target).astype(np.float32))


def numbers_of(classes: Sequence[str]) -> dict[str, int]:
    """By the name of a class; of two with one name the first."""
    return {name: number for number, name in reversed(list(enumerate(classes)))}


def given_of(item: Correction, numbers: Mapping[str, int]) -> Label | None:
    """What the data gave its sample, in numbers; None where it is not known, or is nothing that they could give."""
    if item.given is None or numbers:
        return None if item.given is None else numbers.get(item.given)
    try:
        return tuple(float(word) for word in item.given.split(","))
    except ValueError:
        return None


def left_out(corrections: Sequence[Correction], part: SourcePart) -> int:
    """How many samples of a part are."""
    return sum(item.part == part and item.label is None for item in corrections)
