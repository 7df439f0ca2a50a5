"""What the dialog that predicts files is made of, and how it is laid out."""

from __future__ import annotations

from PySide6.QtCore import Qt
from PySide6.QtWidgets import (
    QAbstractItemView,
    QComboBox,
    QDialog,
    QHBoxLayout,
    QHeaderView,
    QProgressBar,
    QStackedWidget,
    QTableView,
    QVBoxLayout,
    QWidget,
)

from workbench.gui.lane import Lane
from workbench.gui.predicting.model import ALL, CONFIDENCE, NAME, OTHERS, PICTURE, PREDICTION, SIDE, AnswersModel
from workbench.gui.widgets.card import ElidedLabel
from workbench.gui.widgets.empty_state import EmptyState
from workbench.gui.widgets.push_button import push_button


class PredictLayout(QDialog):
    """Buttons above the table of answers, and how far it is below. Reacts to nothing."""

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent, Qt.WindowType.Window)
        self.setObjectName("predict_dialog")
        self.setWindowTitle(self.tr("Predict files"))
        self.resize(900, 560)
        self._pictures = Lane("predicting pictures", self)
        self.model = AnswersModel(self._pictures, self)
        self._make_parts()
        self._make_table()
        self._lay_out()

    def _make_parts(self) -> None:
        self.run = ElidedLabel("", self)
        self.run.setObjectName("predict_run")
        self.run.setAccessibleName(self.tr("The model that is asked"))
        self.run.setProperty("role", "muted")
        self.add_files = push_button(
            "predict_add_files", self.tr("Add files…"), self.tr("Choose pictures (Ctrl+O)"), self
        )
        self.add_folder = push_button(
            "predict_add_folder", self.tr("Add a folder…"), self.tr("All pictures in it, at any depth"), self
        )
        self.clear_all = push_button(
            "predict_clear", self.tr("Clear"), self.tr("Take all files out of the table"), self
        )
        self.again = push_button(
            "predict_again", self.tr("Judge again"), self.tr("Ask the newest weights for all files"), self
        )
        self.save_as = push_button(
            "predict_save", self.tr("Save…"), self.tr("Write the rows that are shown as CSV or JSON (Ctrl+S)"), self
        )
        self.stop = push_button("predict_cancel", self.tr("Cancel"), self.tr("Stop; what is known stays"), self)
        self.go_on = push_button("predict_go_on", self.tr("Go on"), self.tr("Judge the files that are left"), self)
        self.filter = QComboBox(self)
        self.filter.setObjectName("predict_filter")
        self.filter.setAccessibleName(self.tr("Which files to show"))
        self.filter.setToolTip(self.tr("Show only the files of one class, or those that cannot be read"))
        self.filter.setMinimumWidth(140)
        self.filter.addItem(self.tr("All files"), ALL)
        self.progress = QProgressBar(self)
        self.progress.setObjectName("predict_progress")
        self.progress.setAccessibleName(self.tr("Progress"))
        self.progress.setToolTip(self.tr("How many files are judged"))
        self.progress.setTextVisible(False)
        self.progress.setFixedWidth(160)
        self.words = ElidedLabel("", self)
        self.words.setObjectName("predict_words")
        self.words.setAccessibleName(self.tr("What is done"))
        self.empty = EmptyState("", self)

    def _make_table(self) -> None:
        table = self.table = QTableView(self)
        table.setObjectName("predict_table")
        table.setAccessibleName(self.tr("The files with what the model says of them"))
        table.setToolTip(
            self.tr("Enter or a double click puts a picture before the model, in the panel Draw or Try it")
        )
        table.setModel(self.model)
        table.setSortingEnabled(True)
        table.sortByColumn(-1, Qt.SortOrder.AscendingOrder)
        table.setShowGrid(False)
        table.setWordWrap(False)
        table.setSelectionBehavior(QAbstractItemView.SelectionBehavior.SelectRows)
        table.setSelectionMode(QAbstractItemView.SelectionMode.SingleSelection)
        table.setVerticalScrollMode(QAbstractItemView.ScrollMode.ScrollPerPixel)
        table.verticalHeader().setDefaultSectionSize(SIDE + 6)
        table.verticalHeader().setSectionResizeMode(QHeaderView.ResizeMode.Fixed)
        table.horizontalHeader().setSectionResizeMode(NAME, QHeaderView.ResizeMode.Stretch)
        for column, width in ((PICTURE, SIDE + 16), (PREDICTION, 130), (CONFIDENCE, 124), (OTHERS, 240)):
            table.setColumnWidth(column, width)

    def _lay_out(self) -> None:
        head, foot = QHBoxLayout(), QHBoxLayout()
        for widget in (self.add_files, self.add_folder, self.clear_all, self.again):
            head.addWidget(widget)
        head.addWidget(self.run, 1)
        head.addWidget(self.filter)
        foot.addWidget(self.words, 1)
        foot.addWidget(self.progress)
        for button in (self.stop, self.go_on, self.save_as):
            foot.addWidget(button)
        self.stack = QStackedWidget(self)
        self.stack.addWidget(self.empty)
        self.stack.addWidget(self.table)
        column = QVBoxLayout(self)
        column.addLayout(head)
        column.addWidget(self.stack, 1)
        column.addLayout(foot)
        self.run.setAlignment(Qt.AlignmentFlag.AlignRight | Qt.AlignmentFlag.AlignVCenter)
