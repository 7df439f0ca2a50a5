"""The hand: from a digit to the path of the pen, different every time.

A way of writing is chosen, its examples blended, its points and strokes moved a little, the whole bent, narrowed,
slanted and turned, and scaled so that the ink fills MNIST's box of 20 x 20 pixels. Like the renderer it uses nothing
that two machines could compute differently (no exp, no sine).
"""

from __future__ import annotations

from typing import NamedTuple

import numpy as np
from numpy.typing import NDArray

from workbench.data.digit_recipe import BOX_SIZE
from workbench.data.strokes.chance import Draws
from workbench.data.strokes.shapes import build_way_table

WAYS = build_way_table()

# How far hands differ: standard deviations. Digits are 2 units high, so 0.1 is a twentieth of the height.
POINT_JITTER = 0.055  # of single points
CURVE_JITTER = 0.085  # of neighbouring points together
UNSTEADINESS = 0.3  # of both, from hand to hand, as a logarithm
STROKE_SHIFT = 0.05  # of whole strokes against each other
BENDING = (0.13, 0.13, 0.13, 0.065)  # of the terms of a polynomial of the third degree; see _bend
ASPECT = 0.18  # of the width, as a logarithm
SLANT = (0.19, 0.29)  # mean and deviation: how far the top lies to the right, per unit of height
TURN = 0.06  # radians
RADIUS = (1.3, 0.27)  # pixels, and deviation as a logarithm: half the width of the ink
FINEST_RADIUS = 0.6  # pixels; a finer line would fall apart into dots
PRESSURE = 0.12  # of the radius, along the path
SOFTNESS = (1.1, 0.15)  # pixels, and deviation as a logarithm: the width of the ink's edge


class PenPaths(NamedTuple):
    """Paths of the pen in pixels of the 20 x 20 box."""

    points: NDArray[np.float32]  # (N, P, 2): x, y
    radii: NDArray[np.float32]  # (N, P): half the width of the ink
    softness: NDArray[np.float32]  # (N,): how many pixels the ink's edge takes


def write_digits(digits: NDArray[np.int64], draws: Draws) -> PenPaths:
    """Write the digits (N,), each in a way of its own."""
    ways = _choose_ways(digits, draws)
    knots = _shift_strokes(ways, _shake(_blend_examples(ways, draws), draws), draws)
    path = _lean(_bend(_follow(ways, knots), draws), draws)
    radii = _press(draws)
    return PenPaths(_fit_box(path, radii), radii, np.float32(SOFTNESS[0]) * _factor(SOFTNESS[1] * draws.bell()))


def _choose_ways(digits: NDArray[np.int64], draws: Draws) -> NDArray[np.int64]:
    chosen = (WAYS.digit_shares[digits] <= draws.uniform()[:, np.newaxis]).sum(axis=1)
    ways: NDArray[np.int64] = np.minimum(chosen, len(WAYS.strokes) - 1)
    return ways


def _blend_examples(ways: NDArray[np.int64], draws: Draws) -> NDArray[np.float32]:
    """A mixture of each way's examples (N, K, 2). The fourth power lets one or two of them prevail."""
    examples = WAYS.examples[ways]
    shares = draws.uniform(examples.shape[1])
    shares = shares * shares * shares * shares + np.float32(0.01)
    shares *= np.arange(examples.shape[1]) < WAYS.example_counts[ways][:, np.newaxis]
    shares /= shares.sum(axis=1, keepdims=True)
    blended: NDArray[np.float32] = (examples * shares[:, :, np.newaxis, np.newaxis]).sum(axis=1)
    return blended


def _shake(points: NDArray[np.float32], draws: Draws) -> NDArray[np.float32]:
    """Each point a little off, neighbours partly together."""
    noise = draws.bell(points.shape[1] + 2, 2)
    together = (noise[:, :-2] + noise[:, 1:-1] + noise[:, 2:]) * np.float32(3**-0.5)
    offsets = together * np.float32(CURVE_JITTER) + noise[:, 1:-1] * np.float32(POINT_JITTER)
    return points + _factor(UNSTEADINESS * draws.bell(1, 1)) * offsets


def _shift_strokes(ways: NDArray[np.int64], points: NDArray[np.float32], draws: Draws) -> NDArray[np.float32]:
    shifts = draws.bell(int(WAYS.strokes.max()) + 1, 2) * np.float32(STROKE_SHIFT)
    return points + shifts[np.arange(len(ways))[:, np.newaxis], WAYS.strokes[ways]]


def _follow(ways: NDArray[np.int64], points: NDArray[np.float32]) -> NDArray[np.float32]:
    """The smooth path (N, P, 2) through the points: at each place a weighted sum of the four around it."""
    knots, weights = WAYS.knots[ways], WAYS.weights[ways]
    image = np.arange(len(ways))[:, np.newaxis]
    path = np.zeros((*knots.shape[:2], 2), np.float32)
    for around in range(knots.shape[2]):
        path += points[image, knots[:, :, around]] * weights[:, :, around, np.newaxis]
    return path


def _bend(path: NDArray[np.float32], draws: Draws) -> NDArray[np.float32]:
    """Bow, taper, stretch on one side and curl: terms y², xy, x², y³ for x, and likewise for y."""
    across, down = path[:, :, 0], path[:, :, 1]
    amounts = draws.bell(2, 4, 1) * np.array(BENDING, np.float32)[:, np.newaxis]
    bent = np.empty_like(path)
    for axis, (here, other) in enumerate(((across, down), (down, across))):
        a = amounts[:, axis]
        bent[:, :, axis] = here + other * (a[:, 0] * other + a[:, 1] * here + a[:, 3] * other * other)
        bent[:, :, axis] += a[:, 2] * here * here
    return bent


def _lean(path: NDArray[np.float32], draws: Draws) -> NDArray[np.float32]:
    """Narrow or widen, slant and turn the whole digit."""
    aspect, slant, turn = np.moveaxis(draws.bell(3, 1), 1, 0)
    across, down = path[:, :, 0], path[:, :, 1]
    across = across * _factor(ASPECT * aspect) - down * (np.float32(SLANT[0]) + np.float32(SLANT[1]) * slant)
    turn = turn * np.float32(TURN)
    return np.stack([across - turn * down, down + turn * across], axis=2)


def _press(draws: Draws) -> NDArray[np.float32]:
    """Half the width of the ink along the path (N, P): a pen, and a pressure that rises, falls or swells."""
    width, rise, swell = np.moveaxis(draws.bell(3, 1), 1, 0)
    along = np.linspace(-1, 1, WAYS.knots.shape[1], dtype=np.float32)
    pressure = np.float32(PRESSURE) * (rise * along + swell * (along * along - np.float32(0.4)))
    radii: NDArray[np.float32] = np.float32(RADIUS[0]) * _factor(RADIUS[1] * width) * (1 + pressure)
    return np.maximum(radii, np.float32(FINEST_RADIUS))


def _fit_box(path: NDArray[np.float32], radii: NDArray[np.float32]) -> NDArray[np.float32]:
    """Scale and move the path (N, P, 2) so that the ink just fills the box."""
    low, high = path.min(axis=1, keepdims=True), path.max(axis=1, keepdims=True)
    room = BOX_SIZE - 2 * radii.mean(axis=1)[:, np.newaxis, np.newaxis]
    scale = room / (high - low).max(axis=2, keepdims=True)
    fitted: NDArray[np.float32] = (path - (low + high) / 2) * scale + np.float32(BOX_SIZE / 2)
    return fitted


def _factor(exponent: NDArray[np.float32]) -> NDArray[np.float32]:
    """Nearly exp(exponent), for small exponents, by products alone: (1 + x/8) to the eighth."""
    near_one = np.float32(1) + exponent * np.float32(1 / 8)
    squared = near_one * near_one
    return squared * squared * (squared * squared)
