"""Curves: loss and accuracy (or mean absolute error), per step and per epoch, while the run goes on or of one that was opened.

The learning rate and the length of the gradient have plots of their own, which the plots' menus switch on.
"""

from __future__ import annotations

import math
import time
from collections.abc import Iterable, Sequence
from typing import TYPE_CHECKING

from PySide6.QtCore import QTimer
from PySide6.QtGui import QAction
from PySide6.QtWidgets import QHBoxLayout, QVBoxLayout, QWidget

from workbench.gui.steer.words import marks
from workbench.gui.widgets.curve_plot import CurvePlot
from workbench.training.events import EpochDone, Event, Measured, RunResumed, RunStarted, Steered, StepDone

if TYPE_CHECKING:
    from workbench.evaluation.record import Record
    from workbench.evaluation.step_columns import StepColumns

REDRAW_MS = 100  # at best
SLOWEST_MS = 1_000
SHARE = 0.015  # of the time goes into preparing curves, about as much again into painting them


class CurvesPanel(QWidget):
    """Fed with lists of events; redraws some times a second, and only what is visible."""

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.loss = self._plot("loss_plot", self.tr("loss"), self.tr("Loss over the steps of the run"))
        self.score = self._plot("accuracy_plot", self.tr("accuracy"), self.tr("Accuracy over the steps of the run"))
        self._metric = "accuracy"
        for plot, train in ((self.loss, self.tr("training")), (self.score, self.tr("training, per batch"))):
            plot.add_curve("train", train, 0)
            plot.add_curve("validation", self.tr("validation"), 1, "points")
        rate, gradient = self.tr("learning rate"), self.tr("gradient norm")
        self.rate = self._plot("rate_plot", rate, self.tr("Learning rate over the steps of the run"), 0.0)
        self.gradient = self._plot(
            "gradient_plot", gradient, self.tr("Length of the whole gradient in some steps"), 0.0
        )
        self.rate.add_curve("rate", rate, 2)
        self.gradient.add_curve("gradient", gradient, 3)
        self.gradient.set_log_y(True)
        self._plots = (self.loss, self.score, self.rate, self.gradient)
        whole = QVBoxLayout(self)
        whole.setContentsMargins(8, 8, 8, 4)
        row = QHBoxLayout()
        whole.addLayout(row, 1)
        for plot in self._plots:
            row.addWidget(plot, 1)
        self.show_rate = self._switch("show_rate", self.tr("Plot of the learning rate"), self.rate)
        self.show_gradient = self._switch("show_gradient", self.tr("Plot of the gradient norm"), self.gradient)
        self._steps: list[StepDone] = []
        self._dirty = False
        self._timer = QTimer(self)
        self._timer.setInterval(REDRAW_MS)
        self._timer.timeout.connect(self._redraw)

    def add(self, events: list[Event]) -> None:
        """Take the events in; the drawing follows. Steps wait for it, too: many at once cost little more than one."""
        for event in events:
            if isinstance(event, StepDone):
                self._steps.append(event)
            else:
                self._follow(event)
        self._dirty = True
        if not self._timer.isActive():
            self._timer.start()

    def add_strip(self, strip: QWidget) -> None:
        """Something that belongs over the curves."""
        self.layout().insertWidget(0, strip)

    def _mark(self, told: Iterable[Steered]) -> None:
        for step, words in marks(told):
            for plot in self._plots:
                plot.mark(step, words)

    def _follow(self, event: Event) -> None:
        self._take_steps()
        if isinstance(event, RunStarted):
            self.clear()
        elif isinstance(event, RunResumed):
            self._show_before(event.before)
            self._mark(event.steered)
        elif isinstance(event, EpochDone):
            self._add_epoch(event)
        elif isinstance(event, Steered):
            self._mark([event])
        elif isinstance(event, Measured):
            self._add_look(event)

    def _take_steps(self) -> None:
        steps, self._steps = self._steps, []
        if steps:
            numbers = [event.step for event in steps]
            self.loss.append("train", numbers, [event.loss for event in steps])
            self.score.append("train", numbers, [event.score for event in steps])
            self.rate.append("rate", numbers, [event.lr for event in steps])
            self._show_metric(steps[-1].metric)

    def _add_epoch(self, event: EpochDone) -> None:
        if event.validation_loss is not None:
            self.loss.append("validation", [event.step], [event.validation_loss])
        if event.validation_score is not None:
            self.score.append("validation", [event.step], [event.validation_score])

    def _add_look(self, event: Measured) -> None:
        norm = _whole_norm(event)
        if norm is not None:
            self.gradient.append("gradient", [event.step], [norm])

    def _show_before(self, epochs: Sequence[EpochDone]) -> None:
        """Epochs of whose steps only the means are known."""
        steps = [epoch.step for epoch in epochs]
        self.loss.begin_with_means("train", steps, [epoch.train_loss for epoch in epochs])
        self.score.begin_with_means("train", steps, [epoch.train_score for epoch in epochs])
        self.rate.append("rate", steps, [epoch.lr for epoch in epochs])
        for epoch in epochs:
            self._add_epoch(epoch)

    def show_before(self, earlier: Record, step: int) -> None:
        """What the folder of the run that goes on has kept of its steps up to that one, in place of the means."""
        self._take_steps()
        self._show_columns(earlier.columns.until(step) if earlier.columns else None)
        looks = [
            (event.step, norm)
            for event in earlier.measured
            if event.step <= step and (norm := _whole_norm(event)) is not None
        ]
        if looks:
            self.gradient.precede("gradient", *zip(*looks, strict=True))
        self.add([])

    def _show_columns(self, columns: StepColumns | None) -> None:
        if columns is None or not len(columns.rows):
            return
        named = columns.by_name
        self.loss.precede("train", named["step"], named["loss"])
        self.score.precede("train", named["step"], named["score"])
        self.rate.precede("rate", named["step"], named["lr"])
        self._show_metric(columns.metric)

    def show_record(self, record: Record | None) -> None:
        """The curves of a run that was opened."""
        self._steps = []
        self.clear()
        if record is not None and record.steps:
            self._show_columns(record.columns)
            self.add([*record.epochs, *record.measured])
        elif record is not None and record.epochs:
            self._show_before(record.epochs)
            self._show_metric(record.epochs[-1].metric)
            self.add(list(record.measured))
        if record is not None:
            self._mark(record.steered)

    def look_at(self, steps: tuple[int, int] | None) -> None:
        """Tint the curves between two steps; None, or from the first step on: none of them."""
        for plot in (self.loss, self.score):
            plot.set_band(steps if steps is not None and steps[0] > 1 else None)

    def clear(self) -> None:
        """Forget the last run's points."""
        for plot in self._plots:
            plot.clear()

    def _show_metric(self, metric: str) -> None:
        if metric == self._metric:
            return
        self._metric = metric
        label, title = self.tr("accuracy"), self.tr("Accuracy over the steps of the run")
        if metric == "mae":
            label, title = self.tr("mean absolute error"), self.tr("Mean absolute error over the steps of the run")
        self.score.set_texts(self.tr("step"), label)
        self.score.setAccessibleName(title)
        self.score.setToolTip(title)

    def _redraw(self) -> None:
        if not self._dirty:
            self._timer.stop()
            return
        self._dirty = False
        started = time.perf_counter()
        self._take_steps()
        for plot in self._plots:
            plot.refresh()
        spent_ms = 1000 * (time.perf_counter() - started)
        self._timer.setInterval(round(min(max(spent_ms / SHARE, REDRAW_MS), SLOWEST_MS)))

    def _switch(self, name: str, text: str, plot: CurvePlot) -> QAction:
        """An entry in the menu of every plot; off at first."""
        action = QAction(text, self)
        action.setObjectName(name)
        action.setCheckable(True)
        action.toggled.connect(lambda on: self._on_switched(plot, on))
        for each in self._plots:
            each.menu.addAction(action)
        plot.hide()
        return action

    def _on_switched(self, plot: CurvePlot, on: bool) -> None:
        plot.setVisible(on)
        self._take_steps()
        plot.refresh()

    def _plot(self, name: str, label: str, title: str, smoothing: float = 0.9) -> CurvePlot:
        plot = CurvePlot(self.tr("step"), label, smoothing=smoothing, parent=self)
        plot.setObjectName(name)
        plot.setAccessibleName(title)
        plot.setToolTip(title)
        plot.set_empty_text(self.tr("Press Train to see the curve here."))
        return plot


def _whole_norm(event: Measured) -> float | None:
    """The length of the whole gradient, where it was measured."""
    norms = [norm for norm in event.figures.get("gradient_norm", ()) if norm is not None]
    return math.hypot(*norms) if norms else None
