"""The vocabulary that an experiment's Tokenize will learn: known before a run, because the model's size depends on it."""

from __future__ import annotations

from dataclasses import dataclass
from functools import lru_cache
from pathlib import Path

import numpy as np
from numpy.typing import NDArray

from workbench.catalog.texts import Tokenize
from workbench.data import tokens
from workbench.data.corrections import correct
from workbench.data.csv_source import Stamp
from workbench.data.sources import source
from workbench.data.splits import stratified_split
from workbench.spec.experiment import Correction, Experiment
from workbench.spec.parts import DatasetPart


@dataclass(frozen=True)
class Vocabulary:
    """``tokens`` in the order of their numbers; ``lengths`` (N,): how many tokens each training text has."""

    tokens: tuple[str, ...]
    lengths: NDArray[np.int64]

    def usual_lengths(self) -> tuple[int, int]:
        """The lengths that half of the training texts, and 95 of 100, do not exceed; at most what Tokenize allows."""
        half, nearly_all = np.quantile(self.lengths, [0.5, 0.95], method="higher").clip(1, 65_536)
        return int(half), int(nearly_all)


def tokenizer_of(experiment: Experiment) -> tuple[int, Tokenize] | None:
    """The first Tokenize that is switched on, and its place among the transforms."""
    steps = enumerate(experiment.data.transforms)
    return next(((i, step) for i, step in steps if step.enabled and isinstance(step, Tokenize)), None)


def vocabulary_of(experiment: Experiment, data_dir: Path, step: Tokenize) -> Vocabulary:
    """What the step learns from the training part, as a run does it.

    Kept until the data or what decides about the vocabulary changes. Raises
    :class:`workbench.spec.problems.ExperimentError` for data that cannot be read.
    """
    data = experiment.data
    stamps: tuple[Stamp, ...] = source(data.source, data_dir).stamps()  # type: ignore[attr-defined]
    step = step.replace(length=1, padding="end")  # these two change nothing
    return _learned(data.source, data_dir, stamps, experiment.seed, data.validation_fraction, step, data.corrections)


class _Measured(tokens.Tokenize):
    """Notes how many tokens each text has."""

    def __init__(self, **settings: object) -> None:
        super().__init__(**settings)  # type: ignore[arg-type]
        self.lengths: list[int] = []

    def split(self, text: str) -> list[str]:
        found = super().split(text)
        self.lengths.append(len(found))
        return found


@lru_cache(maxsize=4)
def _learned(
    part: DatasetPart, data_dir: Path, _stamps: tuple[Stamp, ...], seed: int, fraction: float, step: Tokenize,
    corrections: tuple[Correction, ...],
) -> Vocabulary:  # fmt: skip
    loaded = correct(source(part, data_dir).load(lambda *_: None), corrections)
    rows, _ = stratified_split(loaded.strata, fraction, seed)
    made = _Measured(**step.arguments())
    made.fit([str(loaded.train.images[i]) for i in rows])
    return Vocabulary(tuple(made.state["tokens"]), np.array(made.lengths))
