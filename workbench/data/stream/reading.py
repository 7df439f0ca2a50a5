"""How files become images, and what is known of them before they are decoded."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from contextlib import closing
from dataclasses import dataclass
from pathlib import Path
from threading import Event

import numpy as np
from numpy.typing import NDArray

from workbench.data.samples import Image, Progress
from workbench.data.stream.prefetch import ahead
from workbench.spec.problems import Problem, RunError, problem

Shape = tuple[int, int, int]

AT_ONCE = 512


@dataclass(frozen=True)
class Reading:
    """``read`` decodes a file, or says what is wrong with it; ``shape`` is (C, H, W) by its header, None where it has none.

    ``words`` are what else decides about the pixels: with them and the file, they are known.
    """

    read: Callable[[Path], Image | Problem]
    shape: Callable[[Path], Shape | None]
    words: tuple[str, ...]


@dataclass(frozen=True)
class Stats:
    """Of each file its bytes (N,) and when it was changed (N,), in nanoseconds; -1 for one that is not there."""

    sizes: NDArray[np.int64]
    times: NDArray[np.int64]

    def of(self, row: int) -> tuple[int, int]:
        """Both of one file."""
        return int(self.sizes[row]), int(self.times[row])


def stat(path: Path) -> tuple[int, int]:
    """Bytes, and when it was changed."""
    try:
        found = path.stat()
    except OSError:
        return -1, -1
    return found.st_size, found.st_mtime_ns


def stats(paths: Sequence[Path]) -> Stats:
    """Of all files."""
    found = np.array([stat(path) for path in paths], np.int64).reshape(-1, 2)
    return Stats(found[:, 0], found[:, 1])


def shapes(reading: Reading, paths: Sequence[Path], workers: int, progress: Progress) -> NDArray[np.int32]:
    """(N, 3) by the headers; zeros for a file that has none."""
    found = np.zeros((len(paths), 3), np.int32)

    def fill(start: int, _given_up: Event) -> None:
        for row in range(start, min(start + AT_ONCE, len(paths))):
            found[row] = reading.shape(paths[row]) or 0

    starts = range(0, len(paths), AT_ONCE)
    with closing(ahead(fill, starts, workers, 0)) as filled:
        for start, _ in zip(starts, filled, strict=True):
            progress("looking at the images", start, len(paths))
    return found


def changed(path: Path, address: str) -> RunError:
    """Of a file that is not the one it was when the run began."""
    return RunError(
        problem(address, "{path} has changed since the run began.", "Train anew with the files as they are now.", path=path)
    )  # fmt: skip
