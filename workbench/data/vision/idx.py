"""MNIST and its relatives: files in the IDX format under ``<data_dir>/<name>/raw``, plain or gzipped."""

from __future__ import annotations

import gzip
import math
import struct
import zlib
from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from pathlib import Path
from typing import Any

import numpy as np
from numpy.typing import NDArray

from workbench.data.archive import gunzip
from workbench.data.samples import Facts, Loaded, Progress, Samples
from workbench.data.vision.files import DownloadedSource, Wanted, damaged, unreadable
from workbench.data.vision.names import CLOTHES, DIGITS, EMNIST_CLASSES, KUZUSHIJI
from workbench.spec.parts import DatasetPart
from workbench.spec.problems import Text

TYPES: dict[int, np.dtype[Any]] = {0x08: np.dtype(np.uint8), 0x0C: np.dtype(">i4")}
"""The third byte of a file says what its numbers are."""

MNIST_FILES = (
    ("train-images-idx3-ubyte", "train-labels-idx1-ubyte"),
    ("t10k-images-idx3-ubyte", "t10k-labels-idx1-ubyte"),
)
QMNIST_FILES = (("qmnist-train-images-idx3-ubyte", "qmnist-train-labels-idx2-int"),
                ("qmnist-test-images-idx3-ubyte", "qmnist-test-labels-idx2-int"))  # fmt: skip

QMNIST_ROWS = {"test": slice(None), "test10k": slice(10_000), "test50k": slice(10_000, None)}

EMNIST_COUNTS = {"byclass": (697_932, 116_323), "bymerge": (697_932, 116_323), "balanced": (112_800, 18_800),
                 "letters": (124_800, 20_800), "digits": (240_000, 40_000), "mnist": (60_000, 10_000)}  # fmt: skip


@dataclass(frozen=True)
class Layout:
    """The files (images, labels) of the training and the test part, and what their numbers mean."""

    classes: tuple[str, ...]
    size: int
    counts: tuple[int, int] = (60_000, 10_000)
    names: tuple[tuple[str, str], tuple[str, str]] = MNIST_FILES
    first: int = 0
    """The label of the first class."""


def layout(part: DatasetPart) -> Layout:
    """That of a declared set."""
    if part.type == "EMNIST":
        split: str = part.split  # type: ignore[attr-defined]
        names = tuple((f"emnist-{split}-{p}-images-idx3-ubyte", f"emnist-{split}-{p}-labels-idx1-ubyte")
                      for p in ("train", "test"))  # fmt: skip
        return Layout(EMNIST_CLASSES[split], 561_753_746, EMNIST_COUNTS[split], names, int(split == "letters"))  # type: ignore[arg-type]
    if part.type == "QMNIST":
        rows = QMNIST_ROWS[part.what]  # type: ignore[attr-defined]
        return Layout(DIGITS, 20_436_162, (60_000, len(range(60_000)[rows])), QMNIST_FILES)
    return {
        "MNIST": Layout(DIGITS, 11_594_722),
        "FashionMNIST": Layout(CLOTHES, 30_878_645),
        "KMNIST": Layout(KUZUSHIJI, 21_240_888),
    }[part.type]


class IdxSource(DownloadedSource):
    """Reads MNIST, FashionMNIST, KMNIST, EMNIST and QMNIST. Images are (1, 28, 28)."""

    shape = (1, 28, 28)

    def __init__(self, part: DatasetPart, data_dir: Path, num_workers: int = 0) -> None:
        super().__init__(part, data_dir, num_workers)
        self.folder = data_dir / part.type / "raw"
        self.layout = layout(part)
        self.classes, self.counts, self.size = self.layout.classes, self.layout.counts, self.layout.size
        self.upright: bool = getattr(part, "upright", False)
        self.test_rows = QMNIST_ROWS[getattr(part, "what", "test")]

    def files(self) -> Iterable[Path]:
        """Each file as it is, or gzipped."""
        return [self._found(name) for names in self.layout.names for name in names]

    def archives(self) -> Iterable[Path]:
        """EMNIST's six splits come in one."""
        return [self.folder / "gzip.zip"] if self.part.type == "EMNIST" else []

    def facts(self) -> Facts:
        """As for all; the counts are those of the files, where they are there."""
        if self.there():
            images = [self._found(names[0]) for names in self.layout.names]
            train, test = (self._header(path, 3)[0][0] for path in images)
            self.counts = train, len(range(test)[self.test_rows])
        return super().facts()

    def load(self, progress: Progress) -> Loaded:
        """As for all; of EMNIST's archive only the split that is wanted is unpacked, and the archive is kept."""
        if self.part.type == "EMNIST" and not self.there():
            self._unpack_split(progress)
        return super().load(progress)

    def _unpack_split(self, progress: Progress) -> None:
        (whole,) = self.downloads()
        Wanted(whole.path, whole.urls, whole.md5).obtain(progress)
        names = [name for pair in self.layout.names for name in pair if not self._found(name).is_file()]
        inner = tuple(f"gzip/{name}.gz" for name in names)
        Wanted(whole.path, whole.urls, whole.md5, inner).obtain(progress)
        for name in names:
            gunzip(self.folder / "gzip" / f"{name}.gz", self.folder / name, progress)
        if not any((self.folder / "gzip").iterdir()):
            (self.folder / "gzip").rmdir()

    def downloads(self) -> Sequence[Wanted]:
        """By the addresses that torchvision's classes hold."""
        from torchvision import datasets  # late: it costs a second or more

        known = getattr(datasets, self.part.type)
        if self.part.type == "EMNIST":
            return [Wanted(self.folder / "gzip.zip", (known.url,), known.md5)]
        if self.part.type == "QMNIST":
            pairs = [pair for name in ("train", "test") for pair in known.resources[name]]
            found = [Wanted(self.folder / url.rpartition("/")[2], (url,), md5) for url, md5 in pairs]
        else:
            found = [
                Wanted(self.folder / file, tuple(mirror + file for mirror in known.mirrors), md5)
                for file, md5 in known.resources
            ]
        return [wanted for wanted in found if not wanted.path.with_suffix("").is_file()]

    def samples(self, train: bool, count: int | None = None) -> Samples:
        """See :class:`DownloadedSource`."""
        images_path, labels_path = map(self._found, self.layout.names[0 if train else 1])
        images, targets = self._read(images_path, 3, count), self._targets(labels_path, count)
        self.check(labels_path, images, targets)
        rows = slice(None) if train else self.test_rows
        images = images[rows].swapaxes(1, 2) if self.upright else images[rows]
        return Samples(np.ascontiguousarray(images[:, None]), targets[rows])

    def targets(self, train: bool) -> NDArray[np.int64]:
        """The labels of the training or the test part without the images."""
        found = self._targets(self._found(self.layout.names[0 if train else 1][1]), None)
        return found if train else found[self.test_rows]

    def _targets(self, path: Path, count: int | None) -> NDArray[np.int64]:
        targets = self._read(path, None, count)
        return (targets[:, 0] if targets.ndim == 2 else targets).astype(np.int64) - self.layout.first

    def _found(self, name: str) -> Path:
        return next((p for p in (self.folder / name, self.folder / f"{name}.gz") if p.is_file()), self.folder / name)

    def _header(self, path: Path, axes: int | None) -> tuple[list[int], np.dtype[Any], int]:
        """The sizes, the kind of number, and where the numbers begin."""
        try:
            with gzip.open(path) if path.suffix == ".gz" else path.open("rb") as file:
                zeros, kind, found = struct.unpack(">HBB", file.read(4))
                sizes = list(struct.unpack(f">{found}I", file.read(4 * found)))
        except (OSError, EOFError, zlib.error) as error:
            raise unreadable(path, error) from None
        except struct.error:
            raise damaged(path, Text("it ends too early")) from None
        right = found == 3 and sizes[1:] == [28, 28] and kind == 0x08 if axes == 3 else found in (1, 2)
        if zeros or kind not in TYPES or not right or math.prod(sizes) > 10**10:
            raise damaged(path, Text("its beginning is not that of such a file"))
        return sizes, TYPES[kind], 4 + 4 * found

    def _read(self, path: Path, axes: int | None, count: int | None) -> NDArray[Any]:
        """An array in the IDX format: a magic number 0x0000080n, n sizes, then the numbers."""
        sizes, kind, start = self._header(path, axes)
        sizes[0] = min(count, sizes[0]) if count is not None else sizes[0]
        length = math.prod(sizes) * kind.itemsize
        try:
            with gzip.open(path) if path.suffix == ".gz" else path.open("rb") as file:
                file.seek(start)
                body = file.read(length)
        except (OSError, EOFError, zlib.error) as error:
            raise unreadable(path, error) from None
        if len(body) != length:
            raise damaged(path, Text("it ends too early"))
        return np.frombuffer(body, kind).reshape(sizes)
