"""The built-in digits: 28 x 28 images of digits drawn from pen strokes.

Image number `index` under `seed` is a pure function of the two: no file, no state, no order. It needs NumPy alone,
because exported scripts carry the source of this package.
"""

from __future__ import annotations

from concurrent.futures import ThreadPoolExecutor

import numpy as np
from numpy.typing import NDArray

from workbench.data.digit_recipe import IMAGE_SIZE, centre_by_mass
from workbench.data.strokes.chance import Draws, hash_keys
from workbench.data.strokes.hand import write_digits
from workbench.data.strokes.render import render_boxes

DIGITS_AT_ONCE = 1024
DEFAULT_THREADS = 2


def generate(
    seed: int, indices: NDArray[np.int64], threads: int | None = None
) -> tuple[NDArray[np.uint8], NDArray[np.int64]]:
    """Draw the digits with these indices (N,): images (N, 28, 28), light ink on dark, and labels (N,).

    Neither the other indices nor the number of threads (None: two) change an image. Raises ValueError for indices
    that are not a row of whole numbers from 0 up.
    """
    indices = _checked(indices)
    labels = choose_labels(seed, indices)
    images = np.empty((len(indices), IMAGE_SIZE, IMAGE_SIZE), np.uint8)

    def draw(start: int) -> None:
        part = slice(start, start + DIGITS_AT_ONCE)
        paths = write_digits(labels[part], Draws(hash_keys(seed, indices[part])))
        images[part] = centre_by_mass(render_boxes(*paths))

    with ThreadPoolExecutor(threads or DEFAULT_THREADS) as pool:
        list(pool.map(draw, range(0, len(indices), DIGITS_AT_ONCE)))
    return images, labels


def choose_labels(seed: int, indices: NDArray[np.int64]) -> NDArray[np.int64]:
    """Which digit each index (N,) is: every block of ten holds each digit once, in an order of its own."""
    blocks, places = np.divmod(indices, 10)
    keys = hash_keys(~seed, blocks[:, np.newaxis] * 10 + np.arange(10))
    own = np.take_along_axis(keys, places[:, np.newaxis], axis=1)
    labels: NDArray[np.int64] = (keys < own).sum(axis=1, dtype=np.int64)
    return labels


def _checked(indices: NDArray[np.int64]) -> NDArray[np.int64]:
    if indices.ndim != 1 or not np.issubdtype(indices.dtype, np.integer):
        raise ValueError(f"Indices must be a row of integers, but these are {indices.dtype} of shape {indices.shape}.")
    if indices.size and indices.min() < 0:
        raise ValueError(f"Indices must not be negative, but one is {indices.min()}.")
    return indices.astype(np.int64)
