"""What a run will need, before it: memory, and time for an epoch. Both are rough, and said with “about”."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import asdict, dataclass
from functools import lru_cache
from itertools import product
from math import prod
from pathlib import Path
from typing import TYPE_CHECKING, Any

import psutil
import torch

from workbench.data.samples import Facts
from workbench.data.sources import source
from workbench.spec.edits import SetValue
from workbench.spec.experiment import Experiment
from workbench.spec.problems import ExperimentError, Problem, fix_by, problem
from workbench.spec.unknown import is_unknown
from workbench.training.batches import count_steps
from workbench.training.device import resolve_device, resolve_precision
from workbench.training.evaluate import EVALUATION_BATCH, EVALUATION_NUMBERS
from workbench.training.file_set import FileSource
from workbench.training.memory import free_memory, gigabytes
from workbench.training.memory_budget import SHARE
from workbench.training.speed import Speed, speed

if TYPE_CHECKING:
    from workbench.training.check import Checked
    from workbench.training.events import EpochDone
    from workbench.training.trace import LayerTrace, Trace

FLOAT = 4
SAVING = 1.25
"""A checkpoint is put together in memory before it is written; measured."""
ABSURD = 8
"""So many times the memory of the machine is refused; less is warned of."""
FULL = 0.9
STREAMED = 300_000_000
"""What is read ahead of images that stay on the disk, and is held of them beside."""
VIEWS = ("Flatten", "Unflatten", "Identity")
"""Layers that put out what they get, in another shape."""


@dataclass(frozen=True)
class Memory:
    """Bytes, by what they hold. ``activations`` are those of one batch, or of what is judged at once if that is more; ``base``
    is what the program took when this was asked for the first time."""

    base: int
    data: int
    loading: int
    """What reading and preparing the data takes for a while, the data included."""
    parameters: int
    gradients: int
    optimizer: int
    averaged: int
    activations: int

    @property
    def weights(self) -> int:
        """What grows with the number of parameters."""
        return self.parameters + self.gradients + self.optimizer + self.averaged

    @property
    def more(self) -> int:
        """What the run needs beside the program that is there already."""
        return max(self.loading, self.data + self.weights + max(self.activations, self.saving))

    @property
    def saving(self) -> int:
        """What a checkpoint takes before it is on the disk."""
        return int(SAVING * (self.parameters + self.optimizer + self.averaged))

    @property
    def peak(self) -> int:
        """The most at one time, in all."""
        return self.base + self.more

    def plain(self) -> dict[str, int]:
        """For ``workbench check --json``."""
        return asdict(self) | {"saving": self.saving, "peak": self.peak}


@dataclass(frozen=True)
class Estimate:
    """``seconds``: of an epoch, without judging; None where nothing is known of the device's speed."""

    memory: Memory
    seconds: float | None = None

    def words(self) -> str:
        """``about 0.5 GB of memory, and about 12 s for an epoch``."""
        time = f", and about {duration(self.seconds)} for an epoch" if self.seconds is not None else ""
        return f"about {gigabytes(self.memory.peak)} of memory{time}"

    def plain(self) -> dict[str, Any]:
        """For ``workbench check --json``."""
        return {"memory": self.memory.plain(), "seconds_per_epoch": self.seconds}


def estimated(experiment: Experiment, checked: Checked) -> Estimate | None:
    """None for an experiment that does not fit together. The first call in a process measures the machine, for a moment."""
    traced = checked.trace
    if checked.facts is None or traced is None or traced.problem or checked.errors:
        return None
    seconds = _SEEN.get(_alike(experiment, traced))
    if seconds is not None:
        seconds *= checked.facts.train * (1 - experiment.data.validation_fraction)
    elif rates := _rates(experiment):
        seconds = epoch_seconds(experiment, checked.facts, traced, rates)
    return Estimate(memory_of(experiment, checked.facts, traced), seconds)


_SEEN: dict[tuple[Any, ...], float] = {}
"""Seconds for a sample, of runs of this process."""


def _alike(experiment: Experiment, traced: Trace) -> tuple[Any, ...]:
    """What two runs have in common that take the same time for a sample."""
    training = experiment.training
    calls = tuple(call.source() for call in traced.calls)
    return calls, traced.input_shape, experiment.data.batch_size, training.device, training.precision, training.threads


def remember(experiment: Experiment, traced: Trace | None, done: EpochDone) -> None:
    """An epoch was timed: for a model like this one, that is better than any sum. What was chosen for “auto” is what “auto” gives."""
    if traced is None or done.samples_per_second <= 0:
        return
    training = experiment.training
    for precision, threads in product({training.precision, "auto"}, {training.threads, None}):
        asked = experiment.replace(training=training.replace(precision=precision, threads=threads))
        _SEEN[_alike(asked, traced)] = 1 / done.samples_per_second


def _rates(experiment: Experiment) -> Speed | None:
    try:
        device = resolve_device(experiment.training.device)
    except ExperimentError:  # one that is not here
        return None
    return speed(resolve_precision(experiment.training.precision, device)) if device.type == "cpu" else None


def _free(experiment: Experiment) -> int:
    """Of the machine, or of a GPU that is in use already: asking would bring it in."""
    if not torch.cuda.is_initialized():  # type: ignore[no-untyped-call]
        return free_memory()
    try:
        device = resolve_device(experiment.training.device)
        return int(torch.cuda.mem_get_info(device)[0]) if device.type == "cuda" else free_memory()
    except (ExperimentError, RuntimeError):
        return free_memory()


def memory_of(experiment: Experiment, facts: Facts, traced: Trace) -> Memory:
    """The memory of a run with data that are held as a whole."""
    training, batch = experiment.training, _batch(experiment, facts)
    data, loading = _data_bytes(experiment, facts, traced)
    layers = list(_leaves(traced.layers))
    largest = max([prod(traced.input_shape), *map(_made, layers)])
    judged = min(EVALUATION_BATCH, facts.train, max(1, EVALUATION_NUMBERS // max(1, prod(traced.input_shape))))
    kept = batch * (prod(traced.input_shape) + sum(map(_made, layers)) + 2 * largest)  # two gradients on their way back
    return Memory(
        _base(), data, loading,
        FLOAT * traced.parameters,
        FLOAT * traced.trainable,
        FLOAT * traced.trainable * getattr(training.optimizer, "keeps", 2),
        FLOAT * traced.parameters * (training.ema_decay is not None),
        FLOAT * max(kept, 2 * judged * largest),
    )  # fmt: skip


def _batch(experiment: Experiment, facts: Facts) -> int:
    return max(1, min(experiment.data.batch_size, facts.train))


def _data_bytes(experiment: Experiment, facts: Facts, traced: Trace) -> tuple[int, int]:
    """What stays of the data, and the most that reading and preparing them takes."""
    raw = prod(facts.shape or facts.largest or traced.input_shape) * (1 if facts.kind == "image" else FLOAT)
    ready = prod(traced.input_shape) * FLOAT
    held_out = round(facts.train * experiment.data.validation_fraction)
    trained = facts.train - held_out
    first = next((step for step in experiment.data.transforms if step.enabled), None)
    as_read = first is None or first.random or first.batch
    training = trained * (raw if as_read else ready)
    judged = (held_out + facts.test) * ready
    reading = (facts.train + facts.test + trained * (held_out > 0)) * raw
    loading = reading + training * (1 if as_read else 2) + judged
    if _is_streamed(experiment, loading):
        return min(training + judged, STREAMED), min(loading, STREAMED)
    return training + judged, loading


def _is_streamed(experiment: Experiment, need: int) -> bool:
    """Whether the images stay on the disk: where that can be and is wanted, or where they would not fit."""
    memory, part = experiment.data.memory, experiment.data.source
    if memory == "memory" or (memory == "auto" and need <= SHARE * _free(experiment)):
        return False
    return not is_unknown(part) and isinstance(source(part, Path()), FileSource)


def _leaves(steps: tuple[LayerTrace, ...]) -> Iterator[LayerTrace]:
    for step in steps:
        yield from _leaves(step.inside) if step.inside else (step,)


def _made(step: LayerTrace) -> int:
    """Numbers of one sample that it puts somewhere new."""
    return 0 if step.layer.type in VIEWS else step.made or prod(step.output_shape)


def epoch_seconds(experiment: Experiment, facts: Facts, traced: Trace, rates: Speed) -> float:
    """The sum of what is multiplied, moved and stepped, at the measured rates; backwards takes twice as long as forwards."""
    data = experiment.data
    trained = facts.train - round(facts.train * data.validation_fraction)
    batches = count_steps(trained, data.batch_size, data.drop_last)
    layers = list(_leaves(traced.layers))
    of_sample = sum(
        3 * step.mult_adds / (rates.convolution if len(step.input_shape) > 2 else rates.product)
        + _made(step) / rates.numbers
        for step in layers
    )
    steps = -(-batches // experiment.training.accumulate)
    return float(
        trained * of_sample
        + batches * len(layers) * rates.call
        + steps * (rates.step + traced.trainable / rates.weights)
    )


def memory_problems(experiment: Experiment, facts: Facts, traced: Trace) -> Iterator[Problem]:
    """What will not fit, before it is tried: an error where it never could, else a warning."""
    memory, free, total = memory_of(experiment, facts, traced), _free(experiment), _total()
    if memory.weights > FULL * free:
        widest = max((step for step in traced.walk() if not step.inside), key=lambda step: step.parameters)
        yield problem(
            widest.address,
            "The model has {count:,} parameters; training it needs {need}, and {free} are free.",
            "Make this layer smaller; it has most of them.", count=traced.parameters, need=gigabytes(memory.weights), free=gigabytes(free),
        )  # fmt: skip
        return
    severity = "error" if memory.activations > ABSURD * total else "warning"
    left = FULL * free - memory.data - memory.weights
    if memory.activations > max(left, 0) and memory.activations > memory.loading:
        yield _too_large_a_batch(experiment, facts, traced, memory, left, severity == "error")
    elif memory.more > FULL * free:
        yield problem(
            "data.source", "The prepared data take about {size}, and {free} are free.",
            "Make the samples smaller, or use fewer.", severity="warning", size=gigabytes(memory.loading), free=gigabytes(free),
        )  # fmt: skip


def _too_large_a_batch(
    experiment: Experiment, facts: Facts, traced: Trace, memory: Memory, left: float, absurd: bool
) -> Problem:
    batch = _batch(experiment, facts)
    fits = max(1, int(batch * max(left, 0) / memory.activations))
    smaller = 1 << (fits.bit_length() - 1)
    fix = None
    if smaller < batch and memory.activations * smaller / batch <= left:
        fix = fix_by("Set batch_size to {size}", SetValue("data.batch_size", smaller), size=smaller)
    largest = max(_leaves(traced.layers), key=_made)
    return problem(
        "data.batch_size" if fix else largest.address,
        "A batch of {batch:,} needs about {need} for what the layers put out, most of it in {place}, and {free} are free.",
        "Use a smaller batch, or make that layer smaller.", severity="error" if absurd else "warning", fix=fix,
        batch=batch, need=gigabytes(memory.activations), free=gigabytes(_free(experiment)),
        place=f"{largest.address} ({largest.layer.type})",
    )  # fmt: skip


@lru_cache(maxsize=1)
def _base() -> int:
    return int(psutil.Process().memory_info().rss)


@lru_cache(maxsize=1)
def _total() -> int:
    return int(psutil.virtual_memory().total)


def duration(seconds: float) -> str:
    """For people, and not more exact than it is: 0.2 s, 40 s, 12 min, 3 h."""
    for least, word in ((5400, "h"), (90, "min")):
        if seconds >= least:
            return f"{_two_digits(seconds / (3600 if word == 'h' else 60))} {word}"
    return f"{_two_digits(max(seconds, 0.01))} s"


def _two_digits(number: float) -> str:
    return f"{float(f'{number:.1g}' if number < 1 else f'{number:.2g}'):,.10g}"
