"""The menu of a plot: how it is shown, and what can be taken from it. In place of pyqtgraph's untranslated one."""

from __future__ import annotations

import math
from pathlib import Path
from typing import TYPE_CHECKING

from PySide6.QtCore import QSize, Qt
from PySide6.QtWidgets import QHBoxLayout, QLabel, QSlider, QWidget, QWidgetAction

from workbench.gui.widgets.curve_export import CsvExport, csv_pieces
from workbench.gui.widgets.figure_menu import FigureMenu

if TYPE_CHECKING:
    from workbench.gui.widgets.curve_plot import CurvePlot

_SLIDER_END = 60  # a weight of 0.999


class CurveMenu(FigureMenu):
    """Belongs to one plot."""

    def __init__(self, plot: CurvePlot) -> None:
        super().__init__(plot, plot.figure)
        self._plot = plot
        self._export: CsvExport | None = None
        self.setObjectName("curve_menu")
        self.follow = self._add("follow", self.tr("Show everything"), "zoom-fit", plot.follow, "A")
        self.log_y = self._add("log_y", self.tr("Logarithmic scale"), "", plot.set_log_y, "L")
        self.log_y.setCheckable(True)
        self.slider = QSlider(Qt.Orientation.Horizontal)
        self._weight = QLabel()
        self.addAction(self._smoothing_row())
        self.addSeparator()
        self.add_exports()
        self.aboutToShow.connect(self._take_state)

    def save_csv(self, path: Path) -> None:
        """Starts to write all points as a table; the plot's `saved` or `failed` tells the end."""
        series = self._plot.series()
        pieces = csv_pieces(self._plot.x_label() or "x", list(series), list(series.values()))
        self._export = CsvExport(path, pieces, self)
        self._export.finished.connect(self._plot.saved)
        self._export.failed.connect(self._plot.failed)
        self._export.start()

    def _smoothing_row(self) -> QWidgetAction:
        row = QWidget()
        layout = QHBoxLayout(row)
        layout.setContentsMargins(10, 3, 10, 3)
        layout.setSpacing(8)
        name = QLabel(self.tr("Smoothing"))
        name.setBuddy(self.slider)
        self.slider.setObjectName("curve_smoothing")
        self.slider.setAccessibleName(self.tr("Smoothing"))
        self.slider.setToolTip(self.tr("How much of the past the moving average keeps; 0 draws none"))
        self.slider.setRange(0, _SLIDER_END)
        self.slider.setMinimumSize(QSize(110, 20))
        self.slider.valueChanged.connect(self._on_slider_value_changed)
        self._weight.setMinimumWidth(self._weight.fontMetrics().horizontalAdvance("0.999"))
        for widget in (name, self.slider, self._weight):
            layout.addWidget(widget)
        action = QWidgetAction(self)
        action.setDefaultWidget(row)
        return action

    def _take_state(self) -> None:
        self.follow.setEnabled(not self._plot.follows())
        self.log_y.setChecked(self._plot.log_y())
        self.slider.blockSignals(True)
        self.slider.setValue(slider_of(self._plot.smoothing()))
        self.slider.blockSignals(False)
        self._say_weight()

    def _on_slider_value_changed(self, value: int) -> None:
        self._plot.set_smoothing(weight_of(value))
        self._say_weight()

    def _say_weight(self) -> None:
        weight = self._plot.smoothing()
        self._weight.setText(self.locale().toString(weight, "f", 3 if weight > 0.99 else 2))


def weight_of(value: int) -> float:
    """The weight of the past at a place of the slider: 20 → 0.9, 40 → 0.99."""
    return 1.0 - 10.0 ** (-value / 20.0)


def slider_of(weight: float) -> int:
    """The place of the slider for a weight."""
    return min(round(-20.0 * math.log10(1.0 - weight)), _SLIDER_END)
