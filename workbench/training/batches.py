"""The three parts of a data set, prepared and on the device, and the batches of an epoch."""

from __future__ import annotations

from collections.abc import Generator, Iterator, Sequence
from contextlib import closing
from dataclasses import dataclass, field
from functools import cached_property
from itertools import islice
from pathlib import Path
from typing import Any, NamedTuple, cast

import numpy as np
import torch
from numpy.typing import NDArray
from torch import Tensor

from workbench.data.augment.arguments import brought
from workbench.data.chance import balanced_order, epoch_order
from workbench.data.corrections import correct
from workbench.data.pipeline import Pipeline, as_tensors, different_sizes
from workbench.data.recipe import Images
from workbench.data.samples import Progress, Samples
from workbench.data.sources import source
from workbench.data.splits import stratified_split
from workbench.modules.team import Team
from workbench.spec.experiment import Experiment
from workbench.spec.problems import ExperimentError, Problem, problem
from workbench.training.data_checks import check_labels, check_memory
from workbench.training.file_set import FileSet, FileSource, Reader, opened
from workbench.training.fingerprint import fingerprint
from workbench.training.streamed import StreamedInputs, StreamedTraining
from workbench.training.targets import one_hot

MOST_TOGETHER = 16
NUMBERS_TOGETHER = 400_000
"""They should stay in the processor's cache until the model takes them."""
MOST_ON_A_DEVICE = 64
NUMBERS_ON_A_DEVICE = 16_000_000
"""Elsewhere what counts is how often something is begun; as float32, so many take 64 MB."""

ALIGNMENT = 64
"""Bytes: where PyTorch begins every tensor."""

Inputs = Tensor | StreamedInputs


@dataclass(frozen=True)
class Labelled:
    """Prepared inputs (N, …) and targets (N, …), on the device; of streamed ones, what makes them slice by slice."""

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


def _aligned(inputs: Tensor, size: int) -> Iterator[Tensor]:
    """Batches (size, …) of inputs (N, …), each where memory of its own would begin: the last bit of a product depends on it."""
    parts = torch.split(inputs, size)
    apart = len(parts) > 1 and parts[0].nbytes % ALIGNMENT
    return (part.clone() for part in parts) if apart else iter(parts)


def _all_brought(plan: Sequence[Tensor], device: torch.device) -> Sequence[Tensor]:
    """The parts of the plan on the device, all in one transfer."""
    if device.type == "cpu" or not plan:
        return plan
    return torch.split(brought(torch.cat(list(plan)), device), [len(rows) for rows in plan])


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
    train_images: Images | StreamedTraining
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
    files: FileSet | None = None
    team: Team = field(default_factory=Team)
    augmented: bool = True
    """Whether the steps for the training alone are made; it counts for the batches of an epoch that is gone through from then on."""

    @property
    def device(self) -> torch.device:
        """Where the batches are."""
        return self.train_targets.device

    @property
    def batches_per_epoch(self) -> int:
        """Batches of an epoch."""
        return count_steps(len(self.train_targets), self.batch_size, self.drop_last)

    @property
    def steps_per_epoch(self) -> int:
        """Steps of the optimizer in an epoch."""
        return -(-self.batches_per_epoch // self.accumulate)

    def steps(self, epoch: int, done: int = 0) -> Generator[list[Batch]]:
        """The batches of an epoch, those of one step together; without the first ``done`` steps."""
        with closing(self.batches(epoch, done * self.accumulate)) as batches:
            while group := list(islice(batches, self.accumulate)):
                yield group

    def batches(self, epoch: int, done: int = 0) -> Generator[Batch]:
        """The batches of an epoch, or the shares of a team in them; a pure function of seed and epoch.

        Without the first ``done`` of them.
        """
        order = self._order(epoch, len(self.train_targets))[: self.batches_per_epoch * self.batch_size]
        rest, together = order[done * self.batch_size :], self._together
        plan = torch.split(rest, self.batch_size * together) if len(rest) else ()
        if self.team.size > 1:
            yield from self._shares(plan, epoch, done)
            return
        with closing(self._prepared(plan, epoch)) as prepared:
            for number, (inputs, targets) in enumerate(prepared):
                pairs = zip(_aligned(inputs, self.batch_size), torch.split(targets, self.batch_size), strict=True)
                for step, (batch, wanted) in enumerate(pairs, done + number * together):
                    samples = wanted.shape[0]
                    yield Batch(*self._complete(batch, wanted, epoch, step), samples, samples)

    def _shares(self, plan: Sequence[Tensor], epoch: int, done: int) -> Iterator[Batch]:
        """What this process of a team computes of each batch."""
        shares = [self.team.share(len(rows)) for rows in plan]
        mine = [rows[part] for rows, (part, _) in zip(plan, shares, strict=True)]
        whole = bool(self.pipeline.mixes) and self.augmented  # samples of the whole batch meet
        with closing(self._prepared(plan if whole else mine, epoch)) as prepared:
            for step, ((inputs, targets), rows, (part, counted)) in enumerate(
                zip(prepared, plan, shares, strict=True), done
            ):
                batch, wanted = self._complete(inputs, targets, epoch, step)
                yield Batch(batch[part] if whole else batch, wanted[part] if whole else wanted, counted, len(rows))

    def _prepared(self, plan: Sequence[Tensor], epoch: int) -> Generator[tuple[Tensor, Tensor]]:
        """Inputs and targets of each part of the plan, on the device, after all steps but those that mix.

        The random numbers stay on the CPU, where the steps read them without waiting for the device.
        """
        draws, there = self.pipeline.draws(epoch, len(self.train_targets)), _all_brought(plan, self.device)
        with closing(self._taken(plan, there)) as taken:
            for rows, places, images in zip(plan, there, taken, strict=True):
                numbers = [None if d is None else d[rows] for d in draws]
                inputs = self.pipeline.training_batch(images, numbers, self.augmented)
                yield inputs.to(self.device), self.train_targets.index_select(0, places)

    @cached_property
    def _together(self) -> int:
        """How many batches are taken at once, and go through the random steps: of small images several, as a step costs much by
        itself; on the CPU only where there is such a step.
        """
        images, here = self.train_images, self.device.type == "cpu"
        if self.team.size > 1 or not (isinstance(images, Tensor) and self.pipeline.by_sample):
            return 1
        if here and not self.pipeline.rest:
            return 1
        most, numbers = (MOST_TOGETHER, NUMBERS_TOGETHER) if here else (MOST_ON_A_DEVICE, NUMBERS_ON_A_DEVICE)
        return max(1, min(most, numbers // max(1, self.batch_size * images[:1].numel())))

    def _complete(self, batch: Tensor, targets: Tensor, epoch: int, step: int) -> tuple[Tensor, Tensor]:
        """The batch as the model and the loss get it."""
        if self.pipeline.mixes and self.augmented:
            return self.pipeline.mix(batch, one_hot(targets, len(self.classes)), epoch, step)
        return batch, batch if self.target == "input" else targets

    def example(self) -> tuple[Tensor, Tensor]:
        """The first batch."""
        with closing(self.batches(1)) as batches:
            return next(batches)[:2]

    def _order(self, epoch: int, count: int) -> Tensor:
        if self.balanced:
            return balanced_order(self.seed, epoch, self.train_targets.cpu())
        return epoch_order(self.seed, epoch, count) if self.shuffle else torch.arange(count)

    def _taken(self, plan: Sequence[Tensor], there: Sequence[Tensor]) -> Generator[Images, None, None]:
        """The images of each part of the ``plan``, which holds their rows; the same rows are ``there``, on the device."""
        if isinstance(self.train_images, StreamedTraining):
            yield from self.train_images.batches(plan)
        elif isinstance(self.train_images, Tensor):
            images = self.train_images
            yield from (images.index_select(0, places) for places in there)  # half the time of images[rows]
        else:
            yield from ([self.train_images[i] for i in rows.tolist()] for rows in plan)

    def new_notes(self) -> Iterator[Problem]:
        """What the user should know since the last time."""
        if self.files is not None:
            yield from self.files.notes()


def load_run_data(
    experiment: Experiment,
    data_dir: Path,
    device: torch.device,
    progress: Progress,
    parameters: int = 0,
    team: Team | None = None,
) -> RunData:
    """Read, split, prepare; ``parameters`` is how many the model has.

    Raises :class:`ExperimentError` or :class:`workbench.spec.problems.RunError`.
    """
    data = experiment.data
    pipeline = Pipeline(data.transforms, experiment.seed)
    found = source(data.source, data_dir, data.num_workers)
    files = None
    if isinstance(found, FileSource):
        files = opened(found, Reader(experiment, pipeline, device, parameters, progress))
    loaded = files.loaded if files else correct(found.load(progress), data.corrections)
    check_labels(loaded)
    train_rows, validation_rows = stratified_split(loaded.strata, data.validation_fraction, experiment.seed)
    if len(train_rows) < 1 or (data.drop_last and len(train_rows) < data.batch_size):
        raise ExperimentError([problem("data.batch_size", "{count} training samples do not fill one batch.",
                                       "Make it smaller.", count=len(train_rows))])  # fmt: skip
    progress("preparing the samples", 0, 0)
    images: Images | StreamedTraining
    validation: Inputs
    test: Inputs
    if files:
        images, validation = files.training(train_rows), files.evaluated(files.train_rows[validation_rows])
        test = files.evaluated(files.test_rows)
    else:
        images = _training(pipeline, loaded.train, train_rows, device)
        validation = _prepared(pipeline, loaded.train, validation_rows, device)
        test = _prepared(pipeline, loaded.test, np.arange(len(loaded.test)), device)
    return RunData(
        classes=loaded.classes,
        pipeline=pipeline,
        train_images=images,
        train_targets=torch.from_numpy(loaded.train.targets[train_rows]).to(device),
        validation=_labelled(validation, loaded.train.targets[validation_rows], device, data.target),
        test=_labelled(test, loaded.test.targets, device, data.target),
        notes=loaded.notes,
        seed=experiment.seed,
        batch_size=data.batch_size,
        shuffle=data.shuffle,
        drop_last=data.drop_last,
        balanced=data.balanced,
        accumulate=experiment.training.accumulate,
        target=data.target,
        fingerprint=files.fingerprint if files else fingerprint(loaded),
        files=files,
        team=team or Team(),
    )


def _training(pipeline: Pipeline, samples: Samples, rows: NDArray[np.int64], device: torch.device) -> Images:
    images = pipeline.prepare_training(_some(as_tensors(samples), rows))
    if isinstance(images, list) and not any(step.random for step in pipeline.steps):
        raise ExperimentError([different_sizes(images)])
    check_memory(images)
    return images.to(device) if isinstance(images, Tensor) else images


def _some(images: Images, rows: NDArray[np.int64]) -> Images:
    if isinstance(images, Tensor):
        return images if len(rows) == len(images) else images[torch.from_numpy(rows)]
    return [images[i] for i in rows]


def _prepared(pipeline: Pipeline, samples: Samples, rows: NDArray[np.int64], device: torch.device) -> Tensor:
    if not len(rows):
        return torch.zeros((0, 1, 1, 1), device=device)
    return pipeline.evaluation(_some(as_tensors(samples), rows)).to(device)


def _labelled(inputs: Inputs, targets: NDArray[Any], device: torch.device, target: str) -> Labelled:
    made = cast("Tensor", inputs)
    return Labelled(made, made if target == "input" else torch.from_numpy(targets).to(device))
