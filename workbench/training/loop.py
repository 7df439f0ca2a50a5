"""``train``: from an experiment to weights, as a plain generator of events.

It reads like a PyTorch tutorial, and the exported script is its twin; a test compares the two, and both
with fifteen plain lines, bit for bit.
"""

from __future__ import annotations

import math
import time
import traceback
from collections.abc import Iterator
from contextlib import closing
from dataclasses import astuple, dataclass, field
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
    Noticed,
    RunContinued,
    RunFailed,
    RunFinished,
    RunPaused,
    RunResumed,
    RunStarted,
    StepDone,
    WeightsReady,
)
from workbench.training.learner import Batches, Learner, prepared
from workbench.training.position import captured, restored
from workbench.training.resumable import resumable
from workbench.training.runs import RunFolder, new_run_dir

SAVING_SHARE = 0.05
"""Checkpoints at the ends of epochs take no more of the time than this."""

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
class _Sums:
    """Running sums of an epoch, over samples."""

    loss: float = 0.0
    score: float = 0.0
    count: int = 0
    seconds: float = 0.0


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
    ended: int = 0
    """Whole epochs."""
    epoch_step: int = 0
    """Steps of the epoch at hand."""
    best: float = math.inf
    best_epoch: int | None = None
    best_step: int | None = None
    waited: int = 0
    trained: int = 0
    busy: float = 0.0
    """Seconds of the whole epochs; those of the one at hand are in ``sums``, and on the clock since ``epoch_began``."""
    epoch_began: float | None = None
    saved_at: float = 0.0
    saved_step: int | None = None
    saving: float = 0.0
    """Seconds that the last checkpoint took."""
    sums: _Sums = field(default_factory=_Sums)
    history: list[list[Any]] = field(default_factory=list)
    pending: list[_Stepped] = field(default_factory=list)

    @property
    def seconds(self) -> float:
        """Since the start; of a run that was resumed, without the time in between."""
        return time.perf_counter() - self.started

    @property
    def epoch_seconds(self) -> float:
        """What the steps of the epoch at hand have taken so far."""
        return self.sums.seconds + (time.perf_counter() - self.epoch_began if self.epoch_began is not None else 0.0)

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
    folder = RunFolder(out) if out else None
    yield from _told(begun, _prepared(experiment, control, chosen_data_dir(data_dir), folder, begun))


def resume(
    path: Path,
    control: Control | None = None,
    *,
    epochs: int | None = None,
    device: str | None = None,
    data_dir: Path | str | None = None,
) -> Iterator[Event]:
    """Go on with the run of a folder where its last whole checkpoint was taken; tells like :func:`train`.

    ``epochs`` is how many it shall have in all; ``device`` is another place to compute.
    """
    control = control or Control()
    begun: list[Run] = []
    yield from _told(begun, _taken_up(path, control, chosen_data_dir(data_dir), epochs, device, begun))


def _told(begun: list[Run], preparing: Iterator[Event]) -> Iterator[Event]:
    """Prepare a run and drive it to its end; what goes wrong becomes the last event."""
    try:
        yield from preparing
        yield from _driven(begun[0])
    except Stopped:
        yield RunFinished("stopped", "", {}, 0.0, 0.0, 0, 0)
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


def _driven(run: Run) -> Iterator[Event]:
    try:
        yield from _epochs(run)
    except Stopped:
        yield from _flushed(run)
        yield from _kept(run)
        yield from _finished(run, "stopped")
    else:
        yield from _finished(run, "early" if _waited_enough(run) else "done")


def _prepared(
    experiment: Experiment, control: Control, data_dir: Path, folder: RunFolder | None, begun: list[Run]
) -> Iterator[Event]:
    learner = yield from prepared(experiment, control, data_dir)
    run = _run(learner, folder or RunFolder(new_run_dir(runs_dir(), experiment.name)))
    begun.append(run)
    run.folder.begin(experiment)
    data, trace = run.data, run.checked.trace
    assert run.checked.facts is not None and trace is not None
    run.folder.save_facts(run.checked.facts)
    if data.pipeline.fitted:
        run.folder.save_learned(data.pipeline.state())
    run.folder.log(
        f"started on {run.device}, {run.precision}, {trace.parameters:,} parameters, {trace.trainable:,} of them learn"
    )
    for address, fit, path in run.fits:
        run.folder.log(f"{address}: {len(fit.fitted)} tensors from {path}")
    yield _started(run)


def _taken_up(
    path: Path, control: Control, data_dir: Path, epochs: int | None, device: str | None, begun: list[Run]
) -> Iterator[Event]:
    with RunFolder(path).held() as folder:
        found = resumable(path, epochs, device)
        yield from (Noticed(item) for item in found.notes)
        if found.state is None:
            yield from _prepared(found.experiment, control, data_dir, folder, begun)
            return
        learner = yield from prepared(found.experiment, control, data_dir)
        run = _run(learner, folder)
        yield from (Noticed(item) for item in restored(run, found.state))
        folder.begin(found.experiment, run.history)
        begun.append(run)
    folder.log(f"resumed after step {run.step} on {run.device}, {run.precision}")
    yield _started(run)
    yield RunResumed(run.step, run.ended, tuple(EpochDone(*row) for row in run.history))
    best = found.weights_of(run.best_step)
    if best:
        folder.save_weights("best", best)
    if run.step:
        folder.save_weights("last", run.weights())


def _run(learner: Learner, folder: RunFolder) -> Run:
    experiment, steps, now = learner.experiment, learner.data.steps_per_epoch, time.perf_counter()
    return Run(
        **vars(learner),
        averaged=_averaged(experiment, learner.model),
        scheduler=build_scheduler(experiment, learner.optimizer, steps),
        warm_up=WarmUp(learner.optimizer, experiment.training.warmup(steps)),
        folder=folder,
        started=now,
        saved_at=now,
    )


def _started(run: Run) -> RunStarted:
    data, trace = run.data, run.checked.trace
    assert trace is not None
    return RunStarted(
        str(run.folder.path), str(run.device), run.precision, data.classes, len(data.train_targets), len(data.validation),
        len(data.test), run.experiment.training.epochs, data.steps_per_epoch, trace.parameters, trace.trainable,
    )  # fmt: skip


def _averaged(experiment: Experiment, model: nn.Module) -> AveragedModel | None:
    decay = experiment.training.ema_decay
    if decay is None:
        return None
    return AveragedModel(model, multi_avg_fn=get_ema_multi_avg_fn(decay), use_buffers=True)  # type: ignore[no-untyped-call]


def _epochs(run: Run) -> Iterator[Event]:
    while run.ended < run.experiment.training.epochs and not _waited_enough(run):
        run.epoch = run.ended + 1
        yield from _one_epoch(run)


def _waited_enough(run: Run) -> bool:
    """Early stopping: so many epochs without a new best."""
    patience = run.experiment.training.early_stopping
    return patience is not None and run.waited >= patience


def _one_epoch(run: Run) -> Iterator[Event]:
    run.epoch_began = time.perf_counter()
    train_mode(run.model)
    try:
        with closing(run.data.steps(run.epoch, run.epoch_step)) as steps:
            for batches in steps:
                yield from _between_steps(run)
                run.step += 1
                run.epoch_step += 1
                done = _step(run, batches)
                run.trained += done.samples
                run.pending.append(done)
                if run.device.type == "cpu" or len(run.pending) >= FLUSH_STEPS:
                    yield from _flushed(run)
        yield from _flushed(run)
    finally:  # a run that is stopped here was busy, too
        run.sums.seconds, run.epoch_began = run.epoch_seconds, None
    yield from (Noticed(item) for item in run.data.new_notes())
    yield from _epoch_done(run)


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


def _flushed(run: Run) -> Iterator[Event]:
    """Read back the losses of the pending steps, and stop at the first that is not a number."""
    pending, run.pending, sums = run.pending, [], run.sums
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


def _epoch_done(run: Run) -> Iterator[Event]:
    sums = run.sums
    train_loss, train_score = sums.loss / sums.count, sums.score / sums.count
    loss, score = _evaluated(run, run.data.validation)
    lr = run.lr
    judged = train_loss if loss is None else loss
    _schedule_epoch(run, judged, train_score if score is None else score)
    done = EpochDone(
        run.epoch, run.step, train_loss, validation_loss=loss, lr=lr, seconds=sums.seconds,
        samples_per_second=sums.count / sums.seconds, **run.named(train_score, "train_"), **run.named(score, "validation_"),
    )  # fmt: skip
    better = judged < run.best
    if better:
        run.best, run.best_epoch, run.best_step, run.waited = judged, run.epoch, run.step, 0
    else:
        run.waited += 1
    run.ended, run.epoch_step, run.busy, run.sums = run.epoch, 0, run.busy + sums.seconds, _Sums()
    run.history.append(list(astuple(done)))
    if _worth_it(run):
        _checkpoint(run)
    run.folder.log_epoch(done)
    yield done
    if better:
        yield _saved(run, "best")
    yield _saved(run, "last")


def _worth_it(run: Run) -> bool:
    """Whether an epoch ends with a checkpoint: not where epochs are so short that most of the time would go into writing."""
    last = run.ended == run.experiment.training.epochs or _waited_enough(run)
    return last or run.saved_step is None or run.saving <= SAVING_SHARE * (time.perf_counter() - run.saved_at)


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
    """Write the weights that people use."""
    return CheckpointSaved(str(run.folder.save_weights(kind, run.weights())), kind, run.epoch, run.step)


def _checkpoint(run: Run) -> None:
    """Write all that the run needs to go on from here. Nothing may be pending."""
    begun = time.perf_counter()
    keep = run.experiment.training.checkpoint.keep
    run.folder.save_checkpoint(run.step, captured(run), keep, run.best_step)
    run.saved_at, run.saved_step = time.perf_counter(), run.step
    run.saving = run.saved_at - begun


def _kept(run: Run) -> Iterator[Event]:
    """A checkpoint, and the weights."""
    yield from _flushed(run)
    _checkpoint(run)
    if run.step:
        yield _saved(run, "last")


def _between_steps(run: Run) -> Iterator[Event]:
    """Where a run listens: stop, pause, a request for the weights, the time to save."""
    run.control.raise_if_stopped()
    if run.control.take_weights_wanted():
        yield _copy(run)
    plan = run.experiment.training.checkpoint
    saved = run.saved_step or 0
    due = run.step - saved >= plan.every_steps or time.perf_counter() - run.saved_at >= plan.every_seconds
    if due and run.step > saved:
        yield from _kept(run)
    if run.control.pausing:
        yield from _paused(run)


def _paused(run: Run) -> Iterator[Event]:
    yield from _kept(run)
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
    busy = run.busy + run.sums.seconds
    done = RunFinished(
        reason, str(run.folder.path), test, run.seconds, run.trained / busy if busy else 0.0, run.ended, run.step,
        run.best_epoch,
    )  # fmt: skip
    run.folder.finish(done.plain())
    run.folder.log(f"finished: {reason}")
    yield done


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
