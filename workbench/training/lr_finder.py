"""The search for a learning rate: a range test (Smith 2015, arXiv:1506.01186), as a plain generator of events.

A model begins to learn as it would in a run, but the rate grows from step to step, from far too small to far too large.
Where the loss falls fastest is a good rate. Nothing is kept: no folder, no weights, no number drawn from the
generators of the program.
"""

from __future__ import annotations

import math
import random
from collections.abc import Generator, Iterator
from contextlib import closing
from itertools import count
from pathlib import Path
from typing import Any

import numpy as np
import torch

from workbench.data.locations import data_dir as chosen_data_dir
from workbench.modules.learning import train_mode
from workbench.spec.experiment import Experiment
from workbench.spec.problems import ExperimentError, RunError, problem
from workbench.training.control import Control, Stopped
from workbench.training.events import Event
from workbench.training.failures import told_of
from workbench.training.learner import Batches, Learner, prepared
from workbench.training.not_finite import NotFiniteError
from workbench.training.rate_curve import IN_A_ROW, RateFound, RatePoint, ceiling, judged, rates_between, smoothed
from workbench.training.tuning import threads_kept

LOWEST, HIGHEST, STEPS = 1e-7, 10.0, 100
FEWEST, MOST = 20, 2_000
"""Steps of a test."""


def find_rate(
    experiment: Experiment,
    control: Control | None = None,
    *,
    data_dir: Path | str | None = None,
    lowest: float = LOWEST,
    highest: float = HIGHEST,
    steps: int = STEPS,
) -> Iterator[Event]:
    """Raise the rate from ``lowest`` to ``highest``, and tell about it; the last event is a :class:`RateFound`.

    The data go round as often as the steps need. Schedule, warm-up and ``ema_decay`` take no part. While the caller has
    an event in hand, the global generators of random numbers are as they were. Raises :class:`ExperimentError` and
    :class:`RunError`.
    """
    _check(experiment, lowest, highest, steps)
    control = control or Control()
    try:
        with threads_kept():
            yield from _apart(
                _searched(experiment, control, chosen_data_dir(data_dir), rates_between(lowest, highest, steps))
            )
    except Stopped:
        yield RateFound("stopped")
    except (ExperimentError, RunError):
        raise
    except Exception as error:
        raise RunError(told_of(error, None, experiment)) from error


def _check(experiment: Experiment, lowest: float, highest: float, steps: int) -> None:
    optimizer = experiment.training.optimizer
    if not getattr(type(optimizer), "ranges", True):
        raise ExperimentError([
            problem("training.optimizer", "{optimizer} finds the lengths of its steps itself: a search for its learning rate says nothing.",
                    "Keep its lr, or choose another optimizer.", optimizer=optimizer.type)
        ])  # fmt: skip
    if not (math.isfinite(highest) and 0 < lowest < highest):
        raise ExperimentError([
            problem("", "The rates cannot go from {low:g} to {high:g}.", "Take two numbers above zero, the smaller one first.",
                    low=lowest, high=highest)
        ])  # fmt: skip
    if not FEWEST <= steps <= MOST:
        raise ExperimentError([
            problem("", "A search has {fewest} to {most:,} steps, not {steps:,}.", "Take 100.", fewest=FEWEST, most=MOST, steps=steps)
        ])  # fmt: skip


def _searched(experiment: Experiment, control: Control, data_dir: Path, rates: list[float]) -> Generator[Event]:
    optimizer = experiment.training.optimizer.replace(lr=rates[0])
    training = experiment.training.replace(optimizer=optimizer, compile=False)  # compiling takes longer than the search
    learner = yield from prepared(experiment.replace(training=training), control, data_dir)
    train_mode(learner.model)
    seen: list[float] = []
    curve: list[float] = []
    for rate, batches in zip(rates, _batches(learner), strict=False):
        control.raise_if_stopped()
        loss = _step(learner, rate, batches)
        if not math.isfinite(loss):
            yield judged(rates[: len(seen)], seen, rate)
            return
        seen.append(loss)
        curve.append(float(smoothed(rates[: len(seen)], seen)[-1]))
        yield RatePoint(len(seen), len(rates), rate, loss, curve[-1])
        if len(seen) >= IN_A_ROW and min(seen[-IN_A_ROW:]) > ceiling(curve):
            yield judged(rates[: len(seen)], seen, rates[len(seen) - IN_A_ROW])
            return
    yield judged(rates, seen)


def _batches(learner: Learner) -> Iterator[Batches]:
    """Those of all epochs, one after the other."""
    for epoch in count(1):
        with closing(learner.data.steps(epoch)) as steps:
            yield from steps


def _step(learner: Learner, rate: float, batches: Batches) -> float:
    """A step at this rate, or at its multiple where layers have one. Returns the loss before it."""
    for group in learner.optimizer.param_groups:
        group["lr"] = rate * group.get("lr_scale", 1.0)
    try:
        loss, _ = learner.optimize(batches)
    except NotFiniteError:
        return math.inf
    return loss.item()


class _Chance:
    """Within it, the global generators of random numbers have states of their own, which the next time goes on with."""

    def __init__(self) -> None:
        self._other = _states()

    def __enter__(self) -> None:
        self._swap()

    def __exit__(self, *_error: object) -> None:
        self._swap()

    def _swap(self) -> None:
        now = _states()
        _restore({name: state for name, state in self._other.items() if name in now})
        self._other = now


def _states() -> dict[str, Any]:
    """CUDA's only once it is in use: asking for them would bring it in."""
    states: dict[str, Any] = {"python": random.getstate(), "numpy": np.random.get_state(), "cpu": torch.get_rng_state()}
    if torch.cuda.is_initialized():  # type: ignore[no-untyped-call]
        states["cuda"] = torch.cuda.get_rng_state_all()
    if torch.backends.mps.is_available():
        states["mps"] = torch.mps.get_rng_state()
    return states


def _restore(states: dict[str, Any]) -> None:
    random.setstate(states["python"])
    np.random.set_state(states["numpy"])
    torch.set_rng_state(states["cpu"])
    if "cuda" in states:
        torch.cuda.set_rng_state_all(states["cuda"])
    if "mps" in states:
        torch.mps.set_rng_state(states["mps"])


def _apart(events: Generator[Event]) -> Iterator[Event]:
    """The same events, made with the generators of :class:`_Chance`."""
    chance = _Chance()
    try:
        while True:
            with chance:
                event = next(events, None)
            if event is None:
                return
            yield event
    finally:
        events.close()
