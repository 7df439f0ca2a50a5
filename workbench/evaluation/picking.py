"""Which samples of an assessment to look at: those of a cell, a row, a column, the wrong ones; the worst first."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Literal

import numpy as np
from numpy.typing import NDArray

from workbench.evaluation.assessment import Assessment

Positions = NDArray[np.int64]
"""Places in the arrays of an assessment; ``assessment.rows[positions]`` are the places in the part."""

By = Literal["loss", "error", "confidence", "margin", "true_share", "row"]


@dataclass(frozen=True)
class Choice:
    """Of the samples, those whose ``true`` class and whose ``predicted`` class it is (None: any), and only the ``right`` ones (True), or
    only the wrong ones (False). A cell of the confusion matrix is ``Choice(true=r, predicted=c)``, a row ``Choice(true=r)``.
    """

    true: int | None = None
    predicted: int | None = None
    right: bool | None = None


def picked(
    assessment: Assessment, choice: Choice | None = None, by: By = "loss", *, descending: bool | None = None,
    most: int | None = None,
) -> Positions:  # fmt: skip
    """Positions of the chosen samples in order, at most so many; of equal ones the first in the part comes first.

    Without ``descending``, the worst come first: the greatest loss or error, the least margin or probability of the true class; by
    confidence, the surest, which among wrong ones are the worst. What is no number comes first of all.
    """
    positions = np.flatnonzero(_chosen(assessment, choice or Choice()))
    if by == "row":
        order = np.arange(len(positions))[:: -1 if descending else 1]
    else:
        values = _values(assessment, by)[positions].astype(np.float64)
        down = by in ("loss", "error", "confidence") if descending is None else descending
        keys = np.where(np.isnan(values), -np.inf, -values if down else values)
        order = np.argsort(keys, kind="stable")
    return positions[order[:most]]


def most_confused(assessment: Assessment, count: int = 10) -> Positions:
    """Where the model wavered most: the least margins between the two most probable classes. Of numbers, the greatest loss."""
    return picked(assessment, by="margin" if assessment.task == "classes" else "loss", most=count)


def surest_mistakes(assessment: Assessment, count: int = 10) -> Positions:
    """The wrong ones that the model was surest of: look here for wrong labels. Of numbers, the greatest loss."""
    classes = assessment.task == "classes"
    return picked(assessment, Choice(right=False), by="confidence" if classes else "loss", most=count)


def _chosen(assessment: Assessment, choice: Choice) -> NDArray[np.bool_]:
    """(N,); without classes all."""
    chosen = np.ones(len(assessment), np.bool_)
    if assessment.task != "classes":
        return chosen
    if choice.true is not None:
        chosen &= assessment.targets == choice.true
    if choice.predicted is not None:
        chosen &= assessment.predicted == choice.predicted
    return chosen if choice.right is None else chosen & (assessment.right == choice.right)


def _values(assessment: Assessment, by: By) -> NDArray[np.float32]:
    """(N,) what is sorted by; where the task has none, the loss."""
    values: NDArray[np.float32] = getattr(assessment, by)
    return values if len(values) == len(assessment) else assessment.loss
