"""Correcting the sample that is looked at: another label, or out with it, in the document that is open."""

from __future__ import annotations

from typing import TYPE_CHECKING

from PySide6.QtCore import QObject
from PySide6.QtWidgets import QInputDialog, QWidget

from workbench.gui.evaluate.correcting import correct, correction_of, take_back

if TYPE_CHECKING:
    from workbench.gui.document import Document
    from workbench.gui.evaluate.sample_detail import SampleDetail
    from workbench.gui.evaluate.seen import Seen


class Mending(QObject):
    """Knows samples by their positions in what is shown."""

    def __init__(self, document: Document, parent: QWidget) -> None:
        super().__init__(parent)
        self._document, self._widget = document, parent
        self._seen: Seen | None = None

    def set_seen(self, seen: Seen | None) -> None:
        """Other judgements."""
        self._seen = seen

    def can(self) -> bool:
        """Whether the document is about the data that were judged."""
        return self._seen is not None and self._seen.experiment.data.source == self._document.experiment.data.source

    def relabel(self, position: int) -> None:
        """Ask for the right class, and put it into the document."""
        seen = self._seen
        if seen is None or not self.can():
            return
        classes = list(seen.facts.classes)
        now = int(seen.assessment.predicted[position])
        words = self.tr("#{0} is labelled “{1}”. The right class:").format(seen.place(position), seen.true(position))
        label, taken = QInputDialog.getItem(self._widget, self.tr("Wrong label"), words, classes, now, False)
        if taken and label:
            correct(self._document, seen.source_part, seen.place(position), label)

    def exclude(self, position: int) -> None:
        """Leave the sample out."""
        if self._seen is not None and self.can():
            correct(self._document, self._seen.source_part, self._seen.place(position), None)

    def take_back(self, position: int) -> None:
        """The sample as the data set has it."""
        if self._seen is not None:
            take_back(self._document, {(self._seen.source_part, self._seen.place(position))})

    def show_on(self, detail: SampleDetail, position: int | None) -> None:
        """What is corrected of a sample, and what can be."""
        seen = self._seen
        if seen is None or position is None or position >= len(seen.assessment):
            return
        can = self.can()
        detail.set_can_correct(can, self.tr("The experiment that is open is about other data than this run."))
        found = correction_of(self._document, seen.source_part, seen.place(position)) if can else None
        if found is None:
            words = ""
        elif found.label is None:
            words = self.tr("Left out from the next run on")
        else:
            words = self.tr("From the next run on: {0}").format(found.label)
        detail.set_correction(words, found is not None)
