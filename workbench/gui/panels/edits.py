"""What a list of parts asks for, as edits of the document: the same for layers and for transforms.

The list counts rows; the experiment is a tree. A container has two rows, its head and its end, so that every place
between two rows is a place in exactly one list of the tree.
"""

from __future__ import annotations

from collections.abc import Sequence

from PySide6.QtCore import QObject

from workbench.catalog.layers.container import Parallel, Residual, Sequential
from workbench.gui.document import Document
from workbench.gui.texts import said
from workbench.gui.widgets.part_list import PartList
from workbench.spec.address import get, join, parse
from workbench.spec.containers import Container
from workbench.spec.edits import Edit, Insert, Move, Remove, SetValue, Transfer, place_for
from workbench.spec.parts import Layer, Part
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

    def insert(self, row: int, parts: tuple) -> None:
        """Put parts before a row, or where alone they can stand, and select the first of them."""
        names = ", ".join(part.type for part in parts)
        address, wanted = self._gap(row)
        index = place_for(get(self.document.experiment, address), wanted, parts)
        if self.document.edit([Insert(address, index, tuple(parts))], self.tr("add {0}").format(names)):
            self.view.select(row + index - wanted)

    def append(self, part: object) -> None:
        """Put a part after the chosen one, at the end inside a chosen container, or at the end of all."""
        self.insert(self.view.place_for_new(), (part,))

    def fix(self, problem: Problem) -> None:
        """Make the edit that mends a problem."""
        if problem.fix:
            self.document.edit(problem.fix.edits, said(problem.fix.label))

    def group(self) -> None:
        """Action: a block that folds."""
        self._wrap(Sequential)

    def group_residual(self) -> None:
        """Action: the input is added to what the layers make of it."""
        self._wrap(Residual)

    def group_parallel(self) -> None:
        """Action: every layer becomes a branch."""
        self._wrap(Parallel)

    def _wrap(self, container: type[Container]) -> None:
        """Put the chosen layers into a new container, in the place of the first."""
        items = self._chosen_items()
        if len({item.rpartition("[")[0] for item in items}) != 1:
            words = self.tr("Layers of several containers cannot be grouped. Choose layers that stand in one.")
            self.view.refused.emit(words)
            return
        first = items[0]
        parts = tuple(get(self.document.experiment, item) for item in items)
        edits: list[Edit] = [SetValue(first, container(layers=parts)), *_removals(items[1:])]
        row = self.view.selected_indices()[0]
        if self.document.edit(edits, self.tr("group as {0}").format(container.__name__)):
            self.view.select(row)

    def container_chosen(self) -> bool:
        """Whether a container is among what is selected."""
        rows = self.view.rows()
        return any(rows[row].edge == "head" for row in self.view.selected_indices())

    def ungroup(self) -> None:
        """Action: put what is inside the chosen containers in their place."""
        items = [item for item in self._chosen_items() if isinstance(get(self.document.experiment, item), Container)]
        edits: list[Edit] = []
        for item in reversed(items):
            address, index = _split(item)
            inside = get(self.document.experiment, item).layers
            edits += [Remove(address, (index,)), Insert(address, index, inside)]
        row = next(iter(self.view.selected_indices()), 0)
        if edits and self.document.edit(edits, self.tr("ungroup")):
            self.view.select(row)

    # Rows and addresses.

    def _lines(self) -> list[tuple[str, bool]]:
        """For every row the address of its part, and whether it is the end of a container."""
        return list(_lines(get(self.document.experiment, self.address), self.address))

    def _gap(self, row: int) -> tuple[str, int]:
        """The list, and the place in it, of what is put before a row."""
        lines = self._lines()
        if row >= len(lines):
            return self.address, len(get(self.document.experiment, self.address))
        address, is_end = lines[row]
        if is_end:
            return f"{address}.layers", len(get(self.document.experiment, address).layers)
        return _split(address)

    def _items(self, rows: Sequence[int]) -> list[str]:
        """The addresses of the rows' parts, without what lies inside another of them."""
        lines = self._lines()
        found: list[str] = []
        for row in sorted(rows):
            address, is_end = lines[row]
            if not is_end and not any(address.startswith(f"{other}.") for other in found):
                found.append(address)
        return found

    def _chosen_items(self) -> list[str]:
        return self._items(self.view.selected_indices())

    def _on_move_requested(self, rows: tuple[int, ...], to: int) -> None:
        rows = tuple(sorted(rows))
        items = self._items(rows)
        address, index = self._gap(to)
        places = [_split(item) for item in items]
        edit: Edit = Transfer(tuple(items), address, index)
        if {where for where, _ in places} == {address}:
            edit = Move(address, tuple(place for _, place in places), index)
        if self.document.edit([edit], self.tr("move")):
            self.view.select(to - sum(1 for row in rows if row < to))

    def _on_remove_requested(self, rows: tuple[int, ...]) -> None:
        items = self._items(rows)
        if {item.rpartition("[")[0] for item in items} == {self.address}:
            self.document.edit([Remove(self.address, tuple(_split(item)[1] for item in items))], self.tr("remove"))
        else:
            self.document.edit(_removals(items), self.tr("remove"))

    def _on_value_edited(self, row: int, name: str, value: object) -> None:
        address = f"{self._lines()[row][0]}.{name}"
        gesture = self.address if name == "enabled" else address  # several rows are switched on or off at once
        self.document.edit([SetValue(address, value)], self.tr("change {0}").format(name), merge=gesture)


def _lines(parts: Sequence[Part | Layer], address: str):
    for index, part in enumerate(parts):
        own = f"{address}[{index}]"
        yield own, False
        if isinstance(part, Container):
            yield from _lines(part.layers, f"{own}.layers")
            yield own, True


def _split(address: str) -> tuple[str, int]:
    *list_steps, index = parse(address)
    assert isinstance(index, int)
    return join(list_steps), index


def _removals(items: Sequence[str]) -> list[Edit]:
    """From the last to the first, so that each finds its own."""
    return [Remove(address, (index,)) for address, index in map(_split, reversed(items))]
