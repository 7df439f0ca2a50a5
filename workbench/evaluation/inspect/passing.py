"""How each kind of layer connects its outputs with its inputs: linear maps with positive weights, of the same pattern.

Each takes the layer, of which only sizes are read, and ones (B, …); what comes out is not looked at, only its gradient.
"""

from __future__ import annotations

from collections.abc import Callable
from typing import Any

import torch
from torch import Tensor, nn
from torch.nn import functional

CONV = (functional.conv1d, functional.conv2d, functional.conv3d)
TRANSPOSED = (functional.conv_transpose1d, functional.conv_transpose2d, functional.conv_transpose3d)
ADAPTIVE = (functional.adaptive_avg_pool1d, functional.adaptive_avg_pool2d, functional.adaptive_avg_pool3d)


def by_place(_module: nn.Module, x: Tensor) -> Tensor:
    """What works on each number by itself."""
    return x


def as_it_is(module: nn.Module, x: Tensor) -> Tensor:
    """What is linear and has no weights."""
    found: Tensor = module(x)
    return found


def mixed(x: Tensor, dims: tuple[int, ...]) -> Tensor:
    """Each with all along these axes."""
    return x + x.mean(dims, keepdim=True)


def batch_norm(module: Any, x: Tensor) -> Tensor:
    """In evaluation mode by place; where it keeps no running mean, each with all of its channel."""
    return x if module.running_mean is not None or x.dim() < 3 else mixed(x, tuple(range(2, x.dim())))


def instance_norm(module: Any, x: Tensor) -> Tensor:
    """Each with all of its channel."""
    return x if module.running_mean is not None else mixed(x, tuple(range(2, x.dim())))


def layer_norm(module: Any, x: Tensor) -> Tensor:
    """Each with all along the last axes."""
    return mixed(x, tuple(range(-len(module.normalized_shape), 0)))


def group_norm(module: Any, x: Tensor) -> Tensor:
    """Each with all of its group of channels."""
    groups = x.reshape(len(x), module.num_groups, -1, *x.shape[2:])
    return mixed(groups, tuple(range(2, groups.dim()))).flatten(1, 2)


def softmax(module: Any, x: Tensor) -> Tensor:
    """Each with all along its axis."""
    return mixed(x, (module.dim if module.dim is not None else 1,))


def linear(module: Any, x: Tensor) -> Tensor:
    """Every output with every feature."""
    return x.mean(-1, keepdim=True).expand(*x.shape[:-1], module.out_features)


def embedding(module: Any, x: Tensor) -> Tensor:
    """Every feature with its token; the tokens are ones, too."""
    return x[..., None].expand(*x.shape, module.embedding_dim)


def convolution(module: Any, x: Tensor) -> Tensor:
    """Its own window, in which no weight is 0, on all channels of a group together."""
    rank = len(module.kernel_size)
    mode = "constant" if module.padding_mode == "zeros" else module.padding_mode
    padded = functional.pad(_groups(x, module.groups), module._reversed_padding_repeated_twice, mode=mode)
    weight = padded.new_ones((1, 1, *module.kernel_size))
    found = CONV[rank - 1](padded, weight, stride=module.stride, dilation=module.dilation)
    return _spread(found, module, len(x))


def transposed(module: Any, x: Tensor) -> Tensor:
    """The same, backwards."""
    rank = len(module.kernel_size)
    weight = x.new_ones((1, 1, *module.kernel_size))
    found = TRANSPOSED[rank - 1](
        _groups(x, module.groups),
        weight,
        None,
        module.stride,
        module.padding,
        module.output_padding,
        1,
        module.dilation,
    )
    return _spread(found, module, len(x))


def pooling(module: Any, x: Tensor) -> Tensor:
    """Every output with all of its window, also of a maximum."""
    with torch.no_grad():
        size = module(x.detach()).shape[2:]
    rank = len(size)
    kernel, padding = sizes(module.kernel_size, rank), sizes(module.padding, rank)
    stride = sizes(module.kernel_size if module.stride is None else module.stride, rank)
    dilation = sizes(getattr(module, "dilation", 1), rank)
    edges: list[int] = []
    for i in reversed(range(rank)):
        reach = (size[i] - 1) * stride[i] + dilation[i] * (kernel[i] - 1) + 1
        edges += [padding[i], max(padding[i], reach - x.shape[2 + i] - padding[i])]
    channels = x.flatten(0, 1)[:, None]
    found = CONV[rank - 1](
        functional.pad(channels, edges), x.new_ones((1, 1, *kernel)), stride=stride, dilation=dilation
    )
    kept: tuple[Any, ...] = (..., *(slice(each) for each in size))
    return found[kept].reshape(*x.shape[:2], *size)


def adaptive_max(module: Any, x: Tensor) -> Tensor:
    """The windows of the mean are the same."""
    found: Tensor = ADAPTIVE[x.dim() - 3](x, module.output_size)
    return found


def recurrent(module: Any, x: Tensor) -> Tensor:
    """Every step with all before it, or behind it for the way back; from the second layer on with both."""
    layer = module.layer
    steps = x.mean(2, keepdim=True)
    ahead = back = steps
    for _ in range(layer.num_layers):
        ahead, back = steps.cumsum(1), steps.flip(1).cumsum(1).flip(1)
        steps = ahead + back if layer.bidirectional else ahead
    width = layer.proj_size or layer.hidden_size
    ways = [ahead, back] if layer.bidirectional else [ahead]
    if module.output == "last":
        ways = [way[:, 0 if number else -1] for number, way in enumerate(ways)]
    elif module.output == "mean":
        ways = [way.mean(1) for way in ways]
    return torch.cat([way.expand(*way.shape[:-1], width) for way in ways], -1)


def attention(_module: nn.Module, x: Tensor) -> Tensor:
    """Everything with everything."""
    return x.mean((1, 2), keepdim=True).expand(x.shape)


def of_torchvision(module: nn.Module) -> Callable[[Any, Tensor], Tensor] | None:
    """The rules of layers that only torchvision has; None for all others."""
    return {
        "Permute": as_it_is,
        "LayerNorm2d": _by_channels,
        "StochasticDepth": by_place,
        "ShiftedWindowAttention": _windows,
        "ShiftedWindowAttentionV2": _windows,
    }.get(type(module).__name__ if type(module).__module__.startswith("torchvision.") else "")


def _by_channels(_module: nn.Module, x: Tensor) -> Tensor:
    return mixed(x, (1,))


def _windows(module: Any, x: Tensor) -> Tensor:
    """Attention within windows of the image (B, H, W, C), which begin at a shift: Swin (Liu et al. 2021).

    What lies beyond the edge comes in on the other side, and is kept apart there.
    """
    rows, columns = (
        _stretches(length, window, shift)
        for length, window, shift in zip(x.shape[1:3], module.window_size, module.shift_size, strict=True)
    )
    together = torch.einsum("hi,wj,bijc->bhw", rows, columns, x)
    return together[..., None].expand(x.shape)


def _stretches(length: int, window: int, shift: int) -> Tensor:
    """Which of the places along an axis attend to each other: (length, length) of 0 and 1."""
    padded = length + -length % window
    shift = 0 if window >= padded else shift
    place = torch.arange(padded)
    kept = (place >= padded - window).long() + (place >= padded - shift).long() if shift else torch.zeros_like(place)
    groups = torch.empty_like(place)
    groups[(place + shift) % padded] = (place // window) * 3 + kept
    groups = groups[:length]
    return (groups[:, None] == groups[None]).float()


def _groups(x: Tensor, groups: int) -> Tensor:
    """(B, C, …) as (B · groups, 1, …): the channels of a group are one."""
    together = x.reshape(len(x), groups, -1, *x.shape[2:]).mean(2)
    return together.flatten(0, 1)[:, None]


def _spread(found: Tensor, module: Any, batch: int) -> Tensor:
    """The way back: (B, out, …)."""
    each = found.reshape(batch, module.groups, *found.shape[2:])
    return each.repeat_interleave(module.out_channels // module.groups, 1)


def sizes(size: Any, rank: int) -> tuple[int, ...]:
    """One number for all axes, or one for each."""
    return (size,) * rank if isinstance(size, int) else tuple(size)
