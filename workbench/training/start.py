"""Where a run takes place: in this process, or in processes of its own. The terminal and the window begin runs here, and branches."""

from __future__ import annotations

import shutil
from collections.abc import Iterator
from dataclasses import astuple
from pathlib import Path

import torch

from workbench.spec.experiment import Experiment
from workbench.spec.overrides import overridden
from workbench.spec.problems import ExperimentError
from workbench.training.branching import branched
from workbench.training.control import Control
from workbench.training.events import Event, Noticed, Preparing, RunBranched, RunFailed, RunFinished, RunStarted
from workbench.training.failures import failed_by
from workbench.training.launch import job_of, launched
from workbench.training.loop import resume, train
from workbench.training.runs import read_run
from workbench.training.team_problems import team_problems


def start(
    experiment: Experiment,
    control: Control,
    *,
    data_dir: Path | str | None = None,
    out: Path | None = None,
    isolated: bool = False,
    node_rank: int = 0,
) -> Iterator[Event]:
    """As :func:`workbench.training.loop.train`; several processes, and one that is ``isolated``, are started for it.

    ``node_rank`` is the number of this machine among several, from 0.
    """
    if not isolated and experiment.training.workers == 1:
        return train(experiment, control, data_dir=data_dir, out=out)
    if wrong := tuple(item for item in team_problems(experiment) if item.severity == "error"):
        return iter([RunFailed(wrong, wrong_input=True)])
    job = job_of(experiment, threads=_threads(experiment), out=out, data_dir=data_dir, node_rank=node_rank)
    job["steer"] = [list(astuple(event)) for event in control.planned]
    control.repeat(())  # the first of the processes does it
    return launched(job, control)


def go_on(
    path: Path,
    control: Control,
    *,
    epochs: int | None = None,
    device: str | None = None,
    threads: int | None = None,
    processes: int | None = None,
    data_dir: Path | str | None = None,
    isolated: bool = False,
    node_rank: int = 0,
) -> Iterator[Event]:
    """As :func:`workbench.training.loop.resume`; the rest as in :func:`start`."""
    chosen = {"device": device, "threads": threads, "processes": processes}
    try:
        experiment = overridden(read_run(path), [f"training.{name}={value}" for name, value in chosen.items() if value])
    except ExperimentError as error:
        return iter([RunFailed(error.problems, wrong_input=True)])
    if not isolated and experiment.training.workers == 1:
        return resume(
            path, control, epochs=epochs, device=device, threads=threads, processes=processes, data_dir=data_dir
        )
    if wrong := tuple(item for item in team_problems(experiment) if item.severity == "error"):
        return iter([RunFailed(wrong, wrong_input=True)])
    job = job_of(
        experiment, threads=_threads(experiment), run_dir=path, data_dir=data_dir, epochs=epochs, device=device,
        node_rank=node_rank,
    )  # fmt: skip
    return launched(job, control)


def branch(
    parent: Path,
    experiment: Experiment,
    control: Control,
    *,
    step: int | None = None,
    data_dir: Path | str | None = None,
    out: Path | None = None,
    isolated: bool = False,
    node_rank: int = 0,
) -> Iterator[Event]:
    """Branch another experiment off a run (:func:`workbench.training.branching.branched`), and go on with it.

    Of a branch that cannot be taken up, no folder is left.
    """
    made = out is None or not out.exists()
    yield Preparing("reading the checkpoint")
    try:
        found = branched(parent, experiment, out, step=step, data_dir=data_dir)
    except Exception as error:  # noqa: BLE001 - nothing may come out of here but events
        yield failed_by(error, [], experiment)
        return
    yield RunBranched(
        str(found.path), str(parent), found.step, found.epoch, tuple(each.line() for each in found.differences)
    )
    yield from map(Noticed, found.notes)
    begun = False
    for event in go_on(found.path, control, data_dir=data_dir, isolated=isolated, node_rank=node_rank):
        begun = begun or isinstance(event, RunStarted)
        if isinstance(event, RunFailed | RunFinished) and made and not begun:
            shutil.rmtree(found.path, ignore_errors=True)
        yield event


def _threads(experiment: Experiment) -> int:
    """Of each process: those of PyTorch are divided among the processes of this machine."""
    return experiment.training.threads or max(1, torch.get_num_threads() // experiment.training.processes)
