"""The rows of a list of parts on the screen: what the owner shows, and the form of the open row in its place.

Knows no mouse, key or clipboard; those are :class:`workbench.gui.widgets.part_list.PartList`'s.
"""

from __future__ import annotations

from collections.abc import Callable, Sequence

from PySide6.QtCore import (
    QEvent,
    QItemSelection,
    QItemSelectionModel,
    QModelIndex,
    QPersistentModelIndex,
    QSize,
    Qt,
    Signal,
)
from PySide6.QtGui import QPainter, QPaintEvent, QResizeEvent
from PySide6.QtWidgets import QAbstractItemView, QApplication, QFrame, QListView, QSizePolicy, QWidget

from workbench.gui.forms.form import PartForm
from workbench.gui.theme import current_tokens
from workbench.gui.widgets.part_delegate import PartDelegate
from workbench.gui.widgets.part_head import PartHead
from workbench.gui.widgets.part_model import Index, PartModel, Row

ROOM_TO_DROP = 10  # pixels beneath the last row


class PartView(QListView):
    """``kind`` is "layer" or "transform". The one selected row shows its form; ``opened`` says which (-1: none)."""

    value_edited = Signal(int, str, object)
    edit_finished = Signal()
    selection_changed = Signal()
    opened = Signal(int)

    def __init__(self, kind: str, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.kind = kind
        self.parts_model = PartModel(self)
        self._delegate = PartDelegate(self, kind, kind == "transform")
        self._head = PartHead(self._delegate, self)
        self._empty_text = ""
        self._folded = False
        self._any_hidden = False
        self._as_high_as_rows, self._least_height = False, 0
        self._form_height = 0
        self._order: tuple[int, ...] | None = None  # of a move that was asked for
        self._mouse_down = False
        self._configure()

    # What the owner gives.

    def set_rows(self, rows: Sequence[Row]) -> None:
        """Show these rows. Selection, scroll position, and the open form with its focus stay with their parts."""
        chosen = self.selected_indices()
        order, self._order = self._order, None
        self.parts_model.set_rows(rows, order)
        self._delegate.measure(self.parts_model, self._head.detail())
        if chosen and not self.selected_indices() and rows:
            self.select(min(chosen[0], len(rows) - 1))
        self._sync_hidden()
        self._sync_form()
        self._refresh_note()
        self.scheduleDelayedItemsLayout()
        self.executeDelayedItemsLayout()  # else it comes after the next painting, and all is painted twice
        self.viewport().update()

    def rows(self) -> tuple[Row, ...]:
        """The rows that are shown."""
        return self.parts_model.rows()

    def set_notes(self, notes: Callable[[int], str]) -> None:
        """What gives the muted lines beneath the form of a row; it is asked whenever a form is shown or renewed."""
        self._delegate.notes = notes

    def set_head(self, title: str, detail: str) -> None:
        """A row above the list that is no part, in its columns: "Input", "1 × 28 × 28". No title: no such row."""
        self._head.set_texts(title, detail)
        self._delegate.measure(self.parts_model, detail)
        self.setViewportMargins(0, self._head.wanted_height(), 0, 0)
        self._place_head()
        self.viewport().update()

    def set_empty_text(self, text: str) -> None:
        """What an empty list says."""
        self._empty_text = text
        self.viewport().update()

    def fit_rows(self, least_height: int) -> None:
        """Be as high as the rows, so that nothing scrolls in here; at least so many pixels."""
        self._as_high_as_rows, self._least_height = True, least_height
        self.setSizePolicy(QSizePolicy.Policy.Preferred, QSizePolicy.Policy.Fixed)
        self.setVerticalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)

    def select(self, index: int) -> None:
        """Select that row alone and show it, out of a folded container if need be."""
        place = self.parts_model.index(index, 0)
        if place.isValid():
            self._reveal(index)
            self.selectionModel().setCurrentIndex(place, QItemSelectionModel.SelectionFlag.ClearAndSelect)
            self.executeDelayedItemsLayout()
            self.scrollTo(place)

    def selected_indices(self) -> tuple[int, ...]:
        """The selected rows, in order."""
        return tuple(sorted(index.row() for index in self.selectionModel().selectedIndexes()))

    def open_index(self) -> int:
        """The row that shows its form, or -1."""
        return self._delegate.open.row() if self._delegate.open.isValid() else -1

    def form(self) -> PartForm | None:
        """The form of the open row."""
        return self._delegate.form if self.open_index() >= 0 else None

    # Containers.

    def fold(self, row: int, folded: bool) -> None:
        """Hide or show what is inside a container; a selection in there goes to the container."""
        self.parts_model.fold(row, folded)
        hidden = self.parts_model.hidden()
        if hidden & set(self.selected_indices()):
            self.select(row)
        self._sync_hidden()
        self.viewport().update()

    def _reveal(self, row: int) -> None:
        while (head := self.parts_model.head_above(row)) >= 0:
            if self.parts_model.is_folded(head):
                self.fold(head, False)
            row = head

    def _sync_hidden(self) -> None:
        hidden = self.parts_model.hidden()
        if not hidden and not self._any_hidden:
            return
        self._any_hidden = bool(hidden)
        for row in range(self.parts_model.rowCount()):
            if self.isRowHidden(row) != (row in hidden):
                self.setRowHidden(row, row in hidden)

    # The form in place.

    def _sync_form(self) -> None:
        """Open the form of the one selected row, and shut the one before."""
        chosen = self.selectionModel().selectedIndexes()
        wanted = chosen[0].row() if len(chosen) == 1 and not self._folded else -1
        if wanted == self.open_index():
            return
        self._close_form()
        if wanted >= 0:
            self._open_form(self.parts_model.index(wanted, 0))
        self.executeDelayedItemsLayout()
        if wanted >= 0:
            self.scrollTo(self.parts_model.index(wanted, 0))
        self.opened.emit(wanted)

    def set_folded(self, folded: bool) -> None:
        """Whether the selected row keeps its form shut."""
        self._folded = folded
        self._sync_form()

    def _close_form(self) -> None:
        self._keep_focus()
        index = QModelIndex(self._delegate.open)  # type: ignore[call-overload]
        self._delegate.open, self._delegate.form = QPersistentModelIndex(), None
        if index.isValid():
            self.closePersistentEditor(index)
        self.scheduleDelayedItemsLayout()

    def _keep_focus(self) -> None:
        """Take the focus from a form that is about to go, or Qt would pass it on to a stranger."""
        form, focused = self.form(), QApplication.focusWidget()
        if form is not None and focused is not None and form.isAncestorOf(focused):
            self.setFocus()

    def rowsAboutToBeRemoved(self, parent: Index, first: int, last: int) -> None:
        if first <= self.open_index() <= last:
            self._keep_focus()
        super().rowsAboutToBeRemoved(parent, first, last)

    def _open_form(self, index: QModelIndex) -> None:
        self._delegate.open = QPersistentModelIndex(index)
        self.openPersistentEditor(index)
        form = self._delegate.form
        assert form is not None
        form.edited.connect(self._on_form_edited)
        form.finished.connect(self.edit_finished)
        form.resized.connect(self._on_form_resized)
        self._form_height = self._delegate.form_height(index)
        form.follow(self)
        self.scheduleDelayedItemsLayout()

    def _refresh_note(self) -> None:
        form = self.form()
        if form is not None:
            self._delegate.setEditorData(form, self._delegate.open)
            self._on_form_resized()

    def _on_form_edited(self, name: str, value: object) -> None:
        if self.open_index() >= 0:
            self.value_edited.emit(self.open_index(), name, value)

    def _on_form_resized(self) -> None:
        height = self._delegate.form_height(self._delegate.open) if self.open_index() >= 0 else 0
        if height != self._form_height:
            self._form_height = height
            self.scheduleDelayedItemsLayout()

    def selectionChanged(self, selected: QItemSelection, deselected: QItemSelection) -> None:
        super().selectionChanged(selected, deselected)
        if not self._mouse_down:  # a form that opens under the pressed mouse would move the rows away from it
            self._sync_form()
        self.selection_changed.emit()

    # Frame.

    def paintEvent(self, event: QPaintEvent) -> None:
        super().paintEvent(event)
        painter = QPainter(self.viewport())
        if self.parts_model.rowCount() == 0 and self._empty_text:
            painter.setPen(current_tokens().color("muted"))
            flags = int(Qt.AlignmentFlag.AlignCenter) | int(Qt.TextFlag.TextWordWrap)
            painter.drawText(self.viewport().rect().adjusted(20, 10, -20, -10), flags, self._empty_text)

    def resizeEvent(self, event: QResizeEvent) -> None:
        super().resizeEvent(event)
        self._place_head()
        self._on_form_resized()

    def sizeHint(self) -> QSize:
        hint = super().sizeHint()
        if not self._as_high_as_rows:
            return hint
        return QSize(hint.width(), max(self._least_height, self.contentsSize().height() + ROOM_TO_DROP))

    def minimumSizeHint(self) -> QSize:
        hint = super().minimumSizeHint()
        return QSize(hint.width(), self._least_height) if self._as_high_as_rows else hint

    def updateGeometries(self) -> None:
        super().updateGeometries()
        if self._as_high_as_rows and self.sizeHint().height() != self.height():
            self.updateGeometry()

    def changeEvent(self, event: QEvent) -> None:
        super().changeEvent(event)
        if event.type() in (QEvent.Type.FontChange, QEvent.Type.StyleChange) and hasattr(self, "_head"):
            self._delegate.measure(self.parts_model, self._head.detail())
            self.scheduleDelayedItemsLayout()

    def _place_head(self) -> None:
        frame = self.frameWidth()
        self._head.setGeometry(frame, frame, self.viewport().width(), max(0, self._head.wanted_height()))

    def _configure(self) -> None:
        self.setModel(self.parts_model)
        self.setItemDelegate(self._delegate)
        self._head.hide()
        view = QAbstractItemView
        self.setSelectionMode(view.SelectionMode.ExtendedSelection)
        self.setDragDropMode(view.DragDropMode.DragDrop)
        self.setDropIndicatorShown(False)  # ours is painted between the cards
        self.setVerticalScrollMode(view.ScrollMode.ScrollPerPixel)
        self.verticalScrollBar().setSingleStep(28)
        self.setHorizontalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)
        self.setResizeMode(QListView.ResizeMode.Adjust)
        self.setEditTriggers(view.EditTrigger.NoEditTriggers)
        self.setMouseTracking(True)
        self.setFrameShape(QFrame.Shape.NoFrame)
        self.setTabKeyNavigation(False)
        self.setToolTip(self.tr("Drag to move, Space switches on or off, Enter edits, Delete removes"))
