"""A heat map as a picture: the input in grey, and over it in colours what matters."""

from __future__ import annotations

from typing import Any

import numpy as np
from numpy.typing import NDArray

Pixels = NDArray[np.uint8]
"""(H, W, 3): red, green, blue."""

VIRIDIS = np.array(
    [(68, 1, 84), (71, 45, 123), (59, 82, 139), (44, 114, 142), (33, 145, 140), (40, 174, 128), (94, 201, 98),
     (173, 220, 48), (253, 231, 37)], np.float64
)  # fmt: skip
"""Points of viridis (van der Walt and Smith 2015), evenly apart: lighter is more, for every eye."""
SIGNED = np.array([(31, 111, 180), (245, 245, 245), (194, 90, 0)], np.float64)
"""Against, neither, for: blue, white, orange."""

SMALLEST = 224
"""A picture of fewer pixels is enlarged, each pixel to a square."""


def coloured(shares: NDArray[Any], *, signed: bool = False) -> Pixels:
    """Numbers of 0 to 1, or −1 to 1 where they are signed (…), as (…, 3)."""
    table = SIGNED if signed else VIRIDIS
    places = np.nan_to_num(np.asarray(shares, np.float64))
    places = ((places + 1) / 2 if signed else places).clip(0, 1)
    stops = np.linspace(0, 1, len(table))
    return np.stack([np.interp(places, stops, table[:, c]) for c in range(3)], -1).round().astype(np.uint8)


def over_picture(picture: NDArray[Any], places: NDArray[Any], *, signed: bool = False) -> Pixels:
    """``places`` (H, W) over a picture (C, H, W) of 0 to 1, in grey: the stronger, the less of it shows through.

    The scale goes to the greatest number; where all are 0, there is only the picture. Small pictures are enlarged.
    """
    grey = np.nan_to_num(np.asarray(picture, np.float64)).mean(0).clip(0, 1)[..., None] * 255
    most = float(np.abs(np.nan_to_num(places)).max(initial=0.0))
    shares = np.nan_to_num(places) / most if most else np.zeros_like(places)
    cover = 0.25 + 0.6 * np.abs(shares)[..., None] if most else 0.0
    mixed = (grey * (1 - cover) + coloured(shares, signed=signed) * cover).round().clip(0, 255).astype(np.uint8)
    times = max(1, -(-SMALLEST // max(mixed.shape[:2])))
    enlarged: Pixels = mixed.repeat(times, 0).repeat(times, 1)
    return enlarged
