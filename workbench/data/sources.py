"""The data sets of the catalogue: where each part's ``implementation`` leads."""

from __future__ import annotations

import hashlib
import importlib
import io
import struct
import time
import zipfile
import zlib
from contextlib import suppress
from functools import cache
from pathlib import Path

import numpy as np
from numpy.typing import NDArray

from workbench import __version__
from workbench.catalog.datasets import Strokes
from workbench.data import digit_recipe, strokes
from workbench.data.locations import cache_dir
from workbench.data.samples import Facts, Loaded, Progress, Samples, Source
from workbench.spec import files
from workbench.spec.parts import DatasetPart
from workbench.spec.problems import ExperimentError
from workbench.spec.unknown import is_unknown, unknown_problem

TEST_START = 10**9
"""Test digits are drawn from here on, so that no number of training digits reaches them."""

LEFT_SECONDS = 3600
"""Nobody writes a cache for so long."""


def source(part: DatasetPart, data_dir: Path, num_workers: int = 0) -> Source:
    """The reader of a data set's declaration. Raises :class:`ExperimentError` for an unknown one."""
    if is_unknown(part):
        raise ExperimentError([unknown_problem("data.source", part)])
    module, _, name = part.implementation.rpartition(".")
    reader: Source = getattr(importlib.import_module(module), name)(part, data_dir, num_workers)
    return reader


class StrokesSource:
    """The built-in digits: computed once, then read from the cache."""

    def __init__(self, part: Strokes, _data_dir: Path, _num_workers: int = 0) -> None:
        self.part = part

    def facts(self) -> Facts:
        """Known without drawing one."""
        return Facts(tuple("0123456789"), (1, 28, 28), self.part.train_count, self.part.test_count)

    def load(self, progress: Progress) -> Loaded:
        """Draw them, or read them from the cache."""
        progress("drawing digits", 0, 0)
        train = self._cached("train", np.arange(self.part.train_count))
        test = self._cached("test", TEST_START + np.arange(self.part.test_count))
        return Loaded(tuple("0123456789"), train, test)

    def preview(self, count: int) -> Samples:
        """The first training digits."""
        return _grey(*strokes.generate(self.part.strokes_seed, np.arange(min(count, self.part.train_count))))

    def targets(self, train: bool) -> NDArray[np.int64]:
        """Of the training or the test part: known without drawing."""
        part = self.part
        indices = np.arange(part.train_count) if train else TEST_START + np.arange(part.test_count)
        return strokes.choose_labels(part.strokes_seed, indices)

    def _cached(self, name: str, indices: NDArray[np.int64]) -> Samples:
        stem = f"strokes-{_generator_version()}-{self.part.strokes_seed}-{name}-{len(indices)}"
        path = cache_dir() / f"{stem}.npz"
        cached = _read_cache(path, len(indices))
        if cached is None:
            cached = strokes.generate(self.part.strokes_seed, indices)
            _write_cache(path, *cached)
        return _grey(*cached)


@cache
def _generator_version() -> str:
    """Changes whenever the drawing changes, so that an old cache is not taken for a new one."""
    sources = sorted(path for folder in strokes.__path__ for path in Path(folder).glob("*.py"))
    digest = hashlib.blake2b(__version__.encode(), digest_size=6)
    for path in [*sources, Path(digit_recipe.__file__)]:
        digest.update(path.read_bytes() if path.is_file() else b"")
    return digest.hexdigest()


def _grey(images: NDArray[np.uint8], targets: NDArray[np.int64]) -> Samples:
    return Samples(images[:, None], targets)


def _read_cache(path: Path, count: int) -> tuple[NDArray[np.uint8], NDArray[np.int64]] | None:
    """What the cache holds, or None where it holds nothing usable (it is then made again)."""
    try:
        with np.load(path, allow_pickle=False) as file:
            images, targets = file["images"], file["targets"]
    except (OSError, ValueError, KeyError, EOFError, struct.error, zipfile.BadZipFile, zlib.error):
        return None
    fits = images.shape == (count, 28, 28) and targets.shape == (count,) and images.dtype == np.uint8
    return (images, targets.astype(np.int64)) if fits else None


def _write_cache(path: Path, images: NDArray[np.uint8], targets: NDArray[np.int64]) -> None:
    """A cache that cannot be written is no reason to stop: the digits are drawn again next time."""
    content = io.BytesIO()
    np.savez(content, images=images, targets=targets.astype(np.uint8))
    with suppress(OSError):
        path.parent.mkdir(parents=True, exist_ok=True)
        _sweep(path.parent)
        files.write_whole(path, content.getbuffer())


def _sweep(folder: Path) -> None:
    """What processes that were killed while they wrote have left; what is younger may still be written."""
    for left in folder.glob(".strokes-*.tmp"):
        if time.time() - left.stat().st_mtime > LEFT_SECONDS:
            left.unlink(missing_ok=True)
