"""The window that predicts pictures, laid out: buttons, the table with the answers, what is done."""

from __future__ import annotations

from PySide6.QtWidgets import QHeaderView, QTableView, QWidget

from workbench.gui.lane import Lane
from workbench.gui.predicting.answers_window import AnswersWindow
from workbench.gui.predicting.model import ALL, CONFIDENCE, NAME, OTHERS, PICTURE, PREDICTION, SIDE, AnswersModel
from workbench.gui.widgets.push_button import push_button


class PredictLayout(AnswersWindow):
    """Reacts to nothing."""

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__("predict_dialog", self.tr("Predict files"), parent)
        self._pictures = Lane("predicting pictures", self)
        self.model = AnswersModel(self._pictures, self)
        self._make_buttons()
        self._dress()
        self._dress_table(self.table)
        above = (self.add_files, self.add_folder, self.clear_all, self.again)
        self._lay_out(above, (self.stop, self.go_on, self.save_as))

    def _make_buttons(self) -> None:
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

    def _dress(self) -> None:
        self.filter.setAccessibleName(self.tr("Which files to show"))
        self.filter.setToolTip(self.tr("Show only the files of one class, or those that cannot be read"))
        self.filter.addItem(self.tr("All files"), ALL)
        self.progress.setToolTip(self.tr("How many files are judged"))

    def _dress_table(self, table: QTableView) -> None:
        table.setAccessibleName(self.tr("The files with what the model says of them"))
        table.setToolTip(
            self.tr("Enter or a double click puts a picture before the model, in the panel Draw or Try it")
        )
        self._show_in_table(self.model)
        table.setVerticalScrollMode(QTableView.ScrollMode.ScrollPerPixel)
        table.verticalHeader().setDefaultSectionSize(SIDE + 6)
        table.verticalHeader().setSectionResizeMode(QHeaderView.ResizeMode.Fixed)
        table.horizontalHeader().setSectionResizeMode(NAME, QHeaderView.ResizeMode.Stretch)
        for column, width in ((PICTURE, SIDE + 16), (PREDICTION, 130), (CONFIDENCE, 124), (OTHERS, 240)):
            table.setColumnWidth(column, width)
