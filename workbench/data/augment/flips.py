"""Random flips: left to right, and upside down.

An image is flipped where its uniform number is below `p`.
"""

import torch
from torch import Tensor

from workbench.data.augment.arguments import brought, check_draws


def flip_probability(p: float) -> float:
    if not isinstance(p, int | float) or not 0.0 <= p <= 1.0:
        raise ValueError(f"p should be a probability between 0 and 1, got {p!r}.")
    return float(p)


def flip_chosen(images_BCHW: Tensor, chosen_B: Tensor, dim: int) -> Tensor:
    """A new batch in which the chosen images are mirrored along `dim`."""
    chosen_B111 = brought(chosen_B, images_BCHW.device).view(-1, 1, 1, 1)
    return torch.where(chosen_B111, images_BCHW.flip(dim), images_BCHW)


class RandomHorizontalFlip:
    """Mirrors each image left to right with probability `p`."""

    draws = 1

    def __init__(self, p: float = 0.5) -> None:
        self.p = flip_probability(p)

    def __call__(self, images_BCHW: Tensor, uniforms_B1: Tensor) -> Tensor:
        check_draws(images_BCHW, uniforms_B1, self.draws)
        return flip_chosen(images_BCHW, uniforms_B1[:, 0] < self.p, dim=3)


class RandomVerticalFlip:
    """Mirrors each image top to bottom with probability `p`."""

    draws = 1

    def __init__(self, p: float = 0.5) -> None:
        self.p = flip_probability(p)

    def __call__(self, images_BCHW: Tensor, uniforms_B1: Tensor) -> Tensor:
        check_draws(images_BCHW, uniforms_B1, self.draws)
        return flip_chosen(images_BCHW, uniforms_B1[:, 0] < self.p, dim=2)
