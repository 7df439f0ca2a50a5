"""Diagnostics: gradients, weights and activations of each layer over the steps of a run.

A map of all layers on the left, one of them beside it: its curve, or how its values were spread. Nothing is computed while the panel
is hidden, and drawing takes a small share of the time.
"""

from __future__ import annotations

import time
from typing import TYPE_CHECKING

from PySide6.QtCore import QEvent, Qt, QTimer
from PySide6.QtGui import QResizeEvent, QShowEvent
from PySide6.QtWidgets import (
    QComboBox,
    QHBoxLayout,
    QLabel,
    QSizePolicy,
    QSplitter,
    QStackedWidget,
    QVBoxLayout,
    QWidget,
)

from workbench.gui.context import Context
from workbench.gui.diagnostics.figures import (
    BESIDE,
    FIGURES,
    READING_HISTOGRAMS,
    USUAL_RATIO,
    Figure,
    figure,
    in_words,
)
from workbench.gui.diagnostics.layer_map import StepMap
from workbench.gui.diagnostics.words import layer_words, shared
from workbench.gui.steer.words import marks
from workbench.gui.widgets.curve_plot import CurvePlot
from workbench.gui.widgets.empty_state import EmptyState
from workbench.gui.widgets.plot_number import number
from workbench.spec.edits import SetValue

if TYPE_CHECKING:
    import numpy as np

    from workbench.evaluation.layer_history import Rows
    from workbench.evaluation.record import Record
else:
    from workbench.gui.late import np

REDRAW_MS, SLOWEST_MS = 300, 2_000
SHARE = 0.02
COLUMNS = 240


class DiagnosticsPanel(QStackedWidget):
    """Made when it is looked at for the first time (:class:`workbench.gui.widgets.late_panel.LatePanel`)."""

    def __init__(self, context: Context, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._context = context
        self._shown: tuple[object, ...] = ()
        self._run: Record | None = None
        self._rows: Rows | None = None
        self._empty_page()
        self._page()
        self._timer = QTimer(self)
        self._timer.setSingleShot(True)
        self._timer.setInterval(0)
        self._timer.timeout.connect(self.refresh)
        context.record.changed.connect(self._on_record_changed)
        context.document.changed.connect(lambda _before, _after: self._on_record_changed())

    def shut_down(self) -> None:
        """End what goes on: nothing does but the timer."""
        self._timer.stop()

    # What it is made of

    def _empty_page(self) -> None:
        self.empty = EmptyState("", self)
        self.switch_on = self.empty.add_button(
            "diagnostics_switch_on",
            self.tr("Switch on for the next run"),
            self.tr("Set training.diagnostics to auto"),
            self._on_switch_on,
        )
        self.empty.add_button(
            "diagnostics_open_run",
            self.tr("Open run…"),
            self.tr("Look at a run that was trained before"),
            self._context.open_run,
        )
        self.addWidget(self.empty)

    def _page(self) -> None:
        self.page = QWidget(self)
        self.figure = self._choice(
            "diagnostics_figure", self.tr("Figure"), self.tr("What is shown of the layers"),
            [(each.words, each.name) for each in FIGURES],
        )  # fmt: skip
        self.layer = self._choice(
            "diagnostics_layer", self.tr("Layer"), self.tr("The layer that is shown beside the map"), []
        )
        self.beside = self._choice(
            "diagnostics_beside", self.tr("Shown beside the map"), self.tr("The curve of this layer, or how its values are spread"),
            [(in_words(words), name) for name, words in BESIDE],
        )  # fmt: skip
        self.map = self._map("diagnostics_map", self.tr("Layers over the steps"))
        self.map.cell_chosen.connect(lambda row, _column: self._on_row_chosen(row))
        self.map.row_chosen.connect(self._on_row_chosen)
        self.spread = self._map("diagnostics_histograms", self.tr("Values of the layer over the steps"))
        self.curve = CurvePlot(self.tr("step"), compact=True, parent=self.page)
        self.curve.setObjectName("diagnostics_curve")
        self.curve.add_curve("figure", self.tr("layer"), 0)
        self.curve.add_curve("usual", self.tr("usual"), 2, faint=True)
        self.curve.set_empty_text(self.tr("This layer has no such figure."))
        self.curve.setToolTip(self.tr("The figure of the chosen layer over the steps of the run"))
        for item in (self.map, self.spread, self.curve):
            item.saved.connect(lambda path: self._context.say(self.tr("Saved {path}").format(path=path)))
            item.failed.connect(self._context.say)
        self.right = QStackedWidget(self.page)
        self.none = QLabel(self.tr("There is no histogram of this layer yet."), self.right)
        self.none.setProperty("role", "muted")
        self.none.setWordWrap(True)
        self.none.setAlignment(Qt.AlignmentFlag.AlignCenter)
        self.right.addWidget(self.curve)
        self.right.addWidget(self.spread)
        self.right.addWidget(self.none)
        self._reading()
        self._lay_out()
        self.addWidget(self.page)
        for choice in (self.figure, self.layer, self.beside):
            choice.activated.connect(lambda _index: self._on_choice_activated())

    def _reading(self) -> None:
        self.reading = QLabel(self.page)
        self.reading.setObjectName("diagnostics_reading")
        self.reading.setProperty("role", "muted")
        self.reading.setSizePolicy(QSizePolicy.Policy.Ignored, QSizePolicy.Policy.Fixed)

    def _lay_out(self) -> None:
        self.head = QHBoxLayout()
        self.head.setSpacing(8)
        self.head.addWidget(self.figure)
        self.head.addStretch(1)
        self.head.addWidget(self.layer)
        self.head.addWidget(self.beside)
        self.halves = QSplitter(Qt.Orientation.Horizontal, self.page)
        self.halves.setObjectName("diagnostics_halves")
        self.halves.setChildrenCollapsible(False)
        self.halves.addWidget(self.map)
        self.halves.addWidget(self.right)
        self.halves.setStretchFactor(0, 3)
        self.halves.setStretchFactor(1, 2)
        self.halves.setSizes([600, 400])
        column = QVBoxLayout(self.page)
        column.setContentsMargins(8, 6, 8, 4)
        column.setSpacing(4)
        column.addLayout(self.head)
        column.addWidget(self.halves, 1)
        column.addWidget(self.reading)

    def _choice(self, name: str, title: str, tip: str, rows: list[tuple[str, str]]) -> QComboBox:
        box = QComboBox(self.page)
        box.setObjectName(name)
        box.setAccessibleName(title)
        box.setToolTip(tip)
        box.setSizeAdjustPolicy(QComboBox.SizeAdjustPolicy.AdjustToContents)
        for words, data in rows:
            box.addItem(words, data)
        return box

    def _map(self, name: str, title: str) -> StepMap:
        made = StepMap(self.page)
        made.setObjectName(name)
        made.setAccessibleName(title)
        return made

    # When it is drawn

    def _on_record_changed(self) -> None:
        if self.isVisible() and not self._timer.isActive():
            self._timer.start()

    def showEvent(self, event: QShowEvent) -> None:
        super().showEvent(event)
        self.refresh()

    def resizeEvent(self, event: QResizeEvent) -> None:
        super().resizeEvent(event)
        self._say_reading()

    def changeEvent(self, event: QEvent) -> None:
        super().changeEvent(event)
        if event.type() in (QEvent.Type.FontChange, QEvent.Type.PaletteChange) and hasattr(self, "reading"):
            self._say_reading()

    def refresh(self) -> None:
        """Show what the record has by now; nothing where that is shown already, and nothing while the panel is hidden."""
        if not self.isVisible():
            return
        started = time.thread_time()
        record = self._context.record.now
        looks = record.measured if record is not None else []
        if record is None or not looks:
            self._say_empty(record)
            self.setCurrentWidget(self.empty)
            self._run, self._shown = None, ()
            return
        state = (id(record), looks[-1].step, len(looks), len(record.steered), *self._chosen())
        if state == self._shown:
            return
        if record is not self._run:
            self._run = record
            self._take_layers(record)
        self.setCurrentWidget(self.page)
        self._show_map(record)
        self._show_beside(record)
        self._say_reading()
        self._shown = (*state[:4], *self._chosen())
        spent_ms = 1000 * (time.thread_time() - started)
        self._timer.setInterval(round(min(max(spent_ms / SHARE, REDRAW_MS), SLOWEST_MS)))

    def _say_empty(self, record: Record | None) -> None:
        words = self.tr("Train first, or open a run: then this shows how gradients, weights and activations develop.")
        off = self._context.document.experiment.training.diagnostics == "off"
        if record is not None and not self._context.session.state.active:
            words = self.tr("This run has kept nothing of its layers.")
            if record.experiment.training.diagnostics == "off":
                words = self.tr("This run was trained with diagnostics off.")
        elif off:
            words = self.tr("Diagnostics are switched off in this experiment (Training, diagnostics).")
        elif record is not None:
            words = self.tr("The first look into the layers comes with the first step.")
        self.empty.say(words)
        self.switch_on.setVisible(off)

    def _on_switch_on(self) -> None:
        self._context.document.edit([SetValue("training.diagnostics", "auto")], self.tr("switch diagnostics on"))

    # What it shows

    def _chosen(self) -> tuple[str, str, str]:
        return tuple(choice.currentData() or "" for choice in (self.figure, self.layer, self.beside))  # type: ignore[return-value]

    def _on_choice_activated(self) -> None:
        self._shown = ()
        self.refresh()

    def look_at(self, part: str, layer: str) -> None:
        """Show this figure, or what is beside the map under this name, of the layer at an address."""
        self.refresh()
        for choice, wanted in ((self.figure, part), (self.beside, part), (self.layer, layer)):
            if wanted and (at := choice.findData(wanted)) >= 0:
                choice.setCurrentIndex(at)
        self._on_choice_activated()

    def _on_row_chosen(self, row: int) -> None:
        if self._rows is not None and row < len(self._rows.names):
            self.layer.setCurrentIndex(self.layer.findData(self._rows.names[row]))
            self._on_choice_activated()

    def _take_layers(self, record: Record) -> None:
        before = self.layer.currentData()
        self.layer.clear()
        layers = record.measured[-1].layers
        for address in layers:
            self.layer.addItem(layer_words(record.experiment, address), address)
        first = next(
            (at for at, norm in enumerate(record.measured[-1].figures["parameter_norm"]) if norm is not None), 0
        )
        self.layer.setCurrentIndex(layers.index(before) if before in layers else first)

    def _show_map(self, record: Record) -> None:
        from workbench.evaluation.layer_history import figure_rows, in_columns

        shown = figure(self.figure.currentData())
        rows = self._rows = figure_rows(record.measured, shown.name)
        steps, values = in_columns(rows.steps, rows.values, COLUMNS)
        colours = shown.coloured(values)
        low, high = shown.ends
        around = shown.scale == "around"
        self.map.show_steps(
            colours, values, [layer_words(record.experiment, name) for name in rows.names], steps.tolist(),
            said=shared if shown.scale == "share" else number, value_of=shown.value, many=shown.scale not in ("share", "signed"),
            middle=number(USUAL_RATIO) if around else "", signed=around or shown.scale == "signed", low=low, high=high,
        )  # fmt: skip
        chosen = self._one_that_has_it(rows.names)
        self.map.mark_row(rows.names.index(chosen) if chosen in rows.names else None)
        self.map.show_marks(list(marks(record.steered)))

    def _one_that_has_it(self, names: tuple[str, ...]) -> str:
        """The chosen layer; where its curve is shown but there is none, the next layer with one is chosen."""
        chosen = self.layer.currentData()
        if names and chosen not in names and self.beside.currentData() == "curve":
            places = [self.layer.findData(name) for name in names]
            at = next((place for place in places if place > self.layer.currentIndex()), places[-1])
            self.layer.setCurrentIndex(at)
        return str(self.layer.currentData())

    def _show_beside(self, record: Record) -> None:
        kind = self.beside.currentData()
        if kind == "curve":
            self._show_curve(record, figure(self.figure.currentData()))
            self.right.setCurrentWidget(self.curve)
            self.curve.refresh()
            return
        from workbench.evaluation.layer_history import histogram_rows, in_columns

        rows = histogram_rows(record.measured, kind, self.layer.currentData())
        if not len(rows.steps):
            self.right.setCurrentWidget(self.none)
            return
        steps, shares = in_columns(rows.steps, rows.values, COLUMNS)
        self.spread.show_steps(
            np.sqrt(shares), shares, rows.names, steps.tolist(), said=shared, value_of=lambda root: root * root, low=0.0
        )
        self.spread.show_marks(list(marks(record.steered)))
        self.right.setCurrentWidget(self.spread)

    def _show_curve(self, record: Record, shown: Figure) -> None:
        layer, rows = self.layer.currentData(), self._rows
        self.curve.clear()
        self.curve.set_texts(self.tr("step"), shown.words)
        self.curve.setAccessibleName(f"{shown.words}, {self.layer.currentText()}")
        self.curve.set_log_y(shown.log)
        if rows is None or layer not in rows.names:
            return
        self.curve.append("figure", rows.steps, rows.values[rows.names.index(layer)])
        if shown.scale == "around":
            self.curve.append("usual", rows.steps[[0, -1]], [USUAL_RATIO, USUAL_RATIO])
        for step, words in list(marks(record.steered))[-6:]:
            self.curve.mark(step, words)

    def _say_reading(self) -> None:
        words = figure(self.figure.currentData() or FIGURES[0].name).advice
        if self.beside.currentData() != "curve":
            words = f"{words} {in_words(READING_HISTOGRAMS)}"
        tall = self.height() > 420
        self.reading.setWordWrap(tall)
        room = max(self.width() - 20, 50)
        metrics = self.reading.fontMetrics()
        self.reading.setText(words if tall else metrics.elidedText(words, Qt.TextElideMode.ElideRight, room))
        high = (
            metrics.boundingRect(0, 0, room, 10_000, Qt.TextFlag.TextWordWrap, words).height()
            if tall
            else metrics.height()
        )
        self.reading.setFixedHeight(high + 2)
        self.reading.setToolTip(words)
