"""The corrections of the data set in a window: which samples have another label or are left out, to look at, take back and share."""

from __future__ import annotations

from pathlib import Path

from PySide6.QtCore import Qt, Signal
from PySide6.QtGui import QCloseEvent
from PySide6.QtWidgets import QDialog, QHBoxLayout, QLabel, QVBoxLayout, QWidget

from workbench.data.browse import Collection, gather
from workbench.gui.corrections import edits
from workbench.gui.corrections.list_button import ListButton
from workbench.gui.corrections.originals import Originals
from workbench.gui.corrections.table import CorrectionsTable
from workbench.gui.document import Document
from workbench.gui.lane import Lane
from workbench.gui.task import Task
from workbench.gui.widgets.push_button import push_button
from workbench.spec.experiment import Experiment


class CorrectionsDialog(QDialog):
    """``show_wanted`` carries the part and the row of a sample that is to be shown among the others.

    The data are read in the lane that it is given, without the corrections, for labels and pictures; it is of use without them, too.
    """

    show_wanted = Signal(str, int)

    def __init__(self, document: Document, lane: Lane, data_dir: Path | None, parent: QWidget | None = None) -> None:
        super().__init__(parent, Qt.WindowType.Window)
        self.setObjectName("corrections_dialog")
        self.setWindowTitle(self.tr("Corrections"))
        self.setAttribute(Qt.WidgetAttribute.WA_DeleteOnClose)
        self.document, self._data_dir = document, data_dir
        self._pictures = Lane("corrected pictures", self)
        self._task = Task(lane, "corrected samples", self)
        self._task.done.connect(self._on_gathered)
        self._task.failed.connect(lambda _problems: self.table.show_originals(None))  # the check says what is wrong
        self._make_parts()
        self._lay_out()
        self.table.view.setFocus()
        document.changed.connect(self._on_document_changed)
        self._read()

    def shut_down(self) -> None:
        """End what goes on in the lanes."""
        self._task.cancel()
        self._pictures.close()

    def closeEvent(self, event: QCloseEvent) -> None:
        self.shut_down()
        super().closeEvent(event)

    def done(self, result: int) -> None:
        self.shut_down()
        super().done(result)

    def _read(self) -> None:
        experiment = self.document.experiment
        plain = experiment.replace(data=experiment.data.replace(corrections=()))
        if edits.corrections(self.document):
            self._task.start(lambda progress: gather(plain, self._data_dir, progress))

    def _on_gathered(self, collection: Collection) -> None:
        self.table.show_originals(Originals(collection) if collection.parts else None)

    def _on_document_changed(self, before: Experiment, after: Experiment) -> None:
        had, has = bool(before.data.corrections), bool(after.data.corrections)
        if before.data.source != after.data.source or (has and not had):
            self.table.show_originals(None)
            self._read()

    def _say(self) -> None:
        other, out, stale = self.table.model.counts()
        words = self.tr("Nothing is corrected: every sample has the label of its data set.")
        if other + out:
            words = self.tr("{0} with another label, {1} left out. The files of the data set stay as they are.")
            words = words.format(f"{other:,}", f"{out:,}")
        if stale:
            words += " " + self.tr("{0} of them are not applied: the data have changed.").format(f"{stale:,}")
        self.words.setText(words)
        self._update_buttons()

    def _update_buttons(self) -> None:
        some = bool(self.table.chosen())
        self.show_button.setEnabled(some)
        self.back.setEnabled(some)
        self.stale.setVisible(bool(self.table.model.counts()[2]))
        self.all_back.setEnabled(bool(edits.corrections(self.document)))

    def _take_stale_back(self) -> None:
        model = self.table.model
        edits.take_back(self.document, {each.place for each in edits.corrections(self.document) if model.stale(each)})

    def _make_parts(self) -> None:
        self.words = QLabel("", self)
        self.words.setObjectName("corrections_words")
        self.words.setWordWrap(True)
        self.table = CorrectionsTable(self.document, self._pictures, self)
        self.table.renewed.connect(self._say)
        self.table.chosen_changed.connect(self._update_buttons)
        self.table.show_wanted.connect(self.show_wanted)
        self.show_button = push_button(
            "corrections_show", self.tr("Show"), self.tr("Show the sample among the others"), self
        )
        self.show_button.clicked.connect(self.table.show_chosen)
        self.list = ListButton(self.document, self)
        self.list.said.connect(self.words.setText)
        self.stale = push_button(
            "corrections_stale_back",
            self.tr("Take back those that do not fit"),
            self.tr("Those that are not applied, because their samples have other labels now"),
            self,
        )
        self.stale.clicked.connect(self._take_stale_back)
        self.back = push_button(
            "corrections_back",
            self.tr("Take back"),
            self.tr("The chosen samples are again as their data set has them"),
            self,
        )
        self.back.clicked.connect(self.table.take_back)
        self.all_back = push_button(
            "corrections_all_back",
            self.tr("Take all back"),
            self.tr("All samples are again as their data set has them"),
            self,
        )
        self.all_back.clicked.connect(lambda: edits.take_all_back(self.document))

    def _lay_out(self) -> None:
        foot = QHBoxLayout()
        foot.addWidget(self.show_button)
        foot.addWidget(self.list)
        foot.addStretch(1)
        for button in (self.stale, self.back, self.all_back):
            foot.addWidget(button)
        whole = QVBoxLayout(self)
        whole.addWidget(self.words)
        whole.addWidget(self.table, 1)
        whole.addLayout(foot)
        self.resize(620, 440)
