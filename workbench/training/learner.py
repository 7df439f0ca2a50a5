"""What learns: data, model, loss and optimizer as an experiment wants them, and one step of the optimizer.

A run (``loop.py``) and the search for a learning rate (``lr_finder.py``) are built and step by the same lines.
"""

from __future__ import annotations

import math
from collections.abc import Callable, Generator
from contextlib import AbstractContextManager
from dataclasses import dataclass
from pathlib import Path
from typing import Any

import torch
from torch import Tensor, nn

from workbench.modules.learning import train_mode
from workbench.modules.partial_weights import Fit
from workbench.spec.experiment import Experiment
from workbench.training import device as machine
from workbench.training.batches import RunData, load_run_data
from workbench.training.build import build_model, build_optimizer
from workbench.training.check import Checked, check, raise_errors
from workbench.training.compiling import compiled
from workbench.training.control import Control
from workbench.training.events import Event, Noticed, Preparing
from workbench.training.goals import Goal
from workbench.training.initialize import initialize
from workbench.training.not_finite import GradientNotFiniteError, LossNotFiniteError
from workbench.training.pretrained import fit_problem, load_pretrained, weight_files
from workbench.training.telling import told
from workbench.training.tuning import Trial, Way, chosen_way, resolved

Batches = list[tuple[Tensor, Tensor]]
"""Those of one step: (inputs (B, …), targets (B, …))."""


@dataclass
class Learner:
    """``forward`` is the model, compiled if the experiment wants it.

    ``fits``: for each layer that began with weights, its address, what fitted, and the file."""

    experiment: Experiment
    control: Control
    checked: Checked
    data: RunData
    model: nn.Sequential
    forward: Callable[[Tensor], Tensor]
    goal: Goal
    criterion: Callable[[Tensor, Tensor], Tensor]
    optimizer: torch.optim.Optimizer
    device: torch.device
    precision: str
    scaler: Any
    fits: list[tuple[str, Fit, Path]]

    @property
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
        samples = sum(len(targets) for _, targets in batches)
        seen: list[tuple[Tensor, Tensor]] = []

        def closure() -> Tensor:
            seen.append(self._gradients(batches, samples, first=not seen))
            self._clip()
            return seen[-1][0]

        if type(self.experiment.training.optimizer).closure:
            self.optimizer.step(closure)  # type: ignore[arg-type]
            return seen[0]
        closure()
        if self.scaler:
            self.scaler.step(self.optimizer)
            self.scaler.update()
        else:
            self.optimizer.step()
        return seen[0]

    def clear_gradients(self) -> None:
        """As ``optimizer.zero_grad()`` does it, without what that does for hooks and profilers: in small models it shows."""
        for group in self.optimizer.param_groups:
            for parameter in group["params"]:
                parameter.grad = None

    def _gradients(self, batches: Batches, samples: int, first: bool) -> tuple[Tensor, Tensor]:
        """Forward, loss and backward; several batches count by their sizes. Returns the mean loss and the sum of the score.

        The gradient of the step before is kept until this loss is known: it tells in which layer that one broke.
        """
        losses, scores = [], []
        watched = first and self.device.type == "cpu"
        for number, (inputs, targets) in enumerate(batches):
            chance = torch.get_rng_state() if watched else None
            with self.autocast():
                outputs = self.forward(inputs)
                loss = self.criterion(outputs, targets)
            if chance is not None and not math.isfinite(value := loss.item()):
                raise LossNotFiniteError(value, number, inputs, targets, chance)
            if number == 0:
                self.clear_gradients()
            if len(batches) > 1:
                loss = loss * (len(targets) / samples)
            (self.scaler.scale(loss) if self.scaler else loss).backward()
            losses.append(loss.detach())
            scores.append(self.score(outputs.detach(), targets))
        return (losses[0], scores[0]) if len(batches) == 1 else (torch.stack(losses).sum(), torch.stack(scores).sum())

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


def prepared(experiment: Experiment, control: Control, data_dir: Path) -> Generator[Event, None, Learner]:
    """Check, read the data, build; tells about it. Seeds PyTorch's global generators. Raises :class:`ExperimentError`,
    :class:`workbench.spec.problems.RunError`, :class:`workbench.training.control.Stopped`.
    """
    checked = check(experiment, data_dir)
    raise_errors(checked)
    for item in checked.problems:
        yield Noticed(item)
    machine.keep_freed_memory()
    device = machine.resolve_device(experiment.training.device)
    assert checked.trace is not None and checked.goal is not None
    parameters = checked.trace.parameters
    data = yield from told(lambda tell: load_run_data(experiment, data_dir, device, tell, parameters), control)
    for item in data.notes:
        yield Noticed(item)
    weights = yield from told(lambda tell: weight_files(experiment, data_dir, tell), control)
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
    forward: Callable[[Tensor], Tensor] = model
    if experiment.training.compile:
        train_mode(model)
        with machine.autocast(device, way.precision):
            forward = yield from compiled(model, lambda: data.example()[0], device)
    return Learner(
        experiment, control, checked, data, model, forward, checked.goal, criterion, optimizer, device, way.precision, scaler,
        [(address, fit, weights[address]) for address, fit in fits],
    )  # fmt: skip


def _chosen_way(
    experiment: Experiment, checked: Checked, data: RunData, model: nn.Sequential,
    criterion: Callable[[Tensor, Tensor], Tensor], device: torch.device, control: Control,
) -> Generator[Event, None, Way]:  # fmt: skip
    """What the model computes with: as the experiment says, or the fastest."""
    assert checked.trace is not None
    samples, epochs = len(data.train_targets), experiment.training.epochs
    trial = Trial(
        model, data.example, criterion, device,
        checked.trace.mult_adds, samples * epochs, data.batches_per_epoch * epochs,
    )  # fmt: skip
    return (yield from chosen_way(experiment.training, trial, control))
