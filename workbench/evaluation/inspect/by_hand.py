"""One number of a layer, worked out as on paper: the window of the input, the weights, the products, their sum."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Any, Literal

import numpy as np
from numpy.typing import NDArray

from workbench.evaluation.inspect.receptive_field import Position
from workbench.evaluation.trained import Trained

Operation = Literal["sum", "maximum", "mean"]


@dataclass(frozen=True)
class ByHand:
    """How the number at ``position`` of a layer's output comes about.

    ``window`` float32 has the inputs that it is made of, padding included: of a convolution (in / groups, *kernel), of a
    pooling (*kernel), of a Linear (in,). ``inside`` (bool, of the window's shape) is False where that is padding.
    ``kernel`` and ``products`` have the window's shape; a pooling has neither. ``start`` and ``step`` say, for each axis of
    the window, where it begins in the layer's input and how far apart its numbers are there: the first axis (channels) of a
    convolution included; a start below 0 lies in the padding. ``operation`` is what is done with the products (or with the
    window): they are summed, the greatest is taken, or the mean, over ``divisor`` numbers. ``result`` is what comes of it,
    with ``bias``, in float64; ``output`` is the layer's own number.
    """

    address: str
    type: str
    position: Position
    operation: Operation
    window: NDArray[np.float32]
    inside: NDArray[np.bool_]
    start: tuple[int, ...]
    step: tuple[int, ...]
    result: float
    output: float
    kernel: NDArray[np.float32] | None = None
    products: NDArray[np.float32] | None = None
    bias: float | None = None
    channel: int | None = None
    """Of a pooling: the channel of the input, which is that of the output."""
    divisor: int | None = None


def can_be_worked_out(type_: str) -> bool:
    """Whether :func:`by_hand` knows layers of this type."""
    raise NotImplementedError


def by_hand(trained: Trained, seen: NDArray[Any], address: str, position: Position) -> ByHand:
    """Work out one number of a layer for a prepared sample: Conv1d, Conv2d, MaxPool, AvgPool (1d, 2d), Linear.

    Raises :class:`ExperimentError` for other layers, in words, and for a position outside of the output.
    """
    raise NotImplementedError
