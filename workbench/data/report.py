"""A report on a data set: what cannot be read, what stands in it twice, how the classes and sizes are spread."""

from __future__ import annotations

from collections import Counter, defaultdict
from collections.abc import Iterator, Sequence
from dataclasses import dataclass, replace
from hashlib import blake2b
from itertools import chain
from pathlib import Path
from typing import Any, Literal

import numpy as np
from numpy.typing import NDArray

from workbench.data.correction_fit import applied
from workbench.data.correction_numbers import changes_in
from workbench.data.corrections import listed_targets
from workbench.data.image_files import ImageFilesSource, Listing
from workbench.data.locations import data_dir as chosen_data_dir
from workbench.data.samples import Facts, Loaded, Progress, caption
from workbench.data.sources import source
from workbench.spec.edits import SetValue
from workbench.spec.experiment import Correction, Experiment
from workbench.spec.problems import ExperimentError, Problem, fix_by, problem

Part = Literal["train", "test"]
PARTS: tuple[Part, Part] = ("train", "test")
Kind = Literal["empty", "damaged", "two labels", "leak", "duplicate", "one colour", "imbalance", "no test", "note"]

KINDS: tuple[Kind, ...] = (
    "empty", "damaged", "two labels", "leak", "duplicate", "one colour", "imbalance", "no test", "note",
)  # fmt: skip
"""In the order in which findings are listed."""

IMBALANCE = 3
"""From so many times as many samples on, a class is said to outweigh another."""

SHOWN_PLACES = 3


@dataclass(frozen=True)
class Place:
    """Where a sample stands: its file, or where there is none its row in the part, from 0. ``label`` in words."""

    part: Part
    row: int
    file: str
    label: str

    def __str__(self) -> str:
        return self.file or f"{self.part}[{self.row}]"


@dataclass(frozen=True)
class Finding:
    """One thing that is amiss, with the samples that it concerns (none: the whole)."""

    kind: Kind
    places: tuple[Place, ...]
    problem: Problem


@dataclass(frozen=True)
class ClassCount:
    """How many readable samples a class has."""

    name: str
    train: int
    test: int


@dataclass(frozen=True)
class SizeCount:
    """How many samples have this shape: (C, H, W) for images, (columns,) for tables, (C, T) for series; texts have none."""

    shape: tuple[int, ...]
    count: int


@dataclass(frozen=True)
class Report:
    """``train`` and ``test`` count the samples that can be read; ``sizes`` begin with the most frequent."""

    train: int
    test: int
    classes: tuple[ClassCount, ...]
    sizes: tuple[SizeCount, ...]
    findings: tuple[Finding, ...]

    def of(self, kind: Kind) -> tuple[Finding, ...]:
        """The findings of one kind."""
        return tuple(each for each in self.findings if each.kind == kind)

    def plain(self) -> dict[str, Any]:
        """For ``workbench data report --json``."""
        return {
            "train": self.train,
            "test": self.test,
            "classes": [vars(each) for each in self.classes],
            "sizes": [{"shape": list(each.shape), "count": each.count} for each in self.sizes],
            "findings": [
                {"kind": each.kind} | each.problem.plain() | {"places": [vars(place) for place in each.places]}
                for each in self.findings
            ],
        }  # fmt: skip


@dataclass(frozen=True)
class Sample:
    """What is kept of a sample while the others are read: not its pixels."""

    place: Place
    shape: tuple[int, ...] = ()
    digest: bytes = b""
    one_colour: bool = False
    damage: Problem | None = None


def report(experiment: Experiment, data_dir: Path | str | None, progress: Progress) -> Report:
    """Read every sample once, one after the other, and compare them. ``progress`` may raise to cancel.

    Images count as the same when all their pixels are, however their files are packed. Raises :class:`ExperimentError`
    where the data set as a whole cannot be read; what is wrong with single files is in the report.
    """
    data = experiment.data
    reader = source(data.source, chosen_data_dir(data_dir), data.num_workers)
    facts = reader.facts()
    if not facts.ready:
        raise ExperimentError([problem("data.source", "The data are not there yet.", "Train once, or download them.")])
    if isinstance(reader, ImageFilesSource):
        found = reader.listing()
        targets = listed_targets(found)
        notes, samples = facts.notes, list(_from_files(reader, found, facts, progress))
    else:
        loaded = reader.load(progress)
        targets = loaded.train.targets, loaded.test.targets
        notes, samples = loaded.notes, list(_from_memory(loaded, facts, progress))
    made = applied(data.corrections, facts.classes, *targets)
    notes, samples = (*notes, *made.notes), list(_corrected(samples, made.fit, facts))
    readable = [sample for sample in samples if not sample.damage]
    classes = _counts(facts.classes, readable)
    findings = [
        *_damaged(samples, skip=getattr(data.source, "damaged", "stop") == "skip"),
        *_same(readable),
        *(_one_colour(sample) for sample in readable if sample.one_colour),
        *_imbalance(classes, data.balanced),
        *_untested(classes),
        *(Finding("note", (), note) for note in notes),
    ]
    shapes = Counter(sample.shape for sample in readable if sample.shape)
    train = sum(sample.place.part == "train" for sample in readable)
    return Report(
        train, len(readable) - train, classes, tuple(SizeCount(*row) for row in shapes.most_common()),
        tuple(sorted(findings, key=lambda each: KINDS.index(each.kind))),
    )  # fmt: skip


def _corrected(samples: Sequence[Sample], corrections: Sequence[Correction], facts: Facts) -> Iterator[Sample]:
    """With their labels mended, and without those that are left out."""
    changes = {part: changes_in(corrections, part, facts.classes) for part in PARTS}
    for sample in samples:
        place = sample.place
        label = changes[place.part].get(place.row, -1)
        if label == -1:
            yield sample
        elif label is not None:
            yield replace(sample, place=replace(place, label=facts.classes[label]))


def _from_files(reader: ImageFilesSource, found: Listing, facts: Facts, progress: Progress) -> Iterator[Sample]:
    total = len(found.train) + len(found.test)
    places = chain(
        (Place("train", row, str(path), caption(target, facts)) for row, (path, target) in enumerate(found.train)),
        (Place("test", row, str(path), caption(target, facts)) for row, (path, target) in enumerate(found.test)),
    )
    images = reader.read_all(found.train + found.test)
    for done, (place, image) in enumerate(zip(places, images, strict=True)):
        if done % 64 == 0:
            progress("reading images", done, total)
        if isinstance(image, Problem):
            yield Sample(place, damage=image)
        else:
            yield _looked_at(place, image, is_image=True)


def _from_memory(loaded: Loaded, facts: Facts, progress: Progress) -> Iterator[Sample]:
    total, done = len(loaded.train) + len(loaded.test), 0
    for part, samples in zip(PARTS, (loaded.train, loaded.test), strict=True):
        for row, (values, target) in enumerate(zip(samples.images, samples.targets, strict=True)):
            if done % 1024 == 0:
                progress("comparing samples", done, total)
            done += 1
            yield _looked_at(Place(part, row, "", caption(target, facts)), values, facts.kind == "image")


def _looked_at(place: Place, values: NDArray[Any] | str, is_image: bool) -> Sample:
    if isinstance(values, str):
        return Sample(place, (), blake2b(values.encode(errors="surrogatepass"), digest_size=16).digest())
    digest = blake2b(f"{values.dtype.str}{values.shape}".encode(), digest_size=16)
    digest.update(np.ascontiguousarray(values).data)
    flat = values.reshape(len(values), -1) if is_image else None
    one_colour = flat is not None and flat.shape[1] > 1 and bool((flat == flat[:, :1]).all())
    return Sample(place, values.shape, digest.digest(), one_colour)


def _counts(names: Sequence[str], samples: Sequence[Sample]) -> tuple[ClassCount, ...]:
    found = Counter((sample.place.label, sample.place.part) for sample in samples)
    return tuple(ClassCount(name, found[name, "train"], found[name, "test"]) for name in names)


def _damaged(samples: Sequence[Sample], skip: bool) -> Iterator[Finding]:
    for sample in samples:
        if sample.damage:
            severity: Any = "warning" if skip else "error"
            said = Problem(sample.damage.address, sample.damage.what, sample.damage.remedy, severity)
            empty = getattr(said.what.values["reason"], "template", "") == "it is empty"
            yield Finding("empty" if empty else "damaged", (sample.place,), said)


def _same(samples: Sequence[Sample]) -> Iterator[Finding]:
    """Groups of the same samples: the worst that can be said of each."""
    groups: dict[bytes, list[Place]] = defaultdict(list)
    for sample in samples:
        groups[sample.digest].append(sample.place)
    for places in groups.values():
        if len(places) > 1:
            yield from _group(tuple(places))


def _group(places: tuple[Place, ...]) -> Iterator[Finding]:
    first = places[0]
    other = next((place for place in places if place.label != first.label), None)
    if other:
        yield Finding("two labels", places, problem(
            "data.source", "{first} and {second} are the same, but one is labelled “{a}”, the other “{b}”.",
            "Keep the one that is right.", severity="warning", first=first, second=other, a=first.label, b=other.label,
        ))  # fmt: skip
    test = next((place for place in places if place.part == "test"), None)
    train = next((place for place in places if place.part == "train"), None)
    if test and train:
        yield Finding("leak", places, problem(
            "data.source", "{test} is in the test part, and the same is in the training part: {train}.",
            "Remove one of them; a test of what was learned by heart says nothing.",
            severity="warning", test=test, train=train,
        ))  # fmt: skip
    if not other and not (test and train):
        shown = ", ".join(str(place) for place in places[:SHOWN_PLACES])
        yield Finding("duplicate", places, problem(
            "data.source", "{count} samples are the same: {places}.", "Keep one of them.", severity="warning",
            count=len(places), places=shown + (", …" if len(places) > SHOWN_PLACES else ""),
        ))  # fmt: skip


def _one_colour(sample: Sample) -> Finding:
    return Finding("one colour", (sample.place,), problem(
        "data.source", "{place} is of one colour all over.", "Remove it if it shows nothing.", severity="warning",
        place=sample.place,
    ))  # fmt: skip


def _imbalance(classes: Sequence[ClassCount], balanced: bool) -> Iterator[Finding]:
    if len(classes) < 2:
        return
    most, least = max(classes, key=lambda each: each.train), min(classes, key=lambda each: each.train)
    if most.train < IMBALANCE * max(least.train, 1) or balanced:
        return
    yield Finding("imbalance", (), problem(
        "data.balanced", "The class “{most}” has {many} training samples, “{least}” has {few}.",
        "Bring more of the rare classes, or draw every class equally often.",
        severity="warning", fix=fix_by("Draw every class equally often", SetValue("data.balanced", True)),
        most=most.name, many=most.train, least=least.name, few=least.train,
    ))  # fmt: skip


def _untested(classes: Sequence[ClassCount]) -> Iterator[Finding]:
    if not any(each.test for each in classes):
        return
    for each in classes:
        if not each.test:
            yield Finding("no test", (), problem(
                "data.source", "The class “{name}” has no test samples.", "Keep a larger share for the test, or bring more of it.",
                severity="warning", name=each.name,
            ))  # fmt: skip
