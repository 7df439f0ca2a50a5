"""Downloading one file: several mirrors, going on where it broke off, progress, cancel, checksum.

What has arrived is kept beside the file as ``<name>.part``; no half or wrong file ever bears the real name.
"""

from __future__ import annotations

import errno
import hashlib
import json
import os
import shutil
import time
from collections.abc import Callable, Iterator, Sequence
from contextlib import contextmanager, suppress
from pathlib import Path
from typing import BinaryIO

from workbench.data.exclusive import lock
from workbench.data.samples import Progress
from workbench.data.transfer import Answer, Broken, Complete, Refused, answer_to
from workbench.spec.problems import RunError, Text, problem

TIMEOUT = 30.0
"""Seconds without a byte after which a connection counts as broken."""

PAUSES = (1.0, 4.0, 15.0)
"""Seconds before the second, third and fourth attempt at the same address."""

ENOUGH = 1 << 20
"""An attempt that brought so many bytes was worth it: the next one counts as the first again."""

SHA256 = "sha256:"
"""What comes before the first figures of such a sum, where no MD5 sum is known."""

Pause = Callable[[float, Callable[[], None]], None]


class _WrongError(Exception):
    """All bytes are there, and they are not the right ones."""


def wait(seconds: float, tick: Callable[[], None]) -> None:
    """Sleep, but look often whether to go on; ``tick`` may raise."""
    end = time.monotonic() + seconds
    while (rest := end - time.monotonic()) > 0:
        tick()
        time.sleep(min(rest, 0.1))


def fetch(
    urls: Sequence[str], path: Path, md5: str, progress: Progress, timeout: float = TIMEOUT, pause: Pause = wait
) -> None:
    """Download to ``path`` from the first URL that gives the right bytes.

    ``md5`` may also be ``sha256:`` and the first figures of that sum.
    ``progress`` may raise to cancel; what has arrived is kept, and the next call goes on from there. A server that is
    busy or breaks off is asked again after a pause. Raises :class:`RunError` with a reason for every mirror when none
    works, and at once when the disk is full or the folder cannot be written.
    """
    reasons: list[Text | str] = []
    with _said_of_the_disk(path), _partial(path) as partial:
        for url in urls:
            try:
                _Download(url, path, partial, md5, progress, timeout, pause).run()
                return
            except Refused as error:
                reasons.append(Text("{url}: {reason}", {"url": url, "reason": error.reason}))
            except _WrongError:
                words = Text("the bytes are not the right ones (wrong checksum)")
                reasons.append(Text("{url}: {reason}", {"url": url, "reason": words}))
    raise RunError(
        problem(
            "data.source",
            "{name} could not be downloaded ({reasons}).",
            "Try again later, or put the file into {folder} yourself.",
            name=path.name,
            reasons=_list(reasons),
            folder=path.parent,
        )
    )


def _list(reasons: list[Text | str]) -> Text | str:
    found = reasons[0]
    for reason in reasons[1:]:
        found = Text("{first}; {second}", {"first": found, "second": reason})
    return found


class _Download:
    """One file from one address into ``partial``, however many attempts that takes."""

    def __init__(
        self, url: str, path: Path, partial: Path, wanted: str, progress: Progress, timeout: float, pause: Pause
    ) -> None:
        self.url, self.path, self.partial, self.timeout, self.pause = url, path, partial, timeout, pause
        self.note = partial.with_name(f"{partial.name}.json")  # which version of the file the bytes are of
        self.progress = progress
        self.done = self.total = 0
        self.wanted, self.digest = wanted, _sum_like(wanted)
        self.resumed = False

    def run(self) -> None:
        """Until the file is there. Raises what :func:`fetch` tells of an address that does not work."""
        self._attempts()
        if not self._is_right() and self.resumed:  # the beginning was of another file
            self._forget()
            self._attempts()
        if not self._is_right():
            self._forget()
            raise _WrongError
        self.partial.replace(self.path)
        self.note.unlink(missing_ok=True)

    def _is_right(self) -> bool:
        return self.digest.hexdigest().startswith(self.wanted.removeprefix(SHA256))

    def _attempts(self) -> None:
        failures = 0
        while True:
            before = self._size()
            try:
                self._attempt(before)
                return
            except Broken as error:
                failures = 0 if self._size() - before >= ENOUGH else failures + 1
                if failures > len(PAUSES):
                    raise Refused(error.reason) from None
                self.pause(max(error.wait, PAUSES[max(failures, 1) - 1]), self._tick)

    def _tick(self) -> None:
        self.progress(f"downloading {self.path.name}", self.done, self.total)

    def _attempt(self, start: int) -> None:
        self.done, self.total, self.digest = start, 0, self._digest_of_part(start)
        self.resumed = start > 0
        with suppress(Complete), answer_to(self.url, start, self._validator(), self.timeout, self._tick) as answer:
            if answer.start != start:  # it sends all of it: another version, or a server that cannot go on
                self.done, self.digest, self.resumed = 0, _sum_like(self.wanted), False
            with self.partial.open("ab" if self.done else "wb") as file:
                self._write(file, answer)
        if self.total and self.done != self.total:
            words = "the connection broke off after {done:,} of {total:,} bytes"
            raise Broken(Text(words, {"done": self.done, "total": self.total}))

    def _write(self, file: BinaryIO, answer: Answer) -> None:
        self.total = answer.total
        self._check_space()
        self.note.write_text(json.dumps({"url": self.url, "validator": answer.validator}), encoding="utf-8")
        self._tick()
        for chunk in answer.chunks():
            file.write(chunk)
            self.digest.update(chunk)
            self.done += len(chunk)
            self._tick()

    def _digest_of_part(self, length: int) -> hashlib._Hash:
        digest, done = _sum_like(self.wanted), 0
        if not length:
            return digest
        with self.partial.open("rb") as file:
            while chunk := file.read(1 << 20):
                digest.update(chunk)
                done += len(chunk)
                self.progress(f"checking {self.path.name}", done, length)
        return digest

    def _validator(self) -> str:
        """What the same server said of the version that the bytes are of."""
        try:
            note = json.loads(self.note.read_text(encoding="utf-8"))
            return str(note["validator"]) if note["url"] == self.url else ""
        except (OSError, ValueError, LookupError, TypeError):
            return ""

    def _check_space(self) -> None:
        free = shutil.disk_usage(self.partial.parent).free
        if self.total - self.done > free:
            raise full(self.path, self.total - self.done)

    def _size(self) -> int:
        return self.partial.stat().st_size if self.partial.is_file() else 0

    def _forget(self) -> None:
        self.partial.unlink(missing_ok=True)
        self.note.unlink(missing_ok=True)


def _sum_like(wanted: str) -> hashlib._Hash:
    return hashlib.sha256() if wanted.startswith(SHA256) else hashlib.md5(usedforsecurity=False)


@contextmanager
def _partial(path: Path) -> Iterator[Path]:
    """The file for what has arrived, kept from other processes; where one is at it, a file of one's own."""
    path.parent.mkdir(parents=True, exist_ok=True)
    kept = path.with_name(f"{path.name}.part")
    with lock(kept.with_name(f"{kept.name}.lock")) as ours:
        if ours:
            yield kept
            return
        own = path.with_name(f"{path.name}.{os.getpid()}.part")
        try:
            yield own
        finally:
            for left in (own, own.with_name(f"{own.name}.json")):
                left.unlink(missing_ok=True)


@contextmanager
def _said_of_the_disk(path: Path) -> Iterator[None]:
    """What goes wrong on this side, in a sentence."""
    try:
        yield
    except OSError as error:
        raise disk_problem(path, error) from None


def disk_problem(path: Path, error: OSError) -> RunError:
    """A file that could not be written."""
    if error.errno in (errno.ENOSPC, getattr(errno, "EDQUOT", errno.ENOSPC)):
        return full(path, 0)
    return RunError(
        problem(
            "data.source", "{path} cannot be written: {reason}.",
            "Check the rights of the folder, or choose another one for data.",
            path=path, reason=error.strerror or str(error),
        )
    )  # fmt: skip


def full(path: Path, needed: int) -> RunError:
    """No room for a file; ``needed`` bytes are missing yet (0: unknown)."""
    free = 0.0
    with suppress(OSError):
        free = shutil.disk_usage(path.parent).free / 1e6
    what = "{name} needs {need:,.0f} MB more, and the disk of {folder} has {free:,.0f} MB free."
    if not needed:
        what = "The disk of {folder} is full: {name} does not fit on it."
    return RunError(problem("data.source", what, "Free some space, or choose another folder for data.",
                            folder=path.parent, name=path.name, need=needed / 1e6, free=free))  # fmt: skip
