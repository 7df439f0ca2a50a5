"""The reports on crashes and unforeseen errors: to be read, copied, and saved elsewhere."""

from __future__ import annotations

from pathlib import Path

from PySide6.QtCore import Qt, QUrl, Signal
from PySide6.QtGui import QDesktopServices, QFontDatabase, QGuiApplication
from PySide6.QtWidgets import (
    QDialog,
    QFileDialog,
    QHBoxLayout,
    QLabel,
    QListWidget,
    QListWidgetItem,
    QPlainTextEdit,
    QPushButton,
    QSplitter,
    QVBoxLayout,
    QWidget,
)

from workbench.crash_reports import CRASH, reports, reports_folder
from workbench.gui.crash_dialog import moment
from workbench.gui.icons import icon
from workbench.gui.widgets.push_button import push_button

_PATH = Qt.ItemDataRole.UserRole
LARGEST = 1_000_000  # bytes


class ReportsDialog(QDialog):
    """``restore_wanted``: look again for what crashes left."""

    restore_wanted = Signal()

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.setObjectName("reports_dialog")
        self.setAttribute(Qt.WidgetAttribute.WA_DeleteOnClose)
        self.setWindowTitle(self.tr("Crash reports"))
        self.resize(960, 560)
        self.list = QListWidget(self)
        self.list.setObjectName("reports_list")
        self.list.setAccessibleName(self.tr("Reports"))
        self.list.setToolTip(self.tr("The newest reports; older ones are deleted"))
        self.text = QPlainTextEdit(self)
        self.text.setObjectName("report_text")
        self.text.setAccessibleName(self.tr("Text of the report"))
        self.text.setToolTip(self.tr("Nothing of it leaves this computer unless you send it"))
        self.text.setReadOnly(True)
        self.text.setLineWrapMode(QPlainTextEdit.LineWrapMode.NoWrap)
        self.text.setFont(QFontDatabase.systemFont(QFontDatabase.SystemFont.FixedFont))
        self.text.setPlaceholderText(self.tr("There are no reports: nothing has crashed."))
        self.said = QLabel(self)
        self.said.setObjectName("reports_said")
        self.said.setProperty("role", "muted")
        self.copy = self._button("reports_copy", self.tr("&Copy"), self.tr("Copy the whole report"))
        self.save = self._button("reports_save", self.tr("&Save as…"), self.tr("Write the report to a file of yours"))
        self.folder = self._button("reports_folder", self.tr("Open &folder"), self.tr("Show the folder of the reports"))
        self.restore = self._button(
            "reports_restore",
            self.tr("&Restore…"),
            self.tr("What was kept for later: unsaved edits, runs to go on with"),
        )
        self.shut = self._button("reports_close", self.tr("C&lose"), self.tr("Close this window"))
        self._connect()
        self._lay_out()
        self._fill()

    def select(self, path: Path) -> None:
        """Show this report."""
        for row in range(self.list.count()):
            if self.list.item(row).data(_PATH) == path:
                self.list.setCurrentRow(row)

    def _fill(self) -> None:
        for path in reports():
            try:
                when = moment(path.stat().st_mtime)
            except OSError:
                continue
            crashed = path.stem.endswith(f"-{CRASH}")
            words = self.tr("Crash, {0}") if crashed else self.tr("Error, {0}")
            item = QListWidgetItem(icon("error" if crashed else "warning", "error" if crashed else "warning"), "")
            item.setText(words.format(when))
            item.setData(_PATH, path)
            self.list.addItem(item)
        self.list.setCurrentRow(0)
        for button in (self.copy, self.save):
            button.setEnabled(self.list.count() > 0)

    def _path(self) -> Path | None:
        item = self.list.currentItem()
        return item.data(_PATH) if item is not None else None

    def _show(self) -> None:
        path = self._path()
        if path is None:
            return
        try:
            self.text.setPlainText(path.read_bytes()[:LARGEST].decode("utf-8", errors="replace"))
        except OSError as error:
            self.text.setPlainText("")
            self.said.setText(self.tr("“{0}” cannot be read: {1}").format(path.name, error.strerror or str(error)))

    def _on_copy_clicked(self) -> None:
        QGuiApplication.clipboard().setText(self.text.toPlainText())
        self.said.setText(self.tr("Copied."))

    def _on_save_clicked(self) -> None:
        path = self._path()
        start = str(Path.home() / path.name) if path else ""
        name, _ = QFileDialog.getSaveFileName(
            self, self.tr("Save the report"), start, self.tr("Texts (*.txt);;All files (*)")
        )
        if not name:
            return
        try:
            Path(name).write_text(self.text.toPlainText(), encoding="utf-8")
        except OSError as error:
            self.said.setText(
                self.tr("“{0}” cannot be written: {1}").format(Path(name).name, error.strerror or str(error))
            )
            return
        self.said.setText(self.tr("Saved {0}").format(name))

    def _on_folder_clicked(self) -> None:
        folder = reports_folder()
        try:
            folder.mkdir(parents=True, exist_ok=True)
        except OSError as error:
            self.said.setText(self.tr("“{0}” cannot be written: {1}").format(folder, error.strerror or str(error)))
            return
        QDesktopServices.openUrl(QUrl.fromLocalFile(str(folder)))

    def _on_restore_clicked(self) -> None:
        self.accept()
        self.restore_wanted.emit()

    def _button(self, name: str, text: str, tip: str) -> QPushButton:
        button = push_button(name, text, tip, self)
        button.setAccessibleName(text.replace("&", ""))
        return button

    def _connect(self) -> None:
        self.list.currentRowChanged.connect(lambda _row: self._show())
        self.copy.clicked.connect(self._on_copy_clicked)
        self.save.clicked.connect(self._on_save_clicked)
        self.folder.clicked.connect(self._on_folder_clicked)
        self.restore.clicked.connect(self._on_restore_clicked)
        self.shut.clicked.connect(self.accept)

    def _lay_out(self) -> None:
        split = QSplitter(Qt.Orientation.Horizontal, self)
        split.addWidget(self.list)
        split.addWidget(self.text)
        split.setSizes([240, 720])
        split.setChildrenCollapsible(False)
        buttons = QHBoxLayout()
        for button in (self.copy, self.save, self.folder, self.restore):
            buttons.addWidget(button)
        buttons.addWidget(self.said, 1)
        buttons.addWidget(self.shut)
        whole = QVBoxLayout(self)
        whole.addWidget(split, 1)
        whole.addLayout(buttons)
