"""Where a run can be branched off: its checkpoints, by their names and by its metrics.csv. Without PyTorch."""

from __future__ import annotations

import csv
import math
import os
from collections.abc import Iterator
from dataclasses import dataclass
from datetime import datetime
from pathlib import Path
from typing import Any

from workbench.spec.experiment import Experiment
from workbench.spec.overrides import overridden
from workbench.spec.problems import ExperimentError, problem
from workbench.training import checkpoints
from workbench.training.steering_file import planned_epochs, read_steering
from workbench.training.unfinished import read_run

FOUND_OUT = {"precision": "auto", "memory_format": "auto", "threads": None}
"""Settings for which a run finds the value itself, and how they stand in the experiment then."""


@dataclass(frozen=True)
class EpochRow:
    """What a run has written of an epoch; ``judged`` is the loss on the validation part, or else on the training part."""

    epoch: int
    step: int
    train_loss: float | None
    validation_loss: float | None

    @property
    def judged(self) -> float:
        """No number where there is none."""
        found = self.train_loss if self.validation_loss is None else self.validation_loss
        return math.nan if found is None else found


@dataclass(frozen=True)
class Point:
    """A checkpoint. ``epoch`` is how many whole epochs there were, ``within`` whether a part of the next one was done, too.

    ``row`` is that of the last whole epoch; ``best`` whether the checkpoint was taken at the end of the best one so far.
    """

    step: int
    epoch: int
    within: bool
    when: datetime
    row: EpochRow | None
    best: bool = False

    def plain(self) -> dict[str, Any]:
        """For JSON."""
        return {
            "step": self.step, "epoch": self.epoch, "within": self.within,
            "when": self.when.isoformat(timespec="seconds"),
            "train_loss": self.row.train_loss if self.row else None,
            "validation_loss": self.row.validation_loss if self.row else None, "best": self.best,
        }  # fmt: skip


def points_of(run_dir: Path) -> list[Point]:
    """The checkpoints of a run, the newest first. Raises :class:`ExperimentError` where there is no run, or no checkpoint."""
    read_run(run_dir)
    rows = list(epoch_rows(run_dir))
    try:
        listed = {item.step: item for item in checkpoints.listed(run_dir)}
        found = [_point(item, rows) for item in reversed(listed.values())]
    except OSError as error:
        raise unreadable(run_dir, error) from None
    if not found:
        raise no_checkpoint(run_dir)
    best = min((row for row in rows if not math.isnan(row.judged)), key=lambda row: row.judged, default=None)
    return [
        Point(each.step, each.epoch, each.within, each.when, each.row, best is not None and each.step == best.step)
        for each in found
    ]


def _point(item: checkpoints.Checkpoint, rows: list[EpochRow]) -> Point:
    row = next((row for row in reversed(rows) if row.step <= item.step), None)
    when = datetime.fromtimestamp(os.stat(item.path).st_mtime).astimezone()  # noqa: PTH116
    return Point(item.step, row.epoch if row else 0, item.step > (row.step if row else 0), when, row)


def epoch_rows(run_dir: Path) -> Iterator[EpochRow]:
    """The rows of metrics.csv; one that is cut off ends it."""
    try:
        with (run_dir / "metrics.csv").open(encoding="utf-8", newline="") as file:
            for row in csv.DictReader(file):
                losses = [float(row[name]) if row[name] else None for name in ("train_loss", "validation_loss")]
                yield EpochRow(int(row["epoch"]), int(row["step"]), *losses)
    except (OSError, ValueError, KeyError, TypeError):
        return


def experiment_of(run_dir: Path) -> Experiment:
    """The experiment of a run with the epochs that it was last given. Raises :class:`ExperimentError`."""
    planned, steered = read_run(run_dir), planned_epochs(read_steering(run_dir))
    return planned if steered is None else overridden(planned, [f"training.epochs={steered}"])


def as_it_ran(experiment: Experiment, before: Experiment) -> Experiment:
    """With what a run on the same device has found out where the experiment leaves it open."""
    training = experiment.training
    if training.device != before.training.device:
        return experiment
    open_ones = [name for name, value in FOUND_OUT.items() if getattr(training, name) == value]
    known = {name: getattr(before.training, name) for name in open_ones}
    return experiment.replace(training=training.replace(**known))


def unreadable(path: Path, error: OSError) -> ExperimentError:
    """For a folder that the system does not let read."""
    reason = error.strerror or str(error)
    return ExperimentError([
        problem("", "{path} cannot be read: {reason}.", "Check the name and the rights.", path=path, reason=reason)
    ])  # fmt: skip


def no_checkpoint(path: Path) -> ExperimentError:
    """For a run that has not come to its first one."""
    return ExperimentError([
        problem("", "{path} has no checkpoint yet, so nothing can be branched off it.", "Train it further first.", path=path)
    ])  # fmt: skip
