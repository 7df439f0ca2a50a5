"""Images of files after the steps that do the same to each of them every time, made when they are asked for."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from threading import Event
from typing import Any

import numpy as np
import torch
from numpy.typing import NDArray
from torch import Tensor

from workbench.data.recipe import Images
from workbench.data.samples import Image
from workbench.data.stream.file_images import FileImages
from workbench.data.stream.prefetch import AbandonedError
from workbench.data.stream.records import Records
from workbench.spec.problems import Problem


class PreparedImages:
    """``prepare`` runs the steps. Where it makes ``shape`` of every image, ``records`` may keep what it makes.

    ``uniform`` says whether it makes the same shape of all: batches are tensors (B, C, H, W) then, else lists.
    """

    def __init__(
        self, images: FileImages, prepare: Callable[[Images], Images], uniform: bool,
        shape: tuple[int, ...] | None = None, records: Records | None = None,
    ) -> None:  # fmt: skip
        self.images = images
        self.prepare = prepare
        self.uniform = uniform
        self.shape = shape
        self.records = records

    def sample(self, row: int) -> Tensor | Problem:
        """One image (C, H, W), or what is wrong with its file."""
        if self.records is not None:
            assert self.shape is not None
            kept = np.empty(self.shape, np.float32)
            if self.records.read(row, kept):
                return torch.from_numpy(kept)
        image = self.images.image(row)
        if isinstance(image, Problem):
            return image
        made: Tensor = self.prepare([torch.from_numpy(image)])[0]
        if self.records is not None and tuple(made.shape) == self.shape:
            self.records.write(row, np.ascontiguousarray(made.numpy()))
        return made

    def batch(self, rows: Sequence[int], given_up: Event | None = None) -> Images:
        """Several. Raises :class:`workbench.spec.problems.RunError` for a file that cannot be read, and
        :class:`AbandonedError` once that event is set.
        """
        found = self._kept(rows, given_up) if self.records is not None else self._made(rows, given_up)
        if self.uniform or isinstance(found, list):
            return found
        return list(found)

    def _kept(self, rows: Sequence[int], given_up: Event | None) -> Images:
        assert self.records is not None and self.shape is not None
        batch = np.empty((len(rows), *self.shape), np.float32)
        missing: list[tuple[int, Tensor]] = []
        for place, (row, spot) in enumerate(zip(rows, batch, strict=True)):
            _stop_if(given_up)
            if self.records.read(row, spot):
                continue
            made: Tensor = self.prepare([torch.from_numpy(self.images[row])])[0]
            if tuple(made.shape) == self.shape:
                spot[...] = made.numpy()
                self.records.write(row, spot)
            else:
                missing.append((place, made))
        if not missing:
            return torch.from_numpy(batch)
        images = list(torch.from_numpy(batch))
        for place, made in missing:
            images[place] = made
        return images

    def _made(self, rows: Sequence[int], given_up: Event | None) -> Images:
        images: NDArray[np.uint8] | list[Image] = self.images.images(rows, lambda: _stop_if(given_up))
        return self.prepare(as_tensors(images))


def as_tensors(images: Any) -> Images:
    """Without a copy."""
    if isinstance(images, np.ndarray):
        return torch.from_numpy(images)
    return [torch.from_numpy(image) for image in images]


def _stop_if(given_up: Event | None) -> None:
    if given_up is not None and given_up.is_set():
        raise AbandonedError
