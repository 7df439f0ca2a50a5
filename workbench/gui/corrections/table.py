"""The table of the corrections with a field to filter them, and what can be done with those that are chosen."""

from __future__ import annotations

from typing import TYPE_CHECKING

from PySide6.QtCore import QItemSelection, QItemSelectionModel, QSize, Qt, Signal
from PySide6.QtGui import QKeyEvent
from PySide6.QtWidgets import QAbstractItemView, QHeaderView, QLineEdit, QTableView, QVBoxLayout, QWidget

from workbench.gui.corrections import edits
from workbench.gui.corrections.model import IS, PART, SAMPLE, SIDE, WAS, CorrectionsModel

if TYPE_CHECKING:
    from workbench.gui.corrections.edits import Place
    from workbench.gui.corrections.originals import Originals
    from workbench.gui.document import Document
    from workbench.gui.lane import Lane
    from workbench.spec.experiment import Correction, Experiment

FILTER_FROM = 8
"""Fewer need no filter."""


class CorrectionsTable(QWidget):
    """``show_wanted`` carries the part and the row of a sample; ``chosen_changed`` and ``renewed`` come when there is something else."""

    show_wanted = Signal(str, int)
    chosen_changed = Signal()
    renewed = Signal()

    def __init__(self, document: Document, pictures: Lane, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._document = document
        self._kept: tuple[set[Place], int] = (set(), 0)
        self._dirty = True
        self.filter = QLineEdit(self)
        self.filter.setObjectName("corrections_filter")
        self.filter.setPlaceholderText(self.tr("Class, #number, training or test"))
        self.filter.setAccessibleName(self.tr("Filter"))
        self.filter.setToolTip(self.tr("Show only the corrections with these words"))
        self.filter.setClearButtonEnabled(True)
        self.model = CorrectionsModel(pictures, self)
        self.model.set_size(self.devicePixelRatioF())
        self.view = _Keys(self)
        self.view.setObjectName("corrections_table")
        self.view.setAccessibleName(self.tr("Corrections"))
        self.view.setToolTip(self.tr("Delete takes back what is chosen; Enter shows it among the other samples"))
        self.view.setModel(self.model)
        self.view.setIconSize(QSize(SIDE, SIDE))
        self.view.verticalHeader().hide()
        self.view.verticalHeader().setDefaultSectionSize(SIDE + 4)
        self.view.setSelectionBehavior(QAbstractItemView.SelectionBehavior.SelectRows)
        self.view.setSelectionMode(QAbstractItemView.SelectionMode.ExtendedSelection)
        self.view.setEditTriggers(QAbstractItemView.EditTrigger.NoEditTriggers)
        self.view.setTabKeyNavigation(False)
        self.view.setShowGrid(False)
        self.view.setWordWrap(False)
        self.view.setSortingEnabled(True)
        self.view.sortByColumn(-1, Qt.SortOrder.AscendingOrder)
        header = self.view.horizontalHeader()
        header.setStretchLastSection(False)
        for column in (SAMPLE, PART, WAS, IS):
            stretch = QHeaderView.ResizeMode.Stretch
            header.setSectionResizeMode(column, stretch if column in (WAS, IS) else QHeaderView.ResizeMode.Interactive)
        self.view.setColumnWidth(SAMPLE, 150)
        self.view.setColumnWidth(PART, 80)
        column_ = QVBoxLayout(self)
        column_.setContentsMargins(0, 0, 0, 0)
        column_.setSpacing(4)
        column_.addWidget(self.filter)
        column_.addWidget(self.view, 1)
        self.filter.textChanged.connect(self.model.filter)
        self.model.modelAboutToBeReset.connect(self._keep)
        self.model.arranged.connect(self._restore)
        self.view.selectionModel().selectionChanged.connect(lambda *_: self.chosen_changed.emit())
        self.view.entered_row.connect(self._on_entered)
        self.view.doubleClicked.connect(lambda index: self._on_entered(index.row()))
        self.view.delete_pressed.connect(self.take_back)
        document.changed.connect(self._on_document_changed)

    def renew(self) -> None:
        """What the document has; later, while nobody looks."""
        self._dirty = not self.isVisible()
        if not self._dirty:
            found = edits.corrections(self._document)
            self.filter.setVisible(len(found) >= FILTER_FROM or bool(self.filter.text()))
            self.model.show(found)
            self.renewed.emit()

    def show_originals(self, originals: Originals | None) -> None:
        """Where labels and pictures are found."""
        self.model.show_originals(originals)
        self.view.setColumnWidth(SAMPLE, 260 if originals is not None and originals.kind == "text" else 150)
        self.renewed.emit()

    def chosen(self) -> list[Correction]:
        """Those of the chosen rows, from above."""
        rows = sorted(index.row() for index in self.view.selectionModel().selectedRows())
        return self.model.corrections(rows)

    def take_back(self) -> None:
        """Those that are chosen count no more."""
        places = {each.place for each in self.chosen()}
        if places:
            edits.take_back(self._document, places)

    def show_chosen(self) -> None:
        """The first of those that are chosen, among the other samples."""
        for each in self.chosen()[:1]:
            self.show_wanted.emit(*each.place)

    def showEvent(self, event: object) -> None:
        super().showEvent(event)  # type: ignore[arg-type]
        if self._dirty:
            self.renew()

    def _on_entered(self, row: int) -> None:
        self.show_wanted.emit(*self.model.correction(row).place)

    def _on_document_changed(self, before: Experiment, after: Experiment) -> None:
        if before.data.corrections != after.data.corrections:
            self.renew()

    def _keep(self) -> None:
        self._kept = {each.place for each in self.chosen()}, self.view.currentIndex().row()

    def _restore(self) -> None:
        """What was chosen stays chosen; where that has gone, what stands in its place."""
        places, at = self._kept
        count = self.model.rowCount()
        rows = [row for row in range(count) if self.model.correction(row).place in places] if places else []
        rows = rows or ([min(max(at, 0), count - 1)] if count else [])
        flags = QItemSelectionModel.SelectionFlag
        selection = QItemSelection()
        for row in rows:
            selection.select(self.model.index(row, SAMPLE), self.model.index(row, IS))
        chosen = self.view.selectionModel()
        if rows:
            chosen.setCurrentIndex(self.model.index(rows[0], SAMPLE), flags.NoUpdate)
        chosen.select(selection, flags.ClearAndSelect)
        self.chosen_changed.emit()


class _Keys(QTableView):
    """``entered_row`` carries the row on which Enter is pressed."""

    entered_row = Signal(int)
    delete_pressed = Signal()

    def keyPressEvent(self, event: QKeyEvent) -> None:
        if event.key() == Qt.Key.Key_Delete:
            self.delete_pressed.emit()
        elif event.key() in (Qt.Key.Key_Return, Qt.Key.Key_Enter) and self.currentIndex().isValid():
            self.entered_row.emit(self.currentIndex().row())
        else:
            super().keyPressEvent(event)
