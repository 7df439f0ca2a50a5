"""Random changes of all colours of an image: grey, inverted.

An image is changed where its uniform number is below `p`.
"""

import torch
from torch import Tensor

from workbench.data.augment.arguments import brought, check_draws
from workbench.data.augment.color import luminance
from workbench.data.augment.flips import flip_probability


def where_chosen(uniforms_B: Tensor, p: float, changed_BCHW: Tensor, images_BCHW: Tensor) -> Tensor:
    """The changed image where the uniform number is below `p`, else the image."""
    chosen_B111 = brought(uniforms_B < p, images_BCHW.device).view(-1, 1, 1, 1)
    return torch.where(chosen_B111, changed_BCHW, images_BCHW)


class RandomGrayscale:
    """Makes each image grey with probability `p`; it keeps its three channels. Images of one channel stay as they are."""

    draws = 1

    def __init__(self, p: float = 0.1) -> None:
        self.p = flip_probability(p)

    def __call__(self, images_BCHW: Tensor, uniforms_B1: Tensor) -> Tensor:
        check_draws(images_BCHW, uniforms_B1, self.draws)
        if images_BCHW.shape[1] not in (1, 3):
            raise ValueError(
                f"RandomGrayscale needs images with 1 or 3 channels, but these have {images_BCHW.shape[1]}."
            )
        return where_chosen(uniforms_B1[:, 0], self.p, luminance(images_BCHW), images_BCHW)


class RandomInvert:
    """Turns each image into its negative with probability `p`: x becomes 1 - x."""

    draws = 1

    def __init__(self, p: float = 0.5) -> None:
        self.p = flip_probability(p)

    def __call__(self, images_BCHW: Tensor, uniforms_B1: Tensor) -> Tensor:
        check_draws(images_BCHW, uniforms_B1, self.draws)
        return where_chosen(uniforms_B1[:, 0], self.p, 1 - images_BCHW, images_BCHW)
