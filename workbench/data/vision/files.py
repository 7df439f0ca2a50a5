"""What the readers of torchvision's data sets share: files that are there or are fetched, and damage said in a sentence."""

from __future__ import annotations

import hashlib
from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from pathlib import Path
from typing import Any

import numpy as np
from numpy.typing import NDArray

from workbench.data.archive import unpack
from workbench.data.download import fetch
from workbench.data.samples import Facts, Loaded, Progress, Samples
from workbench.spec.parts import DatasetPart
from workbench.spec.problems import ExperimentError, Text, problem

ADDRESS = "data.source"


@dataclass(frozen=True)
class Wanted:
    """One file to download. ``brings``: what an archive holds of use, relative to its folder; it is deleted afterwards."""

    path: Path
    urls: tuple[str, ...]
    md5: str
    brings: tuple[str, ...] = ()

    def obtain(self, progress: Progress) -> None:
        """Do what is still to be done: download, unpack. An archive that the user had stays where it is."""
        if all((self.path.parent / name).exists() for name in self.brings or (self.path.name,)):
            return
        had = self.path.is_file()
        if not had:
            fetch(self.urls, self.path, self.md5, progress)
        elif not checksum_fits(self.path, self.md5, progress):
            raise damaged(self.path, Text("its checksum is wrong"))
        if self.brings:
            unpack(self.path, self.path.parent, self.brings, progress)
            if not had:
                self.path.unlink(missing_ok=True)


class DownloadedSource:
    """A set whose images have one size: readers say where the files are and how they are read."""

    classes: tuple[str, ...]
    shape: tuple[int, int, int]
    counts: tuple[int, int]
    size: int
    """Bytes to download."""

    def __init__(self, part: DatasetPart, data_dir: Path, num_workers: int = 0) -> None:
        self.part = part
        self.data_dir = data_dir
        self.num_workers = num_workers

    def files(self) -> Iterable[Path]:
        """What has to be there to read the set."""
        raise NotImplementedError

    def archives(self) -> Iterable[Path]:
        """Archives that bring all of it; where they are there, nothing is downloaded."""
        return ()

    def downloads(self) -> Sequence[Wanted]:
        """What torchvision would fetch; imports it."""
        raise NotImplementedError

    def samples(self, train: bool, count: int | None = None) -> Samples:
        """The training or the test part, or its first ``count`` samples."""
        raise NotImplementedError

    def there(self) -> bool:
        """Whether every file is there."""
        return all(path.is_file() for path in self.files())

    def facts(self) -> Facts:
        """Known without reading; says whether the files are there."""
        archives = tuple(self.archives())
        ready = self.there() or (bool(archives) and all(path.is_file() for path in archives))
        return Facts(self.classes, self.shape, *self.counts, ready, 0 if ready else self.size)

    def load(self, progress: Progress) -> Loaded:
        """Read the files; download first those that are missing."""
        if not self.there():
            for wanted in self.downloads():
                wanted.obtain(progress)
        progress("reading files", 0, 0)
        return Loaded(self.classes, self.samples(True), self.samples(False))

    def preview(self, count: int) -> Samples:
        """The first training images, if they are there."""
        if not self.there():
            return Samples(np.zeros((0, *self.shape), np.uint8), np.zeros(0, np.int64))
        return self.samples(True, count)

    def check(self, path: Path, images: NDArray[Any], targets: NDArray[np.int64]) -> None:
        """Whether labels fit images and classes; raises :class:`ExperimentError` for the file of the labels."""
        if len(images) != len(targets):
            counts = {"images": len(images), "labels": len(targets)}
            raise damaged(path, Text("it has {images} images for {labels} labels", counts))
        last = len(self.classes) - 1
        for label in (targets.min(), targets.max()) if len(targets) else ():
            if not 0 <= label <= last:
                words = "it has the label {label}, but there are {count} classes (0 to {last})"
                raise damaged(path, Text(words, {"label": int(label), "count": last + 1, "last": last}))


def checksum_fits(path: Path, md5: str, progress: Progress) -> bool:
    """Whether a file has this checksum."""
    digest, done, size = hashlib.md5(usedforsecurity=False), 0, path.stat().st_size
    with path.open("rb") as file:
        while chunk := file.read(1 << 20):
            digest.update(chunk)
            done += len(chunk)
            progress(f"checking {path.name}", done, size)
    return digest.hexdigest() == md5


def damaged(path: Path, reason: Text | str) -> ExperimentError:
    """A file of a data set that cannot be read."""
    return ExperimentError([
        problem(
            ADDRESS, "{path} is damaged: {reason}.", "Delete it, and it is downloaded again.", path=path, reason=reason
        )
    ])  # fmt: skip


def unreadable(path: Path, error: Exception) -> ExperimentError:
    """The same for an error of Python's: a missing file, no right to read it, or bytes that are no such file."""
    if isinstance(error, OSError) and error.strerror:
        return damaged(path, error.strerror)
    return damaged(path, Text("it cannot be read"))
