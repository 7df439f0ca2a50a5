"""The record of a run: what it has told, event by event, or what its folder says of it."""

from __future__ import annotations

import csv
from collections.abc import Iterable
from dataclasses import dataclass, field
from pathlib import Path

from workbench.spec.experiment import Experiment
from workbench.training.events import (
    EpochDone,
    Event,
    Measured,
    Noticed,
    RunFailed,
    RunFinished,
    RunResumed,
    RunStarted,
    Steered,
    StepDone,
)
from workbench.training.runs import read_run
from workbench.training.steering_file import read_steering


@dataclass
class Record:
    """Filled by :meth:`follow`, or read from a run folder. Of the steps, those that were told or written down."""

    experiment: Experiment
    run_dir: Path | None = None
    started: RunStarted | None = None
    steps: list[StepDone] = field(default_factory=list)
    epochs: list[EpochDone] = field(default_factory=list)
    measured: list[Measured] = field(default_factory=list)
    steered: list[Steered] = field(default_factory=list)
    noticed: list[Noticed] = field(default_factory=list)
    ended: RunFinished | RunFailed | None = None

    def follow(self, events: Iterable[Event]) -> None:
        """Take in what the run has told."""
        for event in events:
            match event:
                case StepDone():
                    self.steps.append(event)
                case EpochDone():
                    self.epochs.append(event)
                case Measured():
                    self.measured.append(event)
                case Steered():
                    self.steered.append(event)
                case Noticed():
                    self.noticed.append(event)
                case RunStarted():
                    self.started, self.run_dir = event, Path(event.run_dir)
                case RunResumed():
                    self.epochs, self.steered = list(event.before), list(event.steered)
                case RunFinished() | RunFailed():
                    self.ended = event

    @classmethod
    def read(cls, run_dir: Path) -> Record:
        """That of a run folder. Raises :class:`workbench.spec.problems.ExperimentError`."""
        record = cls(read_run(run_dir), run_dir)
        record.epochs = list(_epochs(run_dir / "metrics.csv"))
        record.steered = read_steering(run_dir)
        return record


def _epochs(path: Path) -> Iterable[EpochDone]:
    """The rows of a metrics.csv; a row that is cut off ends it."""
    whole = {"epoch", "step"}
    try:
        with path.open(encoding="utf-8", newline="") as file:
            for row in csv.DictReader(file):
                numbers = {name: float(text) if text else None for name, text in row.items() if name}
                yield EpochDone(**{k: int(v or 0) if k in whole else v for k, v in numbers.items()})  # type: ignore[arg-type]
    except (OSError, ValueError, TypeError):
        return
