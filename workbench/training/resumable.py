"""Whether the run of a folder can go on, and from where."""

from __future__ import annotations

from contextlib import suppress
from dataclasses import dataclass, field
from pathlib import Path
from typing import Any

from torch import Tensor

from workbench.spec import files
from workbench.spec.experiment import Experiment
from workbench.spec.overrides import overridden
from workbench.spec.problems import ExperimentError, Problem, problem
from workbench.training import checkpoints
from workbench.training.branch_points import FOUND_OUT
from workbench.training.position import judged_weights, readable, steered_in
from workbench.training.runs import read_run
from workbench.training.steering_file import planned_epochs
from workbench.training.unfinished import ended_epochs, read_summary

FREE = ("epochs", "device", "threads", "processes", "nodes", "address", "checkpoint", "diagnostics", "tensorboard")
"""What of the training may be otherwise after the run has begun."""


@dataclass(frozen=True)
class Resumable:
    """``state`` is that of the checkpoint; None where the run had not come to the first one, and begins anew."""

    path: Path
    experiment: Experiment
    state: dict[str, Any] | None
    notes: tuple[Problem, ...] = field(default=())
    planned_epochs: int | None = None
    """Those of the plan that the run began with, where it was steered since: another number is one of the changes."""

    def weights_of(self, step: int | None) -> dict[str, Tensor] | None:
        """The weights that were judged at that step, if its checkpoint is there and whole."""
        if step is None or self.state is None:
            return None
        state = self.state if self.state["counters"]["step"] == step else checkpoints.at(self.path, step)
        return judged_weights(state) if state and readable(state) and not _is_branch(state) else None

    @property
    def is_branch(self) -> bool:
        """Whether the state is that of another experiment (:mod:`workbench.training.branching`)."""
        return self.state is not None and _is_branch(self.state)


def _is_branch(state: dict[str, Any]) -> bool:
    return "branch" in state


def resumable(
    path: Path,
    epochs: int | None = None,
    device: str | None = None,
    threads: int | None = None,
    processes: int | None = None,
) -> Resumable:
    """Find out; ``epochs`` is how many the run shall have in all. Raises :class:`ExperimentError`."""
    planned = read_run(path)
    wanted = {"epochs": epochs, "device": device, "threads": threads, "processes": processes}
    settings = [f"training.{name}={value}" for name, value in wanted.items() if value]
    experiment = overridden(planned, settings)
    try:
        found = checkpoints.newest(path, readable)
    except OSError as error:
        reason = error.strerror or str(error)
        raise _cannot(
            path, "{path} cannot be read: {reason}.", "Check the name and the rights.", reason=reason
        ) from None
    if found.state is None:
        return _without_state(path, experiment, found)
    told, _ = steered_in(found.state)
    steered = planned_epochs(told)
    if steered is not None and epochs is None:
        experiment = overridden(experiment, [f"training.epochs={steered}"])
    _compare(path, experiment, found.state)
    _see_what_is_left(path, experiment, found.state)
    checkpoints.put_aside(found.damaged)
    notes = tuple(
        problem("", "{path} is damaged. The run goes on from the checkpoint before it, after step {step}.",
                "The steps since then are made again.", severity="warning", path=damaged, step=found.step)
        for damaged in found.damaged
    )  # fmt: skip
    return Resumable(path, experiment, found.state, notes, planned.training.epochs if told else None)


def _without_state(path: Path, experiment: Experiment, found: checkpoints.Found) -> Resumable:
    if found.damaged:
        raise _cannot(
            path, "{path} cannot go on: every checkpoint in it is damaged.", "Train again; the weights may be whole."
        )
    if ended_epochs(path):
        raise _cannot(path, "{path} cannot go on: there is no checkpoint in it.", "Train again.")
    words = "The run had no checkpoint yet. It begins again at the first step."
    return Resumable(path, experiment, None, (problem("", words, severity="warning"),))


def _compare(path: Path, experiment: Experiment, state: dict[str, Any]) -> None:
    """The checkpoint must be of this experiment; how long it trains, where, by how many, when it saves and how it reads may be
    otherwise."""
    with suppress(ExperimentError):
        before = files.from_toml(state["experiment"])
        now = experiment.training
        free = (*FREE, *FOUND_OUT) if _is_branch(state) else FREE  # a branch may find it out when it is taken up
        same = before.training.replace(**{name: getattr(now, name) for name in free})
        read = before.data.replace(memory=experiment.data.memory, num_workers=experiment.data.num_workers)
        if before.replace(training=same, name=experiment.name, data=read) == experiment:
            return
    raise _cannot(
        path, "{path} was changed since the run began, so its checkpoints do not fit it.", "Train it as a new run.",
        file="experiment.toml",
    )  # fmt: skip


def _see_what_is_left(path: Path, experiment: Experiment, state: dict[str, Any]) -> None:
    """Refuse a run that has nothing left to do, and one that shall end before where it is."""
    counters, training = state["counters"], experiment.training
    ended, patience = counters["ended"], training.early_stopping
    summary = read_summary(path) or {}
    if patience is not None and counters["waited"] >= patience and summary.get("reason") == "early":
        raise _cannot(
            path, "{path} is finished: it stopped early after epoch {ended}, as the loss fell no more.",
            "To go further, train it as a new run with a larger early_stopping.", ended=ended,
        )  # fmt: skip
    if training.epochs < ended + bool(counters["epoch_step"]):
        raise _cannot(
            path, "{path} has come further than {epochs} epochs.", "Name more epochs.", epochs=training.epochs
        )
    if training.epochs == ended and summary.get("reason") == "done":
        raise _cannot(
            path, "{path} is finished: it has made all of its {ended} epochs.", "To train it further, name more epochs (--epochs).",
            ended=ended,
        )  # fmt: skip


def _cannot(path: Path, what: str, remedy: str, file: str = "", **values: Any) -> ExperimentError:
    return ExperimentError([problem("", what, remedy, path=path / file if file else path, **values)])
