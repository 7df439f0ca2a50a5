"""The menu of a plot: how it is shown, and what can be taken from it. In place of pyqtgraph's untranslated one."""

from __future__ import annotations

import math
from collections.abc import Callable
from pathlib import Path
from typing import TYPE_CHECKING

from PySide6.QtCore import QSize, QStandardPaths, Qt
from PySide6.QtGui import QAction, QGuiApplication
from PySide6.QtWidgets import QFileDialog, QHBoxLayout, QLabel, QMenu, QSlider, QWidget, QWidgetAction

from workbench.gui.icons import icon
from workbench.gui.widgets.curve_export import CsvExport, csv_pieces, picture, said, write_png, write_svg

if TYPE_CHECKING:
    from workbench.gui.widgets.curve_plot import CurvePlot

_SLIDER_END = 60  # a weight of 0.999


class CurveMenu(QMenu):
    """Belongs to one plot. The three `save_…` work without a dialog, for whoever knows the path."""

    def __init__(self, plot: CurvePlot) -> None:
        super().__init__(plot)
        self._plot = plot
        self._export: CsvExport | None = None
        self.setObjectName("curve_menu")
        self.setToolTipsVisible(True)
        self.follow = self._add("follow", self.tr("Show everything"), "zoom-fit", plot.follow, "A")
        self.log_y = self._add("log_y", self.tr("Logarithmic scale"), "", plot.set_log_y, "L")
        self.log_y.setCheckable(True)
        self.slider = QSlider(Qt.Orientation.Horizontal)
        self._weight = QLabel()
        self.addAction(self._smoothing_row())
        self.addSeparator()
        self._add("copy", self.tr("Copy picture"), "copy", self.copy_picture)
        self._add("png", self.tr("Save as PNG…"), "image", lambda: self._ask(self.save_png, "png"))
        self._add("svg", self.tr("Save as SVG…"), "image", lambda: self._ask(self.save_svg, "svg"))
        self._add("csv", self.tr("Save points as CSV…"), "export", lambda: self._ask(self.save_csv, "csv"))
        self.aboutToShow.connect(self._take_state)

    def copy_picture(self) -> None:
        """Puts the legend and the curves on the clipboard."""
        QGuiApplication.clipboard().setImage(picture(self._plot.figure()))

    def save_png(self, path: Path) -> None:
        """Writes the plot as pixels; the plot's `saved` or `failed` tells the end."""
        self._write(lambda: write_png(self._plot.figure(), path), path)

    def save_svg(self, path: Path) -> None:
        """Writes the plot as lines; the plot's `saved` or `failed` tells the end."""
        self._write(lambda: write_svg(self._plot.figure(), path, self._plot.accessibleName()), path)

    def save_csv(self, path: Path) -> None:
        """Starts to write all points as a table; the plot's `saved` or `failed` tells the end."""
        series = self._plot.series()
        pieces = csv_pieces(self._plot.x_label() or "x", list(series), list(series.values()))
        self._export = CsvExport(path, pieces, self)
        self._export.finished.connect(self._plot.saved)
        self._export.failed.connect(self._plot.failed)
        self._export.start()

    def _write(self, write: Callable[[], None], path: Path) -> None:
        try:
            write()
        except OSError as error:
            self._plot.failed.emit(said(path, error))
        else:
            self._plot.saved.emit(str(path))

    def _add(self, name: str, text: str, picture_name: str, act: Callable[..., object], key: str = "") -> QAction:
        action = QAction(text, self)
        action.setObjectName(f"curve_{name}")
        if picture_name:
            action.setIcon(icon(picture_name))
        if key:  # the plot itself listens to the key; the menu only says it
            action.setText(f"{text}\t{key}")
        action.triggered.connect(lambda checked=False: act(checked) if action.isCheckable() else act())
        self.addAction(action)
        return action

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

    def _ask(self, save: Callable[[Path], None], ending: str) -> None:
        folder = QStandardPaths.writableLocation(QStandardPaths.StandardLocation.DocumentsLocation)
        name = self._plot.objectName() or "curves"
        pattern = self.tr("{kind} files (*.{ending})").format(kind=ending.upper(), ending=ending)
        chosen, _ = QFileDialog.getSaveFileName(
            self._plot, self.tr("Save curves"), str(Path(folder) / f"{name}.{ending}"), pattern
        )
        if chosen:
            path = Path(chosen)
            save(path if path.suffix else path.with_suffix(f".{ending}"))


def weight_of(value: int) -> float:
    """The weight of the past at a place of the slider: 20 → 0.9, 40 → 0.99."""
    return 1.0 - 10.0 ** (-value / 20.0)


def slider_of(weight: float) -> int:
    """The place of the slider for a weight."""
    return min(round(-20.0 * math.log10(1.0 - weight)), _SLIDER_END)
