"""ROC, and precision over recall: each class against the rest, and their mean."""

from __future__ import annotations

from collections.abc import Callable
from typing import TYPE_CHECKING, Any

import numpy as np
from numpy.typing import NDArray
from PySide6.QtCore import QSignalBlocker, Qt, Signal
from PySide6.QtGui import QPixmap, QShowEvent
from PySide6.QtWidgets import QComboBox, QHBoxLayout, QListWidget, QListWidgetItem, QVBoxLayout, QWidget

from workbench.evaluation.curves import Curve, precision_recall_curve, roc_curve
from workbench.gui.theme import current_tokens
from workbench.gui.widgets.curve_plot import CurvePlot

if TYPE_CHECKING:
    from workbench.gui.evaluate.seen import Seen

MEAN, CHANCE = "mean", "chance"
FIRST_SHOWN = 5  # those with the least area
MOST_CLASSES = 200
GRID = np.linspace(0.0, 1.0, 201)
NUMBER = Qt.ItemDataRole.UserRole

Compute = Callable[[str, Callable[[], Any], Callable[[Any], None]], None]
Curves = dict[int, Curve]


class RocView(QWidget):
    """``compute`` (key, work, done) does work in a thread. The list is the legend: what is ticked is drawn."""

    saved = Signal(str)
    failed = Signal(str)

    def __init__(self, compute: Compute, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._compute = compute
        self._seen: Seen | None = None
        self._curves: Curves = {}
        self._names: tuple[str, ...] = ()
        self._colors: dict[int, int] = {}
        self._dirty = False
        self.kind = QComboBox(self)
        self.kind.setObjectName("roc_kind")
        self.kind.addItems([self.tr("ROC"), self.tr("Precision and recall")])
        self.kind.setAccessibleName(self.tr("Kind of curve"))
        self.kind.setToolTip(self.tr("Each class against the rest, over all thresholds of its probability"))
        self.kind.currentIndexChanged.connect(lambda _place: self._ask())
        self.legend = QListWidget(self)
        self.legend.setObjectName("roc_legend")
        self.legend.setAccessibleName(self.tr("Classes"))
        self.legend.setToolTip(
            self.tr("Tick the classes to draw; the number is the area under the curve, the least first")
        )
        self.legend.setUniformItemSizes(True)
        self.legend.itemChanged.connect(lambda _item: self._draw())
        self.plot = self._made_plot()
        right = QVBoxLayout()
        right.setSpacing(4)
        right.addWidget(self.kind)
        right.addWidget(self.legend, 1)
        self.kind.setMaximumWidth(190)
        self.legend.setMaximumWidth(190)
        self.row = QHBoxLayout(self)
        self.row.setContentsMargins(0, 0, 0, 0)
        self.row.setSpacing(10)
        self.row.addWidget(self.plot, 1)
        self.row.addLayout(right)

    def show_seen(self, seen: Seen) -> None:
        """Other judgements."""
        self._seen, self._dirty = seen, True
        if self.isVisible():
            self._ask()

    def showEvent(self, event: QShowEvent) -> None:
        super().showEvent(event)
        if self._dirty:
            self._ask()

    def shown(self) -> list[int]:
        """The classes whose curves are drawn; -1 is their mean."""
        items = [self.legend.item(row) for row in range(self.legend.count())]
        return [item.data(NUMBER) for item in items if item.checkState() == Qt.CheckState.Checked]

    def _ask(self) -> None:
        seen = self._seen
        if seen is None:
            return
        self._dirty = False
        assessment = seen.assessment
        find = roc_curve if self.kind.currentIndex() == 0 else precision_recall_curve
        classes = range(min(len(assessment.classes), MOST_CLASSES))

        def work() -> Curves:
            found = ((number, find(assessment, number)) for number in classes)
            return {number: curve for number, curve in found if curve is not None}

        self._compute("curves", work, self._take)

    def _take(self, curves: Curves) -> None:
        assert self._seen is not None
        names = self._seen.assessment.classes
        self._curves = curves
        if names != self._names:
            self._names = names
            self._colors.clear()
            self._renew_plot()
        shown = set(self.shown()) if self.legend.count() else set()
        ordered = sorted(curves, key=lambda number: curves[number].area)
        if not shown & {-1, *curves}:
            shown = {-1, *ordered[:FIRST_SHOWN]}
        for number in (-1, *ordered):  # once and for all: those that are drawn first differ
            self._colors.setdefault(number, len(self._colors))
        with QSignalBlocker(self.legend):
            self.legend.clear()
            mean = float(np.mean([curve.area for curve in curves.values()])) if curves else float("nan")
            if len(curves) > 1:
                self._add(self.tr("mean of all"), mean, -1, -1 in shown)
            for number in ordered:
                self._add(names[number], curves[number].area, number, number in shown)
        roc = self.kind.currentIndex() == 0
        self.plot.set_texts(
            self.tr("false positive rate") if roc else self.tr("recall"),
            self.tr("true positive rate") if roc else self.tr("precision"),
        )
        self.plot.set_empty_text(
            self.tr(
                "There is no curve: each class needs samples of it and of others, and probabilities that are numbers."
            )
        )
        self._draw()

    def _add(self, name: str, area: float, number: int, on: bool) -> None:
        item = QListWidgetItem(f"{name}   {area:.4f}")
        item.setData(NUMBER, number)
        item.setFlags(item.flags() | Qt.ItemFlag.ItemIsUserCheckable)
        item.setCheckState(Qt.CheckState.Checked if on else Qt.CheckState.Unchecked)
        swatch = QPixmap(10, 10)
        swatch.fill(current_tokens().plot_color(self._colors[number]))
        item.setIcon(swatch)
        item.setToolTip(self.tr("{0}: area {1}").format(name, f"{area:.6f}"))
        self.legend.addItem(item)

    def _draw(self) -> None:
        shown = self.shown()
        roc = self.kind.currentIndex() == 0
        self.plot.set_points(
            CHANCE, [0.0, 1.0] if roc and self._curves else [], [0.0, 1.0] if roc and self._curves else []
        )
        for number in (-1, *self._curves):
            name = MEAN if number < 0 else str(number)
            if name not in self.plot.curve_names():
                label = self.tr("mean of all") if number < 0 else self._names[number]
                self.plot.add_curve(name, label, self._colors[number])
            xs, ys = np.zeros(0), np.zeros(0)
            if number in shown:
                xs, ys = (GRID, mean_of(self._curves)) if number < 0 else _ordered(self._curves[number])
            self.plot.set_points(name, xs, ys)
        self.plot.follow()
        self.plot.refresh()

    def _renew_plot(self) -> None:
        old = self.plot
        self.plot = self._made_plot()
        self.row.replaceWidget(old, self.plot)
        old.deleteLater()

    def _made_plot(self) -> CurvePlot:
        plot = CurvePlot("", "", compact=True, parent=self)
        plot.setObjectName("roc_plot")
        plot.setAccessibleName(self.tr("Curves over the thresholds"))
        plot.set_empty_text("")
        plot.saved.connect(self.saved)
        plot.failed.connect(self.failed)
        plot.set_span(0.0, 1.0)
        plot.add_curve(CHANCE, self.tr("chance"), 0, faint=True)
        return plot

    def changeEvent(self, event: Any) -> None:
        super().changeEvent(event)
        if event.type() == event.Type.PaletteChange and self.legend.count():
            with QSignalBlocker(self.legend):
                for row in range(self.legend.count()):
                    swatch = QPixmap(10, 10)
                    swatch.fill(current_tokens().plot_color(self._colors[self.legend.item(row).data(NUMBER)]))
                    self.legend.item(row).setIcon(swatch)


def _ordered(curve: Curve) -> tuple[NDArray[np.float64], NDArray[np.float64]]:
    """By x: the points of precision over recall come from the right."""
    return (curve.x, curve.y) if curve.x[0] <= curve.x[-1] else (curve.x[::-1], curve.y[::-1])


def mean_of(curves: Curves) -> NDArray[np.float64]:
    """(201,) the mean of the curves at the places of :data:`GRID`."""
    if not curves:
        return np.full(len(GRID), np.nan)
    return np.asarray(np.mean([np.interp(GRID, *_ordered(curve)) for curve in curves.values()], axis=0))
