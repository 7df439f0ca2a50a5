"""What learns: data, model, loss and optimizer as an experiment wants them, and one step of the optimizer.

A run (``loop.py``) and the search for a learning rate (``lr_finder.py``) are built and step by the same lines.
"""

from __future__ import annotations

from collections.abc import Callable, Generator
from contextlib import AbstractContextManager
from dataclasses import dataclass
from pathlib import Path
from typing import Any

import torch
from torch import Tensor, nn

from workbench.modules.partial_weights import Fit
from workbench.modules.team import Team, WholeBatchLoss
from workbench.spec.experiment import Experiment
from workbench.training import device as machine
from workbench.training.batches import Batch, RunData, load_run_data
from workbench.training.build import build_model, build_optimizer
from workbench.training.check import Checked, check, raise_errors
from workbench.training.control import Control
from workbench.training.events import Event, Noticed, Preparing
from workbench.training.goals import Goal
from workbench.training.initialize import initialize
from workbench.training.pretrained import fit_problem, load_pretrained, weight_files
from workbench.training.telling import told

Batches = list[Batch]
"""Those of one step."""


@dataclass
class Learner:
    """``fits``: for each layer that began with weights, its address, what fitted, and the file.

    ``stepped`` is the model as the steps call it, and ``part`` the loss: in a team, both see to the whole batch.
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
    stepped: nn.Module
    part: WholeBatchLoss

    @property
    def score(self) -> Callable[[Tensor, Tensor], Tensor]:
        """What counts success: its sum over a batch."""
        return self.goal.success()

    def autocast(self) -> AbstractContextManager[Any]:
        """What the forward pass runs under."""
        return machine.autocast(self.device, self.precision)

    def optimize(self, batches: Batches) -> tuple[Tensor, Tensor]:
        """One step of the optimizer, over one batch or several. Returns the mean loss before it and the sum of the score."""
        samples = sum(batch.samples for batch in batches)
        seen: list[tuple[Tensor, Tensor]] = []

        def closure() -> Tensor:
            self.optimizer.zero_grad()
            seen.append(self._gradients(batches, samples))
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

    def _gradients(self, batches: Batches, samples: int) -> tuple[Tensor, Tensor]:
        """Forward, loss and backward; several batches count by their sizes. Returns the mean loss and the sum of the score."""
        losses, scores = [], []
        for batch in batches:
            self.part.present(batch.counted)
            with self.team.quiet(self.stepped, more=batch is not batches[-1]):
                with self.autocast():
                    outputs = self.stepped(batch.inputs)
                    loss = self.part(outputs, batch.targets, batch.counted, batch.samples)
                if len(batches) > 1:
                    loss = loss * (batch.samples / samples)
                counting = loss if self.team.size == 1 else loss * self.team.size  # which is divided by it again
                (self.scaler.scale(counting) if self.scaler else counting).backward()
            losses.append(loss.detach())
            score = self.score(outputs.detach(), batch.targets)
            scores.append(score if batch.counted else torch.zeros_like(score))
        return self._whole(losses, scores)

    def _whole(self, losses: list[Tensor], scores: list[Tensor]) -> tuple[Tensor, Tensor]:
        """Their sums, over all processes."""
        if self.team.size > 1:
            both = self.team.sum(torch.stack([torch.stack(losses).sum(), torch.stack(scores).sum()]).to(torch.float64))
            return both[0], both[1]
        return (losses[0], scores[0]) if len(losses) == 1 else (torch.stack(losses).sum(), torch.stack(scores).sum())

    def _clip(self) -> None:
        """Shorten the gradient, or cut its numbers, where the experiment wants it."""
        training = self.experiment.training
        if training.clip_grad_norm is None and training.clip_grad_value is None:
            return
        if self.scaler:
            self.scaler.unscale_(self.optimizer)
        if training.clip_grad_norm is not None:
            nn.utils.clip_grad_norm_(self.model.parameters(), training.clip_grad_norm)
        if training.clip_grad_value is not None:
            nn.utils.clip_grad_value_(self.model.parameters(), training.clip_grad_value)


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
    precision = machine.resolve_precision(experiment.training.precision, device)
    with team.first_here():
        data = yield from told(lambda tell: load_run_data(experiment, data_dir, device, tell, team), control)
        weights = yield from told(lambda tell: weight_files(experiment, data_dir, tell), control)
    for item in data.notes:
        yield Noticed(item)
    yield Preparing("building the model")
    torch.manual_seed(experiment.seed)
    assert checked.trace is not None and checked.goal is not None
    model = build_model(checked.trace.calls)
    if experiment.training.init != "default":
        initialize(model, experiment.training.init)
    fits = list(load_pretrained(experiment, model, weights))
    yield from (Noticed(item) for item in (fit_problem(*found) for found in fits) if item)
    model = model.to(device)
    optimizer = build_optimizer(experiment, model, device)
    criterion = checked.goal.criterion(experiment.training.loss.call().build().to(device))
    scaler = torch.amp.GradScaler("cuda") if precision == "float16" and device.type == "cuda" else None
    stepped = team.wrapped(model, device)
    team.part_ways(experiment.seed)
    part = WholeBatchLoss(team, criterion, summed=getattr(experiment.training.loss, "reduction", "") == "sum")
    return Learner(
        experiment, control, checked, data, model, checked.goal, criterion, optimizer, device, precision, scaler,
        [(address, fit, weights[address]) for address, fit in fits], team, stepped, part,
    )  # fmt: skip
