"""What every layer of a model makes of one sample, with a few statistics."""

from __future__ import annotations

from dataclasses import dataclass, replace
from math import isfinite, nan, sqrt
from typing import Any

import numpy as np
import torch
from numpy.typing import NDArray
from torch import Tensor, nn

from workbench.evaluation.inspect.layers import (
    Axes,
    LayerRow,
    axes_of,
    batch_of,
    frozen_array,
    input_axes,
    spots,
    writes_over,
)
from workbench.evaluation.trained import Trained

LARGEST = 1 << 24
"""An output of more numbers than this (64 MiB) is measured, but not kept."""
TOGETHER = 1 << 26
"""So many numbers are kept in all (256 MiB): those of the first layers."""


MAKE_CHANNELS_FIRST = (nn.modules.conv._ConvNd, nn.modules.batchnorm._BatchNorm, nn.modules.pooling._AdaptiveAvgPoolNd)
FLOATS = (torch.float32, torch.float64)
ONES = np.ones(1 << 16, np.float32)
"""A product with it is the quickest sum of numbers that are not too many for its rounding."""
MANY = 1 << 18
"""Of more numbers than this, the spread is always taken around the mean."""


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
    copy = writes_over(trained)
    kept = _Kept(largest, together, copy)
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
    first = batch_of(seen)[0] if copy else batch[0]
    given = Activation(LayerRow("model", "input"), shape, start, statistics_of(first), frozen_array(first, copy=False))
    return Activations(given, layers, frozen_array(output[0]))


def statistics_of(values: Tensor) -> Statistics:
    """The same numbers of any tensor."""
    return _figures(_as_floats(values).reshape(-1))


def _as_floats(values: Tensor) -> NDArray[Any]:
    """Its own numbers, where they are float32 or float64."""
    numbers = values.detach()
    plain: NDArray[Any] = (numbers if numbers.dtype in FLOATS else numbers.float()).numpy()
    return plain


def _figures(flat: NDArray[Any]) -> Statistics:
    """In as few and as quick passes as there are; of many numbers those of a layer take longer to fetch than to add."""
    count = flat.size
    if not count:
        return Statistics(0, nan, nan, nan, nan, 0.0, 0)
    low, high = float(np.minimum.reduce(flat)), float(np.maximum.reduce(flat))
    zeros = 0.0 if low > 0 or high < 0 else 1 - int(np.count_nonzero(flat != 0)) / count
    few = flat.dtype == np.float32 and count <= len(ONES)
    mean = float(flat.dot(ONES[:count]) if few else flat.sum()) / count
    square = float(flat.dot(flat)) / count - mean**2
    if isfinite(mean) and isfinite(square):
        if square < 0.01 * mean**2 or count > MANY:  # the difference of the two would be little but rounding
            apart = flat - mean
            square = float(apart.dot(apart)) / count
        return Statistics(count, low, high, mean, sqrt(square), zeros, 0)
    finite = flat[np.isfinite(flat)].astype(np.float64)
    if not finite.size:
        return Statistics(count, nan, nan, nan, nan, zeros, count)
    return Statistics(
        count,
        float(finite.min()),
        float(finite.max()),
        float(finite.mean()),
        float(finite.std()),
        zeros,
        count - finite.size,
    )


@dataclass
class _Output:
    """What is known of the output of a module."""

    shape: tuple[int, ...]
    statistics: Statistics
    values: NDArray[np.float32] | None
    calls: int = 1
    channels_last: bool = False


class _Kept:
    """What the modules have put out, by their identity."""

    def __init__(self, largest: int, together: int, copy: bool) -> None:
        self.of: dict[int, _Output] = {}
        self._largest, self._left, self._copy = largest, together, copy
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
        """What only passes on the numbers that came last, maybe in another shape, shares them."""
        shape, before = tuple(output.shape[1:]), self._last
        if before is not None and _same(before[0], output) and before[1] == output._version:
            values = before[2].values
            return replace(before[2], shape=shape, values=None if values is None else values.reshape(shape))
        plain = _as_floats(output)
        found = _Output(shape, _figures(plain.reshape(-1)), None)
        if found.statistics.count <= min(self._largest, self._left):
            self._left -= found.statistics.count
            found.values = np.array(plain[0], np.float32, order="C", copy=True if self._copy else None)
            found.values.setflags(write=False)
        self._last = (output, output._version, found)
        return found


def _same(one: Tensor, other: Tensor) -> bool:
    """Whether both are the same numbers in the same order."""
    return one is other or (
        one.data_ptr() == other.data_ptr()
        and one.numel() == other.numel()
        and one.is_contiguous()
        and other.is_contiguous()
        and one.dtype == other.dtype
    )


def _channels_last(module: nn.Module, output: Tensor, before: bool) -> bool:
    """Whether maps have their channels as the last axis, as in parts of Swin and ConvNeXt; most layers leave that as it is."""
    if output.dim() != 4:
        return False
    if type(module).__name__ == "Permute":
        return tuple(getattr(module, "dims", ())) == (0, 2, 3, 1)
    if isinstance(module, nn.Linear) or type(module) is nn.LayerNorm:
        return True
    return before and not isinstance(module, MAKE_CHANNELS_FIRST)
