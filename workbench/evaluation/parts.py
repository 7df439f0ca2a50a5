"""The parts of a run's data as training split them, to be judged sample by sample. Image files are only listed."""

from __future__ import annotations

from contextlib import closing
from dataclasses import replace
from functools import partial
from pathlib import Path
from threading import Event

import numpy as np

from workbench.data.browse import Collection, Shelf, gather, some_of, whole_parts
from workbench.data.image_files import Entry, ImageFilesSource, as_targets
from workbench.data.samples import Progress, Source
from workbench.data.stream.file_images import FileImages
from workbench.data.stream.prefetch import ahead
from workbench.data.stream.reading import stats
from workbench.spec.experiment import Experiment
from workbench.spec.problems import Problem
from workbench.training.file_set import FileSource


def parts_of(experiment: Experiment, data_dir: Path | str | None, progress: Progress) -> Collection:
    """As :func:`workbench.data.browse.gather`, and as a run splits them: image files that cannot be read are left out before the split,
    where the experiment says so, which takes as long as reading them all. Photos of torchvision's sets are read when they are asked for.

    Nothing is downloaded: ``parts`` is empty where the data are not there. ``progress`` may raise to cancel. Raises
    :class:`workbench.spec.problems.ExperimentError` or :class:`workbench.spec.problems.RunError`.
    """
    notes: list[Problem] = []
    kept = partial(_readable, experiment.data.num_workers, progress, notes)
    found = gather(experiment, data_dir, progress, read=_whole_parts, kept=kept)
    return replace(found, facts=replace(found.facts, notes=(*found.facts.notes, *notes))) if notes else found


def _whole_parts(reader: Source, progress: Progress) -> tuple[Shelf, Shelf]:
    if isinstance(reader, ImageFilesSource) or not isinstance(reader, FileSource):
        return whole_parts(reader, progress)
    found = reader.listed(progress)

    def shelf(entries: list[Entry]) -> Shelf:
        paths = [path for path, _ in entries]
        images = FileImages(paths, reader.reading, stats(paths), reader.address)
        return Shelf(as_targets([target for _, target in entries], found.outputs), np.arange(len(entries)), images)

    return shelf(found.train), shelf(found.test)


def _readable(workers: int, progress: Progress, notes: list[Problem], reader: Source, shelf: Shelf) -> Shelf:
    """Without the files that cannot be read, each of which gets a note, where the source shall skip them."""
    if not isinstance(reader, ImageFilesSource) or not reader.skips_damaged:
        return shelf
    broken: dict[int, Problem] = {}
    read = reader.reading.read

    def look(index: int, _given_up: Event) -> None:
        image = read(shelf.files[shelf.rows[index]])
        if isinstance(image, Problem):
            broken[index] = replace(image, severity="warning")

    with closing(ahead(look, range(len(shelf)), workers, 0)) as looked:
        for index, _ in enumerate(looked):
            if index % 64 == 0:
                progress("reading images", index, len(shelf))
    notes += [broken[index] for index in sorted(broken)]
    return some_of(shelf, np.setdiff1d(np.arange(len(shelf)), list(broken)))
