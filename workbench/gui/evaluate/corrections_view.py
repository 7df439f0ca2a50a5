"""The corrections of the data set beside what was judged: each can be taken back, and the run can be done again with them."""

from __future__ import annotations

from typing import TYPE_CHECKING

from PySide6.QtCore import Signal
from PySide6.QtWidgets import QHBoxLayout, QStackedWidget, QVBoxLayout, QWidget

from workbench.gui.corrections.edits import corrections
from workbench.gui.corrections.list_button import ListButton
from workbench.gui.corrections.originals import Originals
from workbench.gui.corrections.table import CorrectionsTable
from workbench.gui.widgets.card import ElidedLabel
from workbench.gui.widgets.empty_state import EmptyState
from workbench.gui.widgets.push_button import push_button

if TYPE_CHECKING:
    from workbench.gui.document import Document
    from workbench.gui.evaluate.seen import Seen
    from workbench.gui.lane import Lane
    from workbench.spec.experiment import Experiment


class CorrectionsView(QWidget):
    """``train_wanted``: with them from the beginning; ``counted`` carries how many there are; ``show_wanted`` part and row of a sample."""

    train_wanted = Signal()
    counted = Signal(int)
    show_wanted = Signal(str, int)

    def __init__(self, document: Document, pictures: Lane, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._document = document
        self._seen: Seen | None = None
        self.words = ElidedLabel("", self)
        self.words.setObjectName("corrections_words")
        self.words.setProperty("role", "muted")
        self.words.setAccessibleName(self.tr("State"))
        self.table = CorrectionsTable(document, pictures, self)
        self.table.renewed.connect(self._say)
        self.table.show_wanted.connect(self.show_wanted)
        self.table.chosen_changed.connect(self._update_buttons)
        self.list = ListButton(document, self)
        self.list.said.connect(self.words.set_text)
        self.show_button = push_button(
            "corrections_show", self.tr("Show"), self.tr("Show the sample among the others"), self
        )
        self.back = push_button(
            "corrections_back", self.tr("Take back"), self.tr("The chosen samples as the data set has them again"), self
        )
        self.again = push_button(
            "corrections_train",
            self.tr("Train again"),
            self.tr("Train from the beginning, with these corrections"),
            self,
        )
        self.show_button.clicked.connect(self.table.show_chosen)
        self.back.clicked.connect(self.table.take_back)
        self.again.clicked.connect(self.train_wanted)
        self.empty = EmptyState(
            self.tr(
                "Nothing is corrected. In Samples, “Label is…” and “Exclude” mend the data set without touching its files."
            ),
            self,
        )
        self.stack = QStackedWidget(self)
        self.stack.addWidget(self.empty)
        self.stack.addWidget(self.table)
        buttons = QHBoxLayout()
        buttons.setSpacing(4)
        buttons.addWidget(self.words, 1)
        for button in (self.list, self.show_button, self.back, self.again):
            button.setProperty("dense", "true")
            buttons.addWidget(button)
        column = QVBoxLayout(self)
        column.setContentsMargins(0, 0, 0, 0)
        column.setSpacing(4)
        column.addWidget(self.stack, 1)
        column.addLayout(buttons)
        document.changed.connect(self._on_document_changed)
        self._choose_page()

    def show_seen(self, seen: Seen) -> None:
        """Where the samples are found."""
        self._seen = seen
        same = seen.experiment.data.source == self._document.experiment.data.source
        self.table.show_originals(Originals(seen.data) if same else None)
        self._choose_page()

    def _on_document_changed(self, before: Experiment, after: Experiment) -> None:
        if before.data.corrections != after.data.corrections:
            self._choose_page()

    def _choose_page(self) -> None:
        count = len(corrections(self._document))
        self.counted.emit(count)
        self.stack.setCurrentWidget(self.table if count else self.empty)
        self.again.setEnabled(bool(count))
        if not count:
            self.words.set_text("")
        self._update_buttons()

    def _update_buttons(self) -> None:
        some = self.stack.currentWidget() is self.table and bool(self.table.chosen())
        self.show_button.setEnabled(some)
        self.back.setEnabled(some)

    def _say(self) -> None:
        other, out, stale = self.table.model.counts()
        if not other + out:
            return
        used = self._seen is not None and self._seen.experiment.data.corrections == corrections(self._document)
        words = self.tr("{0} with another label, {1} left out; they count from the next run on.")
        if used:
            words = self.tr("{0} with another label, {1} left out; this run has learned with them.")
        words = words.format(f"{other:,}", f"{out:,}")
        if stale:
            words = self.tr("{0} of them are not applied: the data have changed.").format(f"{stale:,}") + " " + words
        self.words.set_text(words)
