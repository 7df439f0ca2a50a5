"""The samples of a part as the model gets them, batch by batch, and never more of them at once."""

from __future__ import annotations

from collections.abc import Callable, Generator, Sequence
from contextlib import closing
from functools import partial
from math import prod
from pathlib import Path
from threading import Event
from typing import Any

import numpy as np
import torch
from numpy.typing import NDArray
from torch import Tensor

from workbench.data.browse import Shelf
from workbench.data.image_files import read_image
from workbench.data.pipeline import Pipeline, as_tensors
from workbench.data.recipe import CHUNK, Images
from workbench.data.samples import Samples
from workbench.data.stream.file_images import FileImages
from workbench.data.stream.prefetch import ahead
from workbench.data.stream.prepared import PreparedImages
from workbench.data.stream.reading import Reading, stats
from workbench.training.evaluate import EVALUATION_BATCH, EVALUATION_NUMBERS

PIECE_NUMBERS = 16_000_000
"""So many numbers of images are decoded and go through the first steps at once (as float32: 64 MB)."""

LOOKED_AT = 64

Rows = NDArray[np.int64]
Maker = Callable[[Rows, Event], Images]


def batches(
    shelf: Shelf, rows: Rows, pipeline: Pipeline, shape: Sequence[int], workers: int
) -> Generator[Tensor, None, None]:
    """The samples at these ``rows`` of the part, after all steps: (B, \\*shape) float32, the batches those of training's evaluation.

    Raises :class:`workbench.spec.problems.ExperimentError` where a step does not fit, and
    :class:`workbench.spec.problems.RunError` for a file that cannot be read.
    """
    size = max(1, min(EVALUATION_BATCH, EVALUATION_NUMBERS // max(1, prod(shape))))
    make, largest = _maker(shelf, pipeline)
    piece = max(1, PIECE_NUMBERS // max(1, largest))
    group = size * max(1, min(CHUNK, piece, EVALUATION_NUMBERS // max(1, prod(shape))) // size)
    groups = [rows[at : at + group] for at in range(0, len(rows), group)]
    pieces = [[some[at : at + piece] for at in range(0, len(some), piece)] for some in groups]
    threads = workers if _reads(shelf) else 0
    wanted = [each for some in pieces for each in some]
    with closing(ahead(make, wanted, threads, 4 * largest * min(piece, group))) as made:
        for some, parts in zip(groups, pieces, strict=True):
            prepared = _joined([next(made) for _ in parts])
            inputs = pipeline.evaluated(prepared, some.tolist(), len(shelf))
            del prepared
            yield from torch.split(inputs, size)


def _reads(shelf: Shelf) -> bool:
    """Whether its samples are in files."""
    return bool(shelf.files) or isinstance(shelf.images, FileImages)


def _maker(shelf: Shelf, pipeline: Pipeline) -> tuple[Maker, int]:
    """What takes samples of the part through the first steps, and how many numbers one of them has at most."""
    if not _reads(shelf):
        return partial(_from_memory, shelf, pipeline), _largest(shelf.images)
    images = shelf.images
    if not isinstance(images, FileImages):
        reading = Reading(lambda path: read_image(path, shelf.mode), lambda path: _shape(path, shelf.mode), ())
        images = FileImages(shelf.files, reading, stats(shelf.files), "data.source")
    made = PreparedImages(images, pipeline.evaluation_prepared, uniform=True)
    some = shelf.rows[:: len(shelf) // LOOKED_AT + 1]
    shapes = [images.reading.shape(images.paths[row]) for row in some]
    largest = max((prod(shape) for shape in shapes if shape), default=1_000_000)
    return lambda rows, given_up: made.batch(shelf.rows[rows].tolist(), given_up), largest


def _from_memory(shelf: Shelf, pipeline: Pipeline, rows: Rows, _given_up: Event) -> Images:
    places, images = shelf.rows[rows], shelf.images
    some: Any = images[places] if isinstance(images, np.ndarray) else [images[place] for place in places]
    return pipeline.evaluation_prepared(as_tensors(Samples(some, shelf.targets[rows])))


def _largest(images: Any) -> int:
    if isinstance(images, np.ndarray):
        return prod(images.shape[1:])
    some = images[:: len(images) // LOOKED_AT + 1]
    return max((1 if isinstance(each, str) else int(each.size) for each in some), default=1)


def _shape(path: Path, mode: str) -> tuple[int, int, int] | None:
    """By the header alone; which way the picture is turned does not matter for its size."""
    from PIL import Image as Pillow

    try:
        with Pillow.open(path) as image:
            return (1 if mode == "L" else 3, image.height, image.width)
    except Exception:  # noqa: BLE001 - what is wrong with it is said when it is decoded
        return None


def _joined(parts: list[Images]) -> Images:
    """One batch where all have one size, else a list."""
    if len(parts) == 1:
        return parts[0]
    if all(isinstance(part, Tensor) for part in parts) and len({part[0].shape for part in parts}) == 1:
        return torch.cat([part for part in parts if isinstance(part, Tensor)])
    return [image for part in parts for image in part]
