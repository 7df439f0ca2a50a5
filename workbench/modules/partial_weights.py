"""Weights from a file, as far as they fit a model."""

from __future__ import annotations

import re
from collections.abc import Mapping
from dataclasses import dataclass
from math import isqrt

import torch
from torch import Tensor, nn


@dataclass(frozen=True)
class Fit:
    """Names of tensors: those that fit, those of another shape, those that the file lacks, those that it alone has."""

    fitted: tuple[str, ...]
    misfits: tuple[str, ...]
    missing: tuple[str, ...]
    left_over: tuple[str, ...]


def load_matching(module: nn.Module, state: Mapping[str, Tensor]) -> Fit:
    """Copy what fits by name and shape into the module."""
    own = module.state_dict()
    fit, named = compare(own, state)
    with torch.no_grad():
        for name in fit.fitted:
            own[name].copy_(named[name])
    return fit


def compare(own: Mapping[str, Tensor], state: Mapping[str, Tensor]) -> tuple[Fit, dict[str, Tensor]]:
    """What would fit; and the tensors of the file under the names of the model, without what stands before all of them."""
    plain = {_renamed(name): tensor for name, tensor in state.items()}
    named = max((_without(plain, start) for start in _beginnings(own, plain)), key=lambda found: _count(own, found))
    for name in own.keys() & named.keys():
        if name.endswith("pos_embedding"):
            named[name] = _resized(named[name], own[name].shape)
    fitted = [name for name in own if name in named and named[name].shape == own[name].shape]
    misfits = [name for name in own if name in named and named[name].shape != own[name].shape]
    missing = [name for name in own if name not in named and not name.endswith("num_batches_tracked")]
    left_over = [name for name in named if name not in own]
    return Fit(tuple(fitted), tuple(misfits), tuple(missing), tuple(left_over)), named


def _renamed(name: str) -> str:
    """As the layers of a DenseNet are called today; files of torchvision have the names of earlier days."""
    return re.sub(r"(denselayer\d+\.(?:norm|conv))\.([12])\.", r"\1\2.", name)


def _resized(places: Tensor, shape: torch.Size) -> Tensor:
    """What a vision transformer has learned of the places of its patches (1, 1 + n², F), for another number of patches."""
    if places.dim() != 3 or len(shape) != 3 or places.shape == shape:
        return places
    old, new = isqrt(places.shape[1] - 1), isqrt(shape[1] - 1)
    if old**2 + 1 != places.shape[1] or new**2 + 1 != shape[1] or not old:
        return places
    grid = places[:, 1:].transpose(1, 2).reshape(len(places), -1, old, old)
    grid = nn.functional.interpolate(grid, size=(new, new), mode="bicubic", align_corners=True)
    return torch.cat([places[:, :1], grid.flatten(2).transpose(1, 2)], dim=1)


def _beginnings(own: Mapping[str, Tensor], state: Mapping[str, Tensor]) -> list[str]:
    """What may stand before the names of the file, like ``module.`` or the place of a layer."""
    ends = list(own)[:8]
    return sorted({"", *(name.removesuffix(end) for name in state for end in ends if name.endswith(f".{end}"))})


def _without(state: Mapping[str, Tensor], start: str) -> dict[str, Tensor]:
    return {name.removeprefix(start): tensor for name, tensor in state.items()}


def _count(own: Mapping[str, Tensor], named: Mapping[str, Tensor]) -> int:
    return sum(name in named and named[name].shape == tensor.shape for name, tensor in own.items())
