"""One recipe for input: training, validation, canvas, prediction and every export go through these functions.

Deterministic steps before the first random one run once over the whole set; from there on the steps run
on every batch. Images of different sizes stay a list until a step has made them alike.
"""

from __future__ import annotations

from collections.abc import Callable, Sequence
from dataclasses import dataclass
from typing import Any

import torch
from torch import Tensor

CHUNK = 1000

Images = Tensor | list[Any]
"""A batch (B, C, H, W), or a list of (C, H, W) while sizes differ; texts, until a step has made numbers of them."""


@dataclass(frozen=True)
class Step:
    """One step: ``function`` maps a batch to a batch; a random one also takes its numbers (B, draws)."""

    function: Callable[..., Any]
    random: bool = False
    always: bool = False

    @property
    def draws(self) -> int:
        """How many uniform numbers it needs per sample."""
        return int(self.function.draws) if self.random else 0  # type: ignore[attr-defined]


def to_float(images: Tensor) -> Tensor:
    """Bytes become float32 in 0 … 1."""
    return images.to(torch.float32) / 255 if images.dtype == torch.uint8 else images


def are_texts(images: Images) -> bool:
    """Whether these are texts, which a step takes all at once."""
    return isinstance(images, list) and bool(images) and isinstance(images[0], str)


def as_floats(images: Images) -> Images:
    """The same for a batch or a list; texts stay texts."""
    if isinstance(images, Tensor):
        return to_float(images)
    return images if are_texts(images) else [to_float(image) for image in images]


def run_step(step: Step, images: Images, draws: Tensor | None = None) -> Images:
    """One step on a batch; images of different sizes go one by one and come back as one batch where they fit."""
    if isinstance(images, list) and not are_texts(images):
        rows = [None if draws is None else draws[i : i + 1] for i in range(len(images))]
        results = [run_step(step, image[None], row) for image, row in zip(images, rows, strict=True)]
        return together([result[0] for result in results])
    result: Images = step.function(images, draws) if step.random else step.function(images)
    return together(result) if isinstance(result, list) else result


def together(images: list[Tensor]) -> Images:
    """One batch, if all images have one size."""
    return torch.stack(images) if len({image.shape for image in images}) == 1 else images


def prepare(images: Images, steps: Sequence[Step]) -> Images:
    """Deterministic steps over a whole set, chunk by chunk. Without steps the bytes stay bytes."""
    if not steps:
        return images
    chunks: list[Tensor] = []
    for start in range(0, len(images), CHUNK):
        chunk = as_floats(images[start : start + CHUNK])
        for step in steps:
            chunk = run_step(step, chunk)
        chunks += list(chunk) if isinstance(chunk, list) else [chunk]
    if (isinstance(images, list) and not are_texts(images)) or len({chunk.shape[1:] for chunk in chunks}) > 1:
        return together([image for chunk in chunks for image in (chunk if chunk.dim() == 4 else chunk[None])])
    return torch.cat(chunks)


def fit_steps(inputs: Images, steps: Sequence[Step]) -> None:
    """Let the steps that learn from the training part learn; each sees what the steps before it make of it."""
    last = max((place for place, step in enumerate(steps) if hasattr(step.function, "fit")), default=-1)
    for place, step in enumerate(steps[: last + 1]):
        if hasattr(step.function, "fit"):
            step.function.fit(inputs)
        if place < last:
            inputs = prepare(inputs, [step])


def split_steps(steps: Sequence[Step]) -> tuple[list[Step], list[Step]]:
    """The steps before the first random one, and the others."""
    first = next((i for i, step in enumerate(steps) if step.random), len(steps))
    return list(steps[:first]), list(steps[first:])


def run_batch(images: Images, steps: Sequence[Step], draws: Sequence[Tensor | None]) -> Images:
    """The remaining steps on one batch; ``draws`` has the numbers (B, draws) of each random step, else None."""
    images = as_floats(images)
    for step, numbers in zip(steps, draws, strict=True):
        images = run_step(step, images, numbers)
    return images
