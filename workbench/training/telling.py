"""Work with a progress callback, turned into a generator of events: it runs in a thread and is listened to."""

from __future__ import annotations

import queue
import threading
from collections.abc import Callable, Generator
from typing import TypeVar

from workbench.data.samples import Progress
from workbench.training.control import Control
from workbench.training.events import Event, Preparing

T = TypeVar("T")


def told(work: Callable[[Progress], T], control: Control) -> Generator[Event, None, T]:
    """Yield what ``work`` reports and return what it returns; what it raises is raised here. Stopping cancels it."""
    events: queue.SimpleQueue[Preparing | None] = queue.SimpleQueue()
    results: list[T] = []
    errors: list[BaseException] = []

    def tell(what: str, done: int, total: int) -> None:
        control.raise_if_stopped()
        events.put(Preparing(what, done, total))

    def run() -> None:
        try:
            results.append(work(tell))
        except BaseException as error:  # noqa: BLE001 - raised again in the listening thread
            errors.append(error)
        finally:
            events.put(None)

    thread = threading.Thread(target=run, name="preparing", daemon=True)
    thread.start()
    while (event := events.get()) is not None:
        yield event
    thread.join()
    if errors:
        raise errors[0]
    return results[0]
