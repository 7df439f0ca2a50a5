"""The images of a set of files as a sequence that decodes on access, and keeps what is decoded if it can."""

from __future__ import annotations

from collections.abc import Callable, Iterator, Sequence
from dataclasses import replace
from pathlib import Path
from typing import Any, Protocol

import numpy as np
from numpy.typing import NDArray

from workbench.data.samples import Image
from workbench.data.stream.reading import Reading, Stats, changed, stat
from workbench.spec.problems import Problem, RunError


class Kept(Protocol):
    """Where decoded images are kept (:class:`workbench.data.stream.records.Records`)."""

    def read(self, row: int, into: NDArray[Any]) -> bool:
        """Fill the array, if it is there."""
        ...

    def write(self, row: int, array: NDArray[Any]) -> None:
        """Keep it."""
        ...


class FileImages(Sequence[Image]):
    """``shapes`` (N, 3) are those of the headers, where these have been looked at. Raises :class:`RunError` on access.

    One that stands in the files of :attr:`kept` is not decoded.
    """

    def __init__(
        self, paths: Sequence[Path], reading: Reading, found: Stats, address: str, shapes: NDArray[np.int32] | None = None
    ) -> None:  # fmt: skip
        self.paths = paths
        self.reading = reading
        self.stats = found
        self.address = address
        self.shapes = shapes
        self.kept: Kept | None = None
        self.waiting: dict[int, Image] = {}
        """Decoded to see whether they can be, and given away on the first access."""

    def __len__(self) -> int:
        return len(self.paths)

    def __iter__(self) -> Iterator[Image]:
        return (self[row] for row in range(len(self)))

    def __getitem__(self, row: Any) -> Any:
        if isinstance(row, slice):
            return [self[each] for each in range(*row.indices(len(self)))]
        image = self.image(row)
        if isinstance(image, Problem):
            raise RunError(replace(image, severity="error"))
        return image

    def image(self, row: int, into: Image | None = None) -> Image | Problem:
        """One image, put where it shall be (``into`` has its shape); or what is wrong with its file."""
        if self.kept is None or self.shapes is None:
            return self._decoded(row)
        place = np.empty(self.shapes[row], np.uint8) if into is None else into
        if self.kept.read(row, place):
            return place
        image = self._decoded(row)
        if isinstance(image, Problem):
            return image
        self.kept.write(row, image)
        place[...] = image
        return place

    def images(
        self, rows: Sequence[int], between: Callable[[], None] = lambda: None
    ) -> NDArray[np.uint8] | list[Image]:
        """Several: one array (N, C, H, W) where they have one size, else a list.

        ``between`` is called before each, and may raise.
        """
        if self.shapes is None or not len(rows) or not self.alike(rows):
            return _stacked([self._between(between, row) for row in rows])
        batch = np.empty((len(rows), *self.shapes[rows[0]]), np.uint8)
        for row, place in zip(rows, batch, strict=True):
            between()
            image = self.image(row, place)
            if isinstance(image, Problem):
                raise RunError(replace(image, severity="error"))
            if image is not place:
                place[...] = image
        return batch

    def _between(self, between: Callable[[], None], row: int) -> Image:
        between()
        image: Image = self[row]
        return image

    def alike(self, rows: Sequence[int] | NDArray[np.int64]) -> bool:
        """Whether all have the size of the first, by their headers."""
        assert self.shapes is not None
        return bool((self.shapes[rows] == self.shapes[rows[0]]).all())

    def _decoded(self, row: int) -> Image | Problem:
        if (found := self.waiting.pop(row, None)) is not None:
            return found
        path = self.paths[row]
        image = self.reading.read(path)
        if isinstance(image, Problem):
            return image
        other_size = self.shapes is not None and image.shape != tuple(self.shapes[row])
        if other_size or stat(path) != self.stats.of(row):
            raise changed(path, self.address)
        return image


def _stacked(images: list[Image]) -> NDArray[np.uint8] | list[Image]:
    """One array where all have one size."""
    return np.stack(images) if len({image.shape for image in images}) == 1 else images
