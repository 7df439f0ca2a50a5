"""Samples with their targets as they come from a source, before any transform."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from dataclasses import dataclass, field
from typing import Any, Literal, Protocol

import numpy as np
from numpy.typing import NDArray

from workbench.data.csv_table import Column
from workbench.spec.problems import Problem

Image = NDArray[np.uint8]
"""One image (C, H, W)."""

SampleKind = Literal["image", "table", "series", "text"]

Progress = Callable[[str, int, int], None]
"""Called with what is being done, how much is done, and of how much (0: unknown). May raise to cancel."""


@dataclass(frozen=True)
class Samples:
    """What goes into the network, and what should come out.

    ``images`` are images of one size as bytes (N, C, H, W), or of several sizes as a list of (C, H, W); rows of a table
    (N, columns) float32; series (N, channels, steps) float32; texts as a list of strings. ``targets`` are class indices
    (N,) int64 or, for regression, numbers (N, outputs) float32. ``places`` (N,) say where they stand in the source's own
    part; None: at its beginning.
    """

    images: NDArray[np.uint8] | NDArray[np.float32] | Sequence[Image] | list[str]
    targets: NDArray[np.int64] | NDArray[np.float32]
    places: NDArray[np.int64] | None = None

    def __len__(self) -> int:
        return len(self.targets)


@dataclass(frozen=True)
class Facts:
    """What is known of a data set without reading it all.

    ``shape`` is that of one sample, None while sizes differ; ``ready`` says whether it can be read without a download.
    ``kind`` says what a sample is; ``outputs`` names the numbers to predict, in place of ``classes``;
    ``missing`` names the columns in which numbers are missing. ``vocabulary`` counts the tokens that the experiment's
    Tokenize learns from the training part of texts, None where it has none; ``text_lengths`` are
    the numbers of tokens that half of them, and nearly all, do not exceed. Of a file with a table, ``file_columns``
    are the columns to learn from, with the words of those that hold words, and ``targets`` those to predict.
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
    vocabulary: int | None = None
    text_lengths: tuple[int, int] | None = None
    file_columns: tuple[Column, ...] = ()
    targets: tuple[str, ...] = ()


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

    @property
    def strata(self) -> NDArray[np.int64]:
        """What a split of the training part keeps even (N,): its classes; without classes, all alike."""
        return self.train.targets.astype(np.int64) if self.classes else np.zeros(len(self.train), np.int64)


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
