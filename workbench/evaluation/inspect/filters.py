"""The weights of a layer as pictures and bars."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Any, Literal

import numpy as np
from numpy.typing import NDArray

from workbench.evaluation.trained import Trained

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
    raise NotImplementedError


def normalised(values: NDArray[Any], *, each: bool = False, signed: bool = True) -> NDArray[np.float32]:
    """Filters (out, …) for drawing; ``each`` on its own scale, or all on one.

    ``signed``: −1 to 1, in which 0 stays 0 (colours with a middle); else 0 to 1 from the least to the greatest (grey, or
    red, green and blue). What is the same everywhere becomes 0. Numbers that are not finite stay so and do not count.
    """
    raise NotImplementedError
