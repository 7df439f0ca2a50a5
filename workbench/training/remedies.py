"""Edits that mend a run that failed."""

from __future__ import annotations

from typing import TYPE_CHECKING

import torch
from torch import Tensor

from workbench.catalog.tables import Standardize
from workbench.data.chance import balanced_order, epoch_order
from workbench.spec.edits import Insert, SetValue, place_for
from workbench.spec.experiment import Experiment
from workbench.spec.problems import Fix, fix_by

if TYPE_CHECKING:
    from workbench.training.batches import RunData
    from workbench.training.run import Run

LARGE = 100.0
"""Inputs that are larger were not brought to a common scale."""
SMALL_RATE = 1e-5


def calmer(run: Run, inputs: Tensor | None = None, clip: bool = False) -> Fix | None:
    """What most likely keeps numbers from growing without limit; None where the experiment has no such setting left.

    ``inputs`` are those of the batch, where they may be the cause; ``clip``: the gradient is.
    """
    experiment = run.experiment
    training, steps = experiment.training, experiment.data.transforms
    facts = run.checked.facts
    scaled = any(step.enabled and step.type in ("Standardize", "MinMaxScale") for step in steps)
    if inputs is not None and inputs.abs().max() > LARGE and facts is not None and facts.kind == "table" and not scaled:
        wanted = (Standardize(),)
        return fix_by("Add Standardize", Insert("data.transforms", place_for(steps, len(steps), wanted), wanted))
    if run.precision == "float16":
        return fix_by("Use float32", SetValue("training.precision", "float32"))
    lr = getattr(training.optimizer, "lr", 0.0)
    if training.clip_grad_norm is None and ((clip and lr <= 0.1) or lr <= SMALL_RATE):
        return fix_by("Set clip_grad_norm to 1", SetValue("training.clip_grad_norm", 1.0))
    return slower(experiment)


def slower(experiment: Experiment) -> Fix | None:
    """A tenth of the learning rate, or 0.001 where that is nearer to anything usual."""
    lr = getattr(experiment.training.optimizer, "lr", 0.0)
    if lr <= 0:
        return None
    wanted = float(f"{lr / 10:.3g}") if lr <= 10 else 0.001
    return fix_by("Set lr to {lr}", SetValue("training.optimizer.lr", wanted), lr=f"{wanted:g}")


def smaller_batch(experiment: Experiment, share: float = 1.0) -> Fix | None:
    """Half the batch, or less where what was wanted is that ``share`` of what there is."""
    size = experiment.data.batch_size
    wanted = size // 2
    while wanted > 1 and wanted / size * share > 0.5:
        wanted //= 2
    if wanted < 1:
        return None
    return fix_by("Set batch_size to {size}", SetValue("data.batch_size", wanted), size=wanted)


def row_of_sample(data: RunData, epoch: int, batch: int, place: int) -> int:
    """Which sample of the training part, counted from 1, came at that place of a batch of the epoch (from 1)."""
    count = len(data.train_targets)
    if data.balanced:
        order = balanced_order(data.seed, epoch, data.train_targets.cpu())
    else:
        order = epoch_order(data.seed, epoch, count) if data.shuffle else torch.arange(count)
    return int(order[(batch - 1) * data.batch_size + place]) + 1
