"""Asks the doctor behind the window: at most once in a second; while nobody looks, after an epoch and not more often than every ten."""

from __future__ import annotations

import time
from typing import TYPE_CHECKING

from PySide6.QtCore import QObject, QTimer, Signal

from workbench.gui.context import Context
from workbench.gui.lane import Lane
from workbench.gui.task import Task
from workbench.gui.texts import sentence

if TYPE_CHECKING:
    from workbench.data.samples import Progress
    from workbench.evaluation.doctor import Diagnosis, Known
    from workbench.evaluation.doctor.case import Suspects
    from workbench.evaluation.record import Record

EVERY_MS = 1_000
UNSEEN_MS = 10_000


class Watch(QObject):
    """``examined`` carries the diagnoses of the run at hand; an empty tuple where there is no run. ``titled``: what the panel is
    called, with how much was found. ``labels_checked`` says how looking for doubtful labels has ended.
    """

    examined = Signal(object)
    titled = Signal(str)
    labels_checked = Signal(str)
    labels_progressed = Signal(str, int, int)

    def __init__(self, context: Context, parent: QObject | None = None) -> None:
        super().__init__(parent)
        self._context = context
        self._lane = Lane("doctor", self)
        self._data = Task(context.long, "doctor's data", self)
        self._data.done.connect(self._on_known)
        self._data.failed.connect(lambda _problems: self._on_known(None))  # the check says what is wrong
        self._labels = Task(context.long, "doctor's labels", self)
        self._labels.done.connect(self._on_labels_checked)
        self._labels.failed.connect(lambda problems: self.labels_checked.emit(" ".join(map(sentence, problems))))
        self._labels.progressed.connect(self.labels_progressed)
        self._record: Record | None = None
        self._suspects: Suspects | None = None
        self._timer = QTimer(self)
        self._timer.setSingleShot(True)
        self._timer.timeout.connect(self._examine)
        self._seen = False
        self._at = 0.0
        self._closed = False
        self._epochs = 0
        self.found: tuple[Diagnosis, ...] = ()
        self._key: object = None
        self._known: Known | None = None
        context.record.changed.connect(self.look)

    def set_seen(self, seen: bool) -> None:
        """Whether somebody looks."""
        self._seen = seen
        self._timer.stop()
        if seen:
            self.look()
        else:
            self._data.cancel()
            if self._known is None:
                self._key = None

    def look(self) -> None:
        """Something may be new."""
        if self._closed:
            return
        if self._context.record.now is not self._record:
            self._record, self._suspects = self._context.record.now, None
            self._labels.cancel()
            self.labels_checked.emit("")
            self.titled.emit(self.tr("Doctor"))
        if not self._timer.isActive() and (self._seen or self._has_another_epoch()):
            since = 1000 * (time.monotonic() - self._at)
            self._timer.start(round(max(0.0, (EVERY_MS if self._seen else UNSEEN_MS) - since)))

    def _has_another_epoch(self) -> bool:
        record = self._context.record.now
        epochs = len(record.epochs) + (record.ended is not None) if record is not None else 0
        return epochs not in (0, self._epochs)

    @property
    def checking_labels(self) -> bool:
        """Whether that goes on."""
        return self._labels.running

    def check_labels(self) -> None:
        """Look for samples whose label the trained model contradicts with confidence."""
        run_dir, data_dir = self._context.at_hand.run_dir, self._context.data_dir
        if run_dir is None:
            return

        def work(progress: Progress) -> Suspects | None:
            from workbench.evaluation.doctor.reading import look_at_labels  # late: PyTorch

            return look_at_labels(run_dir, data_dir, progress)

        self._labels.start(work)

    def cancel_labels(self) -> None:
        """Not any more."""
        self._labels.cancel()

    def _on_labels_checked(self, suspects: Suspects | None) -> None:
        self._suspects = suspects
        self.look()
        if suspects is None:
            self.labels_checked.emit(self.tr("Labels can be checked only where there are classes."))
        else:
            words = self.tr("labels checked: {0} of {1} doubtful")
            self.labels_checked.emit(words.format(f"{suspects.count:,}", f"{suspects.judged:,}"))

    def close(self) -> None:
        """The window closes."""
        self._closed = True
        self._timer.stop()
        self._data.cancel()
        self._labels.cancel()
        self._lane.close()

    def _examine(self) -> None:
        from workbench.evaluation.doctor import Case, examine  # late: NumPy

        self._at = time.monotonic()
        record = self._context.record.now
        if record is None:
            self._lane.cancel("examine")
            self._on_examined(())
            return
        self._epochs = len(record.epochs) + (record.ended is not None)
        if self._seen:
            self._look_at_data(record)
        case = Case.of(record, self._known if self._key_of(record) == self._key else None, self._suspects)
        self._lane.submit("examine", lambda: examine(case), self._on_examined)

    def _on_examined(self, found: tuple[Diagnosis, ...]) -> None:
        self.found = found
        count = sum(each.severity != "info" for each in found)
        self.titled.emit(self.tr("Doctor ({0})").format(count) if count else self.tr("Doctor"))
        self.examined.emit(found)

    @staticmethod
    def _key_of(record: Record) -> object:
        data = record.experiment.data
        return data.source, data.validation_fraction, record.experiment.seed

    def _look_at_data(self, record: Record) -> None:
        """Once for each data set and split."""
        experiment, data_dir, key = record.experiment, self._context.data_dir, self._key_of(record)
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
