"""What can be done with the rows of a list of parts, whoever asks for it: actions, keys, the mouse.

The list never changes its own data. It asks by signals; the owner edits the experiment and calls ``set_rows``.
"""

from __future__ import annotations

from collections.abc import Callable

from PySide6.QtCore import Signal
from PySide6.QtGui import QGuiApplication

from workbench.gui.widgets.part_mime import RefusedPartsError, looks_like_parts, mime_of, parts_of
from workbench.gui.widgets.part_model import is_on
from workbench.gui.widgets.part_view import PartView
from workbench.spec.edits import moved
from workbench.spec.parts import Part


class PartCommands(PartView):
    """Signals carry what the user wants.

    ``insert_requested(row, parts)``, ``move_requested(rows, to)`` as :class:`workbench.spec.edits.Move` means it,
    ``remove_requested(rows)``, ``fix_requested(problem)``, ``refused(sentence)``.
    """

    insert_requested = Signal(int, object)
    move_requested = Signal(object, int)
    remove_requested = Signal(object)
    fix_requested = Signal(object)
    refused = Signal(str)

    def copy(self) -> None:
        """Put the selected parts on the clipboard."""
        if self.selected_indices():
            QGuiApplication.clipboard().setMimeData(mime_of(self.kind, self.selected_parts()))

    def cut(self) -> None:
        """Copy, then remove."""
        self.copy()
        self.delete()

    def paste(self) -> None:
        """Ask for what is on the clipboard to be put after the selected rows, or at the end."""
        self.insert_from(self.place_for_new(), lambda: parts_of(self.kind, QGuiApplication.clipboard().mimeData()))

    def can_paste(self) -> bool:
        """Whether the clipboard looks like parts."""
        return looks_like_parts(QGuiApplication.clipboard().mimeData())

    def duplicate(self) -> None:
        """Ask for the selected parts once more, after them."""
        chosen = self.chosen_rows()
        if chosen:
            self.insert_requested.emit(chosen[-1] + 1, self.selected_parts())

    def delete(self) -> None:
        """Ask for the selected parts to be removed; the row that takes their place is then selected."""
        if self.selected_indices():
            self.remove_requested.emit(self.selected_indices())

    def move_up(self) -> None:
        """Ask for the selected parts one row higher."""
        chosen = self.chosen_rows()
        if chosen and chosen[0] > 0:
            self.move_rows(chosen, self._shown_before(chosen[0]))

    def move_down(self) -> None:
        """Ask for the selected parts one row lower."""
        chosen = self.chosen_rows()
        if chosen and chosen[-1] < self.parts_model.rowCount() - 1:
            self.move_rows(chosen, self._shown_after(chosen[-1] + 1))

    def toggle_enabled(self) -> None:
        """Ask for the selected parts to be switched off, or on if all of them are off."""
        chosen = self.selected_indices()
        wanted = not any(is_on(self.parts_model.row(index).part) for index in chosen)
        for index in chosen:
            if is_on(self.parts_model.row(index).part) != wanted:
                self.value_edited.emit(index, "enabled", wanted)
        if chosen:
            self.edit_finished.emit()

    def fix(self) -> None:
        """Ask for the problem of the current row to be mended."""
        index = self.currentIndex()
        problem = self.parts_model.shown_row(index).problem if index.isValid() else None
        if problem is not None and problem.fix is not None:
            self.fix_requested.emit(problem)

    def edit_current(self) -> None:
        """Open the form of the current row and go into its first field."""
        self.set_folded(False)
        form = self.form()
        if form is not None:
            form.focus()

    def chosen_rows(self) -> tuple[int, ...]:
        """The selected rows with everything inside the selected containers."""
        return self.parts_model.spans(self.selected_indices())

    def place_for_new(self) -> int:
        """The row before which something new goes: after the selected ones, at the end inside an unfolded container."""
        chosen = self.selected_indices()
        if not chosen:
            return self.parts_model.rowCount()
        last = chosen[-1]
        end = self.parts_model.end_of(last)
        return end + 1 if end == last or self.parts_model.is_folded(last) else end

    def selected_parts(self) -> tuple[Part, ...]:
        """What is selected; a layer inside a selected container comes with it, and not twice."""
        found, end = [], -1
        for row in self.selected_indices():
            if row > end:
                found.append(self.parts_model.row(row).part)
                end = self.parts_model.end_of(row)
        return tuple(found)

    def _shown_before(self, row: int) -> int:
        """One row up, over a folded container as a whole."""
        row -= 1
        while row > 0 and self.isRowHidden(row):
            row -= 1
        return row

    def _shown_after(self, row: int) -> int:
        """The place one row down, over a folded container as a whole."""
        row += 1
        while row < self.parts_model.rowCount() and self.isRowHidden(row):
            row += 1
        return row

    def insert_from(self, place: int, read: Callable[[], tuple[Part, ...]]) -> None:
        """Ask for what ``read`` gives to be put before a row; what it refuses is said."""
        try:
            parts = read()
        except RefusedPartsError as error:
            self.refused.emit(str(error))
        else:
            self.insert_requested.emit(place, parts)

    def move_rows(self, chosen: tuple[int, ...], to: int) -> None:
        """Ask for a move, and remember it: among equal parts the rows alone do not tell which one went where."""
        if any(row < to <= self.parts_model.end_of(row) for row in chosen):
            return  # a container cannot go into itself
        order = moved(tuple(range(self.parts_model.rowCount())), chosen, to)
        if list(order) == sorted(order):
            return
        self._order = order
        self.move_requested.emit(chosen, to)
        rows = self.parts_model.rows()
        same = len(rows) == len(order) and all(rows[i].part == row.part for i, row in zip(order, rows, strict=True))
        if self._order is not None and same and not any(row.edge for row in rows):
            self.set_rows(rows)  # equal parts changed places: nothing to edit, but the selection goes along
        self.scrollTo(self.currentIndex())
