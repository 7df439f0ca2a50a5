"""A list of parts that is edited in place: choose, open the form, move, switch off, cut, copy, paste, mend.

The list never changes its own data. It asks by signals; the owner edits the experiment and calls ``set_rows``.
"""

from __future__ import annotations

from collections.abc import Sequence

from PySide6.QtCore import QEvent, QItemSelectionModel, QModelIndex, QObject, QRect, Qt, Signal
from PySide6.QtGui import QGuiApplication, QKeyEvent, QMouseEvent, QPainter, QPaintEvent, QResizeEvent
from PySide6.QtWidgets import QAbstractItemView, QListView, QStyle, QStyleOptionViewItem, QWidget

from workbench.gui.forms.form import PartForm
from workbench.gui.theme import current_tokens
from workbench.gui.parts.delegate import GAP, PartDelegate
from workbench.gui.parts.mime import from_mime, to_mime
from workbench.gui.parts.model import ROW_ROLE, PartModel, Row

__all__ = ["PartList", "Row"]


class PartList(QListView):
    """``kind`` is "layer" or "transform". Signals carry what the user wants; see the module's first lines."""

    insert_requested = Signal(int, object)
    move_requested = Signal(object, int)
    remove_requested = Signal(object)
    value_edited = Signal(int, str, object)
    edit_finished = Signal()
    fix_requested = Signal(object)
    refused = Signal(str)

    def __init__(self, kind: str, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.kind = kind
        self.parts_model = PartModel(kind, self)
        self.painter_delegate = PartDelegate(kind, kind == "transform", self)
        self._empty_text = ""
        self._notes: dict[int, str] = {}
        self._closed = False
        self._was_current = False
        self.setModel(self.parts_model)
        self.setItemDelegate(self.painter_delegate)
        self._configure()
        self.form = PartForm(prefix=kind, columns=3 if kind == "layer" else 1, parent=self.viewport())
        self.form.hide()
        self.form.edited.connect(self._on_form_edited)
        self.form.finished.connect(self.edit_finished)
        self.form.resized.connect(self._arrange)
        self.form.installEventFilter(self)
        for signal in ("insert_requested", "move_requested", "refused"):
            getattr(self.parts_model, signal).connect(getattr(self, signal))
        self.selectionModel().selectionChanged.connect(lambda *_: self._arrange())
        self.verticalScrollBar().valueChanged.connect(lambda _value: self._place_form())

    # What the owner gives

    def set_rows(self, rows: Sequence[Row]) -> None:
        """Show these rows; selection, scroll position and the open form stay."""
        self._notes.clear()
        self.parts_model.set_rows(rows)
        self._arrange()
        self.viewport().update()

    def set_note(self, index: int, text: str) -> None:
        """A line under the form of that row."""
        self._notes[index] = text
        if index == self.painter_delegate.open_row:
            self.form.set_note(text)
            self._arrange()

    def set_empty_text(self, text: str) -> None:
        """What an empty list says."""
        self._empty_text = text
        self.viewport().update()

    def select(self, index: int) -> None:
        """Choose that row alone and show it."""
        place = self.parts_model.index(index)
        if place.isValid():
            flag = QItemSelectionModel.SelectionFlag
            self._closed = False
            self.selectionModel().setCurrentIndex(place, flag.ClearAndSelect)
            self._arrange()
            self.scrollTo(place)

    def selected_indices(self) -> tuple[int, ...]:
        """The chosen rows, in order."""
        return tuple(sorted(index.row() for index in self.selectionModel().selectedRows()))

    # Actions

    def copy(self) -> None:
        """Put the chosen parts on the clipboard."""
        chosen = self.selected_indices()
        if chosen:
            QGuiApplication.clipboard().setMimeData(to_mime([self.parts_model.rows[i].part for i in chosen]))

    def cut(self) -> None:
        """Copy, then remove."""
        self.copy()
        self.delete()

    def paste(self) -> None:
        """Insert what is on the clipboard after the chosen rows, or at the end."""
        try:
            parts = from_mime(QGuiApplication.clipboard().mimeData(), self.kind)
        except ValueError as error:
            self.refused.emit(str(error))
            return
        self.insert_requested.emit(self._after_chosen(), parts)

    def duplicate(self) -> None:
        """Insert the chosen parts once more, after them."""
        chosen = self.selected_indices()
        if chosen:
            self.insert_requested.emit(chosen[-1] + 1, tuple(self.parts_model.rows[i].part for i in chosen))

    def delete(self) -> None:
        """Remove the chosen parts; the row that takes their place is chosen."""
        chosen = self.selected_indices()
        if chosen:
            self.remove_requested.emit(chosen)
            self.select(min(chosen[0], self.parts_model.rowCount() - 1))

    def move_up(self) -> None:
        """Move the chosen rows one up."""
        chosen = self.selected_indices()
        if chosen and chosen[0] > 0:
            self.move_requested.emit(chosen, chosen[0] - 1)

    def move_down(self) -> None:
        """Move the chosen rows one down."""
        chosen = self.selected_indices()
        if chosen and chosen[-1] < self.parts_model.rowCount() - 1:
            self.move_requested.emit(chosen, chosen[-1] + 2)

    def toggle_enabled(self) -> None:
        """Switch the chosen rows off, or on."""
        for row in self.selected_indices():
            self.value_edited.emit(row, "enabled", not self.parts_model.rows[row].part.enabled)  # type: ignore[attr-defined]
        self.edit_finished.emit()

    def _after_chosen(self) -> int:
        chosen = self.selected_indices()
        return chosen[-1] + 1 if chosen else self.parts_model.rowCount()

    # The form in place

    def _arrange(self) -> None:
        """Show the form of the one chosen row under it, and make room for it."""
        chosen = self.selected_indices()
        row = chosen[0] if len(chosen) == 1 and not self._closed else -1
        part = self.parts_model.rows[row].part if row >= 0 else None
        if part is None or len(part.parameters()) <= 1:
            row = -1
        if row >= 0 and part is not None:
            self.form.set_part(part)
            self.form.set_problems(self._field_problems(row), quiet=True)
            self.form.set_note(self._notes.get(row, ""))
        height = self._form_height() if row >= 0 else 0
        delegate = self.painter_delegate
        if (row, height) != (delegate.open_row, delegate.form_height):
            delegate.open_row, delegate.form_height = row, height
            self.scheduleDelayedItemsLayout()
            self.executeDelayedItemsLayout()
        self._place_form()

    def _field_problems(self, row: int) -> dict[str, object]:
        problem = self.parts_model.rows[row].problem
        name = problem.address.partition("].")[2] if problem else ""
        return {name: problem} if name else {}

    def _form_height(self) -> int:
        width = self.viewport().width() - 26
        if self.form.hasHeightForWidth():
            return self.form.heightForWidth(width) + 10
        self.form.setFixedWidth(width)
        return self.form.sizeHint().height() + 10

    def _place_form(self) -> None:
        row = self.painter_delegate.open_row
        if row < 0:
            self.form.hide()
            return
        rect = self.visualRect(self.parts_model.index(row))
        line = self.painter_delegate.line_height(self.font())
        self.form.setFixedWidth(max(80, rect.width() - 26))
        self.form.setGeometry(
            rect.left() + 13, rect.top() + line, max(80, rect.width() - 26), rect.height() - line - GAP - 6
        )
        self.form.show()

    def _on_form_edited(self, name: str, value: object) -> None:
        if self.painter_delegate.open_row >= 0:
            self.value_edited.emit(self.painter_delegate.open_row, name, value)

    # Events

    def resizeEvent(self, event: QResizeEvent) -> None:
        super().resizeEvent(event)
        self._arrange()

    def updateGeometries(self) -> None:
        super().updateGeometries()
        if hasattr(self, "form"):
            self._place_form()

    def paintEvent(self, event: QPaintEvent) -> None:
        super().paintEvent(event)
        if not self.parts_model.rows and self._empty_text:
            painter = QPainter(self.viewport())
            painter.setPen(current_tokens().color("muted"))
            flags = Qt.AlignmentFlag.AlignCenter | Qt.TextFlag.TextWordWrap
            painter.drawText(self.viewport().rect().adjusted(20, 10, -20, -10), flags, self._empty_text)

    def mousePressEvent(self, event: QMouseEvent) -> None:
        index = self.indexAt(event.position().toPoint())
        chosen = self.selected_indices()
        self._was_current = index.isValid() and chosen == (index.row(),)
        if index.isValid() and event.button() == Qt.MouseButton.LeftButton and self._pressed_control(index, event):
            return
        super().mousePressEvent(event)
        if index.isValid() and not self._was_current:
            self._closed = False
            self._arrange()

    def mouseReleaseEvent(self, event: QMouseEvent) -> None:
        super().mouseReleaseEvent(event)
        index = self.indexAt(event.position().toPoint())
        plain = event.modifiers() == Qt.KeyboardModifier.NoModifier and event.button() == Qt.MouseButton.LeftButton
        if self._was_current and plain and self.selected_indices() == (index.row(),):
            self._closed = not self._closed
            self._arrange()

    def _pressed_control(self, index: QModelIndex, event: QMouseEvent) -> bool:
        """A press on the switch or on the fix."""
        option = self._option(index)
        row: Row = index.data(ROW_ROLE)
        point = event.position().toPoint()
        if self.painter_delegate.fix_rect(option, row).contains(point):
            self.fix_requested.emit(row.problem)
            return True
        if self.painter_delegate.has_check(option, row) and _around(self.painter_delegate.check_rect(option)).contains(
            point
        ):
            self.value_edited.emit(index.row(), "enabled", not row.part.enabled)  # type: ignore[attr-defined]
            self.edit_finished.emit()
            return True
        return False

    def _option(self, index: QModelIndex) -> QStyleOptionViewItem:
        option = QStyleOptionViewItem()
        self.initViewItemOption(option)
        option.rect = self.visualRect(index)
        option.state |= QStyle.StateFlag.State_MouseOver
        return option

    def keyPressEvent(self, event: QKeyEvent) -> None:
        key = event.key()
        if key in (Qt.Key.Key_Return, Qt.Key.Key_Enter, Qt.Key.Key_F2):
            self._closed = False
            self._arrange()
            self.form.focus()
        elif key == Qt.Key.Key_Space:
            self.toggle_enabled()
        elif key in (Qt.Key.Key_Delete, Qt.Key.Key_Backspace):
            self.delete()
        elif key == Qt.Key.Key_Escape and not self._closed:
            self._closed = True
            self._arrange()
        else:
            super().keyPressEvent(event)

    def eventFilter(self, watched: QObject, event: QEvent) -> bool:
        if watched is self.form and isinstance(event, QKeyEvent) and event.type() == QEvent.Type.KeyPress:
            if event.key() == Qt.Key.Key_Escape:
                self.setFocus(Qt.FocusReason.OtherFocusReason)
                return True
        return super().eventFilter(watched, event)

    def _configure(self) -> None:
        mode = QAbstractItemView
        self.setSelectionMode(mode.SelectionMode.ExtendedSelection)
        self.setDragDropMode(mode.DragDropMode.DragDrop)
        self.setDefaultDropAction(Qt.DropAction.MoveAction)
        self.setDragEnabled(True)
        self.setDropIndicatorShown(True)
        self.setDragDropOverwriteMode(False)
        self.setVerticalScrollMode(mode.ScrollMode.ScrollPerPixel)
        self.setHorizontalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)
        self.setResizeMode(QListView.ResizeMode.Adjust)
        self.setEditTriggers(mode.EditTrigger.NoEditTriggers)
        self.setMouseTracking(True)
        self.setFrameShape(QListView.Shape.NoFrame)
        self.setSpacing(0)
        self.setToolTip(self.tr("Drag to move, Space switches on or off, Enter edits, Delete removes"))


def _around(rect: QRect) -> QRect:
    """A little more than what is painted: easier to hit."""
    return rect.adjusted(-4, -6, 4, 6)
