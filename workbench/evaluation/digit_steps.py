"""How the digits' recipe makes an input of a drawing, step by step: what there is to see, and where each pixel came from."""

from __future__ import annotations

from dataclasses import dataclass

import numpy as np
from numpy.typing import NDArray

from workbench.data.digit_recipe import BOX_SIZE, IMAGE_SIZE, centre_by_mass, corners, fit_box, ink_bounds

Grey = NDArray[np.uint8]


@dataclass(frozen=True)
class DigitSteps:
    """``bounds`` are those of the ink in the drawing (first row, row after the last, the same for columns); ``corner`` is the
    row and column of the box in the 28 × 28 pixels, ``mass`` the centre of the box's ink (row, column), in pixels of the box.

    ``plain`` is the same drawing without the recipe: the whole of it, made smaller.
    """

    drawing: Grey
    bounds: tuple[int, int, int, int]
    ink: Grey
    box: Grey
    mass: tuple[float, float]
    corner: tuple[int, int]
    prepared: Grey
    plain: Grey

    def place_in_drawing(self) -> tuple[float, float, float, float]:
        """Where the 28 × 28 pixels lie on the drawing: x, y, width and height, in its pixels; they may reach over its edge."""
        top, bottom, left, right = self.bounds
        scale = max(bottom - top, right - left) / BOX_SIZE
        y = (top + bottom) / 2 - (BOX_SIZE / 2 + self.corner[0]) * scale
        x = (left + right) / 2 - (BOX_SIZE / 2 + self.corner[1]) * scale
        return x, y, IMAGE_SIZE * scale, IMAGE_SIZE * scale


def digit_steps(drawing: Grey) -> DigitSteps | None:
    """The steps of one drawing (H, W), light ink on dark; None where there is no ink. ``prepared`` is what prepare_digit gives."""
    if not int(drawing.max(initial=0)):
        return None
    top, bottom, left, right = bounds = ink_bounds(drawing)
    ink = drawing[top:bottom, left:right]
    box = fit_box(ink)
    tops, lefts = corners(box[np.newaxis])
    total = max(float(box.sum()), 1.0)
    steps = np.arange(BOX_SIZE) + 0.5
    mass = float(box.sum(axis=1) @ steps / total), float(box.sum(axis=0) @ steps / total)
    return DigitSteps(
        drawing, bounds, ink, box, mass, (int(tops[0]), int(lefts[0])), centre_by_mass(box[np.newaxis])[0], shrunk(drawing)
    )  # fmt: skip


def shrunk(drawing: Grey, side: int = IMAGE_SIZE) -> Grey:
    """The whole drawing (H, W) as (side, side): each pixel the mean of the area that falls on it."""
    rows, columns = (_means(length, side) for length in drawing.shape)
    means: Grey = np.rint(rows @ drawing.astype(np.float32) @ columns.T).astype(np.uint8)
    return means


def _means(length: int, side: int) -> NDArray[np.float32]:
    """The matrix (side, length) whose rows average equal shares of one axis."""
    scale = length / side
    begins, ends = np.arange(side)[:, np.newaxis] * scale, (np.arange(side)[:, np.newaxis] + 1) * scale
    pixels = np.arange(length)
    covered = np.clip(np.minimum(ends, pixels + 1) - np.maximum(begins, pixels), 0, None)
    shares: NDArray[np.float32] = (covered / scale).astype(np.float32)
    return shares
