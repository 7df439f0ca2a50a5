"""Own code: the files of the user's folder, each shown in full before it may run."""

from __future__ import annotations

from PySide6.QtCore import QEvent, Qt, QUrl, Signal
from PySide6.QtGui import QDesktopServices, QFontDatabase
from PySide6.QtWidgets import (
    QDialog,
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

from workbench import plugins
from workbench.gui.icons import icon
from workbench.gui.panels.code import Highlighter
from workbench.gui.texts import line
from workbench.gui.widgets.push_button import push_button
from workbench.plugins import OwnFile
from workbench.spec.problems import ExperimentError

_FILE = Qt.ItemDataRole.UserRole


class OwnCodeDialog(QDialog):
    """``changed`` says that other parts can be picked than before. The folder is looked at whenever the dialog gets the focus."""

    changed = Signal()

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.setObjectName("own_code_dialog")
        self.setAttribute(Qt.WidgetAttribute.WA_DeleteOnClose)
        self.setWindowTitle(self.tr("Own code"))
        self.resize(980, 620)
        self.files = QListWidget(self)
        self.files.setObjectName("own_code_files")
        self.files.setAccessibleName(self.tr("Files of own code"))
        self.files.setToolTip(self.tr("The Python files of your folder"))
        self.source = QPlainTextEdit(self)
        self.source.setObjectName("own_code_source")
        self.source.setAccessibleName(self.tr("Text of the file"))
        self.source.setToolTip(self.tr("The whole file; letters that cannot be seen are written out"))
        self.source.setReadOnly(True)
        self.source.setLineWrapMode(QPlainTextEdit.LineWrapMode.NoWrap)
        self.source.setFont(QFontDatabase.systemFont(QFontDatabase.SystemFont.FixedFont))
        self.highlighter = Highlighter(self.source.document())
        self.state = self._label("own_code_state", "")
        self.problems = self._label("own_code_problems", "error")
        self.allow = self._button("own_code_allow", self.tr("Allow"), self.tr("Let this file run, as it is shown here"))
        self.allow.setProperty("primary", "true")
        self.revoke = self._button("own_code_revoke", self.tr("Revoke"), self.tr("Do not let this file run any more"))
        self.folder = self._button("own_code_folder", self.tr("Open folder"), self.tr("Show the folder of own code"))
        self.new = self._button(
            "own_code_new",
            self.tr("New from template"),
            self.tr("A file with a layer, a loss and a transform to begin with"),
        )
        self.shut = self._button("own_code_close", self.tr("Close"), self.tr("Close this window"))
        self._lay_out()
        self._connect()
        self.look()

    def look(self) -> None:
        """Read the folder anew; nothing of it is run."""
        current = self.file()
        found = plugins.listed()
        words = {
            "allowed": self.tr("{0}: allowed"),
            "new": self.tr("{0}: not allowed yet"),
            "changed": self.tr("{0}: changed, not allowed"),
        }
        self.files.blockSignals(True)
        self.files.clear()
        for item in found:
            row = QListWidgetItem(words[item.state].format(item.path.name))
            symbol = "error" if item.problems else "check" if item.state == "allowed" else "warning"
            row.setIcon(icon(symbol, {"check": "success"}.get(symbol, symbol)))
            row.setData(_FILE, item)
            self.files.addItem(row)
        names = [item.path for item in found]
        self.files.setCurrentRow(names.index(current.path) if current and current.path in names else 0)
        self.files.blockSignals(False)
        self._show()

    def file(self) -> OwnFile | None:
        """The file that is shown."""
        row = self.files.currentItem()
        found: OwnFile | None = row.data(_FILE) if row is not None else None
        return found

    def select(self, name: str) -> None:
        """Show the file of that name."""
        for row in range(self.files.count()):
            if self.files.item(row).data(_FILE).path.name == name:
                self.files.setCurrentRow(row)

    def event(self, event: QEvent) -> bool:
        if event.type() == QEvent.Type.WindowActivate:
            self.look()  # it may have been edited elsewhere
        return super().event(event)

    def _show(self) -> None:
        item = self.file()
        text = plugins.shown(item.source) if item else ""
        if text != self.source.toPlainText():
            self.source.setPlainText(text)
        self.state.setText(self._words(item))
        self.problems.setText("\n".join(map(line, item.problems)) if item else "")
        self.problems.setVisible(bool(self.problems.text()))
        self.allow.setEnabled(item is not None and bool(item.declared) and item.state != "allowed")
        self.revoke.setEnabled(item is not None and item.state != "new")

    def _words(self, item: OwnFile | None) -> str:
        if item is None:
            words = self.tr("There are no files in {0}. Begin with “New from template”, or put a Python file there.")
            return words.format(plugins.folder())
        parts = ", ".join(each.name for each in item.declared) or "–"
        if item.state == "allowed":
            return self.tr("Allowed. It adds: {0}").format(parts)
        if item.state == "changed":
            return self.tr("The file has changed since you allowed it. Read it again. It declares: {0}").format(parts)
        words = self.tr(
            "This code can do whatever you can do on this computer. Read it before you allow it. It declares: {0}"
        )
        return words.format(parts)

    def _on_allow_clicked(self) -> None:
        item = self.file()
        if item is None:
            return
        try:
            plugins.allow(item.path, item.digest)
        except ExperimentError as error:
            self.look()
            self._say(error)
            return
        self.look()
        self.changed.emit()

    def _on_revoke_clicked(self) -> None:
        item = self.file()
        if item is None:
            return
        try:
            plugins.revoke(item.path)
        except ExperimentError as error:
            self._say(error)
            return
        self.look()
        self.changed.emit()

    def _on_new_clicked(self) -> None:
        try:
            path = plugins.new_file()
        except ExperimentError as error:
            self._say(error)
            return
        plugins.refresh()
        self.look()
        self.select(path.name)
        self.changed.emit()

    def _on_folder_clicked(self) -> None:
        plugins.folder().mkdir(parents=True, exist_ok=True)
        QDesktopServices.openUrl(QUrl.fromLocalFile(str(plugins.folder())))

    def _say(self, error: ExperimentError) -> None:
        self.problems.setText("\n".join(map(line, error.problems)))
        self.problems.show()

    def _label(self, name: str, role: str) -> QLabel:
        label = QLabel(self)
        label.setObjectName(name)
        label.setWordWrap(True)
        label.setProperty("role", role)
        label.setTextInteractionFlags(Qt.TextInteractionFlag.TextSelectableByMouse)
        return label

    def _button(self, name: str, text: str, tip: str) -> QPushButton:
        return push_button(name, text, tip, self)

    def _connect(self) -> None:
        self.files.currentRowChanged.connect(lambda _row: self._show())
        self.allow.clicked.connect(self._on_allow_clicked)
        self.revoke.clicked.connect(self._on_revoke_clicked)
        self.folder.clicked.connect(self._on_folder_clicked)
        self.new.clicked.connect(self._on_new_clicked)
        self.shut.clicked.connect(self.accept)

    def _lay_out(self) -> None:
        right = QWidget(self)
        column = QVBoxLayout(right)
        column.setContentsMargins(0, 0, 0, 0)
        column.addWidget(self.state)
        column.addWidget(self.problems)
        column.addWidget(self.source, 1)
        split = QSplitter(Qt.Orientation.Horizontal, self)
        split.addWidget(self.files)
        split.addWidget(right)
        split.setSizes([260, 720])
        split.setChildrenCollapsible(False)
        buttons = QHBoxLayout()
        for button in (self.new, self.folder):
            buttons.addWidget(button)
        buttons.addStretch(1)
        for button in (self.revoke, self.allow, self.shut):
            buttons.addWidget(button)
        whole = QVBoxLayout(self)
        whole.addWidget(split, 1)
        whole.addLayout(buttons)
