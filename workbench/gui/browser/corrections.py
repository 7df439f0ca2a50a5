"""The corrections of the data set: which samples have another label or are left out, to look at and to take back."""

from __future__ import annotations

from PySide6.QtCore import QItemSelectionModel, Qt, Signal
from PySide6.QtWidgets import (
    QAbstractItemView,
    QDialog,
    QHBoxLayout,
    QLabel,
    QPushButton,
    QTableWidget,
    QTableWidgetItem,
    QVBoxLayout,
    QWidget,
)

from workbench.gui.document import Document
from workbench.gui.widgets.push_button import push_button
from workbench.spec.edits import SetValue
from workbench.spec.experiment import Correction, Experiment, uncorrected

ADDRESS = "data.corrections"
MOST_ROWS = 2_000
"""More lines nobody reads; the file of the experiment has them all."""


class CorrectionsDialog(QDialog):
    """``show_wanted`` carries the part and the row of a sample that is to be shown among the others."""

    show_wanted = Signal(str, int)

    def __init__(self, document: Document, parent: QWidget | None = None) -> None:
        super().__init__(parent, Qt.WindowType.Window)
        self.setObjectName("corrections_dialog")
        self.setWindowTitle(self.tr("Corrections"))
        self.setAttribute(Qt.WidgetAttribute.WA_DeleteOnClose)
        self.document = document
        self._make_parts()
        self._lay_out()
        document.changed.connect(self._on_document_changed)
        self._fill()

    def chosen(self) -> list[Correction]:
        """Those of the chosen lines."""
        corrections = self.document.experiment.data.corrections
        return [corrections[row.row()] for row in self.table.selectionModel().selectedRows()]

    def take_back(self) -> None:
        """Those that are chosen count no more."""
        places = [item.place for item in self.chosen()]
        if places:
            kept = uncorrected(self.document.experiment.data.corrections, *places)
            self._edit(kept, self.tr("take corrections back"))

    def take_all_back(self) -> None:
        """None counts any more."""
        self._edit((), self.tr("take all corrections back"))

    def _edit(self, corrections: tuple[Correction, ...], words: str) -> None:
        self.document.end_gesture()
        self.document.edit([SetValue(ADDRESS, corrections)], words)

    def _fill(self) -> None:
        corrections = self.document.experiment.data.corrections
        self.table.setRowCount(0)
        self.table.setRowCount(min(len(corrections), MOST_ROWS))
        parts = {"train": self.tr("Training"), "test": self.tr("Test")}
        for row, item in enumerate(corrections[:MOST_ROWS]):
            label = self.tr("left out") if item.label is None else self.tr("is “{0}”").format(item.label)
            for column, words in enumerate((parts[item.part], f"#{item.index}", label)):
                self.table.setItem(row, column, QTableWidgetItem(words))
        self.words.setText(self._summary(corrections))
        if corrections:
            flags = QItemSelectionModel.SelectionFlag
            first = self.table.model().index(0, 0)
            self.table.selectionModel().setCurrentIndex(first, flags.ClearAndSelect | flags.Rows)
        self._update_buttons()

    def _summary(self, corrections: tuple[Correction, ...]) -> str:
        if not corrections:
            return self.tr("Nothing is corrected: every sample has the label of its data set.")
        out = sum(item.label is None for item in corrections)
        words = self.tr("{0} with another label, {1} left out. The files of the data set stay as they are.")
        words = words.format(f"{len(corrections) - out:,}", f"{out:,}")
        if len(corrections) > MOST_ROWS:
            words += " " + self.tr("The first {0} are listed.").format(f"{MOST_ROWS:,}")
        return words

    def _update_buttons(self) -> None:
        some = bool(self.chosen())
        self.show_button.setEnabled(some)
        self.back.setEnabled(some)
        self.all_back.setEnabled(bool(self.document.experiment.data.corrections))

    def _on_shown(self) -> None:
        for item in self.chosen()[:1]:
            self.show_wanted.emit(*item.place)

    def _on_document_changed(self, before: Experiment, after: Experiment) -> None:
        if before.data.corrections != after.data.corrections:
            self._fill()

    def _make_parts(self) -> None:
        self.words = QLabel("", self)
        self.words.setObjectName("corrections_words")
        self.words.setWordWrap(True)
        self.table = QTableWidget(0, 3, self)
        self.table.setObjectName("corrections_table")
        self.table.setAccessibleName(self.tr("Corrections"))
        self.table.setToolTip(self.tr("Enter or a double click shows the sample among the others"))
        self.table.setHorizontalHeaderLabels([self.tr("Part"), self.tr("Sample"), self.tr("Correction")])
        self.table.verticalHeader().hide()
        self.table.horizontalHeader().setStretchLastSection(True)
        self.table.setSelectionBehavior(QAbstractItemView.SelectionBehavior.SelectRows)
        self.table.setEditTriggers(QAbstractItemView.EditTrigger.NoEditTriggers)
        self.table.setTabKeyNavigation(False)
        self.table.selectionModel().selectionChanged.connect(lambda *_: self._update_buttons())
        self.table.activated.connect(lambda _index: self._on_shown())
        self.show_button = self._button(
            "corrections_show", self.tr("Show"), self.tr("Show the sample among the others")
        )
        self.show_button.clicked.connect(self._on_shown)
        self.back = self._button(
            "corrections_back", self.tr("Take back"), self.tr("The chosen samples are again as their data set has them")
        )
        self.back.clicked.connect(self.take_back)
        self.all_back = self._button(
            "corrections_all_back",
            self.tr("Take all back"),
            self.tr("All samples are again as their data set has them"),
        )
        self.all_back.clicked.connect(self.take_all_back)

    def _button(self, name: str, text: str, tip: str) -> QPushButton:
        return push_button(name, text, tip, self)

    def _lay_out(self) -> None:
        foot = QHBoxLayout()
        foot.addWidget(self.show_button)
        foot.addStretch(1)
        foot.addWidget(self.back)
        foot.addWidget(self.all_back)
        whole = QVBoxLayout(self)
        whole.addWidget(self.words)
        whole.addWidget(self.table, 1)
        whole.addLayout(foot)
        self.resize(460, 360)
