"""A first look at a run that did not come to its end: how far it came, and whether it can go on. Without PyTorch.

That the checkpoint is whole and fits is found out when the run is taken up (:mod:`workbench.training.resumable`).
"""

from __future__ import annotations

import json
from dataclasses import dataclass
from pathlib import Path
from typing import Any

from workbench.data.exclusive import lock
from workbench.spec import files
from workbench.spec.experiment import Experiment
from workbench.spec.problems import ExperimentError, Problem, problem
from workbench.training import checkpoints
from workbench.training.steering_file import planned_epochs, read_steering

LOCK = ".lock"


@dataclass(frozen=True)
class Unfinished:
    """``epoch`` is the one that it was in, counted from 1; ``step`` the last one that is kept (0: it begins anew)."""

    path: Path
    name: str
    epoch: int
    epochs: int
    step: int
    why_not: Problem | None = None
    """What stands against going on."""


def read_run(path: Path) -> Experiment:
    """The experiment of a run folder. Raises :class:`ExperimentError`."""
    if not (path / "experiment.toml").is_file():
        raise ExperimentError([
            problem("", "{path} is not a run: there is no experiment.toml in it.", "Name a folder that “workbench train” made.", path=path)
        ])  # fmt: skip
    return files.read(path / "experiment.toml")


def look(path: Path) -> Unfinished:
    """Look at a run folder; never raises."""
    try:
        experiment = files.read(path / "experiment.toml")
    except ExperimentError as error:
        return Unfinished(path, path.name, 0, 0, 0, error.problems[0])
    epochs = planned_epochs(read_steering(path)) or experiment.training.epochs
    ended = ended_epochs(path)
    why_not, step = None, 0
    try:
        step = max((item.step for item in checkpoints.listed(path)), default=0)
        why_not = _why_not(path, ended, step)
    except OSError as error:
        why_not = problem("", "{path} cannot be written: {reason}.", "Check the rights, and that there is room.",
                          path=path, reason=error.strerror or str(error))  # fmt: skip
    return Unfinished(path, experiment.name, min(ended + 1, epochs), epochs, step, why_not)


def _why_not(path: Path, ended: int, step: int) -> Problem | None:
    if (read_summary(path) or {}).get("reason") in ("done", "early"):
        return problem("", "The run has come to its end.", "Its weights are in {path}.", path=path)
    if ended and not step:
        return problem("", "{path} cannot go on: there is no checkpoint in it.", "Train again.", path=path)
    with lock(path / LOCK) as free:
        if not free:
            return problem("", "{path} is being trained by another process.", "Stop that one first.", path=path)
    return None


def read_summary(path: Path) -> dict[str, Any] | None:
    """How a run ended; None where it has not, or nobody can read it."""
    try:
        kept = json.loads((path / "summary.json").read_text(encoding="utf-8"))
    except (OSError, ValueError, RecursionError):
        return None
    return kept if isinstance(kept, dict) else None


def ended_epochs(path: Path) -> int:
    """How many epochs have come to their end."""
    try:
        return max(0, len((path / "metrics.csv").read_bytes().splitlines()) - 1)
    except OSError:
        return 0
