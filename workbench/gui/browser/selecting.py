"""The grid of samples in which several can be chosen together, as in every list: Ctrl, Shift, Ctrl+A, and the mouse held down."""

from __future__ import annotations

from collections.abc import Callable, Iterable

import numpy as np
from numpy.typing import NDArray
from PySide6.QtCore import QPoint, QRect, Qt, Signal
from PySide6.QtGui import QKeyEvent, QKeySequence, QMouseEvent, QPainter
from PySide6.QtWidgets import QWidget

from workbench.gui.browser.grid import SampleGrid
from workbench.gui.browser.thumbnails import Thumbnails
from workbench.gui.theme import Tokens

_NONE, _CTRL, _SHIFT = (
    Qt.KeyboardModifier.NoModifier,
    Qt.KeyboardModifier.ControlModifier,
    Qt.KeyboardModifier.ShiftModifier,
)


class SelectingGrid(SampleGrid):
    """``selection_changed`` comes when others are chosen; ``delete_pressed`` with that key, for all of them."""

    selection_changed = Signal()
    delete_pressed = Signal()

    def __init__(self, thumbnails: Thumbnails, parent: QWidget | None = None) -> None:
        super().__init__(thumbnails, parent)
        self._selected: set[int] = set()
        self._anchor = 0
        self._with: Qt.KeyboardModifier = _NONE
        self._toggles = False

    def selected(self) -> list[int]:
        """The indices of the samples that are chosen together, in the order in which they are shown."""
        return [int(self._rows[place]) for place in sorted(self._selected)]

    def select_all(self) -> None:
        """All that are shown."""
        self._select(range(len(self._rows)))

    def select(self, indices: Iterable[int]) -> None:
        """These, as far as they are shown."""
        self._select(np.flatnonzero(np.isin(self._rows, list(indices))).tolist())

    def set_rows(self, rows: NDArray[np.int64], caption: Callable[[int], str]) -> None:
        """Show these samples, ``caption`` under each. What was chosen stays chosen where it is among them."""
        before = self.selected()
        self._selected.clear()
        super().set_rows(rows, caption)
        if len(before) > 1 and np.isin(before, rows).any():
            self.select(before)
        elif not len(rows):
            self.selection_changed.emit()

    def _choose_place(self, place: int) -> None:
        place = min(max(place, 0), len(self._rows) - 1)
        if self._with & _SHIFT:
            span = range(min(self._anchor, place), max(self._anchor, place) + 1)
            self._selected = {each for each in span if each < len(self._rows)}
        elif self._toggles:
            self._selected ^= {place}
            self._anchor = place
        elif not self._with & _CTRL:
            self._selected, self._anchor = {place}, place
        super()._choose_place(place)
        self.viewport().update()
        self.selection_changed.emit()

    def _select(self, places: Iterable[int]) -> None:
        self._selected = set(places)
        self.viewport().update()
        self.selection_changed.emit()

    def _paint_ground(self, painter: QPainter, place: int, cell: QRect, tokens: Tokens) -> None:
        chosen, current = place in self._selected, place == self._place
        if chosen or current:
            self._paint_chosen(painter, cell, tokens, frame=current, ground=chosen)

    # What the user does

    def _place_at(self, at: QPoint) -> int | None:
        return next((each for each in self._places(at.y(), at.y()) if self._box(each).contains(at)), None)

    def mousePressEvent(self, event: QMouseEvent) -> None:
        place = self._place_at(event.position().toPoint())
        if place is None:
            return
        if event.button() == Qt.MouseButton.LeftButton:
            self._go(place, event.modifiers(), toggles=bool(event.modifiers() & _CTRL))
        elif place not in self._selected:
            self._go(place, _NONE)
        else:  # the menu is for all of them
            super()._choose_place(place)

    def mouseMoveEvent(self, event: QMouseEvent) -> None:
        place = self._place_at(event.position().toPoint())
        held = event.buttons() & Qt.MouseButton.LeftButton and not event.modifiers() & _CTRL
        if held and place is not None and place != self._place:
            self._go(place, _SHIFT)

    def keyPressEvent(self, event: QKeyEvent) -> None:
        if event.matches(QKeySequence.StandardKey.SelectAll):
            self.select_all()
        elif event.key() == Qt.Key.Key_Delete and self._selected:
            self.delete_pressed.emit()
        elif event.key() == Qt.Key.Key_Escape and len(self._selected) > 1:
            self._go(self._place, _NONE)
        elif event.key() == Qt.Key.Key_Space and event.modifiers() & _CTRL and self._place >= 0:
            self._go(self._place, _CTRL, toggles=True)
        else:
            self._with = event.modifiers()
            super().keyPressEvent(event)
            self._with = _NONE

    def _go(self, place: int, modifiers: Qt.KeyboardModifier, toggles: bool = False) -> None:
        self._with, self._toggles = modifiers, toggles and not modifiers & _SHIFT
        self._choose_place(place)
        self._with, self._toggles = _NONE, False
