"""The classes with their counts, to choose one or several of; quick with thousands of them."""

from __future__ import annotations

from collections.abc import Sequence

from PySide6.QtCore import (
    QAbstractListModel,
    QModelIndex,
    QPersistentModelIndex,
    QRect,
    QSortFilterProxyModel,
    Qt,
    Signal,
)
from PySide6.QtGui import QKeyEvent, QPainter
from PySide6.QtWidgets import QListView, QStyledItemDelegate, QStyleOptionViewItem, QWidget

from workbench.gui.theme import current_tokens

Index = QModelIndex | QPersistentModelIndex
COUNT = Qt.ItemDataRole.UserRole
_COUNT_WIDTH = 62


class ClassModel(QAbstractListModel):
    """Names, counts and which are chosen. ``chosen_changed`` comes after every change of the choice."""

    chosen_changed = Signal()

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._names: tuple[str, ...] = ()
        self._counts: tuple[int, ...] = ()
        self._chosen: set[int] = set()

    def chosen(self) -> frozenset[int]:
        """The numbers of the chosen classes; none: all of them are shown."""
        return frozenset(self._chosen)

    def set_classes(self, names: Sequence[str], counts: Sequence[int]) -> None:
        """Other names or counts; the choice stays where the names are the same."""
        self.beginResetModel()
        if tuple(names) != self._names:
            self._chosen.clear()
        self._names, self._counts = tuple(names), tuple(counts)
        self.endResetModel()

    def choose(self, numbers: Sequence[int]) -> None:
        """These and no others."""
        wanted = {number for number in numbers if 0 <= number < len(self._names)}
        if wanted != self._chosen:
            self._chosen = wanted
            if self._names:
                self.dataChanged.emit(self.index(0), self.index(len(self._names) - 1), [Qt.ItemDataRole.CheckStateRole])
            self.chosen_changed.emit()

    def rowCount(self, parent: Index = QModelIndex()) -> int:  # noqa: B008 - Qt's own default
        return 0 if parent.isValid() else len(self._names)

    def data(self, index: Index, role: int = Qt.ItemDataRole.DisplayRole) -> object:
        row = index.row()
        if role in (Qt.ItemDataRole.DisplayRole, Qt.ItemDataRole.ToolTipRole):
            return self._names[row]
        if role == Qt.ItemDataRole.CheckStateRole:
            return Qt.CheckState.Checked if row in self._chosen else Qt.CheckState.Unchecked
        if role == COUNT:
            return self._counts[row]
        if role == Qt.ItemDataRole.AccessibleTextRole:
            return f"{self._names[row]}: {self._counts[row]}"
        return None

    def setData(self, index: Index, value: object, role: int = Qt.ItemDataRole.EditRole) -> bool:
        if role != Qt.ItemDataRole.CheckStateRole:
            return False
        (self._chosen.add if Qt.CheckState(value) is Qt.CheckState.Checked else self._chosen.discard)(index.row())
        self.dataChanged.emit(index, index, [role])
        self.chosen_changed.emit()
        return True

    def flags(self, index: Index) -> Qt.ItemFlag:
        return super().flags(index) | Qt.ItemFlag.ItemIsUserCheckable


class _CountDelegate(QStyledItemDelegate):
    """The count stands at the right."""

    def paint(self, painter: QPainter, option: QStyleOptionViewItem, index: Index) -> None:
        whole = QRect(option.rect)
        option.rect = whole.adjusted(0, 0, -_COUNT_WIDTH, 0)
        super().paint(painter, option, index)
        painter.setPen(current_tokens().color("muted"))
        box = whole.adjusted(whole.width() - _COUNT_WIDTH, 0, -6, 0)
        painter.drawText(box, Qt.AlignmentFlag.AlignRight | Qt.AlignmentFlag.AlignVCenter, f"{index.data(COUNT):,}")


class ClassList(QListView):
    """Check boxes; Space changes one, a double click or Enter chooses one alone."""

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.classes = ClassModel(self)
        self._shown = QSortFilterProxyModel(self)
        self._shown.setSourceModel(self.classes)
        self._shown.setFilterCaseSensitivity(Qt.CaseSensitivity.CaseInsensitive)
        self.setModel(self._shown)
        self.setItemDelegate(_CountDelegate(self))
        self.setUniformItemSizes(True)
        self.setEditTriggers(QListView.EditTrigger.NoEditTriggers)
        self.doubleClicked.connect(self._choose_alone)

    def filter(self, text: str) -> None:
        """Only classes whose names hold this text."""
        self._shown.setFilterFixedString(text)

    def shown(self) -> list[int]:
        """The numbers of the classes that the filter leaves."""
        rows = range(self._shown.rowCount())
        return [self._shown.mapToSource(self._shown.index(row, 0)).row() for row in rows]

    def keyPressEvent(self, event: QKeyEvent) -> None:
        if event.key() in (Qt.Key.Key_Return, Qt.Key.Key_Enter) and self.currentIndex().isValid():
            self._choose_alone(self.currentIndex())
        else:
            super().keyPressEvent(event)

    def _choose_alone(self, index: QModelIndex) -> None:
        self.classes.choose([self._shown.mapToSource(index).row()])
