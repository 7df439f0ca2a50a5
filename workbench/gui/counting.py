"""The samples of each class, counted behind the window: once for a data set, as long as its facts stay the same."""

from __future__ import annotations

from pathlib import Path
from typing import TYPE_CHECKING

from PySide6.QtCore import QObject, Signal

from workbench.gui.document import Document
from workbench.gui.lane import Lane
from workbench.gui.task import Task
from workbench.spec.edits import SetValue
from workbench.spec.experiment import Correction
from workbench.spec.parts import DatasetPart

if TYPE_CHECKING:
    from workbench.data.counts import Counts
    from workbench.data.samples import Facts, Progress
    from workbench.training.check import Checked

KEPT = 8

Key = tuple["DatasetPart", "Facts", tuple["Correction", ...]]
"""What the counts depend on."""


class Counting(QObject):
    """``counted`` carries the :class:`Counts`, or None where there is nothing to count."""

    counted = Signal(object)

    def __init__(self, document: Document, lane: Lane, data_dir: Path | None) -> None:
        super().__init__(document)
        self._document, self._data_dir = document, data_dir
        self._task = Task(lane, "counts", self)
        self._task.done.connect(self._on_done)
        self._task.failed.connect(lambda _problems: self._show(None))  # the check says what is wrong
        self._key: Key | None = None
        self._known: list[tuple[Key, Counts | None]] = []
        self._shown: Counts | None = None

    def look(self, checked: Checked) -> None:
        """Count anew, if what is known of the data set is no longer the same."""
        facts = checked.facts
        if facts is None or not facts.classes or not facts.ready:
            self._key = None
            self._task.cancel()
            self._show(None)
            return
        data = self._document.experiment.data
        key = (data.source, facts, data.corrections)
        if key == self._key:
            return
        self._key = key
        known = next((counts for each, counts in self._known if each == key), None)
        if known is not None:
            self._task.cancel()
            self._show(known)
            return
        part, data_dir, corrections = data.source, self._data_dir, data.corrections

        def work(progress: Progress) -> Counts | None:
            from workbench.data.counts import count_classes  # late: Pillow

            return count_classes(part, data_dir, progress, corrections)

        self._task.start(work)

    def balance(self, on: bool) -> None:
        """Draw every class equally often, or not."""
        self._document.end_gesture()
        self._document.edit([SetValue("data.balanced", on)], self.tr("balanced drawing"))

    def weigh(self, on: bool) -> None:
        """Weights for the classes in the loss, n / (k · n_c), or none."""
        from workbench.data.counts import balancing_weights  # late: Pillow

        if on and self._shown is None:
            return
        weights = balancing_weights(self._shown.counts) if on and self._shown else None
        self._document.end_gesture()
        self._document.edit([SetValue("training.loss.weight", weights)], self.tr("class weights"))

    def close(self) -> None:
        """The window closes."""
        self._task.cancel()

    def _on_done(self, counts: Counts | None) -> None:
        if self._key is not None:
            self._known = [(self._key, counts), *self._known][:KEPT]
        self._show(counts)

    def _show(self, counts: Counts | None) -> None:
        self._shown = counts
        self.counted.emit(counts)
