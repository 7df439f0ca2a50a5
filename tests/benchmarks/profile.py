"""Where the time of a step goes: the functions of a real run, timed, with the bare step of the same model beside it.

Each function's time is without that of the functions that it calls, if those are timed, too.
"""

from __future__ import annotations

import functools
import inspect
import statistics
import tempfile
import time
from collections import defaultdict
from collections.abc import Callable, Iterator
from contextlib import ExitStack, contextmanager
from pathlib import Path
from typing import Any
from unittest.mock import patch

import torch
from torch import nn

from tests.benchmarks.limits import bare_step, has_bfloat16
from tests.benchmarks.models import BATCH, CASES, Case
from tests.benchmarks.program import ProgramRun
from workbench.data.pipeline import Pipeline
from workbench.modules.warm_up import WarmUp
from workbench.training.batches import RunData
from workbench.training.device import keep_freed_memory
from workbench.training.events import StepDone
from workbench.training.goals import Goal
from workbench.training.learner import Learner
from workbench.training.runs import RunFolder

COMPUTING = ("zero_grad", "forward", "loss", "backward", "optimizer")
AROUND = ("taking the batch", "augmentation, floats", "learning rate", "score", "reading the loss", "event", "folder")
REST, WHOLE, AFTER = "loop, yields", "whole step", "end of the epoch: weights, log"


class Stopwatch:
    """Seconds by name, of functions that call one another; they are kept only while it ``runs``."""

    def __init__(self) -> None:
        self.seconds: dict[str, float] = defaultdict(float)
        self.inner = [0.0]
        self.runs = False

    def timed(self, name: str, function: Callable[..., Any]) -> Callable[..., Any]:
        """The same function."""
        seconds, inner, now = self.seconds, self.inner, time.perf_counter

        @functools.wraps(function)
        def call(*args: Any, **kwargs: Any) -> Any:
            inner.append(0.0)
            started = now()
            try:
                return function(*args, **kwargs)
            finally:
                took = now() - started
                own = took - inner.pop()
                inner[-1] += took
                if self.runs:
                    seconds[name] += own

        return call

    def timed_steps(self, name: str, function: Callable[..., Iterator[Any]]) -> Callable[..., Iterator[Any]]:
        """The same generator."""
        step = self.timed(name, next)

        @functools.wraps(function)
        def call(*args: Any, **kwargs: Any) -> Iterator[Any]:
            found = function(*args, **kwargs)
            while (item := step(found, None)) is not None:
                yield item

        return call


@contextmanager
def watched(watch: Stopwatch) -> Iterator[None]:
    """The functions that a step consists of, timed."""
    torch.optim.Adam([torch.zeros(1)])  # it wraps its own step when the first one is made
    places: list[tuple[Any, str, str]] = [
        (torch.optim.Optimizer, "zero_grad", "zero_grad"),
        (Learner, "clear_gradients", "zero_grad"),
        (nn.Sequential, "__call__", "forward"),
        (nn.CrossEntropyLoss, "__call__", "loss"),
        (torch.Tensor, "backward", "backward"),
        (torch.optim.Adam, "step", "optimizer"),
        (Pipeline, "training_batch", "augmentation, floats"),
        (WarmUp, "__enter__", "learning rate"),
        (WarmUp, "__exit__", "learning rate"),
        (torch.Tensor, "item", "reading the loss"),
        (StepDone, "__init__", "event"),
        *(
            (RunFolder, name, "folder")
            for name, _ in inspect.getmembers(RunFolder, inspect.isfunction)
            if name[0] != "_"
        ),
    ]
    success, timed_score = Goal.success, functools.cache(functools.partial(watch.timed, "score"))
    with ExitStack() as stack:
        for owner, name, what in places:
            stack.enter_context(patch.object(owner, name, watch.timed(what, getattr(owner, name))))
        stack.enter_context(patch.object(RunData, "steps", watch.timed_steps("taking the batch", RunData.steps)))
        stack.enter_context(patch.object(Goal, "success", lambda goal: timed_score(success(goal))))
        yield


def per_step(seconds: dict[str, float], whole: float, steps: int) -> dict[str, float]:
    """Microseconds by name; what is left of the whole is the loop's own."""
    found = {name: value * 1e6 / steps for name, value in seconds.items()}
    whole *= 1e6 / steps
    return found | {REST: whole - sum(found.values()), WHOLE: whole}


class Profile:
    """Of one case: the program's run and the bare step with the best settings, microseconds of a step by name."""

    def __init__(self, case: Case, watch: Stopwatch, folder: Path) -> None:
        self.watch, self.steps = watch, case.count // BATCH
        self.run = ProgramRun(case, "auto", folder)
        self.step = bare_step(case, best=True, bfloat16=has_bfloat16())

    def of_program(self) -> dict[str, float]:
        """Of one epoch."""
        begun, seconds = self._begin(), {}
        took = self.run.epoch(lambda: seconds.update(self.watch.seconds))
        self.watch.runs = False
        return per_step(seconds, took, self.steps) | {AFTER: (time.perf_counter() - begun - took) * 1e6}

    def of_limit(self) -> dict[str, float]:
        """Of as many steps."""
        begun = self._begin()
        for _ in range(self.steps):
            self.step()
        self.watch.runs = False
        return per_step(self.watch.seconds, time.perf_counter() - begun, self.steps)

    def _begin(self) -> float:
        self.watch.seconds.clear()
        self.watch.runs = True
        return time.perf_counter()


def measure(short: bool) -> Iterator[tuple[str, str]]:
    """Medians over epochs; the program and the limit take turns."""
    keep_freed_memory()
    watch = Stopwatch()
    for case in [CASES["mlp"].short()] if short else CASES.values():
        epochs = 1 if short else (5 if case.convolves else 25)
        with tempfile.TemporaryDirectory() as folder, watched(watch):
            profile = Profile(case, watch, Path(folder) / "run")
            found = [(profile.of_program(), profile.of_limit()) for _ in range(1 + epochs)][1:]
            profile.run.close()
        for name in (*COMPUTING, *AROUND, REST, WHOLE, AFTER):
            of = [statistics.median(pair[way].get(name, 0.0) for pair in found) for way in (0, 1)]
            yield f"{case.name}: {name}, µs (program | bare step)", f"{of[0]:,.0f} | {of[1]:,.0f}"
