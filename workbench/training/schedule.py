"""The learning rates that a schedule will give, before the run."""

from __future__ import annotations

import warnings
from dataclasses import dataclass

import numpy as np
import torch
from numpy.typing import NDArray

from workbench.spec.experiment import Experiment
from workbench.training.build import build_scheduler

MOST_STEPS = 20_000


@dataclass(frozen=True)
class PlannedRates:
    """The rate before each step of the schedule. ``epochs`` (N,) counts from 0, in parts of an epoch; ``rates`` (N,)."""

    epochs: NDArray[np.float64]
    rates: NDArray[np.float64]
    whole: bool  # False: only the beginning of a very long run


def planned_rates(experiment: Experiment, steps_per_epoch: int) -> PlannedRates | None:
    """What PyTorch's own scheduler does to one parameter; None where a metric decides, or there is no schedule.

    Raises ``ValueError`` for arguments that PyTorch refuses.
    """
    scheduler = experiment.training.scheduler
    if scheduler is None or scheduler.needs_metric or steps_per_epoch < 1:
        return None
    epochs = experiment.training.epochs
    per_epoch = steps_per_epoch if scheduler.interval == "step" else 1
    count = min(epochs * per_epoch, MOST_STEPS)
    optimizer: torch.optim.Optimizer = experiment.training.optimizer.call().build(
        **{"model.parameters()": [torch.nn.Parameter(torch.zeros(1))]}
    )
    with warnings.catch_warnings():
        warnings.simplefilter("ignore")  # that the optimizer itself has made no step
        planned = build_scheduler(experiment, optimizer, steps_per_epoch)
        rates = np.empty(count)
        for step in range(count):
            rates[step] = optimizer.param_groups[0]["lr"]
            planned.step()
    return PlannedRates(np.arange(count) / per_epoch, rates, count == epochs * per_epoch)
