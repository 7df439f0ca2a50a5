"""Samples with their targets as they come from a source, before any transform."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from dataclasses import dataclass, field
from typing import Any, Literal, Protocol

import numpy as np
from numpy.typing import NDArray

from workbench.spec.problems import Problem

Image = NDArray[np.uint8]
"""One image (C, H, W)."""

SampleKind = Literal["image", "table", "series"]

Progress = Callable[[str, int, int], None]
"""Called with what is being done, how much is done, and of how much (0: unknown). May raise to cancel."""


@dataclass(frozen=True)
class Samples:
    """What goes into the network, and what should come out.

    ``images`` are images of one size as bytes (N, C, H, W), or of several sizes as a list of (C, H, W); rows of a table
    (N, columns) float32; series (N, channels, steps) float32. ``targets`` are class indices (N,) int64 or, for
    regression, numbers (N, outputs) float32.
    """

    images: NDArray[np.uint8] | NDArray[np.float32] | Sequence[Image]
    targets: NDArray[np.int64] | NDArray[np.float32]

    def __len__(self) -> int:
        return len(self.targets)


@dataclass(frozen=True)
class Facts:
    """What is known of a data set without reading it all.

    ``shape`` is that of one sample, None while sizes differ; ``ready`` says whether it can be read without a download.
    ``kind`` says what a sample is; ``outputs`` names the numbers to predict, in place of ``classes``;
    ``missing`` names the columns in which numbers are missing.
    """

    classes: tuple[str, ...]
    shape: tuple[int, ...] | None
    train: int
    test: int
    ready: bool = True
    download_bytes: int = 0
    largest: tuple[int, int, int] | None = None
    notes: tuple[Problem, ...] = ()
    kind: SampleKind = "image"
    outputs: tuple[str, ...] = ()
    columns: tuple[str, ...] = ()
    missing: tuple[str, ...] = ()


def caption(target: Any, facts: Facts) -> str:
    """The class, or the numbers to predict, in words."""
    if facts.classes:
        return facts.classes[int(target)]
    return ", ".join(f"{float(number):g}" for number in np.atleast_1d(target))


@dataclass(frozen=True)
class Loaded:
    """A data set in memory. ``outputs`` names the numbers to predict, in place of ``classes``."""

    classes: tuple[str, ...]
    train: Samples
    test: Samples
    notes: tuple[Problem, ...] = field(default=())
    outputs: tuple[str, ...] = ()


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
