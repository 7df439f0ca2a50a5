"""How a model does on one part of its data, sample by sample: a frozen value of NumPy arrays, without PyTorch."""

from __future__ import annotations

from dataclasses import dataclass, field
from functools import cached_property
from typing import Any

import numpy as np
from numpy.typing import NDArray

from workbench.data.browse import PartName
from workbench.evaluation.subject import Task
from workbench.spec.problems import Problem

TOP = 5
"""So many classes are kept of every sample, whatever their number."""

MOST_SHARES = 50_000_000
"""So many probabilities are kept at most (200 MB): 5 million samples of ten classes, 50,000 of a thousand."""

Numbers = NDArray[np.float32]
Places = NDArray[np.int64]


@dataclass(frozen=True, eq=False)
class Assessment:
    """N samples of a ``part`` as the ``weights`` of a run judge them.

    ``rows`` (N,): their places in the part, as :class:`workbench.data.browse.Shelf` counts; ``places`` (N,): where they stand in the
    data set. A *position* is a place in these arrays, 0 to N - 1: it is what picking and comparing give.

    ``targets`` and ``predicted``: class numbers (N,) int64, or numbers (N, outputs) float32; an autoencoder's ``targets`` are those
    that the data have, if any, and its ``predicted`` is (N, 0). ``loss`` (N,): each sample's share of the loss, before its mean.
    ``mean_loss`` and ``score`` (``metric``: accuracy or mae) are what training says of the part, bit for bit where it is whole.

    Of classes: ``confidence`` (N,), the probability of ``predicted``; ``margin`` (N,), of the most probable class minus the second;
    ``true_share`` (N,), of the true one; ``true_rank`` (N,), how many classes stand before it; ``squares`` (N,),
    Σ_c (p_c − y_c)²; ``top_classes`` and ``top_shares`` (N, k), the k ≤ 5 most probable, best first; ``shares`` (N, classes), all of
    them, None where they are more than :data:`MOST_SHARES`. Else these are empty, and ``error`` (N,) is the mean absolute error.

    ``yes_no``: the numbers are probabilities of a yes for each output, by a loss that takes them so, and the targets are 0 and 1.

    What the model gives may be no number (NaN, infinity), where it has diverged: it stands here as it is.
    """

    part: PartName
    task: Task
    classes: tuple[str, ...]
    outputs: tuple[str, ...]
    rows: Places
    places: Places
    targets: NDArray[Any]
    predicted: NDArray[Any]
    loss: Numbers
    mean_loss: float
    score: float
    metric: str
    error: Numbers
    confidence: Numbers
    margin: Numbers
    true_share: Numbers
    true_rank: NDArray[np.int32]
    squares: Numbers
    top_classes: NDArray[np.int32]
    top_shares: Numbers
    shares: Numbers | None = None
    yes_no: bool = False
    run: str = ""
    weights: str = ""
    source: str = ""
    notes: tuple[Problem, ...] = field(default=())

    def __len__(self) -> int:
        return len(self.rows)

    @cached_property
    def right(self) -> NDArray[np.bool_]:
        """(N,), of classes: whether the predicted one is the true one; empty for numbers and autoencoders."""
        if self.task != "classes":
            return np.zeros(0, np.bool_)
        return np.asarray(self.predicted == self.targets)

    @cached_property
    def not_finite(self) -> int:
        """For how many samples the model gave what is no number."""
        return int((~np.isfinite(self._telling)).sum())

    @property
    def _telling(self) -> Numbers:
        """(N,) what is no number as soon as one of the outputs is none."""
        if self.task == "classes":
            return self.squares
        return self.error
