"""The layers of a trained model as they are looked at: by address, a container before what is inside it."""

from __future__ import annotations

from collections.abc import Collection, Iterator, Mapping
from dataclasses import dataclass
from functools import lru_cache
from typing import Any
from weakref import WeakKeyDictionary

import numpy as np
import torch
from numpy.typing import NDArray
from torch import Tensor, nn

from workbench.catalog.layers.backbone import Backbone
from workbench.evaluation.trained import Trained
from workbench.spec.containers import Container, Path, address_of
from workbench.spec.own import is_own
from workbench.spec.parts import Layer
from workbench.spec.problems import ExperimentError, problem
from workbench.training.places import places_in

Axes = tuple[str, ...]
"""What the axes of an output are, without the batch: some of channel, depth, height, width, step, feature."""

Shapes = Mapping[str, tuple[int, ...]]
"""Of outputs without the batch, by the address of the layer."""

STEPS_FIRST = ("Embedding", "RNN", "LSTM", "GRU", "MultiheadAttention", "TransformerEncoderLayer", "PositionalEncoding")
CHANNELS_FIRST = ("Conv", "MaxPool", "AvgPool", "Adaptive", "BatchNorm", "InstanceNorm", "GroupNorm", "Upsample", "Flatten",
                  "Unflatten")  # fmt: skip


@dataclass(frozen=True)
class LayerRow:
    """One layer: ``type`` as in the file (or PyTorch's, for a part), how deep it lies, whether it is made of others that
    are listed after it, whether its weights can be looked at (:mod:`workbench.evaluation.inspect.filters`), and how many heads
    attend in it (:mod:`workbench.evaluation.inspect.attention`)."""

    address: str
    type: str
    depth: int = 0
    container: bool = False
    has_filters: bool = False
    heads: int = 0


@dataclass(frozen=True)
class Spot:
    """A layer with its module. ``layer`` is None for a part. It never leaves the thread of the model."""

    row: LayerRow
    module: nn.Module
    layer: Layer | None = None


def layers_of(trained: Trained) -> tuple[LayerRow, ...]:
    """Every layer that is switched on, and the parts of torchvision's networks and own blocks."""
    return tuple(spot.row for spot in spots(trained))


def spots(trained: Trained) -> tuple[Spot, ...]:
    """The same, with the modules."""
    return _about(trained).spots


def spot_at(trained: Trained, address: str) -> Spot:
    """The layer of that address. Raises :class:`ExperimentError` if there is none that is switched on."""
    found = next((spot for spot in spots(trained) if spot.row.address == address), None)
    if found is None:
        what = "The model has no layer {name} that is switched on."
        raise ExperimentError([problem("", what, "Name one of those that are listed.", name=address)])
    return found


def batch_of(seen: NDArray[Any]) -> Tensor:
    """A prepared sample as a batch of one, of its own memory: float32, or int64 for tokens."""
    sample = torch.tensor(seen)
    return (sample if sample.dtype == torch.int64 else sample.float())[None]


def frozen_array(values: Tensor, *, copy: bool = True) -> NDArray[np.float32]:
    """A copy, read-only: what follows may write over the tensor (ReLU with inplace). ``copy`` False: the tensor's own numbers, where
    they are float32 in their order, since nobody writes over them (:func:`writes_over`)."""
    numbers = values.detach()
    plain = numbers if numbers.dtype in (torch.float32, torch.float64, torch.int64) else numbers.float()
    found: NDArray[np.float32] = np.array(plain.numpy(), np.float32, order="C", copy=True if copy else None)
    found.setflags(write=False)
    return found


def writes_over(trained: Trained) -> bool:
    """Whether a layer may write over its input: one that says so (inplace), or one that is neither PyTorch's nor the program's."""
    return _about(trained).writes_over


def has_filters(module: nn.Module) -> bool:
    """Whether it has a matrix or more of weights that belong to its outputs."""
    weight = getattr(module, "weight", None)
    return isinstance(weight, Tensor) and weight.dim() >= 2 and not isinstance(module, nn.Bilinear)


def attention_of(module: nn.Module) -> nn.MultiheadAttention | None:
    """The attention that it is, or that is its own; not that of a layer within it."""
    if isinstance(module, nn.MultiheadAttention):
        return module
    found = [each for each in module.children() if isinstance(each, nn.MultiheadAttention)]
    return found[0] if len(found) == 1 else None


def input_axes(shape: tuple[int, ...], tokens: bool) -> Axes:
    """Those of a prepared sample."""
    if len(shape) == 1:
        return ("step",) if tokens else ("feature",)
    return _by_rank(len(shape)) or ("channel", "step")


def axes_of(trained: Trained, shapes: Shapes, given: Axes, turned: Collection[str] = ()) -> dict[str, Axes]:
    """What the axes of each layer's output are, by address; ``shapes`` are those of the outputs without the batch. Of the
    parts in ``turned``, the channels come last."""
    asked = (tuple(shapes.items()), given, frozenset(turned))
    about = _about(trained)
    if about.axes is None or about.axes[0] != asked:
        about.axes = asked, _axes(trained, shapes, given, turned)
    return about.axes[1]


def _axes(trained: Trained, shapes: Shapes, given: Axes, turned: Collection[str]) -> dict[str, Axes]:
    found: dict[str, Axes] = {}
    _follow(trained.experiment.model.layers, (), "sequence", given, shapes, found)
    for address, shape in shapes.items():
        axes = ("height", "width", "channel") if address in turned and len(shape) == 3 else _by_rank(len(shape))
        found.setdefault(address, axes or ("step", "feature"))
    return found


@dataclass
class _About:
    """What follows from a model alone, whatever its weights are; ``axes`` are those that were asked for last."""

    spots: tuple[Spot, ...]
    writes_over: bool
    axes: tuple[object, dict[str, Axes]] | None = None


_known: WeakKeyDictionary[Trained, _About] = WeakKeyDictionary()


def _about(trained: Trained) -> _About:
    """Found once for each model."""
    found = _known.get(trained)
    if found is None:
        known = ("torch.nn.", "workbench.modules.")
        writes = any(
            getattr(module, "inplace", False) or not type(module).__module__.startswith(known)
            for module in trained.model.modules()
        )
        found = _known[trained] = _About(tuple(_spots(trained.experiment.model.layers, (), trained.model)), writes)
    return found


_address = lru_cache(maxsize=4096)(address_of)


def _spots(layers: tuple[Layer, ...], container: Path, above: nn.Module) -> Iterator[Spot]:
    for number, place in enumerate(places_in(layers, container)):
        module: nn.Module = above[number]  # type: ignore[index]
        layer, depth = place.layer, len(place.path) - 1
        inside = isinstance(layer, Container)
        parts = isinstance(layer, Backbone) or is_own(layer)
        address = _address(place.path)
        row = LayerRow(
            address,
            layer.type,
            depth,
            inside or parts,
            not inside and has_filters(module),
            0 if inside else _heads(module),
        )
        yield Spot(row, module, layer)
        if isinstance(layer, Container):
            yield from _spots(layer.layers, place.path, module)
        elif parts:
            yield from _parts(address, depth, module)


def _parts(address: str, depth: int, module: nn.Module) -> Iterator[Spot]:
    for name, part in module.named_modules():
        if name:
            deeper, whole = depth + 1 + name.count("."), any(True for _ in part.children())
            row = LayerRow(
                f"{address}:{name}", type(part).__name__, deeper, whole, not whole and has_filters(part), _heads(part)
            )
            yield Spot(row, part)


def _heads(module: nn.Module) -> int:
    found = attention_of(module)
    return int(found.num_heads) if found is not None else 0


def _by_rank(rank: int) -> Axes | None:
    """None: two axes, which are channels of steps or steps of features."""
    known: dict[int, Axes] = {
        0: (),
        1: ("feature",),
        3: ("channel", "height", "width"),
        4: ("channel", "depth", "height", "width"),
    }
    return None if rank == 2 else known.get(rank, tuple(f"axis {number}" for number in range(1, rank + 1)))


def _follow(
    layers: tuple[Layer, ...], container: Path, flow: str, given: Axes, shapes: Shapes, found: dict[str, Axes]
) -> Axes:
    """Through the layers of a list, one after another or each on the same input; what the last of them gives."""
    last = given
    for place in places_in(layers, container):
        layer = place.layer
        came = given
        if isinstance(layer, Container):
            came = _follow(layer.layers, place.path, layer.flow, given, shapes, found)
        address = _address(place.path)
        if address in shapes:
            came = _after(layer, came, len(shapes[address]))
        last = found[address] = came
        if flow == "sequence":
            given = came
    return last


def _after(layer: Layer, given: Axes, rank: int) -> Axes:
    by_rank = _by_rank(rank)
    if by_rank is not None:
        return ("step",) if rank == 1 and given == ("step",) and layer.takes == "any" else by_rank
    if layer.type == "Permute" and len(given) == 2:
        turned = tuple(getattr(layer, "dims", ())) != (1, 2)
        return ("step", "feature") if turned == ("channel" in given) else ("channel", "step")
    if layer.type in STEPS_FIRST:
        return "step", "feature"
    if layer.type.startswith(CHANNELS_FIRST):
        return "channel", "step"
    return given if len(given) == 2 else ("step", "feature")
