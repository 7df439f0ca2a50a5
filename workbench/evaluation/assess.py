"""Judging a whole part of the data with the weights of a run, as training's own evaluation does it, sample by sample."""

from __future__ import annotations

import copy
from collections.abc import Callable
from contextlib import AbstractContextManager, closing, nullcontext
from math import prod
from pathlib import Path
from typing import Any

import numpy as np
import torch
from torch import Tensor, nn

from workbench.data.browse import Collection, PartName, Shelf
from workbench.data.samples import Facts, Progress
from workbench.evaluation.assessment import MOST_SHARES, TOP, Assessment
from workbench.evaluation.inputs import batches
from workbench.evaluation.parts import parts_of
from workbench.evaluation.trained import Trained
from workbench.spec.own import is_own
from workbench.spec.parts import Loss
from workbench.spec.problems import ExperimentError, Problem, Text, problem
from workbench.training.device import autocast, resolve_device

EachLoss = Callable[[Tensor, Tensor], Tensor]
"""(outputs, targets of the data) -> the loss of each sample (B,)."""

NAMES: dict[PartName, Text] = {
    "train": Text("training part"), "validation": Text("validation part"), "test": Text("test part")
}  # fmt: skip


def assess_run(
    run_dir: Path,
    part: PartName = "validation",
    weights: str = "last",
    data_dir: Path | str | None = None,
    progress: Progress = lambda *_: None,
    *,
    every: int = 1,
    device: str = "cpu",
) -> tuple[Assessment, Shelf]:
    """From a run folder alone: its ``last`` or ``best`` weights on a part of its data, which is given back, too.

    Looking at the test part is not counted here: :func:`workbench.evaluation.looks.count_look`. Raises as :func:`assess` does.
    """
    trained = Trained.from_run(run_dir, weights, data_dir)
    found = parts_of(trained.experiment, data_dir, progress)
    made = assess(trained, found, part, progress, every=every, device=device, run=str(run_dir), weights=weights)
    return made, found.parts[part]


def assess(
    trained: Trained,
    data: Collection,
    part: PartName = "validation",
    progress: Progress = lambda *_: None,
    *,
    every: int = 1,
    device: str = "cpu",
    run: str = "",
    weights: str = "",
) -> Assessment:
    """What the model says of each sample of a part (every n-th with ``every`` n), or of how well it copies it.

    ``data`` comes from :func:`workbench.evaluation.parts.parts_of`. Batches, steps and loss are those of training's evaluation:
    ``mean_loss`` and ``score`` of the test part are ``RunFinished.test`` of the same weights. Of the inputs, no more is held than a
    few batches. ``device``: "cpu", or as ``training.device``; ``run`` and ``weights`` are names for people. ``progress`` is called
    between batches and may raise to cancel.

    Raises :class:`workbench.spec.problems.ExperimentError` where the part is not there or is not that of the run, and
    :class:`workbench.spec.problems.RunError` for a file that cannot be read.
    """
    shelf = _shelf(trained, data, part)
    rows = np.arange(0, len(shelf), every)
    place = resolve_device(device)
    model = trained.model if place.type == "cpu" else copy.deepcopy(trained.model).to(place)
    judge = _judge(trained, model, place)
    pad = _Pad(trained, shelf, rows)
    with closing(
        batches(shelf, rows, trained.pipeline, trained.input_shape, trained.experiment.data.num_workers)
    ) as made, torch.inference_mode():  # fmt: skip
        for inputs in made:
            progress("judging the samples", pad.done, len(rows))
            judge(inputs.to(place), pad)
    progress("judging the samples", len(rows), len(rows))
    return pad.assessment(part, run, weights, (*_changed(trained.facts, data.facts), *data.facts.notes))


def _shelf(trained: Trained, data: Collection, part: PartName) -> Shelf:
    """The part. Raises :class:`ExperimentError` where it is not there, is empty, or is not of the run's data."""
    if not data.parts:
        raise ExperimentError([
            problem("data.source", "The data of the run are not here.", "Name their folder, or train once: that downloads them.")
        ])  # fmt: skip
    known, found = trained.facts, data.facts
    if (known.classes, known.outputs, known.kind) != (found.classes, found.outputs, found.kind):
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
    names = facts.classes or facts.outputs
    return f"{', '.join(names[:5])}{', …' if len(names) > 5 else ''} ({len(names)})"


def _changed(known: Facts, found: Facts) -> list[Problem]:
    """A warning where there are more or fewer samples than when the run began."""
    if (known.train, known.test) == (found.train, found.test):
        return []
    return [problem(
        "data.source", "The data have changed since the run: {train} samples to learn from and {test} to test with, instead of "
        "{known_train} and {known_test}.",
        "What is validation now may have been learned from.", severity="warning",
        train=found.train, test=found.test, known_train=known.train, known_test=known.test,
    )]  # fmt: skip


def _judge(trained: Trained, model: nn.Module, place: torch.device) -> Callable[[Tensor, _Pad], None]:
    """What judges a batch and writes down what came of it."""
    loss, goal = trained.experiment.training.loss, trained.goal
    criterion = goal.criterion(loss.call().build().to(place))
    each, score = _each_loss(trained, place), goal.success()
    asks = trained.experiment.data.target == "input"

    def judge(inputs: Tensor, pad: _Pad) -> None:
        wanted = inputs if asks else pad.wanted(len(inputs)).to(place)
        with _as_trained(trained, place):
            outputs = model(inputs)
            mean, scored = criterion(outputs, wanted).item(), score(outputs, wanted).item()
            pad.mean_loss += mean * len(inputs)
            pad.score += scored
            losses = each(outputs, wanted)
        pad.take(outputs.float(), wanted, losses)

    return judge


def _as_trained(trained: Trained, place: torch.device) -> AbstractContextManager[Any]:
    """The number format of the run, where it is judged on a device of its kind; else float32."""
    training = trained.experiment.training
    try:
        alike = resolve_device(training.device).type == place.type
    except ExperimentError:
        alike = False
    return autocast(place, training.precision) if alike and training.precision != "auto" else nullcontext()


def _each_loss(trained: Trained, place: torch.device) -> EachLoss:
    """The loss of every sample: by PyTorch's ``reduction="none"``, then over a sample's numbers as the loss does it over all."""
    loss: Loss = trained.experiment.training.loss
    module = loss.call().build().to(place)
    reduction = getattr(module, "reduction", "")
    criterion = trained.goal.criterion(module)
    if is_own(loss) or not reduction:
        return lambda outputs, wanted: torch.stack(
            [criterion(outputs[i : i + 1], wanted[i : i + 1]).detach() for i in range(len(outputs))]
        )
    module.reduction = "none"
    adds = reduction in ("sum", "batchmean")

    def each(outputs: Tensor, wanted: Tensor) -> Tensor:
        losses = criterion(outputs, wanted)
        if losses.dim() < 2:
            return losses
        return losses.flatten(1).sum(1) if adds else losses.flatten(1).mean(1)

    return each


def _empty_top(count: int, classes: int) -> dict[str, Any]:
    """Where what is said of the probabilities goes, by the names of :class:`Assessment`, for so many samples."""
    made: dict[str, Any] = {
        name: np.empty(count, np.float32) for name in ("confidence", "margin", "true_share", "squares")
    }
    shape = count, min(TOP, classes)
    return made | {
        "true_rank": np.empty(count, np.int32), "top_classes": np.empty(shape, np.int32), "top_shares": np.empty(shape, np.float32)
    }  # fmt: skip


class _Pad:
    """Everything that is kept of the samples, filled batch by batch."""

    def __init__(self, trained: Trained, shelf: Shelf, rows: Any) -> None:
        self.trained, self.shelf, self.rows = trained, shelf, rows
        self.task = trained.subject.task
        self.targets = shelf.targets[rows]
        self.done, self.mean_loss, self.score = 0, 0.0, 0.0
        count = len(rows)
        classes = len(trained.classes) if self.task == "classes" else 0
        self.loss = np.empty(count, np.float32)
        self.error = np.empty(0 if classes else count, np.float32)
        self.predicted: Any = np.empty(count, np.int64) if classes else np.empty((count, 0), np.float32)
        if self.task == "numbers":
            self.predicted = np.empty((count, prod(trained.goal.outputs)), np.float32)
        self.top = _empty_top(count if classes else 0, classes)
        self.shares = np.empty((count, classes), np.float32) if 0 < count * classes <= MOST_SHARES else None

    def wanted(self, count: int) -> Tensor:
        """The targets of the next samples."""
        return torch.from_numpy(self.targets[self.done : self.done + count])

    def take(self, outputs: Tensor, wanted: Tensor, losses: Tensor) -> None:
        """Write down the next samples."""
        part = slice(self.done, self.done + len(outputs))
        self.loss[part] = losses.float().cpu().numpy()
        if self.task == "classes":
            self._take_classes(part, outputs, wanted)
        else:
            self.error[part] = (outputs - wanted).abs().flatten(1).mean(1).cpu().numpy()
            if self.task == "numbers":
                self.predicted[part] = outputs.cpu().numpy()
        self.done = part.stop

    def _take_classes(self, part: slice, outputs: Tensor, wanted: Tensor) -> None:
        shares = self.trained.as_probabilities(outputs)
        if self.trained.goal.kind == "binary":
            half = 0.5 if self.trained.goal.score == "right_halves" else 0.0
            predicted, scores = (outputs[:, 0] > half).long(), shares
        else:
            predicted, scores = outputs.argmax(1), outputs
        best = shares.topk(min(TOP, shares.shape[1]), 1)
        true = shares.gather(1, wanted[:, None])[:, 0]
        second = best.values[:, 1] if shares.shape[1] > 1 else torch.zeros_like(true)
        found = {
            "confidence": shares.gather(1, predicted[:, None])[:, 0], "margin": best.values[:, 0] - second, "true_share": true,
            "true_rank": _ranks(scores, wanted), "squares": shares.square().sum(1) - 2 * true + 1,
            "top_classes": best.indices, "top_shares": best.values,
        }  # fmt: skip
        for name, values in found.items():
            self.top[name][part] = values.cpu().numpy()
        self.predicted[part] = predicted.cpu().numpy()
        if self.shares is not None:
            self.shares[part] = shares.cpu().numpy()

    def assessment(self, part: PartName, run: str, weights: str, notes: tuple[Problem, ...]) -> Assessment:
        """What has been gathered, frozen."""
        trained, count = self.trained, max(1, len(self.rows))
        made = Assessment(
            part, self.task, trained.classes if self.task == "classes" else (), trained.facts.outputs, self.rows,
            self.shelf.rows[self.rows], self.targets, self.predicted, self.loss, self.mean_loss / count, self.score / count,
            trained.goal.metric, self.error, **self.top, shares=self.shares, run=run, weights=weights,
            source=trained.experiment.data.source.type, notes=notes,
        )  # fmt: skip
        for value in vars(made).values():
            if isinstance(value, np.ndarray):
                value.setflags(write=False)
        return made


def _ranks(scores: Tensor, wanted: Tensor) -> Tensor:
    """(B,) how many classes stand before the true one; of equal ones the first stands first, as for argmax."""
    true = scores.gather(1, wanted[:, None])
    before = torch.arange(scores.shape[1], device=scores.device) < wanted[:, None]
    ranks = ((scores > true) | ((scores == true) & before)).sum(1)
    return torch.where(torch.isfinite(scores).all(1), ranks, scores.shape[1])
