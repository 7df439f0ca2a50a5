"""Coloured shapes on coloured grounds, computed: picture `index` under `seed` is a pure function of the two.

NumPy alone, because exported scripts carry this file.
"""

from __future__ import annotations

import numpy as np
from numpy.typing import NDArray

SHAPES = ("circle", "square", "triangle", "star", "ring", "cross")
CHUNK = 256
NOTCH = 0.4  # of a star: how far its inner corners are from the middle, where its tips are at 1

Floats = NDArray[np.float32]


def generate_shapes(
    seed: int, first: int, count: int, side: int, noise: float
) -> tuple[NDArray[np.uint8], NDArray[np.int64]]:
    """Pictures (count, 3, side, side) as bytes and their kinds (count,) int64, from number `first` on.

    Place, size, angle and colours are drawn anew for each; a colour of the shape and that of the ground differ by at
    least 0.3 of their range in every channel, counted round the circle. `noise` is the standard deviation of what is
    added to every number, in parts of the range.
    """
    pictures = np.empty((count, 3, side, side), np.uint8)
    kinds = (first + np.arange(count, dtype=np.int64)) % len(SHAPES)
    for start in range(0, count, CHUNK):
        rows = np.arange(start, min(start + CHUNK, count))
        chances = [np.random.Generator(np.random.PCG64([seed, first + int(row)])) for row in rows]
        numbers = np.stack([chance.uniform(size=14) for chance in chances]).astype(np.float32)
        grain = np.stack([chance.standard_normal((3, side, side), np.float32) for chance in chances])
        drawn = _drawn(kinds[rows], numbers, side) + np.float32(noise) * grain
        pictures[rows] = (drawn.clip(0, 1) * 255).round().astype(np.uint8)
    return pictures, kinds


def _drawn(kinds: NDArray[np.int64], numbers: Floats, side: int) -> Floats:
    """Pictures (N, 3, side, side) in 0 … 1, from 14 numbers in 0 … 1 for each."""
    place, size, angle = numbers[:, :2], numbers[:, 2], numbers[:, 3] * (2 * np.pi)
    ground, lean, colour = numbers[:, 4:7], numbers[:, 7:10] - 0.5, numbers[:, 10:13]
    radius = (0.18 + 0.2 * size) * side
    edge = radius[:, None] + 1  # a pixel of ground around the shape
    centre = edge + place * (side - 1 - 2 * edge)
    across, down = np.meshgrid(np.arange(side, dtype=np.float32), np.arange(side, dtype=np.float32))
    x = (across - centre[:, 0, None, None]) / radius[:, None, None]
    y = (down - centre[:, 1, None, None]) / radius[:, None, None]
    cos, sin = np.cos(angle)[:, None, None], np.sin(angle)[:, None, None]
    outside = _distances(kinds, cos * x + sin * y, cos * y - sin * x)
    cover = (0.5 - outside * radius[:, None, None]).clip(0, 1)[:, None]
    slope = (across + down)[None, None] / (2 * (side - 1)) - 0.5
    back = ground[:, :, None, None] + lean[:, :, None, None] * slope
    front = ((ground + 0.3 + 0.4 * colour) % 1)[:, :, None, None]
    drawn: Floats = (cover * front + (1 - cover) * back).astype(np.float32)
    return drawn


def _distances(kinds: NDArray[np.int64], x: Floats, y: Floats) -> Floats:
    """How far each point (N, side, side) is from the edge of its picture's shape, which reaches to 1; inside: below 0."""
    far, turn = np.hypot(x, y), np.arctan2(y, x)
    fifth = np.pi / 5
    from_tip = np.abs(turn % (2 * fifth) - fifth)
    edge = (
        NOTCH
        * np.sin(fifth)
        / (np.sin(from_tip) * (1 - NOTCH * np.cos(fifth)) + NOTCH * np.sin(fifth) * np.cos(from_tip))
    )
    ways = {
        "circle": far - 0.9,
        "square": np.maximum(np.abs(x), np.abs(y)) - 0.7,
        "triangle": np.maximum(-y - 0.5, np.sqrt(0.75) * np.abs(x) + 0.5 * y - 0.5),
        "star": far - edge,
        "ring": np.abs(far - 0.72) - 0.2,
        "cross": np.minimum(
            np.maximum(np.abs(x) - 0.28, np.abs(y) - 0.95), np.maximum(np.abs(x) - 0.95, np.abs(y) - 0.28)
        ),
    }
    found: Floats = np.select(
        [(kinds == i)[:, None, None] for i in range(len(SHAPES))], [ways[name] for name in SHAPES]
    )
    return found
