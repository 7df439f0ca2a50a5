"""The recipe of an experiment, built from its declarations, applied to whole sets and to single images."""

from __future__ import annotations

from collections.abc import Callable, Mapping, Sequence
from typing import Any

import numpy as np
import torch
from numpy.typing import NDArray
from torch import Tensor

from workbench.catalog.transforms import Resize
from workbench.data.chance import batch_draws, epoch_draws
from workbench.data.mixing import MixUp
from workbench.data.recipe import Images, Step, fit_steps, prepare, run_batch, run_step, split_steps
from workbench.data.samples import Samples
from workbench.spec.call import Call
from workbench.spec.edits import Insert
from workbench.spec.own_errors import own_problem
from workbench.spec.parts import Transform
from workbench.spec.problems import ExperimentError, Fix, Problem, Text, problem
from workbench.spec.unknown import is_unknown, unknown_problem

FIXED = -1
"""The epoch of the numbers that random steps with ``when = "always"`` use outside training."""


class Pipeline:
    """All enabled steps. ``addresses`` keeps where each stands in the experiment.

    ``by_sample``: what is done to a batch may as well be done to several at once, to the bit.
    ``mixes`` are those that mix a training batch and its targets (:mod:`workbench.data.mixing`), apart from the others.
    """

    def __init__(self, transforms: Sequence[Transform], seed: int) -> None:
        self.seed = seed
        self.steps: list[Step] = []
        self.calls: list[Call] = []
        self.addresses: list[str] = []
        self.mixes: list[MixUp] = []
        for index, transform in enumerate(transforms):
            if transform.enabled and transform.batch:
                self.mixes.append(transform.call().build())
            elif transform.enabled:
                self.addresses.append(f"data.transforms[{index}]")
                self.steps.append(_built(transform, self.addresses[-1]))
                self.calls.append(transform.call())
        self.first, self.rest = split_steps(self.steps)
        kept = [t for t in transforms if t.enabled and not t.batch]
        self.by_sample = all(type(t).by_sample for t in kept[len(self.first) :])

    def prepare_training(self, images: Images) -> Images:
        """The steps before the first random one, once; those that learn from the training part do it first."""
        if self.fitted:
            fit_steps(images, self.first)
        return self.prepared(images)

    def prepared(self, images: Images) -> Images:
        """The same for some of the set: what no step has to learn from."""
        return self._said(lambda: prepare(images, self.first))

    @property
    def fitted(self) -> dict[str, Any]:
        """The steps that learn from the training part, by their addresses."""
        pairs = zip(self.addresses, self.steps, strict=True)
        return {address: step.function for address, step in pairs if hasattr(step.function, "fit")}

    def state(self) -> dict[str, dict[str, list[Any]]]:
        """What they have learned, as plain lists."""
        return {address: function.state for address, function in self.fitted.items()}

    def load_state(self, state: Mapping[str, dict[str, list[Any]]]) -> None:
        """Take over what was learned in a run."""
        for address, function in self.fitted.items():
            function.state = dict(state.get(address, {}))

    @property
    def augments(self) -> bool:
        """Whether some step is for the training alone."""
        return bool(self.mixes) or any(step.random and not step.always for step in self.rest)

    def training_batch(self, prepared: Images, draws: Sequence[Tensor | None], augmented: bool = True) -> Tensor:
        """The other steps on one batch (B, C, H, W); without those for the training alone where it is not to be ``augmented``."""
        pairs = [
            (step, numbers)
            for step, numbers in zip(self.rest, draws, strict=True)
            if augmented or step.always or not step.random
        ]
        batch = run_batch(prepared, [step for step, _ in pairs], [numbers for _, numbers in pairs])
        if isinstance(batch, list):
            raise ExperimentError([different_sizes(batch)])
        return batch

    def draws(self, epoch: int, count: int) -> list[Tensor | None]:
        """The numbers of this epoch for every step of the rest: (count, draws) or None."""
        return [
            epoch_draws(self.seed, epoch, number, count, step.draws) if step.random else None
            for number, step in enumerate(self.rest)
        ]

    def mix(self, images: Tensor, targets: Tensor, epoch: int, batch: int) -> tuple[Tensor, Tensor]:
        """A training batch (B, …) and its targets (B, …), as floats, mixed; ``batch`` counts from 0 in every epoch."""
        for number, mix in enumerate(self.mixes):
            images, targets = mix(images, targets, batch_draws(self.seed, epoch, number, batch, mix.draws))
        return images, targets

    def evaluation(self, images: Images) -> Tensor:
        """Every step that also runs outside training, on a whole set: (N, C, H, W) float32."""
        return self.evaluated(self.evaluation_prepared(images), range(len(images)), len(images))

    @property
    def evaluation_steps(self) -> tuple[list[Step], list[Step]]:
        """The steps that also run outside training: those before the first random one, and the others."""
        return split_steps([step for step in self.steps if not step.random or step.always])

    def calls_of(self, steps: Sequence[Step]) -> list[Call]:
        """How these steps are declared."""
        return [call for step, call in zip(self.steps, self.calls, strict=True) if any(step is each for each in steps)]

    def evaluation_prepared(self, images: Images) -> Images:
        """The first of them, for some of a set or all of it."""
        first, _ = self.evaluation_steps
        return self._said(lambda: prepare(images, first))

    def evaluated(self, prepared: Images, rows: Sequence[int], count: int) -> Tensor:
        """The others: (N, C, H, W) float32 of those ``rows`` of a set of ``count`` samples."""
        _, rest = self.evaluation_steps
        draws = [
            epoch_draws(self.seed, FIXED, number, count, step.draws)[torch.as_tensor(rows)] if step.random else None
            for number, step in enumerate(rest)
        ]
        result = self._said(lambda: run_batch(prepared, rest, draws))
        if isinstance(result, list):
            raise ExperimentError([different_sizes(result)])
        return result

    def trail(self, image: Tensor, epoch: int, partner: Tensor | None = None) -> list[Tensor]:
        """One image (C, H, W) after every step, for the strip; the first entry is the image itself.

        With a ``partner`` to mix it with, the steps that mix follow at the end.
        """
        images: Images = image[None].to(torch.float32) / 255
        seen = [image.to(torch.float32) / 255]
        for number, step in enumerate(self.steps):
            draws = epoch_draws(self.seed, epoch, number, 1, step.draws) if step.random else None
            images = run_step(step, images, draws)
            seen.append(images[0])
        if partner is not None and self.mixes:
            seen += self._mixed_trail(seen[-1], self.trail(partner, epoch + 1)[-1], epoch)
        return seen

    def _mixed_trail(self, image: Tensor, partner: Tensor, epoch: int) -> list[Tensor]:
        """The image after every step that mixes; it stays as it is where the other one has another size."""
        if image.shape != partner.shape:
            return [image] * len(self.mixes)
        pair, seen = torch.stack([image, partner]), []
        for number, mix in enumerate(self.mixes):
            pair, _ = mix(pair, pair, batch_draws(self.seed, epoch, number, 0, mix.draws))
            seen.append(pair[0])
        return seen

    def _said(self, work: Callable[[], Images]) -> Images:
        """Run, and turn an error of a step into a sentence."""
        try:
            return work()
        except Exception as error:
            if isinstance(error, ExperimentError):
                raise
            if found := own_problem("data.transforms", error):
                raise ExperimentError([found]) from error
            if not isinstance(error, (RuntimeError, ValueError)):
                raise
            what, remedy = "A step does not fit: {reason}.", "Look at the strip under the transforms."
            found = problem("data.transforms", what, remedy, reason=str(error).rstrip("."))
            raise ExperimentError([found]) from error


def _built(transform: Transform, address: str) -> Step:
    if is_unknown(transform):
        raise ExperimentError([unknown_problem(address, transform)])
    try:
        function = transform.call().build()
    except Exception as error:
        if found := own_problem(address, error):
            raise ExperimentError([found]) from error
        if not isinstance(error, (ValueError, TypeError)):
            raise
        raise ExperimentError([problem(address, "{reason}.", reason=str(error).rstrip("."))]) from error
    return Step(function, transform.random, transform.random and getattr(transform, "when", "") == "always")


def different_sizes(images: Sequence[Tensor]) -> Problem:
    """The problem of images that have not been made alike."""
    heights, widths = [image.shape[-2] for image in images], [image.shape[-1] for image in images]
    return problem(
        "data.transforms",
        "The images have different sizes (heights {h0} to {h1}, widths {w0} to {w1}).",
        "Add a Resize to one height and width.",
        fix=Fix(Text("Add Resize"), (Insert("data.transforms", 0, (Resize(size=(64, 64)),)),)),
        h0=min(heights), h1=max(heights), w0=min(widths), w1=max(widths),
    )  # fmt: skip


def as_tensors(samples: Samples) -> Images:
    """The images of a source as tensors, without a copy where possible; texts as they are."""
    if isinstance(samples.images, np.ndarray):
        return _tensor(samples.images)
    return [image if isinstance(image, str) else _tensor(image) for image in samples.images]


def _tensor(array: NDArray[np.uint8] | NDArray[np.float32]) -> Tensor:
    return torch.from_numpy(array if array.flags.writeable else array.copy())
