"""The window that predicts rows, laid out: buttons, the table with the answers, what is done."""

from __future__ import annotations

from PySide6.QtCore import Signal
from PySide6.QtGui import QKeySequence, QShortcut
from PySide6.QtWidgets import QWidget

from workbench.gui.predicting.answers_window import AnswersWindow
from workbench.gui.predicting.rows_model import RowsModel
from workbench.gui.widgets.push_button import push_button


class RowsLayout(AnswersWindow):
    """``files_wanted`` and ``save_wanted`` ask for a dialog of files."""

    files_wanted = Signal()
    save_wanted = Signal()

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__("predict_rows_dialog", self.tr("Predict files"), parent)
        self.model = RowsModel(self)
        self._make_buttons()
        self._dress()
        self._lay_out((self.add_files, self.clear_all, self.again), (self.stop, self.save_as))
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
        self.empty_button = self.empty.add_button("predict_empty_files", choose, tip, self.files_wanted.emit)

    def _dress(self) -> None:
        self.filter.setAccessibleName(self.tr("Which rows to show"))
        self.filter.setToolTip(self.tr("Show only the rows of one class, or the wrong ones"))
        self.progress.setToolTip(self.tr("How many rows are judged"))
        self.table.setAccessibleName(self.tr("The rows with what the model says of them"))
        self.table.setToolTip(self.tr("Enter or a double click puts a row before the model, in the panel Try it"))
        self.table.verticalHeader().hide()
        self._show_in_table(self.model)
