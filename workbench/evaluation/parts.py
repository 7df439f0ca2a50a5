"""The parts of a run's data as training split them, to be judged sample by sample. Image files are only listed."""

from __future__ import annotations

from contextlib import closing
from dataclasses import replace
from functools import partial
from pathlib import Path
from threading import Event

import numpy as np

from workbench.data.browse import Collection, PartName, Shelf, gather, some_of, whole_parts
from workbench.data.image_files import Entry, ImageFilesSource, as_targets
from workbench.data.samples import Facts, Progress, Source
from workbench.data.stream.file_images import FileImages
from workbench.data.stream.prefetch import ahead
from workbench.data.stream.reading import stats
from workbench.spec.experiment import Experiment
from workbench.spec.problems import ExperimentError, Problem, Text, problem
from workbench.training.file_set import FileSource

NAMES: dict[PartName, Text] = {
    "train": Text("training part"), "validation": Text("validation part"), "test": Text("test part")
}  # fmt: skip


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


def shelf_of(known: Facts, data: Collection, part: PartName) -> Shelf:
    """The part of a run whose data had these facts. Raises :class:`ExperimentError` where it is not there, is empty, or has changed."""
    if not data.parts:
        raise ExperimentError([
            problem("data.source", "The data of the run are not here.", "Name their folder, or train once: that downloads them.")
        ])  # fmt: skip
    found = data.facts
    same = ("classes", "outputs", "kind", "columns")
    if any(getattr(known, name) != getattr(found, name) for name in same):
        raise ExperimentError([
            problem("data.source", "The data are not those of the run: {found} instead of {known}.",
                    "Put the old ones back, or train anew.", found=_names(found), known=_names(known))
        ])  # fmt: skip
    shelf = data.parts[part]
    if not len(shelf) and part == "validation":
        raise ExperimentError([
            problem("data.validation_fraction", "The run has no validation part.", "Choose the training part or the test part.")
        ])  # fmt: skip
    if not len(shelf):
        raise ExperimentError([
            problem("data.source", "The run has no {part}.", "Choose another part.", part=NAMES[part])
        ])  # fmt: skip
    if known.classes and not 0 <= shelf.targets.min() <= shelf.targets.max() < len(known.classes):
        raise ExperimentError([
            problem("data.source", "There is a label {label}, but the classes are 0 to {last}.", "Mend the labels.",
                    label=int(shelf.targets.max()), last=len(known.classes) - 1)
        ])  # fmt: skip
    return shelf


def _names(facts: Facts) -> str:
    """For people: what it is about."""
    parts = [
        f"{', '.join(names[:5])}{', …' if len(names) > 5 else ''} ({len(names)})"
        for names in (facts.classes or facts.outputs, facts.columns) if names
    ]  # fmt: skip
    return " | ".join(parts) or str(facts.kind)


def changed_since(known: Facts, found: Facts) -> list[Problem]:
    """A warning where there are more or fewer samples than when the run began."""
    if (known.train, known.test) == (found.train, found.test):
        return []
    return [problem(
        "data.source", "The data have changed since the run: {train} samples to learn from and {test} to test with, instead of "
        "{known_train} and {known_test}.",
        "What is validation now may have been learned from.", severity="warning",
        train=found.train, test=found.test, known_train=known.train, known_test=known.test,
    )]  # fmt: skip
