"""Series of four kinds of waves, computed: number `index` under `seed` is a pure function of the two.

NumPy alone, because exported scripts carry this file.
"""

from __future__ import annotations

import numpy as np
from numpy.typing import NDArray

WAVES = ("sine", "square", "triangle", "sawtooth")


def generate_waves(
    seed: int, first: int, count: int, length: int, noise: float
) -> tuple[NDArray[np.float32], NDArray[np.int64]]:
    """Series (count, 1, length) float32 and their kinds (count,) int64, from number `first` on."""
    series = np.empty((count, 1, length), np.float32)
    kinds = (first + np.arange(count, dtype=np.int64)) % len(WAVES)
    for row in range(count):
        chance = np.random.Generator(np.random.PCG64([seed, first + row]))
        periods, phase, amplitude = chance.uniform(1.5, 5), chance.uniform(), chance.uniform(0.5, 1)
        turns = (np.arange(length) / length * periods + phase) % 1
        shape = (
            np.sin(2 * np.pi * turns),
            np.where(turns < 0.5, 1.0, -1.0),
            4 * np.abs(turns - 0.5) - 1,
            2 * turns - 1,
        )[kinds[row]]
        series[row, 0] = amplitude * shape + noise * chance.standard_normal(length)
    return series, kinds
