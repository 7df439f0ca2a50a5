"""How a run begins: anew, or where its last whole checkpoint was taken."""

from __future__ import annotations

import time
from collections.abc import Iterator, Mapping
from dataclasses import fields
from pathlib import Path
from typing import Any

import torch
from torch import nn
from torch.optim.swa_utils import AveragedModel, get_ema_multi_avg_fn

from workbench.data.locations import runs_dir
from workbench.modules.team import Team
from workbench.modules.warm_up import WarmUp
from workbench.spec.experiment import Experiment
from workbench.training.branch_position import branched_off
from workbench.training.build import build_scheduler
from workbench.training.control import Control
from workbench.training.diagnostics import Diagnostics
from workbench.training.events import EpochDone, Event, Noticed, RunResumed, RunStarted, Steered
from workbench.training.learner import Learner, prepared
from workbench.training.position import restored
from workbench.training.resumable import resumable
from workbench.training.run import Run
from workbench.training.runs import RunFolder, new_run_dir
from workbench.training.saving import save_best
from workbench.training.steering import Rates
from workbench.training.steering_file import planned_epochs
from workbench.training.team import NoFolder, from_the_first


def begun_anew(
    experiment: Experiment, control: Control, data_dir: Path, folder: RunFolder | None, begun: list[Run], team: Team
) -> Iterator[Event]:
    """Prepare a run in its folder; it is put into ``begun`` before anything is written."""
    learner = yield from prepared(experiment, control, data_dir, team)
    if not team.leads:
        folder = NoFolder()
    run = _run(learner, folder or RunFolder(new_run_dir(runs_dir(), experiment.name)))
    begun.append(run)
    run.folder.begin(run.experiment)
    trace = run.checked.trace
    assert trace is not None
    _save_inputs(run)
    run.folder.log(
        f"started on {_started(run).way}, {trace.parameters:,} parameters, {trace.trainable:,} of them learn"
    )
    for address, fit, path in run.fits:
        run.folder.log(f"{address}: {len(fit.fitted)} tensors from {path}")
    yield _started(run)


def taken_up(
    path: Path, control: Control, data_dir: Path, changed: Mapping[str, Any], begun: list[Run], team: Team
) -> Iterator[Event]:
    """The same from the newest whole checkpoint of a run folder; from the start where there is none yet.

    ``changed`` has what :func:`workbench.training.resumable.resumable` takes.
    """
    with (RunFolder(path) if team.leads else NoFolder()).held() as folder:
        found = from_the_first(team, lambda: resumable(path, **changed))
        yield from (Noticed(item) for item in found.notes)
        if found.state is None:
            yield from begun_anew(found.experiment, control, data_dir, folder, begun, team)
            return
        learner = yield from prepared(found.experiment, control, data_dir, team)
        run = _run(learner, folder, found.planned_epochs)
        put_there = branched_off if found.is_branch else restored
        yield from (Noticed(item) for item in put_there(run, found.state))
        now = run.experiment.training.epochs
        if run.steered and now != (planned_epochs(run.steered) or run.planned_epochs):
            run.steered.append(Steered(run.step, run.ended, "epochs", now))
        folder.begin(run.plan, run.history, run.step, run.steered)
        begun.append(run)
    if found.is_branch:
        _save_inputs(run)
    folder.log(f"resumed after step {run.step} on {_started(run).way}")
    yield _started(run)
    yield RunResumed(run.step, run.ended, tuple(EpochDone(*row) for row in run.history), tuple(run.steered))
    yield from save_best(run)
    best = found.weights_of(run.best_step)
    if best:
        folder.save_weights("best", best)
    if run.step:
        folder.save_weights("last", run.weights())


def _run(learner: Learner, folder: RunFolder, planned: int | None = None) -> Run:
    """``planned``: the epochs of the plan, where there are others by now."""
    experiment, steps, now = learner.experiment, learner.data.steps_per_epoch, time.perf_counter()
    return Run(
        **{item.name: getattr(learner, item.name) for item in fields(Learner)},
        averaged=_averaged(experiment, learner.model),
        scheduler=build_scheduler(experiment, learner.optimizer, steps),
        warm_up=WarmUp(learner.optimizer, experiment.training.warmup(steps)),
        rates=Rates(learner.optimizer),
        folder=folder,
        started=now,
        saved_at=now,
        planned_epochs=planned or experiment.training.epochs,
        diagnostics=Diagnostics(experiment.training.diagnostics == "auto" and learner.team.leads),
    )


def _save_inputs(run: Run) -> None:
    """What is needed to judge samples without the data."""
    assert run.checked.facts is not None
    run.folder.save_facts(run.checked.facts)
    if run.data.pipeline.fitted:
        run.folder.save_learned(run.data.pipeline.state())


def _started(run: Run) -> RunStarted:
    data, trace = run.data, run.checked.trace
    assert trace is not None
    return RunStarted(
        run.folder.name, str(run.device), run.precision, data.classes, len(data.train_targets), len(data.validation),
        len(data.test), run.experiment.training.epochs, data.steps_per_epoch, trace.parameters, trace.trainable,
        run.experiment.training.memory_format, torch.get_num_threads() if run.device.type == "cpu" else 0,
    )  # fmt: skip


def _averaged(experiment: Experiment, model: nn.Module) -> AveragedModel | None:
    decay = experiment.training.ema_decay
    if decay is None:
        return None
    return AveragedModel(model, multi_avg_fn=get_ema_multi_avg_fn(decay), use_buffers=True)  # type: ignore[no-untyped-call]
