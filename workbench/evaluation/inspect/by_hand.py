"""One number of a layer, worked out as on paper: the window of the input, the weights, the products, their sum."""

from __future__ import annotations

from dataclasses import dataclass
from math import prod
from typing import Any, Literal

import numpy as np
import torch
from numpy.typing import NDArray
from torch import Tensor, nn
from torch.nn import functional

from workbench.evaluation.inspect.entry import outputs_of
from workbench.evaluation.inspect.layers import LayerRow, Spot, batch_of, frozen_array, spot_at
from workbench.evaluation.inspect.passing import sizes
from workbench.evaluation.inspect.receptive_field import Position, checked_position, unused
from workbench.evaluation.trained import Trained
from workbench.spec.problems import ExperimentError, problem

Operation = Literal["sum", "maximum", "mean"]


@dataclass(frozen=True)
class ByHand:
    """How the number at ``position`` of a layer's output comes about.

    ``window`` float32 has the inputs that it is made of, padding included (0, as the layer pads; −inf
    around a maximum): of a convolution (in / groups, *kernel), of a
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
    return (
        type_.startswith(("Conv", "MaxPool", "AvgPool", "Adaptive")) and "Transpose" not in type_
    ) or type_ == "Linear"


def by_hand(trained: Trained, seen: NDArray[Any], address: str, position: Position) -> ByHand:
    """Work out one number of a layer for a prepared sample: convolutions, poolings, Linear.

    Raises :class:`ExperimentError` for other layers, in words, and for a position outside of the output.
    """
    spot = spot_at(trained, address)
    _refuse_others(spot.row)
    given, output = _through(trained, seen, spot)
    place = checked_position(spot.row, position, tuple(output.shape))
    module: Any = spot.module
    if isinstance(module, nn.Linear):
        worked = _linear(module, given, place)
    elif isinstance(module, nn.modules.conv._ConvNd):
        worked = _convolution(module, given, place)
    elif spot.row.type.startswith("Adaptive"):
        worked = _adaptive(module, given, place, tuple(output.shape[1:]))
    else:
        worked = _pooling(module, given, place)
    return ByHand(address, spot.row.type, place, output=float(output[place]), **worked)


def _refuse_others(row: LayerRow) -> None:
    if can_be_worked_out(row.type):
        return
    what = "{layer} is not made of one window of its input."
    if row.type.startswith("ConvTranspose"):
        what = "{layer} works the other way round: it spreads each of its inputs over a window of the output."
    remedy = "Choose a convolution, a pooling or a Linear."
    raise ExperimentError([problem(row.address, what, remedy, layer=row.type)])


def _through(trained: Trained, seen: NDArray[Any], spot: Spot) -> tuple[Tensor, Tensor]:
    """The layer's input and output for the sample, without the batch."""
    given: list[Tensor] = []
    hook = spot.module.register_forward_pre_hook(lambda _module, inputs: given.append(inputs[0].clone()))
    try:
        with torch.no_grad(), outputs_of(spot.module) as found:
            trained.model(batch_of(seen))
    finally:
        hook.remove()
    if not found:
        raise unused(spot.row)
    return given[-1][0], found[-1][0]


def _linear(module: nn.Linear, given: Tensor, place: Position) -> dict[str, Any]:
    window, bias = given[place[:-1]], module.bias
    weighed = _weighed(window, module.weight[place[-1]], None if bias is None else bias[place[-1]])
    return weighed | {"inside": _bools(torch.ones_like(window)), "start": (0,), "step": (1,)}


def _convolution(module: Any, given: Tensor, place: Position) -> dict[str, Any]:
    edges = module._reversed_padding_repeated_twice
    mode = "constant" if module.padding_mode == "zeros" else module.padding_mode
    padded, real = functional.pad(given[None], edges, mode=mode)[0], functional.pad(torch.ones_like(given), edges)
    wide = module.in_channels // module.groups
    group = place[0] // (module.out_channels // module.groups)
    first = [at * stride for at, stride in zip(place[1:], module.stride, strict=True)]
    cut = (
        slice(group * wide, (group + 1) * wide),
        *(slice(at, at + step * (size - 1) + 1, step)
          for at, size, step in zip(first, module.kernel_size, module.dilation, strict=True)),
    )  # fmt: skip
    start = (group * wide, *(at - before for at, before in zip(first, edges[-2::-2], strict=True)))
    bias = None if module.bias is None else module.bias[place[0]]
    weighed = _weighed(padded[cut], module.weight[place[0]], bias)
    return weighed | {"inside": _bools(real[cut]), "start": start, "step": (1, *module.dilation)}


def _pooling(module: Any, given: Tensor, place: Position) -> dict[str, Any]:
    rank = given.dim() - 1
    kernel, padding = sizes(module.kernel_size, rank), sizes(module.padding, rank)
    stride = sizes(module.kernel_size if module.stride is None else module.stride, rank)
    step = sizes(getattr(module, "dilation", 1), rank)
    start = tuple(at * each - before for at, each, before in zip(place[1:], stride, padding, strict=True))
    ends = [(size - 1) * far + 1 for size, far in zip(kernel, step, strict=True)]
    maximum = isinstance(module, nn.modules.pooling._MaxPoolNd)
    edges = [amount for at, end, size in reversed(list(zip(start, ends, given.shape[1:], strict=True)))
             for amount in (max(0, -at), max(0, at + end - size))]  # fmt: skip
    padded = functional.pad(given[place[0]], edges, value=float("-inf") if maximum else 0.0)
    real = functional.pad(torch.ones_like(given[place[0]]), edges)
    cut = tuple(slice(max(at, 0), max(at, 0) + end, far) for at, end, far in zip(start, ends, step, strict=True))
    window, inside = padded[cut], real[cut] > 0
    found = {
        "window": frozen_array(window),
        "inside": _bools(inside),
        "start": start,
        "step": step,
        "channel": place[0],
    }
    if maximum:
        return found | {"operation": "maximum", "result": window.max().item()}
    counted = [min(at + end, size + before) - at
               for at, end, size, before in zip(start, ends, given.shape[1:], padding, strict=True)]  # fmt: skip
    number = prod(counted) if module.count_include_pad else int(inside.sum())
    number = getattr(module, "divisor_override", None) or number
    return found | {"operation": "mean", "divisor": number, "result": window.double().sum().item() / number}


def _adaptive(module: Any, given: Tensor, place: Position, size: tuple[int, ...]) -> dict[str, Any]:
    """The window from ⌊i·L / n⌋ to ⌈(i + 1)·L / n⌉."""
    start = tuple(at * long // count for at, long, count in zip(place[1:], given.shape[1:], size, strict=True))
    ends = (-(-(at + 1) * long // count) for at, long, count in zip(place[1:], given.shape[1:], size, strict=True))
    cut: tuple[Any, ...] = (place[0], *(slice(at, end) for at, end in zip(start, ends, strict=True)))
    window = given[cut]
    found = {"window": frozen_array(window), "inside": _bools(torch.ones_like(window)), "start": start,
             "step": (1,) * len(start), "channel": place[0]}  # fmt: skip
    if isinstance(module, nn.modules.pooling._AdaptiveMaxPoolNd):
        return found | {"operation": "maximum", "result": window.max().item()}
    return found | {"operation": "mean", "divisor": window.numel(), "result": window.double().mean().item()}


def _weighed(window: Tensor, kernel: Tensor, bias: Tensor | None) -> dict[str, Any]:
    """The sum of the products and the bias, in float64."""
    products = window.double() * kernel.detach().double()
    result = products.sum().item() + (0.0 if bias is None else bias.item())
    return {
        "operation": "sum",
        "window": frozen_array(window),
        "kernel": frozen_array(kernel),
        "products": frozen_array(products),
        "bias": None if bias is None else bias.item(),
        "result": result,
    }


def _bools(values: Tensor) -> NDArray[np.bool_]:
    found: NDArray[np.bool_] = (values != 0).numpy()
    found.setflags(write=False)
    return found
