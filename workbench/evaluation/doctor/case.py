"""What the rules look at: a run as it is at one moment, and what is known of its data."""

from __future__ import annotations

import math
from collections.abc import Sequence
from dataclasses import dataclass, field, replace
from functools import cached_property
from typing import TYPE_CHECKING, Any

import numpy as np
from numpy.typing import NDArray

from workbench.spec.containers import walk
from workbench.spec.edits import SetValue, apply
from workbench.spec.experiment import Experiment
from workbench.spec.parts import Layer
from workbench.training.events import (
    EpochDone,
    Measured,
    Noticed,
    RunFailed,
    RunFinished,
    RunStarted,
    Steered,
    StepDone,
)

if TYPE_CHECKING:
    from workbench.evaluation.record import Record

Curve = NDArray[np.float64]

EARLY, LATE = 1000, 1000
"""So many steps from the beginning and from the end are looked at."""
MEASURED = 200
"""So many of the measurements of the layers, evenly taken, and the newest."""
RECENT = 5
"""Over at most so many of them a figure of now is the median."""
LATELY = 0.5
"""Only those of this last share of the steps count for it: how many there are hangs on the clock, and the first ones say nothing of now."""

COMPARED_WITH_CHANCE = ("CrossEntropyLoss", "NLLLoss", "BCEWithLogitsLoss", "BCELoss")


@dataclass(frozen=True)
class Known:
    """What is known of the data beside the run. ``counts`` are training samples by class; ``shared`` is how many of the test
    samples stand in the training part, too, of ``compared`` (0: nobody has looked); ``in_order``: the share of training samples
    with the class of the one before."""

    classes: tuple[str, ...] = ()
    train: int = 0
    validation: int = 0
    test: int = 0
    counts: tuple[int, ...] = ()
    kind: str = "image"
    shared: int = 0
    compared: int = 0
    in_order: float | None = None


@dataclass(frozen=True)
class Suspects:
    """Samples that the model is sure to belong to another class than their label says: how many of ``judged``.

    ``pair`` is the most frequent confusion: label, and what the model says.
    """

    count: int
    judged: int
    pair: tuple[str, str] = ("", "")


@dataclass(frozen=True)
class Case:
    """A moment of a run. Of the steps only the first and the last, so that a long run costs no more to judge than a short one."""

    experiment: Experiment
    epochs: tuple[EpochDone, ...] = ()
    early: tuple[StepDone, ...] = ()
    late: tuple[StepDone, ...] = ()
    measured: tuple[Measured, ...] = ()
    noticed: tuple[Noticed, ...] = ()
    steered: tuple[Steered, ...] = ()
    started: RunStarted | None = None
    ended: RunFinished | RunFailed | None = None
    known: Known = field(default_factory=Known)
    suspects: Suspects | None = None

    @classmethod
    def of(cls, record: Record, known: Known | None = None, suspects: Suspects | None = None) -> Case:
        """Of a record as it is now; the record may go on growing."""
        steps = record.steps
        return cls(
            record.experiment, tuple(record.epochs), tuple(steps[:EARLY]), tuple(steps[-LATE:]),
            _thinned(record.measured), tuple(record.noticed), tuple(record.steered), record.started, record.ended,
            known or Known(), suspects,
        )  # fmt: skip

    @cached_property
    def at_this_rate(self) -> Case:
        """What has happened since the learning rate was last changed by hand, as if the experiment had always said so."""
        change = next((each for each in reversed(self.steered) if each.what == "lr"), None)
        if change is None:
            return self
        begin = [0, *(each.step for each in self.epochs)]
        return replace(
            self,
            experiment=apply(self.experiment, [SetValue("training.optimizer.lr", change.value)]),
            epochs=tuple(each for each, first in zip(self.epochs, begin, strict=False) if first >= change.step),
            early=tuple(each for each in self.early if each.step > change.step),
            late=tuple(each for each in self.late if each.step > change.step),
            measured=tuple(each for each in self.measured if each.step > change.step),
            steered=(),
        )

    # The data

    @property
    def classes(self) -> int:
        """How many; 0 where none are told apart."""
        if self.experiment.data.target == "input":
            return 0
        return len(self.started.classes if self.started else self.known.classes)

    @property
    def kind(self) -> str:
        """What a sample is: image, table, series, text. As long as nobody has looked at the data, by the group of the data set."""
        if self.known.train:
            return self.known.kind
        return {"Tables": "table", "Series": "series", "Text": "text"}.get(self.experiment.data.source.group, "image")

    @property
    def train_samples(self) -> int:
        """Without those kept for validation; 0: unknown."""
        return self.started.train_samples if self.started else self.known.train

    @property
    def validation_samples(self) -> int:
        """0: none, or unknown."""
        return self.started.validation_samples if self.started else self.known.validation

    @property
    def test_samples(self) -> int:
        """0: none, or unknown."""
        return self.started.test_samples if self.started else self.known.test

    @cached_property
    def chance_loss(self) -> float | None:
        """What the loss is where the classes are guessed by how frequent they are: their entropy, ln(classes) where they are even.

        None for other losses, and where nobody knows how the classes are spread for the loss (weights, balanced drawing).
        """
        if self.classes < 2 or self.experiment.training.loss.type not in COMPARED_WITH_CHANCE:
            return None
        weighted = getattr(self.experiment.training.loss, "weight", None) or self.experiment.data.balanced
        counts = np.array(self.known.counts, float)
        if weighted or len(counts) != self.classes or not counts.sum():
            return math.log(self.classes)
        shares = counts[counts > 0] / counts.sum()
        return float(-(shares * np.log(shares)).sum())

    @cached_property
    def chance_accuracy(self) -> float:
        """That of naming the most frequent class always."""
        counts = self.known.counts
        return max(counts) / sum(counts) if sum(counts) else 1 / max(self.classes, 1)

    # Curves

    @cached_property
    def train_loss(self) -> Curve:
        """One number per epoch."""
        return _curve([each.train_loss for each in self.epochs])

    @cached_property
    def validation_loss(self) -> Curve:
        """One per epoch; empty where there is no validation."""
        found = [each.validation_loss for each in self.epochs]
        return _curve(found) if found and None not in found else _curve([])

    @property
    def last(self) -> EpochDone | None:
        """The newest epoch."""
        return self.epochs[-1] if self.epochs else None

    @property
    def step(self) -> int:
        """The newest step that is known of."""
        return max(self.late[-1].step if self.late else 0, self.epochs[-1].step if self.epochs else 0)

    @property
    def first_loss(self) -> float | None:
        """That of the first step; it is what the weights gave that the run began with."""
        return self.early[0].loss if self.early and self.early[0].step == 1 else None

    def smoothed(self, samples: int = 64) -> tuple[Curve, Curve]:
        """Means of the losses of neighbouring steps, of at least so many samples each: the first steps and the last ones."""
        told = self.early[0].samples if self.early else 0
        each = told or self.experiment.data.batch_size * self.experiment.training.accumulate
        width = max(1, math.ceil(samples / each))
        return _means(self.early, width), _means(self.late, width)

    @cached_property
    def left(self) -> float:
        """The loss of now as a share of that of the first step; 1 where nobody knows."""
        start, late = self.first_loss or self.chance_loss, self.smoothed()[1]
        return float(np.median(late[-20:]) / start) if start and start > 0 and len(late) else 1.0

    def points_off(self, samples: int) -> float:
        """The standard error of an accuracy near the newest one over so many samples: √(p (1 − p) / n)."""
        score = self.last.validation_accuracy if self.last else None
        share = 0.5 if score is None else score
        share = min(max(share, 1 / (samples + 2)), 1 - 1 / (samples + 2)) if samples else 0.5
        return math.sqrt(share * (1 - share) / samples) if samples else 1.0

    @cached_property
    def guesses(self) -> bool:
        """Whether the model is no better than chance on the validation part, after at least two epochs."""
        last, chance = self.last, self.chance_loss
        if last is None or len(self.epochs) < 2 or chance is None or not self.validation_samples:
            return False
        if last.validation_accuracy is None or last.validation_loss is None:
            return False
        p, n = self.chance_accuracy, self.validation_samples
        beyond = p + 2.5 * math.sqrt(p * (1 - p) / n)
        return last.validation_accuracy <= beyond and min(self.validation_loss) >= 0.97 * chance

    @property
    def learned_nothing_true(self) -> bool:
        """Whether it guesses, although it has learned the training samples."""
        return bool(self.guesses and self.chance_loss and self.train_loss[-1] < 0.97 * self.chance_loss)

    # Layers

    @cached_property
    def layers(self) -> tuple[tuple[str, Layer], ...]:
        """Those that are switched on, with their addresses, in order; a container before what is inside."""
        from workbench.spec.containers import address_of

        off: list[Any] = []
        found = []
        for path, layer in walk(self.experiment.model.layers):
            if not layer.enabled or any(path[: len(each)] == each for each in off):
                off.append(path)
            else:
                found.append((address_of(path), layer))
        return tuple(found)

    @property
    def inner(self) -> tuple[tuple[str, Layer], ...]:
        """The same without an activation at the very end: it makes the answer that the loss wants, and no layer learns behind it."""
        ends = bool(self.layers) and type(self.layers[-1][1]).group == "Activation"
        return self.layers[:-1] if ends else self.layers

    @property
    def lately(self) -> tuple[Measured, ...]:
        """The newest measurements."""
        newest = self.measured[-RECENT:]
        return tuple(each for each in newest if each.step >= (1 - LATELY) * newest[-1].step)

    def now(self, name: str) -> dict[str, float]:
        """A figure by layer, in order: the median of the newest measurements; layers that have none are left out."""
        newest = self.lately
        if not newest:
            return {}
        of: dict[str, list[float]] = {address: [] for address in newest[-1].layers}
        for each in newest:
            for address, number in zip(each.layers, each.figures.get(name, ()), strict=False):
                if number is not None and math.isfinite(number) and address in of:
                    of[address].append(number)
        return {address: float(np.median(numbers)) for address, numbers in of.items() if numbers}

    def named(self, address: str) -> str:
        """``model.layers[2] (ReLU)``."""
        kind = next((layer.type for each, layer in self.layers if each == address), "")
        return f"{address} ({kind})" if kind else address


def _thinned(measured: Sequence[Measured]) -> tuple[Measured, ...]:
    every = max(1, math.ceil(len(measured) / MEASURED))
    return (*measured[:-RECENT:every], *measured[-RECENT:])


def _curve(numbers: Sequence[float | None]) -> Curve:
    return np.array([math.nan if number is None else number for number in numbers], np.float64)


def _means(steps: Sequence[StepDone], width: int) -> Curve:
    if not steps:
        return _curve([])
    losses = np.array([each.loss for each in steps])
    whole = len(losses) // width * width
    return losses[:whole].reshape(-1, width).mean(1)  # type: ignore[no-any-return]
