"""The learning rates that a schedule will give, before the run."""

from __future__ import annotations

import warnings
from dataclasses import dataclass

import numpy as np
import torch
from numpy.typing import NDArray

from workbench.spec.experiment import Experiment

MOST_STEPS = 20_000


@dataclass(frozen=True)
class PlannedRates:
    """The rate before each step of the schedule. ``epochs`` (N,) counts from 0, in parts of an epoch; ``rates`` (N,)."""

    epochs: NDArray[np.float64]
    rates: NDArray[np.float64]
    whole: bool  # False: only the beginning of a very long run


def planned_rates(experiment: Experiment, steps_per_epoch: int) -> PlannedRates | None:
    """What PyTorch's own scheduler does to one parameter, and the warm-up; None where a metric decides, or there is neither.

    Raises ``ValueError`` for arguments that PyTorch refuses.
    """
    training, epochs = experiment.training, experiment.training.epochs
    scheduler = training.scheduler
    if not (scheduler or training.warms_up) or getattr(scheduler, "needs_metric", False) or steps_per_epoch < 1:
        return None
    by_step = scheduler is not None and scheduler.interval == "step"
    per_epoch = steps_per_epoch if by_step or training.warms_up else 1
    every = 1 if by_step else per_epoch
    count = min(epochs * per_epoch, MOST_STEPS)
    optimizer: torch.optim.Optimizer = experiment.training.optimizer.call().build(
        **{"model.parameters()": [torch.nn.Parameter(torch.zeros(1))]}
    )
    with warnings.catch_warnings():
        warnings.simplefilter("ignore")  # that the optimizer itself has made no step
        planned = scheduler.call(epochs, steps_per_epoch).build(optimizer=optimizer) if scheduler else None
        rates = np.empty(count)
        for step in range(count):
            rates[step] = optimizer.param_groups[0]["lr"]
            if planned and (step + 1) % every == 0:
                planned.step()
    steps = training.warmup(steps_per_epoch)
    if steps:
        rates *= np.minimum(1.0, (np.arange(count) + 1) / steps)
    return PlannedRates(np.arange(count) / per_epoch, rates, count == epochs * per_epoch)
