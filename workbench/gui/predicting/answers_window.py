"""What the two windows that predict many things share: whose model it is, the table of answers, what is done, files that are dropped."""

from __future__ import annotations

from collections.abc import Sequence
from pathlib import Path

from PySide6.QtCore import QAbstractItemModel, QSignalBlocker, Qt
from PySide6.QtGui import QDragEnterEvent, QDropEvent
from PySide6.QtWidgets import (
    QAbstractItemView,
    QComboBox,
    QDialog,
    QFileDialog,
    QHBoxLayout,
    QProgressBar,
    QPushButton,
    QStackedWidget,
    QTableView,
    QVBoxLayout,
    QWidget,
)

from workbench.gui.widgets.card import ElidedLabel
from workbench.gui.widgets.empty_state import EmptyState


class AnswersWindow(QDialog):
    """Buttons above the table, and how far it is below. What is done with files is the affair of those below."""

    def __init__(self, name: str, title: str, parent: QWidget | None = None) -> None:
        super().__init__(parent, Qt.WindowType.Window)
        self.setObjectName(name)
        self.setWindowTitle(title)
        self.setAttribute(Qt.WidgetAttribute.WA_DeleteOnClose)
        self.setAcceptDrops(True)
        self.resize(900, 560)
        self.run = ElidedLabel("", self)
        self.run.setObjectName("predict_run")
        self.run.setAccessibleName(self.tr("The model that is asked"))
        self.run.setProperty("role", "muted")
        self.run.setAlignment(Qt.AlignmentFlag.AlignRight | Qt.AlignmentFlag.AlignVCenter)
        self.words = ElidedLabel("", self)
        self.words.setObjectName("predict_words")
        self.words.setAccessibleName(self.tr("What is done"))
        self.empty = EmptyState("", self)
        self.filter = QComboBox(self)
        self.filter.setObjectName("predict_filter")
        self.filter.setMinimumWidth(140)
        self.progress = QProgressBar(self)
        self.progress.setObjectName("predict_progress")
        self.progress.setAccessibleName(self.tr("Progress"))
        self.progress.setTextVisible(False)
        self.progress.setFixedWidth(160)
        self.table = QTableView(self)
        self.table.setObjectName("predict_table")
        self.table.setShowGrid(False)
        self.table.setWordWrap(False)
        self.table.setSelectionBehavior(QAbstractItemView.SelectionBehavior.SelectRows)
        self.table.setSelectionMode(QAbstractItemView.SelectionMode.SingleSelection)

    def takes_files(self) -> bool:
        """Whether files can be dropped here now."""
        raise NotImplementedError

    def add(self, paths: Sequence[Path]) -> None:
        """Files, to be judged."""
        raise NotImplementedError

    def save(self, path: Path) -> object:
        """Write what is shown, as .json or else as CSV; what goes wrong is said."""
        raise NotImplementedError

    def _show_in_table(self, model: QAbstractItemModel) -> None:
        """Sorted by none of its columns at first."""
        self.table.setModel(model)
        self.table.setSortingEnabled(True)
        self.table.sortByColumn(-1, Qt.SortOrder.AscendingOrder)

    def _offer(self, kinds: Sequence[tuple[str, object]]) -> bool:
        """What can be filtered; what is chosen stays chosen. Returns whether it had to be given up, as there is none of it any more."""
        chosen = self.filter.currentData()
        with QSignalBlocker(self.filter):
            self.filter.clear()
            for text, kind in kinds:
                self.filter.addItem(text, kind)
            self.filter.setCurrentIndex(max(self.filter.findData(chosen), 0))
        return chosen is not None and self.filter.currentData() != chosen

    def _lay_out(self, above: Sequence[QPushButton], below: Sequence[QPushButton]) -> None:
        head, foot = QHBoxLayout(), QHBoxLayout()
        for button in above:
            head.addWidget(button)
        head.addWidget(self.run, 1)
        head.addWidget(self.filter)
        foot.addWidget(self.words, 1)
        foot.addWidget(self.progress)
        for button in below:
            foot.addWidget(button)
        self.stack = QStackedWidget(self)
        self.stack.addWidget(self.empty)
        self.stack.addWidget(self.table)
        column = QVBoxLayout(self)
        column.addLayout(head)
        column.addWidget(self.stack, 1)
        column.addLayout(foot)

    def _on_save(self) -> None:
        kinds = self.tr("Table") + " (*.csv);;JSON (*.json)"
        name, kind = QFileDialog.getSaveFileName(self, self.tr("Save the answers"), "answers.csv", kinds)
        if name:
            path = Path(name)
            self.save(path if path.suffix else path.with_suffix(".json" if "json" in kind else ".csv"))

    def dragEnterEvent(self, event: QDragEnterEvent) -> None:
        if self.takes_files() and any(url.isLocalFile() for url in event.mimeData().urls()):
            event.setDropAction(Qt.DropAction.CopyAction)
            event.accept()

    def dropEvent(self, event: QDropEvent) -> None:
        event.setDropAction(Qt.DropAction.CopyAction)
        event.accept()
        self.add([Path(url.toLocalFile()) for url in event.mimeData().urls() if url.isLocalFile()])
