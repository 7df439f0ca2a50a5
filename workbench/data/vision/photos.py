"""Sets of photos, each a file of its own: Flowers102, OxfordIIITPet, Food101 and GTSRB."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Iterator, Sequence
from dataclasses import replace
from pathlib import Path

import numpy as np
import psutil
from PIL import Image as Pillow
from PIL import UnidentifiedImageError

from workbench.data.image_files import Entry, Listing, Target, in_threads, spread
from workbench.data.samples import Facts, Image, Loaded, Progress, Samples
from workbench.data.stream.reading import Reading
from workbench.data.vision.files import ADDRESS
from workbench.data.vision.photo_lists import LISTS, PhotoList
from workbench.data.vision.smaller import smaller, smaller_size
from workbench.spec.parts import DatasetPart
from workbench.spec.problems import ExperimentError, Problem, RunError, Text, problem

MAX_PIXELS = 64_000_000
LOOKED_AT = 64

SHOWN = 1000
"""A preview decodes at most so many."""


class PhotoSource:
    """Reads photos in colour; the lists of files say which belong to the training and which to the test."""

    address = ADDRESS
    skips_damaged = False

    def __init__(self, part: DatasetPart, data_dir: Path, num_workers: int = 0) -> None:
        self.list: PhotoList = LISTS[part.type](part, data_dir)
        self.side: int = getattr(part, "shorter_side", 0)
        self.num_workers = num_workers

    def facts(self) -> Facts:
        """Known without reading; the counts are those of the lists, where they are there."""
        found = self.list
        ready, (train, test) = found.there(), found.counts
        if ready:
            train, test = len(found.entries(True)), len(found.entries(False))
        ready = ready or all(path.is_file() for path in found.archives())
        side = self.side or 224
        return Facts(found.classes, None, train, test, ready, 0 if ready else found.size, largest=(3, side, side))

    def listed(self, progress: Progress) -> Listing:
        """The photos of both parts; downloads first what is missing."""
        if not self.list.there():
            for wanted in self.list.downloads():
                wanted.obtain(progress)
        return Listing(self.list.classes, list(self.list.entries(True)), list(self.list.entries(False)))

    @property
    def reading(self) -> Reading:
        """How they are decoded."""
        return Reading(self._read_one, self._header_shape, ("photo", str(self.side)))

    def load(self, progress: Progress) -> Loaded:
        """Decode every photo; download first what is missing."""
        found = self.listed(progress)
        train, test = found.train, found.test
        self._refuse_too_large([*train, *test])
        total = len(train) + len(test)
        train_samples = self._decoded(train, lambda done: progress("reading images", done, total))
        test_samples = self._decoded(test, lambda done: progress("reading images", len(train) + done, total))
        return Loaded(self.list.classes, train_samples, test_samples)

    def preview(self, count: int) -> Samples:
        """A few training photos, from all over the list; those that cannot be read are left out."""
        if not self.list.there():
            return _together([], [])
        whole = self.list.entries(True)
        places = spread(range(len(whole)), min(count, SHOWN))
        read = zip(places, self._read_all([whole[place] for place in places]), strict=True)
        kept = [(place, image) for place, image in read if not isinstance(image, Problem)]
        found = _together([image for _, image in kept], [whole[place][1] for place, _ in kept])
        return replace(found, places=np.array([place for place, _ in kept], np.int64))

    def _decoded(self, entries: Sequence[Entry], told: Callable[[int], None]) -> Samples:
        images = []
        for position, image in enumerate(self._read_all(entries)):
            if position % 64 == 0:
                told(position)
            if isinstance(image, Problem):
                raise RunError(image)
            images.append(image)
        return _together(images, [target for _, target in entries])

    def _read_all(self, entries: Sequence[Entry]) -> Iterator[Image | Problem]:
        return in_threads(self._read_one, [path for path, _ in entries], self.num_workers)

    def _read_one(self, path: Path) -> Image | Problem:
        try:
            with Pillow.open(path) as image:
                if image.width * image.height > MAX_PIXELS:
                    size = {"w": image.width, "h": image.height}
                    return self._damaged(path, Text("it has {w} × {h} pixels, more than 64 million", size))
                pixels = np.asarray(smaller(image.convert("RGB"), self.side))
        except UnidentifiedImageError:
            return self._damaged(path, Text("it is not an image that Pillow knows"))
        except FileNotFoundError:
            return self._damaged(path, Text("it is not there"))
        except (OSError, ValueError, SyntaxError, EOFError, Pillow.DecompressionBombError) as error:
            return self._damaged(path, (str(error) or type(error).__name__).rstrip("."))
        return np.ascontiguousarray(pixels.transpose(2, 0, 1))

    def _damaged(self, path: Path, reason: Text | str) -> Problem:
        return problem(
            ADDRESS, "{path} cannot be read: {reason}.", "Delete the folder {folder}, and it is downloaded again.",
            path=path, reason=reason, folder=self.list.photos(path),
        )  # fmt: skip

    def _refuse_too_large(self, entries: Sequence[Entry]) -> None:
        sizes = [np.prod(shape) for path, _ in spread(entries, LOOKED_AT) if (shape := self._header_shape(path))]
        expected = float(np.mean(sizes)) * len(entries) if sizes else 0.0
        free = psutil.virtual_memory().available
        if expected > 0.8 * free:
            raise ExperimentError([
                problem(
                    f"{ADDRESS}.shorter_side" if self.side else ADDRESS,
                    "The decoded images need {need:.1f} GB of memory; {free:.1f} GB are free.",
                    "Set a smaller shorter_side.", need=expected / 1e9, free=free / 1e9,
                )
            ])  # fmt: skip

    def _header_shape(self, path: Path) -> tuple[int, int, int] | None:
        """The size of a decoded photo; None where its header cannot be read."""
        try:
            with Pillow.open(path) as image:
                width, height = smaller_size(image.size, self.side)
                return 3, height, width
        except (OSError, ValueError, SyntaxError, Pillow.DecompressionBombError):
            return None


def _together(images: list[Image], targets: Iterable[Target]) -> Samples:
    """One array where all images have one size."""
    labels = np.array(list(targets), np.int64)
    if not images:
        return Samples(np.zeros((0, 3, 1, 1), np.uint8), labels)
    return Samples(np.stack(images) if len({image.shape for image in images}) == 1 else images, labels)
