"""What a range test tells, and what can be read from its curve. Knows numbers alone, no PyTorch."""

from __future__ import annotations

import math
from collections.abc import Sequence
from dataclasses import dataclass

import numpy as np
from numpy.typing import ArrayLike, NDArray

from workbench.spec.edits import Edit, SetValue
from workbench.spec.experiment import Experiment
from workbench.spec.problems import Problem, problem
from workbench.training.events import Event

Floats = NDArray[np.float64]

WIDTH = 0.25
"""Of the window that smooths, in decades: the standard deviation of a normal distribution."""
IN_A_ROW = 5
"""So many losses above the ceiling end the search; fewer may be bad batches."""
SURE = 4.0
"""How many standard deviations of its noise the smoothed loss has to fall, to have fallen."""
LEAST = 0.01
"""And at least by this share of where it began."""

START = 0.75
"""The fall begins where the curve is for the last time above this share of its height."""


@dataclass(frozen=True)
class RatePoint(Event):
    """One step: the rate, the loss of its batch before the step, and the smoothed loss so far. ``step`` counts from 1."""

    step: int
    steps: int
    rate: float
    loss: float
    smoothed: float


@dataclass(frozen=True)
class RateFound(Event):
    """The end: ``reason`` is ``done``, ``diverged`` or ``stopped`` (by the user).

    ``steepest`` is the rate at which the smoothed loss falls fastest, ``lowest`` the one at which it is smallest,
    ``diverged`` the first after that at which it is back where it began, or no number, ``upper`` a tenth of that. None: not
    known. ``ceiling`` is the loss at which a search ends; ``problem`` says why nothing can be suggested.
    """

    reason: str
    steepest: float | None = None
    lowest: float | None = None
    diverged: float | None = None
    upper: float | None = None
    ceiling: float | None = None
    problem: Problem | None = None

    @property
    def suggested(self) -> float | None:
        """The rate to take: where the loss falls fastest, but never above the upper bound."""
        if self.steepest is None:
            return None
        return self.steepest if self.upper is None else min(self.steepest, self.upper)


def rates_between(low: float, high: float, steps: int) -> list[float]:
    """That many rates, each larger than the one before by the same factor."""
    return [float(rate) for rate in np.geomspace(low, high, steps)]


def smoothed(rates: ArrayLike, losses: ArrayLike) -> Floats:
    """The losses (N,) averaged over their neighbours on the logarithmic axis. Later points do not lag behind.

    No loss counts as farther above the beginning than the lowest lies below it: one that explodes would lift all around it.
    """
    places, values = np.log10(np.asarray(rates, float)), np.asarray(losses, float)
    begin = float(np.median(values[: max(5, len(values) // 5)]))
    values = np.minimum(values, begin + max(begin - values.min(), abs(begin)))
    return np.array([_weights(places, place) @ values for place in places])


def ceiling(curve: Sequence[float] | Floats) -> float:
    """The loss above which going on tells nothing more, for a smoothed curve so far: all that was gained is lost, and more."""
    first, best = float(curve[0]), float(min(curve))
    return first + max(first - best, abs(first)) / 2


def judged(rates: Sequence[float], losses: Sequence[float], diverged: float | None = None) -> RateFound:
    """What the finite losses of a test say; ``diverged`` is the rate at which it ended early, if it did."""
    if len(losses) < 3:
        return RateFound("diverged", diverged=diverged, problem=_too_early(diverged))
    curve = smoothed(rates, losses)
    top, bottom = ceiling(curve), int(np.argmin(curve))
    if not _fell(rates, losses, curve, bottom):
        reason = "done" if diverged is None else "diverged"
        return RateFound(reason, diverged=diverged, ceiling=top, problem=_never_fell(rates, diverged))
    back = np.flatnonzero(curve[bottom:] > curve[0])
    if back.size:
        diverged = min(float(rates[bottom + int(back[0])]), math.inf if diverged is None else diverged)
    reason = "done" if diverged is None else "diverged"
    upper = None if diverged is None else diverged / 10
    steepest = float(rates[_steepest(rates, curve, bottom)])
    return RateFound(reason, steepest, float(rates[bottom]), diverged, upper, top)


def rounded(rate: float) -> float:
    """A rate with two digits: more would say nothing."""
    return float(f"{rate:.2g}")


def edits_for(experiment: Experiment, rate: float) -> list[Edit]:
    """What makes an experiment learn at this rate; the schedules that set the rate themselves reach it at their highest."""
    edits: list[Edit] = [SetValue("training.optimizer.lr", rate)]
    scheduler = experiment.training.scheduler
    if hasattr(scheduler, "max_lr"):
        edits.append(SetValue("training.scheduler.max_lr", rate))
        if getattr(scheduler, "base_lr", 0.0) >= rate:
            edits.append(SetValue("training.scheduler.base_lr", rounded(rate / 10)))
    return edits


def _weights(places: Floats, middle: float) -> Floats:
    weights = np.exp(-0.5 * ((places - middle) / WIDTH) ** 2)
    return np.asarray(weights / weights.sum())


def _steepest(rates: Sequence[float], curve: Floats, bottom: int) -> int:
    """Within the fall itself: before it, noise on a flat curve may be as steep."""
    level = curve[bottom] + START * (curve[0] - curve[bottom])
    begin = int(np.flatnonzero(curve[: bottom + 1] >= level)[-1])
    slope = np.gradient(curve, np.log10(rates))
    return begin + int(np.argmin(slope[begin : bottom + 1]))


def _fell(rates: Sequence[float], losses: Sequence[float], curve: Floats, bottom: int) -> bool:
    """Whether the smoothed loss fell by more than noise explains."""
    places = np.log10(rates)
    apart = np.abs(np.asarray(losses[: bottom + 1]) - curve[: bottom + 1])
    noise = 1.4826 * float(np.median(apart)) * math.sqrt(float((_weights(places, places[bottom // 2]) ** 2).sum()))
    return bool(curve[0] - curve[bottom] > max(SURE * noise, LEAST * abs(curve[0])))


def _too_early(diverged: float | None) -> Problem:
    return problem(
        "training.optimizer.lr", "The loss is no number from the first steps on, at a rate of {rate:.2g}.",
        "Begin with a smaller rate; where that changes nothing, normalise the data.", severity="warning",
        rate=diverged or 0.0,
    )  # fmt: skip


def _never_fell(rates: Sequence[float], diverged: float | None) -> Problem:
    if diverged is not None:
        return problem(
            "training.optimizer.lr", "The loss never falls before it diverges at a rate of {rate:.2g}.",
            "Take more steps, a smaller rate to begin with, or larger batches.", severity="warning",
            rate=diverged,
        )  # fmt: skip
    return problem(
        "training.optimizer.lr", "The loss never falls, at no rate from {low:.2g} to {high:.2g}.",
        "Take larger rates, more steps, or larger batches; else look at the data and the model.", severity="warning",
        low=rates[0], high=rates[-1],
    )  # fmt: skip
