"""The columns of a CSV file: how the file is read, what each column is for, and at once what that gives."""

from __future__ import annotations

from collections.abc import Callable
from pathlib import Path

from pydantic import ValidationError
from PySide6.QtCore import QModelIndex, Qt
from PySide6.QtGui import QIcon, QKeyEvent, QKeySequence, QShortcut
from PySide6.QtWidgets import (
    QAbstractItemView,
    QComboBox,
    QDialog,
    QDialogButtonBox,
    QHBoxLayout,
    QHeaderView,
    QLabel,
    QPushButton,
    QSplitter,
    QTableView,
    QVBoxLayout,
    QWidget,
)

from workbench.catalog.tables import CSV
from workbench.data.csv_look import Look, Outcome, Role, look, outcome, roles_of, with_roles
from workbench.data.csv_table import names_of
from workbench.gui.csv.models import ColumnsModel, RowsModel
from workbench.gui.document import Document
from workbench.gui.forms.controls import FileField
from workbench.gui.lane import Lane, Problems
from workbench.gui.task import Task
from workbench.gui.texts import line, sentence
from workbench.gui.theme import mark
from workbench.spec.edits import SetValue
from workbench.spec.files import problems_of

MOST_FITTED = 50
"""Of more columns than that, each has the same width."""
MOST_LETTERS = 4096  # of a path, as its field says


class CsvDialog(QDialog):
    """Works on a copy of the part; OK writes it into the document in one edit."""

    def __init__(self, document: Document, slow: Lane, data_dir: Path | None, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.setObjectName("csv_dialog")
        self.setWindowTitle(self.tr("Columns of the table"))
        self.setAttribute(Qt.WidgetAttribute.WA_DeleteOnClose)
        self.document, self._data_dir = document, data_dir
        part = document.experiment.data.source
        assert isinstance(part, CSV)
        self._part: CSV = part
        self._look: Look | None = None
        self._looking = Task(slow, "csv look", self)
        self._looking.done.connect(self._on_looked)
        self._looking.failed.connect(self._on_failed)
        self._judging = Task(slow, "csv outcome", self)
        self._judging.done.connect(self._on_judged)
        self._judging.failed.connect(self._on_failed)
        self._make_head()
        self._make_tables()
        self._make_foot()
        self._lay_out()
        self._read()

    def part(self) -> CSV:
        """What OK would write. Raises ``ValidationError`` for what a file cannot hold."""
        if self._look is None:
            return self._part
        return with_roles(self._part, self._look, self.columns.roles, self.columns.words, self.columns.task)

    def accept(self) -> None:
        """One edit, one step of undo."""
        if self._look is None or self._looking.running:
            return
        try:
            part = self.part()
        except ValidationError as error:
            self._refuse(error)
            return
        self.document.end_gesture()
        if self.document.edit([SetValue("data.source", part)], self.tr("columns of the table")):
            super().accept()

    def keyPressEvent(self, event: QKeyEvent) -> None:
        """Enter in the path reads the file; elsewhere it is OK."""
        if event.key() in (Qt.Key.Key_Return, Qt.Key.Key_Enter) and self.path.line.hasFocus():
            event.accept()
        else:
            super().keyPressEvent(event)

    def done(self, result: int) -> None:
        self._looking.cancel()
        self._judging.cancel()
        super().done(result)

    # Reading

    def _read(self) -> None:
        part, data_dir = self._part, self._data_dir
        self._judging.cancel()
        self._say(self.tr("Reading the file …"), "muted")
        self._looking.start(lambda _progress: look(part, data_dir))

    def _on_looked(self, found: Look) -> None:
        before = {column.name for column in self._look.columns} if self._look else set()
        now = {column.name for column in found.columns}
        roles, words, task = self.columns.roles, self.columns.words, self.columns.task
        if before != now:
            given = self._part
            if not set(names_of(given.targets)) <= now:  # another file: its last column is the target
                given = self._part = given.replace(targets="", ignore="", categories="", task="auto")
            roles, words, task = roles_of(given, found), set(names_of(given.categories)), given.task
        if self._look is None and not self.path.button.hasFocus():
            self.columns_table.setFocus()
        self._look = found
        self.rows.show(found)
        if len(found.columns) <= MOST_FITTED:
            self.rows_table.resizeColumnsToContents()
        self.columns.show(found.columns, roles, words, task)
        self.columns_table.setCurrentIndex(self.columns.index(0, 0))
        self._show_found(found)
        self._on_roles_changed()

    def _on_failed(self, problems: Problems) -> None:
        self._look = None
        self.rows.show(None)
        self.columns.show((), {}, set(), "auto")
        self._say(" ".join(map(sentence, problems)), "error")
        self.buttons.button(QDialogButtonBox.StandardButton.Ok).setEnabled(False)

    def _on_roles_changed(self) -> None:
        self.rows.set_roles(self.columns.roles)
        try:
            part = self.part()
        except ValidationError as error:
            self._refuse(error)
            return
        targets = [name for name, role in self.columns.roles.items() if role == "target"]
        self.buttons.button(QDialogButtonBox.StandardButton.Ok).setEnabled(bool(targets))
        if not targets:
            self._judging.cancel()
            self._say(self.tr("No column is the target: choose what is to be predicted."), "error")
            return
        data_dir = self._data_dir
        self._judging.start(lambda _progress: outcome(part, data_dir))

    def _on_judged(self, result: Outcome) -> None:
        if result.problem is not None:
            self._say(sentence(result.problem), "error")
            return
        if result.classes:
            words = self.tr("{0} inputs, target {1} with {2} classes").format(
                f"{result.inputs:,}", result.target, f"{len(result.classes):,}"
            )
        else:
            words = self.tr("{0} inputs, to predict: {1}").format(f"{result.inputs:,}", result.target)
        if result.dropped:
            words += " · " + self.tr("{0} rows are left out").format(f"{result.dropped:,}")
        if self._look and self._look.sampled:
            words += " · " + self.tr("by the first {0} rows").format(f"{self._look.count:,}")
        self._say(words, "success")

    def _refuse(self, error: ValidationError) -> None:
        self._judging.cancel()
        self._say(" ".join(line(item) for item in problems_of(error)), "error")
        self.buttons.button(QDialogButtonBox.StandardButton.Ok).setEnabled(False)

    def _say(self, words: str, role: str) -> None:
        self.words.setText(words)
        mark(self.words, "role", role)

    def _show_found(self, found: Look) -> None:
        """What was found stands in the choice "auto"."""
        header = self.tr("yes") if found.header else self.tr("no")
        for name, value in (("delimiter", found.delimiter), ("encoding", found.encoding), ("header", header)):
            box = self.settings[name]
            known = box.findData(value)
            if box.currentData() == "auto":
                box.setItemText(0, self.tr("found: {0}").format(box.itemText(known) if known > 0 else value))

    # What the user does

    def _on_setting(self, name: str) -> None:
        self._part = self._part.replace(**{name: self.settings[name].currentData()})
        if name == "missing" and self._look is not None:
            self._on_roles_changed()
        else:
            self._read()

    def _on_path(self) -> None:
        path = self.path.line.text()
        if path != self._part.path:
            self._part = self._part.replace(path=path)
            self._read()

    def _selected(self) -> list[int]:
        return sorted({index.row() for index in self.columns_table.selectionModel().selectedRows()})

    def _give_role(self, role: Role) -> None:
        self.columns.set_role(self._selected(), role)

    def _give_type(self, words: bool) -> None:
        self.columns.set_type(self._selected(), words)

    def _on_next_role(self) -> None:
        for row in self._selected():
            self.columns.next_role(row)

    def _on_activated(self, index: QModelIndex) -> None:
        self.columns.next_role(index.row())

    # Building

    def _make_head(self) -> None:
        self.path = FileField(self)
        self.path.line.setObjectName("csv_path")
        self.path.line.setAccessibleName(self.tr("The file"))
        self.path.line.setToolTip(self.tr("The CSV file; Enter reads it"))
        self.path.line.setMaxLength(MOST_LETTERS)
        self.path.line.setText(self._part.path)
        self.path.line.editingFinished.connect(self._on_path)
        self.path.browsed.connect(self._on_path)
        choices = {
            "delimiter": (self.tr("Delimiter"), self.tr("What stands between the cells"), {
                "comma": self.tr("comma"), "semicolon": self.tr("semicolon"), "tab": self.tr("tab"), "bar": self.tr("bar"),
            }),
            "encoding": (self.tr("Encoding"), self.tr("How letters are stored"), {
                "utf-8": "UTF-8", "gb18030": "GB 18030", "latin-1": "Latin-1", "utf-16": "UTF-16",
            }),
            "header": (self.tr("Header"), self.tr("Whether the first row names the columns"), {
                "yes": self.tr("yes"), "no": self.tr("no"),
            }),
            "missing": (self.tr("Missing"), self.tr("What happens to rows in which something is missing"), {
                "stop": self.tr("say so and stop"), "keep": self.tr("keep, for FillMissing"), "drop": self.tr("leave the row out"),
            }),
        }  # fmt: skip
        self.settings: dict[str, QComboBox] = {}
        self._labels: dict[str, QLabel] = {}
        for name, (title, tip, words) in choices.items():
            box = QComboBox(self)
            box.setObjectName(f"csv_{name}")
            box.setAccessibleName(title)
            box.setToolTip(tip)
            if name != "missing":
                box.addItem(self.tr("auto"), "auto")
            for value, text in words.items():
                box.addItem(text, value)
            box.setSizeAdjustPolicy(QComboBox.SizeAdjustPolicy.AdjustToContents)
            box.setCurrentIndex(box.findData(getattr(self._part, name)))
            box.currentIndexChanged.connect(lambda _index, name=name: self._on_setting(name))
            self.settings[name] = box
            label = QLabel(title, self)
            label.setBuddy(box)
            self._labels[name] = label

    def _make_tables(self) -> None:
        self.rows = RowsModel(self)
        self.rows_table = self._table("csv_rows", self.tr("The first rows"), self.rows)
        self.rows_table.horizontalHeader().setDefaultSectionSize(110)
        self.columns = ColumnsModel(self)
        self.columns.changed.connect(self._on_roles_changed)
        self.columns_table = self._table("csv_columns", self.tr("The columns"), self.columns)
        self.columns_table.setToolTip(
            self.tr("Enter or a double click changes the role; several columns can be chosen")
        )
        self.columns_table.setSelectionBehavior(QAbstractItemView.SelectionBehavior.SelectRows)
        self.columns_table.setSelectionMode(QAbstractItemView.SelectionMode.ExtendedSelection)
        self.columns_table.verticalHeader().hide()
        head = self.columns_table.horizontalHeader()
        for place, width in enumerate((200, 80, 80, 70)):
            head.resizeSection(place, width)
        head.setSectionResizeMode(4, QHeaderView.ResizeMode.Stretch)
        self.columns_table.doubleClicked.connect(self._on_activated)
        for keys in ("Space", "Return", "Enter"):
            shortcut = QShortcut(QKeySequence(keys), self.columns_table)
            shortcut.setContext(Qt.ShortcutContext.WidgetShortcut)
            shortcut.activated.connect(self._on_next_role)

    def _table(self, name: str, title: str, model) -> QTableView:
        table = QTableView(self)
        table.setObjectName(name)
        table.setAccessibleName(title)
        table.setToolTip(title)
        table.setModel(model)
        table.setTabKeyNavigation(False)
        table.setEditTriggers(QAbstractItemView.EditTrigger.NoEditTriggers)
        table.verticalHeader().setDefaultSectionSize(24)
        table.horizontalHeader().setTextElideMode(Qt.TextElideMode.ElideRight)
        return table

    def _make_foot(self) -> None:
        self._role_row = QHBoxLayout()
        self._role_row.addWidget(QLabel(self.tr("Chosen columns:"), self))
        makers: list[tuple[str, str, str, Callable[[], None]]] = [
            ("csv_input", self.tr("&Input"), self.tr("The model learns from them"), lambda: self._give_role("input")),
            ("csv_target", self.tr("&Target"), self.tr("They are to be predicted"), lambda: self._give_role("target")),
            ("csv_ignore", self.tr("I&gnore"), self.tr("They are left out"), lambda: self._give_role("ignore")),
            ("csv_numbers", self.tr("&Numbers"), self.tr("Larger and smaller mean something"), lambda: self._give_type(False)),
            ("csv_words", self.tr("&Words"), self.tr("Numbers that are only names: a 0 or 1 for each"), lambda: self._give_type(True)),
        ]  # fmt: skip
        for place, (name, text, tip, slot) in enumerate(makers):
            button = QPushButton(text, self)
            button.setObjectName(name)
            button.setAccessibleName(text.replace("&", ""))
            button.setToolTip(tip)
            button.setProperty("dense", True)
            button.setAutoDefault(False)
            button.clicked.connect(slot)
            if place == 3:
                self._role_row.addSpacing(12)
            self._role_row.addWidget(button)
        self._role_row.addStretch(1)
        self.words = QLabel("", self)
        self.words.setObjectName("csv_outcome")
        self.words.setAccessibleName(self.tr("What the table becomes"))
        self.words.setWordWrap(True)
        self.words.setMinimumHeight(36)
        box = QDialogButtonBox.StandardButton
        self.buttons = QDialogButtonBox(box.Ok | box.Cancel, self)
        self.buttons.setObjectName("csv_buttons")
        self.buttons.accepted.connect(self.accept)
        self.buttons.rejected.connect(self.reject)
        self.buttons.button(box.Ok).setEnabled(False)
        for which in (box.Ok, box.Cancel):
            self.buttons.button(which).setIcon(QIcon())

    def _lay_out(self) -> None:
        settings = QHBoxLayout()
        for name, box in self.settings.items():
            settings.addWidget(self._labels[name])
            settings.addWidget(box)
            settings.addSpacing(8)
        settings.addStretch(1)
        splitter = QSplitter(Qt.Orientation.Vertical, self)
        splitter.setObjectName("csv_splitter")
        splitter.setChildrenCollapsible(False)
        splitter.addWidget(self.rows_table)
        splitter.addWidget(self.columns_table)
        splitter.setSizes([200, 300])
        foot = QHBoxLayout()
        foot.addWidget(self.words, 1)
        foot.addWidget(self.buttons)
        column = QVBoxLayout(self)
        column.addWidget(self.path)
        column.addLayout(settings)
        column.addWidget(splitter, 1)
        column.addLayout(self._role_row)
        column.addLayout(foot)
        room = self.screen().availableGeometry().size()
        self.resize(min(860, room.width() - 40), min(640, room.height() - 80))
