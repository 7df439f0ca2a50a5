"""A small window beside the drawing: the classes of one's own data set with their counts, and a key for each."""

from __future__ import annotations

from pathlib import Path
from typing import TYPE_CHECKING

from PySide6.QtCore import Qt, QUrl
from PySide6.QtGui import QDesktopServices
from PySide6.QtWidgets import (
    QAbstractItemView,
    QDialog,
    QFileDialog,
    QHBoxLayout,
    QHeaderView,
    QLabel,
    QLineEdit,
    QPushButton,
    QTableWidget,
    QTableWidgetItem,
    QToolButton,
    QVBoxLayout,
    QWidget,
)

from workbench.gui.trying.buttons import tool_button
from workbench.gui.widgets.card import ElidedLabel

if TYPE_CHECKING:
    from workbench.gui.trying.keeping import Keeping


class KeepDialog(QDialog):
    """Not modal: draw, keep, draw the next. Enter or a double click on a class keeps the picture there."""

    def __init__(self, keeping: Keeping, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._keeping = keeping
        self._classes: tuple[str, ...] = ()
        self.setObjectName("keep_dialog")
        self.setWindowTitle(self.tr("Keep as…"))
        self.resize(330, 420)
        self.folder = ElidedLabel("", self)
        self.folder.setObjectName("keep_folder")
        self.folder.setAccessibleName(self.tr("Folder of the kept pictures"))
        self.folder.setProperty("role", "muted")
        self.other = self._tool("keep_other_folder", "folder", self.tr("Choose another folder"))
        self.other.clicked.connect(self._on_other_folder)
        self.show_folder = self._tool("keep_open_folder", "open", self.tr("Show the folder in the file manager"))
        self.show_folder.clicked.connect(lambda: QDesktopServices.openUrl(QUrl.fromLocalFile(str(keeping.folder))))
        self.table = self._table()
        self.name = QLineEdit(self)
        self.name.setObjectName("keep_new_class")
        self.name.setPlaceholderText(self.tr("another class"))
        self.name.setAccessibleName(self.tr("Name of another class"))
        self.name.setToolTip(self.tr("A class that is not in the list; Enter keeps the picture in it"))
        self.name.returnPressed.connect(self._on_named)
        self.name.textChanged.connect(lambda _text: self.look())
        self.keep = self._button("keep_now", self.tr("Keep"), self.tr("Keep the picture in the chosen class (Enter)"))
        self.keep.clicked.connect(self._on_keep)
        self.train = self._button("keep_train", self.tr("Train with it"), "")
        self.train.clicked.connect(self._on_train)
        self.words = QLabel("", self)
        self.words.setObjectName("keep_words")
        self.words.setAccessibleName(self.tr("What happened"))
        self.words.setProperty("role", "muted")
        self.words.setWordWrap(True)
        self._lay_out()
        keeping.changed.connect(self.refresh)
        keeping.said.connect(self.words.setText)
        self.refresh()
        self._choose(keeping.guess())
        self.table.setFocus()

    def refresh(self) -> None:
        """The classes of the data and of the folder, with what the folder has of each."""
        counts = self._keeping.counts()
        chosen = self.chosen()
        self._classes = self._keeping.classes()
        names = list(dict.fromkeys([*self._classes, *counts]))
        self.folder.set_text(str(self._keeping.folder))
        self.table.setRowCount(len(names))
        for row, name in enumerate(names):
            self.table.setItem(row, 0, QTableWidgetItem(name))
            count = QTableWidgetItem(f"{counts.get(name, 0):,}")
            count.setTextAlignment(Qt.AlignmentFlag.AlignRight | Qt.AlignmentFlag.AlignVCenter)
            self.table.setItem(row, 1, count)
        self._choose(chosen)
        reason = self._keeping.why_not_train()
        self.train.setEnabled(not reason)
        self.train.setToolTip(reason or self.tr("Make this folder the data of the experiment; can be undone"))
        self.look()

    def look(self, *_: object) -> None:
        """Whether there is something to keep, and a class for it; other data have other classes."""
        if self._keeping.classes() != self._classes:
            self.refresh()
            return
        self.keep.setEnabled(bool(self.name.text() or self.chosen()) and self._keeping.pixels() is not None)

    def chosen(self) -> str:
        """The class that is chosen in the list."""
        item = self.table.item(self.table.currentRow(), 0)
        return item.text() if item is not None else ""

    def _choose(self, name: str) -> None:
        for row in range(self.table.rowCount()):
            item = self.table.item(row, 0)
            if item is not None and item.text() == name:
                self.table.setCurrentCell(row, 0)

    def _on_keep(self) -> None:
        if self.name.text():
            self._on_named()
        elif self.chosen():
            self._keeping.keep(self.chosen())

    def _on_named(self) -> None:
        name = self.name.text().strip()
        if name and self._keeping.keep(name):
            self.name.clear()
            self._choose(name)

    def _on_train(self) -> None:
        if self._keeping.train_with_it():
            self.accept()

    def _on_other_folder(self) -> None:
        title = self.tr("Folder for the kept pictures")
        name = QFileDialog.getExistingDirectory(self, title, str(self._keeping.folder))
        if name:
            self._keeping.set_folder(Path(name))

    def _lay_out(self) -> None:
        head = QHBoxLayout()
        head.addWidget(self.folder, 1)
        head.addWidget(self.other)
        head.addWidget(self.show_folder)
        buttons = QHBoxLayout()
        buttons.addWidget(self.train)
        buttons.addStretch(1)
        buttons.addWidget(self.keep)
        column = QVBoxLayout(self)
        column.addLayout(head)
        column.addWidget(self.table, 1)
        column.addWidget(self.name)
        column.addWidget(self.words)
        column.addLayout(buttons)

    def _table(self) -> QTableWidget:
        table = QTableWidget(0, 2, self)
        table.setObjectName("keep_classes")
        table.setAccessibleName(self.tr("Classes"))
        table.setToolTip(self.tr("The class to keep the picture in; a double click keeps it"))
        table.setHorizontalHeaderLabels([self.tr("Class"), self.tr("Kept")])
        table.horizontalHeader().setSectionResizeMode(0, QHeaderView.ResizeMode.Stretch)
        for place, side in enumerate((Qt.AlignmentFlag.AlignLeft, Qt.AlignmentFlag.AlignRight)):
            table.horizontalHeaderItem(place).setTextAlignment(side | Qt.AlignmentFlag.AlignVCenter)
        table.verticalHeader().hide()
        table.setShowGrid(False)
        table.setEditTriggers(QAbstractItemView.EditTrigger.NoEditTriggers)
        table.setSelectionBehavior(QAbstractItemView.SelectionBehavior.SelectRows)
        table.setSelectionMode(QAbstractItemView.SelectionMode.SingleSelection)
        table.currentCellChanged.connect(lambda *_: self.look())
        table.doubleClicked.connect(lambda _index: self._on_keep())
        return table

    def _button(self, name: str, text: str, tip: str) -> QPushButton:
        button = QPushButton(text, self)
        button.setObjectName(name)
        button.setToolTip(tip)
        button.setAccessibleName(text)
        button.setDefault(name == "keep_now")
        button.setAutoDefault(name == "keep_now")
        return button

    def _tool(self, name: str, image: str, tip: str) -> QToolButton:
        return tool_button(self, name, image, tip)
