"""A data set to look through: its three parts as a run splits them, samples that are read when they are looked at."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from collections.abc import Collection as Few
from dataclasses import dataclass, field, replace
from pathlib import Path
from typing import Any, Literal

import numpy as np
from numpy.typing import NDArray
from PIL import Image as Pillow

from workbench.data.correction_fit import applied
from workbench.data.correction_numbers import changes_in, mended
from workbench.data.corrections import without_left_out
from workbench.data.image_files import ImageFilesSource, as_targets, read_image
from workbench.data.locations import data_dir as chosen_data_dir
from workbench.data.pixels import as_bytes
from workbench.data.samples import Facts, Image, Progress, Source
from workbench.data.sources import source
from workbench.data.splits import stratified_split
from workbench.spec.experiment import Correction, Experiment, SourcePart
from workbench.spec.problems import Problem

PartName = Literal["train", "validation", "test"]
PARTS: tuple[PartName, ...] = ("train", "validation", "test")

Targets = NDArray[np.int64] | NDArray[np.float32]


@dataclass(frozen=True)
class Shelf:
    """One part: ``targets`` (N,) class numbers or (N, outputs) numbers, and the samples, in memory or as ``files``.

    ``rows`` (N,) says where each stands in ``images``, which the training part and the validation part share: its place in the
    source's own part. ``given`` (N,) are the targets as the source gives them, where a correction says otherwise.
    """

    targets: Targets
    rows: NDArray[np.int64]
    images: NDArray[Any] | Sequence[Image] | Sequence[str] = ()
    files: tuple[Path, ...] = ()
    mode: str = "RGB"
    given: Targets | None = None

    def __len__(self) -> int:
        return len(self.rows)

    def was(self, index: int) -> int | None:
        """The class that the source gives to a sample whose label is corrected."""
        if self.given is None or self.given.ndim != 1 or self.given[index] == self.targets[index]:
            return None
        return int(self.given[index])

    def file(self, index: int) -> Path | None:
        """The file of a sample, where each has one."""
        return self.files[self.rows[index]] if self.files else None

    def sample(self, index: int) -> NDArray[Any] | Problem:
        """A sample as the source gives it, before any transform; or what is wrong with its file."""
        path = self.file(index)
        return np.asarray(self.images[self.rows[index]]) if path is None else read_image(path, self.mode)

    def listed(self) -> NDArray[Any]:
        """All samples of a table (N, columns), or all texts (N, 1) as Python's strings: one long text makes no room for others."""
        if isinstance(self.images, np.ndarray):
            return np.asarray(self.images[self.rows])
        made = np.empty((len(self.rows), 1), object)
        made[:, 0] = [self.images[row] for row in self.rows]
        return made

    def thumbnail(self, index: int, side: int) -> NDArray[Any] | None:
        """An image not much larger than ``side``, quickly; None where it cannot be read."""
        path = self.file(index)
        if path is None:
            return np.asarray(self.images[self.rows[index]])
        return small_picture(path, self.mode, side)


Reads = Callable[[Source, Progress], tuple[Shelf, Shelf]]
"""The training part and the test part of a source, which may be anything that reads a data set."""


@dataclass(frozen=True)
class Collection:
    """``parts`` is empty while the data are not there (``facts.ready``).

    ``left_out`` are the samples that the experiment's corrections leave out of them: those of the training part, then of the test.
    """

    facts: Facts
    parts: dict[PartName, Shelf] = field(default_factory=dict)
    left_out: Shelf = field(default_factory=lambda: Shelf(np.zeros(0, np.int64), np.zeros(0, np.int64)))
    left_out_places: tuple[tuple[SourcePart, int], ...] = ()

    def place(self, part: PartName, index: int) -> tuple[SourcePart, int]:
        """Where a sample of a part stands in the source's own part: what a :class:`Correction` names."""
        return ("test" if part == "test" else "train"), int(self.parts[part].rows[index])


def gather(
    experiment: Experiment, data_dir: Path | str | None, progress: Progress, download: bool = False,
    read: Reads | None = None, kept: Callable[[Source, Shelf], Shelf] | None = None,
) -> Collection:  # fmt: skip
    """Read what can be looked at; image files are only listed. ``progress`` may raise to cancel.

    Without ``download``, what is not there stays away. ``read`` is another way to read, ``kept`` gives what stays of a part before the
    training part is split. Raises :class:`ExperimentError` or :class:`RunError`.
    """
    data = experiment.data
    reader = source(data.source, chosen_data_dir(data_dir), data.num_workers)
    facts = reader.facts()
    if not (facts.ready or download):
        return Collection(facts)
    whole, test = (read or whole_parts)(reader, progress)
    facts = reader.facts()
    found = applied(data.corrections, facts.classes, whole.targets, test.targets)
    facts = replace(without_left_out(facts, found.fit), notes=(*facts.notes, *found.notes))
    whole, no_train = _corrected(whole, found.fit, "train", facts.classes)
    test, no_test = _corrected(test, found.fit, "test", facts.classes)
    if kept:
        whole, test = kept(reader, whole), kept(reader, test)
    strata = whole.targets.astype(np.int64) if facts.classes else np.zeros(len(whole), np.int64)
    learned, held_out = stratified_split(strata, data.validation_fraction, experiment.seed)
    places = (*(("train", int(row)) for row in no_train.rows), *(("test", int(row)) for row in no_test.rows))
    return Collection(
        facts,
        {"train": some_of(whole, learned), "validation": some_of(whole, held_out), "test": test},
        _together(no_train, no_test), places,  # type: ignore[arg-type]
    )  # fmt: skip


def whole_parts(reader: Source, progress: Progress) -> tuple[Shelf, Shelf]:
    """The training part and the test part of a source, as it has them."""
    if isinstance(reader, ImageFilesSource):
        found = reader.listing()
        train, test = (
            Shelf(as_targets([target for _, target in entries], found.outputs), np.arange(len(entries)),
                  files=tuple(path for path, _ in entries), mode=reader.part.mode)
            for entries in (found.train, found.test)
        )  # fmt: skip
        return train, test
    loaded = reader.load(progress)
    train, test = (Shelf(part.targets, np.arange(len(part)), part.images) for part in (loaded.train, loaded.test))
    return train, test


def some_of(shelf: Shelf, rows: NDArray[np.int64]) -> Shelf:
    """Those at ``rows`` of the shelf."""
    given = None if shelf.given is None else shelf.given[rows]
    return Shelf(shelf.targets[rows], shelf.rows[rows], shelf.images, shelf.files, shelf.mode, given)


def _corrected(
    shelf: Shelf, corrections: Sequence[Correction], part: SourcePart, classes: Sequence[str]
) -> tuple[Shelf, Shelf]:
    """A whole part of the source with its corrections, and what they leave out of it."""
    targets, kept = mended(shelf.targets, changes_in(corrections, part, classes))
    whole = replace(shelf, targets=targets, given=shelf.targets if corrections else None)
    return some_of(whole, kept), some_of(whole, np.setdiff1d(np.arange(len(shelf)), kept))


def _together(first: Shelf, second: Shelf) -> Shelf:
    """The few samples of two parts on a shelf of their own."""
    targets = np.concatenate([first.targets, second.targets])
    rows, both = np.arange(len(targets)), (first, second)
    if first.files or second.files:
        return Shelf(targets, rows, files=tuple(s.files[row] for s in both for row in s.rows), mode=first.mode)
    images = [s.images[row] for s in both for row in s.rows]
    return Shelf(targets, rows, images, mode=first.mode)


def small_picture(path: Path, mode: str, side: int) -> NDArray[np.uint8] | None:
    """An image file as (C, h, w) bytes, at most twice ``side`` high and wide; None where it cannot be read."""
    try:
        if not path.is_file():
            return None
        with Pillow.open(path) as image:
            image.draft(mode, (2 * side, 2 * side))  # a JPEG decodes at a fraction of its size
            pixels = as_bytes(image, mode)
    except MemoryError:
        raise
    except Exception:  # noqa: BLE001 - each decoder has errors of its own; the large view says which it is
        return None
    step = max(1, min(pixels.shape[1:]) // (2 * side))
    return np.ascontiguousarray(pixels[:, ::step, ::step])


def arranged(targets: Targets, classes: Few[int], by_class: bool) -> NDArray[np.int64]:
    """Which samples to show, in order: those of ``classes`` (empty: all), by index or by class and then index."""
    rows = np.arange(len(targets))
    if classes and targets.ndim == 1:
        rows = rows[np.isin(targets, list(classes))]
    if by_class:
        keys = targets if targets.ndim == 1 else targets[:, 0]
        rows = rows[np.argsort(keys[rows], kind="stable")]
    return rows


def next_alike(targets: Targets, index: int, step: int) -> int | None:
    """The next (``step`` 1) or previous (−1) sample of the same class; after the last comes the first. None: no other."""
    if targets.ndim != 1:
        return None
    alike = np.flatnonzero(targets == targets[index])
    if len(alike) < 2:
        return None
    return int(alike[(int(np.searchsorted(alike, index)) + step) % len(alike)])


def class_counts(targets: Targets, classes: int) -> NDArray[np.int64]:
    """How many samples each class has (classes,)."""
    return np.bincount(targets.astype(np.int64), minlength=classes)[:classes]


@dataclass(frozen=True)
class Description:
    """What can be said of a sample's numbers; those that are missing do not count."""

    shape: tuple[int, ...]
    dtype: str
    low: float
    high: float
    mean: float
    std: float


def described(values: NDArray[Any]) -> Description:
    """Sizes and statistics of a sample."""
    numbers = values[np.isfinite(values)] if values.dtype.kind == "f" else values
    if not numbers.size:
        return Description(values.shape, str(values.dtype), *[float("nan")] * 4)
    mean, std = numbers.mean(dtype=np.float64), numbers.std(dtype=np.float64)
    return Description(
        values.shape, str(values.dtype), float(numbers.min()), float(numbers.max()), float(mean), float(std)
    )
