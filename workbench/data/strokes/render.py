"""Ink on paper: from the path of a pen in pixels to grey boxes of 20 x 20.

The darkness of a pixel follows from its distance to the nearest point of the path. Only sums, products, minima and square
roots are used, which IEEE 754 fixes to the last bit, and every image is computed alone: the same path gives the same
bytes on every machine and in any company.
"""

from __future__ import annotations

import numpy as np
from numpy.typing import NDArray

from workbench.data.digit_recipe import BOX_SIZE

IMAGES_AT_ONCE = 128  # their two grids (20 x 20 x 128 float32, 400 KB) stay in the second-level cache
FAR_AWAY = 1e6  # squared, in radii


def render_boxes(
    points: NDArray[np.float32], radii: NDArray[np.float32], softness: NDArray[np.float32]
) -> NDArray[np.uint8]:
    """Draw paths: points (N, P, 2) as x, y in pixels, the pen's radius there (N, P), edge width (N,) -> (N, 20, 20)."""
    boxes = np.empty((len(points), BOX_SIZE, BOX_SIZE), np.uint8)
    for start in range(0, len(points), IMAGES_AT_ONCE):
        part = slice(start, start + IMAGES_AT_ONCE)
        boxes[part] = _render_few(points[part], radii[part], softness[part])
    return boxes


def _render_few(
    points: NDArray[np.float32], radii: NDArray[np.float32], softness: NDArray[np.float32]
) -> NDArray[np.uint8]:
    # Axes are (y, x, image): the images innermost, so that the inner loops are long. One point at a time, so that the
    # grids never leave the cache.
    pixels = np.arange(BOX_SIZE, dtype=np.float32)[:, np.newaxis] + np.float32(0.5)
    nearest = np.full((BOX_SIZE, BOX_SIZE, len(points)), FAR_AWAY, np.float32)
    distance = np.empty_like(nearest)
    for point, sharpness in zip(points.transpose(1, 2, 0), 1 / radii.T, strict=True):
        across, down = (pixels - point[0]) * sharpness, (pixels - point[1]) * sharpness
        np.add(across * across, (down * down)[:, np.newaxis], out=distance)
        np.minimum(nearest, distance, out=nearest)
    ink = (1 - np.sqrt(nearest)) * (radii.mean(axis=1) / softness) + np.float32(0.5)
    grey: NDArray[np.uint8] = np.rint(np.clip(ink, 0, 1) * 255).astype(np.uint8)
    return grey.transpose(2, 0, 1)
