"""CIFAR10 and CIFAR100: pickled batches of (3, 32, 32), read without running what a pickle could hold."""

from __future__ import annotations

import pickle
from collections.abc import Callable, Iterable, Sequence
from pathlib import Path
from typing import Any

import numpy as np
from numpy.typing import NDArray

from workbench.data.samples import Samples
from workbench.data.vision.files import DownloadedSource, Wanted, damaged, unreadable
from workbench.data.vision.names import CIFAR10_CLASSES, CIFAR100_CLASSES
from workbench.spec.parts import DatasetPart
from workbench.spec.problems import Text

LAYOUTS = {
    "CIFAR10": ("cifar-10-batches-py", [f"data_batch_{n}" for n in range(1, 6)], ["test_batch"], "batches.meta"),
    "CIFAR100": ("cifar-100-python", ["train"], ["test"], "meta"),
}


class CifarSource(DownloadedSource):
    """Reads both. CIFAR100's labels are the fine ones."""

    shape = (3, 32, 32)
    counts = (50_000, 10_000)

    def __init__(self, part: DatasetPart, data_dir: Path, num_workers: int = 0) -> None:
        super().__init__(part, data_dir, num_workers)
        ten = part.type == "CIFAR10"
        self.classes, self.size = (CIFAR10_CLASSES, 170_498_071) if ten else (CIFAR100_CLASSES, 169_001_437)
        folder, self.train, self.test, self.meta = LAYOUTS[part.type]
        self.folder = data_dir / folder
        self.key = "labels" if ten else "fine_labels"

    def files(self) -> Iterable[Path]:
        """The batches, and the names of the classes, which torchvision wants."""
        return [self.folder / name for name in (*self.train, *self.test, self.meta)]

    def archives(self) -> Iterable[Path]:
        """That of torchvision."""
        return [self.data_dir / f"{self.folder.name.replace('-batches-py', '-python')}.tar.gz"]

    def downloads(self) -> Sequence[Wanted]:
        """By what torchvision's class holds."""
        from torchvision import datasets  # late: it costs a second or more

        known = getattr(datasets, self.part.type)
        brings = tuple(f"{self.folder.name}/{path.name}" for path in self.files())
        return [Wanted(self.data_dir / known.filename, (known.url,), known.tgz_md5, brings)]

    def samples(self, train: bool, count: int | None = None) -> Samples:
        """See :class:`DownloadedSource`."""
        batches: list[tuple[NDArray[np.uint8], NDArray[np.int64]]] = []
        for name in self.train if train else self.test:
            if count is None or sum(len(targets) for _, targets in batches) < count:
                batches.append(self._batch(self.folder / name))
        images, targets = zip(*batches, strict=True)
        return Samples(np.concatenate(images)[:count], np.concatenate(targets)[:count])

    def _batch(self, path: Path) -> tuple[NDArray[np.uint8], NDArray[np.int64]]:
        try:
            with path.open("rb") as file:
                entry = _NumbersOnly(file, encoding="latin1").load()
            data, labels = entry["data"], np.asarray(entry[self.key], np.int64)
        except (pickle.UnpicklingError, EOFError, LookupError, ValueError, TypeError, AttributeError, OSError) as error:
            raise unreadable(path, error) from None
        if not isinstance(data, np.ndarray) or data.dtype != np.uint8 or data.ndim != 2 or data.shape[1] != 3072:
            raise damaged(path, Text("its images are not 32 × 32 in three colours"))
        self.check(path, data, labels)
        return data.reshape(-1, 3, 32, 32), labels


class _NumbersOnly(pickle.Unpickler):
    """Knows what NumPy's arrays are made of and nothing else: a stranger's file runs no code."""

    KNOWN: dict[str, Callable[..., Any]] = {
        "numpy.ndarray": np.ndarray,
        "numpy.dtype": np.dtype,
        "numpy.core.multiarray._reconstruct": np.zeros(0).__reduce__()[0],  # type: ignore[dict-item]
        "numpy._core.multiarray._reconstruct": np.zeros(0).__reduce__()[0],  # type: ignore[dict-item]
        "_codecs.encode": lambda text, _encoding: text.encode("latin1"),
    }

    def find_class(self, module: str, name: str) -> Any:
        """One of the known; raises ``UnpicklingError`` for others."""
        try:
            return self.KNOWN[f"{module}.{name}"]
        except KeyError:
            raise pickle.UnpicklingError(f"{module}.{name}") from None
