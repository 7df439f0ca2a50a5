"""The hand: from a digit to the path of the pen, different every time.

A way of writing is chosen, its examples blended, its points and strokes moved a little, the whole bent, narrowed,
turned and slanted, and scaled so that the ink fills MNIST's box of 20 x 20 pixels.
"""

from __future__ import annotations

from typing import NamedTuple

import numpy as np
from numpy.typing import NDArray

from workbench.data.digit_recipe import BOX_SIZE
from workbench.data.strokes.chance import Draws
from workbench.data.strokes.shapes import WAYS, build_way_table

TABLE = build_way_table()

VARIATION = {
    "blend_power": 4.0,
    "point_jitter": 0.06,
    "slow_jitter": 0.09,
    "stroke_shift": 0.05,
    "bow": 0.13,
    "taper": 0.13,
    "widen": 0.13,
    "curl": 0.065,
    "bow_up": 0.13,
    "taper_up": 0.13,
    "waist": 0.13,
    "curl_up": 0.065,
    "aspect": 0.18,
    "turn": 0.06,
    "slant_mean": 0.19,
    "slant": 0.29,
    "radius_mean": 1.32,
    "radius": 0.30,
    "pressure": 0.12,
    "softness_mean": 1.1,
    "softness": 0.15,
}
"""How far hands differ: spreads of bell-shaped draws, in units of the digit's height, of logarithms, or of pixels."""


class PenPaths(NamedTuple):
    """Paths of the pen in pixels of the 20 x 20 box."""

    points: NDArray[np.float32]  # (N, P, 2): x, y
    radii: NDArray[np.float32]  # (N, P): half the width of the ink
    softness: NDArray[np.float32]  # (N,): how many pixels the ink's edge takes


def write_digits(labels: NDArray[np.int64], draws: Draws) -> PenPaths:
    """Write the digits `labels` (N,), each in its own way."""
    ways = _choose_ways(labels, draws)
    points = _bend(_follow(ways, _move_strokes(ways, _blend(ways, draws), draws)), draws)
    radii = _press(draws)
    return PenPaths(
        _fit(points, radii),
        radii,
        np.exp(VARIATION["softness"] * draws.bell()) * np.float32(VARIATION["softness_mean"]),
    )


def _choose_ways(labels: NDArray[np.int64], draws: Draws) -> NDArray[np.int64]:
    chosen: NDArray[np.int64] = (TABLE.digit_shares[labels] <= draws.uniform()[:, np.newaxis]).sum(axis=1)
    ways: NDArray[np.int64] = np.minimum(chosen, len(WAYS) - 1)
    return ways


def _blend(ways: NDArray[np.int64], draws: Draws) -> NDArray[np.float32]:
    """A mixture of the way's examples, with each point a little off: (N, K, 2)."""
    examples = TABLE.examples[ways]
    shares = draws.uniform(examples.shape[1]) ** np.float32(VARIATION["blend_power"]) + np.float32(0.01)
    shares *= np.arange(examples.shape[1]) < TABLE.example_counts[ways][:, np.newaxis]
    shares /= shares.sum(axis=1, keepdims=True)
    points = (examples * shares[:, :, np.newaxis, np.newaxis]).sum(axis=1)
    noise = draws.bell(points.shape[1] + 2, 2)
    slow = (noise[:, :-2] + noise[:, 1:-1] + noise[:, 2:]) * np.float32(3**-0.5)
    wob = np.exp(0.4 * draws.bell())[:, None, None]
    return points + wob * (
        slow * np.float32(VARIATION["slow_jitter"]) + noise[:, 1:-1] * np.float32(VARIATION["point_jitter"])
    )


def _move_strokes(ways: NDArray[np.int64], points: NDArray[np.float32], draws: Draws) -> NDArray[np.float32]:
    """Every stroke a little off its place."""
    strokes = TABLE.strokes[ways]
    image = np.arange(len(ways))[:, np.newaxis]
    shift = draws.bell(3, 2)[image, strokes] * np.float32(VARIATION["stroke_shift"])
    return points + shift


def _follow(ways: NDArray[np.int64], points: NDArray[np.float32]) -> NDArray[np.float32]:
    """The smooth path through the points: a weighted mean of four of them at each place, (N, P, 2)."""
    image = np.arange(len(ways))[:, np.newaxis]
    path = np.zeros((len(ways), TABLE.knots.shape[1], 2), np.float32)
    for corner in range(4):
        path += points[image, TABLE.knots[ways, :, corner]] * TABLE.weights[ways, :, corner, np.newaxis]
    return path


def _bend(path: NDArray[np.float32], draws: Draws) -> NDArray[np.float32]:
    """Bend by small polynomials, narrow, slant and turn the whole digit."""
    x, y = path[:, :, 0], path[:, :, 1]
    b = (
        draws.bell(8)[:, :, np.newaxis]
        * np.array(
            [VARIATION[name] for name in ("bow", "taper", "widen", "curl", "bow_up", "taper_up", "waist", "curl_up")],
            np.float32,
        )[:, None]
    )
    u = x + b[:, 0] * (y * y) + b[:, 1] * x * y + b[:, 2] * x * x + b[:, 3] * y * y * y
    v = y + b[:, 4] * (x * x) + b[:, 5] * x * y + b[:, 6] * y * y + b[:, 7] * x * x * x
    g = draws.bell(3)[:, :, np.newaxis]
    u = u * np.exp(g[:, 0] * np.float32(VARIATION["aspect"]))
    slant = g[:, 1] * np.float32(VARIATION["slant"]) + np.float32(VARIATION["slant_mean"])
    turn = g[:, 2] * np.float32(VARIATION["turn"])
    u = u - slant * v
    return np.stack([u - turn * v, v + turn * u], axis=2)


def _press(draws: Draws) -> NDArray[np.float32]:
    """Half the width of the ink along the path: the pen, and the pressure that changes along it."""
    b = draws.bell(3)[:, :, np.newaxis]
    along = np.linspace(-1, 1, TABLE.knots.shape[1], dtype=np.float32)
    r = np.exp(b[:, 0] * np.float32(VARIATION["radius"])) * np.float32(VARIATION["radius_mean"])
    return r * (1 + np.float32(VARIATION["pressure"]) * (b[:, 1] * along + b[:, 2] * (along * along - np.float32(0.4))))


def _fit(points: NDArray[np.float32], radii: NDArray[np.float32]) -> NDArray[np.float32]:
    """Scaled so that the ink just fills the box of 20 x 20."""
    low, high = points.min(axis=1), points.max(axis=1)
    room = BOX_SIZE - 2 * radii.mean(axis=1)
    scale = room / (high - low).max(axis=1)
    return (points - ((low + high) / 2)[:, np.newaxis]) * scale[:, np.newaxis, np.newaxis] + np.float32(BOX_SIZE / 2)
