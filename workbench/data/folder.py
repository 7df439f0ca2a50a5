"""A folder of images, one folder in it per class, as ``torchvision.datasets.ImageFolder`` reads it."""

from __future__ import annotations

import os
from collections.abc import Iterable
from concurrent.futures import ThreadPoolExecutor
from pathlib import Path

import numpy as np
import psutil
from numpy.typing import NDArray
from PIL import Image as Pillow
from PIL import UnidentifiedImageError

from workbench.catalog.datasets import ImageFolder
from workbench.data.samples import Facts, Image, Loaded, Progress, Samples
from workbench.data.splits import stratified_split
from workbench.spec.problems import ExperimentError, Problem, RunError, Text, problem

EXTENSIONS = (".jpg", ".jpeg", ".png", ".ppm", ".bmp", ".pgm", ".tif", ".tiff", ".webp")
"""Those of torchvision's ImageFolder."""

MAX_PIXELS = 64_000_000
LOOKED_AT = 64

ROOT = "data.source.root"

Entry = tuple[Path, int]


class FolderSource:
    """Reads an :class:`ImageFolder`. Files are listed in torchvision's order, so that labels and splits agree."""

    def __init__(self, part: ImageFolder, data_dir: Path, num_workers: int = 0) -> None:
        self.part = part
        self.num_workers = num_workers
        self.root = _resolved(part.root, data_dir)
        self.test_root = _resolved(part.test_root, data_dir) if part.test_root else None

    def facts(self) -> Facts:
        """Classes and counts from the names; sizes from the headers of a few files."""
        classes, train, test = self._entries()
        shapes = {self._header_shape(path) for path, _ in _spread(train, LOOKED_AT)} - {None}
        one = next(iter(shapes)) if len(shapes) == 1 else None
        largest = max(shapes, key=lambda s: s[1] * s[2], default=None) if shapes else None  # type: ignore[index]
        return Facts(classes, one, len(train), len(test), largest=largest)

    def load(self, progress: Progress) -> Loaded:
        """Decode every image."""
        classes, train, test = self._entries()
        self._refuse_too_large(train + test)
        total = len(train) + len(test)
        notes: list[Problem] = []
        train_samples = self._decoded(train, progress, 0, total, notes)
        test_samples = self._decoded(test, progress, len(train), total, notes)
        return Loaded(classes, train_samples, test_samples, tuple(notes))

    def preview(self, count: int) -> Samples:
        """A few training images, spread over the classes; those that cannot be read are left out."""
        _, train, _ = self._entries()
        return self._decoded(_spread(train, count), lambda *_: None, 0, count, [], skip=True)

    def _entries(self) -> tuple[tuple[str, ...], list[Entry], list[Entry]]:
        classes, entries = _listed(self.root, ROOT)
        if self.test_root:
            test_classes, test = _listed(self.test_root, "data.source.test_root")
            _same_classes(classes, test_classes)
            return classes, entries, test
        targets = np.array([target for _, target in entries])
        train_indices, test_indices = stratified_split(targets, self.part.test_fraction, seed=0)
        return classes, [entries[i] for i in train_indices], [entries[i] for i in test_indices]

    def _header_shape(self, path: Path) -> tuple[int, int, int] | None:
        try:
            with Pillow.open(path) as image:
                return (1 if self.part.mode == "L" else 3, image.height, image.width)
        except (OSError, ValueError, Pillow.DecompressionBombError, SyntaxError):
            return None

    def _refuse_too_large(self, entries: list[Entry]) -> None:
        shapes = [shape for path, _ in _spread(entries, LOOKED_AT) if (shape := self._header_shape(path))]
        if not shapes:
            return
        expected = int(np.mean([np.prod(shape) for shape in shapes])) * len(entries)
        free = psutil.virtual_memory().available
        if expected > 0.8 * free:
            raise ExperimentError([
                problem(
                    ROOT, "The decoded images need {need:.1f} GB of memory; {free:.1f} GB are free.",
                    "Make the files smaller, or use fewer.", need=expected / 1e9, free=free / 1e9,
                )
            ])  # fmt: skip

    def _decoded(
        self, entries: list[Entry], progress: Progress, done: int, total: int, notes: list[Problem], skip: bool = False
    ) -> Samples:
        images, targets = [], []
        skip = skip or self.part.damaged == "skip"
        for position, ((_, target), image) in enumerate(zip(entries, self._read_all(entries), strict=True)):
            if position % 64 == 0:
                progress("reading images", done + position, total)
            if isinstance(image, Problem):
                if not skip:
                    raise RunError(image)
                notes.append(image)
                continue
            images.append(image)
            targets.append(target)
        return Samples(_together(images), np.array(targets, np.int64))

    def _read_all(self, entries: list[Entry]) -> Iterable[Image | Problem]:
        paths = [path for path, _ in entries]
        if not self.num_workers:
            yield from map(self._read_one, paths)
            return
        with ThreadPoolExecutor(self.num_workers) as pool:
            try:
                yield from pool.map(self._read_one, paths)
            finally:
                pool.shutdown(cancel_futures=True)

    def _read_one(self, path: Path) -> Image | Problem:
        return read_image(path, self.part.mode)


def read_image(path: Path, mode: str) -> Image | Problem:
    """An image file as (C, H, W) bytes, as Pillow converts it to ``mode`` ("L" or "RGB"); or what is wrong with it."""
    try:
        with Pillow.open(path) as image:
            if image.width * image.height > MAX_PIXELS:
                return _damaged(
                    path, Text("it has {w} × {h} pixels, more than 64 million", {"w": image.width, "h": image.height})
                )
            pixels = np.asarray(image.convert(mode))
    except UnidentifiedImageError:
        return _damaged(path, Text("it is not an image that Pillow knows"))
    except (OSError, ValueError, SyntaxError, EOFError, Pillow.DecompressionBombError) as error:
        return _damaged(path, (str(error) or type(error).__name__).rstrip("."))
    return pixels[None] if pixels.ndim == 2 else np.ascontiguousarray(pixels.transpose(2, 0, 1))


def _damaged(path: Path, reason: Text | str) -> Problem:
    return problem(
        ROOT,
        "{path} cannot be read: {reason}.",
        "Remove or replace the file, or set damaged = “skip”.",
        path=path,
        reason=reason,
        severity="warning",
    )


def _resolved(root: str, data_dir: Path) -> Path:
    """A relative folder is looked for here first, then in the data folder."""
    path = Path(root).expanduser()
    return path if path.is_absolute() or path.exists() else data_dir / path


def _listed(root: Path, address: str) -> tuple[tuple[str, ...], list[Entry]]:
    """Classes and files, in torchvision's order. Raises :class:`ExperimentError`."""
    if not root.is_dir() or str(root) == ".":
        raise ExperimentError([
            problem(address, "There is no folder “{root}”.", "Choose the folder that holds one folder per class.", root=root)
        ])  # fmt: skip
    try:
        classes = tuple(sorted(entry.name for entry in os.scandir(root) if entry.is_dir()))
        by_class = [_files(root / name) for name in classes]
    except OSError as error:
        raise ExperimentError([problem(address, "{path} cannot be read: {reason}.", "Check its rights.",
                                       path=error.filename, reason=error.strerror)]) from None  # fmt: skip
    _refuse_empty(root, address, classes, by_class)
    return classes, [(path, target) for target, paths in enumerate(by_class) for path in paths]


def _files(folder: Path) -> list[Path]:
    found = []
    for place, _, names in sorted(os.walk(folder, followlinks=True)):
        found += [Path(place, name) for name in sorted(names) if name.lower().endswith(EXTENSIONS)]
    return found


def _refuse_empty(root: Path, address: str, classes: tuple[str, ...], by_class: list[list[Path]]) -> None:
    if len(classes) < 2:
        raise ExperimentError([
            problem(address, "“{root}” holds {count} folders; a class is a folder, and two are needed.",
                    "Make one folder per class and put its images into it.", root=root, count=len(classes))
        ])  # fmt: skip
    empty = [name for name, paths in zip(classes, by_class, strict=True) if not paths]
    if empty:
        raise ExperimentError([
            problem(address, "The class “{name}” has no images ({path}).", "Put images into it, or remove the folder.",
                    name=name, path=root / name) for name in empty
        ])  # fmt: skip


def _same_classes(classes: tuple[str, ...], test_classes: tuple[str, ...]) -> None:
    if classes != test_classes:
        odd = sorted(set(classes) ^ set(test_classes))
        raise ExperimentError([
            problem("data.source.test_root", "Training and test folder have different classes: {names}.",
                    "Give both the same folders.", names=", ".join(odd))
        ])  # fmt: skip


def _spread(entries: list[Entry], count: int) -> list[Entry]:
    if len(entries) <= count:
        return entries
    return [entries[i] for i in np.linspace(0, len(entries) - 1, count).astype(int)]


def _together(images: list[Image]) -> NDArray[np.uint8] | list[Image]:
    """One array where all images have one size."""
    if not images:
        return np.zeros((0, 1, 1, 1), np.uint8)
    return np.stack(images) if len({image.shape for image in images}) == 1 else images
