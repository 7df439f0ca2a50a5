"""``train``: from an experiment to weights, as a plain generator of events.

It reads like a PyTorch tutorial, and the exported script is its twin; a test compares the two, and both
with fifteen plain lines, bit for bit.
"""

from __future__ import annotations

import math
import time
import traceback
from collections.abc import Iterator
from dataclasses import dataclass, field
from pathlib import Path
from typing import Any

import torch
from torch import Tensor, nn
from torch.optim.swa_utils import AveragedModel, get_ema_multi_avg_fn

from workbench.data.locations import data_dir as chosen_data_dir
from workbench.data.locations import runs_dir
from workbench.modules.learning import train_mode
from workbench.modules.warm_up import WarmUp
from workbench.spec.experiment import Experiment
from workbench.spec.own_errors import own_problem
from workbench.spec.problems import ExperimentError, Problem, RunError, problem
from workbench.training.batches import Labelled
from workbench.training.build import build_scheduler
from workbench.training.control import Control, Stopped
from workbench.training.evaluate import evaluate
from workbench.training.events import (
    CheckpointSaved,
    EpochDone,
    Event,
    RunContinued,
    RunFailed,
    RunFinished,
    RunPaused,
    RunStarted,
    StepDone,
    WeightsReady,
)
from workbench.training.learner import Batches, Learner, prepared
from workbench.training.runs import RunFolder, new_run_dir

FLUSH_STEPS = 32
"""On a GPU the losses are read back in groups: reading one waits for the device."""


@dataclass(frozen=True)
class _Stepped:
    """What one step has to tell, still on the device: the mean loss, the sum of the score."""

    step: int
    loss: Tensor
    score: Tensor
    lr: float
    samples: int


@dataclass
class Run(Learner):
    """The moving parts of a run between two steps."""

    averaged: AveragedModel | None
    scheduler: Any
    warm_up: WarmUp
    folder: RunFolder
    started: float
    step: int = 0
    epoch: int = 0
    best: float = math.inf
    best_epoch: int | None = None
    waited: int = 0
    trained: int = 0
    busy: float = 0.0
    saved_at: float = 0.0
    saved_step: int = 0
    pending: list[_Stepped] = field(default_factory=list)

    @property
    def lr(self) -> float:
        """The learning rate of the next step, for layers that have no other."""
        group = self.optimizer.param_groups[0]
        return float(group["lr"] / group.get("lr_scale", 1.0)) * self.warm_up.factor()

    def named(self, score: float | None, prefix: str = "") -> dict[str, float | None]:
        """A mean score as the fields of an event, under its name; the other of the two is None."""
        return {f"{prefix}{name}": score if name == self.goal.metric else None for name in ("accuracy", "mae")}

    @property
    def judged(self) -> nn.Module:
        """The model that is evaluated and saved: the running mean, if one is kept."""
        return self.averaged.module if self.averaged else self.model

    def weights(self) -> dict[str, Tensor]:
        """Its state_dict."""
        return self.judged.state_dict()


def train(
    experiment: Experiment,
    control: Control | None = None,
    *,
    data_dir: Path | str | None = None,
    out: Path | None = None,
) -> Iterator[Event]:
    """Train, and tell about it. The last event is :class:`RunFinished` or :class:`RunFailed`; nothing is raised.

    ``out`` is the run folder (made if it is not there); without it, a new one under the user's runs.
    """
    control = control or Control()
    begun: list[Run] = []
    try:
        yield from _prepared(experiment, control, chosen_data_dir(data_dir), out, begun)
        yield from _epochs(begun[0])
        yield from _finished(begun[0], "early" if _waited_enough(begun[0]) else "done")
    except Stopped:
        yield from _stopped(begun)
    except ExperimentError as error:
        yield _failed(begun, error.problems, wrong_input=not begun)
    except RunError as error:
        yield _failed(begun, (error.problem,))
    except (RuntimeError, MemoryError, ValueError, OSError, ArithmeticError) as error:
        yield _failed(begun, (own_problem("", error) or in_words(error),), details=traceback.format_exc())
    except Exception as error:
        found = own_problem("", error)
        if found is None:
            raise
        yield _failed(begun, (found,), details=traceback.format_exc())
    finally:
        for run in begun:
            run.folder.close()


def _prepared(
    experiment: Experiment, control: Control, data_dir: Path, out: Path | None, begun: list[Run]
) -> Iterator[Event]:
    learner = yield from prepared(experiment, control, data_dir)
    folder = RunFolder(out or new_run_dir(runs_dir(), experiment.name), experiment)
    data, checked, now = learner.data, learner.checked, time.perf_counter()
    run = Run(
        **vars(learner),
        averaged=_averaged(experiment, learner.model),
        scheduler=build_scheduler(experiment, learner.optimizer, data.steps_per_epoch),
        warm_up=WarmUp(learner.optimizer, experiment.training.warmup(data.steps_per_epoch)),
        folder=folder,
        started=now,
        saved_at=now,
    )
    begun.append(run)
    assert checked.facts is not None and checked.trace is not None
    folder.save_facts(checked.facts)
    if data.pipeline.fitted:
        folder.save_learned(data.pipeline.state())
    folder.log(
        f"started on {run.device}, {run.precision}, {checked.trace.parameters:,} parameters, {checked.trace.trainable:,} of them learn"
    )
    for address, fit, path in run.fits:
        folder.log(f"{address}: {len(fit.fitted)} tensors from {path}")
    yield RunStarted(
        str(folder.path), str(run.device), run.precision, data.classes, len(data.train_targets), len(data.validation),
        len(data.test), experiment.training.epochs, data.steps_per_epoch, checked.trace.parameters, checked.trace.trainable,
    )  # fmt: skip


def _averaged(experiment: Experiment, model: nn.Module) -> AveragedModel | None:
    decay = experiment.training.ema_decay
    if decay is None:
        return None
    return AveragedModel(model, multi_avg_fn=get_ema_multi_avg_fn(decay), use_buffers=True)  # type: ignore[no-untyped-call]


def _epochs(run: Run) -> Iterator[Event]:
    for epoch in range(1, run.experiment.training.epochs + 1):
        run.epoch = epoch
        yield from _one_epoch(run)
        if _waited_enough(run):
            return


def _waited_enough(run: Run) -> bool:
    """Early stopping: so many epochs without a new best."""
    patience = run.experiment.training.early_stopping
    return patience is not None and run.waited >= patience


def _one_epoch(run: Run) -> Iterator[Event]:
    started, sums, trained = time.perf_counter(), _Sums(), run.trained
    train_mode(run.model)
    try:
        for batches in run.data.steps(run.epoch):
            yield from _between_steps(run)
            run.step += 1
            done = _step(run, batches)
            run.trained += done.samples
            run.pending.append(done)
            if run.device.type == "cpu" or len(run.pending) >= FLUSH_STEPS:
                yield from _flushed(run, sums)
        yield from _flushed(run, sums)
    finally:  # a run that is stopped here was busy, too
        seconds = time.perf_counter() - started
        run.busy += seconds
    yield from _epoch_done(run, sums, seconds, (run.trained - trained) / seconds)


def _step(run: Run, batches: Batches) -> _Stepped:
    """One step of the optimizer, over one batch or several."""
    lr = run.lr
    with run.warm_up:
        loss, score = run.optimize(batches)
    if run.averaged:
        run.averaged.update_parameters(run.model)
    if run.scheduler and run.experiment.training.scheduler.interval == "step":  # type: ignore[union-attr]
        run.scheduler.step()
    return _Stepped(run.step, loss, score, lr, sum(len(targets) for _, targets in batches))


@dataclass
class _Sums:
    """Running sums of an epoch, over samples."""

    loss: float = 0.0
    score: float = 0.0
    count: int = 0


def _flushed(run: Run, sums: _Sums) -> Iterator[Event]:
    """Read back the losses of the pending steps, and stop at the first that is not a number."""
    pending, run.pending = run.pending, []
    for done in pending:
        loss, score = done.loss.item(), done.score.item()
        if not math.isfinite(loss):
            raise RunError(_not_finite(loss, done.step, run.epoch))
        sums.loss += loss * done.samples
        sums.score += score
        sums.count += done.samples
        yield StepDone(done.step, run.epoch, loss, lr=done.lr, samples=done.samples, **run.named(score / done.samples))


def _not_finite(loss: float, step: int, epoch: int) -> Problem:
    return problem(
        "training.optimizer.lr", "The loss became {loss} in step {step} (epoch {epoch}).",
        "Use a smaller learning rate, or normalise the data. The weights saved before are whole.",
        loss=loss, step=step, epoch=epoch,
    )  # fmt: skip


def _epoch_done(run: Run, sums: _Sums, seconds: float, rate: float) -> Iterator[Event]:
    train_loss, train_score = sums.loss / sums.count, sums.score / sums.count
    loss, score = _evaluated(run, run.data.validation)
    lr = run.lr
    judged = train_loss if loss is None else loss
    _schedule_epoch(run, judged, train_score if score is None else score)
    done = EpochDone(
        run.epoch, run.step, train_loss, validation_loss=loss, lr=lr, seconds=seconds, samples_per_second=rate,
        **run.named(train_score, "train_"), **run.named(score, "validation_"),
    )  # fmt: skip
    run.folder.log_epoch(done)
    yield done
    if judged < run.best:
        run.best, run.best_epoch, run.waited = judged, run.epoch, 0
        yield _saved(run, "best")
    else:
        run.waited += 1
    yield _saved(run, "last")


def _schedule_epoch(run: Run, loss: float, score: float) -> None:
    scheduler = run.experiment.training.scheduler
    if scheduler is None or scheduler.interval != "epoch":
        return
    if not scheduler.needs_metric:
        run.scheduler.step()
    else:
        run.scheduler.step(score if getattr(scheduler, "mode", "min") == "max" else loss)


def _evaluated(run: Run, part: Labelled) -> tuple[float | None, float | None]:
    if not len(part):
        return None, None
    with run.autocast():
        return evaluate(run.judged, part.inputs, part.targets, run.criterion, run.score)


def _saved(run: Run, kind: str) -> CheckpointSaved:
    path = run.folder.save_weights(kind, run.weights())
    run.saved_at, run.saved_step = time.perf_counter(), run.step
    return CheckpointSaved(str(path), kind, run.epoch, run.step)


def _between_steps(run: Run) -> Iterator[Event]:
    """Where a run listens: stop, pause, a request for the weights, the time to save."""
    run.control.raise_if_stopped()
    if run.control.take_weights_wanted():
        yield _copy(run)
    plan = run.experiment.training.checkpoint
    due = run.step - run.saved_step >= plan.every_steps or time.perf_counter() - run.saved_at >= plan.every_seconds
    if due and run.step > run.saved_step:
        yield _saved(run, "last")
    if run.control.pausing:
        yield from _paused(run)


def _paused(run: Run) -> Iterator[Event]:
    yield _saved(run, "last")
    yield RunPaused(run.step)
    while run.control.wait_while_paused():
        if run.control.take_weights_wanted():
            yield _copy(run)
    run.control.raise_if_stopped()
    yield RunContinued(run.step)


def _copy(run: Run) -> WeightsReady:
    return WeightsReady(run.step, {k: v.detach().to("cpu", copy=True).numpy() for k, v in run.weights().items()})


def _finished(run: Run, reason: str) -> Iterator[Event]:
    """The last event: test figures of the last weights, unless the run was stopped (then at once)."""
    test: dict[str, float] = {}
    if reason != "stopped":
        loss, score = _evaluated(run, run.data.test)
        test = {} if loss is None or score is None else {"loss": loss, run.goal.metric: score}
    yield _copy(run)
    seconds = time.perf_counter() - run.started
    done = RunFinished(
        reason, str(run.folder.path), test, seconds, run.trained / run.busy if run.busy else 0.0,
        run.epoch - 1 if reason == "stopped" else run.epoch, run.step, run.best_epoch,
    )  # fmt: skip
    run.folder.finish(done.plain())
    run.folder.log(f"finished: {reason}")
    yield done


def _stopped(begun: list[Run]) -> Iterator[Event]:
    if not begun:
        yield RunFinished("stopped", "", {}, 0.0, 0.0, 0, 0)
        return
    run = begun[0]
    if run.step:
        yield _saved(run, "last")
    yield from _finished(run, "stopped")


def _failed(begun: list[Run], problems: tuple[Problem, ...], wrong_input: bool = False, details: str = "") -> RunFailed:
    run_dir = str(begun[0].folder.path) if begun else ""
    if begun:
        begun[0].folder.log("failed: " + "; ".join(item.line() for item in problems) + f"\n{details}")
    return RunFailed(problems, run_dir, wrong_input, details)


def in_words(error: BaseException) -> Problem:
    """Errors that PyTorch raises while running, as a sentence."""
    text = str(error).strip()
    if (
        isinstance(error, MemoryError | torch.OutOfMemoryError)
        or "not enough memory" in text
        or "allocate memory" in text
    ):
        return problem("data.batch_size", "The memory is full.", "Use a smaller batch or a smaller model.")
    first = text.splitlines()[0] if text else type(error).__name__
    return problem("", "Training failed: {reason}.", "The log has the details.", reason=first.rstrip("."))
