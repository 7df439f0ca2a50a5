"""Which of the curves are drawn, in which colours, over which part of the axes; and what is read out at a place."""

from __future__ import annotations

import math
from dataclasses import dataclass, field
from typing import TYPE_CHECKING, Literal

from PySide6.QtCore import QPointF
from PySide6.QtGui import QColor

from workbench.gui.theme import current_tokens
from workbench.gui.widgets.curve_data import Series, Track
from workbench.gui.widgets.curve_legend import LegendEntry, ReadoutLine
from workbench.gui.widgets.plot_number import number

if TYPE_CHECKING:
    import numpy as np

    from workbench.gui.widgets.plot_area import PlotArea
else:
    from workbench.gui.late import np

Kind = Literal["line", "points"]
_FAINT = 0.35  # of the curve's colour, for the points behind their moving average


@dataclass
class Curve:
    """One curve of a plot; ``drawn`` is how many of its points are on the screen, -1: draw anew."""

    name: str
    label: str
    color_index: int
    kind: Kind
    entry: LegendEntry
    faint: bool = False
    series: Series = field(default_factory=Series)
    shown: bool = True
    drawn: int = 0


class CurveDrawing:
    """The curves by name, and how they are shown. ``moving`` is set while it moves the view itself."""

    def __init__(self, smoothing: float, log_x: bool) -> None:
        self.curves: dict[str, Curve] = {}
        self.smoothing = smoothing
        self.log_x, self.log_y = log_x, False
        self.ceiling = math.inf
        self.span = (math.inf, -math.inf)
        self.moving = False

    def shown(self) -> list[Curve]:
        """Those that are not hidden and have points."""
        return [curve for curve in self.curves.values() if curve.shown and len(curve.series)]

    def forget(self) -> None:
        """Everything has to be drawn anew."""
        for curve in self.curves.values():
            curve.drawn = -1

    def is_done(self) -> bool:
        """Whether every point is on the screen."""
        return all(curve.drawn == len(curve.series) for curve in self.curves.values())

    def show_everything(self, area: PlotArea) -> None:
        """Moves the view so that it holds all curves shown, with some room around them."""
        shown = self.shown()
        if not shown:
            return
        lowest = min(self.span[0], *(curve.series.x_low for curve in shown))
        highest = max(self.span[1], *(curve.series.x_high for curve in shown))
        x_range = _padded(self.across(lowest), self.across(highest), 0.02)
        self.moving = True
        area.set_range(x_range, self._y_range([curve.series.raw for curve in shown]))
        self.moving = False
        self.forget()

    def _y_range(self, tracks: list[Track]) -> tuple[float, float]:
        high = max(track.high for track in tracks)
        low = min((track.low_positive if self.log_y else track.low) for track in tracks)
        high = min(high, max(self.ceiling, low))
        if not (math.isfinite(low) and math.isfinite(high)):
            return 0.0, 1.0  # nothing but gaps
        return _padded(math.log10(low), math.log10(high), 0.05) if self.log_y else _padded(low, high, 0.05)

    def draw(self, area: PlotArea) -> None:
        """Draws the curves that have changed."""
        for curve in self.curves.values():
            if curve.drawn != len(curve.series):
                self._draw_curve(area, curve)
                curve.drawn = len(curve.series)

    def _draw_curve(self, area: PlotArea, curve: Curve) -> None:
        averaged = f"{curve.name}/average"
        if not (curve.shown and len(curve.series)):
            area.remove_line(curve.name)
            area.remove_line(averaged)
            return
        tokens = current_tokens()
        color = tokens.plot_color(curve.color_index)
        smooth = self._average(curve)
        if smooth is None:
            area.remove_line(averaged)
        else:
            self._draw_line(area, averaged, curve, smooth, color, True)
        behind = curve.faint or smooth is not None
        raw_color = _mixed(color, tokens.color("card"), _FAINT) if behind else color
        self._draw_line(area, curve.name, curve, curve.series.raw, raw_color, not behind)

    def _draw_line(self, area: PlotArea, name: str, curve: Curve, track: Track, color: QColor, broad: bool) -> None:
        from workbench.gui.widgets.plot_area import Look

        # An average has no peaks to keep: half the columns show it as well, and a broad line costs by its points.
        columns = area.columns() if track is curve.series.raw else area.columns() // 2
        left, right = area.x_range()
        xs, ys = curve.series.outline(track, (self.back(left), self.back(right)), columns)
        if self.log_x:
            xs = np.log10(xs)
        if self.ceiling < math.inf:
            ys = np.minimum(ys, self.ceiling + abs(self.ceiling - curve.series.raw.low))  # far away is as far
        if self.log_y:
            ys = np.log10(np.where(ys > 0, ys, np.nan))
        area.set_line(name, xs, ys, Look(color, broad, curve.kind == "points"))

    def _average(self, curve: Curve) -> Track | None:
        return curve.series.smooth(self.smoothing) if self.smoothing and curve.kind == "line" else None

    def read(self, x: float, x_label: str, area: PlotArea | None) -> tuple[str, list[ReadoutLine]]:
        """What is said about x: a title, and a line for each curve shown."""
        lines: list[ReadoutLine] = []
        nearest = x
        tokens = current_tokens()
        for curve in self.shown():
            at, value = curve.series.at(x, curve.series.raw)
            nearest = at if not lines else min(nearest, at, key=lambda each: abs(each - x))
            smooth = self._average(curve)
            over = value if smooth is None else curve.series.at(x, smooth)[1]
            said = number(value) if smooth is None else f"{number(over)}  ({number(value)})"
            place = self._place(at, over, area)
            lines.append(ReadoutLine(place, tokens.plot_color(curve.color_index), curve.label, said))
        return f"{x_label or 'x'} {number(nearest)}", lines

    def _place(self, x: float, y: float, area: PlotArea | None) -> QPointF:
        if area is None or not math.isfinite(y) or (self.log_y and y <= 0):
            return QPointF(-1.0, -1.0)
        return area.to_widget(self.across(x), math.log10(y) if self.log_y else y)

    def across(self, x: float) -> float:
        """An x as the area counts it."""
        return math.log10(x) if self.log_x else x

    def back(self, place: float) -> float:
        """The x of a place of the area."""
        return 10.0 ** min(max(place, -300.0), 300.0) if self.log_x else place


def _padded(low: float, high: float, share: float) -> tuple[float, float]:
    """The range with some room on either side; a range of no length becomes one."""
    span = high - low
    if span <= abs(high) * 1e-12:
        span = abs(high) * 0.1 or 1.0
        return low - span / 2, high + span / 2
    return low - span * share, high + span * share


def _mixed(color: QColor, ground: QColor, share: float) -> QColor:
    """The colour as it looks at this opacity; drawn opaque, which is faster."""
    parts = ((color.red(), ground.red()), (color.green(), ground.green()), (color.blue(), ground.blue()))
    return QColor(*(round(ours * share + theirs * (1 - share)) for ours, theirs in parts))
