"""``train``: from an experiment to weights, as a plain generator of events.

It reads like a PyTorch tutorial, and the exported script is its twin; a test compares the two, and both
with fifteen plain lines, bit for bit.
"""

from __future__ import annotations

import math
import time
import traceback
from collections.abc import Iterator
from dataclasses import astuple
from pathlib import Path

from workbench.data.locations import data_dir as chosen_data_dir
from workbench.modules.learning import train_mode
from workbench.modules.team import Team
from workbench.spec.experiment import Experiment
from workbench.spec.own_errors import own_problem
from workbench.spec.problems import ExperimentError, RunError
from workbench.training.batches import Labelled
from workbench.training.beginning import begun_anew, taken_up
from workbench.training.control import Control, Stopped
from workbench.training.events import (
    EpochDone,
    Event,
    RunContinued,
    RunFinished,
    RunPaused,
    StepDone,
)
from workbench.training.failures import failed, in_words, not_finite
from workbench.training.learner import Batches
from workbench.training.run import Run, Stepped, Sums
from workbench.training.runs import RunFolder
from workbench.training.saving import save_checkpoint, save_weights, weights_copy, worth_a_checkpoint
from workbench.training.team import agreed, any_of, evaluate_together, orders_while_paused

FLUSH_STEPS = 32
"""On a GPU the losses are read back in groups: reading one waits for the device."""


def train(
    experiment: Experiment,
    control: Control | None = None,
    *,
    data_dir: Path | str | None = None,
    out: Path | None = None,
    team: Team | None = None,
) -> Iterator[Event]:
    """Train, and tell about it. The last event is :class:`RunFinished` or :class:`RunFailed`; nothing is raised.

    ``out`` is the run folder (made if it is not there); without it, a new one under the user's runs. ``team``: the processes that
    train together, each of which calls this; without it, this process trains alone.
    """
    control = control or Control()
    begun: list[Run] = []
    folder = RunFolder(out) if out else None
    yield from _told(begun, begun_anew(experiment, control, chosen_data_dir(data_dir), folder, begun, team or Team()))


def resume(
    path: Path,
    control: Control | None = None,
    *,
    epochs: int | None = None,
    device: str | None = None,
    processes: int | None = None,
    data_dir: Path | str | None = None,
    team: Team | None = None,
) -> Iterator[Event]:
    """Go on with the run of a folder where its last whole checkpoint was taken; tells like :func:`train`.

    ``epochs`` is how many it shall have in all; ``device`` is another place to compute, ``processes`` another
    number of them.
    """
    control = control or Control()
    begun: list[Run] = []
    other = {"epochs": epochs, "device": device, "processes": processes}
    yield from _told(begun, taken_up(path, control, chosen_data_dir(data_dir), other, begun, team or Team()))


def _told(begun: list[Run], preparing: Iterator[Event]) -> Iterator[Event]:
    """Prepare a run and drive it to its end; what goes wrong becomes the last event."""
    try:
        yield from preparing
        yield from _driven(begun[0])
    except Stopped:
        yield RunFinished("stopped", "", {}, 0.0, 0.0, 0, 0)
    except ExperimentError as error:
        yield failed(begun, error.problems, wrong_input=not begun)
    except RunError as error:
        yield failed(begun, (error.problem,))
    except (RuntimeError, MemoryError, ValueError, OSError, ArithmeticError) as error:
        yield failed(begun, (own_problem("", error) or in_words(error),), details=traceback.format_exc())
    except Exception as error:
        found = own_problem("", error)
        if found is None:
            raise
        yield failed(begun, (found,), details=traceback.format_exc())
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
        yield from _finished(run, "early" if run.waited_enough else "done")


def _epochs(run: Run) -> Iterator[Event]:
    while run.ended < run.experiment.training.epochs and not run.waited_enough:
        run.epoch = run.ended + 1
        yield from _one_epoch(run)


def _one_epoch(run: Run) -> Iterator[Event]:
    run.epoch_began = time.perf_counter()
    train_mode(run.model)
    try:
        for batches in run.data.steps(run.epoch, run.epoch_step):
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
    yield from _epoch_done(run)


def _step(run: Run, batches: Batches) -> Stepped:
    """One step of the optimizer, over one batch or several."""
    lr = run.lr
    with run.warm_up:
        loss, score = run.optimize(batches)
    if run.averaged:
        run.averaged.update_parameters(run.model)
    if run.scheduler and run.experiment.training.scheduler.interval == "step":  # type: ignore[union-attr]
        run.scheduler.step()
    return Stepped(run.step, loss, score, lr, sum(batch.samples for batch in batches))


def _flushed(run: Run) -> Iterator[Event]:
    """Read back the losses of the pending steps, and stop at the first that is not a number."""
    pending, run.pending, sums = run.pending, [], run.sums
    for done in pending:
        loss, score = done.loss.item(), done.score.item()
        if not math.isfinite(loss):
            raise RunError(not_finite(loss, done.step, run.epoch))
        sums.loss += loss * done.samples
        sums.score += score
        sums.count += done.samples
        yield StepDone(done.step, run.epoch, loss, lr=done.lr, samples=done.samples, **run.named(score / done.samples))


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
    run.ended, run.epoch_step, run.busy, run.sums = run.epoch, 0, run.busy + sums.seconds, Sums()
    run.history.append(list(astuple(done)))
    if any_of(run.team, worth_a_checkpoint(run)):
        save_checkpoint(run)
    run.folder.log_epoch(done)
    yield done
    if better:
        yield save_weights(run, "best")
    yield save_weights(run, "last")


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
        return evaluate_together(run.team, run.judged, part.inputs, part.targets, run.criterion, run.score)


def _kept(run: Run) -> Iterator[Event]:
    """A checkpoint, and the weights."""
    yield from _flushed(run)
    save_checkpoint(run)
    if run.step:
        yield save_weights(run, "last")


def _between_steps(run: Run) -> Iterator[Event]:
    """Where a run listens: stop, pause, a request for the weights, the time to save."""
    plan = run.experiment.training.checkpoint
    saved = run.saved_step or 0
    due = run.step - saved >= plan.every_steps or time.perf_counter() - run.saved_at >= plan.every_seconds
    orders = agreed(run.team, run.control, save=due and run.step > saved)
    if orders.stop:
        raise Stopped
    if orders.weights:
        yield weights_copy(run)
    if orders.save:
        yield from _kept(run)
    if orders.pause:
        yield from _paused(run)


def _paused(run: Run) -> Iterator[Event]:
    yield from _kept(run)
    yield RunPaused(run.step)
    while (orders := orders_while_paused(run.team, run.control)).weights or orders.pause or orders.stop:
        if orders.stop:
            raise Stopped
        if orders.weights:
            yield weights_copy(run)
    yield RunContinued(run.step)


def _finished(run: Run, reason: str) -> Iterator[Event]:
    """The last event: test figures of the last weights, unless the run was stopped (then at once)."""
    test: dict[str, float] = {}
    if reason != "stopped":
        loss, score = _evaluated(run, run.data.test)
        test = {} if loss is None or score is None else {"loss": loss, run.goal.metric: score}
    yield weights_copy(run)
    busy = run.busy + run.sums.seconds
    done = RunFinished(
        reason, run.folder.name, test, run.seconds, run.trained / busy if busy else 0.0, run.ended, run.step,
        run.best_epoch,
    )  # fmt: skip
    run.folder.finish(done.plain())
    run.folder.log(f"finished: {reason}")
    yield done
