"""What would change a classifier's mind about a picture, said in words: which of its parts decide.

It is :class:`workbench.evaluation.inspect.occlusion.Covering`, in pieces, so that whoever waits for something else need not wait long.
"""

from __future__ import annotations

from dataclasses import dataclass
from itertools import product

import numpy as np
from numpy.typing import NDArray

from workbench.evaluation.inspect.baseline import blank
from workbench.evaluation.inspect.occlusion import Covering, Window
from workbench.evaluation.trained import Sample, Trained

PARTS = 9
"""The input is looked at as three by three parts, for the words: upper left, top, …"""

PART_SHARE = 0.45
"""Of the height and width, for each of the parts; they overlap."""


@dataclass(frozen=True)
class Occlusion:
    """``heat`` (H, W) has for each pixel the mean loss of the likeliest class's share (``shares[top]``) when it is covered.

    Where it is below 0, covering makes the network surer. ``parts`` (9, classes) are the shares with one of the three by three
    parts covered, row by row from the upper left.
    """

    heat: NDArray[np.float32]
    shares: NDArray[np.float32]
    parts: NDArray[np.float32]

    @property
    def top(self) -> int:
        """The likeliest class."""
        return int(self.shares.argmax())

    def flips(self) -> tuple[tuple[int, int, float], ...]:
        """Parts that change the answer when they are covered: (part, class, its share), the surest first."""
        found = [(part, int(row.argmax()), float(row.max())) for part, row in enumerate(self.parts)]
        return tuple(sorted((each for each in found if each[1] != self.top), key=lambda each: -each[2]))

    def weightiest(self) -> tuple[int, float]:
        """The part whose cover leaves the least of the answer, and what it leaves."""
        left = self.parts[:, self.top]
        return int(left.argmin()), float(left.min())


class Occluding:
    """One sample on its way: call :meth:`go_on` until it says that nothing is left, then :meth:`found`.

    Grey ink is covered with black, colours with the picture's mean.
    """

    def __init__(self, trained: Trained, sample: Sample) -> None:
        self._trained = trained
        seen = trained.prepared(sample)
        height, width = seen.shape[2:]
        nothing = blank(trained, seen, "black" if seen.shape[1] == 1 else "mean")
        self._covering = Covering(trained, seen, [*_parts(height, width), *_windows(height, width)], nothing)

    def go_on(self, count: int) -> bool:
        """Cover so many more windows. True: there are others."""
        return self._covering.go_on(count)

    def found(self) -> Occlusion:
        """What came of it."""
        plain = self._trained.as_probabilities(self._covering.plain)[0].float()
        shares = self._trained.as_probabilities(self._covering.outputs).float()
        top = int(plain.argmax())
        heat = self._covering.spread(plain[top] - shares[PARTS:, top], slice(PARTS, None))
        return Occlusion(heat.numpy(), plain.numpy(), shares[:PARTS].numpy())


def can_be_covered(trained: Trained) -> bool:
    """Whether the input is a picture and the answer a class."""
    return trained.facts.kind == "image" and trained.subject.task == "classes" and len(trained.input_shape) == 3


def _parts(height: int, width: int) -> list[Window]:
    sizes = (max(round(height * PART_SHARE), 1), max(round(width * PART_SHARE), 1))
    starts = ([0, (length - size) // 2, length - size] for length, size in zip((height, width), sizes, strict=True))
    return _at(sizes, *starts)


def _windows(height: int, width: int) -> list[Window]:
    """Small windows, a quarter of the sides long, that overlap by about two thirds."""
    sizes = (max(round(height / 4), 1), max(round(width / 4), 1))
    starts = (
        sorted({round(at) for at in np.linspace(0, length - size, 11 if length <= 64 else 8)})
        for length, size in zip((height, width), sizes, strict=True)
    )
    return _at(sizes, *starts)


def _at(sizes: tuple[int, int], tops: list[int], lefts: list[int]) -> list[Window]:
    return [(slice(top, top + sizes[0]), slice(left, left + sizes[1])) for top, left in product(tops, lefts)]
