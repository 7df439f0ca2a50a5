"""Arrays of known sizes in one file, each with a checksum: what is not there, half written or damaged is no record.

Nothing is locked. Whoever decodes an image first writes it to its place; two processes write the same bytes there.
"""

from __future__ import annotations

import errno
import os
import shutil
import struct
import weakref
import zlib
from pathlib import Path
from typing import Any

import numpy as np
from numpy.typing import NDArray

from workbench.data.stream.positioned import opened, read_at, write_at

HEAD = struct.Struct("<II")
MARK = 0x4B8E2D17

RESERVE = 1_000_000_000
"""Bytes of the disk that stay free."""

LOOK_EVERY = 64_000_000
"""After so many bytes it is looked whether they still are."""


class Records:
    """``sizes`` (N,) are the bytes of each array. ``key`` says what they are: records of another key do not count.

    Those that would end behind ``limit`` bytes have no place. Raises ``OSError`` where the file cannot be opened.
    """

    def __init__(self, path: Path, sizes: NDArray[np.int64], key: bytes, limit: int) -> None:
        self.path = path
        ends = np.cumsum(sizes + HEAD.size)
        self._places: list[int] = (ends - sizes - HEAD.size).tolist()
        self.fitting = int(np.searchsorted(ends, limit, side="right"))
        self.total = int(ends[-1]) if len(ends) else 0
        self._key = zlib.crc32(key)
        self._descriptor, self._writable = opened(path)
        self._began_with = os.fstat(self._descriptor).st_size
        self._written = bytearray(len(sizes))
        self.trouble = ""
        """Why nothing is written any more."""
        self._until_look = 0
        self._closed = weakref.finalize(self, os.close, self._descriptor)

    def read(self, row: int, into: NDArray[Any]) -> bool:
        """Fill a contiguous array with a record; False where there is no whole one (``into`` then holds anything)."""
        if row >= self.fitting or not (self._written[row] or self._places[row] < self._began_with):
            return False
        head = bytearray(HEAD.size)
        content = _bytes(into)
        try:
            count = read_at(self._descriptor, [memoryview(head), content], self._places[row])
        except OSError:
            return False
        if count != HEAD.size + len(content):
            return False
        mark, checksum = HEAD.unpack(head)
        return bool(mark == MARK and checksum == self._checksum(row, content))

    def write(self, row: int, array: NDArray[Any]) -> None:
        """Keep an array. Where that fails, ``trouble`` says why, and nothing more is written."""
        if self.trouble or row >= self.fitting:
            return
        content = _bytes(array)
        try:
            if not self._writable:
                raise OSError(errno.EROFS, os.strerror(errno.EROFS))
            self._see_what_is_left(len(content))
            head = HEAD.pack(MARK, self._checksum(row, content))
            write_at(self._descriptor, memoryview(head + content), self._places[row])
            self._written[row] = True
        except OSError as error:
            self.trouble = error.strerror or str(error)

    def close(self) -> None:
        """Give the file back; nothing may be read or written afterwards."""
        self._closed()

    def _see_what_is_left(self, coming: int) -> None:
        self._until_look -= coming
        if self._until_look < 0:
            self._until_look = LOOK_EVERY
            if shutil.disk_usage(self.path.parent).free < RESERVE:
                raise OSError(errno.ENOSPC, os.strerror(errno.ENOSPC))

    def _checksum(self, row: int, content: memoryview) -> int:
        return zlib.crc32(content, zlib.crc32(row.to_bytes(8, "little"), self._key))


def _bytes(array: NDArray[Any]) -> memoryview:
    return memoryview(array.reshape(-1).view(np.uint8))  # type: ignore[arg-type]
