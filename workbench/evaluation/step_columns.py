"""The steps of a run folder as columns of numbers: a million of them take 40 MB, where as many events would take ten times that."""

from __future__ import annotations

import math
from collections.abc import Iterator
from dataclasses import dataclass
from functools import cached_property
from pathlib import Path

import numpy as np
from numpy.typing import NDArray

from workbench.training.events import StepDone

MOST_ROWS = 1_000_000
"""Of a longer run, every so manieth step."""
MOST_BYTES = 1 << 30
PIECE = 1 << 18
"""Bytes that are read at once: while numbers are made of them, no other thread has its turn."""
NAMES = ("step", "epoch", "loss", "score", "lr")
ENDS = 1_000
UNTOLD = 0
"""Nobody has written down how many samples a step had."""


@dataclass(frozen=True)
class StepColumns:
    """Rows (N, 5) of step, epoch, loss, score and learning rate, which nobody changes; ``metric`` is what the score is."""

    metric: str
    rows: NDArray[np.float64]

    @cached_property
    def by_name(self) -> dict[str, NDArray[np.float64]]:
        """Each column (N,)."""
        return dict(zip(NAMES, self.rows.T, strict=True))

    def until(self, step: int) -> StepColumns:
        """Those up to that step."""
        return StepColumns(self.metric, self.rows[self.rows[:, 0] <= step])

    def events(self, most: int) -> list[StepDone]:
        """At most about so many of the steps, evenly taken; the first and the last ``ENDS`` are all among them."""
        count = len(self.rows)
        every = max(1, math.ceil(count / most))
        places = np.arange(count)
        found = self.rows[(places % every == 0) | (places < ENDS) | (places >= count - ENDS)]
        return [
            StepDone(int(step), int(epoch), loss, None if self.metric == "mae" else score, lr, UNTOLD,
                     score if self.metric == "mae" else None)
            for step, epoch, loss, score, lr in found.tolist()
        ]  # fmt: skip


def step_columns(path: Path) -> StepColumns | None:
    """Of a steps.csv; None where there is none. A row that is cut off, or is none, ends it."""
    try:
        if path.stat().st_size > MOST_BYTES:
            return None
        with path.open("rb") as file:
            metric = file.readline().decode().strip().split(",")[3]
            rows = sum(piece.count(b"\n") for piece in iter(lambda: file.read(PIECE), b""))
        every = max(1, math.ceil(rows / MOST_ROWS))
        pieces = list(_pieces(path, (rows - 1) % every if rows else 0, every))
    except (OSError, ValueError, IndexError):
        return None
    found = np.concatenate(pieces) if pieces else np.empty((0, len(NAMES)))
    found.setflags(write=False)
    return StepColumns(metric, found)


def _pieces(path: Path, first: int, every: int) -> Iterator[NDArray[np.float64]]:
    """Every so manieth row from the first on, some at a time."""
    with path.open("rb") as file:
        file.readline()
        done = 0
        while lines := file.readlines(PIECE):
            chosen = lines[(first - done) % every :: every]
            done += len(lines)
            numbers = _numbers(chosen)
            yield np.array(numbers, np.float64).reshape(-1, len(NAMES))
            if len(numbers) < len(chosen) * len(NAMES):
                return


def _numbers(lines: list[bytes]) -> list[float]:
    """Those of the rows, one after the other, up to the first that is none."""
    if not lines:
        return []
    whole = all(line.endswith(b"\n") and line.count(b",") == len(NAMES) - 1 for line in lines)
    try:
        if whole:
            return [*map(float, b",".join(lines).split(b","))]
    except ValueError:
        pass
    if len(lines) == 1:
        return []
    half = len(lines) // 2
    found = _numbers(lines[:half])
    return found + _numbers(lines[half:]) if len(found) == half * len(NAMES) else found
