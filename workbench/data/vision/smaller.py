"""Making a photo smaller while it is read. The exported script carries this module."""

from __future__ import annotations

from PIL import Image


def smaller(image: Image.Image, shorter_side: int) -> Image.Image:
    """The image with its shorter side of so many pixels, if that is smaller; 0: as it is."""
    width, height = image.size
    if not shorter_side or min(width, height) <= shorter_side:
        return image
    scale = shorter_side / min(width, height)
    size = (max(round(width * scale), 1), max(round(height * scale), 1))
    return image.resize(size, Image.Resampling.BILINEAR, reducing_gap=3.0)
