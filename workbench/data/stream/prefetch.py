"""Making things ahead of who takes them, in threads: in order, and never more than so many at once."""

from __future__ import annotations

from collections import deque
from collections.abc import Callable, Generator, Sequence
from concurrent.futures import Future, ThreadPoolExecutor
from threading import Event
from typing import TypeVar

Wanted = TypeVar("Wanted")
Made = TypeVar("Made")

AHEAD_BYTES = 256_000_000
"""What is made ahead takes about so much memory, or one thing."""


class AbandonedError(Exception):
    """Nobody waits any more for what is being made."""


def ahead(
    make: Callable[[Wanted, Event], Made], wanted: Sequence[Wanted], workers: int, size: int
) -> Generator[Made, None, None]:
    """Each made, in order, by so many threads (0: by the caller); ``size`` is what one takes, in bytes.

    What ``make`` raises is raised at its place. It may look at its event: once that is set, nobody waits any more.
    When the generator is closed, its threads have ended.
    """
    if not workers:
        for each in wanted:
            yield make(each, Event())
        return
    depth = max(1, min(2 * workers, AHEAD_BYTES // max(size, 1)))
    given_up = Event()
    pool = ThreadPoolExecutor(min(workers, depth), thread_name_prefix="reading")
    try:
        coming: deque[Future[Made]] = deque()
        rest = iter(wanted)
        for each in rest:
            coming.append(pool.submit(make, each, given_up))
            if len(coming) >= depth:
                yield coming.popleft().result()
        while coming:
            yield coming.popleft().result()
    finally:
        given_up.set()
        pool.shutdown(cancel_futures=True)
