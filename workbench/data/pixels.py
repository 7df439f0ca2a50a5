"""From an image file to bytes. Exported scripts carry this, so that they see what the workbench saw."""

from __future__ import annotations

from pathlib import Path

import numpy as np
from numpy.typing import NDArray
from PIL import Image

MAX_PIXELS = 64_000_000
"""Of one image. The size stands in the first bytes of a file; nothing is decoded to find it."""

ORIENTATION = 0x0112
TURNS = {
    2: Image.Transpose.FLIP_LEFT_RIGHT, 3: Image.Transpose.ROTATE_180, 4: Image.Transpose.FLIP_TOP_BOTTOM,
    5: Image.Transpose.TRANSPOSE, 6: Image.Transpose.ROTATE_270, 7: Image.Transpose.TRANSVERSE, 8: Image.Transpose.ROTATE_90,
}  # fmt: skip


def read_pixels(path: Path, mode: str) -> NDArray[np.uint8]:
    """A file as (C, H, W) bytes; raises what :func:`as_bytes` and Pillow raise."""
    with Image.open(path) as image:
        return as_bytes(image, mode)


def as_bytes(image: Image.Image, mode: str) -> NDArray[np.uint8]:
    """The pixels as (C, H, W) bytes: grey for ``mode`` "L" (C = 1), colour for "RGB" (C = 3).

    Upright, as the camera has noted it. Transparency is dropped, and of an animation all but the first image. Of 16 bits
    the upper eight count; Pillow alone would make white of all from 256 up. Raises ValueError for more than
    :data:`MAX_PIXELS` and for numbers without a known range (32 bits), and what Pillow raises for damaged files.
    """
    if image.width * image.height > MAX_PIXELS:
        raise ValueError(f"{image.width} x {image.height} pixels are too many")
    if has_wide_numbers(image):
        raise ValueError("numbers of 32 bits have no known range")
    image.load()
    turn = TURNS.get(orientation(image))
    if image.mode.startswith("I"):
        image = Image.fromarray((np.asarray(image) >> 8).astype(np.uint8))
    elif image.mode == "P" and "transparency" in image.info:
        image = image.convert("RGBA")  # the same colours; Pillow warns of the way without it
    if turn is not None:
        image = image.transpose(turn)
    image = image if image.mode == mode else image.convert(mode)
    pixels = np.frombuffer(image.tobytes(), np.uint8).reshape(image.height, image.width, -1)
    return pixels.transpose(2, 0, 1).copy()


def has_wide_numbers(image: Image.Image) -> bool:
    """Whether a pixel is a number of 32 bits. Pillow's mode "I" is that, too, or 16 bits of a PNG or PGM file."""
    return image.mode == "F" or (image.mode == "I" and image.format not in ("PNG", "PPM"))


def orientation(image: Image.Image) -> int:
    """How the camera was held, from 1 (upright) to 8, in EXIF's numbers. What cannot be read is no reason to stop."""
    try:
        return int(image.getexif().get(ORIENTATION, 1))
    except Exception:  # noqa: BLE001 - damaged notes of a camera raise errors of all kinds
        return 1
