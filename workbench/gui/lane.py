"""A lane: one background thread for short work, and the narrow door back into the window's thread.

For each key only the newest job counts: an older one that has not begun is dropped, and what it gives
after a newer one was asked for is not delivered. Jobs return plain values, never tensors or widgets.
"""

from __future__ import annotations

import logging
import os
import sys
import threading
import traceback
from collections.abc import Callable
from contextlib import suppress
from dataclasses import dataclass
from typing import Any

from PySide6.QtCore import QMutex, QObject, QThread, QWaitCondition, Signal, Slot

from workbench import unforeseen
from workbench.spec.problems import ExperimentError, Problem, RunError, problem

log = logging.getLogger(__name__)

Problems = tuple[Problem, ...]


@dataclass(frozen=True)
class _Job:
    key: str
    number: int
    work: Callable[[], Any]
    done: Callable[[Any], None]
    failed: Callable[[Problems], None] | None


class Lane(QThread):
    """Starts with its first job; ``close`` ends it.

    PyTorch computes by one thread in it, unless it may take ``all_threads``: as soon as a process has more threads of OpenMP than
    processors, none of them waits actively any more, and the short steps of a run take twice as long.

    ``niceness`` (0 to 19): how far it stands back for other threads, and those that it starts; Linux alone knows that of threads.
    """

    _delivered = Signal(object, object, object)

    def __init__(
        self, name: str, parent: QObject | None = None, *, all_threads: bool = False, niceness: int = 0
    ) -> None:
        super().__init__(parent)
        self.setObjectName(name)
        self._all_threads, self._niceness = all_threads, niceness
        self._mutex = QMutex()
        self._wake = QWaitCondition()
        self._waiting: dict[str, _Job] = {}
        self._newest: dict[str, int] = {}
        self._closing = False
        self._delivered.connect(self._on_delivered)

    def submit(
        self,
        key: str,
        work: Callable[[], Any],
        done: Callable[[Any], None],
        failed: Callable[[Problems], None] | None = None,
    ) -> None:
        """Do ``work`` in the lane, then call ``done`` (or ``failed``) in the window's thread."""
        number = self._newest.get(key, 0) + 1
        self._newest[key] = number
        self._mutex.lock()
        self._waiting.pop(key, None)
        self._waiting[key] = _Job(key, number, work, done, failed)
        self._wake.wakeAll()
        self._mutex.unlock()
        if not self.isRunning() and not self._closing:
            self.start()

    def cancel(self, key: str) -> None:
        """What is asked for under this key is not wanted any more."""
        self._newest[key] = self._newest.get(key, 0) + 1

    def close(self) -> None:
        """Finish the job at hand, drop the others, end the thread."""
        self._mutex.lock()
        self._closing = True
        self._waiting.clear()
        self._wake.wakeAll()
        self._mutex.unlock()
        self._newest.clear()
        self.wait()

    def run(self) -> None:
        self._stand_back()
        while (job := self._next()) is not None:
            try:
                if not self._all_threads and "torch" in sys.modules:
                    from workbench.training.device import one_thread

                    one_thread()
                result, problems = job.work(), None
            except ExperimentError as error:
                result, problems = None, error.problems
            except RunError as error:
                result, problems = None, (error.problem,)
            except Exception as error:  # noqa: BLE001 - a job must not end the lane; the log has the traceback
                log.error("%s failed\n%s", job.key, traceback.format_exc())
                result, problems = None, (_in_words(error),)
            self._delivered.emit(job, result, problems)

    def _stand_back(self) -> None:
        if self._niceness and sys.platform == "linux":
            me = threading.get_native_id()
            with suppress(OSError):
                os.setpriority(os.PRIO_PROCESS, me, os.getpriority(os.PRIO_PROCESS, me) + self._niceness)

    def _next(self) -> _Job | None:
        self._mutex.lock()
        try:
            while not self._waiting and not self._closing:
                self._wake.wait(self._mutex)
            if self._closing:
                return None
            return self._waiting.pop(next(iter(self._waiting)))
        finally:
            self._mutex.unlock()

    @Slot(object, object, object)
    def _on_delivered(self, job: _Job, result: Any, problems: Problems | None) -> None:
        if self._newest.get(job.key) != job.number:
            return
        if problems is None:
            job.done(result)
        elif job.failed:
            job.failed(problems)


def _in_words(error: Exception) -> Problem:
    if isinstance(error, ImportError):
        return unforeseen.in_words(error)
    words = str(error).strip().splitlines() or [type(error).__name__]
    return problem("", "{reason}.", "The log has the details.", reason=words[0])
