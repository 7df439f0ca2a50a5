"""When to judge again while a run goes on: at each epoch, or every few seconds, and never so often that the run is slowed."""

from __future__ import annotations

import time

from PySide6.QtCore import QObject, QTimer, Signal

from workbench.gui.evaluate.head import BY_HAND, EACH_EPOCH, EVERY_SECONDS
from workbench.gui.session import Session
from workbench.training.events import EpochDone, Event

SECONDS = 5.0
SHARE = 0.1
"""So much of the time goes into judging, at most."""


class Live(QObject):
    """``due``: now would be the time. Silent until :meth:`begin`, as while nobody looks."""

    due = Signal()

    def __init__(self, session: Session, parent: QObject | None = None) -> None:
        super().__init__(parent)
        self._session = session
        self._mode = BY_HAND
        self._ended = self._took = 0.0
        self._timer = QTimer(self)
        self._timer.setInterval(500)
        self._timer.timeout.connect(self._on_timeout)
        session.events.connect(self._on_events)

    def begin(self) -> None:
        """Somebody looks."""
        self._timer.start()

    def end(self) -> None:
        """Nobody looks."""
        self._timer.stop()

    def set_mode(self, mode: int) -> None:
        """By hand, at each epoch, or every few seconds; the first time is at once."""
        self._mode = mode
        if mode != BY_HAND:
            self._tell()

    def rest(self, seconds: float) -> None:
        """It has just been judged, and took so long."""
        self._ended, self._took = time.monotonic(), seconds

    def _on_timeout(self) -> None:
        if self._mode == EVERY_SECONDS and time.monotonic() - self._ended >= SECONDS:
            self._tell()

    def _on_events(self, events: list[Event]) -> None:
        if self._mode == EACH_EPOCH and any(isinstance(event, EpochDone) for event in events):
            self._tell()

    def _tell(self) -> None:
        rested = time.monotonic() - self._ended >= self._took * (1 / SHARE - 1)
        if rested and self._timer.isActive() and self._session.state.active:
            self.due.emit()
