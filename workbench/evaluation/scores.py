"""The figures of an assessment, by scikit-learn's definitions. What is undefined is None, never a warning."""

from __future__ import annotations

from dataclasses import dataclass, field

import numpy as np

from workbench.data.samples import Progress
from workbench.evaluation.assessment import TOP, Assessment
from workbench.evaluation.curves import areas, calibration, one_against_rest

Figure = float | None


@dataclass(frozen=True)
class ClassScore:
    """One class: ``support`` samples are of it, ``predicted`` were taken for it.

    ``precision`` is undefined where it was never predicted, ``recall`` where it has no samples, ``f1`` = 2 tp / (2 tp + fp + fn) where it
    has neither. ``auc`` (area under the ROC curve) and ``average_precision`` are those of the class against the rest.
    """

    name: str
    support: int
    predicted: int
    precision: Figure
    recall: Figure
    f1: Figure
    auc: Figure = None
    average_precision: Figure = None


@dataclass(frozen=True)
class Mean:
    """Means of precision, recall and F1 over classes: over those where each is defined."""

    precision: Figure
    recall: Figure
    f1: Figure


@dataclass(frozen=True)
class ClassScores:
    """Over all ``samples``. ``macro`` counts every class alike, ``weighted`` by its support.

    ``top`` has the share of samples whose true class is among the k most probable, for k = 1 … 5 as far as there are classes; ``auc`` and
    ``average_precision`` are macro means. ``brier`` is the mean of Σ_c (p_c − y_c)², halved for two classes (as scikit-learn's
    brier_score_loss); ``calibration_error`` is that of :class:`workbench.evaluation.curves.Calibration` with 15 bins of equal width,
    ``calibration_error_counts`` that of equal counts. ``not_finite``: for so many samples the model gave no numbers; then what
    needs probabilities is None.
    """

    samples: int
    loss: Figure
    accuracy: float
    balanced_accuracy: Figure
    classes: tuple[ClassScore, ...]
    macro: Mean
    weighted: Mean
    top: tuple[float, ...]
    auc: Figure
    average_precision: Figure
    brier: Figure
    calibration_error: Figure
    calibration_error_counts: Figure
    not_finite: int = 0


@dataclass(frozen=True)
class NumberScore:
    """One output: mean absolute error, root of the mean squared error, R² (None where the targets are all alike), greatest error."""

    name: str
    mae: Figure
    rmse: Figure
    r2: Figure
    max_error: Figure


@dataclass(frozen=True)
class YesNoScore:
    """One output that is a yes or no, a yes from a probability of one half on: ``support`` samples are a yes, ``predicted`` were taken
    for one; the rest as in :class:`ClassScore`.
    """

    name: str
    support: int
    predicted: int
    accuracy: Figure
    precision: Figure
    recall: Figure
    f1: Figure
    auc: Figure


@dataclass(frozen=True)
class NumberScores:
    """Over all ``samples``: each of the ``outputs``, and their ``mean``. Where they are yes or no, each of them as such, and the share
    of samples of which all are right (``exact``: scikit-learn's accuracy_score of several labels).
    """

    samples: int
    loss: Figure
    outputs: tuple[NumberScore, ...]
    mean: NumberScore
    not_finite: int = 0
    yes_no: tuple[YesNoScore, ...] = field(default=())
    exact: Figure = None


@dataclass(frozen=True)
class CopyScores:
    """Of an autoencoder: the mean loss, the mean absolute error, and the ``quantiles`` of the samples' losses (0, ¼, ½, ¾, 1)."""

    samples: int
    loss: Figure
    mae: Figure
    quantiles: tuple[Figure, ...] = field(default=())
    not_finite: int = 0


Scores = ClassScores | NumberScores | CopyScores


def scores(assessment: Assessment, progress: Progress = lambda *_: None) -> Scores:
    """All figures. ``progress`` is called between classes and may raise to cancel."""
    if assessment.task == "classes":
        return class_scores(assessment, progress)
    return number_scores(assessment) if assessment.task == "numbers" else copy_scores(assessment)


def class_scores(assessment: Assessment, progress: Progress = lambda *_: None) -> ClassScores:
    """Of an assessment of classes."""
    each = _each_class(assessment, progress)
    supports = np.array([one.support for one in each])
    present = [one for one in each if one.support or one.predicted]
    sound = not assessment.not_finite
    widths, counts = calibration(assessment), calibration(assessment, kind="count")
    half = 0.5 if len(assessment.classes) == 2 else 1.0
    return ClassScores(
        samples=len(assessment),
        loss=_finite(assessment.mean_loss),
        accuracy=assessment.score,
        balanced_accuracy=_mean([one.recall for one in each]),
        classes=tuple(each),
        macro=Mean(*(_mean([getattr(one, name) for one in present]) for name in ("precision", "recall", "f1"))),
        weighted=Mean(
            *(_mean([getattr(one, name) for one in each], supports) for name in ("precision", "recall", "f1"))
        ),
        top=tuple(float((assessment.true_rank < k).mean()) for k in range(1, min(TOP, len(each)) + 1)),
        auc=_mean([one.auc for one in each]),
        average_precision=_mean([one.average_precision for one in each]),
        brier=half * float(assessment.squares.mean(dtype=np.float64)) if sound and len(assessment) else None,
        calibration_error=widths.error if widths else None,
        calibration_error_counts=counts.error if counts else None,
        not_finite=assessment.not_finite,
    )


def _each_class(assessment: Assessment, progress: Progress) -> list[ClassScore]:
    from sklearn import metrics

    size = len(assessment.classes)
    precision, recall, f1, support = metrics.precision_recall_fscore_support(
        assessment.targets, assessment.predicted, labels=np.arange(size), average=None, zero_division=np.nan
    )
    predicted = np.bincount(assessment.predicted, minlength=size)
    found = []
    for number, name in enumerate(assessment.classes):
        progress("computing the figures", number, size)
        pair = one_against_rest(assessment, number)
        auc, average = areas(*pair) if pair else (None, None)
        found.append(ClassScore(
            name, int(support[number]), int(predicted[number]), _finite(precision[number]), _finite(recall[number]),
            _finite(f1[number]), auc, average,
        ))  # fmt: skip
    return found


def number_scores(assessment: Assessment) -> NumberScores:
    """Of an assessment of numbers; where an output is no number for a sample, its figures are None."""
    each = [
        _number_score(
            name, assessment.targets[:, place].astype(np.float64), assessment.predicted[:, place].astype(np.float64)
        )
        for place, name in enumerate(assessment.outputs)
    ]
    means = [_whole_mean([getattr(one, name) for one in each]) for name in ("mae", "rmse", "r2", "max_error")]
    answers, exact = _yes_no_scores(assessment)
    return NumberScores(
        len(assessment),
        _finite(assessment.mean_loss),
        tuple(each),
        NumberScore("", *means),
        assessment.not_finite,
        answers,
        exact,
    )


def _yes_no_scores(assessment: Assessment) -> tuple[tuple[YesNoScore, ...], Figure]:
    if not assessment.yes_no or assessment.not_finite or not len(assessment):
        return (), None
    from sklearn import metrics

    true, said = assessment.targets > 0.5, assessment.predicted > 0.5
    found = []
    for place, name in enumerate(assessment.outputs):
        one, other = true[:, place], said[:, place]
        precision, recall, f1, _ = metrics.precision_recall_fscore_support(
            one, other, average="binary", zero_division=np.nan
        )
        auc = areas(one, assessment.predicted[:, place].astype(np.float64))[0] if 0 < one.sum() < len(one) else None
        found.append(YesNoScore(
            name, int(one.sum()), int(other.sum()), float((one == other).mean()), _finite(precision), _finite(recall),
            _finite(f1), auc,
        ))  # fmt: skip
    return tuple(found), float((true == said).all(1).mean())


def _number_score(name: str, true: np.ndarray, predicted: np.ndarray) -> NumberScore:
    from sklearn import metrics

    if not np.isfinite(predicted).all() or not len(true):
        return NumberScore(name, None, None, None, None)
    differs = len(true) > 1 and true.min() < true.max()
    return NumberScore(
        name,
        float(metrics.mean_absolute_error(true, predicted)),
        float(metrics.root_mean_squared_error(true, predicted)),
        float(metrics.r2_score(true, predicted)) if differs else None,
        float(metrics.max_error(true, predicted)),
    )


def copy_scores(assessment: Assessment) -> CopyScores:
    """Of an assessment of an autoencoder."""
    sound = not assessment.not_finite and len(assessment) > 0
    quantiles = np.quantile(assessment.loss.astype(np.float64), (0, 0.25, 0.5, 0.75, 1)) if sound else ()
    mae = assessment.score if sound else None
    return CopyScores(
        len(assessment), _finite(assessment.mean_loss), mae, tuple(map(_finite, quantiles)), assessment.not_finite
    )


def _finite(number: float) -> Figure:
    return float(number) if np.isfinite(number) else None


def _mean(numbers: list[Figure], weights: np.ndarray | None = None) -> Figure:
    """Over those that are defined; None where none is."""
    known = [place for place, number in enumerate(numbers) if number is not None]
    some = np.array([numbers[place] for place in known], np.float64)
    shares = np.ones(len(known)) if weights is None else weights[known]
    return float(np.average(some, weights=shares)) if len(known) and shares.sum() > 0 else None


def _whole_mean(numbers: list[Figure]) -> Figure:
    """None as soon as one of them is."""
    return None if None in numbers else _mean(numbers)
