"""What learns: data, model, loss and optimizer as an experiment wants them, and one step of the optimizer.

A run (``loop.py``) and the search for a learning rate (``lr_finder.py``) are built and step by the same lines.
"""

from __future__ import annotations

import math
from collections.abc import Callable, Generator
from contextlib import AbstractContextManager
from dataclasses import dataclass, replace
from functools import cached_property
from pathlib import Path
from typing import Any

import torch
from torch import Tensor, nn

from workbench.modules.learning import train_mode
from workbench.modules.partial_weights import Fit
from workbench.modules.team import Team, WholeBatchLoss
from workbench.spec.experiment import Experiment
from workbench.training import device as machine
from workbench.training.batches import Batch, RunData, load_run_data
from workbench.training.build import build_model, build_optimizer
from workbench.training.check import Checked, check, raise_errors
from workbench.training.compiling import compiled
from workbench.training.control import Control
from workbench.training.events import Event, Noticed, Preparing
from workbench.training.goals import Goal
from workbench.training.initialize import initialize
from workbench.training.not_finite import GradientNotFiniteError, LossNotFiniteError
from workbench.training.pretrained import fit_problem, load_pretrained, weight_files
from workbench.training.team import from_the_first
from workbench.training.telling import told
from workbench.training.tuning import Trial, Way, chosen_way, resolved, usual_way

Batches = list[Batch]
"""Those of one step."""


@dataclass
class Learner:
    """``stepped`` is the model as the steps call it: compiled if the experiment wants it, and in a team around the whole batch, as
    ``part`` is around the loss.

    ``fits``: for each layer that began with weights, its address, what fitted, and the file.
    """

    experiment: Experiment
    control: Control
    checked: Checked
    data: RunData
    model: nn.Sequential
    goal: Goal
    criterion: Callable[[Tensor, Tensor], Tensor]
    optimizer: torch.optim.Optimizer
    device: torch.device
    precision: str
    scaler: Any
    fits: list[tuple[str, Fit, Path]]
    team: Team
    stepped: Callable[[Tensor], Tensor]
    part: WholeBatchLoss

    @cached_property
    def score(self) -> Callable[[Tensor, Tensor], Tensor]:
        """What counts success: its sum over a batch."""
        return self.goal.success()

    def autocast(self) -> AbstractContextManager[Any]:
        """What the forward pass runs under."""
        return machine.autocast(self.device, self.precision)

    def optimize(self, batches: Batches) -> tuple[Tensor, Tensor]:
        """One step of the optimizer, over one batch or several. Returns the mean loss before it and the sum of the score.

        Raises :class:`workbench.training.not_finite.NotFiniteError` where reading the loss costs nothing, on the CPU.
        """
        if not type(self.experiment.training.optimizer).closure:
            found = self._gradients(batches, first=True)
            self._clip()
            self._take_step()
            return found
        seen: list[tuple[Tensor, Tensor]] = []

        def closure() -> Tensor:
            seen.append(self._gradients(batches, first=not seen))
            self._clip()
            return seen[-1][0]

        self.optimizer.step(closure)  # type: ignore[arg-type]
        return seen[0]

    def _take_step(self) -> None:
        if self.scaler:
            self.scaler.step(self.optimizer)
            self.scaler.update()
        else:
            self.optimizer.step()

    def clear_gradients(self) -> None:
        """As ``optimizer.zero_grad()`` does it, without what that does for hooks and profilers: in small models it shows."""
        for group in self.optimizer.param_groups:
            for parameter in group["params"]:
                parameter.grad = None

    def _gradients(self, batches: Batches, first: bool) -> tuple[Tensor, Tensor]:
        """Forward, loss and backward; several batches count by their sizes. Returns the mean loss and the sum of the score.

        The gradient of the step before is kept until this loss is known: it tells in which layer that one broke.
        """
        watched = first and self.device.type == "cpu" and self.team.size == 1
        if len(batches) == 1:
            found = [self._backward(batches[0], 0, 1.0, watched)]
        else:
            samples, found = sum(batch.samples for batch in batches), []
            for number, batch in enumerate(batches):
                with self.team.quiet(self.stepped, more=number + 1 < len(batches)):
                    found.append(self._backward(batch, number, batch.samples / samples, watched))
        if len(found) == self.team.size == 1:
            return found[0]
        losses, scores = (torch.stack(numbers).sum() for numbers in zip(*found, strict=True))
        if self.team.size > 1:
            losses, scores = self.team.sum(torch.stack([losses, scores]).to(torch.float64))
        return losses, scores

    def _backward(self, batch: Batch, number: int, share: float, watched: bool) -> tuple[Tensor, Tensor]:
        """One batch, the first of the step with ``number`` 0, that counts by its ``share`` of the step's samples."""
        chance = torch.get_rng_state() if watched else None
        self.part.present(batch.counted)
        with self.autocast():
            outputs = self.stepped(batch.inputs)
            loss = self.part(outputs, batch.targets, batch.counted, batch.samples)
        if chance is not None and not math.isfinite(value := loss.item()):
            raise LossNotFiniteError(value, number, batch.inputs, batch.targets, chance)
        if number == 0:
            self.clear_gradients()
        if share < 1:
            loss = loss * share
        counting = loss if self.team.size == 1 else loss * self.team.size  # which is divided by it again
        (self.scaler.scale(counting) if self.scaler else counting).backward()
        score = self.score(outputs.detach(), batch.targets)
        return loss.detach(), score if batch.counted else torch.zeros_like(score)

    def _clip(self) -> None:
        """Shorten the gradient, or cut its numbers, where the experiment wants it."""
        training = self.experiment.training
        if training.clip_grad_norm is None and training.clip_grad_value is None:
            return
        if self.scaler:
            self.scaler.unscale_(self.optimizer)
        if training.clip_grad_norm is not None:
            self._clip_norm(training.clip_grad_norm)
        if training.clip_grad_value is not None:
            nn.utils.clip_grad_value_(self.model.parameters(), training.clip_grad_value)

    def _clip_norm(self, longest: float) -> None:
        """``clip_grad_norm_`` in its two halves: a length that is no number must not go into every gradient."""
        weights = [weight for weight in self.model.parameters() if weight.grad is not None]
        norm = nn.utils.get_total_norm([weight.grad for weight in weights if weight.grad is not None])
        if self.device.type == "cpu" and not math.isfinite(norm.item()):
            raise GradientNotFiniteError(f"the length of the gradient is {norm.item()}")
        nn.utils.clip_grads_with_norm_(weights, longest, norm)


def prepared(
    experiment: Experiment, control: Control, data_dir: Path, team: Team | None = None
) -> Generator[Event, None, Learner]:
    """Check, read the data, build; tells about it. Seeds PyTorch's global generators. Raises :class:`ExperimentError`,
    :class:`workbench.spec.problems.RunError`, :class:`workbench.training.control.Stopped`.
    """
    team = team or Team()
    checked = check(experiment, data_dir)
    raise_errors(checked)
    for item in checked.problems:
        yield Noticed(item)
    machine.keep_freed_memory()
    device = team.place(machine.resolve_device(experiment.training.device, team.here))
    assert checked.trace is not None and checked.goal is not None
    parameters = checked.trace.parameters
    with team.first_here():
        data = yield from told(
            lambda tell: load_run_data(experiment, data_dir, device, tell, parameters, team), control
        )
        weights = yield from told(lambda tell: weight_files(experiment, data_dir, tell), control)
    yield from (Noticed(item) for item in data.notes if item not in checked.problems)
    yield Preparing("building the model")
    torch.manual_seed(experiment.seed)
    model = build_model(checked.trace.calls)
    if experiment.training.init != "default":
        initialize(model, experiment.training.init)
    fits = list(load_pretrained(experiment, model, weights))
    yield from (Noticed(item) for item in (fit_problem(*found) for found in fits) if item)
    model = model.to(device)
    criterion = checked.goal.criterion(experiment.training.loss.call().build().to(device))
    way = yield from _chosen_way(experiment, checked, data, model, criterion, device, control)
    experiment = resolved(experiment, way, torch.get_num_threads())
    way.apply(model)
    optimizer = build_optimizer(experiment, model, device)
    scaler = torch.amp.GradScaler("cuda") if way.precision == "float16" and device.type == "cuda" else None
    stepped: Callable[[Tensor], Tensor] = team.wrapped(model, device)
    if experiment.training.compile and team.size == 1:
        train_mode(model)
        with machine.autocast(device, way.precision):
            stepped = yield from compiled(model, lambda: data.example()[0], device)
    team.part_ways(experiment.seed)
    part = WholeBatchLoss(team, criterion, summed=getattr(experiment.training.loss, "reduction", "") == "sum")
    return Learner(
        experiment, control, checked, data, model, checked.goal, criterion, optimizer, device, way.precision, scaler,
        [(address, fit, weights[address]) for address, fit in fits], team, stepped, part,
    )  # fmt: skip


def _chosen_way(
    experiment: Experiment, checked: Checked, data: RunData, model: nn.Sequential,
    criterion: Callable[[Tensor, Tensor], Tensor], device: torch.device, control: Control,
) -> Generator[Event, None, Way]:  # fmt: skip
    """What the model computes with: as the experiment says, or the fastest. In a team the first process tries it with its share of
    a batch, while the others wait, and all do alike."""
    assert checked.trace is not None
    training, team = experiment.training, data.team
    trial = Trial(
        model, data.example, criterion, device, checked.trace.mult_adds, len(data.train_targets) * training.epochs,
        data.batches_per_epoch * training.epochs, team.size == 1,
    )  # fmt: skip
    way = usual_way(training, trial)
    if team.leads:
        way = yield from chosen_way(training, trial, control)
    first = from_the_first(team, lambda: way)
    return replace(way, precision=first.precision, memory_format=first.memory_format)
