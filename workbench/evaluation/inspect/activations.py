"""What every layer of a model makes of one sample, with a few statistics."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Any

import numpy as np
from numpy.typing import NDArray
from torch import Tensor

from workbench.evaluation.inspect.layers import Axes, LayerRow
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
    """Run a prepared sample (:class:`Judgement`'s ``seen``) through the model and keep what every layer puts out."""
    raise NotImplementedError


def statistics_of(values: Tensor) -> Statistics:
    """The same numbers of any tensor."""
    raise NotImplementedError
