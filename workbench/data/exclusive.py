"""A lock between processes that ends with the process that holds it."""

from __future__ import annotations

import os
import sys
from collections.abc import Iterator
from contextlib import contextmanager, suppress
from pathlib import Path


@contextmanager
def lock(path: Path) -> Iterator[bool]:
    """Hold the lock of this file while the block runs; gives False at once where another holds it."""
    descriptor = os.open(path, os.O_RDWR | os.O_CREAT, 0o644)
    held = False
    try:
        held = _taken(descriptor) and _is_still(path, descriptor)
        yield held
    finally:
        try:
            if held:
                with suppress(OSError):  # an open file cannot be removed on Windows; there it stays, empty
                    path.unlink()
        finally:
            os.close(descriptor)


def _is_still(path: Path, descriptor: int) -> bool:
    """Whether the file is not one that its last holder has just removed."""
    with suppress(OSError):
        return path.stat().st_ino == os.fstat(descriptor).st_ino
    return False


if sys.platform == "win32":
    import msvcrt

    def _taken(descriptor: int) -> bool:
        try:
            msvcrt.locking(descriptor, msvcrt.LK_NBLCK, 1)
        except OSError:
            return False
        return True

else:
    import fcntl

    def _taken(descriptor: int) -> bool:
        try:
            fcntl.flock(descriptor, fcntl.LOCK_EX | fcntl.LOCK_NB)
        except OSError:
            return False
        return True
