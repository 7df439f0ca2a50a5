"""Blurring by a bell-shaped window (Gaussian), along the rows and along the columns.

The sum over the window goes over shifted images, one after the other, so that no rounding depends on the batch.
"""

import math
from collections.abc import Sequence

import torch
from torch import Tensor

from workbench.data.augment.arguments import brought, check_draws, finite_numbers


def gaussian_weights(sigmas_B: Tensor, size: int) -> Tensor:
    """The window of each image, (B, size): its numbers add up to 1."""
    places_K = torch.arange(size, dtype=sigmas_B.dtype, device=sigmas_B.device) - size // 2
    weights_BK = (places_K / sigmas_B.unsqueeze(1)).square().mul(-0.5).exp()
    return weights_BK / weights_BK.sum(dim=1, keepdim=True)


def mirrored_places(length: int, margin: int, device: torch.device) -> Tensor:
    """Which pixels stand in a row of `length` with `margin` mirrored ones on either side: for 3 and 2, 2 1 0 1 2 1 0.

    A margin wider than the image is mirrored again, and again.
    """
    places = torch.arange(-margin, length + margin, device=device).remainder_(max(2 * length - 2, 1))
    return torch.minimum(places, 2 * length - 2 - places).clamp_(min=0)


def blur_along(images_BCHW: Tensor, weights_BK: Tensor, dim: int) -> Tensor:
    """The weighted sum over a window along `dim`; one row of weights for each image, or one for all."""
    length, size = images_BCHW.shape[dim], weights_BK.shape[1]
    padded = images_BCHW.index_select(dim, mirrored_places(length, size // 2, images_BCHW.device))
    weights_KB111 = brought(weights_BK, images_BCHW.device, images_BCHW.dtype).T.view(size, -1, 1, 1, 1)
    blurred = padded.narrow(dim, 0, length) * weights_KB111[0]
    for k in range(1, size):
        blurred += padded.narrow(dim, k, length) * weights_KB111[k]
    return blurred


class GaussianBlur:
    """Blurs each image with a window of `kernel_size` pixels (one odd number, or width and height).

    The deviation of the bell, in pixels, is `sigma`, or lies between (min, max).
    """

    draws = 1  # the deviation

    def __init__(self, kernel_size: int | Sequence[int], sigma: float | Sequence[float] = (0.1, 2.0)) -> None:
        sizes = (kernel_size, kernel_size) if isinstance(kernel_size, int) else tuple(kernel_size)
        if len(sizes) != 2 or any(size < 1 or size % 2 == 0 for size in sizes):
            raise ValueError(f"kernel_size should be one or two odd numbers above 0, got {kernel_size!r}.")
        self.kernel_size = sizes
        low, high = (sigma, sigma) if isinstance(sigma, int | float) else finite_numbers("sigma", sigma, 2)
        if not 0 < low <= high < math.inf:
            raise ValueError(f"sigma should be above 0, and go from its smaller to its larger end, got {sigma!r}.")
        self.sigma = (float(low), float(high))

    def __call__(self, images_BCHW: Tensor, uniforms_B1: Tensor) -> Tensor:
        """The blurred images; ValueError where the window does not fit into them."""
        check_draws(images_BCHW, uniforms_B1, self.draws)
        height, width = images_BCHW.shape[2:]
        if self.kernel_size[0] // 2 >= width or self.kernel_size[1] // 2 >= height:
            raise ValueError(
                f"GaussianBlur cannot mirror images of {height} × {width} (height × width) as far as its kernel_size "
                f"{self.kernel_size} (width, height) needs. The images are smaller than the window: make it smaller."
            )
        sigmas_B = self.sigmas(uniforms_B1)
        blurred = blur_along(images_BCHW, gaussian_weights(sigmas_B, self.kernel_size[0]), dim=3)
        return blur_along(blurred, gaussian_weights(sigmas_B, self.kernel_size[1]), dim=2)

    def sigmas(self, uniforms_B1: Tensor) -> Tensor:
        """The deviation of each image: (B,), float64."""
        low, high = self.sigma
        return low + (high - low) * uniforms_B1[:, 0].cpu().double()
