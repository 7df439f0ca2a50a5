"""One answer of a server, from any byte on. The network has a thread of its own, so that cancelling never waits for it."""

from __future__ import annotations

import email.utils
import http.client
import queue
import re
import threading
import time
import urllib.error
import urllib.request
from collections.abc import Callable, Iterator
from contextlib import contextmanager, suppress
from dataclasses import dataclass, field
from typing import Any

from workbench import __version__
from workbench.spec.problems import Text

CHUNK = 1 << 18
LOOK = 0.1
"""Seconds between two looks at whether to go on."""

BUSY = {408, 425, 429, 500, 502, 503, 504}
"""Answers that may be better in a moment."""

LONGEST_WAIT = 60.0


class Refused(Exception):  # noqa: N818 - no error of the program
    """The server does not give the file, or cannot be reached."""

    def __init__(self, reason: Text | str) -> None:
        super().__init__(str(reason))
        self.reason = reason


class Complete(Refused):
    """There is nothing after the byte from which on was asked."""


class Broken(Refused):
    """It may work the next time, after ``wait`` seconds at least."""

    def __init__(self, reason: Text | str, wait: float = 0.0) -> None:
        super().__init__(reason)
        self.wait = wait


@dataclass
class Answer:
    """``start``: where its bytes begin in the file; ``total``: the size of the file, 0 if unknown.

    ``validator`` names this version of the file to the same server.
    """

    start: int
    total: int
    validator: str
    chunks: Callable[[], Iterator[bytes]]


@dataclass
class _Line:
    """Between the thread of the network and the one that writes."""

    items: queue.Queue[Any] = field(default_factory=lambda: queue.Queue(maxsize=32))
    closed: threading.Event = field(default_factory=threading.Event)

    def put(self, item: Any) -> bool:
        """False: nobody listens any more."""
        while not self.closed.is_set():
            with suppress(queue.Full):
                self.items.put(item, timeout=LOOK)
                return True
        return False

    def take(self, tick: Callable[[], None]) -> Any:
        """The next item; raises it, if it is an error. ``tick`` is called while waiting."""
        while True:
            with suppress(queue.Empty):
                item = self.items.get(timeout=LOOK)
                if isinstance(item, Refused):
                    raise item
                return item
            tick()


@contextmanager
def answer_to(url: str, start: int, validator: str, timeout: float, tick: Callable[[], None]) -> Iterator[Answer]:
    """Ask for the file from byte ``start`` on, if it is still the version that ``validator`` names (empty: any).

    Raises :class:`Refused`, :class:`Complete` or :class:`Broken`, and whatever ``tick`` raises, at any time.
    """
    line = _Line()
    threading.Thread(target=_read, args=(line, url, start, validator, timeout), daemon=True).start()

    def chunks() -> Iterator[bytes]:
        while chunk := line.take(tick):
            yield chunk

    try:
        answer_start, total, named = line.take(tick)
        yield Answer(answer_start, total, named, chunks)
    finally:
        line.closed.set()


def _read(line: _Line, url: str, start: int, validator: str, timeout: float) -> None:
    headers = {"User-Agent": f"torch-workbench/{__version__}", "Accept-Encoding": "identity"}
    if start:
        headers |= {"Range": f"bytes={start}-"} | ({"If-Range": validator} if validator else {})
    try:
        with urllib.request.urlopen(urllib.request.Request(url, headers=headers), timeout=timeout) as answer:
            line.put(_described(answer, start))
            while chunk := answer.read1(CHUNK):
                if not line.put(chunk):
                    return
            line.put(b"")
    except Exception as error:  # noqa: BLE001 - in another thread there is nobody else to tell
        line.put(error if isinstance(error, Refused) else _refused(error))


def _described(answer: http.client.HTTPResponse, start: int) -> tuple[int, int, str]:
    headers = answer.headers
    strong = headers.get("ETag", "")
    named = strong if strong and not strong.startswith("W/") else headers.get("Last-Modified", "")
    length = int(headers.get("Content-Length") or 0)
    if answer.status != 206:
        return 0, length, named
    found = re.fullmatch(r"bytes (\d+)-(\d+)/(\d+|\*)", headers.get("Content-Range", ""))
    if not found or int(found[1]) != start:
        raise Refused(Text("the server sends another part of the file than was asked for"))
    total = int(found[3]) if found[3] != "*" else int(found[2]) + 1
    return start, total, named


def _refused(error: Exception) -> Refused:
    """What an error of Python's network code means."""
    if isinstance(error, urllib.error.HTTPError):
        error.close()
        return _answered(error)
    cause = error.reason if isinstance(error, urllib.error.URLError) else error
    if isinstance(cause, TimeoutError):
        return Broken(Text("the server does not answer"))
    if isinstance(cause, http.client.HTTPException | ConnectionError) and not isinstance(cause, ConnectionRefusedError):
        return Broken(Text("the connection broke off"))
    return Refused(getattr(cause, "strerror", None) or str(cause) or type(cause).__name__)


def _answered(error: urllib.error.HTTPError) -> Refused:
    reason = Text("the server answered {code} {words}", {"code": error.code, "words": error.reason})
    if error.code in BUSY:
        return Broken(reason, _wanted_wait(error.headers.get("Retry-After", "")))
    return (Complete if error.code == 416 else Refused)(reason)


def _wanted_wait(words: str) -> float:
    """``Retry-After``: seconds, or a date."""
    if words.isdigit():
        return min(float(words), LONGEST_WAIT)
    with suppress(ValueError, TypeError):
        return min(max(email.utils.parsedate_to_datetime(words).timestamp() - time.time(), 0.0), LONGEST_WAIT)
    return 0.0
