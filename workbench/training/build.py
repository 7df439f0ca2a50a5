"""From declarations to PyTorch's objects: the model, the loss, the optimizer, the schedule."""

from __future__ import annotations

from typing import Any

import torch
from torch import nn

from workbench.spec.call import Call
from workbench.spec.experiment import Experiment
from workbench.spec.parts import Optimizer


def build_model(calls: list[Call]) -> nn.Sequential:
    """The model of the calls that a trace has found, initialised by PyTorch's rules from the global generator."""
    return nn.Sequential(*[call.build() for call in calls])


def optimizer_call(optimizer: Optimizer, device: torch.device) -> Call:
    """The optimizer's call; where neither ``fused`` nor ``foreach`` is chosen, fused if the device can."""
    call = optimizer.call()
    free = (
        type(optimizer).fuses
        and getattr(optimizer, "fused", False) is None
        and getattr(optimizer, "foreach", None) is None
    )
    if free and device.type in ("cpu", "cuda", "mps"):
        return Call(call.target, call.args, call.kwargs | {"fused": True})
    return call


def build_optimizer(optimizer: Optimizer, model: nn.Module, device: torch.device) -> torch.optim.Optimizer:
    """The optimizer over all parameters of the model."""
    built: torch.optim.Optimizer = optimizer_call(optimizer, device).build(**{"model.parameters()": model.parameters()})
    return built


def build_scheduler(experiment: Experiment, optimizer: torch.optim.Optimizer, steps_per_epoch: int) -> Any:
    """The schedule, or None."""
    scheduler = experiment.training.scheduler
    if scheduler is None:
        return None
    return scheduler.call(experiment.training.epochs, steps_per_epoch).build(optimizer=optimizer)
