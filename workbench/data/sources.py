"""The data sets of the catalogue: where each part's ``implementation`` leads."""

from __future__ import annotations

import gzip
import hashlib
import importlib
import os
import struct
import zipfile
import zlib
from functools import cache
from pathlib import Path

import numpy as np
from numpy.typing import NDArray

from workbench import __version__
from workbench.catalog.datasets import Strokes
from workbench.data import digit_recipe, strokes
from workbench.data.download import fetch
from workbench.data.locations import cache_dir
from workbench.data.samples import Facts, Loaded, Progress, Samples, Source
from workbench.spec.parts import DatasetPart
from workbench.spec.problems import ExperimentError, Text, problem

ADDRESS = "data.source"

TEST_START = 10**9
"""Test digits are drawn from here on, so that no number of training digits reaches them."""


def source(part: DatasetPart, data_dir: Path, num_workers: int = 0) -> Source:
    """The reader of a data set's declaration."""
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

    def training_targets(self) -> NDArray[np.int64]:
        """Known without drawing."""
        return strokes.choose_labels(self.part.strokes_seed, np.arange(self.part.train_count))

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
    files = sorted(path for folder in strokes.__path__ for path in Path(folder).glob("*.py"))
    digest = hashlib.blake2b(__version__.encode(), digest_size=6)
    for path in [*files, Path(digit_recipe.__file__)]:
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
    temporary = path.with_name(f"{path.stem}.{os.getpid()}.tmp.npz")
    try:
        path.parent.mkdir(parents=True, exist_ok=True)
        np.savez(temporary, images=images, targets=targets.astype(np.uint8))
        temporary.replace(path)
    except OSError:
        temporary.unlink(missing_ok=True)


CLASSES = {
    "MNIST": tuple("0123456789"),
    "FashionMNIST": (
        "T-shirt/top", "Trouser", "Pullover", "Dress", "Coat", "Sandal", "Shirt", "Sneaker", "Bag", "Ankle boot",
    ),
}  # fmt: skip

FILES = {True: ("train-images-idx3-ubyte", "train-labels-idx1-ubyte"),
         False: ("t10k-images-idx3-ubyte", "t10k-labels-idx1-ubyte")}  # fmt: skip


class MnistSource:
    """MNIST and FashionMNIST in torchvision's layout: ``<data_dir>/<name>/raw``, plain or gzipped."""

    def __init__(self, part: DatasetPart, data_dir: Path, _num_workers: int = 0) -> None:
        self.name = part.type
        self.folder = data_dir / part.type / "raw"

    def facts(self) -> Facts:
        """Known without reading; says whether the files are there."""
        ready = all(self._found(name) for names in FILES.values() for name in names)
        size = {"MNIST": 11_594_722, "FashionMNIST": 30_878_645}[self.name]
        return Facts(CLASSES[self.name], (1, 28, 28), 60_000, 10_000, ready, 0 if ready else size)

    def load(self, progress: Progress) -> Loaded:
        """Read the files; download first those that are missing."""
        self._download_missing(progress)
        progress("reading files", 0, 0)
        return Loaded(CLASSES[self.name], self._part(True), self._part(False))

    def preview(self, count: int) -> Samples:
        """The first training images, if they are there."""
        if not self.facts().ready:
            return Samples(np.zeros((0, 1, 28, 28), np.uint8), np.zeros(0, np.int64))
        return self._part(True, count)

    def training_targets(self) -> NDArray[np.int64]:
        """The labels without the images."""
        return self._idx(FILES[True][1], 1, None).astype(np.int64)

    def _found(self, name: str) -> Path | None:
        return next((p for p in (self.folder / name, self.folder / f"{name}.gz") if p.is_file()), None)

    def _download_missing(self, progress: Progress) -> None:
        missing = [name for names in FILES.values() for name in names if not self._found(name)]
        if not missing:
            return
        from torchvision import datasets  # late: it costs a second or more

        known = getattr(datasets, self.name)
        checksums = dict(known.resources)
        for name in missing:
            file = f"{name}.gz"
            fetch([mirror + file for mirror in known.mirrors], self.folder / file, checksums[file], progress)

    def _part(self, train: bool, count: int | None = None) -> Samples:
        images_name, labels_name = FILES[train]
        images, targets = self._idx(images_name, 3, count), self._idx(labels_name, 1, count)
        if len(images) != len(targets):
            counts = {"images": len(images), "labels": len(targets)}
            raise self._wrong(images_name, Text("it has {images} images for {labels} labels", counts))
        if len(targets) and targets.max() >= len(CLASSES[self.name]):
            words = Text("it has the label {label}, but there are 10 classes (0 to 9)", {"label": targets.max()})
            raise self._wrong(labels_name, words)
        return Samples(images[:, None], targets.astype(np.int64))

    def _idx(self, name: str, axes: int, count: int | None) -> NDArray[np.uint8]:
        """An array in the IDX format: a magic number 0x0000080n, n sizes, then bytes."""
        path = self._found(name)
        assert path is not None
        header = 4 + 4 * axes
        try:
            with gzip.open(path) if path.suffix == ".gz" else path.open("rb") as file:
                start = file.read(header)
                magic, *sizes = struct.unpack(f">{axes + 1}I", start)
                if magic != 0x800 + axes or sizes[1:] != [28, 28][: axes - 1] or sizes[0] > 10_000_000:
                    raise self._wrong(path.name, Text("its beginning is not that of such a file"))
                sizes[0] = min(count, sizes[0]) if count is not None else sizes[0]
                body = file.read(int(np.prod(sizes)))
        except (OSError, EOFError, struct.error) as error:
            raise self._wrong(path.name, str(error) or Text("it cannot be read")) from None
        if len(body) != np.prod(sizes):
            raise self._wrong(path.name, Text("it ends too early"))
        return np.frombuffer(body, np.uint8).reshape(sizes)

    def _wrong(self, name: str, reason: Text | str) -> ExperimentError:
        return ExperimentError([
            problem(
                ADDRESS, "{path} is damaged: {reason}.", "Delete it, and it is downloaded again.",
                path=self.folder / name, reason=reason,
            )
        ])  # fmt: skip
