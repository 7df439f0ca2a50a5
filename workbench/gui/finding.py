"""The search for a learning rate in a lane, seen from the window: orders, and events that arrive in lists."""

from __future__ import annotations

from collections import deque
from concurrent.futures import ThreadPoolExecutor
from pathlib import Path

from PySide6.QtCore import QObject, QTimer, Signal

from workbench.gui.lane import Lane, Problems
from workbench.spec.experiment import Experiment
from workbench.training.control import Control
from workbench.training.events import Event

DRAIN_MS = 50


class Finding(QObject):
    """One search at a time. ``events`` carries what it tells, ``failed`` problems; ``ended`` is the last signal of each."""

    events = Signal(list)
    failed = Signal(object)
    ended = Signal()

    def __init__(self, parent: QObject | None = None) -> None:
        super().__init__(parent)
        self.active = False
        self._lane = Lane("finding", self)
        self._control = Control()
        self._mailbox: deque[Event] = deque()
        self._timer = QTimer(self)
        self._timer.setInterval(DRAIN_MS)
        self._timer.timeout.connect(self._drain)

    def start(self, experiment: Experiment, data_dir: Path | None, lowest: float, highest: float, steps: int) -> None:
        """Begin; nothing happens while one is active."""
        if self.active:
            return
        control, mailbox = Control(), deque[Event]()
        self.active, self._control, self._mailbox = True, control, mailbox

        def search() -> None:
            from workbench.training.lr_finder import find_rate  # late: PyTorch

            mailbox.extend(
                find_rate(experiment, control, data_dir=data_dir, lowest=lowest, highest=highest, steps=steps)
            )

        def work() -> None:  # in a thread that ends, with the threads that PyTorch has started for it: see Lane
            with ThreadPoolExecutor(1) as pool:
                pool.submit(search).result()

        self._lane.submit("find", work, self._on_done, self._on_failed)
        self._timer.start()

    def stop(self) -> None:
        """End the search at the next batch; ``ended`` comes when it has."""
        self._control.stop()

    def close(self) -> None:
        """Stop and wait for the thread."""
        self.stop()
        self._timer.stop()
        self._lane.close()
        self.active = False

    def _drain(self) -> None:
        batch = [self._mailbox.popleft() for _ in range(len(self._mailbox))]
        if batch:
            self.events.emit(batch)

    def _end(self) -> None:
        self._timer.stop()
        self._drain()
        self.active = False

    def _on_done(self, _nothing: None) -> None:
        self._end()
        self.ended.emit()

    def _on_failed(self, problems: Problems) -> None:
        self._end()
        self.failed.emit(problems)
        self.ended.emit()
