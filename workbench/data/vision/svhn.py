"""SVHN and STL10: photos of one size in single files."""

from __future__ import annotations

import struct
import zlib
from collections.abc import Iterable, Sequence
from pathlib import Path

import numpy as np

from workbench.data.samples import Facts, Samples
from workbench.data.vision.files import DownloadedSource, Wanted, damaged, unreadable
from workbench.data.vision.mat import MatError, read_mat
from workbench.data.vision.names import DIGITS, STL10_CLASSES
from workbench.spec.problems import Text


class SvhnSource(DownloadedSource):
    """Reads SVHN. The file's label for the digit 0 is 10; here it is 0, as in torchvision."""

    classes = DIGITS
    shape = (3, 32, 32)
    counts = (73_257, 26_032)
    size = 246_316_178

    def files(self) -> Iterable[Path]:
        """One for each part."""
        return [self.data_dir / "train_32x32.mat", self.data_dir / "test_32x32.mat"]

    def downloads(self) -> Sequence[Wanted]:
        """By what torchvision's class holds."""
        from torchvision import datasets  # late: it costs a second or more

        rows = [datasets.SVHN.split_list[part] for part in ("train", "test")]
        return [Wanted(self.data_dir / name, (url,), md5) for url, name, md5 in rows]

    def samples(self, train: bool, count: int | None = None) -> Samples:
        """See :class:`DownloadedSource`."""
        path = self.data_dir / ("train_32x32.mat" if train else "test_32x32.mat")
        try:
            images, labels = read_mat(path, "X", count), read_mat(path, "y").astype(np.int64).ravel()[:count]
        except (OSError, zlib.error, struct.error, MatError) as error:
            raise unreadable(path, error) from None
        if images.dtype != np.uint8 or images.ndim != 4 or images.shape[:3] != (32, 32, 3):
            raise damaged(path, Text("its images are not 32 × 32 in three colours"))
        images = np.ascontiguousarray(images.transpose(3, 2, 0, 1))
        targets = np.where(labels == 10, 0, labels)
        self.check(path, images, targets)
        return Samples(images, targets)


class Stl10Source(DownloadedSource):
    """Reads the labelled part of STL10. The file's labels are 1 to 10; here 0 to 9, as in torchvision."""

    classes = STL10_CLASSES
    shape = (3, 96, 96)
    counts = (5_000, 8_000)
    size = 2_640_397_119

    def files(self) -> Iterable[Path]:
        """Those with labels."""
        names = ("train_X.bin", "train_y.bin", "test_X.bin", "test_y.bin")
        return [self.data_dir / "stl10_binary" / name for name in names]

    def archives(self) -> Iterable[Path]:
        """That of torchvision."""
        return [self.data_dir / "stl10_binary.tar.gz"]

    def downloads(self) -> Sequence[Wanted]:
        """By what torchvision's class holds; the rest of the archive comes along, because torchvision looks for it."""
        from torchvision import datasets  # late: it costs a second or more

        known = datasets.STL10
        brings = tuple(f"stl10_binary/{name}" for name, _ in (*known.train_list, *known.test_list))
        return [
            Wanted(
                self.data_dir / known.filename, (known.url,), known.tgz_md5, (*brings, "stl10_binary/class_names.txt")
            )
        ]

    def facts(self) -> Facts:
        """As for all; the counts are those of the files, where they are there."""
        if self.there():
            self.counts = tuple(path.stat().st_size for path in list(self.files())[1::2])  # type: ignore[assignment]
        return super().facts()

    def samples(self, train: bool, count: int | None = None) -> Samples:
        """See :class:`DownloadedSource`."""
        images_path, labels_path = list(self.files())[:2] if train else list(self.files())[2:]
        length = 3 * 96 * 96
        try:
            images = np.fromfile(images_path, np.uint8, -1 if count is None else count * length)
            targets = np.fromfile(labels_path, np.uint8, -1 if count is None else count).astype(np.int64) - 1
        except OSError as error:
            raise unreadable(Path(error.filename or images_path), error) from None
        if len(images) % length:
            raise damaged(images_path, Text("it ends too early"))
        upright = np.ascontiguousarray(images.reshape(-1, 3, 96, 96).swapaxes(2, 3))  # the file goes down the columns
        self.check(labels_path, upright, targets)
        return Samples(upright, targets)
