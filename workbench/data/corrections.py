"""Corrections of single samples, applied where a source has just been read: other labels, and samples that are left out."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass, replace

import numpy as np
from numpy.typing import NDArray

from workbench.data.correction_fit import Sifted, applied
from workbench.data.correction_numbers import (
    Changes,
    Targets,
    changes_in,
    fitting,
    given_in,
    left_out,
    mended,
    nameable,
)
from workbench.data.image_files import Listing, as_targets
from workbench.data.samples import Facts, Loaded, Samples
from workbench.spec.experiment import Correction


def without_left_out(facts: Facts, corrections: Sequence[Correction]) -> Facts:
    """The facts with the numbers of the samples that stay."""
    if not corrections:
        return facts
    train, test = facts.train - left_out(corrections, "train"), facts.test - left_out(corrections, "test")
    return replace(facts, train=max(train, 0), test=max(test, 0))


def correct(loaded: Loaded, corrections: Sequence[Correction]) -> Loaded:
    """The data set with its corrections. Raises :class:`ExperimentError` where they do not fit it; a note warns of those left aside."""
    if not corrections:
        return loaded
    found = applied(corrections, loaded.classes, loaded.train.targets, loaded.test.targets)
    return replace(
        loaded,
        train=_corrected(loaded.train, changes_in(found.fit, "train", loaded.classes)),
        test=_corrected(loaded.test, changes_in(found.fit, "test", loaded.classes)),
        notes=(*loaded.notes, *found.notes),
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
    made = applied(corrections, found.classes, *listed_targets(found)) if corrections else Sifted()
    parts, rows = [], []
    for name, entries in (("train", found.train), ("test", found.test)):
        changes = changes_in(made.fit, name, found.classes)  # type: ignore[arg-type]
        entries = list(entries)
        for place, label in changes.items():
            if label is not None:
                entries[place] = (entries[place][0], label)
        parts.append(entries)
        rows.append(np.array([i for i in range(len(entries)) if changes.get(i, 0) is not None], np.int64))
    return CorrectedListing(replace(found, train=parts[0], test=parts[1], notes=(*found.notes, *made.notes)), *rows)


def listed_targets(found: Listing) -> tuple[Targets, Targets]:
    """Of the training part and the test part, as the listing has them."""
    train, test = ([target for _, target in entries] for entries in (found.train, found.test))
    return as_targets(train, found.outputs), as_targets(test, found.outputs)


def _corrected(samples: Samples, changes: Changes) -> Samples:
    if not changes:
        return samples
    targets, kept = mended(samples.targets, changes)
    if len(kept) == len(samples):
        return Samples(samples.images, targets)
    images = samples.images
    some = images[kept] if isinstance(images, np.ndarray) else [images[i] for i in kept]
    return Samples(some, targets[kept])


def correct_some(samples: Samples, corrections: Sequence[Correction], classes: Sequence[str]) -> Samples:
    """Some samples of the training part, such as :meth:`workbench.data.samples.Source.preview` gives; what does not fit is left aside."""
    usable = nameable(corrections, classes)
    changes, given = changes_in(usable, "train", classes), given_in(usable, "train", classes)
    places = np.arange(len(samples)) if samples.places is None else samples.places
    here = [(at, place) for at, place in enumerate(places.tolist()) if place in changes]
    mine = fitting(
        samples.targets,
        {at: changes[place] for at, place in here},
        {at: given[place] for at, place in here if place in given},
    )
    return _corrected(samples, mine)
