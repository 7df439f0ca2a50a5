"""A file to begin with: a layer, a loss and a transform, each in a few lines."""

from __future__ import annotations

from pathlib import Path

from workbench.data.locations import plugins_dir
from workbench.spec.files import write_whole
from workbench.spec.problems import ExperimentError, problem

TEMPLATE = '''"""My own parts for the workbench. Change them, then allow this file again."""

import torch
from torch import nn


class Swishy(nn.Module):
    """A smooth ReLU: x times the sigmoid of beta x.

    formula: y = x · σ(beta · x)
    use: Between layers, in place of ReLU.
    beta: How steep it is; with a large beta it is nearly ReLU.
    """

    def __init__(self, beta: float = 1.0):
        super().__init__()
        self.beta = beta

    def forward(self, x):
        return x * torch.sigmoid(self.beta * x)


class Scaled(nn.Module):
    """A learned factor for every channel.

    start: The factor at the beginning.
    """

    def __init__(self, in_channels: int, start: float = 1.0):  # in_channels follows from the layer before
        super().__init__()
        self.factor = nn.Parameter(torch.full((in_channels,), start))

    def forward(self, x):
        return x * self.factor.reshape(-1, *[1] * (x.dim() - 2))


class FocalLoss(nn.Module):
    """Cross entropy in which samples that are already right hardly count.

    gamma: The larger, the less they count.
    """

    targets = "index"  # classes; "values" for numbers

    def __init__(self, gamma: float = 2.0):
        super().__init__()
        self.gamma = gamma

    def forward(self, outputs, targets):
        loss = nn.functional.cross_entropy(outputs, targets, reduction="none")
        return ((1 - torch.exp(-loss)) ** self.gamma * loss).mean()


class Gamma:
    """Makes images brighter (gamma below 1) or darker (above 1).

    gamma: The power of every number.
    """

    def __init__(self, gamma: float = 0.7):
        self.gamma = gamma

    def __call__(self, images):  # a batch (B, C, H, W) of numbers in 0 … 1
        return images**self.gamma


LAYERS = [Swishy, Scaled]
LOSSES = [FocalLoss]
TRANSFORMS = [Gamma]
'''


def new_file() -> Path:
    """Write the template under a name that is free. Raises :class:`ExperimentError`."""
    folder = plugins_dir()
    names = ["my_parts.py", *(f"my_parts_{number}.py" for number in range(2, 1000))]
    try:
        folder.mkdir(parents=True, exist_ok=True)
        path = next(folder / name for name in names if not (folder / name).exists())
        write_whole(path, TEMPLATE.encode())
    except OSError as error:
        what, remedy = "{path} cannot be written: {reason}.", "Check the rights and the room on the disk."
        raise ExperimentError([problem("", what, remedy, path=folder, reason=error.strerror)]) from None
    return path
