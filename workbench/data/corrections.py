"""Corrections of single samples, applied where a source has just been read: other labels, and samples that are left out."""

from __future__ import annotations

import difflib
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass, replace
from typing import Any

import numpy as np
from numpy.typing import NDArray

from workbench.data.image_files import Listing
from workbench.data.samples import Facts, Loaded, Samples
from workbench.spec.edits import Remove, SetValue
from workbench.spec.experiment import Correction, SourcePart
from workbench.spec.problems import ExperimentError, Problem, fix_by, problem

ADDRESS = "data.corrections"
MOST_TOLD = 20
"""More of what does not fit is told in one sentence: it was made for other data."""

Changes = Mapping[int, int | None]
"""By the place of a sample in its part: its class number, or None where it is left out."""


def mended(targets: NDArray[Any], changes: Mapping[int, int | None]) -> tuple[NDArray[Any], NDArray[np.int64]]:
    """Targets (N, …) with other class numbers at some places, and the places (M,) of the samples that stay (None: left out)."""
    targets, stays = targets.copy(), np.ones(len(targets), bool)
    for place, label in changes.items():
        if label is None:
            stays[place] = False
        else:
            targets[place] = label
    return targets, np.flatnonzero(stays)


def changes_in(corrections: Sequence[Correction], part: SourcePart, classes: Sequence[str]) -> Changes:
    """Those of one part, in numbers; they fit the data (:func:`refuse_misfits`)."""
    numbers = {name: number for number, name in reversed(list(enumerate(classes)))}
    mine = (item for item in corrections if item.part == part)
    return {item.index: None if item.label is None else numbers[item.label] for item in mine}


def left_out(corrections: Sequence[Correction], part: SourcePart) -> int:
    """How many samples of a part are."""
    return sum(item.part == part and item.label is None for item in corrections)


def without_left_out(facts: Facts, corrections: Sequence[Correction]) -> Facts:
    """The facts with the numbers of the samples that stay."""
    if not corrections:
        return facts
    train, test = facts.train - left_out(corrections, "train"), facts.test - left_out(corrections, "test")
    return replace(facts, train=max(train, 0), test=max(test, 0))


def correct(loaded: Loaded, corrections: Sequence[Correction]) -> Loaded:
    """The data set with its corrections. Raises :class:`ExperimentError` where they do not fit it."""
    if not corrections:
        return loaded
    refuse_misfits(corrections, loaded.classes, len(loaded.train), len(loaded.test))
    return replace(
        loaded,
        train=_corrected(loaded.train, changes_in(corrections, "train", loaded.classes)),
        test=_corrected(loaded.test, changes_in(corrections, "test", loaded.classes)),
    )


@dataclass(frozen=True)
class CorrectedListing:
    """A ``listing`` in which the targets are mended and nobody is left out; ``train`` and ``test`` are the places that stay."""

    listing: Listing
    train: NDArray[np.int64]
    test: NDArray[np.int64]

    @property
    def remaining(self) -> Listing:
        """The listing of those that stay."""
        found = self.listing
        return replace(found, train=[found.train[i] for i in self.train], test=[found.test[i] for i in self.test])


def correct_listing(found: Listing, corrections: Sequence[Correction]) -> CorrectedListing:
    """The same for files that are not read yet."""
    refuse_misfits(corrections, found.classes, len(found.train), len(found.test))
    parts, rows = [], []
    for name, entries in (("train", found.train), ("test", found.test)):
        changes = changes_in(corrections, name, found.classes)  # type: ignore[arg-type]
        entries = list(entries)
        for place, label in changes.items():
            if label is not None:
                entries[place] = (entries[place][0], label)
        parts.append(entries)
        rows.append(np.array([i for i in range(len(entries)) if changes.get(i, 0) is not None], np.int64))
    return CorrectedListing(replace(found, train=parts[0], test=parts[1]), *rows)


def _corrected(samples: Samples, changes: Changes) -> Samples:
    if not changes:
        return samples
    targets, kept = mended(samples.targets, changes)
    if len(kept) == len(samples):
        return Samples(samples.images, targets)
    images = samples.images
    some = images[kept] if isinstance(images, np.ndarray) else [images[i] for i in kept]
    return Samples(some, targets[kept])


def refuse_misfits(corrections: Sequence[Correction], classes: Sequence[str], train: int, test: int) -> None:
    """Raise :class:`ExperimentError` with what does not fit data of these classes and so many samples."""
    found = list(misfits(corrections, classes, train, test))
    if found:
        raise ExperimentError(found)


def misfits(corrections: Sequence[Correction], classes: Sequence[str], train: int, test: int) -> Iterator[Problem]:
    """What does not fit, each with what mends it; of many, the first ones."""
    sizes, seen = {"train": train, "test": test}, set()
    wrong: list[tuple[int, Problem]] = []
    known = frozenset(classes)
    for number, item in enumerate(corrections):
        alike = classes if len(wrong) < MOST_TOLD else ()
        found = _misfit(number, item, alike, known, sizes[item.part], item.place in seen)
        seen.add(item.place)
        if found:
            wrong.append((number, found))
    yield from (found for _, found in wrong[:MOST_TOLD])
    if len(wrong) > MOST_TOLD:
        places = {number for number, _ in wrong}
        fitting = tuple(item for number, item in enumerate(corrections) if number not in places)
        yield problem(
            ADDRESS, "{count} of the {all} corrections do not fit these data.",
            "They were made for another data set: take them back, or choose that one again.",
            fix=fix_by("Take back those that do not fit", SetValue(ADDRESS, fitting)), count=len(wrong), all=len(corrections),
        )  # fmt: skip
    if train and left_out(corrections, "train") >= train and not wrong:
        yield problem(
            ADDRESS, "The corrections leave out every training sample.", "Take some of them back.",
            fix=fix_by("Take all corrections back", SetValue(ADDRESS, ())),
        )  # fmt: skip


def _misfit(
    number: int, item: Correction, alike: Sequence[str], known: frozenset[str], count: int, again: bool
) -> Problem | None:
    address, back = f"{ADDRESS}[{number}]", fix_by("Take this correction back", Remove(ADDRESS, (number,)))
    values: dict[str, Any] = {"part": item.part, "index": item.index}
    if item.index >= count:
        return problem(
            f"{address}.index", "There is no {part}[{index}]: that part has {count} samples.",
            "Take the correction back; it was made for other data.", fix=back, count=count, **values,
        )  # fmt: skip
    if again:
        return problem(
            f"{address}.index", "{part}[{index}] is corrected twice.", "Keep one of the two.",
            fix=fix_by("Keep the first", Remove(ADDRESS, (number,))), **values,
        )  # fmt: skip
    if item.label is None or item.label in known:
        return None
    if not known:
        return problem(
            f"{address}.label", "{part}[{index}] cannot get a label: these data have no classes.",
            "Leave the sample out, or take the correction back.",
            fix=fix_by("Leave the sample out", SetValue(f"{address}.label", None)), **values,
        )  # fmt: skip
    near = difflib.get_close_matches(item.label[:100], alike, n=1)
    if near:
        return problem(
            f"{address}.label", "{part}[{index}] shall be “{label}”, which is no class of these data.", "Did you mean “{near}”?",
            fix=fix_by("Set it to “{near}”", SetValue(f"{address}.label", near[0]), near=near[0]),
            label=item.label, near=near[0], **values,
        )  # fmt: skip
    return problem(
        f"{address}.label", "{part}[{index}] shall be “{label}”, which is no class of these data.",
        "Take the correction back, or name one of the classes.", fix=back, label=item.label, **values,
    )  # fmt: skip
