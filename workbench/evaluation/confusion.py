"""Which classes are taken for which."""

from __future__ import annotations

from dataclasses import dataclass
from functools import cached_property

import numpy as np
from numpy.typing import NDArray

from workbench.evaluation.assessment import Assessment

Counts = NDArray[np.int64]
Shares = NDArray[np.float64]


@dataclass(frozen=True, eq=False)
class Confusion:
    """``counts`` (C, C): how many samples of the class of the row were taken for that of the column."""

    classes: tuple[str, ...]
    counts: Counts

    @cached_property
    def by_true(self) -> Shares:
        """(C, C) shares of each row; the diagonal is the recall. NaN where a class has no samples."""
        return _divided(self.counts, self.counts.sum(1, keepdims=True))

    @cached_property
    def by_predicted(self) -> Shares:
        """(C, C) shares of each column; the diagonal is the precision. NaN where a class was never predicted."""
        return _divided(self.counts, self.counts.sum(0, keepdims=True))

    def pairs(self, most: int = 10) -> list[Pair]:
        """The most confused pairs of classes, each direction by itself: the greatest count first."""
        wrong = self.counts.copy()
        np.fill_diagonal(wrong, 0)
        flat = wrong.ravel()
        order = np.argsort(-flat, kind="stable")[: min(most, int((flat > 0).sum()))]
        rows, columns = np.unravel_index(order, wrong.shape)
        return [
            Pair(int(true), int(predicted), int(wrong[true, predicted]), float(self.by_true[true, predicted]))
            for true, predicted in zip(rows, columns, strict=True)
        ]


@dataclass(frozen=True)
class Pair:
    """``count`` samples of class ``true`` were taken for ``predicted``: this ``share`` of those of ``true``."""

    true: int
    predicted: int
    count: int
    share: float


def confusion(assessment: Assessment) -> Confusion:
    """The confusion matrix of an assessment of classes: that of ``sklearn.metrics.confusion_matrix`` over all classes."""
    size = len(assessment.classes)
    flat = np.bincount(assessment.targets * size + assessment.predicted, minlength=size * size)
    return Confusion(assessment.classes, flat.reshape(size, size).astype(np.int64))


def _divided(counts: Counts, sums: Counts) -> Shares:
    made: Shares = np.divide(counts, sums, out=np.full(counts.shape, np.nan), where=sums > 0)
    return made
