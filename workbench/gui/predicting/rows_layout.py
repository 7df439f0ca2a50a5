"""The window that predicts rows, laid out: buttons, the table with the answers, what is done."""

from __future__ import annotations

from PySide6.QtCore import Qt, Signal
from PySide6.QtGui import QKeySequence, QShortcut
from PySide6.QtWidgets import (
    QAbstractItemView,
    QComboBox,
    QDialog,
    QHBoxLayout,
    QProgressBar,
    QStackedWidget,
    QTableView,
    QVBoxLayout,
    QWidget,
)

from workbench.gui.predicting.rows_model import RowsModel
from workbench.gui.widgets.card import ElidedLabel
from workbench.gui.widgets.empty_state import EmptyState
from workbench.gui.widgets.push_button import push_button


class RowsLayout(QDialog):
    """``files_wanted`` and ``save_wanted`` ask for a dialog of files."""

    files_wanted = Signal()
    save_wanted = Signal()

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent, Qt.WindowType.Window)
        self.setObjectName("predict_rows_dialog")
        self.setWindowTitle(self.tr("Predict files"))
        self.setAttribute(Qt.WidgetAttribute.WA_DeleteOnClose)
        self.setAcceptDrops(True)
        self.resize(900, 560)
        self.model = RowsModel(self)
        self._make_buttons()
        self._make_words()
        self._make_table()
        self._lay_out()
        QShortcut(QKeySequence.StandardKey.Open, self, self.files_wanted.emit)
        QShortcut(QKeySequence.StandardKey.Save, self, self.save_wanted.emit)

    def _make_buttons(self) -> None:
        choose, tip = self.tr("Add files…"), self.tr("Choose files whose rows are to be judged (Ctrl+O)")
        self.add_files = push_button("predict_add_files", choose, tip, self)
        self.clear_all = push_button("predict_clear", self.tr("Clear"), self.tr("Take all rows out of the table"), self)
        self.again = push_button(
            "predict_again", self.tr("Judge again"), self.tr("Ask the newest weights for all rows"), self
        )
        self.save_as = push_button(
            "predict_save", self.tr("Save…"), self.tr("Write the rows that are shown as CSV or JSON (Ctrl+S)"), self
        )
        self.stop = push_button("predict_cancel", self.tr("Cancel"), self.tr("Stop; what is known stays"), self)
        self.empty = EmptyState("", self)
        self.empty_button = self.empty.add_button("predict_empty_files", choose, tip, self.files_wanted.emit)
        self.filter = QComboBox(self)
        self.filter.setObjectName("predict_filter")
        self.filter.setAccessibleName(self.tr("Which rows to show"))
        self.filter.setToolTip(self.tr("Show only the rows of one class, or the wrong ones"))
        self.filter.setMinimumWidth(140)

    def _make_words(self) -> None:
        self.run = ElidedLabel("", self)
        self.run.setObjectName("predict_run")
        self.run.setAccessibleName(self.tr("The model that is asked"))
        self.run.setProperty("role", "muted")
        self.run.setAlignment(Qt.AlignmentFlag.AlignRight | Qt.AlignmentFlag.AlignVCenter)
        self.progress = QProgressBar(self)
        self.progress.setObjectName("predict_progress")
        self.progress.setAccessibleName(self.tr("Progress"))
        self.progress.setToolTip(self.tr("How many rows are judged"))
        self.progress.setTextVisible(False)
        self.progress.setFixedWidth(160)
        self.words = ElidedLabel("", self)
        self.words.setObjectName("predict_words")
        self.words.setAccessibleName(self.tr("What is done"))

    def _make_table(self) -> None:
        table = self.table = QTableView(self)
        table.setObjectName("predict_table")
        table.setAccessibleName(self.tr("The rows with what the model says of them"))
        table.setToolTip(self.tr("Enter or a double click puts a row before the model, in the panel Try it"))
        table.setModel(self.model)
        table.setSortingEnabled(True)
        table.sortByColumn(-1, Qt.SortOrder.AscendingOrder)
        table.setShowGrid(False)
        table.setWordWrap(False)
        table.setSelectionBehavior(QAbstractItemView.SelectionBehavior.SelectRows)
        table.setSelectionMode(QAbstractItemView.SelectionMode.SingleSelection)
        table.verticalHeader().hide()

    def _lay_out(self) -> None:
        head, foot = QHBoxLayout(), QHBoxLayout()
        for widget in (self.add_files, self.clear_all, self.again):
            head.addWidget(widget)
        head.addWidget(self.run, 1)
        head.addWidget(self.filter)
        foot.addWidget(self.words, 1)
        foot.addWidget(self.progress)
        for button in (self.stop, self.save_as):
            foot.addWidget(button)
        self.stack = QStackedWidget(self)
        self.stack.addWidget(self.empty)
        self.stack.addWidget(self.table)
        column = QVBoxLayout(self)
        column.addLayout(head)
        column.addWidget(self.stack, 1)
        column.addLayout(foot)
