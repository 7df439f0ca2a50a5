"""The three parts of a data set, prepared and on the device, and the batches of an epoch."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass, field
from itertools import islice
from pathlib import Path
from typing import NamedTuple

import numpy as np
import psutil
import torch
from numpy.typing import NDArray
from torch import Tensor

from workbench.data.chance import balanced_order, epoch_order
from workbench.data.pipeline import Pipeline, as_tensors, different_sizes
from workbench.data.recipe import Images
from workbench.data.samples import Loaded, Progress, Samples
from workbench.data.sources import source
from workbench.data.splits import stratified_split
from workbench.modules.team import Team
from workbench.spec.experiment import Experiment
from workbench.spec.problems import ExperimentError, Problem, problem
from workbench.training.fingerprint import fingerprint
from workbench.training.targets import one_hot


@dataclass(frozen=True)
class Labelled:
    """Prepared inputs (N, …) and targets (N, …), on the device."""

    inputs: Tensor
    targets: Tensor

    def __len__(self) -> int:
        return len(self.targets)


class Batch(NamedTuple):
    """Inputs (B, …) and targets (B, …). In a team, this one's share: ``counted`` of the ``samples`` of the whole batch.

    Where ``counted`` is 0, what is here stands in for nothing.
    """

    inputs: Tensor
    targets: Tensor
    counted: int
    samples: int


def count_steps(samples: int, batch_size: int, drop_last: bool) -> int:
    """Batches of an epoch of that many samples."""
    return samples // batch_size if drop_last else -(-samples // batch_size)


@dataclass
class RunData:
    """What a run reads. ``train_images`` are prepared up to the first random step.

    ``target`` is "label", or "input" for an autoencoder; ``accumulate`` is the number of batches in a step.
    """

    classes: tuple[str, ...]
    pipeline: Pipeline
    train_images: Images
    train_targets: Tensor
    validation: Labelled
    test: Labelled
    notes: tuple[Problem, ...]
    seed: int
    batch_size: int
    shuffle: bool
    drop_last: bool
    balanced: bool = False
    accumulate: int = 1
    target: str = "label"
    fingerprint: str = ""
    team: Team = field(default_factory=Team)

    @property
    def batches_per_epoch(self) -> int:
        """Batches of an epoch."""
        return count_steps(len(self.train_targets), self.batch_size, self.drop_last)

    @property
    def steps_per_epoch(self) -> int:
        """Steps of the optimizer in an epoch."""
        return -(-self.batches_per_epoch // self.accumulate)

    def steps(self, epoch: int, done: int = 0) -> Iterator[list[Batch]]:
        """The batches of an epoch, those of one step together; without the first ``done`` steps."""
        batches = self.batches(epoch, done * self.accumulate)
        while group := list(islice(batches, self.accumulate)):
            yield group

    def batches(self, epoch: int, done: int = 0) -> Iterator[Batch]:
        """The batches of an epoch, or the shares of a team in them; a pure function of seed and epoch.

        Without the first ``done`` of them.
        """
        count = len(self.train_targets)
        order = self._order(epoch, count)
        draws = self.pipeline.draws(epoch, count)
        device = self.train_targets.device
        placed = order.to(device)
        for step in range(done, self.batches_per_epoch):
            part = slice(step * self.batch_size, (step + 1) * self.batch_size)
            rows, here = order[part], placed[part]
            samples = len(rows)
            mine, counted = self.team.share(samples)
            if not self.pipeline.mixes:
                rows, here = rows[mine], here[mine]
            numbers = [None if d is None else d[rows].to(device) for d in draws]
            batch = self.pipeline.training_batch(self._taken(rows, here), numbers)
            if self.pipeline.mixes:  # samples of the whole batch meet
                mixed, wanted = self.pipeline.mix(
                    batch, one_hot(self.train_targets[here], len(self.classes)), epoch, step
                )
                yield Batch(mixed[mine], wanted[mine], counted, samples)
            else:
                yield Batch(batch, batch if self.target == "input" else self.train_targets[here], counted, samples)

    def _order(self, epoch: int, count: int) -> Tensor:
        if self.balanced:
            return balanced_order(self.seed, epoch, self.train_targets.cpu())
        return epoch_order(self.seed, epoch, count) if self.shuffle else torch.arange(count)

    def _taken(self, rows: Tensor, placed: Tensor) -> Images:
        if isinstance(self.train_images, Tensor):
            return self.train_images[placed]
        return [self.train_images[i] for i in rows.tolist()]


def load_run_data(
    experiment: Experiment, data_dir: Path, device: torch.device, progress: Progress, team: Team | None = None
) -> RunData:
    """Read, split, prepare. Raises :class:`ExperimentError` or :class:`workbench.spec.problems.RunError`."""
    data = experiment.data
    loaded = source(data.source, data_dir, data.num_workers).load(progress)
    _check_labels(loaded)
    train_rows, validation_rows = stratified_split(loaded.strata, data.validation_fraction, experiment.seed)
    if len(train_rows) < 1 or (data.drop_last and len(train_rows) < data.batch_size):
        raise ExperimentError([problem("data.batch_size", "{count} training samples do not fill one batch.",
                                       "Make it smaller.", count=len(train_rows))])  # fmt: skip
    pipeline = Pipeline(data.transforms, experiment.seed)
    progress("preparing the samples", 0, 0)
    images = pipeline.prepare_training(_some(as_tensors(loaded.train), train_rows))
    if isinstance(images, list) and not any(step.random for step in pipeline.steps):
        raise ExperimentError([different_sizes(images)])
    _check_memory(images)
    return RunData(
        classes=loaded.classes,
        pipeline=pipeline,
        train_images=images.to(device) if isinstance(images, Tensor) else images,
        train_targets=torch.from_numpy(loaded.train.targets[train_rows]).to(device),
        validation=_prepared(pipeline, loaded.train, validation_rows, device, data.target),
        test=_prepared(pipeline, loaded.test, np.arange(len(loaded.test)), device, data.target),
        notes=loaded.notes,
        seed=experiment.seed,
        batch_size=data.batch_size,
        shuffle=data.shuffle,
        drop_last=data.drop_last,
        balanced=data.balanced,
        accumulate=experiment.training.accumulate,
        target=data.target,
        fingerprint=fingerprint(loaded),
        team=team or Team(),
    )


def _some(images: Images, rows: NDArray[np.int64]) -> Images:
    if isinstance(images, Tensor):
        return images if len(rows) == len(images) else images[torch.from_numpy(rows)]
    return [images[i] for i in rows]


def _prepared(
    pipeline: Pipeline, samples: Samples, rows: NDArray[np.int64], device: torch.device, target: str
) -> Labelled:
    if not len(rows):
        return Labelled(torch.zeros((0, 1, 1, 1), device=device), torch.zeros(0, dtype=torch.int64, device=device))
    inputs = pipeline.evaluation(_some(as_tensors(samples), rows)).to(device)
    return Labelled(inputs, inputs if target == "input" else torch.from_numpy(samples.targets[rows]).to(device))


def _check_labels(loaded: Loaded) -> None:
    for samples in (loaded.train, loaded.test) if loaded.classes else ():
        if len(samples) and not 0 <= samples.targets.min() <= samples.targets.max() < len(loaded.classes):
            raise ExperimentError([
                problem("data.source", "There is a label {label}, but the classes are 0 to {last}.", "Mend the labels.",
                        label=int(samples.targets.max()), last=len(loaded.classes) - 1)
            ])  # fmt: skip


def _check_memory(images: Images) -> None:
    free = psutil.virtual_memory().available
    if free < 300_000_000:
        size = sum(image.nbytes for image in images) / 1e9
        raise ExperimentError([
            problem("data.source", "The prepared images take {size:.1f} GB; {free:.1f} GB of memory are left.",
                    "Make the images smaller with Resize.", size=size, free=free / 1e9)
        ])  # fmt: skip
