"""Which weights learn, and how fast: marks that layers bear, and what the run makes of them."""

from __future__ import annotations

from typing import Any

import torch
from torch import nn


def frozen(module: nn.Module) -> nn.Module:
    """The same module, with weights that no step changes; see also :func:`train_mode`."""
    for part in module.modules():
        part.marked_frozen = True  # type: ignore[assignment]
    return module.requires_grad_(False)


def at_rate(module: nn.Module, lr_scale: float) -> nn.Module:
    """The same module, whose weights learn at a multiple of the learning rate; one around it multiplies it again."""
    module.marked_lr_scale = lr_scale  # type: ignore[assignment]
    return module


def train_mode(model: nn.Module) -> None:
    """Training mode, but for each BatchNorm that is frozen: it keeps its running mean, and works with it."""
    model.train()
    for part in model.modules():
        if isinstance(part, nn.modules.batchnorm._NormBase) and getattr(part, "marked_frozen", False):
            part.eval()


def parameter_groups(model: nn.Module, lr: float) -> list[dict[str, Any]]:
    """What learns, in a group for every learning rate; those with the optimizer's own come first."""
    groups: dict[float, list[nn.Parameter]] = {}

    def gather(module: nn.Module, scale: float) -> None:
        scale *= getattr(module, "marked_lr_scale", 1.0)
        learning = [weight for weight in module.parameters(recurse=False) if weight.requires_grad]
        if learning:
            groups.setdefault(scale, []).extend(learning)
        for child in module.children():
            gather(child, scale)

    gather(model, 1.0)
    scales = sorted(groups, key=lambda scale: (scale != 1, -scale))
    return [{"params": groups[scale], "lr": lr * scale, "lr_scale": scale} for scale in scales]


def for_groups(optimizer: torch.optim.Optimizer, lr: float) -> list[float]:
    """A learning rate of a schedule, for every group of :func:`parameter_groups`."""
    return [lr * group["lr_scale"] for group in optimizer.param_groups]
