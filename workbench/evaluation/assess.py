"""Judging a whole part of the data with the weights of a run, as training's own evaluation does it, sample by sample."""

from __future__ import annotations

import copy
from collections.abc import Callable
from contextlib import closing
from math import prod
from pathlib import Path
from typing import Any

import numpy as np
import torch
from torch import Tensor

from workbench.data.browse import Collection, PartName, Shelf
from workbench.data.samples import Progress
from workbench.evaluation.assessment import MOST_SHARES, TOP, Assessment
from workbench.evaluation.inputs import batches
from workbench.evaluation.parts import changed_since, parts_of, shelf_of
from workbench.evaluation.trained import Trained
from workbench.spec.own import is_own
from workbench.spec.parts import Loss
from workbench.spec.problems import ExperimentError, Problem, problem
from workbench.training.device import autocast, resolve_device

EachLoss = Callable[[Tensor, Tensor], Tensor]
"""(outputs, targets of the data) -> the loss of each sample (B,)."""


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
    shelf = shelf_of(trained.facts, data, part)
    rows = np.arange(0, len(shelf), every)
    place = resolve_device(device)
    judge = _judge(trained, place)
    pad = _Pad(trained, shelf, rows)
    with closing(
        batches(shelf, rows, trained.pipeline, trained.input_shape, trained.experiment.data.num_workers)
    ) as made, torch.inference_mode():  # fmt: skip
        for inputs in made:
            progress("judging the samples", pad.done, len(rows))
            _refuse_other_sizes(inputs, trained)
            judge(inputs.to(place), pad)
    progress("judging the samples", len(rows), len(rows))
    return pad.assessment(part, run, weights, (*changed_since(trained.facts, data.facts), *data.facts.notes))


def _refuse_other_sizes(inputs: Tensor, trained: Trained) -> None:
    if tuple(inputs.shape[1:]) != tuple(trained.input_shape):
        raise ExperimentError([
            problem("data.source", "The samples become {found} after the steps; the model takes {wanted}.",
                    "Put the data of the run back, or train anew.", found=tuple(inputs.shape[1:]), wanted=tuple(trained.input_shape))
        ])  # fmt: skip


def _judge(trained: Trained, place: torch.device) -> Callable[[Tensor, _Pad], None]:
    """What judges a batch and writes down what came of it; as the run did, where it computed on a device of that kind."""
    training, goal = trained.experiment.training, trained.goal
    alike = _is_of_kind(training.device, place)
    precision = training.precision if alike and training.precision != "auto" else "float32"
    ordered = alike and training.memory_format == "channels_last"
    model = trained.model
    if place.type != "cpu" or ordered:
        model = copy.deepcopy(model).to(place)
        model.to(memory_format=torch.channels_last if ordered else torch.preserve_format)
    criterion = goal.criterion(training.loss.call().build().to(place))
    each, score = _each_loss(trained, place), goal.success()
    asks = trained.experiment.data.target == "input"

    def judge(inputs: Tensor, pad: _Pad) -> None:
        wanted = inputs if asks else pad.wanted(len(inputs)).to(place)
        with autocast(place, precision):
            outputs = model(inputs)
            mean, scored = criterion(outputs, wanted).item(), score(outputs, wanted).item()
            losses = each(outputs, wanted)
        pad.mean_loss += mean * len(inputs)
        pad.score += scored
        pad.take(outputs.float(), wanted, losses)

    return judge


def _is_of_kind(name: str, place: torch.device) -> bool:
    try:
        return resolve_device(name).type == place.type
    except ExperimentError:  # of another machine
        return False


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
            outputs = self.trained.goal.as_data(outputs)
            self.error[part] = (outputs - wanted).abs().flatten(1).mean(1).cpu().numpy()
            if self.task == "numbers":
                self.predicted[part] = outputs.cpu().numpy()
        self.done = part.stop

    def _take_classes(self, part: slice, outputs: Tensor, wanted: Tensor) -> None:
        broken = torch.isnan(outputs).any(1, keepdim=True)
        shares = self.trained.as_probabilities(outputs).masked_fill(broken, torch.nan)
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
            trained.goal.metric, self.error, **self.top, shares=self.shares, yes_no=self._yes_no(), run=run, weights=weights,
            source=trained.experiment.data.source.type, notes=notes,
        )  # fmt: skip
        for value in vars(made).values():
            if isinstance(value, np.ndarray):
                value.setflags(write=False)
        return made

    def _yes_no(self) -> bool:
        binary = self.task == "numbers" and type(self.trained.goal.loss).binary
        return binary and bool(np.isin(self.targets, (0, 1)).all())


def _ranks(scores: Tensor, wanted: Tensor) -> Tensor:
    """(B,) how many classes stand before the true one; of equal ones the first stands first, as for argmax."""
    true = scores.gather(1, wanted[:, None])
    before = torch.arange(scores.shape[1], device=scores.device) < wanted[:, None]
    ranks = ((scores > true) | ((scores == true) & before)).sum(1)
    return torch.where(torch.isnan(scores).any(1), scores.shape[1], ranks)
