"""What looking into the layers costs: throughput with it ÷ without, in turn, by the time of the processor, with one thread."""

from __future__ import annotations

import statistics
import tempfile
import time
from collections.abc import Iterator
from pathlib import Path

import torch

from tests.benchmarks.models import CASES, Case
from workbench.training.device import keep_freed_memory
from workbench.training.events import Measured, RunFailed, StepDone
from workbench.training.loop import train
from workbench.training.tuning import threads_kept

ROUNDS = 20
STEPS = {"mlp": 400, "digits": 60}
WARM = 30


class Going:
    """A run that goes on as long as it is asked for steps."""

    def __init__(self, case: Case, diagnostics: str, folder: Path) -> None:
        experiment = case.experiment()
        settings = experiment.training.replace(diagnostics=diagnostics, device="cpu", threads=1)
        self.events = train(experiment.replace(training=settings), out=folder)
        self.looks = 0

    def seconds(self, steps: int) -> float:
        """The processor's time for so many steps."""
        begun = time.process_time()
        for event in self.events:
            steps -= isinstance(event, StepDone)
            self.looks += isinstance(event, Measured)
            if isinstance(event, RunFailed):
                raise RuntimeError(event.problems[0].line())
            if not steps:
                break
        return time.process_time() - begun


def measure(short: bool) -> Iterator[tuple[str, str]]:
    """The median over the rounds, with the least and the largest; every second round goes backwards."""
    keep_freed_memory()
    with threads_kept():
        torch.set_num_threads(1)
        for key, steps in STEPS.items():
            case = CASES[key].short() if short else CASES[key]
            yield from _rows(case, 2 if short else steps, 2 if short else ROUNDS)


def _rows(case: Case, steps: int, rounds: int) -> Iterator[tuple[str, str]]:
    with tempfile.TemporaryDirectory() as folder:
        runs = {name: Going(case, name, Path(folder) / name) for name in ("auto", "off")}
        for run in runs.values():
            run.seconds(WARM)
        runs["auto"].looks = 0
        ratios, total = [], dict.fromkeys(runs, 0.0)
        for number in range(rounds):
            took = {name: runs[name].seconds(steps) for name in (runs if number % 2 == 0 else reversed(runs))}
            ratios.append(took["off"] / took["auto"])
            total = {name: total[name] + took[name] for name in total}
        for run in runs.values():
            run.events.close()  # type: ignore[attr-defined]
    spread = f"{statistics.median(ratios):.3f} ({min(ratios):.3f} – {max(ratios):.3f})"
    yield f"{case.name}: throughput with ÷ without (wanted: 0.97 or more)", spread
    yield f"{case.name}: the same of all rounds together", f"{total['off'] / total['auto']:.3f}"
    yield f"{case.name}: looks in {steps * rounds} steps", f"{runs['auto'].looks}"
