"""How a drawn digit becomes a 28 x 28 image, as MNIST's digits did.

The one rule of MNIST: the digit's bounding box is scaled to fit 20 x 20 pixels, and the centre of mass of its ink is put
at the centre of 28 x 28 (http://yann.lecun.com/exdb/mnist). The drawing canvas and the built-in digits share this module.
It needs NumPy alone, because exported scripts carry its source.
"""

from __future__ import annotations

import numpy as np
from numpy.typing import NDArray

IMAGE_SIZE = 28
BOX_SIZE = 20
FAINTEST_INK = 0.1  # of the brightest pixel; what is fainter is background and does not widen the box


def prepare_digit(image: NDArray[np.uint8]) -> NDArray[np.uint8]:
    """Prepare one drawing (H, W), light ink on dark, as MNIST was prepared; returns (28, 28).

    A drawing without ink gives zeros. Raises ValueError for anything but a two-dimensional array of uint8.
    """
    _check_drawing(image)
    brightest = int(image.max(initial=0))
    if brightest == 0:
        return np.zeros((IMAGE_SIZE, IMAGE_SIZE), np.uint8)
    top, bottom, left, right = ink_bounds(image)
    return centre_by_mass(fit_box(image[top:bottom, left:right])[np.newaxis])[0]


def ink_bounds(image: NDArray[np.uint8]) -> tuple[int, int, int, int]:
    """Where the ink of a drawing (H, W) lies: first row, row after the last, the same for columns. There must be ink."""
    inked = image >= FAINTEST_INK * int(image.max(initial=0))
    rows, columns = (np.flatnonzero(inked.any(axis=axis)) for axis in (1, 0))
    return int(rows[0]), int(rows[-1]) + 1, int(columns[0]), int(columns[-1]) + 1


def fit_box(ink: NDArray[np.uint8]) -> NDArray[np.uint8]:
    """What lies in the bounding box (H, W), scaled to fit (20, 20) without a change of its shape."""
    scale = max(ink.shape) / BOX_SIZE
    box = _scaling(ink.shape[0], scale) @ ink.astype(np.float32) @ _scaling(ink.shape[1], scale).T
    return np.rint(box).astype(np.uint8)


def centre_by_mass(boxes: NDArray[np.uint8]) -> NDArray[np.uint8]:
    """Put each of the boxes (N, 20, 20) into 28 x 28 so that its centre of mass lies nearest to the centre.

    Whole pixels, as in MNIST. The box stays inside the image: where the mass lies far off, it touches the border.
    """
    tops, lefts = corners(boxes)
    steps = np.arange(BOX_SIZE)
    images = np.zeros((len(boxes), IMAGE_SIZE, IMAGE_SIZE), np.uint8)
    image = np.arange(len(boxes))[:, np.newaxis, np.newaxis]
    images[image, (tops[:, np.newaxis] + steps)[:, :, np.newaxis], (lefts[:, np.newaxis] + steps)[:, np.newaxis]] = (
        boxes
    )
    return images


def corners(boxes: NDArray[np.uint8]) -> tuple[NDArray[np.int64], NDArray[np.int64]]:
    """First rows and first columns (N,) that the boxes (N, 20, 20) get in 28 x 28."""
    mass = np.maximum(boxes.sum(axis=(1, 2), dtype=np.int64), 1)
    steps = np.arange(BOX_SIZE)
    tops = _start(boxes.sum(axis=2, dtype=np.int64) @ steps, mass)
    return tops, _start(boxes.sum(axis=1, dtype=np.int64) @ steps, mass)


def _check_drawing(image: NDArray[np.uint8]) -> None:
    if not isinstance(image, np.ndarray) or image.dtype != np.uint8:
        kind = image.dtype if isinstance(image, np.ndarray) else type(image).__name__
        raise ValueError(f"A drawing must be an array of uint8 (0 dark, 255 light), but this one is {kind}.")
    if image.ndim != 2:
        raise ValueError(f"A drawing must have two dimensions, height and width, but this one has shape {image.shape}.")


def _start(moments: NDArray[np.int64], mass: NDArray[np.int64]) -> NDArray[np.int64]:
    """Where the box begins in the image, from the ink's first moments along one axis."""
    centres = moments / mass + 0.5
    return np.clip(np.rint(IMAGE_SIZE / 2 - centres), 0, IMAGE_SIZE - BOX_SIZE).astype(np.int64)


def _scaling(length: int, scale: float) -> NDArray[np.float32]:
    """The matrix (20, length) that scales one axis: each row averages the area that falls on one pixel of the box.

    `scale` is the input pixels per output pixel. A window is never narrower than one input pixel, so that enlarging
    interpolates linearly; the scaled ink lies in the middle of the box.
    """
    width = max(scale, 1.0)
    middles = (np.arange(BOX_SIZE) + 0.5 - BOX_SIZE / 2) * scale + length / 2
    pixels = np.arange(length)
    ends = np.minimum(middles[:, np.newaxis] + width / 2, pixels + 1)
    begins = np.maximum(middles[:, np.newaxis] - width / 2, pixels)
    return (np.clip(ends - begins, 0, None) / width).astype(np.float32)
