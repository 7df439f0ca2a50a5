"""A data set of image files for a run: in memory if it fits, else streamed; what is read is the same."""

from __future__ import annotations

from collections.abc import Callable, Iterator, Sequence
from contextlib import closing
from dataclasses import dataclass, field, replace
from threading import Event
from typing import Protocol, runtime_checkable

import numpy as np
import torch
from torch import Tensor

from workbench.data.corrections import correct_listing
from workbench.data.image_files import Entry, Listing, as_targets, lost_classes, spread
from workbench.data.pipeline import Pipeline, different_sizes
from workbench.data.recipe import CHUNK, Images
from workbench.data.samples import Image, Loaded, Progress, Samples
from workbench.data.stream.file_images import FileImages
from workbench.data.stream.prefetch import ahead
from workbench.data.stream.prepared import PreparedImages
from workbench.data.stream.reading import Reading, stats
from workbench.spec.experiment import Experiment
from workbench.spec.problems import ExperimentError, Problem, problem
from workbench.training.fingerprint import fingerprint_of_files
from workbench.training.memory_budget import Looked, free_bytes, looked_at
from workbench.training.stream_cache import StreamCache
from workbench.training.streamed import Rows, StreamedInputs, StreamedTraining

LOOKED_AT, TRIED = 64, 4
CHUNK_BYTES = 16_000_000


@runtime_checkable
class FileSource(Protocol):
    """A source of image files."""

    address: str

    @property
    def reading(self) -> Reading:
        """How they are decoded."""
        ...

    @property
    def skips_damaged(self) -> bool:
        """Whether those that cannot be read are left out."""
        ...

    def listed(self, progress: Progress) -> Listing:
        """The files; downloads where needed."""
        ...


@dataclass
class Reader:
    """What a run says about reading: its steps, where it computes, how many threads read."""

    experiment: Experiment
    pipeline: Pipeline
    device: torch.device
    parameters: int
    progress: Progress

    @property
    def workers(self) -> int:
        """Threads that decode."""
        return self.experiment.data.num_workers


@dataclass
class FileSet:
    """``loaded`` has the targets, and no images; ``train_rows`` and ``test_rows`` say where theirs are in ``images``."""

    reader: Reader
    loaded: Loaded
    images: FileImages
    train_rows: Rows
    test_rows: Rows
    cache: StreamCache | None = None
    done: int = field(default=0, init=False)

    @property
    def fingerprint(self) -> str:
        """The same whether it is streamed or not."""
        paths, sizes = self.images.paths, self.images.stats.sizes
        pairs = ((self.loaded.train, self.train_rows), (self.loaded.test, self.test_rows))
        return fingerprint_of_files(
            (self.loaded.classes, self.loaded.outputs),
            ((part.targets, [paths[row] for row in rows], sizes[rows]) for part, rows in pairs),
        )

    def training(self, rows: Rows) -> Images | StreamedTraining:
        """Those of the training part up to the first random step; ``rows`` count within it."""
        places, pipeline, device = self.train_rows[rows], self.reader.pipeline, self.reader.device
        if self.cache is not None:
            images = self.cache.training
            return StreamedTraining(images, places, self.reader.workers, self.cache.size, device)
        made = PreparedImages(self.images, pipeline.prepared, uniform=True)
        found = self._in_memory(places, lambda part, given_up: made.batch(places[part].tolist(), given_up))
        if isinstance(found, list) and not any(step.random for step in pipeline.steps):
            raise ExperimentError([different_sizes(found)])
        return found.to(device) if isinstance(found, Tensor) else found

    def evaluated(self, rows: Rows) -> Tensor | StreamedInputs:
        """For validation or test, all steps done; ``rows`` are places in ``images``."""
        pipeline, device = self.reader.pipeline, self.reader.device
        if self.cache is not None:
            return StreamedInputs(self.cache.evaluation, rows, self.reader.workers, pipeline, device)
        made = PreparedImages(self.images, pipeline.evaluation_prepared, uniform=True)

        def make(part: slice, given_up: Event) -> Tensor:
            prepared = made.batch(rows[part].tolist(), given_up)
            return pipeline.evaluated(prepared, range(len(rows))[part], len(rows))

        found = self._in_memory(rows, make)
        if isinstance(found, list):
            raise ExperimentError([different_sizes(found)])
        return found.to(device)

    def notes(self) -> Iterator[Problem]:
        """What the user should know, and has not been told yet."""
        if self.cache is not None:
            yield from self.cache.notes()

    def _in_memory(self, rows: Rows, make: Callable[[slice, Event], Images]) -> Images:
        """Made part by part, so that never more is there than what comes of it."""
        size = self._decoded_bytes(rows)
        count = max(1, min(CHUNK, CHUNK_BYTES // size))
        parts = [slice(at, min(at + count, len(rows))) for at in range(0, len(rows), count)]
        whole: Tensor | None = None
        images: list[Tensor] | None = None
        with closing(ahead(make, parts, self.reader.workers, count * size)) as made:
            for part, some in zip(parts, made, strict=True):
                self.reader.progress("reading images", self.done, len(self.train_rows) + len(self.test_rows))
                self.done += len(some)
                if whole is None and images is None and isinstance(some, Tensor):
                    whole = torch.empty((len(rows), *some.shape[1:]), dtype=some.dtype)
                if whole is not None and isinstance(some, Tensor) and some.shape[1:] == whole.shape[1:]:
                    whole[part] = some
                else:
                    images = images or ([] if whole is None else list(whole[: part.start]))
                    images += list(some)
                    whole = None
        if images is not None:
            return images
        return torch.zeros((0, 1, 1, 1)) if whole is None else whole

    def _decoded_bytes(self, rows: Rows) -> int:
        """Of the largest image, among some of them."""
        some = rows[:: len(rows) // LOOKED_AT + 1]
        shapes = [self.images.reading.shape(self.images.paths[row]) for row in some]
        return max((int(np.prod(shape)) for shape in shapes if shape), default=1_000_000)


def opened(source: FileSource, reader: Reader) -> FileSet:
    """List the files, decide how to read them, and find those that cannot be, where they are to be left out.

    Raises :class:`ExperimentError` and :class:`RunError`.
    """
    mended = correct_listing(source.listed(reader.progress), reader.experiment.data.corrections)
    found = mended.listing
    entries = [*found.train, *found.test]
    paths = [path for path, _ in entries]
    images = FileImages(paths, source.reading, stats(paths), source.address)
    tried = _tried(images, entries, reader)
    notes = list(found.notes)
    cache = None
    if tried and _streams(found, tried, source, reader, notes):
        cache = StreamCache(images, reader.pipeline, reader.workers, source.skips_damaged, reader.progress)
    damaged = _damaged(images, cache, reader) if source.skips_damaged else {}
    stay = [*mended.train.tolist(), *(mended.test + len(found.train)).tolist()]
    notes += (damaged[row] for row in stay if row in damaged)
    kept = np.array([row for row in stay if row not in damaged], np.int64)
    train, test = kept[kept < len(found.train)], kept[kept >= len(found.train)]
    targets = as_targets([target for _, target in entries], found.outputs)
    if found.train and not len(train):
        raise ExperimentError([
            problem(source.address, "None of the {count} training images can be read.", "Choose others.", count=len(found.train))
        ])  # fmt: skip
    notes += lost_classes(mended.remaining, targets[train], source.address)
    loaded = Loaded(found.classes, Samples([], targets[train]), Samples([], targets[test]), tuple(notes), found.outputs)
    return FileSet(reader, loaded, images, train, test, cache)


def _tried(images: FileImages, entries: Sequence[Entry], reader: Reader) -> Looked | None:
    """What the steps make of a few images; None where none of them can be read."""
    paths = [path for path, _ in spread(list(entries), LOOKED_AT)]
    shapes = [shape for path in paths if (shape := images.reading.shape(path))]
    some: list[Image] = []
    for path in [*paths[:: max(1, len(paths) // TRIED)], *paths]:
        if len(some) < TRIED and not isinstance(image := images.reading.read(path), Problem):
            some.append(image)
    if not some or not shapes:
        return None
    return looked_at(some, reader.pipeline, float(np.mean([np.prod(shape) for shape in shapes])))


def _streams(found: Listing, tried: Looked, source: FileSource, reader: Reader, notes: list[Problem]) -> bool:
    """Whether to stream. Raises :class:`ExperimentError` for what shall be in memory and does not fit."""
    data = reader.experiment.data
    train, test, held_out = len(found.train), len(found.test), data.validation_fraction
    need = train * (1 - held_out) * tried.size + (train * held_out + test) * tried.evaluated
    need += (train + test) * tried.decoded if source.skips_damaged else 0
    free = free_bytes(reader.device, reader.parameters)
    if data.memory == "stream" or (data.memory == "auto" and need <= free):
        return data.memory == "stream"
    if data.memory == "memory" and need > free:
        raise ExperimentError([
            problem("data.memory", "The images need {need:.1f} GB of memory; {free:.1f} GB may be used.", "Set memory = “auto”.",
                    need=need / 1e9, free=free / 1e9)
        ])  # fmt: skip
    if data.memory == "auto":
        notes.append(problem(
            "data.memory", "The images need {need:.1f} GB of memory, and {free:.1f} GB may be used: they are read from the disk "
            "while the model learns.",
            "From the second epoch on nothing has to be decoded.", need=need / 1e9, free=free / 1e9, severity="warning",
        ))  # fmt: skip
    return data.memory == "auto"


def _damaged(images: FileImages, cache: StreamCache | None, reader: Reader) -> dict[int, Problem]:
    """The files that cannot be read, by their places: all are decoded to find them, and kept if they can be."""
    if cache is not None:
        return cache.damaged()
    found: dict[int, Problem] = {}

    def look(row: int, _given_up: Event) -> None:
        image = images.image(row)
        if isinstance(image, Problem):
            found[row] = replace(image, severity="warning")
        else:
            images.waiting[row] = image

    with closing(ahead(look, range(len(images)), reader.workers, 0)) as looked:
        for row, _ in enumerate(looked):
            if row % 64 == 0:
                reader.progress("reading images", row, len(images))
    return dict(sorted(found.items()))
