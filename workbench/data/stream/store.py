"""Where decoded images are kept between epochs and runs: a folder for each set of files, in the user's cache."""

from __future__ import annotations

import os
import shutil
import sys
from collections.abc import Iterable, Sequence
from contextlib import suppress
from hashlib import blake2b
from pathlib import Path

import numpy as np
import PIL
import torch
from numpy.typing import NDArray
from PIL import features

from workbench import __version__
from workbench.data.locations import cache_dir
from workbench.data.stream.reading import Reading, Stats
from workbench.data.stream.records import RESERVE, Records
from workbench.spec.files import write_whole

MOST_GIGABYTES = 100.0
VARIABLE = "WORKBENCH_CACHE_GB"
"""How much all sets together may take; a number in this variable overrules :data:`MOST_GIGABYTES`."""

SHARE = 0.5
"""Of the free disk."""

USED = "used"


def set_key(paths: Sequence[Path], found: Stats, reading: Reading) -> str:
    """Changes with the names, sizes and times of the files, and with whatever else decides about their pixels."""
    decoders = [f"{name} {features.version(name)}" for name in ("jpg", "libjpeg_turbo", "zlib", "libtiff", "webp")]
    words = (__version__, PIL.__version__, sys.byteorder, *decoders, *reading.words)
    digest = blake2b(repr(words).encode(), digest_size=16)
    for path in paths:
        digest.update(os.fsencode(path.absolute()) + b"\0")
    digest.update(found.sizes.tobytes() + found.times.tobytes())
    return digest.hexdigest()


def steps_key(steps: Iterable[str]) -> str:
    """Of images after these steps, given as source; also changes with what computes them."""
    words = (torch.__version__, torch.backends.cpu.get_cpu_capability(), *steps)
    return blake2b(repr(words).encode(), digest_size=8).hexdigest()


class Store:
    """The folder of one set. Whatever fails in it costs time, and nothing else."""

    def __init__(self, key: str) -> None:
        self.key = key
        self.folder = cache_dir() / "images" / key

    def shapes(self, count: int) -> NDArray[np.int32] | None:
        """What :meth:`keep_shapes` has kept, (N, 3), or None."""
        content = self._kept("shapes")
        return np.frombuffer(content, np.int32).reshape(-1, 3) if len(content) == 12 * count else None

    def keep_shapes(self, shapes: NDArray[np.int32]) -> None:
        """Spare the next run the look at all headers."""
        self._keep("shapes", shapes.tobytes())

    def damaged(self) -> list[int] | None:
        """The files that cannot be read, by their places; None where that is not known yet."""
        content = self._kept("damaged")
        return np.frombuffer(content[8:], np.int64).tolist() if content else None

    def keep_damaged(self, rows: Sequence[int]) -> None:
        """Spare the next run the decoding of all files."""
        self._keep("damaged", b"damaged:" + np.array(rows, np.int64).tobytes())

    def records(self, name: str, sizes: NDArray[np.int64]) -> Records:
        """The arrays kept under this name, of so many bytes each; makes room for them. Raises ``OSError``."""
        with suppress(OSError):
            self.folder.mkdir(parents=True, exist_ok=True)
            (self.folder / USED).touch()
        path = self.folder / name
        own = _taken(path)
        limit = self._room(int(sizes.sum()) + 8 * len(sizes) - own) + own
        return Records(path, sizes, f"{self.key} {name}".encode(), limit)

    def _room(self, needed: int) -> int:
        """Bytes that may still be written, once the sets are gone that were not used for longest."""
        others = [folder for folder in self.folder.parent.iterdir() if folder != self.folder]
        taken = {folder: _taken_by(folder) for folder in others if folder.is_dir()}
        own = _taken_by(self.folder)
        for folder in sorted(taken, key=_last_used):
            if needed <= self._left(own + sum(taken.values())):
                break
            shutil.rmtree(folder, ignore_errors=True)
            taken[folder] = _taken_by(folder)  # on Windows, what is in use stays
        return max(0, self._left(own + sum(taken.values())))

    def _left(self, taken: int) -> int:
        free = shutil.disk_usage(self.folder).free
        return int(min(most_bytes() - taken, SHARE * free, free - RESERVE))

    def _kept(self, name: str) -> bytes:
        """The content of a small file, if it is whole; else nothing."""
        with suppress(OSError):
            content = (self.folder / name).read_bytes()
            if content[:16] == self._digest(name, content[16:]):
                return content[16:]
        return b""

    def _keep(self, name: str, content: bytes) -> None:
        with suppress(OSError):
            self.folder.mkdir(parents=True, exist_ok=True)
            write_whole(self.folder / name, self._digest(name, content) + content)

    def _digest(self, name: str, content: bytes) -> bytes:
        return blake2b(f"{self.key} {name} ".encode() + content, digest_size=16).digest()


def most_bytes() -> float:
    """What all sets together may take."""
    with suppress(ValueError):
        return 1e9 * max(0.0, float(os.environ.get(VARIABLE, "")))
    return 1e9 * MOST_GIGABYTES


def _taken(path: Path) -> int:
    """Bytes of the disk; a file may have holes."""
    with suppress(OSError):
        found = path.stat()
        return int(getattr(found, "st_blocks", -(-found.st_size // 512))) * 512
    return 0


def _taken_by(folder: Path) -> int:
    with suppress(OSError):
        return sum(_taken(file) for file in folder.iterdir())
    return 0


def _last_used(folder: Path) -> float:
    with suppress(OSError):
        return (folder / USED).stat().st_mtime
    return 0.0
