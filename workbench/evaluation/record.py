"""The record of a run: what it has told, event by event, or what its folder says of it."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass, field
from pathlib import Path
from typing import TypeVar

from workbench.evaluation.record_files import end_of, epochs_of, measured_of
from workbench.evaluation.step_columns import StepColumns, step_columns
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
from workbench.training.step_files import DIAGNOSTICS, STEPS

MOST_STEPS, MOST_MEASURED = 40_000, 4_000
"""Of a run that goes on, so many are kept; of what came before them, fewer and fewer."""


@dataclass
class Record:
    """Filled by :meth:`follow`, or read from a run folder.

    Of the steps, those that were told or written down: some tens of thousands, evenly taken. ``columns`` are those that the folder
    has, which no more than a million bounds; of a run that goes on there are none.
    """

    experiment: Experiment
    run_dir: Path | None = None
    started: RunStarted | None = None
    steps: list[StepDone] = field(default_factory=list)
    epochs: list[EpochDone] = field(default_factory=list)
    measured: list[Measured] = field(default_factory=list)
    steered: list[Steered] = field(default_factory=list)
    noticed: list[Noticed] = field(default_factory=list)
    ended: RunFinished | RunFailed | None = None
    columns: StepColumns | None = None

    def precede(self, earlier: Record, step: int) -> None:
        """Take in what was kept of the same run up to that step, from where it goes on."""
        self.steps[:0] = [each for each in earlier.steps if each.step <= step]
        self.measured[:0] = [each for each in earlier.measured if each.step <= step]
        _thin(self.steps, MOST_STEPS)
        _thin(self.measured, MOST_MEASURED)

    def follow(self, events: Iterable[Event]) -> None:
        """Take in what the run has told."""
        for event in events:
            if isinstance(event, StepDone):
                _add(self.steps, event, MOST_STEPS)
            elif isinstance(event, Measured):
                _add(self.measured, event, MOST_MEASURED)
            else:
                self._take(event)

    def _take(self, event: Event) -> None:
        match event:
            case EpochDone():
                self.epochs.append(event)
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
        record.epochs = list(epochs_of(run_dir / "metrics.csv"))
        record.columns = step_columns(run_dir / STEPS)
        record.steps = record.columns.events(MOST_STEPS) if record.columns else []
        record.measured = measured_of(run_dir / DIAGNOSTICS)
        record.ended = end_of(run_dir)
        record.steered = read_steering(run_dir)
        return record


Kept = TypeVar("Kept")


def _add(rows: list[Kept], row: Kept, most: int) -> None:
    """As the last one."""
    rows.append(row)
    _thin(rows, most)


def _thin(rows: list[Kept], most: int) -> None:
    """Where they are too many, every second one goes, but for the last."""
    while len(rows) > most:
        del rows[:-1:2]
