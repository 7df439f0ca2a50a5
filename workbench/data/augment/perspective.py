"""Random perspective: the image as if seen from the side."""

import torch
from torch import Tensor

from workbench.data.augment.arguments import brought, check_draws, fill_colour, fill_tensor, interpolation_mode
from workbench.data.augment.flips import flip_probability
from workbench.data.augment.geometry import pixel_axes, resample


def perspective_coefficients(corners_B42: Tensor, height: int, width: int) -> Tensor:
    """The maps that take the four corners, as x, y, back to those of the image: (B, 8), float64; NaN where none does.

    (x, y) goes to ((a x + b y + c) / (g x + h y + 1), (d x + e y + f) / (g x + h y + 1)), as in torchvision.
    """
    x, y = corners_B42.double().unbind(2)
    wanted_42 = torch.tensor([[0, 0], [width - 1, 0], [width - 1, height - 1], [0, height - 1]], dtype=torch.float64)
    to_x, to_y = (wanted.expand_as(x) for wanted in wanted_42.unbind(1))
    none, one = torch.zeros_like(x), torch.ones_like(x)
    for_x = torch.stack([x, y, one, none, none, none, -to_x * x, -to_x * y], dim=2)
    for_y = torch.stack([none, none, none, x, y, one, -to_y * x, -to_y * y], dim=2)
    solution, failed = torch.linalg.solve_ex(torch.cat([for_x, for_y], dim=1), torch.cat([to_x, to_y], dim=1))
    return torch.where(failed.unsqueeze(1) == 0, solution, torch.nan)


def perspective_grid(coefficients_B8: Tensor, images_BCHW: Tensor) -> Tensor:
    """Where the value of each pixel of the results is found: (B, H, W, 2), as grid_sample wants it."""
    height, width = images_BCHW.shape[2:]
    x_W, y_H1 = pixel_axes(height, width, images_BCHW.dtype, images_BCHW.device)
    x_W, y_H1 = x_W + width / 2, y_H1 + height / 2
    a, b, c, d, e, f, g, h = brought(coefficients_B8, images_BCHW.device, images_BCHW.dtype).view(-1, 8, 1, 1).unbind(1)
    depth = g * x_W + h * y_H1 + 1
    across = ((a * x_W + b * y_H1 + c) / (0.5 * width)).div_(depth).sub_(1)
    down = ((d * x_W + e * y_H1 + f) / (0.5 * height)).div_(depth).sub_(1)
    return torch.stack([across, down], dim=3)


class RandomPerspective:
    """Shows each image from another side, with probability `p`.

    Its corners move inwards by whole pixels, at most by half the height and width times `distortion_scale`. `fill` (a
    number, or one per channel) is the value of what comes into view.
    """

    draws = 9  # whether, then x and y of the corners: upper left, upper right, lower right, lower left

    def __init__(
        self,
        distortion_scale: float = 0.5,
        p: float = 0.5,
        interpolation: str = "bilinear",
        fill: float | tuple[float, ...] = 0,
    ) -> None:
        if not isinstance(distortion_scale, int | float) or not 0.0 <= distortion_scale <= 1.0:
            raise ValueError(f"distortion_scale should be a number between 0 and 1, got {distortion_scale!r}.")
        self.distortion_scale = distortion_scale
        self.p = flip_probability(p)
        self.interpolation = interpolation_mode(interpolation)
        self.fill = fill_colour(fill)

    def __call__(self, images_BCHW: Tensor, uniforms_B9: Tensor) -> Tensor:
        """The moved images. One whose corners would fall on a line stays as it is."""
        check_draws(images_BCHW, uniforms_B9, self.draws)
        fill_tensor(self.fill, images_BCHW)  # said at once, and not only when an image is moved
        height, width = images_BCHW.shape[2:]
        uniforms_B9 = uniforms_B9.cpu()
        coefficients = perspective_coefficients(self.corners(uniforms_B9, height, width), height, width)
        rows = ((uniforms_B9[:, 0] < self.p) & coefficients.isfinite().all(1)).nonzero().squeeze(1)
        moved = images_BCHW.clone()
        if len(rows):
            there = brought(rows, images_BCHW.device)
            chosen = images_BCHW[there]
            moved[there] = resample(chosen, perspective_grid(coefficients[rows], chosen), self.interpolation, self.fill)
        return moved

    def corners(self, uniforms_B9: Tensor, height: int, width: int) -> Tensor:
        """Where the four corners of each image go, as x, y: (B, 4, 2), whole numbers."""
        across, down = (int(self.distortion_scale * (side // 2)) + 1 for side in (width, height))
        inwards = (uniforms_B9[:, 1:].view(-1, 4, 2) * torch.tensor([across, down])).long()
        right, low = width - across, height - down
        return inwards + torch.tensor([[0, 0], [right, 0], [right, low], [0, low]])
