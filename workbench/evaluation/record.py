"""The record of a run: what it has told, event by event, or what its folder says of it."""

from __future__ import annotations

import csv
import json
import re
from collections.abc import Iterable
from dataclasses import dataclass, field
from pathlib import Path

from workbench.spec.experiment import Experiment
from workbench.spec.problems import Problem, Text
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
        record.ended = _end(run_dir)
        return record


def _end(run_dir: Path) -> RunFinished | RunFailed | None:
    """By summary.json; a run that failed has left only its words, in the last line of log.txt that tells of an end."""
    try:
        event = from_plain(json.loads((run_dir / "summary.json").read_text(encoding="utf-8")))
        return event if isinstance(event, RunFinished) else None
    except (OSError, ValueError, RecursionError):
        pass
    try:
        lines = (run_dir / "log.txt").read_text(encoding="utf-8").splitlines()
    except (OSError, ValueError):
        return None
    told = [match for each in lines if (match := _TOLD.match(each))]
    if not told or told[-1][1] != "failed":
        return None
    address, _, rest = told[-1][2].partition(": ") if _ADDRESS.match(told[-1][2]) else ("", "", told[-1][2])
    words = Text(rest.replace("{", "{{").replace("}", "}}"))
    return RunFailed((Problem(address, words, Text("")),), str(run_dir))


_TOLD = re.compile(r"[0-9-]{10} [0-9:]{8} (failed|finished|started|resumed)\b:? ?(.*)")
_ADDRESS = re.compile(r"(data|model|training)[\w.\[\]]*: ")


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
