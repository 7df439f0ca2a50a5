"""The parts of a run's data as training split them, to be judged sample by sample. Image files are only listed."""

from __future__ import annotations

from contextlib import closing
from dataclasses import replace
from pathlib import Path
from threading import Event
from typing import Any

import numpy as np
from numpy.typing import NDArray

from workbench.data.browse import Collection, Shelf, gather
from workbench.data.image_files import ImageFilesSource, as_targets
from workbench.data.locations import data_dir as chosen_data_dir
from workbench.data.samples import Progress
from workbench.data.sources import source
from workbench.data.splits import stratified_split
from workbench.data.stream.file_images import FileImages
from workbench.data.stream.prefetch import ahead
from workbench.data.stream.reading import stats
from workbench.spec.experiment import Experiment
from workbench.spec.problems import Problem
from workbench.training.file_set import FileSource


def parts_of(experiment: Experiment, data_dir: Path | str | None, progress: Progress) -> Collection:
    """As :func:`workbench.data.browse.gather`, and where image files are, as a run splits them: those that cannot be read are
    left out where the experiment says so, before the split. Photos of torchvision's sets are decoded when they are asked for.

    Nothing is downloaded: ``parts`` is empty where the data are not there. ``progress`` may raise to cancel. Raises
    :class:`workbench.spec.problems.ExperimentError` or :class:`workbench.spec.problems.RunError`.
    """
    data = experiment.data
    reader = source(data.source, chosen_data_dir(data_dir), data.num_workers)
    plain = isinstance(reader, ImageFilesSource) and not reader.skips_damaged
    if plain or not isinstance(reader, FileSource):
        return gather(experiment, data_dir, progress)
    facts = reader.facts()
    if not facts.ready:
        return Collection(facts)
    found = reader.listed(progress)
    entries = [*found.train, *found.test]
    paths = tuple(path for path, _ in entries)
    images = FileImages(paths, reader.reading, stats(paths), reader.address)
    broken = _damaged(images, data.num_workers, progress) if reader.skips_damaged else {}
    kept = np.setdiff1d(np.arange(len(entries)), list(broken))
    targets = as_targets([target for _, target in entries], found.outputs)
    files, mode = (paths, reader.part.mode) if isinstance(reader, ImageFilesSource) else ((), "RGB")

    def shelf(rows: NDArray[np.int64]) -> Shelf:
        return Shelf(targets[rows], rows, () if files else images, files, mode)

    train, test = kept[kept < len(found.train)], kept[kept >= len(found.train)]
    strata = targets[train].astype(np.int64) if found.classes else np.zeros(len(train), np.int64)
    learned, held_out = stratified_split(strata, data.validation_fraction, experiment.seed)
    notes = (*facts.notes, *broken.values())
    parts: Any = {"train": shelf(train[learned]), "validation": shelf(train[held_out]), "test": shelf(test)}
    return Collection(replace(facts, notes=notes), parts)


def _damaged(images: FileImages, workers: int, progress: Progress) -> dict[int, Problem]:
    """The files that cannot be read, by their places: all are decoded once to find them, as a run does."""
    found: dict[int, Problem] = {}

    def look(row: int, _given_up: Event) -> None:
        image = images.image(row)
        if isinstance(image, Problem):
            found[row] = replace(image, severity="warning")

    with closing(ahead(look, range(len(images)), workers, 0)) as looked:
        for row, _ in enumerate(looked):
            if row % 64 == 0:
                progress("reading images", row, len(images))
    return dict(sorted(found.items()))
