"""Axes of a plot: ticks at round numbers, one line of grid per tick, numbers written out.

pyqtgraph's own axis shows up to three levels of ticks and writes 10000 as 1e+04; a calm plot has one and says 10,000.
"""

from __future__ import annotations

import math

import pyqtgraph as pg
from PySide6.QtCore import QRectF, Signal
from PySide6.QtGui import QFont, QPainter
from PySide6.QtWidgets import QStyleOptionGraphicsItem, QWidget

from workbench.gui.theme import Tokens
from workbench.gui.widgets.plot_number import log_ticks, number, ticks

_PIXELS_PER_TICK = {"left": 36.0, "bottom": 80.0}


class PlotAxis(pg.AxisItem):
    """The left or the bottom axis. In logarithmic mode the values that it is given are powers of ten."""

    room_changed = Signal()
    """The labels became longer or shorter."""

    def __init__(self, orientation: str) -> None:
        super().__init__(orientation)
        self._per_tick = _PIXELS_PER_TICK[orientation]
        self._text = ""
        self.enableAutoSIPrefix(False)
        self.setStyle(tickLength=0, tickTextOffset=6, tickAlpha=255, hideOverlappingLabels=False)
        self.setGrid(255)

    def show_in(self, tokens: Tokens, font: QFont) -> None:
        """Takes the colours and the letters of the program."""
        self.setPen(tokens.color("border"))
        self.setTickPen(tokens.color("grid"))
        self.setTextPen(tokens.color("muted"))
        self.setTickFont(font)
        self.label.setFont(font)
        self.set_text(self._text)

    def set_text(self, text: str) -> None:
        """What the axis measures; an empty text needs no room."""
        self._text = text
        self.setLabel(text or None)
        self.showLabel(bool(text))

    def boundingRect(self) -> QRectF:
        # With a grid pyqtgraph leaves labels no room beyond the ends of the axis, and drops the first and the last.
        room = (0, -8, 0, 8) if self.orientation == "left" else (-20, 0, 14, 0)
        return super().boundingRect().adjusted(*room)

    def paint(self, painter: QPainter, option: QStyleOptionGraphicsItem, widget: QWidget | None = None) -> None:
        room = (self.textWidth, self.textHeight)
        super().paint(painter, option, widget)
        if room != (self.textWidth, self.textHeight):
            # pyqtgraph finds out how long its labels are while it paints, and leaves those out that had no room.
            self.picture = None
            self.room_changed.emit()
            self.update()

    def tickValues(self, low: float, high: float, size: float) -> list[tuple[float | None, list[float]]]:
        wanted = max(size / self._per_tick, 1.0)
        if self.logMode:
            return [(None, log_ticks(low, high, wanted))]
        step, values = ticks(low, high, wanted)
        return [(step, values)]

    def tickStrings(self, values: list[float], _scale: float, spacing: float | None) -> list[str]:
        if self.logMode or spacing is None:
            return [number(10.0**value) for value in values]
        places = max(0, -math.floor(math.log10(spacing) + 1e-9))
        return [number(value, places) for value in values]
