"""``train``: from an experiment to weights, as a plain generator of events.

It reads like a PyTorch tutorial, and the exported script is its twin; a test compares the two, and both
with fifteen plain lines, bit for bit.
"""

from __future__ import annotations

import math
import time
import traceback
from collections.abc import Callable, Iterator
from contextlib import AbstractContextManager
from dataclasses import dataclass, field
from pathlib import Path
from typing import Any

import torch
from torch import Tensor, nn

from workbench.data.locations import data_dir as chosen_data_dir
from workbench.data.locations import runs_dir
from workbench.spec.experiment import Experiment
from workbench.spec.problems import ExperimentError, Problem, RunError, problem
from workbench.training import device as machine
from workbench.training.batches import Labelled, RunData, load_run_data
from workbench.training.build import build_model, build_optimizer, build_scheduler, one_hot
from workbench.training.check import check, raise_errors
from workbench.training.control import Control, Stopped
from workbench.training.evaluate import evaluate
from workbench.training.events import (
    CheckpointSaved,
    EpochDone,
    Event,
    Noticed,
    Preparing,
    RunContinued,
    RunFailed,
    RunFinished,
    RunPaused,
    RunStarted,
    StepDone,
    WeightsReady,
)
from workbench.training.runs import RunFolder, new_run_dir
from workbench.training.telling import told

FLUSH_STEPS = 32
"""On a GPU the losses are read back in groups: reading one waits for the device."""


@dataclass
class Run:
    """The moving parts of a run between two steps."""

    experiment: Experiment
    control: Control
    data: RunData
    model: nn.Sequential
    criterion: Callable[[Tensor, Tensor], Tensor]
    optimizer: torch.optim.Optimizer
    scheduler: Any
    device: torch.device
    precision: str
    folder: RunFolder
    started: float
    step: int = 0
    epoch: int = 0
    best: float = math.inf
    best_epoch: int | None = None
    trained: int = 0
    busy: float = 0.0
    saved_at: float = 0.0
    saved_step: int = 0
    pending: list[tuple[int, Tensor, Tensor, float, int]] = field(default_factory=list)
    scaler: Any = None

    @property
    def lr(self) -> float:
        """The learning rate of the first parameter group."""
        return float(self.optimizer.param_groups[0]["lr"])

    def autocast(self) -> AbstractContextManager[Any]:
        """What the forward pass runs under."""
        return machine.autocast(self.device, self.precision)

    def weights(self) -> dict[str, Tensor]:
        """The model's state_dict."""
        return self.model.state_dict()


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
        yield from _finished(begun[0], "done")
    except Stopped:
        yield from _stopped(begun)
    except ExperimentError as error:
        yield _failed(begun, error.problems, wrong_input=not begun)
    except RunError as error:
        yield _failed(begun, (error.problem,))
    except (RuntimeError, MemoryError, ValueError, OSError, ArithmeticError) as error:
        yield _failed(begun, (_in_words(error),), details=traceback.format_exc())
    finally:
        for run in begun:
            run.folder.close()


def _prepared(
    experiment: Experiment, control: Control, data_dir: Path, out: Path | None, begun: list[Run]
) -> Iterator[Event]:
    checked = check(experiment, data_dir)
    raise_errors(checked)
    for item in checked.problems:
        yield Noticed(item)
    machine.keep_freed_memory()
    device = machine.resolve_device(experiment.training.device)
    precision = machine.resolve_precision(experiment.training.precision, device)
    data = yield from told(lambda tell: load_run_data(experiment, data_dir, device, tell), control)
    for item in data.notes:
        yield Noticed(item)
    yield Preparing("building the model")
    torch.manual_seed(experiment.seed)
    assert checked.trace is not None
    model = build_model(checked.trace.calls).to(device)
    optimizer = build_optimizer(experiment.training.optimizer, model, device)
    folder = RunFolder(out or new_run_dir(runs_dir(), experiment.name), experiment)
    run = Run(
        experiment, control, data, model, _criterion(experiment, len(data.classes), device), optimizer,
        build_scheduler(experiment, optimizer, data.steps_per_epoch), device, precision, folder, time.perf_counter(),
    )  # fmt: skip
    run.saved_at = run.started
    if precision == "float16" and device.type == "cuda":
        run.scaler = torch.amp.GradScaler("cuda")
    begun.append(run)
    folder.log(f"started on {device}, {precision}, {checked.trace.parameters:,} parameters")
    yield RunStarted(
        str(folder.path), str(device), precision, data.classes, len(data.train_targets), len(data.validation),
        len(data.test), experiment.training.epochs, data.steps_per_epoch, checked.trace.parameters,
    )  # fmt: skip


def _criterion(experiment: Experiment, classes: int, device: torch.device) -> Callable[[Tensor, Tensor], Tensor]:
    loss = experiment.training.loss
    module: nn.Module = loss.call().build().to(device)
    if type(loss).targets == "index":
        return module
    return lambda scores, targets: module(scores, one_hot(targets, classes))


def _epochs(run: Run) -> Iterator[Event]:
    for epoch in range(1, run.experiment.training.epochs + 1):
        run.epoch = epoch
        yield from _one_epoch(run)


def _one_epoch(run: Run) -> Iterator[Event]:
    started, sums, trained = time.perf_counter(), _Sums(), run.trained
    run.model.train()
    for images, targets in run.data.batches(run.epoch):
        yield from _between_steps(run)
        run.step += 1
        run.trained += len(targets)
        run.pending.append(_step(run, images, targets))
        if run.device.type == "cpu" or len(run.pending) >= FLUSH_STEPS:
            yield from _flushed(run, sums)
    yield from _flushed(run, sums)
    seconds = time.perf_counter() - started
    run.busy += seconds
    yield from _epoch_done(run, sums, seconds, (run.trained - trained) / seconds)


def _step(run: Run, images: Tensor, targets: Tensor) -> tuple[int, Tensor, Tensor, float, int]:
    """One step: forward, loss, backward, optimizer. Returns what :class:`StepDone` tells, still on the device."""
    lr = run.lr
    run.optimizer.zero_grad()
    with run.autocast():
        scores = run.model(images)
        loss = run.criterion(scores, targets)
    if run.scaler:
        run.scaler.scale(loss).backward()
        run.scaler.step(run.optimizer)
        run.scaler.update()
    else:
        loss.backward()  # type: ignore[no-untyped-call]
        run.optimizer.step()
    if run.scheduler and run.experiment.training.scheduler.interval == "step":  # type: ignore[union-attr]
        run.scheduler.step()
    correct = (scores.detach().argmax(1) == targets).sum()
    return run.step, loss.detach(), correct, lr, len(targets)


@dataclass
class _Sums:
    """Running sums of an epoch, over samples."""

    loss: float = 0.0
    correct: int = 0
    count: int = 0


def _flushed(run: Run, sums: _Sums) -> Iterator[Event]:
    """Read back the losses of the pending steps, and stop at the first that is not a number."""
    pending, run.pending = run.pending, []
    for step, loss_tensor, correct_tensor, lr, count in pending:
        loss, correct = loss_tensor.item(), int(correct_tensor)
        if not math.isfinite(loss):
            raise RunError(_not_finite(loss, step, run.epoch))
        sums.loss += loss * count
        sums.correct += correct
        sums.count += count
        yield StepDone(step, run.epoch, loss, correct / count, lr, count)


def _not_finite(loss: float, step: int, epoch: int) -> Problem:
    return problem(
        "training.optimizer.lr", "The loss became {loss} in step {step} (epoch {epoch}).",
        "Use a smaller learning rate, or normalise the data. The weights saved before are whole.",
        loss=loss, step=step, epoch=epoch,
    )  # fmt: skip


def _epoch_done(run: Run, sums: _Sums, seconds: float, rate: float) -> Iterator[Event]:
    train_loss, train_accuracy = sums.loss / sums.count, sums.correct / sums.count
    loss, accuracy = _evaluated(run, run.data.validation)
    lr = run.lr
    _schedule_epoch(run, train_loss if loss is None else loss, train_accuracy if accuracy is None else accuracy)
    done = EpochDone(run.epoch, run.step, train_loss, train_accuracy, loss, accuracy, lr, seconds, rate)
    run.folder.log_epoch(done)
    yield done
    judged = train_loss if loss is None else loss
    if judged < run.best:
        run.best, run.best_epoch = judged, run.epoch
        yield _saved(run, "best")
    yield _saved(run, "last")


def _schedule_epoch(run: Run, loss: float, accuracy: float) -> None:
    scheduler = run.experiment.training.scheduler
    if scheduler is None or scheduler.interval != "epoch":
        return
    if not scheduler.needs_metric:
        run.scheduler.step()
    else:
        run.scheduler.step(accuracy if getattr(scheduler, "mode", "min") == "max" else loss)


def _evaluated(run: Run, part: Labelled) -> tuple[float | None, float | None]:
    if not len(part):
        return None, None
    with run.autocast():
        return evaluate(run.model, part.images, part.targets, run.criterion)


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
    if reason == "done":
        loss, accuracy = _evaluated(run, run.data.test)
        test = {} if loss is None or accuracy is None else {"loss": loss, "accuracy": accuracy}
    yield _copy(run)
    seconds = time.perf_counter() - run.started
    done = RunFinished(
        reason, str(run.folder.path), test, seconds, run.trained / run.busy if run.busy else 0.0,
        run.epoch if reason == "done" else run.epoch - 1, run.step, run.best_epoch,
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


def _in_words(error: BaseException) -> Problem:
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
