"""What a run writes on its way: checkpoints to go on from, and the weights that people use."""

from __future__ import annotations

import time
from collections.abc import Iterator

from workbench.training.events import CheckpointSaved, WeightsReady
from workbench.training.position import captured
from workbench.training.run import Run

SAVING_SHARE = 0.02
"""Saving takes no more of the time than this, unless ``every_seconds`` have passed."""


def is_due(run: Run) -> bool:
    """Whether it is time for a checkpoint between two steps."""
    plan, steps = run.experiment.training.checkpoint, run.step - (run.saved_step or 0)
    if steps <= 0:
        return False
    return time.perf_counter() - run.saved_at >= plan.every_seconds or (steps >= plan.every_steps and worth_it(run))


def is_worth_it_after_an_epoch(run: Run) -> bool:
    """Whether an epoch ends with a checkpoint: the first and the last do; others where the time for it is small beside theirs."""
    last = run.ended == run.experiment.training.epochs or run.waited_enough
    return last or run.saved_step is None or worth_it(run)


def worth_it(run: Run) -> bool:
    """Whether a checkpoint takes little time beside that since the last one."""
    return run.saving <= SAVING_SHARE * (time.perf_counter() - run.saved_at)


def hold_best(run: Run) -> None:
    """Keep the weights of the best epoch until they are written."""
    run.best_weights = {name: tensor.detach().to("cpu", copy=True) for name, tensor in run.weights().items()}


def save_best(run: Run) -> Iterator[CheckpointSaved]:
    """Write the weights of the best epoch, if they are not written yet."""
    if run.best_weights is not None:
        path = run.folder.save_weights("best", run.best_weights)
        run.best_weights = None
        yield CheckpointSaved(str(path), "best", run.best_epoch or 0, run.best_step or 0)


def save_all(run: Run) -> Iterator[CheckpointSaved]:
    """Write all that the run needs to go on from here, and the weights. Nothing may be pending.

    The best come first: a checkpoint that counts on them is only there when they are.
    """
    begun = time.perf_counter()
    run.folder.steps.flush()
    saved = list(save_best(run))
    run.folder.save_checkpoint(run.step, captured(run), run.experiment.training.checkpoint.keep, run.best_step)
    if run.step:
        saved.append(CheckpointSaved(str(run.folder.save_weights("last", run.weights())), "last", run.epoch, run.step))
    run.saved_at, run.saved_step = time.perf_counter(), run.step
    run.saving = run.saved_at - begun
    yield from saved


def weights_copy(run: Run) -> WeightsReady:
    """Those of now, apart from the run."""
    return WeightsReady(run.step, {k: v.detach().to("cpu", copy=True).numpy() for k, v in run.weights().items()})
