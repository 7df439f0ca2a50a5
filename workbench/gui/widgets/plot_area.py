"""The drawing of curves with pyqtgraph: axes, grid, lines, dots, marks, and the mouse on them.

Imports pyqtgraph, which takes a third of a second: `curve_plot` imports this module when there is something to draw.
It is given lines that are already as short as the screen is wide (`curve_data`), so that pyqtgraph's own thinning and
range finding, whose cost grows with a curve, stay off.
"""

from __future__ import annotations

import math
from typing import Any, NamedTuple

import numpy as np
import pyqtgraph as pg
from numpy.typing import NDArray
from PySide6.QtCore import QEvent, QPointF, QRectF, QSize, Qt, Signal
from PySide6.QtGui import QColor, QContextMenuEvent, QFontMetricsF, QHelpEvent, QMouseEvent, QPen, QResizeEvent
from PySide6.QtWidgets import QWidget

from workbench.gui.theme import Tokens
from workbench.gui.widgets.plot_axis import PlotAxis

Floats = NDArray[np.float64]
Range = tuple[float, float]
# A line of one pixel has a fast way through Qt's painter; antialiased it costs twice that. A broader one costs up to a
# hundred times as much as one path, and little as single segments.
_ANTIALIAS_UP_TO = 1500  # points
_BROAD_UP_TO = 6000.0  # pixels of length: beyond that it is noise, which a broad line makes a smear, and slow
_DOTS_UP_TO = 400
MARK_ROWS, MARK_MARGIN = 5, 8.0
_TOP, _RIGHT = 8.0, 14.0  # room for half a label beyond the ends of the axes


class Look(NamedTuple):
    """How a line is drawn: `broad` where it is calm enough for that."""

    color: QColor
    broad: bool = False
    dots: bool = False


class PlotArea(pg.GraphicsView):
    """Lines by name, in the coordinates of the data (of their logarithms where `set_log_x`, `set_log_y` say so)."""

    range_changed = Signal()
    moved_by_hand = Signal()
    hovered = Signal(object)
    """The x under the mouse, or None."""
    double_clicked = Signal()
    menu_wanted = Signal(QPointF)
    """Where, in global coordinates."""

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent, background=None)
        self._lines: dict[str, pg.PlotCurveItem] = {}
        self._dots: dict[str, pg.ScatterPlotItem] = {}
        self._marks: list[pg.InfiniteLine] = []
        self._placed: dict[pg.InfiniteLine, str] = {}
        self._band: pg.LinearRegionItem | None = None
        self._tokens: Tokens | None = None
        self._mouse: QPointF | None = None
        self._view = pg.ViewBox(enableMenu=False, defaultPadding=0.0)
        self._view.disableAutoRange()
        self._left = PlotAxis("left")
        self._bottom = PlotAxis("bottom")
        self._build()
        self._view.sigRangeChanged.connect(self._on_view_range_changed)
        self._view.sigResized.connect(self._on_view_range_changed)
        self._view.sigRangeChangedManually.connect(self._on_view_moved_by_hand)
        self.scene().sigMouseClicked.connect(self._on_scene_clicked)
        self.setFocusPolicy(Qt.FocusPolicy.NoFocus)
        self.setCacheMode(self.CacheModeFlag.CacheNone)  # there is no background to keep
        self.viewport().setAutoFillBackground(False)

    def _build(self) -> None:
        # Without a layout of Qt: PySide destroys one of those after what lies in it, and crashes.
        self.setCentralItem(None)
        for axis in (self._left, self._bottom):
            axis.linkToView(self._view)
            axis.setZValue(-1000)
            axis.room_changed.connect(self._arrange)
        for item in (self._view, self._left, self._bottom):
            self.scene().addItem(item)

    def _arrange(self) -> None:
        """Gives the axes the room that their labels need, and the curves the rest."""
        left, bottom = self._left.minimumWidth(), self._bottom.minimumHeight()
        width, height = max(self.width() - left - _RIGHT, 1.0), max(self.height() - bottom - _TOP, 1.0)
        self._view.setGeometry(QRectF(left, _TOP, width, height))
        self._left.setGeometry(QRectF(0.0, _TOP, left, height))
        self._bottom.setGeometry(QRectF(left, _TOP + height, width, bottom))

    def resizeEvent(self, event: QResizeEvent | None) -> None:
        super().resizeEvent(event)
        if event is not None:  # pyqtgraph calls this also while it is being made
            self._arrange()

    # ---- what is shown

    def set_line(self, name: str, xs: Floats, ys: Floats, look: Look) -> None:
        """Draws a line, or draws it anew; values that are not finite are gaps."""
        if name not in self._lines:
            self._lines[name] = pg.PlotCurveItem(skipFiniteCheck=True)
            self._view.addItem(self._lines[name], ignoreBounds=True)
        line = self._lines[name]
        line.setZValue(1 if look.broad else 0)
        broad = look.broad and self._length(xs, ys) <= _BROAD_UP_TO
        line.setSegmentedLineMode("on" if broad else "off")
        line.setData(
            xs,
            ys,
            pen=_pen(look.color, 1.6 * self.devicePixelRatioF() if broad else 1.0),
            connect="all" if np.isfinite(ys).all() else "finite",
            antialias=broad or len(xs) <= _ANTIALIAS_UP_TO,
            skipFiniteCheck=True,
        )
        self._set_dots(name, xs, ys, look)

    def _length(self, xs: Floats, ys: Floats) -> float:
        """How long the line is on the screen, in device-independent pixels."""
        width, height = self._view.viewPixelSize()
        if len(xs) < 2 or not (width > 0 and height > 0):
            return 0.0
        with np.errstate(over="ignore"):
            return float(np.nansum(np.hypot(np.diff(xs) / width, np.diff(ys) / height)))

    def _set_dots(self, name: str, xs: Floats, ys: Floats, look: Look) -> None:
        if not look.dots or len(xs) > _DOTS_UP_TO:
            if name in self._dots:
                self._view.removeItem(self._dots.pop(name))
            return
        if name not in self._dots:
            self._dots[name] = pg.ScatterPlotItem(pen=None, size=6, antialias=True, useCache=False)
            self._dots[name].setZValue(2)
            self._view.addItem(self._dots[name], ignoreBounds=True)
        finite = np.isfinite(ys)
        self._dots[name].setData(xs[finite], ys[finite], brush=look.color)

    def remove_line(self, name: str) -> None:
        """Takes a line away; nothing happens where there is none."""
        for items in (self._lines, self._dots):
            if name in items:
                self._view.removeItem(items.pop(name))

    def add_mark(self, x: float, text: str, row: int | None = None) -> None:
        """A thin vertical line with a text at its upper end; with a `row` on the left, and so many lines below.

        Without one, texts that would lie over one another go below; one that finds no room is not shown.
        """
        anchor = (0, 0) if row is None else (1, -row)  # in widths and heights of the text
        mark = pg.InfiniteLine(x, angle=90, label=text, labelOpts={"position": 1.0, "anchors": [anchor, anchor]})
        mark.setZValue(3)  # a text below the curves could not be read
        self._marks.append(mark)
        if row is None:
            self._placed[mark] = text
        self._view.addItem(mark, ignoreBounds=True)
        if self._tokens is not None:
            self._show_mark(mark, self._tokens)
        self._place_marks()

    def remove_marks(self) -> None:
        """Takes all marks away."""
        self._placed.clear()
        while self._marks:
            self._view.removeItem(self._marks.pop())

    def set_band(self, xs: Range | None) -> None:
        """Tints the background from one x to the other; None: nowhere."""
        if self._band is not None:
            self._view.removeItem(self._band)
            self._band = None
        if xs is not None:
            self._band = pg.LinearRegionItem(xs, movable=False, pen=pg.mkPen(None))
            self._view.addItem(self._band, ignoreBounds=True)
            self._show_band()

    def _show_band(self) -> None:
        if self._band is not None and self._tokens is not None:
            self._band.setBrush(self._tokens.color("accent_soft"))
            self._band.setZValue(-10)

    def _place_marks(self) -> None:
        """A row for each text, from the top, in which it lies over no other; on the left where the right has no room."""
        if not self._placed:
            return
        metrics, box = QFontMetricsF(self.font()), self.plot_box()
        most = max(1, min(MARK_ROWS, int(box.height() / (metrics.height() + MARK_MARGIN))))
        ends = [-math.inf] * most
        for mark in sorted(self._placed, key=lambda mark: mark.value()):
            x = self.to_widget(mark.value(), 0.0).x() - box.left()
            width = metrics.horizontalAdvance(self._placed[mark]) + MARK_MARGIN
            on_left = x + width > box.width()
            start = x - width if on_left else x
            row = next((number for number, end in enumerate(ends) if end <= start), None)
            mark.label.setVisible(row is not None)
            if row is not None:
                ends[row] = start + width
                mark.label.anchors = [(int(on_left), -row)] * 2
                mark.label.updatePosition()

    def set_texts(self, x_label: str, y_label: str) -> None:
        """What the axes measure."""
        self._bottom.set_text(x_label)
        self._left.set_text(y_label)
        self._arrange()

    def set_log_x(self, on: bool) -> None:
        """Labels the lower axis for values that are logarithms to base ten, or no longer."""
        self._bottom.setLogMode(on, False)

    def set_log_y(self, on: bool) -> None:
        """Labels the left axis for values that are logarithms to base ten, or no longer."""
        self._left.setLogMode(False, on)

    def show_in(self, tokens: Tokens) -> None:
        """Takes the colours and letters that are in force; lines keep theirs until they are drawn anew."""
        self._tokens = tokens
        for axis in (self._left, self._bottom):
            axis.show_in(tokens, self.font())
        self._arrange()
        self._show_band()
        for mark in self._marks:
            self._show_mark(mark, tokens)
        self._place_marks()

    def _show_mark(self, mark: pg.InfiniteLine, tokens: Tokens) -> None:
        mark.setPen(_pen(tokens.color("border_strong"), 1.0, Qt.PenStyle.DashLine))
        behind = QColor(tokens.color("card"))
        behind.setAlphaF(0.75)  # curves may run below
        mark.label.fill = pg.mkBrush(behind)
        mark.label.setColor(tokens.color("muted"))
        mark.label.setFont(self.font())

    # ---- where one looks

    def x_range(self) -> Range:
        """The xs in view."""
        low, high = self._view.viewRange()[0]
        return float(low), float(high)

    def set_range(self, x_range: Range, y_range: Range) -> None:
        """Looks at exactly this part."""
        self._view.setRange(xRange=x_range, yRange=y_range, padding=0.0)

    def zoom(self, factor: float) -> None:
        """Shows `factor` as much, around the middle."""
        self._view.scaleBy((factor, factor))
        self.moved_by_hand.emit()

    def pan(self, right: float, up: float) -> None:
        """Moves on by these shares of what is in view."""
        seen = self._view.viewRect()
        self._view.translateBy(x=right * seen.width(), y=up * seen.height())
        self.moved_by_hand.emit()

    def plot_box(self) -> QRectF:
        """Where the curves are, within this widget."""
        return self._view.sceneBoundingRect()

    def to_widget(self, x: float, y: float) -> QPointF:
        """The place of a point within this widget."""
        return self._view.mapViewToScene(QPointF(x, y))

    def columns(self) -> int:
        """How many columns of pixels a curve is shown on."""
        return max(int(self.plot_box().width() * self.devicePixelRatioF()), 16)

    def sizeHint(self) -> QSize:
        return QSize(320, 180)

    def minimumSizeHint(self) -> QSize:
        return QSize(120, 70)

    # ---- events

    def mouseMoveEvent(self, event: QMouseEvent) -> None:
        super().mouseMoveEvent(event)
        self._mouse = event.position()
        self.hover_again()

    def leaveEvent(self, event: QEvent) -> None:
        super().leaveEvent(event)
        self._mouse = None
        self.hover_again()

    def hover_again(self) -> None:
        """Says anew what x is under the mouse: the curves may have moved below it."""
        inside = self._mouse is not None and self.plot_box().contains(self._mouse)
        self.hovered.emit(self._view.mapSceneToView(self._mouse).x() if inside else None)

    def viewportEvent(self, event: QEvent) -> bool:
        if isinstance(event, QHelpEvent) and self.plot_box().contains(QPointF(event.pos())):
            return True  # the read-out is there already; a tooltip would cover the curves
        return super().viewportEvent(event)

    def contextMenuEvent(self, event: QContextMenuEvent) -> None:
        # The mouse's menu opens on release, unless the button was used to drag; see _on_scene_clicked.
        event.setAccepted(event.reason() == QContextMenuEvent.Reason.Mouse)

    def _on_scene_clicked(self, event: Any) -> None:
        if event.button() == Qt.MouseButton.RightButton:
            self.menu_wanted.emit(QPointF(event.screenPos()))
        elif event.double() and event.button() == Qt.MouseButton.LeftButton:
            self.double_clicked.emit()

    def _on_view_range_changed(self, *_: Any) -> None:
        self._place_marks()
        self.range_changed.emit()

    def _on_view_moved_by_hand(self, *_: Any) -> None:
        self.moved_by_hand.emit()


def _pen(color: QColor, width: float, style: Qt.PenStyle = Qt.PenStyle.SolidLine) -> QPen:
    pen = QPen(color, width, style, Qt.PenCapStyle.FlatCap)  # others make knots where segments meet
    pen.setCosmetic(True)
    return pen
