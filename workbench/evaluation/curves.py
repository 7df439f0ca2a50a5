"""Curves over thresholds (ROC, precision and recall), and over how sure the model is (calibration)."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Literal

import numpy as np
from numpy.typing import NDArray

from workbench.evaluation.assessment import Assessment

Numbers = NDArray[np.float64]
Bins = Literal["width", "count"]


@dataclass(frozen=True, eq=False)
class Curve:
    """``x`` and ``y`` (P,) with the ``thresholds`` (P,) of the class's probability; ``area`` is the AUC or the average precision."""

    x: Numbers
    y: Numbers
    thresholds: Numbers
    area: float


@dataclass(frozen=True, eq=False)
class Calibration:
    """In each of the M bins between ``edges`` (M + 1,): ``counts`` (M,) samples, their mean ``confidence`` (M,) and the share ``right``
    (M,) of them, NaN in an empty bin.

    ``error`` is the expected calibration error, ECE = Σ_m (n_m / N) · |right_m − confidence_m| (Guo, Pleiss, Sun, Weinberger:
    On Calibration of Modern Neural Networks, 2017); ``largest`` the greatest of these gaps.
    """

    edges: Numbers
    counts: NDArray[np.int64]
    confidence: Numbers
    right: Numbers
    error: float
    largest: float


def roc_curve(assessment: Assessment, number: int) -> Curve | None:
    """One class against the rest: false positive rate (x), true positive rate (y). None where it is undefined: without samples of the
    class or of the others, without kept probabilities, or where these are no numbers.
    """
    from sklearn import metrics

    pair = one_against_rest(assessment, number)
    if pair is None:
        return None
    wrongly, rightly, thresholds = metrics.roc_curve(*pair)
    return Curve(wrongly, rightly, thresholds, float(metrics.auc(wrongly, rightly)))


def precision_recall_curve(assessment: Assessment, number: int) -> Curve | None:
    """One class against the rest: recall (x), precision (y), which ends at (0, 1); its area is the average precision. None as above.

    Of thresholds between which the recall stays, the first and the last are kept, which a plot does not tell from all.
    """
    from sklearn import metrics

    pair = one_against_rest(assessment, number)
    if pair is None:
        return None
    precision, recall, thresholds = metrics.precision_recall_curve(*pair, drop_intermediate=True)
    return Curve(recall, precision, np.append(thresholds, np.inf), areas(*pair)[1])


def one_against_rest(assessment: Assessment, number: int) -> tuple[NDArray[np.bool_], Numbers] | None:
    """(N,) which samples are of the class, and (N,) its probability; None where no curve can be drawn."""
    if assessment.shares is None or assessment.not_finite:
        return None
    true = np.asarray(assessment.targets == number)
    if not 0 < true.sum() < len(true):
        return None
    return true, assessment.shares[:, number].astype(np.float64)


def areas(true: NDArray[np.bool_], values: Numbers) -> tuple[float, float]:
    """The area under the ROC curve and the average precision Σ (R_n − R_{n−1}) P_n: those of scikit-learn's roc_auc_score and
    average_precision_score, from one sorting, as of a thousand classes they are wanted a thousand times.
    """
    order = np.argsort(-values, kind="stable")
    ends = np.append(np.flatnonzero(np.diff(values[order])), len(values) - 1)  # of those that are equal, the last
    rightly = np.cumsum(true[order])[ends].astype(np.float64)
    wrongly = ends + 1 - rightly
    recall, fallout = rightly / rightly[-1], wrongly / wrongly[-1]
    heights = recall - np.diff(recall, prepend=0) / 2
    return float((np.diff(fallout, prepend=0) * heights).sum()), float(
        (np.diff(recall, prepend=0) * rightly / (ends + 1)).sum()
    )


def calibration(
    assessment: Assessment, bins: int = 15, kind: Bins = "width", number: int | None = None
) -> Calibration | None:
    """How often the model is right when it is so sure: over the confidence in what it predicts, or over the probability of one class.

    Bins are (low, high], of equal width in 0 … 1 or of equal counts (quantiles; equal ones fall together). None for numbers, and where
    the probabilities are not kept or are no numbers.
    """
    if assessment.task != "classes" or assessment.not_finite or not len(assessment):
        return None
    if number is None:
        sure, right = assessment.confidence, assessment.right
    elif assessment.shares is None:
        return None
    else:
        sure, right = assessment.shares[:, number], assessment.targets == number
    values = sure.astype(np.float64).clip(0, 1)
    edges = (
        np.linspace(0, 1, bins + 1) if kind == "width" else np.unique(np.quantile(values, np.linspace(0, 1, bins + 1)))
    )
    if len(edges) < 2:  # all samples are equally sure
        edges = np.array([0.0, 1.0])
    places = np.searchsorted(edges[1:-1], values)
    return _calibrated(edges, places, values, right)


def _calibrated(edges: Numbers, places: NDArray[np.int64], values: Numbers, right: NDArray[np.bool_]) -> Calibration:
    size = len(edges) - 1
    counts = np.bincount(places, minlength=size)
    some = counts > 0
    confidence, share = (
        np.divide(np.bincount(places, numbers, size), counts, out=np.full(size, np.nan), where=some)
        for numbers in (values, right)
    )
    gaps = np.abs(share - confidence)[some]
    return Calibration(
        edges, counts, confidence, share, float((gaps * counts[some]).sum() / counts.sum()), float(gaps.max())
    )
