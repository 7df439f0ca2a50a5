"""Curves over steps, live: loss, accuracy, learning rate.

`append` only stores; the owner's timer calls `refresh`, which draws what changed, and nothing while the plot is hidden.
The view follows the curves until somebody zooms or pans, and again after "A", a double click or the button.
"""

from __future__ import annotations

import math
from typing import TYPE_CHECKING

from PySide6.QtCore import QEvent, QPoint, QPointF, QSize, Qt, Signal
from PySide6.QtGui import QContextMenuEvent, QKeyEvent, QResizeEvent, QShowEvent
from PySide6.QtWidgets import QHBoxLayout, QLabel, QSizePolicy, QStackedLayout, QToolButton, QVBoxLayout, QWidget

from workbench.gui.icons import icon
from workbench.gui.theme import Tokens, current_tokens
from workbench.gui.widgets.curve_data import Series
from workbench.gui.widgets.curve_drawing import Curve, CurveDrawing, Kind
from workbench.gui.widgets.curve_legend import LegendEntry, Readout
from workbench.gui.widgets.curve_menu import CurveMenu

if TYPE_CHECKING:
    import numpy as np
    from numpy.typing import ArrayLike

    from workbench.gui.widgets.curve_data import Floats
    from workbench.gui.widgets.plot_area import PlotArea
else:
    from workbench.gui.late import np

_ZOOM = 1.25
_PAN = {
    Qt.Key.Key_Left: (-0.1, 0.0),
    Qt.Key.Key_Right: (0.1, 0.0),
    Qt.Key.Key_Up: (0.0, 0.1),
    Qt.Key.Key_Down: (0.0, -0.1),
}


class CurvePlot(QWidget):
    """Named curves with legend, read-out, zoom, smoothing, logarithmic scale and export."""

    saved = Signal(str)
    """A file was written; its path."""
    failed = Signal(str)
    """A file could not be written; which and why, for people."""
    view_changed = Signal()
    """Smoothing, scale, curves shown, or whether the view follows."""

    def __init__(
        self, x_label: str = "", y_label: str = "", *, smoothing: float = 0.0, compact: bool = False,
        log_x: bool = False, parent: QWidget | None = None,
    ) -> None:  # fmt: skip
        """`smoothing` is the weight of the past in the moving average, in [0, 1). `compact`: no legend, no buttons.
        `log_x`: the lower axis is logarithmic; every x is then above zero.
        """
        super().__init__(parent)
        self._texts = (x_label, y_label)
        self._drawing = CurveDrawing(smoothing, log_x)
        self._curves = self._drawing.curves
        self._follows = True
        self._in_view = 0  # so many points were there when the view was last moved to show all
        self._marks: list[tuple[float, str, int | None]] = []
        self._band: tuple[float, float] | None = None
        self._area: PlotArea | None = None
        self._readout: Readout | None = None
        self._tokens: Tokens | None = None
        self._compact = compact
        self.menu = CurveMenu(self)
        self._build()
        self.setFocusPolicy(Qt.FocusPolicy.StrongFocus)
        self.setSizePolicy(QSizePolicy.Policy.Expanding, QSizePolicy.Policy.Expanding)
        self.setAccessibleName(y_label or self.tr("Curves"))

    def _build(self) -> None:
        self._figure = QWidget(self)  # legend and curves: what a picture of the plot shows
        self._legend = QHBoxLayout()
        self._legend.setSpacing(4)
        self._legend.addStretch(1)
        self._empty = QLabel(self.tr("Train to see curves here"))
        self._empty.setProperty("role", "muted")
        self._empty.setAlignment(Qt.AlignmentFlag.AlignCenter)
        self._empty.setWordWrap(True)
        self._stack = QStackedLayout()
        self._stack.addWidget(self._empty)
        column = QVBoxLayout(self._figure)
        column.setContentsMargins(0, 0, 0, 0)
        column.setSpacing(0)
        column.addLayout(self._legend)
        column.addLayout(self._stack, 1)
        whole = QVBoxLayout(self)
        whole.setContentsMargins(0, 0, 0, 0)
        whole.addWidget(self._figure)
        self._fit_button = self._tool("fit", "zoom-fit", self.tr("Follow the curves again (A)"))
        self._fit_button.clicked.connect(self.follow)
        self._menu_button = self._tool("menu", "more", self.tr("Smoothing, scale, export"))
        self._menu_button.clicked.connect(self._on_menu_button_clicked)
        self._place_tools()

    def _tool(self, name: str, picture: str, tip: str) -> QToolButton:
        button = QToolButton(self)
        button.setObjectName(f"curve_{name}")
        button.setIcon(icon(picture, "muted"))
        button.setIconSize(QSize(16, 16))
        button.setToolTip(tip)
        button.setAccessibleName(tip)
        return button

    def _place_tools(self) -> None:
        """The buttons lie over the end of the legend, beside the figure: they are in no picture of it."""
        self._menu_button.setHidden(self._compact)
        self._fit_button.setHidden(self._follows)
        right = self.width()
        for button in (self._menu_button, self._fit_button):
            if not button.isHidden():
                size = button.sizeHint()
                button.setGeometry(right - size.width(), 0, size.width(), size.height())
                button.raise_()
                right -= size.width() + 2
        head = 0 if self._compact else self._menu_button.sizeHint().height()
        self._legend.setContentsMargins(0, 0, self.width() - right, max(head - self._legend_height(), 0))

    def _legend_height(self) -> int:
        return max((curve.entry.sizeHint().height() for curve in self._curves.values()), default=0)

    # ---- curves

    def add_curve(
        self, name: str, label: str, color_index: int = 0, kind: Kind = "line", *, faint: bool = False
    ) -> None:
        """Makes room for a curve; `name` is for the code and `label` for people; `faint`: it stands behind the others.

        Raises ValueError for a name that is taken.
        """
        if name in self._curves:
            raise ValueError(f"There is a curve {name!r} already.")
        entry = LegendEntry(name, label, color_index, kind == "points", self)
        entry.toggled.connect(lambda on: self.set_curve_shown(name, on))
        entry.setHidden(self._compact)
        self._legend.insertWidget(self._legend.count() - 1, entry)
        self._curves[name] = Curve(name, label, color_index, kind, entry, faint)

    def curve_names(self) -> list[str]:
        """The curves in the order in which they were added."""
        return list(self._curves)

    def append(self, name: str, xs: ArrayLike, ys: ArrayLike) -> None:
        """Stores more points of a curve; `refresh` shows them. Raises KeyError, ValueError."""
        self._curves[name].series.extend(xs, ys)

    def begin_with_means(self, name: str, xs: ArrayLike, ys: ArrayLike) -> None:
        """The first points of a curve, where only means of many values are known. Raises KeyError, ValueError."""
        self._curves[name].series.begin_with_means(xs, ys)

    def precede(self, name: str, xs: ArrayLike, ys: ArrayLike) -> None:
        """Puts these points, in the order of x, in the place of those from the first to the last of them."""
        new, (old, values) = np.asarray(xs, float), self.points(name)
        if new.size:
            before, after = old < new[0], old > new[-1]
            joined = [np.concatenate([some[before], mine, some[after]]) for some, mine in ((old, new), (values, ys))]
            self.set_points(name, *joined)

    def set_points(self, name: str, xs: ArrayLike, ys: ArrayLike) -> None:
        """Replaces the points of a curve; `refresh` shows them."""
        series = Series()
        series.extend(xs, ys)
        self._curves[name].series = series
        self._curves[name].drawn = -1

    def points(self, name: str) -> tuple[Floats, Floats]:
        """All points of a curve as they were given."""
        series = self._curves[name].series
        return series.xs.values, series.raw.data.values

    def mark(self, x: float, text: str, row: int | None = None) -> None:
        """A vertical line at x with a text: something changed here. With a `row`, the text stands on the left, so many lines
        below the upper end.
        """
        self._marks.append((x, text, row))
        if self._area is not None:
            self._area.add_mark(self._drawing.across(x), text, row)

    def set_band(self, xs: tuple[float, float] | None) -> None:
        """The background from one x to the other in another colour, until everything is shown again: here is something to see."""
        self._band = xs
        if self._area is not None:
            self._area.set_band(self._across(xs))

    def band(self) -> tuple[float, float] | None:
        """Where that is."""
        return self._band

    def _across(self, xs: tuple[float, float] | None) -> tuple[float, float] | None:
        return None if xs is None else (self._drawing.across(xs[0]), self._drawing.across(xs[1]))

    def clear(self) -> None:
        """Takes away all points and marks; the curves, their colours and what is hidden stay."""
        for curve in self._curves.values():
            curve.series, curve.drawn = Series(), -1
        self._marks.clear()
        self.set_band(None)
        self._follows = True
        if self._area is not None:
            self._area.remove_marks()
        self._hide_readout()
        self._redraw()

    def is_empty(self) -> bool:
        """Whether no curve has a point."""
        return not any(len(curve.series) for curve in self._curves.values())

    # ---- how it is shown

    def set_texts(self, x_label: str, y_label: str) -> None:
        """What the axes measure."""
        self._texts = (x_label, y_label)
        if self._area is not None:
            self._area.set_texts(x_label, y_label)

    def set_empty_text(self, text: str) -> None:
        """What is said while there are no points."""
        self._empty.setText(text)

    def smoothing(self) -> float:
        """The weight of the past in the moving average; 0: none is drawn."""
        return self._drawing.smoothing

    def set_smoothing(self, weight: float) -> None:
        """Draws a moving average over the faint curve. Raises ValueError unless 0 ≤ weight < 1."""
        if not 0.0 <= weight < 1.0:
            raise ValueError(f"Smoothing is in [0, 1), not {weight}.")
        if weight != self._drawing.smoothing:
            self._drawing.smoothing = weight
            self._redraw()

    def log_y(self) -> bool:
        """Whether the left axis is logarithmic."""
        return self._drawing.log_y

    def set_log_y(self, on: bool) -> None:
        """Makes the left axis logarithmic, or not; values that have no logarithm are left out."""
        if on != self._drawing.log_y:
            self._drawing.log_y = on
            if self._area is not None:
                self._area.set_log_y(on)
            self._follows = True
            self._redraw()

    def set_span(self, low: float = math.inf, high: float = -math.inf) -> None:
        """The view that shows everything reaches at least from the one x to the other, also while there are no points."""
        if (low, high) != self._drawing.span:
            self._drawing.span = (low, high)
            self._redraw()

    def set_ceiling(self, y: float) -> None:
        """The view that shows everything ends here: what lies above is left out of it."""
        if y != self._drawing.ceiling:
            self._drawing.ceiling = y
            self._redraw()

    def is_curve_shown(self, name: str) -> bool:
        """Whether the curve is drawn."""
        return self._curves[name].shown

    def set_curve_shown(self, name: str, on: bool) -> None:
        """Draws a curve or leaves it out; its entry of the legend says which."""
        curve = self._curves[name]
        if curve.shown != on:
            curve.shown = on
            curve.entry.setChecked(on)
            self._redraw()

    def follows(self) -> bool:
        """Whether the view shows everything and goes on doing so."""
        return self._follows

    def follow(self) -> None:
        """Shows everything again, also what comes."""
        self._follows = True
        self.set_band(None)
        self._redraw()

    def warm_up(self) -> None:
        """Loads pyqtgraph (a third of a second) at a moment of the owner's choice, instead of with the first points."""
        self._ensured_area()

    def refresh(self) -> None:
        """Draws what changed since the last time; nothing while the plot is not visible."""
        if not self.isVisible():
            return
        if self.is_empty():
            self._stack.setCurrentWidget(self._empty)
            return
        count = sum(len(series) for series in self.series().values())
        if self._drawing.is_done() and not (self._follows and count != self._in_view):
            return  # another size of the view draws what has come, too, and does not move to it
        self._in_view = count
        area = self._ensured_area()
        self._stack.setCurrentWidget(area)
        if self._follows:
            self._drawing.show_everything(area)
        self._drawing.draw(area)
        if self._readout is not None and self._readout.isVisible():
            area.hover_again()

    def figure(self) -> QWidget:
        """Legend and curves without the buttons, to be painted somewhere else."""
        return self._figure

    def series(self) -> dict[str, Series]:
        """The points of each curve."""
        return {name: curve.series for name, curve in self._curves.items()}

    def x_label(self) -> str:
        """What the lower axis measures."""
        return self._texts[0]

    # ---- drawing

    def _ensured_area(self) -> PlotArea:
        if self._area is None:
            from workbench.gui.widgets.plot_area import PlotArea  # a third of a second, see warm_up

            area = self._area = PlotArea(self._figure)
            self._readout = Readout(area)
            self._stack.addWidget(area)
            area.set_texts(*self._texts)
            area.set_log_y(self._drawing.log_y)
            area.set_log_x(self._drawing.log_x)
            for x, text, row in self._marks:
                area.add_mark(self._drawing.across(x), text, row)
            area.set_band(self._across(self._band))
            area.range_changed.connect(self._on_area_range_changed)
            area.moved_by_hand.connect(self._on_area_moved_by_hand)
            area.double_clicked.connect(self.follow)
            area.menu_wanted.connect(self._on_area_menu_wanted)
            area.hovered.connect(self._on_area_hovered)
            self._take_theme()
        return self._area

    def _take_theme(self) -> None:
        self._tokens = current_tokens()
        if self._area is not None:
            self._area.setFont(self.font())
            self._area.show_in(self._tokens)
            self._drawing.forget()
            self._drawing.draw(self._area)

    def _redraw(self) -> None:
        self._drawing.forget()
        self._say_view_changed()
        self.refresh()

    # ---- read-out

    def readout(self, x: float) -> tuple[str, list[tuple[str, str]]]:
        """What is said about x: a title, and for each curve shown its name and its value at the nearest point."""
        title, lines = self._drawing.read(x, self._texts[0], self._area)
        return title, [(line.label, line.value) for line in lines]

    def _on_area_hovered(self, x: float | None) -> None:
        area, readout = self._area, self._readout
        assert area is not None and readout is not None
        if x is None or not self._drawing.shown():
            readout.hide()
            return
        title, lines = self._drawing.read(self._drawing.back(x), self._texts[0], area)
        readout.setGeometry(area.rect())
        readout.show_at(area.to_widget(x, 0.0).x(), area.plot_box(), title, lines)

    def _hide_readout(self) -> None:
        if self._readout is not None:
            self._readout.hide()

    # ---- events

    def _on_area_range_changed(self) -> None:
        if self._area is not None and not self._drawing.moving:
            done = self._drawing.is_done()
            self._drawing.forget()
            self._drawing.draw(self._area)
            if not done:
                self._drawing.forget()  # there are newer points, which the view does not hold yet

    def _on_area_moved_by_hand(self) -> None:
        self._hide_readout()
        if self._follows:
            self._follows = False
            self._say_view_changed()

    def _on_area_menu_wanted(self, position: QPointF) -> None:
        self.menu.popup(position.toPoint())

    def _on_menu_button_clicked(self) -> None:
        below = self._menu_button.rect().bottomRight() - QPoint(self.menu.sizeHint().width(), -2)
        self.menu.popup(self._menu_button.mapToGlobal(below))

    def _say_view_changed(self) -> None:
        self._place_tools()
        self.view_changed.emit()

    def showEvent(self, event: QShowEvent) -> None:
        super().showEvent(event)
        self.refresh()

    def resizeEvent(self, event: QResizeEvent) -> None:
        super().resizeEvent(event)
        self._place_tools()

    def changeEvent(self, event: QEvent) -> None:
        super().changeEvent(event)
        if event.type() == QEvent.Type.FontChange or current_tokens() is not self._tokens:
            self._take_theme()

    def contextMenuEvent(self, event: QContextMenuEvent) -> None:
        self.menu.popup(event.globalPos())

    def keyPressEvent(self, event: QKeyEvent) -> None:
        area = self._area
        if event.key() == Qt.Key.Key_A and not event.modifiers():
            self.follow()
        elif event.key() == Qt.Key.Key_L and not event.modifiers():
            self.set_log_y(not self._drawing.log_y)
        elif area is not None and event.text() in ("+", "=", "-"):
            area.zoom(_ZOOM if event.text() == "-" else 1 / _ZOOM)
        elif area is not None and event.key() in _PAN:
            area.pan(*_PAN[Qt.Key(event.key())])
        else:
            super().keyPressEvent(event)
