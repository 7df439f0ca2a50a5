"""The record of the run at hand: what it has told so far, for panels that are made later than it began."""

from __future__ import annotations

from typing import TYPE_CHECKING

from PySide6.QtCore import QObject, Signal

from workbench.spec.experiment import Experiment
from workbench.training.events import Event

if TYPE_CHECKING:
    from workbench.evaluation.record import Record


class RunRecord(QObject):
    """``changed`` comes after each list of events, and when the run of a folder was read. ``preceded`` carries the record of what a
    run that goes on had told before, and the step after which it goes on."""

    changed = Signal()
    preceded = Signal(object, int)

    def __init__(self, parent: QObject | None = None) -> None:
        super().__init__(parent)
        self.now: Record | None = None

    def begin(self, experiment: Experiment) -> None:
        """A run of this experiment begins."""
        from workbench.evaluation.record import Record

        self.now = Record(experiment)
        self.changed.emit()

    def follow(self, events: list[Event]) -> None:
        """What the run has told."""
        if self.now is not None:
            self.now.follow(events)
            self.changed.emit()

    def show(self, record: Record) -> None:
        """That of a run folder, which was read."""
        self.now = record
        self.changed.emit()

    def precede(self, earlier: Record, step: int) -> None:
        """What was kept of the run at hand up to that step, from where it goes on."""
        if self.now is not None and self.now.run_dir == earlier.run_dir:
            self.now.precede(earlier, step)
            self.preceded.emit(earlier, step)
            self.changed.emit()
