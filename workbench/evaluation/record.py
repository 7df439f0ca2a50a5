"""The record of a run: what it has told, event by event, or what its folder says of it."""

from __future__ import annotations

import csv
import json
import math
from collections.abc import Iterable, Iterator
from dataclasses import dataclass, field
from pathlib import Path
from typing import Any, TypeVar

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
    from_plain,
)
from workbench.training.runs import read_run
from workbench.training.step_files import DIAGNOSTICS, STEPS

MOST_STEPS = 200_000
MOST_MEASURED = 4_000
MOST_BYTES = 1 << 30
UNTOLD = 0
"""Nobody has written down how many samples a step had."""


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
                    self.epochs = list(event.before)
                case RunFinished() | RunFailed():
                    self.ended = event

    @classmethod
    def read(cls, run_dir: Path) -> Record:
        """That of a run folder. Raises :class:`workbench.spec.problems.ExperimentError`."""
        record = cls(read_run(run_dir), run_dir)
        record.epochs = list(_epochs(run_dir / "metrics.csv"))
        record.steps = _steps(run_dir / STEPS)
        record.measured = _thinned(list(_looks(run_dir / DIAGNOSTICS)), MOST_MEASURED)
        return record


Kept = TypeVar("Kept")


def _thinned(rows: list[Kept], most: int) -> list[Kept]:
    """At most so many of them, evenly taken; the last one is among them."""
    every = max(1, math.ceil(len(rows) / most))
    return rows[(len(rows) - 1) % every :: every]


def _steps(path: Path) -> list[StepDone]:
    """The rows of a steps.csv, of a long one every so manieth; a row that is cut off ends it."""
    try:
        if path.stat().st_size > MOST_BYTES:
            return []
        head, *rows = path.read_text(encoding="utf-8").splitlines(keepends=True)
        metric = head.strip().split(",")[3]
    except (OSError, ValueError, IndexError):
        return []
    found: list[StepDone] = []
    for row in _thinned([row for row in rows if row.endswith("\n")], MOST_STEPS):
        try:
            step, epoch, loss, score, lr = row.split(",")
            named = {"mae": float(score)} if metric == "mae" else {}
            accuracy = None if named else float(score)
            found.append(StepDone(int(step), int(epoch), float(loss), accuracy, float(lr), UNTOLD, **named))
        except ValueError:
            break
    return found


def _looks(path: Path) -> Iterator[Measured]:
    """The lines of a diagnostics.jsonl; one that is none ends it."""
    try:
        if path.stat().st_size > MOST_BYTES:
            return
        with path.open(encoding="utf-8") as file:
            for line in file:
                event = from_plain(json.loads(line))
                if not isinstance(event, Measured) or not _is_sound(event):
                    return
                yield event
    except (OSError, ValueError, RecursionError, AttributeError):
        return


def _is_sound(event: Measured) -> bool:
    """Whether the figures are numbers, one for each layer, as a run writes them."""
    layers = event.layers
    if not (
        isinstance(event.step, int) and isinstance(layers, tuple) and all(isinstance(each, str) for each in layers)
    ):
        return False
    rows = [*event.figures.values(), *event.histograms.values()]
    return (
        all(isinstance(row, tuple) and len(row) == len(layers) for row in rows)
        and all(value is None or type(value) in (int, float) for row in event.figures.values() for value in row)
        and all(value is None or _is_histogram(value) for row in event.histograms.values() for value in row)
    )


def _is_histogram(value: Any) -> bool:
    numbers = isinstance(value, tuple) and len(value) == 3 and all(type(end) in (int, float) for end in value[:2])
    return numbers and isinstance(value[2], tuple) and all(type(count) is int for count in value[2])


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
