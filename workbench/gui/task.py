"""Long work in a lane, one at a time: progress on the way, cancel at any moment, one end."""

from __future__ import annotations

import time
from collections.abc import Callable
from threading import Event
from typing import Any

from PySide6.QtCore import QObject, Signal

from workbench.data.samples import Progress
from workbench.gui.lane import Lane, Problems
from workbench.spec.problems import RunError, problem

TELL_SECONDS = 0.05


class _CancelledError(RunError):
    """Raised where the work tells of its progress; nobody reads its words."""


class Task(QObject):
    """``progressed`` carries what is done, how much, and of how much (0: unknown). A newer start ends an older one."""

    progressed = Signal(str, int, int)
    done = Signal(object)
    failed = Signal(object)

    def __init__(self, lane: Lane, key: str, parent: QObject | None = None) -> None:
        super().__init__(parent)
        self._lane, self._key = lane, key
        self._stop = Event()
        self.running = False

    def start(self, work: Callable[[Progress], Any]) -> None:
        """Do ``work`` in the lane; it is given the function that it tells its progress."""
        self.cancel()
        stop = self._stop = Event()
        told = [0.0]

        def progress(what: str, done: int, total: int) -> None:
            if stop.is_set():
                raise _CancelledError(problem("", "cancelled"))
            now = time.monotonic()
            if now - told[0] >= TELL_SECONDS:
                told[0] = now
                self.progressed.emit(what, done, total)

        def whole() -> Any:
            progress("", 0, 0)
            return work(progress)

        self.running = True
        self._lane.submit(self._key, whole, self._on_done, self._on_failed)

    def cancel(self) -> None:
        """Neither ``done`` nor ``failed`` comes any more; the work ends at its next word of progress."""
        self._stop.set()
        self._lane.cancel(self._key)
        self.running = False

    def _on_done(self, result: Any) -> None:
        self.running = False
        self.done.emit(result)

    def _on_failed(self, problems: Problems) -> None:
        self.running = False
        self.failed.emit(problems)
