"""Which inputs one number inside of the model can see, and which of them it heeds."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Any

import numpy as np
import torch
from numpy.typing import NDArray
from torch import Tensor

from workbench.evaluation.inspect.connections import Skeleton
from workbench.evaluation.inspect.entry import Entry, outputs_of
from workbench.evaluation.inspect.layers import LayerRow, Spot, spot_at, spots
from workbench.evaluation.trained import Trained
from workbench.spec.own import is_own
from workbench.spec.problems import ExperimentError, problem
from workbench.spec.shapes import show

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
    spot = spot_at(trained, address)
    listed = spots(trained)
    own = {id(each.module) for each in listed if each.layer is not None and is_own(each.layer)}
    whole = next((each.module for each in listed if each.row.address == address.partition(":")[0]), None)
    skeleton = Skeleton(trained.model, own, whole if address != address.partition(":")[0] else None)
    start = torch.ones((1, *seen.shape), requires_grad=True)
    try:
        output = skeleton.run(spot.module, start)
    except LookupError:
        raise unused(spot.row) from None
    number = output[0][checked_position(spot.row, position, tuple(output.shape[1:]))]
    mask = _gradient(number, start) != 0
    found = _effective(trained, seen, spot, position) if effective else None
    return ReceptiveField(address, tuple(position), mask, _box(mask), found, skeleton.exact)


def checked_position(row: LayerRow, position: Position, shape: tuple[int, ...]) -> Position:
    """The position, if the output has it. Raises :class:`ExperimentError`."""
    place = tuple(int(each) for each in position)
    if len(place) != len(shape) or any(not 0 <= each < size for each, size in zip(place, shape, strict=True)):
        raise ExperimentError([
            problem(row.address, "The output of {layer} is {shape}; it has no number at {position}.",
                    "Name a number from 0 for each axis.", layer=row.type, shape=show(shape), position=place)
        ])  # fmt: skip
    return place


def unused(row: LayerRow) -> ExperimentError:
    """That a part is never called by itself."""
    what = "{layer} puts nothing out: the network uses its weights without calling it."
    return ExperimentError([problem(row.address, what, "Choose the layer around it.", layer=row.type)])


def _effective(trained: Trained, seen: NDArray[Any], spot: Spot, position: Position) -> NDArray[np.float32]:
    entry = Entry(trained, seen)
    start = entry.start.clone().requires_grad_()
    with outputs_of(spot.module) as found:
        entry.run(start)
    gradient = _gradient(found[-1][0][position], start)
    values: NDArray[Any] = np.linalg.norm(gradient, axis=-1) if entry.tokens else np.abs(gradient)
    return values.astype(np.float32)


def _gradient(number: Tensor, start: Tensor) -> NDArray[Any]:
    """Of the only sample (…); zeros where nothing depends on the input."""
    if not number.requires_grad:
        return np.zeros(start.shape[1:], np.float32)
    (found,) = torch.autograd.grad(number, start, allow_unused=True)
    return np.zeros(start.shape[1:], np.float32) if found is None else found[0].numpy()


def _box(mask: NDArray[np.bool_]) -> tuple[tuple[int, int], ...] | None:
    if not mask.any():
        return None
    return tuple((int(places.min()), int(places.max()) + 1) for places in np.nonzero(mask))
