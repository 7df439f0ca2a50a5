"""The two tables of the CSV dialog: the first rows of the file, and its columns with their roles."""

from __future__ import annotations

from PySide6.QtCore import (
    QAbstractTableModel,
    QCoreApplication,
    QModelIndex,
    QObject,
    QPersistentModelIndex,
    Qt,
    Signal,
)

from workbench.data.csv_look import ColumnLook, Look, Role
from workbench.gui.theme import current_tokens

Index = QModelIndex | QPersistentModelIndex
ROLES: tuple[Role, ...] = ("input", "target", "ignore")
NAME, ROLE, TYPE, MISSING, VALUES = range(5)


def _tr(text: str) -> str:
    return QCoreApplication.translate("csv", text)


def role_words() -> dict[Role, str]:
    """The roles in the user's language."""
    return {"input": _tr("input"), "target": _tr("target"), "ignore": _tr("ignored")}


class RowsModel(QAbstractTableModel):
    """The first rows as they stand in the file; the column to predict stands out, what is left out is dim."""

    def __init__(self, parent: QObject | None = None) -> None:
        super().__init__(parent)
        self._look: Look | None = None
        self._roles: dict[str, Role] = {}

    def show(self, look: Look | None) -> None:
        """Another file, or the same read in another way."""
        self.beginResetModel()
        self._look = look
        self.endResetModel()

    def set_roles(self, roles: dict[str, Role]) -> None:
        """Other roles: the colours change."""
        self._roles = dict(roles)
        if self.rowCount():
            self.dataChanged.emit(self.index(0, 0), self.index(self.rowCount() - 1, self.columnCount() - 1))

    def rowCount(self, parent: Index = QModelIndex()) -> int:  # noqa: B008 - Qt's own default
        return 0 if parent.isValid() or self._look is None else len(self._look.rows)

    def columnCount(self, parent: Index = QModelIndex()) -> int:  # noqa: B008 - Qt's own default
        return 0 if parent.isValid() or self._look is None else len(self._look.columns)

    def data(self, index: Index, role: int = Qt.ItemDataRole.DisplayRole) -> object:
        assert self._look is not None
        if role == Qt.ItemDataRole.DisplayRole:
            return self._look.rows[index.row()][index.column()][:200]
        if role == Qt.ItemDataRole.ForegroundRole:
            is_a = self._roles.get(self._look.columns[index.column()].name, "input")
            return current_tokens().color({"input": "text", "target": "accent", "ignore": "disabled"}[is_a])
        return None

    def headerData(self, section: int, orientation: Qt.Orientation, role: int = Qt.ItemDataRole.DisplayRole) -> object:
        if role != Qt.ItemDataRole.DisplayRole or self._look is None:
            return None
        return str(section + 1) if orientation == Qt.Orientation.Vertical else self._look.columns[section].name


class ColumnsModel(QAbstractTableModel):
    """A line for each column. ``changed`` comes after every change of a role or a type."""

    changed = Signal()

    def __init__(self, parent: QObject | None = None) -> None:
        super().__init__(parent)
        self.columns: tuple[ColumnLook, ...] = ()
        self.roles: dict[str, Role] = {}
        self.words: set[str] = set()
        self.task = "auto"

    def show(self, columns: tuple[ColumnLook, ...], roles: dict[str, Role], words: set[str], task: str) -> None:
        """Other columns; roles and types by their names."""
        self.beginResetModel()
        self.columns, self.roles, self.words, self.task = columns, dict(roles), set(words), task
        self.endResetModel()

    def set_role(self, rows: list[int], role: Role) -> None:
        """Give these columns a role."""
        for row in rows:
            self.roles[self.columns[row].name] = role
        self._tell()

    def set_type(self, rows: list[int], words: bool) -> None:
        """Take these columns for words, or for numbers; of words no numbers can be made."""
        for row in rows:
            column = self.columns[row]
            if self.roles.get(column.name) == "target":
                self.task = "classes" if words else "numbers"
            elif words and column.numbers:
                self.words.add(column.name)
            else:
                self.words.discard(column.name)
        self._tell()

    def next_role(self, row: int) -> None:
        """Input, target, ignored, and input again."""
        now = self.roles.get(self.columns[row].name, "input")
        self.set_role([row], ROLES[(ROLES.index(now) + 1) % len(ROLES)])

    def rowCount(self, parent: Index = QModelIndex()) -> int:  # noqa: B008 - Qt's own default
        return 0 if parent.isValid() else len(self.columns)

    def columnCount(self, parent: Index = QModelIndex()) -> int:  # noqa: B008 - Qt's own default
        return 0 if parent.isValid() else 5

    def data(self, index: Index, role: int = Qt.ItemDataRole.DisplayRole) -> object:
        column = self.columns[index.row()]
        if role in (Qt.ItemDataRole.DisplayRole, Qt.ItemDataRole.ToolTipRole):
            return self._text(column, index.column())
        if role == Qt.ItemDataRole.ForegroundRole:
            is_a = self.roles.get(column.name, "input")
            return current_tokens().color({"input": "text", "target": "accent", "ignore": "disabled"}[is_a])
        return None

    def headerData(self, section: int, orientation: Qt.Orientation, role: int = Qt.ItemDataRole.DisplayRole) -> object:
        if role != Qt.ItemDataRole.DisplayRole or orientation == Qt.Orientation.Vertical:
            return None
        return (_tr("Column"), _tr("Role"), _tr("Type"), _tr("Missing"), _tr("Values"))[section]

    def _text(self, column: ColumnLook, place: int) -> str:
        if place == NAME:
            return column.name
        if place == ROLE:
            return role_words()[self.roles.get(column.name, "input")]
        if place == TYPE:
            return self._type(column)
        if place == MISSING:
            return f"{column.missing:,}" if column.missing else ""
        more = column.different > len(column.examples)
        shown = ", ".join(column.examples)
        return f"{shown}, … ({_tr('{0} different').format(f'{column.different:,}')})" if more else shown

    def _type(self, column: ColumnLook) -> str:
        if self.roles.get(column.name) == "target" and self.task != "auto":
            return _tr("words") if self.task == "classes" else _tr("numbers")
        return _tr("numbers") if column.numbers and column.name not in self.words else _tr("words")

    def _tell(self) -> None:
        if self.columns:
            self.dataChanged.emit(self.index(0, 0), self.index(len(self.columns) - 1, VALUES))
        self.changed.emit()
