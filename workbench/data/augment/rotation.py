"""Random rotations."""

import math
from collections.abc import Iterable, Sequence

import torch
from torch import Tensor

from workbench.data.augment.arguments import check_draws, fill_colour, interpolation_mode, number_range
from workbench.data.augment.geometry import Matrices, affine_grid, center_point, from_middle, resample


def rotation_matrices(angles: Iterable[float], center: tuple[float, float]) -> Matrices:
    """Turns by degrees, counter-clockwise, about `center` (x, y), in pixels from the middle of the image."""
    radians = [math.radians(-(angle % 360)) for angle in angles]
    cos, sin = list(map(math.cos, radians)), list(map(math.sin, radians))
    cx, cy = center
    if cx == cy == 0:
        return Matrices(cos, sin, [0.0] * len(cos), [-s for s in sin], cos, [0.0] * len(cos))
    x0 = [cx - c * cx - s * cy for c, s in zip(cos, sin, strict=True)]
    y0 = [cy + s * cx - c * cy for c, s in zip(cos, sin, strict=True)]
    return Matrices(cos, sin, x0, [-s for s in sin], cos, y0)


def expanded_size(matrix: Sequence[float], height: int, width: int) -> tuple[int, int]:
    """(height, width) of the frame that holds the whole turned image.

    In float32 and with matmul, as in torchvision: another rounding would give a frame one pixel larger now and then.
    """
    x, y = 0.5 * width, 0.5 * height
    corners_43 = torch.tensor([[-x, -y, 1.0], [-x, y, 1.0], [x, y, 1.0], [x, -y, 1.0]])
    low, high = torch.matmul(corners_43, torch.tensor(matrix).view(2, 3).T).aminmax(dim=0)
    middle = torch.tensor([x, y])
    # Cut to four decimals, so that a rounding error does not become a row of pixels.
    last = (high + middle).mul_(1e4).trunc_().mul_(1e-4).ceil_()
    first = (low + middle).mul_(1e4).trunc_().mul_(1e-4).floor_()
    columns, rows = (last - first).int().tolist()
    return rows, columns


class RandomRotation:
    """Turns each image by an angle between -degrees and degrees, or between (min, max); positive is counter-clockwise.

    `center` (x, y in pixels from the upper left corner) is the point that stays, by default the middle. With `expand`
    the frame grows to hold the whole turned image; the results then differ in size and come as a list. `fill` (a
    number, or one per channel) is the value of the corners that come into view.
    """

    draws = 1  # the angle

    def __init__(
        self,
        degrees: float | Sequence[float],
        interpolation: str = "nearest",
        expand: bool = False,
        center: Sequence[float] | None = None,
        fill: float | Sequence[float] = 0,
    ) -> None:
        self.degrees = number_range("degrees", degrees)
        self.interpolation = interpolation_mode(interpolation)
        self.expand = expand
        self.center = center_point(center)
        self.fill = fill_colour(fill)

    def __call__(self, images_BCHW: Tensor, uniforms_B1: Tensor) -> Tensor | list[Tensor]:
        """The turned images (B, C, H, W), or with `expand` a list of B images (C, height, width)."""
        check_draws(images_BCHW, uniforms_B1, self.draws)
        angles = self.angles(uniforms_B1)
        if self.expand:
            return [self._turn_in_frame(images_BCHW[i : i + 1], angle) for i, angle in enumerate(angles)]
        height, width = images_BCHW.shape[2:]
        center = from_middle(self.center, images_BCHW)
        grid = affine_grid(rotation_matrices(angles, center), images_BCHW, height, width)
        turned = resample(images_BCHW, grid, self.interpolation, self.fill)
        for i, angle in enumerate(angles):
            if angle % 90 == 0 and self._is_exact(angle, images_BCHW):
                turned[i] = torch.rot90(images_BCHW[i], int(angle // 90), dims=(1, 2))
        return turned

    def angles(self, uniforms_B1: Tensor) -> list[float]:
        """The angle of each image in degrees."""
        low, high = self.degrees
        return [low + (high - low) * uniform for uniform in uniforms_B1[:, 0].tolist()]

    def _is_exact(self, angle: float, images_BCHW: Tensor) -> bool:
        """Whether the turn moves whole pixels, so that torchvision, and we, do it without resampling."""
        square = images_BCHW.shape[2] == images_BCHW.shape[3]
        return self.center is None and (angle % 180 == 0 or (angle % 90 == 0 and (square or self.expand)))

    def _turn_in_frame(self, image_1CHW: Tensor, angle: float) -> Tensor:
        """One turned image (C, height, width) in a frame of its own."""
        if self._is_exact(angle, image_1CHW):
            return torch.rot90(image_1CHW[0], int(angle // 90), dims=(1, 2)).clone()
        matrices = rotation_matrices([angle], from_middle(self.center, image_1CHW))
        height, width = expanded_size([column[0] for column in matrices], *image_1CHW.shape[2:])
        grid = affine_grid(matrices, image_1CHW, height, width)
        return resample(image_1CHW, grid, self.interpolation, self.fill)[0]
