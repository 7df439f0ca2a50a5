"""Two models on the same samples: what the second one mends, what it breaks, and whether that may be chance."""

from __future__ import annotations

from dataclasses import dataclass

import numpy as np
from numpy.typing import NDArray

from workbench.evaluation.assessment import Assessment
from workbench.evaluation.picking import Positions
from workbench.spec.problems import ExperimentError, Problem, Text, problem

SURE = 0.05
"""Below it, chance alone would seldom make such a difference."""


@dataclass(frozen=True, eq=False)
class ClassComparison:
    """Positions in both assessments: the second ``fixed`` these and ``broke`` those; both were right, both were wrong.

    ``p_value`` is that of McNemar's exact test: were both equally good, each sample on which only one is right would be a toss of a coin,
    and the fixed ones are binomial, B(fixed + broken, ½); two-sided (McNemar 1947; scipy.stats.binomtest).
    """

    fixed: Positions
    broken: Positions
    both_right: Positions
    both_wrong: Positions
    p_value: float
    sentence: Text


@dataclass(frozen=True, eq=False)
class NumberComparison:
    """``differences`` (N,): the second's error of each sample minus the first's (mean absolute errors; below 0 it is better).

    Positions where the second is ``better``, ``worse`` or the ``same``. ``p_value``: Wilcoxon's signed-rank test, two-sided
    (scipy.stats.wilcoxon); None where no sample differs, or an error is no number.
    """

    differences: NDArray[np.float64]
    better: Positions
    worse: Positions
    same: Positions
    p_value: float | None
    sentence: Text


Comparison = ClassComparison | NumberComparison


def compare(first: Assessment, second: Assessment) -> Comparison:
    """The second against the first. Raises :class:`ExperimentError` where they are not of the same samples."""
    found = different(first, second)
    if found:
        raise ExperimentError([found])
    return _classes(first, second) if first.task == "classes" else _numbers(first, second)


def different(first: Assessment, second: Assessment) -> Problem | None:
    """Why two assessments cannot be compared, sample by sample; None where they can."""
    reason: Text | None = None
    if first.part != second.part:
        reason = Text(
            "one is of the part “{first}”, the other of “{second}”", {"first": first.part, "second": second.part}
        )
    elif (first.task, first.classes, first.outputs) != (second.task, second.classes, second.outputs):
        reason = Text("they do not predict the same")
    elif len(first) != len(second):
        reason = Text("one has {first} samples, the other {second}", {"first": len(first), "second": len(second)})
    elif first.source != second.source or not (
        np.array_equal(first.places, second.places)
        and np.array_equal(first.targets, second.targets, equal_nan=first.task != "classes")
    ):
        reason = Text("their data, seeds or validation_fraction differ")
    if reason is None:
        return None
    return problem(
        "", "These two runs were not judged by the same samples: {reason}.",
        "Compare runs of the same data, seed and validation_fraction, or choose the test part.", reason=reason,
    )  # fmt: skip


def _classes(first: Assessment, second: Assessment) -> ClassComparison:
    before, after = first.right, second.right
    fixed, broken, right, wrong = (
        np.flatnonzero(some) for some in (~before & after, before & ~after, before & after, ~before & ~after)
    )
    p_value = mcnemar(len(fixed), len(broken))
    return ClassComparison(fixed, broken, right, wrong, p_value, _sentence(len(fixed), len(broken), p_value))


def mcnemar(fixed: int, broken: int) -> float:
    """The exact two-sided p-value; 1 where the two are right on the same samples."""
    from scipy.stats import binomtest

    return float(binomtest(fixed, fixed + broken, 0.5).pvalue) if fixed + broken else 1.0


def _sentence(fixed: int, broken: int, p_value: float) -> Text:
    values = {"fixed": fixed, "broken": broken, "p": f"{p_value:.2g}"}
    if fixed == broken == 0:
        return Text("Both are right and wrong on the same samples.")
    if p_value >= SURE:
        return Text("{fixed} fixed, {broken} broken: this may be chance (McNemar's exact test: p = {p}).", values)
    if fixed > broken:
        return Text(
            "{fixed} fixed, {broken} broken: better, and hardly by chance (McNemar's exact test: p = {p}).",
            values,
        )
    return Text(
        "{fixed} fixed, {broken} broken: worse, and hardly by chance (McNemar's exact test: p = {p}).",
        values,
    )


def _numbers(first: Assessment, second: Assessment) -> NumberComparison:
    differences = second.error.astype(np.float64) - first.error.astype(np.float64)
    better, worse, same = (np.flatnonzero(some) for some in (differences < 0, differences > 0, differences == 0))
    p_value = _wilcoxon(differences)
    values = {"better": len(better), "worse": len(worse), "p": f"{p_value if p_value is not None else 1:.2g}"}
    if not np.isfinite(differences).all():
        sentence = Text("What one of them gives is no number: there is nothing to compare.")
    elif p_value is None:
        sentence = Text("Both make the same errors.")
    elif p_value >= SURE:
        sentence = Text("Better on {better}, worse on {worse}: this may be chance (Wilcoxon's test: p = {p}).", values)
    elif _rank_sum(differences) < 0:
        sentence = Text(
            "Better on {better}, worse on {worse}: better, and hardly by chance (Wilcoxon's test: p = {p}).",
            values,
        )
    else:
        sentence = Text(
            "Better on {better}, worse on {worse}: worse, and hardly by chance (Wilcoxon's test: p = {p}).",
            values,
        )
    return NumberComparison(differences, better, worse, same, p_value, sentence)


def _wilcoxon(differences: NDArray[np.float64]) -> float | None:
    from scipy.stats import wilcoxon

    if not np.isfinite(differences).all() or not differences.any():
        return None
    return float(wilcoxon(differences[differences != 0]).pvalue)


def _rank_sum(differences: NDArray[np.float64]) -> float:
    """The sum of the signed ranks that the test is about: below 0, the second is better."""
    from scipy.stats import rankdata

    some = differences[differences != 0]
    return float((np.sign(some) * rankdata(np.abs(some))).sum())
