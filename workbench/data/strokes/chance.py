"""Chance without a generator: random numbers that are a pure function of (seed, index, column).

The hash is SplitMix64 (Steele, Lea, Flood: Fast splittable pseudorandom number generators, OOPSLA 2014), applied to a
counter. No draw depends on another, so that any image can be drawn alone.
"""

from __future__ import annotations

import numpy as np
from numpy.typing import NDArray

GOLDEN_GAMMA = 0x9E3779B97F4A7C15
ALL_BITS = 0xFFFFFFFFFFFFFFFF


def mix_bits(words: NDArray[np.uint64]) -> NDArray[np.uint64]:
    """SplitMix64's finalizer: every bit of the result depends on every bit of the word."""
    words = (words ^ (words >> np.uint64(30))) * np.uint64(0xBF58476D1CE4E5B9)
    words = (words ^ (words >> np.uint64(27))) * np.uint64(0x94D049BB133111EB)
    return words ^ (words >> np.uint64(31))


def hash_keys(seed: int, indices: NDArray[np.int64]) -> NDArray[np.uint64]:
    """A key (N,) for each index under this seed."""
    start = np.uint64((seed * GOLDEN_GAMMA + GOLDEN_GAMMA) & ALL_BITS)
    return mix_bits(mix_bits(np.full(1, start)) + indices.astype(np.uint64) * np.uint64(GOLDEN_GAMMA))


class Draws:
    """The random numbers of some images (keys: (N,)), one column after the other."""

    def __init__(self, keys: NDArray[np.uint64]) -> None:
        self._keys = keys
        self._next_column = 1

    def uniform(self, *shape: int) -> NDArray[np.float32]:
        """Even in [0, 1): (N, *shape)."""
        return (self._bits(shape) >> np.uint64(40)).astype(np.float32) * np.float32(2.0**-24)

    def bell(self, *shape: int) -> NDArray[np.float32]:
        """Like a normal distribution, mean 0 and deviation 1, but never beyond 3.5: (N, *shape).

        The sum of four even numbers of 16 bits (Irwin-Hall), all out of one hash.
        """
        bits = self._bits(shape)
        total = sum((bits >> np.uint64(shift)) & np.uint64(0xFFFF) for shift in (0, 16, 32, 48))
        return (np.asarray(total).astype(np.float32) * np.float32(2.0**-16) - 2) * np.float32(3**0.5)

    def _bits(self, shape: tuple[int, ...]) -> NDArray[np.uint64]:
        count = int(np.prod(shape))
        columns = np.arange(self._next_column, self._next_column + count, dtype=np.uint64)
        self._next_column += count
        words = self._keys[:, np.newaxis] + columns * np.uint64(GOLDEN_GAMMA)
        return mix_bits(words).reshape(len(self._keys), *shape)
