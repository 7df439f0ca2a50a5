"""Sequences in an `nn.Sequential`: layers of PyTorch that give or take more than one tensor, with one of each."""

from __future__ import annotations

import math

import torch
from torch import Tensor, nn


class Recurrent(nn.Module):
    """Runs an RNN, LSTM or GRU (made with batch_first=True) and passes on one tensor.

    From steps (B, L, F): `last` gives (B, H), what each direction has found at its end; `mean` (B, H), the mean over
    the steps; `all` (B, L, H).
    """

    def __init__(self, layer: nn.RNNBase, output: str = "last") -> None:
        super().__init__()
        self.layer, self.output = layer, output

    def forward(self, steps: Tensor) -> Tensor:
        found, _ = self.layer(steps)
        if self.output == "all":
            return found
        if self.output == "mean":
            return found.mean(1)
        if not self.layer.bidirectional:
            return found[:, -1]
        half = found.shape[2] // 2
        return torch.cat([found[:, -1, :half], found[:, 0, half:]], 1)


class SelfAttention(nn.Module):
    """Every step looks at all steps, itself included: (B, L, F) to (B, L, F). The attention was made with batch_first=True."""

    def __init__(self, attention: nn.MultiheadAttention) -> None:
        super().__init__()
        self.attention = attention

    def forward(self, steps: Tensor) -> Tensor:
        return self.attention(steps, steps, steps, need_weights=False)[0]


class MeanSteps(nn.Module):
    """The mean over the steps: (B, L, F) to (B, F)."""

    def forward(self, steps: Tensor) -> Tensor:
        return steps.mean(1)


class PositionalEncoding(nn.Module):
    """Adds to every step waves that tell its place (Vaswani et al. 2017, section 3.5): (B, L, F) to (B, L, F)."""

    def __init__(self, features: int, dropout: float = 0.0) -> None:
        super().__init__()
        self.features = features
        self.dropout = nn.Dropout(dropout)

    def forward(self, steps: Tensor) -> Tensor:
        places = torch.arange(steps.shape[1], device=steps.device, dtype=torch.float32)[:, None]
        even = torch.arange(0, self.features, 2, device=steps.device, dtype=torch.float32)
        angles = places * torch.exp(even * (-math.log(10000.0) / self.features))
        waves = torch.stack([angles.sin(), angles.cos()], 2).flatten(1)[:, : self.features]
        return self.dropout(steps + waves.to(steps.dtype))


class Permute(nn.Module):
    """The axes of a sample in another order; 1 is the first after the batch: dims (2, 1) turns (B, C, L) into (B, L, C)."""

    def __init__(self, dims: tuple[int, ...]) -> None:
        super().__init__()
        self.dims = tuple(dims)

    def forward(self, samples: Tensor) -> Tensor:
        return samples.permute(0, *self.dims)
