"""Random elastic distortion: the image as if seen through moving water."""

from collections.abc import Sequence

import torch
from torch import Tensor

from workbench.data.augment.arguments import check_draws, fill_colour, finite_numbers, interpolation_mode
from workbench.data.augment.blur import blur_along, gaussian_weights
from workbench.data.augment.geometry import half_size, pixel_axes, resample
from workbench.data.augment.pixel_noise import pixel_uniforms


def two_numbers(name: str, value: float | Sequence[float]) -> tuple[float, float]:
    """A number for both directions, or one each."""
    across, down = finite_numbers(name, (value, value) if isinstance(value, int | float) else value, 2)
    return across, down


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
        sides = half_size(height, width, images_BCHW.dtype).flatten().to(images_BCHW.device)
        identity_HW2 = torch.stack([x_W.expand(height, -1), y_H1.expand(-1, width)], dim=2) / sides
        return resample(images_BCHW, moves_BHW2.add_(identity_HW2), self.interpolation, self.fill)

    def moves(self, images_BCHW: Tensor, uniforms_B4: Tensor) -> Tensor:
        """How far away the value of each pixel is found: (B, H, W, 2), in the units of grid_sample (2 is a side)."""
        one_channel = images_BCHW[:, :1]
        moves = []
        for axis, side in enumerate((images_BCHW.shape[3], images_BCHW.shape[2])):
            raw = pixel_uniforms(uniforms_B4[:, 2 * axis : 2 * axis + 2], one_channel).mul_(2).sub_(1)
            size = int(8 * self.sigma[axis] + 1) | 1
            weights = gaussian_weights(torch.tensor(self.sigma, dtype=torch.float64), size)
            blurred = blur_along(blur_along(raw, weights[:1], dim=3), weights[1:], dim=2)
            moves.append(blurred.mul_(self.alpha[axis] / side))
        return torch.cat(moves, dim=1).permute(0, 2, 3, 1)
