"""A random number for every pixel, and noise made of them.

A transform gets a few numbers for each image. Where every pixel needs one of its own, they follow from two of those by
a hash of the pixel's place: the same ones in any batch and on any device.
"""

import math

import torch
from torch import Tensor

from workbench.data.augment.arguments import brought, check_draws


def scrambled(numbers: Tensor) -> Tensor:
    """A hash of whole numbers below 2**32 to such numbers, by C. Wellons' and TheIronBorn's constants (hash-prospector).

    In int64, so that no product overflows.
    """
    for shift, factor in ((16, 0x21F0AAAD), (15, 0x735A2D97)):
        numbers = (numbers >> shift).bitwise_xor_(numbers).mul_(factor).bitwise_and_(0xFFFFFFFF)
    return (numbers >> 15).bitwise_xor_(numbers)


def pixel_numbers(uniforms_B2: Tensor, shape: tuple[int, ...], device: torch.device) -> Tensor:
    """Whole numbers from 0 to 2**24 - 1, all equally likely: (B, *shape)."""
    halves = (brought(uniforms_B2, device) * 2.0**16).long()
    keys_B1 = (halves[:, :1] << 16) | halves[:, 1:]
    places = scrambled(torch.arange(math.prod(shape), device=device))
    return (scrambled(places ^ keys_B1) >> 8).view(-1, *shape)


def pixel_normals(uniforms_B2: Tensor, images_BCHW: Tensor) -> Tensor:
    """Numbers of the standard normal distribution, in the shape of the images."""
    numbers = pixel_numbers(uniforms_B2, images_BCHW.shape[1:], images_BCHW.device)
    between = numbers.mul_(2).sub_(2**24 - 1).to(images_BCHW.dtype).mul_(2.0**-24)  # exact, and never -1 or 1
    return between.erfinv_().mul_(math.sqrt(2.0))


class GaussianNoise:
    """Adds to every pixel a number of its own, drawn from the normal distribution with this mean and deviation.

    With `clip` what leaves [0, 1] is cut off.
    """

    draws = 2  # what the numbers of the pixels follow from

    def __init__(self, mean: float = 0.0, sigma: float = 0.1, clip: bool = True) -> None:
        if not isinstance(sigma, int | float) or not 0.0 <= sigma < math.inf:
            raise ValueError(f"sigma should be a number of at least 0, got {sigma!r}.")
        if not isinstance(mean, int | float) or not math.isfinite(mean):
            raise ValueError(f"mean should be a number, got {mean!r}.")
        self.mean, self.sigma, self.clip = mean, sigma, clip

    def __call__(self, images_BCHW: Tensor, uniforms_B2: Tensor) -> Tensor:
        check_draws(images_BCHW, uniforms_B2, self.draws)
        noisy = pixel_normals(uniforms_B2, images_BCHW).mul_(self.sigma).add_(self.mean).add_(images_BCHW)
        return noisy.clamp_(0, 1) if self.clip else noisy
