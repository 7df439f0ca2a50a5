"""Layers around layers: the sum with the input, and branches side by side."""

from __future__ import annotations

import torch
from torch import Tensor, nn


class Residual(nn.Sequential):
    """What the layers inside make of the input, plus the input itself: x + f(x), both of one shape (He et al. 2015)."""

    def forward(self, x: Tensor) -> Tensor:
        output: Tensor = super().forward(x)  # type: ignore[no-untyped-call]
        return x + output


class Parallel(nn.ModuleList):
    """Every branch gets the same input; what they give is put side by side along `dim`, added, or multiplied."""

    def __init__(self, *branches: nn.Module, combine: str = "concat", dim: int = 1) -> None:
        super().__init__(branches)
        self.combine, self.dim = combine, dim

    def forward(self, x: Tensor) -> Tensor:
        outputs = [branch(x) for branch in self]
        if not outputs:
            return x
        if self.combine == "concat":
            return torch.cat(outputs, self.dim)
        found = outputs[0]
        for output in outputs[1:]:
            found = found * output if self.combine == "multiply" else found + output
        return found


class Bilinear(nn.Bilinear):
    """Every product of two features, weighted: both inputs of PyTorch's layer are the one that comes in."""

    def forward(self, x: Tensor) -> Tensor:  # type: ignore[override]
        return super().forward(x, x)
