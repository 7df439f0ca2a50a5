"""Labelled images as they come from a source, before any transform."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from dataclasses import dataclass, field
from typing import Protocol

import numpy as np
from numpy.typing import NDArray

from workbench.spec.problems import Problem

Image = NDArray[np.uint8]
"""One image (C, H, W)."""

Progress = Callable[[str, int, int], None]
"""Called with what is being done, how much is done, and of how much (0: unknown). May raise to cancel."""


@dataclass(frozen=True)
class Samples:
    """Images of one size as an array (N, C, H, W), or of several sizes as a list of (C, H, W); targets (N,) int64."""

    images: NDArray[np.uint8] | Sequence[Image]
    targets: NDArray[np.int64]

    def __len__(self) -> int:
        return len(self.targets)


@dataclass(frozen=True)
class Facts:
    """What is known of a data set without reading it all.

    ``shape`` is (C, H, W), None while sizes differ; ``ready`` says whether it can be read without a download.
    """

    classes: tuple[str, ...]
    shape: tuple[int, int, int] | None
    train: int
    test: int
    ready: bool = True
    download_bytes: int = 0
    largest: tuple[int, int, int] | None = None
    notes: tuple[Problem, ...] = ()


@dataclass(frozen=True)
class Loaded:
    """A data set in memory."""

    classes: tuple[str, ...]
    train: Samples
    test: Samples
    notes: tuple[Problem, ...] = field(default=())


class Source(Protocol):
    """What reads a data set. Raises :class:`workbench.spec.problems.ExperimentError` for what is wrong with it."""

    def facts(self) -> Facts:
        """A quick look, without decoding or downloading."""
        ...

    def load(self, progress: Progress) -> Loaded:
        """All samples; downloads where needed."""
        ...

    def preview(self, count: int) -> Samples:
        """A few training samples, quickly; empty when they are not there yet."""
        ...
