"""``train``: from an experiment to weights, as a plain generator of events.

It reads like a PyTorch tutorial, and the exported script is its twin; a test compares the two, and both
with fifteen plain lines, bit for bit.
"""

from __future__ import annotations

import math
import time
from collections.abc import Generator, Iterator
from contextlib import closing, suppress
from dataclasses import astuple
from pathlib import Path

from workbench.data.locations import data_dir as chosen_data_dir
from workbench.modules.learning import train_mode
from workbench.modules.team import Team
from workbench.spec.experiment import Experiment
from workbench.spec.problems import RunError
from workbench.training.batches import Labelled
from workbench.training.beginning import begun_anew, taken_up
from workbench.training.control import Control, Order, Stopped
from workbench.training.device import give_back_memory
from workbench.training.diagnosis import broken_weights, diagnosed, epoch_problems, late_problem, now
from workbench.training.estimate import remember
from workbench.training.events import (
    EpochDone,
    Event,
    Measured,
    Noticed,
    RunContinued,
    RunFinished,
    RunPaused,
    StepDone,
)
from workbench.training.failures import failed_by, release
from workbench.training.learner import Batches
from workbench.training.not_finite import NotFiniteError
from workbench.training.pending import Stepped
from workbench.training.run import Run, Sums
from workbench.training.runs import RunFolder
from workbench.training.saving import hold_best, is_due, is_worth_it_after_an_epoch, save_all, save_best, weights_copy
from workbench.training.steering import steer
from workbench.training.team import agreed, any_of, evaluate_together, orders_while_paused
from workbench.training.tensorboard import followed
from workbench.training.tuning import threads_kept


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
    preparing = begun_anew(experiment, control, chosen_data_dir(data_dir), folder, begun, team or Team())
    yield from _told(begun, preparing, experiment)


def resume(
    path: Path,
    control: Control | None = None,
    *,
    epochs: int | None = None,
    device: str | None = None,
    threads: int | None = None,
    processes: int | None = None,
    data_dir: Path | str | None = None,
    team: Team | None = None,
) -> Iterator[Event]:
    """Go on with the run of a folder where its last whole checkpoint was taken; tells like :func:`train`.

    ``epochs`` is how many it shall have in all; ``device`` is another place to compute, with so many ``threads``;
    ``processes`` is another number of them.
    """
    control = control or Control()
    begun: list[Run] = []
    changed = {"epochs": epochs, "device": device, "threads": threads, "processes": processes}
    yield from _told(begun, taken_up(path, control, chosen_data_dir(data_dir), changed, begun, team or Team()))


def _told(begun: list[Run], preparing: Iterator[Event], experiment: Experiment | None = None) -> Iterator[Event]:
    """Prepare a run and drive it to its end; what goes wrong becomes the last event, told when the memory is free again."""
    last: Event | None = None
    try:
        with threads_kept():
            yield from preparing
            yield from followed(begun[0], _driven(begun[0]))
    except Stopped:
        last = RunFinished("stopped", "", {}, 0.0, 0.0, 0, 0)
    except Exception as error:  # noqa: BLE001 - nothing may come out of here but events
        last = failed_by(error, begun, experiment)
    finally:
        for run in begun:
            with suppress(RunError):  # it has been said why
                list(save_best(run))
        release(begun)
    if last:
        give_back_memory()
        yield last


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
    while _goes_on(run):
        run.epoch = run.ended + 1
        yield from _one_epoch(run)
        if not _goes_on(run):  # one epoch more may have been asked for in the last moment
            yield from _changed(run, agreed(run.team, run.control, run.step).changes)


def _goes_on(run: Run) -> bool:
    return run.ended < run.experiment.training.epochs and not run.waited_enough


def _one_epoch(run: Run) -> Iterator[Event]:
    run.epoch_began = time.perf_counter()
    train_mode(run.model)
    try:
        while (yield from _steps(run)):
            pass
        yield from _flushed(run)
    finally:  # a run that is stopped here was busy, too
        run.sums.seconds, run.epoch_began = run.epoch_seconds, None
    yield from (Noticed(item) for item in (*run.data.new_notes(), *run.folder.steps.new_notes()))
    yield from _epoch_done(run)


def _steps(run: Run) -> Generator[Event, None, bool]:
    """The steps of the epoch at hand. Returns whether it breaks off, because the batches are to be made otherwise from here on."""
    augmented = run.data.augmented
    with closing(run.data.steps(run.epoch, run.epoch_step)) as steps:
        for batches in steps:
            yield from _between_steps(run)
            if run.data.augmented != augmented:
                return True
            run.step += 1
            run.epoch_step += 1
            done = _step(run, batches)
            run.trained += done.samples
            run.pending.add(done)
            if run.pending.is_due(run.device, run.team.size == 1):
                yield from _flushed(run)
            if run.diagnostics.told:
                yield from _looked_at(run)
    return False


def _step(run: Run, batches: Batches) -> Stepped:
    """One step of the optimizer, over one batch or several."""
    lr = run.lr
    try:
        with run.warm_up, run.rates, run.diagnostics.at(run, batches):
            loss, score = run.optimize(batches)
    except NotFiniteError as error:
        raise RunError(diagnosed(run, error)) from None
    if run.averaged:
        run.averaged.update_parameters(run.model)
    if run.scheduler and run.experiment.training.scheduler.interval == "step":  # type: ignore[union-attr]
        run.scheduler.step()
    return Stepped(run.step, loss, score, lr, sum(batch.samples for batch in batches))


def _flushed(run: Run) -> Iterator[Event]:
    """Read back the losses of the pending steps, and stop at the first that is not a number."""
    sums = run.sums
    for done, loss, score in run.pending.read():
        if not math.isfinite(loss):
            raise RunError(late_problem(run, loss, done.step))
        if done.step == 1:
            run.first_loss = loss
        sums.loss += loss * done.samples
        sums.score += score
        sums.count += done.samples
        told = StepDone(done.step, run.epoch, loss, lr=done.lr, samples=done.samples, **run.named(score / done.samples))
        run.folder.steps.add_step(told)
        yield told


def _looked_at(run: Run) -> Iterator[Event]:
    for event in run.diagnostics.take():
        if isinstance(event, Measured):
            run.folder.steps.add_measured(event)
        yield event


def _epoch_done(run: Run) -> Iterator[Event]:
    _expect_sound(run)
    sums = run.sums
    train_loss, train_score = sums.loss / sums.count, sums.score / sums.count
    loss, score = _evaluated(run, run.data.validation)
    yield from (Noticed(item) for item in epoch_problems(run, train_loss, loss))
    lr = run.lr
    judged = train_loss if loss is None else loss
    _schedule_epoch(run, judged, train_score if score is None else score)
    done = EpochDone(
        run.epoch, run.step, train_loss, validation_loss=loss, lr=lr, seconds=sums.seconds,
        samples_per_second=sums.count / sums.seconds, **run.named(train_score, "train_"), **run.named(score, "validation_"),
    )  # fmt: skip
    better = judged < run.best
    if better:
        hold_best(run)
        run.best, run.best_epoch, run.best_step, run.waited = judged, run.epoch, run.step, 0
    else:
        run.waited += 1
    run.ended, run.epoch_step, run.busy, run.sums = run.epoch, 0, run.busy + sums.seconds, Sums()
    run.history.append(list(astuple(done)))
    remember(run.experiment, run.checked.trace, done)
    saved = list(save_all(run)) if any_of(run.team, is_worth_it_after_an_epoch(run)) else []
    run.folder.log_epoch(done)
    yield done
    yield from saved


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


def _expect_sound(run: Run) -> None:
    """Before anything is saved: the last step may have left weights that are no numbers, which no loss has shown yet."""
    if run.epoch_step and (found := broken_weights(run, now(run))):
        raise RunError(found)


def _kept(run: Run) -> Iterator[Event]:
    """A checkpoint, and the weights."""
    yield from _flushed(run)
    _expect_sound(run)
    yield from save_all(run)


def _between_steps(run: Run) -> Iterator[Event]:
    """Where a run listens: changes, stop, pause, a request for the weights, the time to save."""
    orders = agreed(run.team, run.control, run.step, save=is_due(run))
    yield from _changed(run, orders.changes)
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
    while True:
        orders = orders_while_paused(run.team, run.control, run.step)
        yield from _changed(run, orders.changes)
        if orders.stop:
            raise Stopped
        if orders.weights:
            yield weights_copy(run)
        if not orders.pause:
            break
    yield RunContinued(run.step)


def _changed(run: Run, changes: tuple[Order, ...]) -> Iterator[Event]:
    """What somebody wants otherwise from the next step on."""
    if changes:
        yield from _flushed(run)
        yield from steer(run, changes)
        if any(order.what == "checkpoint" for order in changes):
            yield from _kept(run)


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
