"""Asks the doctor behind the window: at most once in a second, and not while nobody looks."""

from __future__ import annotations

import time
from typing import TYPE_CHECKING

from PySide6.QtCore import QObject, QTimer, Signal

from workbench.gui.context import Context
from workbench.gui.lane import Lane
from workbench.gui.task import Task

if TYPE_CHECKING:
    from workbench.data.samples import Progress
    from workbench.evaluation.doctor import Diagnosis, Known
    from workbench.evaluation.record import Record

EVERY_MS = 1_000


class Watch(QObject):
    """``examined`` carries the diagnoses of the run at hand and what was looked at; an empty tuple where there is no run."""

    examined = Signal(object)

    def __init__(self, context: Context, parent: QObject | None = None) -> None:
        super().__init__(parent)
        self._context = context
        self._lane = Lane("doctor", self)
        self._data = Task(context.long, "doctor's data", self)
        self._data.done.connect(self._on_known)
        self._data.failed.connect(lambda _problems: self._on_known(None))  # the check says what is wrong
        self._timer = QTimer(self)
        self._timer.setSingleShot(True)
        self._timer.timeout.connect(self._examine)
        self._seen = False
        self._at = 0.0
        self._key: object = None
        self._known: Known | None = None
        context.record.changed.connect(self.look)

    def set_seen(self, seen: bool) -> None:
        """Whether somebody looks."""
        self._seen = seen
        if seen:
            self.look()
        else:
            self._timer.stop()
            self._data.cancel()
            if self._known is None:
                self._key = None

    def look(self) -> None:
        """Something may be new."""
        if self._seen and not self._timer.isActive():
            since = 1000 * (time.monotonic() - self._at)
            self._timer.start(round(max(0.0, EVERY_MS - since)))

    def close(self) -> None:
        """The window closes."""
        self._seen = False
        self._timer.stop()
        self._data.cancel()
        self._lane.close()

    def _examine(self) -> None:
        from workbench.evaluation.doctor import Case, examine  # late: NumPy

        self._at = time.monotonic()
        record = self._context.record.now
        if record is None:
            self._lane.cancel("examine")
            self.examined.emit(())
            return
        self._look_at_data(record)
        case = Case.of(record, self._known)
        self._lane.submit("examine", lambda: examine(case), self._on_examined)

    def _on_examined(self, found: tuple[Diagnosis, ...]) -> None:
        if self._seen:
            self.examined.emit(found)

    def _look_at_data(self, record: Record) -> None:
        """Once for each data set and split."""
        experiment, data_dir = record.experiment, self._context.data_dir
        key = (experiment.data.source, experiment.data.validation_fraction, experiment.seed)
        if key == self._key:
            return
        self._key, self._known = key, None

        def work(progress: Progress) -> Known:
            from workbench.evaluation.doctor.reading import look_at_data  # late: PyTorch

            return look_at_data(experiment, data_dir, progress)

        self._data.start(work)

    def _on_known(self, known: Known | None) -> None:
        self._known = known
        self.look()
