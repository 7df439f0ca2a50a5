"""The moving parts of a run between two steps."""

from __future__ import annotations

import math
import time
from dataclasses import dataclass, field
from typing import Any

from torch import Tensor, nn
from torch.optim.swa_utils import AveragedModel

from workbench.modules.warm_up import WarmUp
from workbench.spec.experiment import Experiment
from workbench.training.diagnostics import Diagnostics
from workbench.training.events import Steered
from workbench.training.learner import Learner
from workbench.training.pending import Pending
from workbench.training.runs import RunFolder
from workbench.training.steering import Rates


@dataclass
class Sums:
    """Running sums of an epoch, over samples."""

    loss: float = 0.0
    score: float = 0.0
    count: int = 0
    seconds: float = 0.0


@dataclass
class Run(Learner):
    """The moving parts of a run between two steps."""

    averaged: AveragedModel | None
    scheduler: Any
    warm_up: WarmUp
    rates: Rates
    folder: RunFolder
    started: float
    planned_epochs: int
    """Before somebody asked for more or fewer, while the run went on."""
    diagnostics: Diagnostics
    step: int = 0
    epoch: int = 0
    ended: int = 0
    """Whole epochs."""
    epoch_step: int = 0
    """Steps of the epoch at hand."""
    best: float = math.inf
    best_epoch: int | None = None
    best_step: int | None = None
    waited: int = 0
    warned: bool = False
    """Whether it was told that the loss on the validation part is no number."""
    told_growing: bool = False
    first_loss: float | None = None
    """That of the first step; unknown in a run that was resumed."""
    trained: int = 0
    busy: float = 0.0
    """Seconds of the whole epochs; those of the one at hand are in ``sums``, and on the clock since ``epoch_began``."""
    epoch_began: float | None = None
    saved_at: float = 0.0
    saved_step: int | None = None
    saving: float = 0.0
    """Seconds that saving took the last time."""
    best_weights: dict[str, Tensor] | None = None
    """Those of the best epoch, as long as they are not written."""
    sums: Sums = field(default_factory=Sums)
    history: list[list[Any]] = field(default_factory=list)
    pending: Pending = field(default_factory=Pending)
    steered: list[Steered] = field(default_factory=list)
    """What was changed since the run began, in this order."""

    @property
    def plan(self) -> Experiment:
        """The experiment as the run began with it; steered as it was, it is repeated."""
        training = self.experiment.training.replace(epochs=self.planned_epochs)
        return self.experiment.replace(training=training)

    @property
    def seconds(self) -> float:
        """Since the start; of a run that was resumed, without the time in between."""
        return time.perf_counter() - self.started

    @property
    def epoch_seconds(self) -> float:
        """What the steps of the epoch at hand have taken so far."""
        return self.sums.seconds + (time.perf_counter() - self.epoch_began if self.epoch_began is not None else 0.0)

    @property
    def lr(self) -> float:
        """The learning rate of the next step, for layers that have no other."""
        return self.rates.planned() * self.rates.factor * self.warm_up.factor()

    def named(self, score: float | None, prefix: str = "") -> dict[str, float | None]:
        """A mean score as the fields of an event, under its name; the other of the two is None."""
        return {f"{prefix}{name}": score if name == self.goal.metric else None for name in ("accuracy", "mae")}

    @property
    def judged(self) -> nn.Module:
        """The model that is evaluated and saved: the running mean, if one is kept."""
        return self.averaged.module if self.averaged else self.model

    def weights(self) -> dict[str, Tensor]:
        """Its state_dict."""
        return self.judged.state_dict()

    @property
    def waited_enough(self) -> bool:
        """Early stopping: so many epochs without a new best."""
        patience = self.experiment.training.early_stopping
        return patience is not None and self.waited >= patience
