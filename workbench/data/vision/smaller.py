"""Making a photo smaller while it is read. The exported script carries this module."""

from __future__ import annotations

from PIL import Image


def smaller(image: Image.Image, shorter_side: int) -> Image.Image:
    """The image with its shorter side of so many pixels, if that is smaller; 0: as it is."""
    size = smaller_size(image.size, shorter_side)
    return image if size == image.size else image.resize(size, Image.Resampling.BILINEAR, reducing_gap=3.0)


def smaller_size(size: tuple[int, int], shorter_side: int) -> tuple[int, int]:
    """The width and height that it gets."""
    if not shorter_side or min(size) <= shorter_side:
        return size
    scale = shorter_side / min(size)
    return max(round(size[0] * scale), 1), max(round(size[1] * scale), 1)
