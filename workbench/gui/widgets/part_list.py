"""A list of parts that is edited in place: choose, open the form, move, switch off, cut, copy, paste, mend."""

from __future__ import annotations

from collections.abc import Callable

from PySide6.QtCore import QEvent, QPoint, Qt, Signal
from PySide6.QtGui import (
    QContextMenuEvent,
    QDrag,
    QDragEnterEvent,
    QDragLeaveEvent,
    QDragMoveEvent,
    QDropEvent,
    QKeyEvent,
    QKeySequence,
    QMouseEvent,
    QPainter,
    QPaintEvent,
)
from PySide6.QtWidgets import QWidget

from workbench.gui.widgets.part_commands import PartCommands
from workbench.gui.widgets.part_delegate import Hit
from workbench.gui.widgets.part_drag import line_of, paint_line, picture_of, place_at
from workbench.gui.widgets.part_layout import INDENT
from workbench.gui.widgets.part_mime import looks_like_parts, mime_of, parts_of
from workbench.gui.widgets.part_model import Row, is_on

__all__ = ["PartList", "Row"]

_ENTER = (Qt.Key.Key_Return, Qt.Key.Key_Enter)


class PartList(PartCommands):
    """The mouse, the keyboard and the drag. ``menu_wanted(where on the screen)``."""

    menu_wanted = Signal(QPoint)

    def __init__(self, kind: str, parent: QWidget | None = None) -> None:
        super().__init__(kind, parent)
        self._dragged: tuple[int, ...] | None = None
        self._drop_place: int | None = None
        self._pressed: tuple[int, Hit] | None = None
        self._was_open = False

    # Mouse and keyboard.

    def mousePressEvent(self, event: QMouseEvent) -> None:
        at = event.position().toPoint()
        index = self.indexAt(at)
        self._pressed = None
        if event.button() == Qt.MouseButton.LeftButton:
            hit = self._hit(at)
            if hit in ("check", "fix", "fold"):
                self._pressed = (index.row(), hit)
                return
            if hit == "form":
                return  # between the fields
            self._was_open = index.isValid() and index.row() == self.open_index()
        self._mouse_down = True
        super().mousePressEvent(event)

    def mouseReleaseEvent(self, event: QMouseEvent) -> None:
        at = event.position().toPoint()
        if self._pressed is not None:
            pressed, self._pressed = self._pressed, None
            if pressed == (self.indexAt(at).row(), self._hit(at)):
                self._on_part_of_row_clicked(*pressed)
            return
        super().mouseReleaseEvent(event)
        if self._mouse_down:
            self._mouse_down = False
            self._on_row_clicked(event)

    def mouseDoubleClickEvent(self, event: QMouseEvent) -> None:
        """Into the form; on a box or a fix it is a second click."""
        if self._hit(event.position().toPoint()) in ("check", "fix", "fold", "form"):
            self.mousePressEvent(event)
        elif event.button() == Qt.MouseButton.LeftButton and self.indexAt(event.position().toPoint()).isValid():
            self.edit_current()

    def _on_row_clicked(self, event: QMouseEvent) -> None:
        """A click opens the row; one more click on the open row folds it."""
        plain = event.modifiers() == Qt.KeyboardModifier.NoModifier and event.button() == Qt.MouseButton.LeftButton
        index = self.indexAt(event.position().toPoint())
        if plain and index.isValid() and self.selected_indices() == (index.row(),):
            self._folded = self._was_open
        self._sync_form()

    def _on_part_of_row_clicked(self, row: int, hit: Hit) -> None:
        shown = self.parts_model.shown_row(row)
        if hit == "fix" and shown.problem is not None:
            self.fix_requested.emit(shown.problem)
        elif hit == "fold":
            self.fold(row, not self.parts_model.is_folded(row))
        elif hit == "check":
            self.value_edited.emit(row, "enabled", not is_on(shown.part))
            self.edit_finished.emit()

    def _hit(self, at: QPoint) -> Hit:
        index = self.indexAt(at)
        return self._delegate.hit(index, self.visualRect(index), at) if index.isValid() else ""

    def mouseMoveEvent(self, event: QMouseEvent) -> None:
        if self._pressed is None and not (event.buttons() and not self._mouse_down):
            super().mouseMoveEvent(event)
        at = event.position().toPoint()
        self._set_hot((self.indexAt(at).row(), self._hit(at)))

    def leaveEvent(self, event: QEvent) -> None:
        super().leaveEvent(event)
        self._set_hot((-1, ""))

    def _set_hot(self, hot: tuple[int, Hit]) -> None:
        if hot != self._delegate.hot:
            self._delegate.hot = hot
            over = hot[1] == "fix"
            self.viewport().setCursor(Qt.CursorShape.PointingHandCursor if over else Qt.CursorShape.ArrowCursor)
            self.viewport().update()

    def keyPressEvent(self, event: QKeyEvent) -> None:
        action = self._action_of(event)
        if action is None:
            super().keyPressEvent(event)
            return
        action()
        event.accept()

    def _action_of(self, event: QKeyEvent) -> Callable[[], None] | None:
        """What a key does here. A window's actions on the same keys come first, by Qt's own order."""
        standard = {
            QKeySequence.StandardKey.Copy: self.copy,
            QKeySequence.StandardKey.Cut: self.cut,
            QKeySequence.StandardKey.Paste: self.paste,
        }
        found = next((action for key, action in standard.items() if event.matches(key)), None)
        if found is not None:
            return found
        key, modifiers = Qt.Key(event.key()), event.modifiers() & ~Qt.KeyboardModifier.KeypadModifier
        if modifiers == Qt.KeyboardModifier.AltModifier:
            alt = {Qt.Key.Key_Up: self.move_up, Qt.Key.Key_Down: self.move_down} | dict.fromkeys(_ENTER, self.fix)
            return alt.get(key)
        if modifiers != Qt.KeyboardModifier.NoModifier:
            return None
        plain = {
            Qt.Key.Key_Space: self.toggle_enabled,
            Qt.Key.Key_Delete: self.delete,
            Qt.Key.Key_Backspace: self.delete,
            Qt.Key.Key_F2: lambda: self.set_folded(self.open_index() >= 0),
            Qt.Key.Key_Escape: self._on_escape,
            Qt.Key.Key_Left: self._fold_or_go_out,
            Qt.Key.Key_Right: self._unfold,
        } | dict.fromkeys(_ENTER, self.edit_current)
        return plain.get(key)

    def _fold_or_go_out(self) -> None:
        """Fold the container; on a folded one and inside one, go to the one around it."""
        row = self.currentIndex().row()
        if row < 0:
            return
        if self.parts_model.row(row).edge == "head" and not self.parts_model.is_folded(row):
            self.fold(row, True)
        elif (head := self.parts_model.head_above(row)) >= 0:
            self.select(head)

    def _unfold(self) -> None:
        row = self.currentIndex().row()
        if row >= 0 and self.parts_model.is_folded(row):
            self.fold(row, False)

    def _on_escape(self) -> None:
        """Out of the form; once more, the form shuts."""
        if self.hasFocus():
            self.set_folded(True)
        else:
            self.setFocus(Qt.FocusReason.ShortcutFocusReason)

    def contextMenuEvent(self, event: QContextMenuEvent) -> None:
        """A menu for the selected rows; the row under the mouse is selected first."""
        if event.reason() == QContextMenuEvent.Reason.Mouse:
            self.menu_wanted.emit(event.globalPos())
        else:
            self.menu_wanted.emit(self.viewport().mapToGlobal(self.visualRect(self.currentIndex()).center()))

    # Drag and drop.

    def startDrag(self, _actions: Qt.DropAction) -> None:
        rows = self.chosen_rows()
        drag = QDrag(self)
        drag.setMimeData(mime_of(self.kind, self.selected_parts()))
        drag.setPixmap(picture_of(self, self.selected_indices(), self._delegate.plan().fonts.line()))
        drag.setHotSpot(QPoint(12, 12))
        self._dragged = rows
        self.run_drag(drag)
        self._dragged = None
        self._mouse_down = False
        self._sync_form()

    def run_drag(self, drag: QDrag) -> None:
        """The drag itself; what becomes of it is the target's affair."""
        drag.exec(Qt.DropAction.CopyAction | Qt.DropAction.MoveAction, Qt.DropAction.MoveAction)

    def dragEnterEvent(self, event: QDragEnterEvent) -> None:
        if looks_like_parts(event.mimeData()):
            super().dragEnterEvent(event)
            self._accept(event)
        else:
            event.ignore()

    def dragMoveEvent(self, event: QDragMoveEvent) -> None:
        super().dragMoveEvent(event)  # scrolls at the edges
        if looks_like_parts(event.mimeData()):
            self._drop_place = place_at(self, event.position().toPoint())
            self.viewport().update()
            self._accept(event)
        else:
            event.ignore()

    def dragLeaveEvent(self, event: QDragLeaveEvent) -> None:
        super().dragLeaveEvent(event)
        self._drop_place = None
        self.viewport().update()

    def dropEvent(self, event: QDropEvent) -> None:
        place = place_at(self, event.position().toPoint())
        self.dragLeaveEvent(QDragLeaveEvent())
        own = self._accept(event)
        if own and self._dragged is not None:
            self.move_rows(self._dragged, place)
        else:
            self.insert_from(place, lambda: parts_of(self.kind, event.mimeData()))

    def _accept(self, event: QDropEvent) -> bool:
        """Say whether it is moved (its own rows, without Ctrl) or copied (all else)."""
        copied = bool(event.modifiers() & Qt.KeyboardModifier.ControlModifier)
        own = self._dragged is not None and not copied
        event.setDropAction(Qt.DropAction.MoveAction if own else Qt.DropAction.CopyAction)
        event.accept()
        return own

    def paintEvent(self, event: QPaintEvent) -> None:
        super().paintEvent(event)
        if self._drop_place is not None:
            painter = QPainter(self.viewport())
            left = self._level_at(self._drop_place) * INDENT
            paint_line(painter, left, self.viewport().width(), line_of(self, self._drop_place))

    def _level_at(self, place: int) -> int:
        """How deep something lies that is put before a row."""
        if place >= self.parts_model.rowCount():
            return 0
        row = self.parts_model.row(place)
        return row.level + (row.edge == "end")
