"""From declarations to PyTorch's objects: the model, the loss, the optimizer, the schedule."""

from __future__ import annotations

from typing import Any

import torch
from torch import nn

from workbench.spec.call import Call, Name
from workbench.spec.experiment import Experiment
from workbench.spec.parts import LEARNING
from workbench.training.learning import freezes, scaled_places

LEARNING_ONLY = "[weight for weight in model.parameters() if weight.requires_grad]"


def build_model(calls: list[Call]) -> nn.Sequential:
    """The model of the calls that a trace has found, initialised by PyTorch's rules from the global generator."""
    return nn.Sequential(*[call.build() for call in calls])


def optimizer_call(experiment: Experiment, device: torch.device) -> Call:
    """The optimizer's call; where neither ``fused`` nor ``foreach`` is chosen, fused if the device can.

    It gets what learns; in groups, if some layers have a learning rate of their own.
    """
    optimizer = experiment.training.optimizer
    call = optimizer.call()
    if scaled_places(experiment):
        lr = optimizer.lr  # type: ignore[attr-defined]
        call = Call(call.target, (Call(f"{LEARNING}.parameter_groups", (Name("model"),), {"lr": lr}),), call.kwargs)
    elif freezes(experiment):
        call = Call(call.target, (Name(LEARNING_ONLY),), call.kwargs)
    free = (
        type(optimizer).fuses
        and getattr(optimizer, "fused", False) is None
        and getattr(optimizer, "foreach", None) is None
    )
    if free and device.type in ("cpu", "cuda", "mps"):
        return Call(call.target, call.args, call.kwargs | {"fused": True})
    return call


def build_optimizer(experiment: Experiment, model: nn.Module, device: torch.device) -> torch.optim.Optimizer:
    """The optimizer over all parameters of the model that learn."""
    names = {
        "model": model,
        "model.parameters()": model.parameters(),
        LEARNING_ONLY: [weight for weight in model.parameters() if weight.requires_grad],
    }
    built: torch.optim.Optimizer = optimizer_call(experiment, device).build(**names)
    return built


def scheduler_call(experiment: Experiment, steps_per_epoch: int) -> Call | None:
    """The schedule's call, or None. A rate that it names is one for every group, where there are several."""
    scheduler = experiment.training.scheduler
    if scheduler is None:
        return None
    call = scheduler.call(experiment.training.epochs, steps_per_epoch)
    if not scaled_places(experiment):
        return call
    rates = {
        name: Call(f"{LEARNING}.for_groups", (Name("optimizer"), value))
        for name, value in call.kwargs.items()
        if name in type(scheduler).rates
    }
    return Call(call.target, call.args, call.kwargs | rates)


def build_scheduler(experiment: Experiment, optimizer: torch.optim.Optimizer, steps_per_epoch: int) -> Any:
    """The schedule, or None."""
    call = scheduler_call(experiment, steps_per_epoch)
    return call.build(optimizer=optimizer) if call else None
