"""Random elastic distortion: the image as if seen through moving water."""

import functools
from collections.abc import Sequence

import torch
from torch import Tensor

from workbench.data.augment.arguments import brought, check_draws, fill_colour, finite_numbers, interpolation_mode
from workbench.data.augment.blur import gaussian_weights, mirrored_places
from workbench.data.augment.geometry import half_size, pixel_axes, resample
from workbench.data.augment.pixel_noise import pixel_numbers


def two_numbers(name: str, value: float | Sequence[float]) -> tuple[float, float]:
    """A number for both directions, or one each."""
    across, down = finite_numbers(name, (value, value) if isinstance(value, int | float) else value, 2)
    return across, down


FINE = 2.0**22
"""A window's weights are whole multiples of 1 / FINE."""


@functools.lru_cache(maxsize=16)
def window_matrix(sigma: float, size: int, length: int) -> Tensor:
    """How much each pixel of a row of `length` counts in each pixel of the blurred row, times FINE: whole numbers, float64.

    Only to be read.
    """
    weights_K = gaussian_weights(torch.tensor([sigma], dtype=torch.float64), size)[0].mul(FINE).round()
    places = mirrored_places(length, size // 2, torch.device("cpu")).unfold(0, size, 1)
    return torch.zeros(length, length, dtype=torch.float64).scatter_add_(1, places, weights_K.expand(length, -1))


def blur_whole_numbers(numbers_BHW: Tensor, sigmas: tuple[float, float], size: int) -> Tensor:
    """Numbers below 2**24 blurred along the rows by the first of the sigmas, along the columns by the second.

    Every product and every sum is a whole number below 2**53, which float64 holds exactly: the result does not depend
    on the order in which a product of matrices adds up.
    """
    exact = torch.float32 if numbers_BHW.device.type == "mps" else torch.float64  # mps has no float64
    height, width = numbers_BHW.shape[1:]
    along_x, along_y = window_matrix(sigmas[0], size, width), window_matrix(sigmas[1], size, height)
    blurred = numbers_BHW.to(exact) @ brought(along_x.T, numbers_BHW.device, exact)
    return brought(along_y, numbers_BHW.device, exact) @ blurred.div_(FINE).round_() / FINE


class ElasticTransform:
    """Moves every pixel of an image a little, its neighbours nearly alike.

    The moves are drawn evenly, blurred by `sigma` (pixels: the larger, the smoother) and multiplied by `alpha`; both
    are one number, or one for x and one for y. `fill` (a number, or one per channel) is the value of what comes into
    view.
    """

    draws = 4  # what the moves of the pixels follow from: along x, along y

    def __init__(
        self,
        alpha: float | Sequence[float] = 50.0,
        sigma: float | Sequence[float] = 5.0,
        interpolation: str = "bilinear",
        fill: float | Sequence[float] = 0,
    ) -> None:
        self.alpha, self.sigma = two_numbers("alpha", alpha), two_numbers("sigma", sigma)
        if min(self.sigma) <= 0:
            raise ValueError(f"sigma should be above 0, got {sigma!r}.")
        self.interpolation = interpolation_mode(interpolation)
        self.fill = fill_colour(fill)

    def __call__(self, images_BCHW: Tensor, uniforms_B4: Tensor) -> Tensor:
        check_draws(images_BCHW, uniforms_B4, self.draws)
        height, width = images_BCHW.shape[2:]
        x_W, y_H1 = pixel_axes(height, width, images_BCHW.dtype, images_BCHW.device)
        moves_BHW2 = self.moves(images_BCHW, uniforms_B4)
        sides = brought(half_size(height, width, images_BCHW.dtype).flatten(), images_BCHW.device)
        identity_HW2 = torch.stack([x_W.expand(height, -1), y_H1.expand(-1, width)], dim=2) / sides
        return resample(images_BCHW, moves_BHW2.add_(identity_HW2), self.interpolation, self.fill)

    def moves(self, images_BCHW: Tensor, uniforms_B4: Tensor) -> Tensor:
        """How far away the value of each pixel is found: (B, H, W, 2), in the units of grid_sample (2 is a side)."""
        moves = []
        for axis, side in enumerate((images_BCHW.shape[3], images_BCHW.shape[2])):
            keys_B2 = uniforms_B4[:, 2 * axis : 2 * axis + 2]
            raw_BHW = pixel_numbers(keys_B2, images_BCHW.shape[2:], images_BCHW.device).mul_(2).sub_(2**24 - 1)
            blurred = blur_whole_numbers(raw_BHW, self.sigma, int(8 * self.sigma[axis] + 1) | 1)
            moves.append(blurred.mul_(self.alpha[axis] / side * 2.0**-24).to(images_BCHW.dtype))
        return torch.stack(moves, dim=3)
