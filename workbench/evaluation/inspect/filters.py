"""The weights of a layer as pictures and bars."""

from __future__ import annotations

from dataclasses import dataclass
from math import prod
from typing import Any, Literal

import numpy as np
from numpy.typing import NDArray
from torch import Tensor, nn

from workbench.data.tokens import Tokenize
from workbench.evaluation.inspect.layers import Spot, frozen_array, spot_at
from workbench.evaluation.trained import Trained
from workbench.spec.problems import ExperimentError, problem
from workbench.training.places import in_a_row

IN_PLACE = ("Flatten", "Dropout", "AlphaDropout", "Identity", "BatchNorm1d")
"""Layers before a Linear that leave every number of a picture where it is."""

MOST = 4096
"""So many filters or rows are given at once."""

Kind = Literal["kernels", "pictures", "rows", "matrix"]


@dataclass(frozen=True)
class Filters:
    """The weights of a layer: ``values`` (out, …) float32, one entry of the first axis for each output.

    ``kind``: ``kernels``, of a convolution (out, in / groups, *kernel), of a transposed one too (turned to that order);
    ``pictures``, of a Linear right behind the Flatten of an image (out, C, H, W); ``rows``, of an Embedding (tokens,
    features), with ``names`` of the tokens; ``matrix``, any other (out, in). ``first`` is the number of the first one,
    ``total`` how many there are; ``biases`` (out,) where the layer has them.
    """

    address: str
    type: str
    kind: Kind
    values: NDArray[np.float32]
    total: int
    first: int = 0
    names: tuple[str, ...] = ()
    biases: NDArray[np.float32] | None = None


def filters(trained: Trained, address: str, *, first: int = 0, most: int = MOST) -> Filters:
    """The weights of a layer, at most ``most`` of its outputs from number ``first``. Raises :class:`ExperimentError` for a
    layer that has none (:attr:`LayerRow.has_filters`)."""
    spot = spot_at(trained, address)
    module = spot.module
    if not spot.row.has_filters:
        raise ExperimentError([
            problem(address, "{layer} has no weights that could be drawn.", "Choose a convolution, a Linear or an Embedding.",
                    layer=spot.row.type)
        ])  # fmt: skip
    weight = module.weight
    assert isinstance(weight, Tensor)
    values, kind = _laid_out(trained, spot, weight.detach())
    total = len(values)
    first = max(0, min(first, total - 1))
    bias = getattr(module, "bias", None)
    return Filters(
        address,
        spot.row.type,
        kind,
        frozen_array(values[first : first + most]),
        total,
        first,
        _tokens(trained, total)[first : first + most] if kind == "rows" else (),
        frozen_array(bias[first : first + most]) if isinstance(bias, Tensor) else None,
    )


def normalised(values: NDArray[Any], *, each: bool = False, signed: bool = True) -> NDArray[np.float32]:
    """Filters (out, …) for drawing; ``each`` on its own scale, or all on one.

    ``signed``: −1 to 1, in which 0 stays 0 (colours with a middle); else 0 to 1 from the least to the greatest (grey, or
    red, green and blue). What is the same everywhere becomes 0. Numbers that are not finite stay so and do not count.
    """
    numbers = np.asarray(values, np.float64)
    if not numbers.size:
        return numbers.astype(np.float32)
    axes = tuple(range(1, numbers.ndim)) if each else tuple(range(numbers.ndim))
    finite = np.isfinite(numbers)
    if signed:
        low: Any = 0.0
        width = np.abs(numbers).max(axes, where=finite, initial=0.0, keepdims=True)
    else:
        low = numbers.min(axes, where=finite, initial=np.inf, keepdims=True)
        width = numbers.max(axes, where=finite, initial=-np.inf, keepdims=True) - low
    usable = np.isfinite(width) & (width > 0)
    scaled = (numbers - np.where(usable, low, 0)) / np.where(usable, width, 1)
    found: NDArray[np.float32] = np.where(usable | ~finite, scaled, 0).astype(np.float32)
    return found


def _laid_out(trained: Trained, spot: Spot, weight: Tensor) -> tuple[Tensor, Kind]:
    """With one entry of the first axis for each output."""
    module = spot.module
    if isinstance(module, nn.modules.conv._ConvTransposeNd):  # (in, out / groups, …)
        groups = module.groups
        split = weight.reshape(groups, -1, *weight.shape[1:]).transpose(1, 2)
        return split.flatten(0, 1), "kernels"
    if isinstance(module, nn.modules.conv._ConvNd):
        return weight, "kernels"
    if isinstance(module, nn.Embedding):
        return weight, "rows"
    shape = _picture_before(trained, spot.row.address)
    if isinstance(module, nn.Linear) and shape is not None and prod(shape) == weight.shape[1]:
        return weight.reshape(-1, *shape), "pictures"
    return weight, "matrix"


def _picture_before(trained: Trained, address: str) -> tuple[int, ...] | None:
    """The shape of the image (C, H, W) that a Linear looks at, if only what keeps its numbers in their places is before it."""
    shape = tuple(trained.input_shape)
    if len(shape) != 3:
        return None
    for place in in_a_row(trained.experiment):
        if place.address == address:
            return shape
        if place.layer.type not in IN_PLACE:
            return None
    return None


def _tokens(trained: Trained, count: int) -> tuple[str, ...]:
    """What the rows of an Embedding stand for; empty where that is not known."""
    step = next((each for each in trained.pipeline.fitted.values() if isinstance(each, Tokenize)), None)
    names = tuple(step.state.get("tokens", ())) if step is not None else ()
    return names if len(names) == count else ()
