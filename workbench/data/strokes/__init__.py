"""The built-in digits: 28 x 28 images of digits drawn from pen strokes.

Image number `index` under `seed` is a pure function of the two: no file, no state, no order.
"""

from __future__ import annotations

from concurrent.futures import ThreadPoolExecutor

import numpy as np
from numpy.typing import NDArray

from workbench.data.digit_recipe import IMAGE_SIZE, centre_by_mass
from workbench.data.strokes.chance import Draws, hash_keys
from workbench.data.strokes.hand import write_digits
from workbench.data.strokes.render import render_boxes

CHUNK = 1024


def generate(
    seed: int, indices: NDArray[np.int64], threads: int | None = None
) -> tuple[NDArray[np.uint8], NDArray[np.int64]]:
    """Images (N, 28, 28) and labels (N,) of the digits with these numbers; the same whatever else is asked for."""
    labels = choose_labels(seed, indices)
    images = np.empty((len(indices), IMAGE_SIZE, IMAGE_SIZE), np.uint8)

    def draw(start: int) -> None:
        part = slice(start, start + CHUNK)
        paths = write_digits(labels[part], Draws(hash_keys(seed, indices[part])))
        images[part] = centre_by_mass(render_boxes(*paths))

    with ThreadPoolExecutor(threads or 2) as pool:
        list(pool.map(draw, range(0, len(indices), CHUNK)))
    return images, labels


def choose_labels(seed: int, indices: NDArray[np.int64]) -> NDArray[np.int64]:
    """Which digit each number is: every block of ten holds each digit once, in an order of its own."""
    blocks, place = np.divmod(indices, 10)
    orders = hash_keys(~seed, blocks[:, np.newaxis] * 10 + np.arange(10))
    own = np.take_along_axis(orders, place[:, np.newaxis], axis=1)
    labels: NDArray[np.int64] = (orders < own).sum(axis=1)
    return labels
