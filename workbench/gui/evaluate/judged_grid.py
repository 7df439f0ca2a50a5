"""The grid of samples as the model judges them: what it got wrong stands out, and each has a menu."""

from __future__ import annotations

from collections.abc import Callable

import numpy as np
from numpy.typing import NDArray
from PySide6.QtCore import QEvent, QPoint, Qt, Signal
from PySide6.QtGui import QContextMenuEvent, QHelpEvent, QKeyEvent, QMouseEvent
from PySide6.QtWidgets import QToolTip, QWidget

from workbench.gui.browser.grid import SampleGrid
from workbench.gui.browser.thumbnails import Thumbnails


class JudgedGrid(SampleGrid):
    """``menu_wanted`` carries the place of a menu for the chosen sample; ``opened`` its index, after Enter or a double click."""

    menu_wanted = Signal(QPoint)
    opened = Signal(int)

    def __init__(self, thumbnails: Thumbnails, parent: QWidget | None = None) -> None:
        super().__init__(thumbnails, parent)
        self._wrong: NDArray[np.bool_] | None = None

    def show_judged(
        self, rows: NDArray[np.int64], caption: Callable[[int], str], wrong: NDArray[np.bool_] | None
    ) -> None:
        """These samples; ``wrong`` (N,) of the whole part says which of them stand out."""
        self._wrong = wrong
        self.set_rows(rows, caption)

    def caption_color(self, index: int) -> str:
        """What is wrong stands out."""
        return "error" if self._wrong is not None and self._wrong[index] else "muted"

    def contextMenuEvent(self, event: QContextMenuEvent) -> None:
        if self.current() is not None:
            by_key = event.reason() == QContextMenuEvent.Reason.Keyboard
            self.menu_wanted.emit(self._below_chosen() if by_key else event.globalPos())

    def mouseDoubleClickEvent(self, event: QMouseEvent) -> None:
        self.mousePressEvent(event)
        index = self.current()
        if index is not None and event.button() == Qt.MouseButton.LeftButton:
            self.opened.emit(index)

    def keyPressEvent(self, event: QKeyEvent) -> None:
        index = self.current()
        if event.key() in (Qt.Key.Key_Return, Qt.Key.Key_Enter) and index is not None:
            self.opened.emit(index)
        else:
            super().keyPressEvent(event)

    def viewportEvent(self, event: QEvent) -> bool:
        if isinstance(event, QHelpEvent) and event.type() == QEvent.Type.ToolTip:
            places = self._places(event.pos().y(), event.pos().y())
            found = next((place for place in places if self._box(place).contains(event.pos())), None)
            words = "" if found is None else self._caption(int(self._rows[found]))
            QToolTip.showText(event.globalPos(), words, self)
            return True
        return super().viewportEvent(event)

    def _below_chosen(self) -> QPoint:
        return self.viewport().mapToGlobal(self._box(self._place).center())
