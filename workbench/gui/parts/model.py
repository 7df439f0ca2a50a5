"""The rows of a list of parts, for Qt's views. It never changes its own rows: it says what was asked for."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

from PySide6.QtCore import QAbstractListModel, QMimeData, QModelIndex, QObject, QPersistentModelIndex, Qt, Signal

from workbench.gui.texts import declared, said, sentence
from workbench.gui.parts.mime import MIME, from_mime, has_parts, origin_of, to_mime
from workbench.spec.parts import Part
from workbench.spec.problems import Problem

ROW_ROLE = Qt.ItemDataRole.UserRole
Index = QModelIndex | QPersistentModelIndex


@dataclass(frozen=True)
class Row:
    """One part, with what is known of it: ``detail`` (a shape) and ``count`` (parameters) are shown on the right."""

    part: Part
    detail: str = ""
    count: str = ""
    problem: Problem | None = None


class PartModel(QAbstractListModel):
    """Requests come as signals; the owner answers with :meth:`set_rows`."""

    insert_requested = Signal(int, object)
    move_requested = Signal(object, int)
    refused = Signal(str)

    def __init__(self, kind: str, parent: QObject | None = None) -> None:
        super().__init__(parent)
        self.kind = kind
        self.rows: list[Row] = []

    def set_rows(self, rows: Sequence[Row]) -> None:
        """Show these rows, telling the views only what differs, so that selection and scroll position stay."""
        old, new = self.rows, list(rows)
        start = _common([r.part for r in old], [r.part for r in new])
        tail = _common([r.part for r in old[start:]][::-1], [r.part for r in new[start:]][::-1])
        removed, added = len(old) - start - tail, len(new) - start - tail
        same = min(removed, added)
        self._replace(start, new[start : start + same])
        start += same
        if removed > same:
            self.beginRemoveRows(QModelIndex(), start, start + removed - same - 1)
            del self.rows[start : start + removed - same]
            self.endRemoveRows()
        if added > same:
            self.beginInsertRows(QModelIndex(), start, start + added - same - 1)
            self.rows[start:start] = new[start : start + added - same]
            self.endInsertRows()
        self._replace(0, new)

    def _replace(self, start: int, rows: Sequence[Row]) -> None:
        for place, row in enumerate(rows, start):
            if self.rows[place] is not row and self.rows[place] != row:
                self.rows[place] = row
                self.dataChanged.emit(self.index(place), self.index(place))

    def rowCount(self, parent: Index = QModelIndex()) -> int:  # noqa: B008 - Qt's signature
        return 0 if parent.isValid() else len(self.rows)

    def data(self, index: Index, role: int = Qt.ItemDataRole.DisplayRole) -> object:
        if not index.isValid() or index.row() >= len(self.rows):
            return None
        row = self.rows[index.row()]
        if role == ROW_ROLE:
            return row
        if role == Qt.ItemDataRole.DisplayRole:
            return row.part.type
        if role == Qt.ItemDataRole.ToolTipRole:
            return _tip(row)
        if role == Qt.ItemDataRole.AccessibleTextRole:
            return self._spoken(row)
        return None

    def flags(self, index: Index) -> Qt.ItemFlag:
        flag = Qt.ItemFlag
        if not index.isValid():
            return flag.ItemIsDropEnabled
        return flag.ItemIsEnabled | flag.ItemIsSelectable | flag.ItemIsDragEnabled

    def supportedDropActions(self) -> Qt.DropAction:
        return Qt.DropAction.CopyAction | Qt.DropAction.MoveAction

    def supportedDragActions(self) -> Qt.DropAction:
        return Qt.DropAction.CopyAction | Qt.DropAction.MoveAction

    def mimeTypes(self) -> list[str]:
        return [MIME, "text/plain"]

    def mimeData(self, indexes: Sequence[Index]) -> QMimeData:
        places = sorted(index.row() for index in indexes)
        return to_mime([self.rows[place].part for place in places], id(self), places)

    def canDropMimeData(self, data: QMimeData, action: Qt.DropAction, row: int, column: int, parent: Index) -> bool:
        return has_parts(data, self.kind)

    def dropMimeData(self, data: QMimeData, action: Qt.DropAction, row: int, column: int, parent: Index) -> bool:
        place = row if row >= 0 else parent.row() if parent.isValid() else len(self.rows)
        origin, indices = origin_of(data)
        if origin == id(self) and action == Qt.DropAction.MoveAction:
            self.move_requested.emit(indices, place)
            return True
        try:
            self.insert_requested.emit(place, from_mime(data, self.kind))
        except ValueError as error:
            self.refused.emit(str(error))
            return False
        return True

    def _spoken(self, row: Row) -> str:
        words = [row.part.type, row.part.summary(), row.detail]
        if not row.part.enabled:  # type: ignore[attr-defined]
            words.append(self.tr("switched off"))
        if row.problem:
            words.append(sentence(row.problem))
        return ", ".join(word for word in words if word)


def _common(a: Sequence[Part], b: Sequence[Part]) -> int:
    count = 0
    for one, other in zip(a, b, strict=False):
        if one is not other and one != other:
            break
        count += 1
    return count


def _tip(row: Row) -> str:
    words = [declared(row.part.about())]
    if row.problem:
        words.append(sentence(row.problem))
        if row.problem.fix:
            words.append(f"→ {said(row.problem.fix.label)}")
    return "\n".join(words)
