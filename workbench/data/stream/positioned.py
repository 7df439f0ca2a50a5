"""Reading and writing at a place of an open file, from any thread.

Not by mapping it into memory: a file that another program cuts off, or a disk that fails, would then end the process
in place of raising ``OSError``.
"""

from __future__ import annotations

import os
from collections.abc import Sequence
from pathlib import Path
from threading import Lock

READ_ONLY = os.O_RDONLY | getattr(os, "O_BINARY", 0)
READ_WRITE = os.O_RDWR | os.O_CREAT | getattr(os, "O_BINARY", 0)


def opened(path: Path) -> tuple[int, bool]:
    """A descriptor, and whether it may be written to. Raises ``OSError``."""
    try:
        return os.open(path, READ_WRITE, 0o644), True
    except OSError:
        return os.open(path, READ_ONLY), False


if hasattr(os, "preadv"):

    def read_at(descriptor: int, buffers: Sequence[memoryview], offset: int) -> int:
        """Fill the buffers; the number of bytes that were there. Raises ``OSError``."""
        return os.preadv(descriptor, buffers, offset)

    def write_at(descriptor: int, content: memoryview, offset: int) -> None:
        """Write all of it. Raises ``OSError``."""
        while content:
            written = os.pwrite(descriptor, content, offset)
            content, offset = content[written:], offset + written

else:  # Windows and old versions of macOS: a place to read from, which all threads share
    _lock = Lock()

    def read_at(descriptor: int, buffers: Sequence[memoryview], offset: int) -> int:
        """Fill the buffers; the number of bytes that were there. Raises ``OSError``."""
        count = 0
        with _lock:
            os.lseek(descriptor, offset, os.SEEK_SET)
            for buffer in buffers:
                content = os.read(descriptor, len(buffer))
                buffer[: len(content)] = content
                count += len(content)
        return count

    def write_at(descriptor: int, content: memoryview, offset: int) -> None:
        """Write all of it. Raises ``OSError``."""
        with _lock:
            os.lseek(descriptor, offset, os.SEEK_SET)
            while content:
                content = content[os.write(descriptor, content) :]
