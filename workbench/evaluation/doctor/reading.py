"""A case from a run folder, and what is to be known of the data: read once, compared byte by byte."""

from __future__ import annotations

from hashlib import blake2b
from pathlib import Path
from typing import Any

import numpy as np

from workbench.data.browse import Shelf, class_counts, gather
from workbench.data.corrections import without_left_out
from workbench.data.counts import count_classes
from workbench.data.labels import sifted_at_hand
from workbench.data.locations import data_dir as chosen_data_dir
from workbench.data.samples import Facts, Progress
from workbench.data.sources import source
from workbench.evaluation.assess import assess
from workbench.evaluation.doctor.case import Case, Known, Suspects
from workbench.evaluation.doctor.labels import suspects_of
from workbench.evaluation.parts import parts_of
from workbench.evaluation.record import Record
from workbench.evaluation.trained import Trained
from workbench.spec.experiment import Experiment
from workbench.spec.problems import ExperimentError, RunError
from workbench.training.runs import read_facts

MOST_JUDGED = 20_000
LARGEST = 500_000_000
"""Numbers in the samples; what is larger is counted, but not compared."""


def read_case(run_dir: Path, data_dir: Path | None, progress: Progress = lambda *_: None) -> Case:
    """The case of a run folder, with its data where they are at hand. Raises :class:`ExperimentError` for what is no run."""
    record = Record.read(run_dir)
    try:
        known = look_at_data(record.experiment, data_dir, progress)
    except (ExperimentError, RunError):
        known = Known()
    facts = read_facts(run_dir)
    if not known.train and facts is not None:
        known = _of_facts(facts, record.experiment)
    return Case.of(record, known)


def look_at_data(experiment: Experiment, data_dir: Path | None, progress: Progress) -> Known:
    """Counts of the parts and classes, and the samples that stand in two parts. Image files are only counted.

    ``progress`` may raise to cancel. Raises :class:`ExperimentError` for data that cannot be read.
    """
    data = experiment.data
    folder = chosen_data_dir(data_dir)
    facts = source(data.source, folder).facts()
    facts = without_left_out(facts, sifted_at_hand(data, folder, facts).fit)
    if not facts.ready:
        return Known()
    if facts.train * int(np.prod(facts.shape or (1,))) > LARGEST:
        counts = count_classes(data.source, data_dir, progress, data.corrections)
        return _of_facts(facts, experiment, counts.counts if counts else ())
    there = gather(experiment, data_dir, progress)
    if not there.parts:
        return Known()
    train, validation, test = (there.parts[name] for name in ("train", "validation", "test"))
    classes = there.facts.classes
    counts_ = tuple(class_counts(train.targets, len(classes)).tolist()) if classes else ()
    in_order = float((train.targets[1:] == train.targets[:-1]).mean()) if classes and len(train) > 1 else None
    shared = compared = 0
    if not train.files:
        learned = set(_digests(train, progress))
        others = [*_digests(validation, progress), *_digests(test, progress)]
        shared, compared = sum(each in learned for each in others), len(others)
    return Known(classes, len(train), len(validation), len(test), counts_, there.facts.kind, shared, compared, in_order)


def look_at_labels(run_dir: Path, data_dir: Path | None, progress: Progress) -> Suspects | None:
    """Of the training and the validation part of a run, judged by its last weights: labels that are doubtful. None without classes.

    Of a large part, some :data:`MOST_JUDGED` samples. ``progress`` may raise to cancel. Raises as
    :func:`workbench.evaluation.assess.assess` does.
    """
    trained = Trained.from_run(run_dir, "last", data_dir)
    data = parts_of(trained.experiment, data_dir, progress)
    found = []
    for part in ("train", "validation"):
        count = len(data.parts.get(part, ()))
        if count:
            every = max(1, -(-count // MOST_JUDGED))
            found.append(suspects_of(assess(trained, data, part, progress, every=every)))
    known = [each for each in found if each is not None]
    if not known:
        return None
    most = max(known, key=lambda each: each.count)
    return Suspects(sum(each.count for each in known), sum(each.judged for each in known), most.pair)


def _of_facts(facts: Facts, experiment: Experiment, counts: tuple[int, ...] = ()) -> Known:
    held_out = round(facts.train * experiment.data.validation_fraction)
    return Known(facts.classes, facts.train - held_out, held_out, facts.test, counts, facts.kind)


def _digests(shelf: Shelf, progress: Progress) -> list[bytes]:
    found = []
    for number, row in enumerate(shelf.rows):
        if number % 1024 == 0:
            progress("comparing samples", number, len(shelf))
        values: Any = shelf.images[row]
        content = (
            values.encode(errors="surrogatepass") if isinstance(values, str) else np.ascontiguousarray(values).data
        )
        found.append(blake2b(content, digest_size=16).digest())
    return found
