"""The status bar: what the run is doing, how far, how long still, how fast, and what it costs the machine."""

from __future__ import annotations

import time
from dataclasses import replace
from typing import TYPE_CHECKING

from PySide6.QtCore import Qt, QTimer, Signal
from PySide6.QtGui import QFontMetrics
from PySide6.QtWidgets import QLabel, QProgressBar, QStatusBar, QWidget

from workbench.gui.icons import icon
from workbench.gui.session import State
from workbench.gui.texts import doing
from workbench.gui.widgets.push_button import push_button
from workbench.training.events import (
    EpochDone,
    Event,
    Preparing,
    RunFailed,
    RunFinished,
    RunResumed,
    RunStarted,
    Steered,
    StepDone,
)

if TYPE_CHECKING:
    from psutil import Process

LOAD_MS = 2_000
MISHAP_MS = 15_000
SHOW_SECONDS = 0.2
TOLD_SECONDS = 6.0
"""So long the status says what was changed in the run."""
WIDEST = 600  # pixels; more is cut
SPARE_ROOM = 60  # pixels that a text may be too wide for what it says


class StatusText(QLabel):
    """A text that changes often: its width is fixed, so that the window is laid out anew only when it needs more room."""

    def setText(self, text: str) -> None:
        metrics = QFontMetrics(self.font())
        super().setText(metrics.elidedText(text, Qt.TextElideMode.ElideRight, WIDEST))
        wanted = min(metrics.horizontalAdvance(text), WIDEST)
        if wanted > self.width() or wanted < self.width() - SPARE_ROOM:
            self.setFixedSize(wanted + SPARE_ROOM // 3 if text else 0, self.sizeHint().height())


class RunStatus(QStatusBar):
    """Fed with the session's events and states. ``details_wanted``: of the error that was told last."""

    details_wanted = Signal()

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.words = self._label("status_words", self.tr("What the run is doing"))
        self.progress = QProgressBar(self)
        self.progress.setObjectName("status_progress")
        self.progress.setAccessibleName(self.tr("Progress of the run"))
        self.progress.setToolTip(self.tr("Progress of the run"))
        self.progress.setFixedWidth(200)
        self.progress.setTextVisible(False)
        self.progress.setRange(0, 1000)
        self.left = self._label("status_left", self.tr("Time left and samples per second"))
        self.best = self._label("status_best", self.tr("Best validation accuracy so far"))
        self.load = self._label("status_load", self.tr("Processor and memory of this program"))
        for widget in (self.words, self.progress, self.left):
            self.addWidget(widget)
        self.mishap = push_button("status_mishap", self.tr("Show details"), self.tr("Show the error in the log"), self)
        self.mishap.setIcon(icon("warning", "warning"))
        self.mishap.setProperty("dense", "true")
        self.mishap.clicked.connect(self._on_mishap_clicked)
        self.mishap.hide()
        self.addPermanentWidget(self.mishap)
        for label in (self.best, self.load):
            self.addPermanentWidget(label)
        self.progress.hide()
        self._process: Process | None = None
        self._timer = QTimer(self)
        self._timer.setInterval(LOAD_MS)
        self._timer.timeout.connect(self._show_load)
        self._timer.start()
        self._run: RunStarted | None = None
        self._trained = self._before = 0
        self._rate = 0.0
        self._shown_at = 0.0
        self._window: list[tuple[float, int]] = []
        self._best: float | None = None
        self._told = (0.0, "")
        self.words.setText(self.tr("Ready"))
        self.messageChanged.connect(self._on_message_changed)

    def _on_message_changed(self, words: str) -> None:
        """What a menu says of an action covers the words, but not a run: it has tool tips, too."""
        if words and not self.progress.isHidden():
            self.clearMessage()

    def follow(self, events: list[Event]) -> None:
        """Take in what happened."""
        last = next((event for event in reversed(events) if isinstance(event, StepDone)), None)
        for event in events:
            if isinstance(event, StepDone):
                self._trained += event.samples
                if event is last and self._run and time.monotonic() - self._shown_at >= SHOW_SECONDS:
                    self._show_steps(event, self._run)
            elif isinstance(event, Preparing):
                self._show_preparing(event)
            elif isinstance(event, RunStarted):
                self._begin(event)
            elif isinstance(event, RunResumed):
                self._before = event.step
                self._show_best_of(event.before)
            elif isinstance(event, EpochDone):
                self._show_best_of((event,))
            elif isinstance(event, Steered) and event.what == "epochs" and self._run is not None:
                self._run = replace(self._run, epochs=int(event.value or 0))
            elif isinstance(event, RunFinished | RunFailed):
                self._show_end(event)

    def tell(self, words: str) -> None:
        """For a while beside what the run is doing."""
        self._told = (time.monotonic() + TOLD_SECONDS, words)

    def show_mishap(self, words: str) -> None:
        """A sentence, and a button that stays until it is pressed."""
        self.showMessage(words, MISHAP_MS)
        self.mishap.setToolTip(words)
        self.mishap.show()

    def _on_mishap_clicked(self) -> None:
        self.mishap.hide()
        self.clearMessage()
        self.details_wanted.emit()

    def show_state(self, state: State) -> None:
        """Words for the states that have no event with words of its own."""
        texts = {State.PAUSED: self.tr("Paused"), State.STOPPING: self.tr("Stopping …"), State.FAILED: self.tr("Failed"),
                 State.PREPARING: self.tr("Preparing …")}  # fmt: skip
        if state in texts:
            self.words.setText(texts[state])
        if not state.active:
            self._rest()
        if state is State.PAUSED:
            self._window.clear()

    def _rest(self) -> None:
        self.left.setText("")
        self.progress.hide()

    def _show_preparing(self, event: Preparing) -> None:
        self.words.setText(_capital(doing(event.what)) + " …")
        self.clearMessage()
        self.progress.show()
        self.progress.setRange(0, 1000 if event.total else 0)
        if event.total:
            self.progress.setValue(1000 * event.done // event.total)
            self.left.setText(f"{100 * event.done // event.total} %")

    def _begin(self, event: RunStarted) -> None:
        self._run, self._trained, self._before, self._best = event, 0, 0, None
        self._window.clear()
        self.best.setText("")
        self.progress.setRange(0, 1000)
        self.clearMessage()
        self.progress.show()

    def _show_steps(self, last: StepDone, run: RunStarted) -> None:
        total = run.epochs * run.steps_per_epoch
        now = self._shown_at = time.monotonic()
        self._window = [(t, n) for t, n in self._window if now - t < 3] + [(now, self._trained)]
        seconds = now - self._window[0][0]
        if seconds > 0.3:
            self._rate = (self._trained - self._window[0][1]) / seconds
        remaining = (total - last.step) * (self._trained / max(1, last.step - self._before))
        words = self.tr("Epoch {0} of {1}").format(last.epoch, run.epochs)
        until, told = self._told
        self.words.setText(f"{words}  ·  {told}" if now < until else words)
        self.progress.setValue(1000 * last.step // total)
        percent = f"{100 * last.step // total} %"
        if self._rate:
            left = self.tr("{0} left").format(_clock(remaining / self._rate))
            rate = self.tr("{0} samples/s").format(f"{self._rate:,.0f}")
            self.left.setText(f"{percent}   {left}   {rate}")
        else:
            self.left.setText(percent)

    def _show_best_of(self, epochs: tuple[EpochDone, ...]) -> None:
        for epoch in epochs:
            if epoch.validation_score is not None:
                self._show_best(epoch, epoch.validation_score)

    def _show_best(self, event: EpochDone, score: float) -> None:
        lower = event.metric == "mae"
        if self._best is not None and (score >= self._best if lower else score <= self._best):
            return
        self._best = score
        words = (
            self.tr("best validation error {0} (epoch {1})")
            if lower
            else self.tr("best validation accuracy {0} (epoch {1})")
        )
        self.best.setText(words.format(f"{score:.4g}" if lower else f"{score:.1%}", event.epoch))

    def _show_end(self, event: RunFinished | RunFailed) -> None:
        self._rest()  # its last steps may have come with it
        if isinstance(event, RunFailed):
            return
        if event.reason == "stopped":
            self.words.setText(self.tr("Stopped after {0} steps").format(f"{event.steps:,}"))
        elif "accuracy" in event.test:
            self.words.setText(
                self.tr("Done in {0}: test accuracy {1}").format(_clock(event.seconds), f"{event.test['accuracy']:.2%}")
            )
        elif "mae" in event.test:
            words = self.tr("Done in {0}: mean absolute error on the test part {1}")
            self.words.setText(words.format(_clock(event.seconds), f"{event.test['mae']:.4g}"))
        else:
            self.words.setText(self.tr("Done in {0}").format(_clock(event.seconds)))

    def _show_load(self) -> None:
        if self._process is None:
            from psutil import Process  # late: the window is open

            self._process = Process()
        with self._process.oneshot():
            cpu, memory = self._process.cpu_percent(), self._process.memory_info().rss
        self.load.setText(self.tr("cpu {0} %   {1} GB").format(f"{cpu:.0f}", f"{memory / 1e9:.1f}"))

    def _label(self, name: str, tip: str) -> StatusText:
        label = StatusText("", self)
        label.setObjectName(name)
        label.setToolTip(tip)
        label.setAccessibleName(tip)
        return label


def _capital(words: str) -> str:
    return words[:1].upper() + words[1:]


def _clock(seconds: float) -> str:
    whole = round(seconds)
    if whole >= 3600:
        return f"{whole // 3600}:{whole % 3600 // 60:02}:{whole % 60:02}"
    return f"{whole // 60}:{whole % 60:02}"
