"""Branching off: from a checkpoint of a run, another experiment goes on in a folder of its own; the run stays as it is.

The new folder holds a checkpoint with what the old one held, the new experiment, and a mark by which it is taken up for the first
time as a branch (:mod:`workbench.training.branch_position`): what does not fit the new experiment is made to fit then. After that
it is a run as any other.
"""

from __future__ import annotations

import json
import shutil
from collections.abc import Iterable
from contextlib import suppress
from dataclasses import astuple, dataclass
from pathlib import Path
from typing import Any

from torch import Tensor

from workbench.data.exclusive import lock
from workbench.data.locations import data_dir as chosen_data_dir
from workbench.data.locations import runs_dir
from workbench.spec import files
from workbench.spec.differences import Difference, differences
from workbench.spec.experiment import Experiment
from workbench.spec.problems import ExperimentError, Problem, problem
from workbench.training import checkpoints, step_files
from workbench.training.branch_points import as_it_ran, epoch_rows, no_checkpoint, unreadable
from workbench.training.check import Checked, check, raise_errors
from workbench.training.events import EpochDone, Steered
from workbench.training.places import ways_in
from workbench.training.position import judged_weights, readable, steered_in
from workbench.training.runs import RunFolder, cannot_write, new_run_dir, read_run, read_weights
from workbench.training.taken_over import new_names
from workbench.training.unfinished import LOCK

NAME = "branched.json"


@dataclass(frozen=True)
class Branched:
    """A branch that can be taken up: its folder, where it left which run, and what differs from that one's experiment."""

    path: Path
    parent: Path
    step: int
    epoch: int
    differences: tuple[Difference, ...]
    notes: tuple[Problem, ...] = ()


@dataclass(frozen=True)
class _Origin:
    """A checkpoint, the experiment under which its state was made, and the weights of its best epoch where they are known."""

    state: dict[str, Any]
    experiment: Experiment
    best: dict[str, Tensor] | None
    notes: tuple[Problem, ...]


def branched(
    parent: Path,
    experiment: Experiment,
    out: Path | None = None,
    *,
    step: int | None = None,
    data_dir: Path | str | None = None,
) -> Branched:
    """Make a run folder from which ``resume`` goes on with this experiment, where the checkpoint of ``step`` was taken.

    Without a step, it is the newest checkpoint that is whole; without ``out``, a new folder under the user's runs.
    Raises :class:`ExperimentError`, and :class:`workbench.spec.problems.RunError` when the folder cannot be written.
    """
    read_run(parent)
    origin = _origin(parent, step)
    after = as_it_ran(experiment, origin.experiment)
    counters = origin.state["counters"]
    _see_what_is_left(parent, after, counters["ended"])
    checked = check(after, chosen_data_dir(data_dir))
    raise_errors(checked)
    _see_what_fits(parent, origin, after)
    found = Branched(
        _free(out, after), parent, counters["step"], counters["ended"], differences(origin.experiment, after), origin.notes
    )  # fmt: skip
    _write(found, origin, after, checked)
    return found


def marks_until(state: dict[str, Any]) -> list[Steered]:
    """What the run was told until then, and the mark of the branch. The number of epochs is the new experiment's."""
    told, _ = steered_in(state)
    kept = [event for event in told if event.what != "epochs"]
    counters = state["counters"]
    mark = Steered(counters["step"], counters["ended"], "branched")
    return kept if mark in kept else [*kept, mark]


def _origin(parent: Path, step: int | None) -> _Origin:
    state, notes = _checkpoint(parent, step)
    earlier = state.get("branch")  # of a branch that was never taken up
    if earlier:
        return _Origin(state, files.from_toml(earlier["experiment"]), earlier["best"], notes)
    return _Origin(state, files.from_toml(state["experiment"]), _best_weights(parent, state), notes)


def _checkpoint(parent: Path, step: int | None) -> tuple[dict[str, Any], tuple[Problem, ...]]:
    try:
        listed = checkpoints.listed(parent)
        if step is not None:
            return _checkpoint_of(parent, step, listed), ()
        found = checkpoints.newest(parent, readable)
    except OSError as error:
        raise unreadable(parent, error) from None
    if found.state is None and listed:
        raise ExperimentError([
            problem("", "Nothing can be branched off {path}: every checkpoint in it is damaged.", "Train again.", path=parent)
        ])  # fmt: skip
    if found.state is None:
        raise no_checkpoint(parent)
    notes = tuple(
        problem("", "{path} is damaged. The branch begins at the checkpoint before it, after step {step}.", severity="warning",
                path=damaged, step=found.step)
        for damaged in found.damaged
    )  # fmt: skip
    return found.state, notes


def _checkpoint_of(parent: Path, step: int, listed: list[checkpoints.Checkpoint]) -> dict[str, Any]:
    if not listed:
        raise no_checkpoint(parent)
    steps = sorted({item.step for item in listed})
    if step not in steps:
        raise ExperimentError([
            problem("", "{path} has no checkpoint of step {step}.", "There are those of: {steps}.", path=parent, step=step,
                    steps=", ".join(map(str, steps)))
        ])  # fmt: skip
    for item in listed:
        state = checkpoints.read(item.path) if item.step == step else None
        if state is not None and readable(state):
            return state
    raise ExperimentError([
        problem("", "The checkpoint of step {step} in {path} is damaged.", "There are those of: {steps}.", path=parent, step=step,
                steps=", ".join(str(each) for each in steps if each != step) or "–")
    ])  # fmt: skip


def _best_weights(parent: Path, state: dict[str, Any]) -> dict[str, Tensor] | None:
    """Those of the best epoch until then: in its checkpoint, or in best.pth if no later epoch was better."""
    counters = state["counters"]
    if counters["best_step"] is None:
        return None
    if counters["best_step"] == counters["step"]:
        return judged_weights(state)
    other = checkpoints.at(parent, counters["best_step"])
    if other is not None and readable(other):
        return judged_weights(other)
    if any(row.judged < counters["best"] for row in epoch_rows(parent) if row.epoch > counters["ended"]):
        return None
    with suppress(ExperimentError):
        return read_weights(parent / "best.pth")
    return None


def _see_what_is_left(parent: Path, after: Experiment, ended: int) -> None:
    if after.training.epochs <= ended:
        raise ExperimentError([
            problem(
                "training.epochs", "{path} had made {ended} epochs by that checkpoint, and the experiment has {epochs} in all.",
                "Ask for more epochs (--epochs), or take an earlier checkpoint.", path=parent, ended=ended,
                epochs=after.training.epochs,
            )
        ])  # fmt: skip


def _see_what_fits(parent: Path, origin: _Origin, after: Experiment) -> None:
    """By the order and the types of the layers; sizes are compared when the branch is taken up."""
    state = origin.state["model"]
    if state and not new_names(origin.experiment, after).renamed(state):
        raise ExperimentError([nothing_fits(parent)])


def nothing_fits(parent: Path) -> Problem:
    """For a model that has nothing of the run's."""
    words = "No layer of this model takes over weights from {path}: none is of the same type and size at its place."
    return problem("model.layers", words, "Train it as a new run.", path=parent)


def _free(out: Path | None, experiment: Experiment) -> Path:
    """The folder, if nothing is trained in it."""
    if out is None:
        return new_run_dir(runs_dir(), experiment.name)
    if out.exists() and not out.is_dir():
        raise ExperimentError([problem("", "{path} is not a folder.", "Name another with --out.", path=out)])
    try:
        if any((out / name).exists() for name in ("experiment.toml", "metrics.csv")) or checkpoints.listed(out):
            raise ExperimentError([problem("", "{path} holds an earlier run.", "Name another folder.", path=out)])
        out.mkdir(parents=True, exist_ok=True)
    except OSError as error:
        raise cannot_write(out, error) from error
    return out


def _write(found: Branched, origin: _Origin, after: Experiment, checked: Checked) -> None:
    """The checkpoint first, experiment.toml almost last: what is cut off in between is no run."""
    path, state = found.path, origin.state
    told = marks_until(state)
    mark = {"run": str(found.parent), "experiment": files.to_toml(origin.experiment), "best": origin.best}
    changed = state | {"experiment": files.to_toml(after), "branch": mark}
    changed["steering"] = {"told": [list(astuple(event)) for event in told], "factor": steered_in(state)[1]}
    folder, alone = RunFolder(path), not any(path.iterdir())
    try:
        with lock(path / LOCK):
            checkpoints.write(path, found.step, changed, 1, None)
            _copy_steps(found, origin, after, checked)
            files.write_whole(path / NAME, _told(found).encode())
            folder.begin(after, state["history"], found.step, told)
            folder.log(f"branched off {found.parent} after step {found.step}: {_in_words(found.differences)}")
    except BaseException as error:
        folder.close()
        if alone:
            shutil.rmtree(path, ignore_errors=True)
        if isinstance(error, OSError):
            raise cannot_write(path, error) from error
        raise
    folder.close()


def _copy_steps(found: Branched, origin: _Origin, after: Experiment, checked: Checked) -> None:
    """What people can look at of the steps before, as far as it is of the same score and of the same layers."""
    rows = origin.state["history"]
    if checked.goal is not None and all(EpochDone(*row).metric == checked.goal.metric for row in rows[-1:]):
        step_files.copy(found.parent, found.path, step_files.STEPS, found.step)
    if _layers(origin.experiment) == _layers(after):
        step_files.copy(found.parent, found.path, step_files.DIAGNOSTICS, found.step)


def _layers(experiment: Experiment) -> list[tuple[str, str]]:
    return [(place.address, place.layer.type) for place, _ in ways_in(experiment.model.layers)]


def _told(found: Branched) -> str:
    row = {"run": str(found.parent.absolute()), "step": found.step, "epoch": found.epoch}
    return json.dumps(row | {"differences": [each.plain() for each in found.differences]}, indent=2, ensure_ascii=False)


def _in_words(found: Iterable[Difference]) -> str:
    return "; ".join(each.line() for each in found) or "nothing differs"
