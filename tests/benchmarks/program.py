"""The program's own run, an epoch at a time."""

from __future__ import annotations

import tempfile
import time
from collections.abc import Callable
from pathlib import Path

from tests.benchmarks.models import BATCH, Case
from workbench.training.events import CheckpointSaved, RunFailed, StepDone
from workbench.training.loop import train


class ProgramRun:
    """A run that goes on as long as it is asked for epochs; ``folder`` is where it keeps its own."""

    def __init__(self, case: Case, precision: str, folder: Path) -> None:
        self.steps = case.count // BATCH
        self.events = train(case.experiment(precision), out=folder)

    def epoch(self, stepped: Callable[[], None] = lambda: None) -> float:
        """Seconds from the end of the epoch before, weights and all, to the last step of this one, at which ``stepped``
        is called.
        """
        started, ended, steps = time.perf_counter(), 0.0, 0
        for event in self.events:
            if isinstance(event, StepDone):
                steps += 1
                if steps == self.steps:
                    ended = time.perf_counter()
                    stepped()
            if isinstance(event, RunFailed):
                raise RuntimeError(event.problems[0].line())
            if isinstance(event, CheckpointSaved) and event.kind == "last":
                return ended - started
        raise RuntimeError("The run came to its end.")

    def close(self) -> None:
        """End it."""
        self.events.close()  # type: ignore[attr-defined]


class Program:
    """Samples per second of the steps, all that comes between them, and the beginnings of the epochs."""

    def __init__(self, case: Case, precision: str) -> None:
        self.epochs, self.samples = case.epochs, case.epochs * case.count
        self.folder = tempfile.TemporaryDirectory()
        self.going = ProgramRun(case, precision, Path(self.folder.name) / "run")

    def __call__(self) -> float:
        return self.samples / sum(self.going.epoch() for _ in range(self.epochs))

    def close(self) -> None:
        """End the run, and take its folder away."""
        self.going.close()
        self.folder.cleanup()
