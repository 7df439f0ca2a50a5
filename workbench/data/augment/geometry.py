"""Moving images: where the value of each pixel of a result comes from, and looking it up there.

The places are computed in the order of torchvision.transforms.v2.functional, rounding for rounding, so that the
"nearest" pixel is the same one. The matrices, six numbers per image, are made on the CPU with Python's floats; the rest
runs where the images are. Keep the uniforms on the CPU even if the images are on a GPU: then nothing waits for it.
"""

import functools
import itertools
from array import array
from collections.abc import Sequence
from typing import NamedTuple

import torch
from torch import Tensor
from torch.nn.functional import grid_sample

from workbench.data.augment.arguments import brought, fill_tensor, finite_numbers


class Matrices(NamedTuple):
    """Affine maps of the plane, one per image: (x, y) goes to (xx · x + xy · y + x0, yx · x + yy · y + y0).

    They take the place of a pixel in the result, in pixels from the middle, to the place in the image where its value
    is found, and so are the inverse of what happens to the image.
    """

    xx: list[float]
    xy: list[float]
    x0: list[float]
    yx: list[float]
    yy: list[float]
    y0: list[float]


@functools.lru_cache(maxsize=64)
def pixel_axes(height: int, width: int, dtype: torch.dtype, device: torch.device) -> tuple[Tensor, Tensor]:
    """x (width,) and y (height, 1) of the pixels, counted from the middle. Shared, so only to be read."""
    x_W = torch.linspace((1 - width) / 2, (width - 1) / 2, width, dtype=dtype, device=device)
    y_H = torch.linspace((1 - height) / 2, (height - 1) / 2, height, dtype=dtype, device=device)
    return x_W, y_H.unsqueeze(1)


@functools.lru_cache(maxsize=64)
def half_size(height: int, width: int, dtype: torch.dtype) -> Tensor:
    """(2, 1, 1, 1, 1): what is 1 to grid_sample, which counts from -1 to 1 along both sides. Only to be read."""
    return torch.tensor([width / 2, height / 2], dtype=dtype).view(2, 1, 1, 1, 1)


def affine_grid(matrices: Matrices, images_BCHW: Tensor, height: int, width: int) -> Tensor:
    """Where the value of each pixel of the results is found: (B, height, width, 2), as grid_sample wants it.

    Unlike torch's affine_grid it measures in pixels, so that turning an image that is not square does not shear it, and
    the results may differ in size from the images. These few broadcast operations, instead of a product of matrices,
    are faster and round the same whatever the batch and the precision that is set for products of matrices.
    """
    dtype, device = images_BCHW.dtype, images_BCHW.device
    numbers = array("d", list(itertools.chain.from_iterable(matrices)))  # much faster than torch.tensor(matrices)
    theta = torch.frombuffer(numbers, dtype=torch.float64).view(2, 3, -1, 1, 1).to(dtype)
    theta = theta / half_size(images_BCHW.shape[2], images_BCHW.shape[3], dtype)
    by_x, by_y, shift = brought(theta, device).unbind(1)  # each (2, B, 1, 1)
    x_W, y_H1 = pixel_axes(height, width, dtype, device)
    grid_2BHW = by_x * x_W + by_y * y_H1
    if any(matrices.x0) or any(matrices.y0):
        grid_2BHW += shift
    return grid_2BHW.permute(1, 2, 3, 0)


def resample(images_BCHW: Tensor, grid_BHW2: Tensor, interpolation: str, colour: tuple[float, ...] | None) -> Tensor:
    """The values of the images at the places of the grid, and `colour` where these lie outside; None: 0, faded once."""
    sample = functools.partial(grid_sample, mode=interpolation, padding_mode="zeros", align_corners=False)
    values: Tensor = sample(images_BCHW, grid_BHW2)
    if colour is None or (interpolation == "nearest" and colour == (0.0,)):
        return values
    fill = fill_tensor(colour, images_BCHW)
    batch, _, height, width = images_BCHW.shape
    inside: Tensor = sample(images_BCHW.new_ones(1, 1, height, width).expand(batch, -1, -1, -1), grid_BHW2)
    if interpolation == "nearest":
        return torch.where(inside < 0.5, fill, values)
    # At the border `values` are already faded by `inside`, and torchvision fades them once more. We agree with it.
    return values.sub_(fill).mul_(inside).add_(fill)


def center_point(center: Sequence[float] | None) -> tuple[float, float] | None:
    """A point (x, y) in pixels from the upper left corner, or None for the middle of the image."""
    if center is None:
        return None
    x, y = finite_numbers("center", center, 2)
    return x, y


def from_middle(center: tuple[float, float] | None, images_BCHW: Tensor) -> tuple[float, float]:
    """`center` counted from the middle of the images instead of from their upper left corner."""
    if center is None:
        return 0.0, 0.0
    return center[0] - images_BCHW.shape[3] * 0.5, center[1] - images_BCHW.shape[2] * 0.5
