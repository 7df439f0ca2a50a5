"""What matters: how much each input counts for an answer, as heat over the picture, bars of columns, colours of tokens."""

from __future__ import annotations

import time
from typing import TYPE_CHECKING, Any

from PySide6.QtCore import Qt, QTimer, Signal
from PySide6.QtWidgets import QHBoxLayout, QLabel, QProgressBar, QPushButton, QScrollArea, QVBoxLayout, QWidget

from workbench.gui.inspect.colour_bar import ColourBar
from workbench.gui.inspect.input_view import InputView
from workbench.gui.inspect.matters_controls import MattersControls
from workbench.gui.inspect.matters_words import how_to_read, legend
from workbench.gui.inspect.painting import number, scale_of
from workbench.gui.inspect.prober import SHARE, Prober
from workbench.gui.inspect.view import Selection, View, captioned
from workbench.gui.texts import sentence
from workbench.gui.widgets.push_button import push_button
from workbench.spec.problems import Problem

if TYPE_CHECKING:
    from workbench.evaluation.inspect.activations import Activation
    from workbench.evaluation.inspect.saliency import Attribution
    from workbench.gui.inspect.probe import Look

PATIENCE_MS = 300
"""What is there sooner shows no progress."""
QUICK_S = 0.3
"""What took longer is not worked out again by itself while a run goes on."""


class MattersView(View):
    """Asks the prober itself; a newer question ends an older one."""

    explained = Signal()

    def __init__(self, selection: Selection, prober: Prober, parent: QWidget | None = None) -> None:
        super().__init__(selection, parent)
        self._prober = prober
        self.found: Attribution | None = None
        self._asked: tuple[Any, ...] = ()
        self._asked_at = 0.0
        self._weights_step = -1
        self._patience = QTimer(self)
        self._patience.setSingleShot(True)
        self._patience.setInterval(PATIENCE_MS)
        self._patience.timeout.connect(self._show_progress)
        self.input, self.controls = InputView("inspect_heat", self), MattersControls(self)
        self._make()
        self._lay_out()
        self.controls.changed.connect(self._on_changed)
        self.controls.opacity.valueChanged.connect(self._set_opacity)
        prober.explained.connect(self._on_explained)
        prober.not_explained.connect(self._on_not_explained)
        prober.explaining.connect(self._on_progress)
        self.reading.setText(how_to_read(self.controls.method(), None))

    def show_look(self, look: Look, layer: Activation | None) -> None:
        another = self.look is None or look.wanted.sample is not self.look.wanted.sample
        super().show_look(look, layer)
        self.controls.set_look(look)
        self.controls.setEnabled(look.explains)
        if not look.explains:
            self._say_why_not(self.tr("An autoencoder has no answer that could be explained."))
            return
        if another or self.found is None:
            self.input.set_look(look)
        self._ask_again(by_itself=not another)

    def leave(self) -> None:
        """Nobody looks any more."""
        self._prober.cancel()
        self._asked = ()
        self._show_busy(False)

    def figure(self) -> QWidget:
        return self.input.figure()

    def table(self) -> list[list[object]]:
        found = self.found
        if found is None:
            return []
        import numpy

        axes = ["row", "column"][-found.places.ndim :] if found.places.ndim > 1 else ["input"]
        names = self.look.places if self.look is not None and len(self.look.places) == found.places.size else ()
        rows: list[list[object]] = [[*axes, *(["name"] if names else []), found.method]]
        for place, value in numpy.ndenumerate(found.places):
            rows.append([*place, *([names[place[-1]]] if names else []), f"{float(value):.9g}"])
        return rows

    # Asking

    def _question(self) -> tuple[Any, ...]:
        return None if self.look is None else id(self.look.wanted.sample), *self.controls.question()

    def _on_changed(self) -> None:
        if self.found is not None and self.found.method != self.controls.method():
            self.found = None
        self.reading.setText(how_to_read(self.controls.method(), self.found))
        self._ask_again()

    def _ask_again(self, by_itself: bool = False) -> None:
        """Where anything is other than when it was asked for last; ``by_itself``: nobody clicked."""
        look = self.look
        if look is None or not look.explains or not self.isVisible():
            return
        question = self._question()
        newer = look.step != self._weights_step
        if question == self._asked and not newer:
            return
        if question == self._asked and by_itself:
            spent = self._prober.explain_spent
            pause = self._prober.pause_s()
            if self._prober.busy_explaining or (pause and spent > QUICK_S):
                self.again.setVisible(not self._prober.busy_explaining)
                return
            if pause and time.monotonic() - self._asked_at < max(pause, spent / SHARE):
                return
        self._ask()

    def _ask(self) -> None:
        look = self.look
        if look is None:
            return
        self._asked, self._asked_at, self._weights_step = self._question(), time.monotonic(), look.step
        self.again.hide()
        self._show_busy(True)
        self._prober.explain(*self.controls.question())

    def _on_explained(self, found: Attribution, sample: object, step: int) -> None:
        look = self.look
        self._show_busy(False)
        if look is None or look.wanted.sample is not sample:
            return
        self.found = found
        self.input.set_look(look)
        self.input.set_heat(found)
        self._set_opacity(self.controls.opacity.value())
        self.colours.set_scale(scale_of(found.places, found.signed))
        said = [self.tr("score of {0}: {1}").format(found.name, number(found.score))]
        said += [self.tr("step {0}").format(f"{step:,}")] if step else []
        marks = legend(found, look.kind in ("image", "series"))
        self.caption.set_text(" · ".join([*said, *([marks] if marks else [])]))
        self.reading.setText(how_to_read(found.method, found))
        self.explained.emit()

    def _on_not_explained(self, problems: tuple[Problem, ...]) -> None:
        self._show_busy(False)
        self._say_why_not(" ".join(map(sentence, problems)))

    def _say_why_not(self, words: str) -> None:
        self.found = None
        if self.look is not None:
            self.input.set_look(self.look)
        self.colours.set_scale(None)
        self.caption.set_text("")
        self.reading.setText(words)

    def _on_progress(self, done: int, total: int) -> None:
        self.progress.setRange(0, total)
        self.progress.setValue(done)

    def _show_busy(self, busy: bool) -> None:
        self.progress.setRange(0, 0)
        if busy:
            self._patience.start()
        else:
            self._patience.stop()
            self.busy.hide()

    def _show_progress(self) -> None:
        self.busy.show()

    def _on_cancel(self) -> None:
        self._prober.cancel()
        self._show_busy(False)
        self.again.show()

    def _set_opacity(self, percent: int) -> None:
        self.input.set_opacity(percent / 100)

    # Building

    def _make(self) -> None:
        self.progress = QProgressBar(self)
        self.progress.setObjectName("inspect_progress")
        self.progress.setAccessibleName(self.tr("Progress"))
        self.progress.setTextVisible(False)
        self.cancel = push_button("inspect_cancel", self.tr("Cancel"), self.tr("Stop working it out"), self)
        self.cancel.clicked.connect(self._on_cancel)
        self.again = push_button(
            "inspect_again", self.tr("Again"), self.tr("Work it out again, with the newest weights"), self
        )
        self.again.clicked.connect(self._ask)
        for button in (self.cancel, self.again):
            button.setProperty("dense", True)
        self.again.hide()
        self.reading = QLabel("", self)
        self.reading.setObjectName("inspect_reading")
        self.reading.setAccessibleName(self.tr("How to read it"))
        self.reading.setProperty("role", "muted")
        self.reading.setWordWrap(True)
        self.reading.setAlignment(Qt.AlignmentFlag.AlignTop)

    def _lay_out(self) -> None:
        self.busy = _Busy(self.progress, self.cancel, self)
        side = QWidget(self)
        column = QVBoxLayout(side)
        column.setContentsMargins(0, 0, 4, 0)
        column.setSpacing(4)
        column.addWidget(self.controls)
        column.addWidget(self.busy)
        column.addWidget(self.again, 0, Qt.AlignmentFlag.AlignLeft)
        column.addWidget(self.reading, 1)
        area = QScrollArea(self)
        area.setWidgetResizable(True)
        area.setHorizontalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)
        area.setMinimumWidth(246)
        area.setMaximumWidth(380)
        area.setWidget(side)
        self.colours = ColourBar(self)
        part, self.caption = captioned(self.input, "inspect_heat_caption", self, self.colours)
        row = QHBoxLayout(self)
        row.setContentsMargins(0, 0, 0, 0)
        row.setSpacing(12)
        row.addWidget(part, 3)
        row.addWidget(area, 2)


class _Busy(QWidget):
    """The progress and the button that ends it; takes no room while there is nothing to wait for."""

    def __init__(self, progress: QProgressBar, cancel: QPushButton, parent: QWidget) -> None:
        super().__init__(parent)
        row = QHBoxLayout(self)
        row.setContentsMargins(0, 0, 0, 0)
        row.addWidget(progress, 1)
        row.addWidget(cancel)
        self.hide()
