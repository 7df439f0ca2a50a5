"""Grad-CAM: which places of a layer's maps speak for the answer (Selvaraju et al. 2017)."""

from __future__ import annotations

from typing import Any

import torch
from numpy.typing import NDArray
from torch import Tensor
from torch.nn import functional

from workbench.evaluation.inspect.activations import Activation, activations
from workbench.evaluation.inspect.asked import Asked
from workbench.evaluation.inspect.entry import Entry, outputs_of
from workbench.evaluation.inspect.layers import batch_of, spot_at
from workbench.evaluation.inspect.receptive_field import unused
from workbench.evaluation.trained import Trained
from workbench.spec.problems import ExperimentError, problem

MODES = {1: "linear", 2: "bilinear", 3: "trilinear"}


def layers_for_grad_cam(trained: Trained, seen: NDArray[Any]) -> tuple[str, ...]:
    """The addresses of the layers whose output is maps (C, h, w) or a series (C, t) that are larger than one place."""
    return tuple(each.row.address for each in _with_places(trained, seen))


def chosen_layer(trained: Trained, seen: NDArray[Any]) -> str:
    """The last convolution, with the norm and the activation that follow it (the paper's rectified maps); of a network of
    torchvision its last part with maps. Raises :class:`ExperimentError`."""
    found = _with_places(trained, seen)
    if not found:
        raise ExperimentError([
            problem("", "Grad-CAM needs a layer with maps, and this model has none.", "Choose another method.")
        ])  # fmt: skip
    last = found[-1].row.address
    inside, mark, _ = last.partition(":")
    parts = [each.row.address for each in found
             if mark and each.row.address.startswith(f"{inside}:") and not each.row.type.startswith("Adaptive")]  # fmt: skip
    whole = [address for address in parts if "." not in address.partition(":")[2]]
    if whole:
        return whole[-1]
    convolutions = [number for number, each in enumerate(found) if each.row.type.startswith("Conv")]
    if not convolutions:
        return last
    number = convolutions[-1]
    for place in range(number + 1, len(found)):
        if found[place].shape != found[number].shape or not _follows(trained, found[place].row.address):
            break
        number = place
    return found[number].row.address


def grad_cam(trained: Trained, asked: Asked, address: str) -> Tensor:
    """The maps of a layer, each weighted by the mean of its gradient, summed, and cut off below 0: (h, w) or (t,)."""
    spot = spot_at(trained, address)
    axes = {each.row.address: each.axes for each in _with_places(trained, asked.sample[0].numpy())}.get(address)
    if axes is None:
        raise ExperimentError([
            problem(address, "{layer} puts out no maps of more than one place.", "Choose a convolution.", layer=spot.row.type)
        ])  # fmt: skip
    entry = Entry(trained, asked.sample[0].numpy())
    start = entry.start.clone().requires_grad_()
    with torch.enable_grad(), outputs_of(spot.module) as outputs:
        number = asked.scores(entry.run(start)).sum()
        if not outputs:
            raise unused(spot.row)
        maps = outputs[-1]
        found = torch.autograd.grad(number, maps, allow_unused=True)[0] if number.requires_grad else None
    gradient = torch.zeros_like(maps) if found is None else found
    if axes[0] not in ("channel", "feature"):
        maps, gradient = maps.movedim(-1, 1), gradient.movedim(-1, 1)
    weights = gradient.mean(tuple(range(2, gradient.dim())), keepdim=True)
    return (weights * maps.detach()).sum(1)[0].clamp(min=0)


def enlarged(places: Tensor, size: tuple[int, ...]) -> Tensor:
    """Blended to the size of the input, where it has as many axes."""
    if places.dim() != len(size):
        return places
    return functional.interpolate(places[None, None], size=size, mode=MODES[len(size)], align_corners=False)[0, 0]


def _follows(trained: Trained, address: str) -> bool:
    """Whether it is a norm or an activation."""
    layer = spot_at(trained, address).layer
    return layer is not None and type(layer).group in ("Activation", "Normalization")


def _with_places(trained: Trained, seen: NDArray[Any]) -> list[Activation]:
    found = activations(trained, seen, largest=0).layers
    places = len(batch_of(seen).shape) - (1 if seen.dtype.kind == "i" else 2)
    return [each for each in found if len(each.axes) >= 2 and len(each.axes) - 1 == places and _more_than_one(each)]


def _more_than_one(each: Activation) -> bool:
    """Whether there are several places, and something is said of each."""
    places = [size for name, size in zip(each.axes, each.shape, strict=True) if name not in ("channel", "feature")]
    return len(places) == len(each.axes) - 1 and max(places, default=1) > 1
