"""Curves: loss and accuracy, per step and per epoch, while the run goes on."""

from __future__ import annotations

import time

from PySide6.QtCore import QTimer
from PySide6.QtWidgets import QHBoxLayout, QWidget

from workbench.gui.widgets.curve_plot import CurvePlot
from workbench.training.events import EpochDone, Event, RunStarted, StepDone

REDRAW_MS = 100  # at best
SLOWEST_MS = 1_000
SHARE = 0.015  # of the time goes into preparing curves, about as much again into painting them


class CurvesPanel(QWidget):
    """Fed with lists of events; redraws some times a second, and only what is visible."""

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.loss = self._plot("loss_plot", self.tr("loss"), self.tr("Loss over the steps of the run"))
        self.accuracy = self._plot("accuracy_plot", self.tr("accuracy"), self.tr("Accuracy over the steps of the run"))
        for plot, train in ((self.loss, self.tr("training")), (self.accuracy, self.tr("training, per batch"))):
            plot.add_curve("train", train, 0)
            plot.add_curve("validation", self.tr("validation"), 1, "points")
        row = QHBoxLayout(self)
        row.setContentsMargins(8, 8, 8, 4)
        row.addWidget(self.loss, 1)
        row.addWidget(self.accuracy, 1)
        self._dirty = False
        self._timer = QTimer(self)
        self._timer.setInterval(REDRAW_MS)
        self._timer.timeout.connect(self._redraw)

    def add(self, events: list[Event]) -> None:
        """Take the events in; the drawing follows."""
        for event in events:
            if isinstance(event, RunStarted):
                self.clear()
            elif (
                isinstance(event, EpochDone)
                and event.validation_loss is not None
                and event.validation_accuracy is not None
            ):
                self.loss.append("validation", [event.step], [event.validation_loss])
                self.accuracy.append("validation", [event.step], [event.validation_accuracy])
        steps = [event for event in events if isinstance(event, StepDone)]
        if steps:
            numbers = [event.step for event in steps]
            self.loss.append("train", numbers, [event.loss for event in steps])
            self.accuracy.append("train", numbers, [event.accuracy for event in steps])
        self._dirty = True
        if not self._timer.isActive():
            self._timer.start()

    def clear(self) -> None:
        """Forget the last run's points."""
        for plot in (self.loss, self.accuracy):
            plot.clear()

    def _redraw(self) -> None:
        if not self._dirty:
            self._timer.stop()
            return
        self._dirty = False
        started = time.perf_counter()
        self.loss.refresh()
        self.accuracy.refresh()
        spent_ms = 1000 * (time.perf_counter() - started)
        self._timer.setInterval(round(min(max(spent_ms / SHARE, REDRAW_MS), SLOWEST_MS)))

    def _plot(self, name: str, label: str, title: str) -> CurvePlot:
        plot = CurvePlot(self.tr("step"), label, smoothing=0.9, parent=self)
        plot.setObjectName(name)
        plot.setAccessibleName(title)
        plot.setToolTip(title)
        plot.set_empty_text(self.tr("Press Train to see the curve here."))
        return plot
