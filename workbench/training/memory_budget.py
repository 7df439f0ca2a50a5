"""Whether a set of image files fits in memory, before it is read."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Sequence
from dataclasses import dataclass

import numpy as np
import psutil
import torch
from torch import Tensor

from workbench.data.pipeline import Pipeline
from workbench.data.recipe import Images
from workbench.data.samples import Image

SHARE = 0.8
"""Of the free memory."""

PER_PARAMETER = 16
"""Bytes: a weight, its gradient, and two numbers of the optimizer."""


@dataclass(frozen=True)
class Looked:
    """What was made of some images of the set.

    ``training`` and ``evaluation`` are the shapes (C, H, W) after the steps that run once; ``size`` is the mean of the
    bytes of one image there, over both.
    """

    training: list[Tensor]
    evaluation: list[Tensor]
    decoded: float

    @property
    def size(self) -> float:
        """The bytes that an image of the training part takes in memory."""
        return float(np.mean([image.nbytes for image in self.training]))

    @property
    def evaluated(self) -> float:
        """Those of one for validation or test: always float32."""
        return float(np.mean([4 * image.numel() for image in self.evaluation]))


def looked_at(images: Sequence[Image], pipeline: Pipeline, decoded: float) -> Looked:
    """Run the steps on these, one by one. Raises :class:`workbench.spec.problems.ExperimentError` where one does not fit."""

    def made(prepare: Callable[[Images], Images]) -> list[Tensor]:
        return [prepare([torch.from_numpy(image)])[0] for image in images]

    return Looked(made(pipeline.prepared), made(pipeline.evaluation_prepared), decoded)


def each_for_itself(images: Sequence[Image], pipeline: Pipeline) -> bool:
    """Whether the steps make the same of an image when others are beside it."""
    shapes = [image.shape for image in images]
    same = [torch.from_numpy(image) for image in images if image.shape == max(shapes, key=shapes.count)]
    for prepare in (pipeline.prepared, pipeline.evaluation_prepared):
        together, alone = prepare(torch.stack(same)), prepare(same[:1])
        if not np.array_equal(together[0].numpy(), alone[0].numpy(), equal_nan=True):
            return False
    return True


def alike(images: Iterable[Tensor]) -> bool:
    """Whether all have one size."""
    return len({image.shape for image in images}) == 1


def free_bytes(device: torch.device, parameters: int) -> int:
    """What the data may take, in memory and on the device, beside a model of so many parameters."""
    free = psutil.virtual_memory().available
    if device.type == "cuda":
        free = min(free, torch.cuda.mem_get_info(device)[0])
    return max(0, int(SHARE * (free - PER_PARAMETER * parameters)))
