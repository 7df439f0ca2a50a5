"""What a run writes on its way: checkpoints to go on from, and the weights that people use."""

from __future__ import annotations

import time

from workbench.training.events import CheckpointSaved, WeightsReady
from workbench.training.position import captured
from workbench.training.run import Run

SAVING_SHARE = 0.05
"""Checkpoints at the ends of epochs take no more of the time than this."""


def worth_a_checkpoint(run: Run) -> bool:
    """Whether an epoch ends with a checkpoint: not where epochs are so short that most of the time would go into writing."""
    last = run.ended == run.experiment.training.epochs or run.waited_enough
    return last or run.saved_step is None or run.saving <= SAVING_SHARE * (time.perf_counter() - run.saved_at)


def save_weights(run: Run, kind: str) -> CheckpointSaved:
    """Write the weights that people use."""
    return CheckpointSaved(str(run.folder.save_weights(kind, run.weights())), kind, run.epoch, run.step)


def save_checkpoint(run: Run) -> None:
    """Write all that the run needs to go on from here. Nothing may be pending."""
    begun = time.perf_counter()
    keep = run.experiment.training.checkpoint.keep
    run.folder.save_checkpoint(run.step, captured(run), keep, run.best_step)
    run.saved_at, run.saved_step = time.perf_counter(), run.step
    run.saving = run.saved_at - begun


def weights_copy(run: Run) -> WeightsReady:
    """Those of now, apart from the run."""
    return WeightsReady(run.step, {k: v.detach().to("cpu", copy=True).numpy() for k, v in run.weights().items()})
