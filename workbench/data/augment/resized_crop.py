"""Random pieces of an image, scaled to one size.

Scaling is a weighted sum of a few pixels, its taps, along the columns and then along the rows. Which pixels and which
weights follow from the place and the size of a piece, so that all pieces of a batch are made by one sum for each tap.
"""

import functools
from collections.abc import Sequence
from typing import NamedTuple

import torch
from torch import Tensor

from workbench.data.augment.arguments import brought, check_draws, finite_numbers
from workbench.data.augment.crops import crop_size
from workbench.data.augment.erasing import ATTEMPTS, attempted_sizes

MODES = ("nearest", "nearest-exact", "bilinear", "bicubic")


class Pieces(NamedTuple):
    """Where each image is cut: whole numbers, (B,) each, on the CPU."""

    tops: Tensor
    lefts: Tensor
    heights: Tensor
    widths: Tensor


class Taps(NamedTuple):
    """Which pixels make a pixel of the result, and how much each counts: (B, size, K) each."""

    places: Tensor
    weights: Tensor


def cubic(distances: Tensor, a: float) -> Tensor:
    """Keys' curve: 1 at 0, and 0 at every other whole number and beyond 2; `a` is its slope at 1."""
    d = distances.abs()
    near = ((a + 2) * d - (a + 3)) * d * d + 1
    far = ((d - 5) * d + 8) * d * a - 4 * a
    return torch.where(d < 1, near, torch.where(d < 2, far, 0.0))


def nearest_taps(lengths_B1: Tensor, size: int, exact: bool) -> Tensor:
    """The pixel of a piece that each pixel of the result takes: (B, size, 1)."""
    scales_B1 = lengths_B1.float() / size
    places = ((torch.arange(size) + (0.5 if exact else 0.0)) * scales_B1).floor().long()
    return torch.minimum(places, lengths_B1 - 1).unsqueeze(2)


def smooth_taps(lengths_B1: Tensor, size: int, interpolation: str, antialias: bool) -> Taps:
    """The taps within a piece, by the formulas of torch's interpolate, with and without `antialias`.

    With it the window is as wide as a pixel of the result where that is wider than a pixel of the piece, and what lies
    outside the piece does not count; without it, the pixel at the border counts instead.
    """
    reach = 1 if interpolation == "bilinear" else 2
    scales_B11 = (lengths_B1.float() / size).unsqueeze(2)
    widths_B11 = scales_B11.clamp_min(1.0) if antialias else torch.ones_like(scales_B11)
    centers_BS1 = (torch.arange(size).unsqueeze(1) + 0.5) * scales_B11 - 0.5
    if interpolation == "bilinear" and not antialias:
        centers_BS1.clamp_(min=0)
    taps = 2 * int((reach * widths_B11).amax().ceil()) + 1
    places = (centers_BS1 - reach * widths_B11).floor().long() + 1 + torch.arange(taps)
    distances = (places - centers_BS1) / widths_B11
    weights = (1 - distances.abs()).clamp_(min=0) if reach == 1 else cubic(distances, -0.5 if antialias else -0.75)
    last = (lengths_B1 - 1).unsqueeze(2)
    if antialias:
        weights = weights * ((places >= 0) & (places <= last))
        # One after the other: whatever the taps of the others, the sum is rounded alike.
        weights = weights / functools.reduce(torch.add, [weights[:, :, k : k + 1] for k in range(taps)])
    return Taps(torch.minimum(places.clamp_(min=0), last), weights)


def taps_along(starts_B: Tensor, lengths_B: Tensor, size: int, interpolation: str, antialias: bool) -> Taps:
    """The taps of pieces of these starts and lengths that are scaled to `size` pixels; places in the whole image."""
    lengths_B1 = lengths_B.unsqueeze(1)
    if interpolation.startswith("nearest"):
        places = nearest_taps(lengths_B1, size, interpolation == "nearest-exact")
        taps = Taps(places, torch.ones(places.shape))
    else:
        taps = smooth_taps(lengths_B1, size, interpolation, antialias)
    return Taps(taps.places + starts_B.view(-1, 1, 1), taps.weights)


def scale_rows(images_BCHW: Tensor, taps: Taps) -> Tensor:
    """Each row of the result as the weighted sum of some rows of its image: (B, C, size, W)."""
    batch, channels, height, width = images_BCHW.shape
    device = images_BCHW.device
    rows = images_BCHW.reshape(-1, width)
    starts_BC1 = torch.arange(batch * channels, device=device).view(batch, channels, 1) * height
    places, weights = brought(taps.places, device), brought(taps.weights, device, images_BCHW.dtype)
    size = places.shape[1]
    total: Tensor | None = None
    for k in range(places.shape[2]):
        taken = rows.index_select(0, (starts_BC1 + places[:, None, :, k]).flatten())
        taken = taken.view(batch, channels, size, width).mul_(weights[:, None, :, k, None])
        total = taken if total is None else total.add_(taken)
    assert total is not None
    return total


class RandomResizedCrop:
    """Cuts a random piece out of each image and scales it to `size` (height, width).

    The area of the piece is drawn from `scale` (shares of the image), its width over its height from `ratio`. Where ten
    attempts give none that fits, the middle is taken, as large as `ratio` allows. `antialias` smooths before making
    smaller, in the modes "bilinear" and "bicubic".
    """

    draws = 2 * ATTEMPTS + 2  # the attempts, top and left

    def __init__(
        self,
        size: int | Sequence[int],
        scale: Sequence[float] = (0.08, 1.0),
        ratio: Sequence[float] = (3.0 / 4.0, 4.0 / 3.0),
        interpolation: str = "bilinear",
        antialias: bool = True,
    ) -> None:
        self.size = crop_size(size)
        self.scale, self.ratio = finite_numbers("scale", scale, 2), finite_numbers("ratio", ratio, 2)
        if not 0 <= self.scale[0] <= self.scale[1]:
            raise ValueError(f"scale should hold two shares of the image, the smaller first, got {scale!r}.")
        if not 0 < self.ratio[0] <= self.ratio[1]:
            raise ValueError(f"ratio should hold two numbers above 0, the smaller first, got {ratio!r}.")
        if interpolation not in MODES:
            raise ValueError(f"interpolation should be one of {', '.join(MODES)}, got {interpolation!r}.")
        self.interpolation, self.antialias = interpolation, antialias

    def __call__(self, images_BCHW: Tensor, uniforms_BK: Tensor) -> Tensor:
        check_draws(images_BCHW, uniforms_BK, self.draws)
        pieces = self.pieces(uniforms_BK, *images_BCHW.shape[2:])
        rows = taps_along(pieces.tops, pieces.heights, self.size[0], self.interpolation, self.antialias)
        columns = taps_along(pieces.lefts, pieces.widths, self.size[1], self.interpolation, self.antialias)
        scaled = scale_rows(images_BCHW, rows)
        return scale_rows(scaled.transpose(2, 3), columns).transpose(2, 3).contiguous()

    def pieces(self, uniforms_BK: Tensor, height: int, width: int) -> Pieces:
        """Where images of this height and width are cut."""
        uniforms_BK = uniforms_BK.cpu()
        attempts = uniforms_BK[:, : 2 * ATTEMPTS]
        widths, heights = attempted_sizes(attempts, height * width, self.scale, self.ratio)
        fits = (widths > 0) & (widths <= width) & (heights > 0) & (heights <= height)
        first, found = fits.int().argmax(1, keepdim=True), fits.any(1)
        middle_height, middle_width = self.middle(height, width)
        h = torch.where(found, heights.gather(1, first)[:, 0], middle_height)
        w = torch.where(found, widths.gather(1, first)[:, 0], middle_width)
        tops = torch.where(found, uniforms_BK[:, -2] * (height - h + 1), (height - middle_height) // 2)
        lefts = torch.where(found, uniforms_BK[:, -1] * (width - w + 1), (width - middle_width) // 2)
        return Pieces(tops.long(), lefts.long(), h.long(), w.long())

    def middle(self, height: int, width: int) -> tuple[int, int]:
        """Height and width of the largest piece that `ratio` allows."""
        low, high = self.ratio
        if width / height < low:
            return max(round(width / low), 1), width
        return (height, max(round(height * high), 1)) if width / height > high else (height, width)
