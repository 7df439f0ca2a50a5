"""The grid of samples as the model judges them: what it got wrong stands out, and each has a menu."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from typing import TYPE_CHECKING

import numpy as np
from numpy.typing import NDArray
from PySide6.QtCore import QEvent, QLineF, QPoint, QPointF, QRect, QRectF, Qt, Signal
from PySide6.QtGui import QContextMenuEvent, QHelpEvent, QKeyEvent, QMouseEvent, QPainter, QPen
from PySide6.QtWidgets import QToolTip, QWidget

from workbench.gui.browser.selecting import SelectingGrid
from workbench.gui.browser.thumbnails import Thumbnails
from workbench.gui.theme import Tokens

if TYPE_CHECKING:
    from workbench.spec.experiment import Correction

MARK = 12


class JudgedGrid(SelectingGrid):
    """``menu_wanted`` carries the place of a menu for the chosen samples; ``opened`` the index of one, after Enter or a double click."""

    menu_wanted = Signal(QPoint)
    opened = Signal(int)

    def __init__(self, thumbnails: Thumbnails, parent: QWidget | None = None) -> None:
        super().__init__(thumbnails, parent)
        self._wrong: NDArray[np.bool_] | None = None
        self._corrected: Mapping[int, Correction] = {}

    def show_corrected(self, corrected: Mapping[int, Correction]) -> None:
        """Mark the samples that are corrected, by their indices; their captions may be others now."""
        self._corrected = corrected
        self.viewport().update()

    def show_judged(
        self, rows: NDArray[np.int64], caption: Callable[[int], str], wrong: NDArray[np.bool_] | None
    ) -> None:
        """These samples; ``wrong`` (N,) of the whole part says which of them stand out."""
        self._wrong = wrong
        self.set_rows(rows, caption)

    def caption_color(self, index: int) -> str:
        """What is wrong stands out."""
        if index in self._corrected:
            return "accent"
        return "error" if self._wrong is not None and self._wrong[index] else "muted"

    def _paint_mark(self, painter: QPainter, index: int, box: QRect, tokens: Tokens) -> None:
        """Of a corrected sample a tick in a corner; one that is left out is crossed out and pale."""
        found = self._corrected.get(index)
        if found is None:
            return
        painter.save()
        painter.setRenderHint(QPainter.RenderHint.Antialiasing)
        if found.label is None:
            pale = tokens.color("card")
            pale.setAlphaF(0.65)
            painter.fillRect(box, pale)
            painter.setPen(QPen(tokens.color("error"), 2))
            painter.drawLine(QLineF(QPointF(box.topLeft()), QPointF(box.bottomRight())))
            painter.drawLine(QLineF(QPointF(box.topRight()), QPointF(box.bottomLeft())))
        else:
            disc = QRectF(box.right() - MARK, box.top(), MARK + 1, MARK + 1)
            painter.setPen(Qt.PenStyle.NoPen)
            painter.setBrush(tokens.color("accent_fill"))
            painter.drawEllipse(disc)
            painter.setPen(QPen(tokens.color("on_accent"), 1.6))
            at = [
                disc.topLeft() + QPointF(x * disc.width(), y * disc.height())
                for x, y in ((0.26, 0.52), (0.44, 0.7), (0.75, 0.33))
            ]
            painter.drawPolyline(at)
        painter.restore()

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
