"""The parts of a data set that does not fit in memory: batches of the training part, slices of the others."""

from __future__ import annotations

from collections.abc import Generator, Sequence
from concurrent.futures import ThreadPoolExecutor
from functools import partial
from threading import Event

import numpy as np
import torch
from numpy.typing import NDArray
from torch import Tensor

from workbench.data.pipeline import Pipeline
from workbench.data.recipe import Images
from workbench.data.stream.prefetch import ahead
from workbench.data.stream.prepared import PreparedImages

Rows = NDArray[np.int64]


class StreamedTraining:
    """Prepared up to the first random step. ``rows`` are the places of its images; ``size`` is what one takes, in bytes."""

    def __init__(self, images: PreparedImages, rows: Rows, workers: int, size: int, device: torch.device) -> None:
        self.images = images
        self.rows = rows
        self.workers = workers
        self.size = size
        self.device = device

    def __len__(self) -> int:
        return len(self.rows)

    def batches(self, plan: Sequence[Tensor]) -> Generator[Images, None, None]:
        """For each of the ``plan`` (indices of the part), its images; made in threads, a few batches ahead."""
        most = max((len(part) for part in plan), default=0)
        made = ahead(self._batch, plan, self.workers, most * self.size)
        try:
            for images in made:
                yield images.to(self.device, non_blocking=True) if isinstance(images, Tensor) else images
        finally:
            made.close()

    def _batch(self, part: Tensor, given_up: Event) -> Images:
        made = self.images.batch(self.rows[part.numpy()].tolist(), given_up)
        if self.device.type == "cuda" and isinstance(made, Tensor):
            return made.pin_memory()  # from there a GPU takes it while the CPU goes on
        return made


class StreamedInputs:
    """The inputs of validation or test as the model gets them: ``inputs[start:stop]`` is made when it is asked for."""

    def __init__(
        self, images: PreparedImages, rows: Rows, workers: int, pipeline: Pipeline, device: torch.device
    ) -> None:
        self.images = images
        self.rows = rows
        self.workers = workers
        self.pipeline = pipeline
        self.device = device
        self._last: tuple[tuple[int, int], Tensor] | None = None

    def __len__(self) -> int:
        return len(self.rows)

    def __getitem__(self, part: slice) -> Tensor:
        start, stop, _ = part.indices(len(self))
        if self._last is None or self._last[0] != (start, stop):  # an autoencoder asks twice
            self._last = None
            self._last = (start, stop), self._made(start, stop).to(self.device)
        return self._last[1]

    def _made(self, start: int, stop: int) -> Tensor:
        prepared = self._prepared(self.rows[start:stop].tolist())
        return self.pipeline.evaluated(prepared, range(start, stop), len(self))

    def _prepared(self, rows: list[int]) -> Images:
        share = -(-len(rows) // max(self.workers, 1)) or 1
        parts = [rows[at : at + share] for at in range(0, len(rows), share)]
        if len(parts) < 2:
            return self.images.batch(rows)
        given_up = Event()
        with ThreadPoolExecutor(self.workers, thread_name_prefix="reading") as pool:
            try:
                made = list(pool.map(partial(self.images.batch, given_up=given_up), parts))
            finally:
                given_up.set()
        if all(isinstance(each, Tensor) for each in made) and len({each[0].shape for each in made}) == 1:
            return torch.cat(made)  # type: ignore[arg-type]
        return [image for each in made for image in each]
