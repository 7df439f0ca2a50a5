"""USPS: text lines ``label index:value …`` in two bz2 files; digits of 16 × 16, grey."""

from __future__ import annotations

import bz2
from collections.abc import Iterable, Sequence
from itertools import islice
from pathlib import Path

import numpy as np

from workbench.data.samples import Samples
from workbench.data.vision.files import DownloadedSource, Wanted, damaged, unreadable
from workbench.data.vision.names import DIGITS
from workbench.spec.problems import Text

PIXELS = 256


class UspsSource(DownloadedSource):
    """Reads USPS. The file's labels are 1 to 10, its values −1 to 1; here 0 to 9 and 0 to 255, as in torchvision."""

    classes = DIGITS
    shape = (1, 16, 16)
    counts = (7_291, 2_007)
    size = 8_411_109

    def files(self) -> Iterable[Path]:
        """One for each part."""
        return [self.data_dir / "usps.bz2", self.data_dir / "usps.t.bz2"]

    def downloads(self) -> Sequence[Wanted]:
        """By what torchvision's class holds."""
        from torchvision import datasets  # late: it costs a second or more

        rows = datasets.USPS.split_list.values()
        return [Wanted(self.data_dir / name, (url,), md5) for url, name, md5 in rows]

    def samples(self, train: bool, count: int | None = None) -> Samples:
        """See :class:`DownloadedSource`."""
        path = self.data_dir / ("usps.bz2" if train else "usps.t.bz2")
        try:
            with bz2.open(path) as file:
                lines = list(islice(file, count))
            numbers = np.fromstring(b"".join(lines).replace(b":", b" ").decode("ascii"), sep=" ")
        except (OSError, EOFError, ValueError, DeprecationWarning) as error:
            raise unreadable(path, error) from None
        if not lines or numbers.size != len(lines) * (2 * PIXELS + 1):
            raise damaged(path, Text("its images are not 16 × 16"))
        rows = numbers.reshape(len(lines), -1)
        values = rows[:, 2::2].astype(np.float32).reshape(-1, 1, 16, 16)
        with np.errstate(invalid="ignore"):
            images = ((values + 1) / 2 * 255).astype(np.uint8)
        targets = rows[:, 0].astype(np.int64) - 1
        self.check(path, images, targets)
        return Samples(images, targets)
