"""What would change a classifier's mind: parts of its input are covered, and it is asked again.

Occlusion as in Zeiler & Fergus, "Visualizing and Understanding Convolutional Networks" (2014), section 4.2. What is covered is
what the network gets, after all steps of the input; it is done in pieces, so that whoever waits for something else need not wait long.
"""

from __future__ import annotations

from dataclasses import dataclass
from itertools import product
from typing import Any

import numpy as np
import torch
from numpy.typing import NDArray

from workbench.evaluation.trained import Sample, Trained

PARTS = 9
"""The input is looked at as three by three parts, for the words: upper left, top, …"""

PART_SHARE = 0.45
"""Of the height and width, for each of the parts; they overlap."""

Window = tuple[int, int, int, int]
"""First row, row after the last, first column, column after the last."""


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
    """One sample on its way: call :meth:`go_on` until it says that nothing is left, then :meth:`found`."""

    def __init__(self, trained: Trained, sample: Sample) -> None:
        self._trained = trained
        self._seen = trained.prepared(sample)
        _, _, height, width = self._seen.shape
        self._fill = self._covering(sample)
        self._parts = _parts(height, width)
        self._windows = [*self._parts, *_windows(height, width)]
        self._shares: list[NDArray[Any]] = []
        self._plain = self._judge(self._seen)[0]

    def go_on(self, count: int) -> bool:
        """Cover so many more windows. True: there are others."""
        some = self._windows[len(self._shares) :][:count]
        if some:
            batch = self._seen.repeat(len(some), 1, 1, 1)
            for row, (top, bottom, left, right) in zip(batch, some, strict=True):
                row[:, top:bottom, left:right] = self._fill
            self._shares.extend(self._judge(batch))
        return len(self._shares) < len(self._windows)

    def found(self) -> Occlusion:
        """What came of it."""
        _, _, height, width = self._seen.shape
        top = int(self._plain.argmax())
        total, count = np.zeros((height, width)), np.zeros((height, width))
        for window, shares in zip(self._windows[PARTS:], self._shares[PARTS:], strict=True):
            rows, columns = slice(window[0], window[1]), slice(window[2], window[3])
            total[rows, columns] += self._plain[top] - shares[top]
            count[rows, columns] += 1
        heat = (total / np.maximum(count, 1)).astype(np.float32)
        return Occlusion(heat, self._plain, np.stack(self._shares[:PARTS]))

    def _judge(self, batch: torch.Tensor) -> NDArray[np.float32]:
        with torch.inference_mode():
            shares: NDArray[np.float32] = self._trained.as_probabilities(self._trained.model(batch)).float().numpy()
        return shares

    def _covering(self, sample: Sample) -> torch.Tensor:
        """The numbers (C, 1, 1) that stand where something is covered: black for grey ink, else the picture's mean colour."""
        if self._seen.shape[1] == 1 and isinstance(sample, np.ndarray):
            return self._trained.prepared(np.zeros_like(sample))[0].amin((1, 2), keepdim=True)
        return self._seen[0].mean((1, 2), keepdim=True)


def can_be_covered(trained: Trained) -> bool:
    """Whether the input is a picture and the answer a class."""
    return trained.facts.kind == "image" and trained.subject.task == "classes" and len(trained.input_shape) == 3


def _parts(height: int, width: int) -> list[Window]:
    sizes = (max(round(height * PART_SHARE), 1), max(round(width * PART_SHARE), 1))
    tops, lefts = (
        [0, (length - size) // 2, length - size] for length, size in zip((height, width), sizes, strict=True)
    )
    return [(top, top + sizes[0], left, left + sizes[1]) for top, left in product(tops, lefts)]


def _windows(height: int, width: int) -> list[Window]:
    """Small windows, a quarter of the sides long, that overlap by about two thirds."""
    sizes = (max(round(height / 4), 1), max(round(width / 4), 1))
    starts = [
        sorted({round(at) for at in np.linspace(0, length - size, 11 if length <= 64 else 8)})
        for length, size in zip((height, width), sizes, strict=True)
    ]
    return [(top, top + sizes[0], left, left + sizes[1]) for top, left in product(*starts)]
