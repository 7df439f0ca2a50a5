"""The weights of a run at a few of its moments, thinned so that they stay few and small, and spread over the whole run."""

from __future__ import annotations

import math
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass
from pathlib import Path
from typing import TYPE_CHECKING, Literal

if TYPE_CHECKING:
    from workbench.training.events import Weights

MOST_BYTES = 64_000_000
MOST = 60

Spread = Literal["log", "even"]


@dataclass(frozen=True)
class Moment:
    """``weights`` in memory, or the ``path`` of a checkpoint that has them."""

    step: int
    weights: Weights | None = None
    path: Path | None = None
    bytes: int = 0


class Moments:
    """The first and the newest stay. Between them, whatever lies closest to its neighbours goes first: on a logarithmic scale of
    steps, since most is learned early, or an even one. The newest weights, which the window has anyway, do not count as memory.
    """

    def __init__(self, most: int = MOST, most_bytes: int = MOST_BYTES, spread: Spread = "log") -> None:
        self.most, self.most_bytes, self.spread = most, most_bytes, spread
        self._moments: list[Moment] = []

    def __len__(self) -> int:
        return len(self._moments)

    def __iter__(self) -> Iterator[Moment]:
        return iter(tuple(self._moments))

    def clear(self) -> None:
        """Another run."""
        self._moments = []

    def add(self, step: int, weights: Weights) -> None:
        """The newest weights. A run that went back to an earlier step has no later moments any more."""
        self._moments = [moment for moment in self._moments if moment.step < step]
        size = sum(int(array.nbytes) for array in weights.values())
        self._moments.append(Moment(step, weights, None, size))
        self._thin()

    def add_files(self, found: Iterable[tuple[int, Path]]) -> None:
        """Checkpoints on the disk; where there is a moment in memory at that step, it stays."""
        known = {moment.step for moment in self._moments}
        self._moments += [Moment(step, None, path) for step, path in found if step not in known]
        self._moments.sort(key=lambda moment: moment.step)

    def drop(self, step: int) -> None:
        """That one cannot be read."""
        self._moments = [moment for moment in self._moments if moment.step != step]

    def bytes(self) -> int:
        """Of the copies that are kept for this alone."""
        return sum(moment.bytes for moment in self._moments[:-1])

    def _thin(self) -> None:
        while len(self._moments) > 2 and (len(self._moments) > self.most or self.bytes() > self.most_bytes):
            del self._moments[least_wanted([moment.step for moment in self._moments], self.spread)]
        if len(self._moments) == 2 and self.bytes() > self.most_bytes:
            del self._moments[0]


def least_wanted(steps: Sequence[int], spread: Spread) -> int:
    """The place, never the first or the last, whose neighbours lie closest together. There must be three steps at least."""
    at = [scaled(step, spread) for step in steps]
    return min(range(1, len(at) - 1), key=lambda place: at[place + 1] - at[place - 1])


def scaled(step: float, spread: Spread) -> float:
    """Where a step lies on its scale."""
    return math.log1p(step) if spread == "log" else float(step)
