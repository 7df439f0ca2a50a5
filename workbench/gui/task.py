"""Long work in a lane, one at a time: progress on the way, cancel at any moment, one end."""

from __future__ import annotations

from collections.abc import Callable
from threading import Event
from typing import TYPE_CHECKING, Any

from PySide6.QtCore import QObject, QTimer, Signal

from workbench.gui.lane import Lane, Problems
from workbench.spec.problems import RunError, problem

if TYPE_CHECKING:
    from workbench.data.samples import Progress

TELL_MS = 50


class _CancelledError(RunError):
    """Raised where the work tells of its progress; nobody reads its words."""


class _Work:
    """What the two threads share, and nothing of Qt: the work may outlive the widget that asked for it."""

    def __init__(self, work: Callable[[Progress], Any]) -> None:
        self._work = work
        self.stop = Event()
        self.told: tuple[str, int, int] | None = None

    def run(self) -> Any:
        """In the lane."""
        self._tell("", 0, 0)
        return self._work(self._tell)

    def _tell(self, what: str, done: int, total: int) -> None:
        if self.stop.is_set():
            raise _CancelledError(problem("", ""))
        if what:
            self.told = (what, done, total)


class Task(QObject):
    """``progressed`` carries what is done, how much, and of how much (0: unknown). A newer start ends an older one."""

    progressed = Signal(str, int, int)
    done = Signal(object)
    failed = Signal(object)

    def __init__(self, lane: Lane, key: str, parent: QObject | None = None) -> None:
        super().__init__(parent)
        self._lane, self._key = lane, key
        self._work: _Work | None = None
        self._timer = QTimer(self)
        self._timer.setInterval(TELL_MS)
        self._timer.timeout.connect(self._on_timeout)

    @property
    def running(self) -> bool:
        """Whether an end is still to come."""
        return self._work is not None

    def start(self, work: Callable[[Progress], Any]) -> None:
        """Do ``work`` in the lane; it is given the function that it tells its progress."""
        self.cancel()
        self._work = _Work(work)
        self._timer.start()
        self._lane.submit(self._key, self._work.run, self._on_done, self._on_failed)

    def cancel(self) -> None:
        """Neither ``done`` nor ``failed`` comes any more; the work ends at its next word of progress."""
        if self._work is not None:
            self._work.stop.set()
            self._lane.cancel(self._key)
            self._end()

    def _end(self) -> None:
        self._work = None
        self._timer.stop()

    def _on_timeout(self) -> None:
        if self._work is not None and self._work.told is not None:
            told, self._work.told = self._work.told, None
            self.progressed.emit(*told)

    def _on_done(self, result: Any) -> None:
        self._end()
        self.done.emit(result)

    def _on_failed(self, problems: Problems) -> None:
        self._end()
        self.failed.emit(problems)
