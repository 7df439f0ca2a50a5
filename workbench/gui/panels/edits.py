"""What a list of parts asks for, as edits of the document: the same for layers and for transforms."""

from __future__ import annotations

from PySide6.QtCore import QObject

from workbench.gui.document import Document
from workbench.gui.texts import said
from workbench.gui.widgets.part_list import PartList
from workbench.spec.address import get
from workbench.spec.edits import Insert, Move, Remove, SetValue
from workbench.spec.problems import Problem


class ListEdits(QObject):
    """Connects a list's requests to the document. ``address`` is that of the list in the experiment."""

    def __init__(self, view: PartList, document: Document, address: str) -> None:
        super().__init__(view)
        self.view, self.document, self.address = view, document, address
        view.insert_requested.connect(self.insert)
        view.move_requested.connect(self._on_move_requested)
        view.remove_requested.connect(self._on_remove_requested)
        view.value_edited.connect(self._on_value_edited)
        view.edit_finished.connect(document.end_gesture)
        view.fix_requested.connect(self.fix)

    def insert(self, index: int, parts: tuple) -> None:
        """Put parts into the list and select the first of them."""
        names = ", ".join(part.type for part in parts)
        if self.document.edit([Insert(self.address, index, tuple(parts))], self.tr("add {0}").format(names)):
            self.view.select(index)

    def append(self, part: object) -> None:
        """Put a part after the chosen one, or at the end."""
        chosen = self.view.selected_indices()
        count = len(get(self.document.experiment, self.address))
        self.insert(chosen[-1] + 1 if chosen else count, (part,))

    def fix(self, problem: Problem) -> None:
        """Make the edit that mends a problem."""
        if problem.fix:
            self.document.edit(problem.fix.edits, said(problem.fix.label))

    def _on_move_requested(self, indices: tuple[int, ...], to: int) -> None:
        indices = tuple(sorted(indices))
        if self.document.edit([Move(self.address, indices, to)], self.tr("move")):
            self.view.select(to - sum(1 for index in indices if index < to))

    def _on_remove_requested(self, indices: tuple[int, ...]) -> None:
        self.document.edit([Remove(self.address, tuple(indices))], self.tr("remove"))

    def _on_value_edited(self, index: int, name: str, value: object) -> None:
        address = f"{self.address}[{index}].{name}"
        self.document.edit([SetValue(address, value)], self.tr("change {0}").format(name), merge=address)
