"""What every layer of a model makes of one sample, with a few statistics."""

from __future__ import annotations

from dataclasses import dataclass, replace
from math import isfinite, nan
from typing import Any

import numpy as np
import torch
from numpy.typing import NDArray
from torch import Tensor, nn

from workbench.evaluation.inspect.layers import Axes, LayerRow, axes_of, batch_of, frozen_array, input_axes, spots
from workbench.evaluation.trained import Trained

LARGEST = 1 << 24
"""An output of more numbers than this (64 MiB) is measured, but not kept."""
TOGETHER = 1 << 26
"""So many numbers are kept in all (256 MiB): those of the first layers."""


@dataclass(frozen=True)
class Statistics:
    """Of ``count`` numbers: those that are finite (NaN where none is), the share (0 to 1) of exact zeros among all, and how
    many are not finite. ``std`` is that of the numbers themselves (divided by their count)."""

    count: int
    low: float
    high: float
    mean: float
    std: float
    zeros: float
    not_finite: int


@dataclass(frozen=True)
class Activation:
    """The output of a layer: ``values`` (*shape) float32, read-only; None where it is ``too_large`` to be kept.

    ``axes`` says what the axes are. ``calls``: how often the layer was used for the sample (a part of a torchvision network
    may be used twice; then this is the last output); a part that was not used at all is not listed.
    """

    row: LayerRow
    shape: tuple[int, ...]
    axes: Axes
    statistics: Statistics
    values: NDArray[np.float32] | None = None
    calls: int = 1

    @property
    def too_large(self) -> bool:
        """Whether the numbers were not kept."""
        return self.values is None


@dataclass(frozen=True)
class Activations:
    """``input``, what the network gets, has the address ``model``; ``layers`` stand in the order of the model, a container
    before what is inside it; ``output`` (…) is what the model gives."""

    input: Activation
    layers: tuple[Activation, ...]
    output: NDArray[np.float32]

    def at(self, address: str) -> Activation | None:
        """That of a layer."""
        return next((each for each in (self.input, *self.layers) if each.row.address == address), None)


def activations(
    trained: Trained, seen: NDArray[Any], *, largest: int = LARGEST, together: int = TOGETHER
) -> Activations:
    """Run a prepared sample (``Judgement.seen``) through the model and keep what every layer puts out."""
    batch = batch_of(seen)
    listed = spots(trained)
    kept = _Kept(largest, together)
    hooks = [spot.module.register_forward_hook(kept.note) for spot in listed]
    try:
        with torch.no_grad():
            output = trained.model(batch)
    finally:
        for hook in hooks:
            hook.remove()
    found = [(spot.row, kept.of[id(spot.module)]) for spot in listed if id(spot.module) in kept.of]
    axes = axes_of(
        trained,
        {row.address: each.shape for row, each in found},
        start := input_axes(batch.shape[1:], not batch.is_floating_point()),
        {row.address for row, each in found if each.channels_last},
    )
    layers = tuple(
        Activation(row, each.shape, axes[row.address], each.statistics, each.values, each.calls) for row, each in found
    )
    shape = tuple(batch.shape[1:])
    given = Activation(LayerRow("model", "input"), shape, start, statistics_of(batch[0]), frozen_array(batch[0]))
    return Activations(given, layers, frozen_array(output[0]))


def statistics_of(values: Tensor) -> Statistics:
    """The same numbers of any tensor."""
    numbers = values.detach()
    count = numbers.numel()
    if not numbers.is_floating_point() or numbers.dtype in (torch.float16, torch.bfloat16):
        numbers = numbers.float()
    zeros = 1 - int(numbers.count_nonzero()) / count if count else 0.0
    wrong = 0
    spread, mean = (each.item() for each in torch.std_mean(numbers, correction=0)) if count else (nan, nan)
    if count and not (isfinite(mean) and isfinite(spread)):
        numbers = numbers[numbers.isfinite()].double()
        wrong, spread, mean = count - numbers.numel(), nan, nan
        if numbers.numel():
            spread, mean = (each.item() for each in torch.std_mean(numbers, correction=0))
    low, high = (each.item() for each in numbers.aminmax()) if numbers.numel() else (nan, nan)
    return Statistics(count, low, high, mean, spread, zeros, wrong)


@dataclass
class _Output:
    """What is known of the output of a module."""

    shape: tuple[int, ...]
    statistics: Statistics
    values: NDArray[np.float32] | None
    calls: int = 1
    channels_last: bool = False


class _Kept:
    """What the modules have put out, by their identity. A container that passes on what its last layer gave shares it."""

    def __init__(self, largest: int, together: int) -> None:
        self.of: dict[int, _Output] = {}
        self._largest, self._left = largest, together
        self._last: tuple[Tensor, int, _Output] | None = None
        self._channels_last = False

    def note(self, module: nn.Module, _inputs: Any, output: Any) -> None:
        """One call of a module; of several tensors the first counts, as in an LSTM or an attention."""
        while isinstance(output, tuple | list) and output:
            output = output[0]
        if not isinstance(output, Tensor) or not output.dim():
            return
        before = self.of.get(id(module))
        found = self._output(output)
        found.calls = before.calls + 1 if before else 1
        self._channels_last = found.channels_last = _channels_last(module, output, self._channels_last)
        self.of[id(module)] = found

    def _output(self, output: Tensor) -> _Output:
        version = output._version
        if self._last is not None and self._last[0] is output and self._last[1] == version:
            return replace(self._last[2])
        found = _Output(tuple(output.shape[1:]), statistics_of(output), None)
        if found.statistics.count <= min(self._largest, self._left):
            self._left -= found.statistics.count
            found.values = frozen_array(output[0])
        self._last = (output, version, found)
        return found


def _channels_last(module: nn.Module, output: Tensor, before: bool) -> bool:
    """Whether maps have their channels as the last axis, as in parts of Swin and ConvNeXt; most layers leave that as it is."""
    if output.dim() != 4:
        return False
    if type(module).__name__ == "Permute":
        return tuple(getattr(module, "dims", ())) == (0, 2, 3, 1)
    if isinstance(module, nn.Linear) or type(module) is nn.LayerNorm:
        return True
    made_first = nn.modules.conv._ConvNd | nn.modules.batchnorm._BatchNorm | nn.modules.pooling._AdaptiveAvgPoolNd
    return before and not isinstance(module, made_first)
