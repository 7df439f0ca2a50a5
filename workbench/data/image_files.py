"""Reading image files: what the sources of image files share, and what is said of a file that cannot be read."""

from __future__ import annotations

import stat
import warnings
from collections.abc import Callable, Iterable, Iterator, Sequence
from concurrent.futures import ThreadPoolExecutor
from dataclasses import dataclass, replace
from io import BytesIO
from pathlib import Path
from typing import Any, TypeVar

import numpy as np
import psutil
from numpy.typing import NDArray
from PIL import Image as Pillow
from PIL import UnidentifiedImageError

from workbench.data.pixels import MAX_PIXELS, as_bytes, has_wide_numbers, orientation
from workbench.data.samples import Facts, Image, Loaded, Progress, Samples
from workbench.data.splits import stratified_split
from workbench.data.stream.reading import Reading
from workbench.spec.problems import ExperimentError, Problem, RunError, Text, problem

LOOKED_AT = 64
AHEAD = 256

READ_AT_ONCE = 16_000_000
"""Bytes of a file; a larger one is decoded while it is read."""

warnings.filterwarnings("ignore", module=r"PIL\.")  # of odd notes in files that can be read
warnings.filterwarnings("error", category=Pillow.DecompressionBombWarning)  # :func:`read_image` says it in words

Target = int | tuple[float, ...]

Entry = tuple[Path, Target]

Item = TypeVar("Item")


@dataclass(frozen=True)
class Listing:
    """The files of a data set with their targets: class numbers, or as many numbers as ``outputs`` has names."""

    classes: tuple[str, ...]
    train: list[Entry]
    test: list[Entry]
    outputs: tuple[str, ...] = ()
    notes: tuple[Problem, ...] = ()


class ImageFilesSource:
    """Reads image files; a subclass lists them. ``address`` is where the part says which they are."""

    address = "data.source"

    def __init__(self, part: Any, data_dir: Path, num_workers: int = 0) -> None:
        self.part = part
        self.data_dir = data_dir
        self.num_workers = num_workers

    def listing(self) -> Listing:
        """The files. Raises :class:`ExperimentError`."""
        raise NotImplementedError

    def listed(self, _progress: Progress) -> Listing:
        """The same, as a run asks for it."""
        return self.listing()

    @property
    def reading(self) -> Reading:
        """How they are decoded."""
        return Reading(self._read_one, self._header_shape, (self.part.mode,))

    @property
    def skips_damaged(self) -> bool:
        """Whether those that cannot be read are left out."""
        return bool(self.part.damaged == "skip")

    def facts(self) -> Facts:
        """Classes and counts from the listing; sizes from the headers of a few files."""
        found = self.listing()
        shapes = {self._header_shape(path) for path, _ in spread(found.train, LOOKED_AT)} - {None}
        one = next(iter(shapes)) if len(shapes) == 1 else None
        largest = max(shapes, key=lambda s: s[1] * s[2], default=None) if shapes else None  # type: ignore[index]
        return Facts(
            found.classes, one, len(found.train), len(found.test), largest=largest, notes=found.notes, outputs=found.outputs
        )  # fmt: skip

    def load(self, progress: Progress) -> Loaded:
        """Decode every image."""
        found = self.listing()
        self._refuse_too_large(found.train + found.test)
        total = len(found.train) + len(found.test)
        notes = list(found.notes)
        train = self._decoded(found.train, found, progress, 0, total, notes)
        if found.train and not len(train):
            raise ExperimentError([
                problem(self.address, "None of the {count} training images can be read.", "Choose others.", count=len(found.train))
            ])  # fmt: skip
        notes += lost_classes(found, train.targets, self.address)
        test = self._decoded(found.test, found, progress, len(found.train), total, notes)
        return Loaded(found.classes, train, test, tuple(notes), found.outputs)

    def preview(self, count: int) -> Samples:
        """A few training images, spread over the classes; those that cannot be read are left out."""
        found = self.listing()
        rows = spread(range(len(found.train)), count)
        entries = [found.train[row] for row in rows]
        read = [each for each in zip(rows, self.read_all(entries), strict=True) if not isinstance(each[1], Problem)]
        images: list[Any] = [image for _, image in read]
        places = np.array([row for row, _ in read], np.int64)
        return Samples(_together(images), as_targets([found.train[row][1] for row in places], found.outputs), places)

    def read_all(self, entries: Sequence[Entry]) -> Iterable[Image | Problem]:
        """Each file decoded, in order, or what is wrong with it."""
        return in_threads(self._read_one, [path for path, _ in entries], self.num_workers)

    def _read_one(self, path: Path) -> Image | Problem:
        return read_image(path, self.part.mode, self.address)

    def _header_shape(self, path: Path) -> tuple[int, int, int] | None:
        try:
            if not path.is_file():
                return None
            with Pillow.open(path) as image:
                height, width = image.height, image.width
                if image.format != "TIFF" and orientation(image) >= 5:  # Pillow turns a TIFF by itself
                    height, width = width, height
                return (1 if self.part.mode == "L" else 3, height, width)
        except Exception:  # noqa: BLE001 - what is wrong with it is said when it is decoded
            return None

    def _refuse_too_large(self, entries: list[Entry]) -> None:
        shapes = [shape for path, _ in spread(entries, LOOKED_AT) if (shape := self._header_shape(path))]
        if not shapes:
            return
        expected = int(np.mean([np.prod(shape) for shape in shapes])) * len(entries)
        free = psutil.virtual_memory().available
        if expected > 0.8 * free:
            raise ExperimentError([
                problem(
                    self.address, "The decoded images need {need:.1f} GB of memory; {free:.1f} GB are free.",
                    "Make the files smaller, or use fewer.", need=expected / 1e9, free=free / 1e9,
                )
            ])  # fmt: skip

    def _decoded(
        self, entries: list[Entry], found: Listing, progress: Progress, done: int, total: int, notes: list[Problem]
    ) -> Samples:
        images, targets = [], []
        for position, ((_, target), image) in enumerate(zip(entries, self.read_all(entries), strict=True)):
            if position % 64 == 0:
                progress("reading images", done + position, total)
            if isinstance(image, Problem):
                if not self.skips_damaged:
                    raise RunError(replace(image, severity="error"))
                notes.append(image)
                continue
            images.append(image)
            targets.append(target)
        return Samples(_together(images), as_targets(targets, found.outputs))


def lost_classes(found: Listing, targets: NDArray[Any], address: str) -> Iterator[Problem]:
    """A warning for each class of which no training image is left."""
    if not found.classes:
        return
    listed = np.unique(as_targets([target for _, target in found.train], ()))
    for number in np.setdiff1d(listed, targets):
        yield problem(
            address, "None of the training images of the class “{name}” can be read.", "Replace them, or leave out the class.",
            name=found.classes[int(number)], severity="warning",
        )  # fmt: skip


def as_targets(targets: Sequence[Target], outputs: Sequence[str]) -> NDArray[np.int64] | NDArray[np.float32]:
    """Class numbers (N,), or numbers (N, outputs)."""
    if outputs:
        return np.array(targets, np.float32).reshape(-1, len(outputs))
    return np.array(targets, np.int64)


def split_entries(
    entries: list[Entry], fraction: float, outputs: Sequence[str] = ()
) -> tuple[list[Entry], list[Entry]]:
    """For training and test, by seed 0; of every class the same share."""
    targets = as_targets([target for _, target in entries], outputs)
    strata = np.zeros(len(entries), np.int64) if outputs else targets.astype(np.int64)
    kept, held_out = stratified_split(strata, fraction, seed=0)
    return [entries[i] for i in kept], [entries[i] for i in held_out]


def read_image(path: Path, mode: str, address: str = ImageFilesSource.address) -> Image | Problem:
    """An image file as (C, H, W) bytes, grey ("L") or in colour ("RGB"); or what is wrong with it. Never raises for that."""
    reason: Text | str
    try:
        size = _size(path)
        if size is None:  # a pipe would never begin
            reason = Text("it is not a file, or a link that leads nowhere")
        elif not size:
            reason = Text("it is empty")
        else:
            with Pillow.open(BytesIO(path.read_bytes()) if size < READ_AT_ONCE else path) as image:
                reason = _refused(image)
                if not reason:
                    return as_bytes(image, mode)
    except UnidentifiedImageError:
        side = path.name.startswith("._")
        reason = (
            Text("it is a side file of macOS, and no image") if side else Text("it is not an image that Pillow knows")
        )
    except (Pillow.DecompressionBombError, Pillow.DecompressionBombWarning):
        reason = Text("it has more than 64 million pixels")
    except MemoryError:
        raise
    except Exception as error:  # noqa: BLE001 - each decoder has errors of its own
        reason = _reason(error)
    return problem(
        address, "{path} cannot be read: {reason}.", "Remove or replace the file, or set damaged = “skip”.",
        path=path, reason=reason, severity="warning",
    )  # fmt: skip


def _size(path: Path) -> int | None:
    """The bytes of a file; None for what is none."""
    try:
        found = path.stat()
    except FileNotFoundError:
        return None
    return found.st_size if stat.S_ISREG(found.st_mode) else None


def _refused(image: Pillow.Image) -> Text | str:
    """What can be said against it before it is decoded; empty: nothing."""
    if image.width * image.height > MAX_PIXELS:
        return Text("it has {w} × {h} pixels, more than 64 million", {"w": image.width, "h": image.height})
    return Text("its numbers have 32 bits; save it with 8 or 16") if has_wide_numbers(image) else ""


def _reason(error: Exception) -> Text | str:
    if isinstance(error, OSError) and error.strerror:
        return error.strerror
    words = " ".join(str(error).rstrip(".").split()) or type(error).__name__
    return Text("its end is missing") if "truncated" in words.lower() else words


def in_threads(
    read: Callable[[Path], Image | Problem], paths: Sequence[Path], workers: int
) -> Iterator[Image | Problem]:
    """Each file read, in order, by so many threads."""
    if not workers:
        yield from map(read, paths)
        return
    with ThreadPoolExecutor(workers) as pool:
        try:
            for start in range(0, len(paths), AHEAD):  # not all at once: decoded images wait in memory
                yield from pool.map(read, paths[start : start + AHEAD])
        finally:
            pool.shutdown(cancel_futures=True)


def spread(entries: Sequence[Item], count: int) -> list[Item]:
    """So many of them, at equal distances."""
    if len(entries) <= count:
        return list(entries)
    return [entries[i] for i in np.linspace(0, len(entries) - 1, count).astype(int)]


def _together(images: list[Image]) -> NDArray[np.uint8] | list[Image]:
    """One array where all images have one size."""
    if not images:
        return np.zeros((0, 1, 1, 1), np.uint8)
    return np.stack(images) if len({image.shape for image in images}) == 1 else images
