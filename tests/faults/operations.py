"""Counts what the program does to the files of one folder, and lets the n-th of these operations fail.

What is counted are the calls that reach the system: open, write, fsync, close, rename, mkdir, chmod and unlink.
"""

import builtins
import errno
import io
import os
import signal
from collections.abc import Callable
from contextlib import ExitStack
from pathlib import Path
from typing import Any, NamedTuple
from unittest.mock import patch

FULL, BROKEN, TORN, KILLED, TORN_KILLED = "disk full", "disk broken", "torn", "killed", "torn and killed"
STAYS_FULL, NEEDS_ROOM = "disk full from there on", ("open", "write", "fsync", "mkdir")
SIGNAL, TORN_SIGNAL, DONE_SIGNAL = "kill -9 before", "kill -9 within", "kill -9 after"
TEARING = (TORN, TORN_KILLED, TORN_SIGNAL)
WAYS = (FULL, STAYS_FULL, BROKEN, TORN, KILLED, TORN_KILLED)
SIGNALS = (SIGNAL, TORN_SIGNAL, DONE_SIGNAL)


class Killed(BaseException):
    """The process ends here: nothing that is done to files after it reaches them."""


class Operation(NamedTuple):
    """One call: its name, and the name of the file."""

    kind: str
    name: str


def ways_of(operation: Operation, among: tuple[str, ...] = WAYS) -> list[str]:
    """How it can go wrong: only what is written can be torn, and only what takes room can find none."""
    without = () if operation.kind == "write" else TEARING
    without = without if operation.kind in NEEDS_ROOM else (*without, STAYS_FULL)
    return [way for way in among if way not in without]


class Disk:
    """While it is entered, operations below ``root`` are noted; the one with the number ``at`` (from 0) goes wrong."""

    def __init__(self, root: Path, at: int | None = None, way: str = FULL) -> None:
        self.root, self.at, self.way = os.path.realpath(root), at, way
        self.seen: list[Operation] = []
        self.dead = False
        self._names: dict[int, str] = {}
        self._patches = ExitStack()
        self._open, self._os_open, self._os_close, self._fsync = io.open, os.open, os.close, os.fsync

    def __enter__(self) -> "Disk":
        changed: list[tuple[Any, str, Callable[..., Any]]] = [
            (io, "open", self._opened), (builtins, "open", self._opened), (os, "open", self._low_opened),
            (os, "close", self._low_closed), (os, "fsync", self._synced),
            *((os, name, self._on_path(name, getattr(os, name))) for name in ("mkdir", "chmod", "unlink", "replace")),
        ]  # fmt: skip
        for owner, name, call in changed:
            self._patches.enter_context(patch.object(owner, name, call))
        return self

    def __exit__(self, *_error: object) -> None:
        self._patches.close()

    def below(self, path: Any) -> bool:
        """Whether it is one of the files that are watched."""
        return not isinstance(path, int) and os.path.abspath(os.fsdecode(path)).startswith(self.root)  # noqa: PTH100

    def happens(self, kind: str, path: Any, torn: Callable[[], Any] = lambda: None) -> bool:
        """Note an operation, or let it go wrong; False: leave it out, the process has ended, or half of it is done."""
        if self.dead:
            return False
        number = len(self.seen)
        self.seen.append(Operation(kind, os.path.basename(os.fsdecode(path))))  # noqa: PTH119
        if not self._is_the_one(number - (self.way == DONE_SIGNAL), kind):
            return True
        if self.way in TEARING:
            torn()
        if self.way == TORN:  # the system says how much it wrote, and only at the next call that the disk is full
            self.way, self.at = FULL, number + 1
            return False
        if self.way in SIGNALS:
            os.kill(os.getpid(), signal.SIGKILL)
        if self.way in (KILLED, TORN_KILLED):
            self.dead = True
            raise Killed
        code = errno.EIO if self.way == BROKEN else errno.ENOSPC
        raise OSError(code, os.strerror(code), os.fsdecode(path))

    def _is_the_one(self, number: int, kind: str) -> bool:
        stays = self.way == STAYS_FULL and self.at is not None and number > self.at and kind in NEEDS_ROOM
        return number == self.at or stays

    def _opened(self, file: Any, mode: str = "r", buffering: int = -1, *rest: Any, **named: Any) -> Any:
        if not set(mode) & set("wxa+") or not self.below(file):
            return self._open(file, mode, buffering, *rest, **named)
        if not self.happens("open", file):
            return self._open(os.devnull, mode.replace("x", "w"), buffering, *rest, **named)
        raw = _Raw(self, os.fspath(file), mode)
        if buffering == 0:
            return raw
        buffer = io.BufferedRandom(raw) if "+" in mode else io.BufferedWriter(raw)
        return buffer if "b" in mode else io.TextIOWrapper(buffer, *rest, **named)

    def _low_opened(self, path: Any, flags: int, *rest: Any, **named: Any) -> int:
        if self.below(path) and not self.happens("open", path):
            return self._os_open(os.devnull, os.O_RDONLY)
        handle = self._os_open(path, flags, *rest, **named)
        if self.below(path):
            self._names[handle] = os.fsdecode(path)
        return handle

    def _low_closed(self, handle: int) -> None:
        self._names.pop(handle, None)
        self._os_close(handle)

    def _synced(self, handle: int) -> None:
        if handle not in self._names or self.happens("fsync", self._names[handle]):
            self._fsync(handle)

    def _on_path(self, kind: str, call: Callable[..., Any]) -> Callable[..., Any]:
        def called(path: Any, *rest: Any, **named: Any) -> Any:
            return call(path, *rest, **named) if not self.below(path) or self.happens(kind, path) else None

        return called

    def named(self, handle: int, name: str | None) -> None:
        """Whose file this is; None: closed."""
        if name is None:
            self._names.pop(handle, None)
        else:
            self._names[handle] = name


class _Raw(io.FileIO):
    """A file whose writes and whose end are counted."""

    def __init__(self, disk: Disk, path: str, mode: str) -> None:
        super().__init__(path, mode.replace("b", "").replace("t", ""))
        self._disk, self._path = disk, path
        disk.named(self.fileno(), path)

    def write(self, content: Any) -> int:
        """All of it, or half of it where it is torn; how many bytes."""
        view, done = memoryview(content).cast("B"), []
        half = view[: (len(view) + 1) // 2]
        if self._disk.happens("write", self._path, lambda: done.append(super(_Raw, self).write(half))):
            return super().write(view)
        return done[0] if done else len(view)

    def close(self) -> None:
        """Close it in any case; some systems say only here that the disk is full."""
        if self.closed:
            return
        self._disk.named(self.fileno(), None)
        super().close()
        self._disk.happens("close", self._path)
