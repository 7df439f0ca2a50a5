"""Which inputs one number inside of the model can see, and which of them it heeds."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Any

import numpy as np
from numpy.typing import NDArray

from workbench.evaluation.trained import Trained

Position = tuple[int, ...]
"""A place in the output of a layer, without the batch: (channel, row, column), (step, feature), (unit,) …"""


@dataclass(frozen=True)
class ReceptiveField:
    """The inputs on which the number at ``position`` depends.

    ``mask`` (*input shape) bool: those that can have any effect, whatever the weights are; ``box``: their bounds, for each
    axis of the input (first, one after the last); None where there are none. ``effective`` (*input shape) float32: the size
    of the gradient of that number for this sample and these weights, of a token the length of the gradient at its
    embedding. ``exact`` is False where a layer of the user's own is on the way: what it connects was found by trying.
    """

    address: str
    position: Position
    mask: NDArray[np.bool_]
    box: tuple[tuple[int, int], ...] | None
    effective: NDArray[np.float32] | None = None
    exact: bool = True

    @property
    def size(self) -> tuple[int, ...]:
        """How many inputs the box has along each axis."""
        return tuple(end - start for start, end in self.box or ())


def receptive_field(
    trained: Trained, seen: NDArray[Any], address: str, position: Position, *, effective: bool = True
) -> ReceptiveField:
    """The receptive field of one number in the output of a layer.

    Raises :class:`ExperimentError` for a layer that is not there, and for a position outside of its output.
    """
    raise NotImplementedError
