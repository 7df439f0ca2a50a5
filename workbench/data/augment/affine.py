"""Random affine maps: rotation, translation, scale and shear in one step."""

import math
from collections.abc import Sequence
from typing import NamedTuple

from torch import Tensor

from workbench.data.augment.arguments import check_draws, fill_colour, finite_numbers, interpolation_mode, number_range
from workbench.data.augment.geometry import Matrices, affine_grid, center_point, from_middle, resample


class AffineParameters(NamedTuple):
    """What RandomAffine does to one image, under the names and in the units of torchvision's `affine`."""

    angle: float  # degrees, clockwise
    translate: tuple[int, int]  # pixels to the right, pixels down
    scale: float
    shear: tuple[float, float]  # degrees along x, degrees along y


def affine_matrix(parameters: AffineParameters, center: tuple[float, float]) -> tuple[float, ...]:
    """xx, xy, x0, yx, yy, y0 of the inverse of translate · rotate · scale · shear_y · shear_x about `center`.

    The formula is that of torchvision and of Pillow.
    """
    angle = math.radians(parameters.angle)
    shear_x, shear_y = math.radians(parameters.shear[0]), math.radians(parameters.shear[1])
    # rotate · shear_y · shear_x is [[a, b], [c, d]] with determinant 1, so its inverse is [[d, -b], [-c, a]].
    a = math.cos(angle - shear_y) / math.cos(shear_y)
    b = -(a * math.tan(shear_x) + math.sin(angle))
    c = math.sin(angle - shear_y) / math.cos(shear_y)
    d = math.cos(angle) - c * math.tan(shear_x)
    scale = parameters.scale
    xx, xy, yx, yy = d / scale, -b / scale, -c / scale, a / scale
    (cx, cy), (tx, ty) = center, parameters.translate
    return xx, xy, cx - xx * (cx + tx) - xy * (cy + ty), yx, yy, cy - yx * (cx + tx) - yy * (cy + ty)


def between(ends: tuple[float, float], uniform: float) -> float:
    """The number that lies as far between the two ends as `uniform` does between 0 and 1."""
    return ends[0] + (ends[1] - ends[0]) * uniform


class RandomAffine:
    """Turns, moves, scales and shears each image in one step; its size stays.

    `degrees`: the angle lies between -degrees and degrees, or between (min, max); positive is clockwise. `translate`
    (a, b): moved by whole pixels to either side, at most by a × width and b × height. `scale` (min, max): the factor.
    `shear`: degrees along x, between -shear and shear or between (min, max); four numbers shear along x and along y.
    `center` (x, y in pixels from the upper left corner) is the point that stays, by default the middle. `fill` (a
    number, or one per channel) is the value of what comes into view.
    """

    draws = 6  # angle, translation right and down, scale, shear along x and y: always in these columns, used or not

    def __init__(
        self,
        degrees: float | Sequence[float],
        translate: Sequence[float] | None = None,
        scale: Sequence[float] | None = None,
        shear: float | Sequence[float] | None = None,
        interpolation: str = "nearest",
        fill: float | Sequence[float] = 0,
        center: Sequence[float] | None = None,
    ) -> None:
        self.degrees = number_range("degrees", degrees)
        self.translate = (0.0, 0.0) if translate is None else finite_numbers("translate", translate, 2)
        if not all(0.0 <= fraction <= 1.0 for fraction in self.translate):
            raise ValueError(f"translate should be two fractions (of width, height) from 0 to 1, got {translate!r}.")
        self.scale = (1.0, 1.0) if scale is None else number_range("scale", scale)
        if self.scale[0] <= 0.0:
            raise ValueError(f"scale should be two factors (min, max) above 0, got {scale!r}.")
        self.shear_x, self.shear_y = self._shear_ranges(shear)
        self.interpolation = interpolation_mode(interpolation)
        self.fill = fill_colour(fill)
        self.center = center_point(center)

    def __call__(self, images_BCHW: Tensor, uniforms_B6: Tensor) -> Tensor:
        check_draws(images_BCHW, uniforms_B6, self.draws)
        height, width = images_BCHW.shape[2:]
        center = from_middle(self.center, images_BCHW)
        rows = [affine_matrix(parameters, center) for parameters in self.parameters(uniforms_B6, height, width)]
        matrices = Matrices(*map(list, zip(*rows, strict=True)))
        grid = affine_grid(matrices, images_BCHW, height, width)
        return resample(images_BCHW, grid, self.interpolation, self.fill)

    def parameters(self, uniforms_B6: Tensor, height: int, width: int) -> list[AffineParameters]:
        """What happens to each image of this height and width."""
        most_right, most_down = self.translate[0] * width, self.translate[1] * height
        return [
            AffineParameters(
                angle=between(self.degrees, u_angle),
                translate=(
                    round(between((-most_right, most_right), u_right)),
                    round(between((-most_down, most_down), u_down)),
                ),
                scale=between(self.scale, u_scale),
                shear=(between(self.shear_x, u_shear_x), between(self.shear_y, u_shear_y)),
            )
            for u_angle, u_right, u_down, u_scale, u_shear_x, u_shear_y in uniforms_B6.tolist()
        ]

    @staticmethod
    def _shear_ranges(shear: float | Sequence[float] | None) -> tuple[tuple[float, float], tuple[float, float]]:
        """The ranges along x and along y."""
        if shear is None:
            return (0.0, 0.0), (0.0, 0.0)
        if isinstance(shear, Sequence) and len(shear) == 4:
            return number_range("shear along x", shear[:2]), number_range("shear along y", shear[2:])
        if isinstance(shear, Sequence) and len(shear) != 2:
            raise ValueError(f"shear should be a number, two numbers (along x) or four (x, y), got {shear!r}.")
        return number_range("shear", shear), (0.0, 0.0)
