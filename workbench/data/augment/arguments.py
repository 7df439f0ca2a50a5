"""What the random transforms accept as arguments, and the sentences that refuse the rest.

The rules are those of torchvision.transforms.v2; every refusal is a ValueError that names the parameter and what it
got.
"""

import math
from collections.abc import Sequence

import torch
from torch import Tensor


def finite_numbers(name: str, value: object, length: int) -> tuple[float, ...]:
    """The numbers of a sequence of this length; ValueError for anything else."""
    if not isinstance(value, Sequence) or isinstance(value, str) or len(value) != length:
        raise ValueError(f"{name} should be a sequence of {length} number(s), got {value!r}.")
    if not all(isinstance(number, int | float) and math.isfinite(number) for number in value):
        raise ValueError(f"{name} should hold finite numbers only, got {value!r}.")
    return tuple(float(number) for number in value)


def number_range(name: str, value: object) -> tuple[float, float]:
    """(low, high); a single number d stands for (-d, d)."""
    if isinstance(value, int | float):
        if not 0 <= value < math.inf:
            raise ValueError(f"{name} as a single number d means from -d to d, so it cannot be negative, got {value}.")
        return -float(value), float(value)
    low, high = finite_numbers(name, value, 2)
    if low > high:
        raise ValueError(f"{name} should go from its smaller to its larger end, got {value!r}.")
    return low, high


def fill_colour(fill: float | Sequence[float]) -> tuple[float, ...]:
    """The value of the pixels that come from outside the image: one for all channels, or one per channel."""
    if isinstance(fill, int | float):
        return finite_numbers("fill", (fill,), 1)
    if not isinstance(fill, Sequence) or not fill:
        raise ValueError(f"fill should be a number or a sequence with one number per channel, got {fill!r}.")
    return finite_numbers("fill", fill, len(fill))


def brought(numbers: Tensor, device: torch.device, dtype: torch.dtype | None = None) -> Tensor:
    """The numbers on the device, without waiting for what a GPU still has to do."""
    return numbers.to(device, dtype, non_blocking=device.type == "cuda")


def fill_tensor(colour: tuple[float, ...], images_BCHW: Tensor) -> Tensor:
    """`colour` as a tensor (1, 1 or C, 1, 1), to be broadcast; ValueError if its length fits neither."""
    channels = images_BCHW.shape[1]
    if len(colour) not in (1, channels):
        raise ValueError(
            f"fill has {len(colour)} numbers, but the images have {channels} channel(s): "
            "give one number for all channels, or one for each."
        )
    return brought(torch.tensor(colour, dtype=images_BCHW.dtype), images_BCHW.device).view(1, -1, 1, 1)


def interpolation_mode(interpolation: str) -> str:
    if interpolation not in ("nearest", "bilinear"):
        raise ValueError(f"interpolation should be 'nearest' or 'bilinear', got {interpolation!r}.")
    return interpolation


def check_draws(images_BCHW: Tensor, uniforms_BK: Tensor, draws: int) -> None:
    """One row of uniform numbers per image. Another shape is the caller's mistake, and could broadcast in silence."""
    expected = (images_BCHW.shape[0], draws)
    assert images_BCHW.dim() == 4, f"images should be (batch, channels, height, width), got {images_BCHW.shape}"
    assert uniforms_BK.shape == expected, f"uniforms should be {expected}, got {tuple(uniforms_BK.shape)}"
