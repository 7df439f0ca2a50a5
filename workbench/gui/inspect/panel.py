"""Inspect: what each layer makes of a sample, and what the answer hangs on."""

from __future__ import annotations

from typing import Any

from PySide6.QtCore import QEvent, QSize
from PySide6.QtGui import (
    QContextMenuEvent,
    QDragEnterEvent,
    QDropEvent,
    QHideEvent,
    QKeyEvent,
    QKeySequence,
    QShowEvent,
)
from PySide6.QtWidgets import QHBoxLayout, QStackedWidget, QVBoxLayout, QWidget

from workbench.gui.context import Context
from workbench.gui.inspect.inside import Inside
from workbench.gui.inspect.painting import number
from workbench.gui.inspect.probe import Look, Wanted
from workbench.gui.inspect.prober import Prober
from workbench.gui.inspect.source_bar import SourceBar
from workbench.gui.session import State
from workbench.gui.texts import sentence
from workbench.gui.widgets.card import ElidedLabel
from workbench.gui.widgets.empty_state import EmptyState
from workbench.spec.problems import Problem

WEIGHTS_S = 0.5
"""The newest weights are asked for this often at most."""


class InspectPanel(QStackedWidget):
    """Made when it is looked at for the first time (:class:`workbench.gui.widgets.late_panel.LatePanel`)."""

    def __init__(self, context: Context, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.setObjectName("inspect")
        self.setAccessibleName(self.tr("Inspect"))
        self.setAcceptDrops(True)
        self._context = context
        self._dirty = True
        self._seen = False
        self.prober = Prober(context.data_dir, self)
        self.source = SourceBar(context, self)
        self._make_empty()
        self._make_body()
        self._connect()
        self.source.set_run()
        self._show_ready()

    # What is looked at

    def shut_down(self) -> None:
        """End what goes on in threads."""
        self.source.sampling.cancel()
        self.prober.close()

    def ask(self) -> None:
        """Work out what is in sight; nothing while nobody looks."""
        sample = self.source.sample
        if not self._seen or sample is None or not self._context.at_hand.ready:
            return
        address = self.inside.layers.address()
        self.prober.want(Wanted(sample.values, sample.subject, address, **self.inside.wishes()))

    @property
    def look(self) -> Look | None:
        """What was found last."""
        return self.inside.look

    def _on_looked(self, look: Look) -> None:
        another = self.look is None or look.wanted.sample is not self.look.wanted.sample
        self.body.setCurrentWidget(self.inside)
        self.source.set_kind(look.kind)
        self._show_prediction(look)
        self.inside.set_look(look)
        if (another or look.wanted.layer != self.inside.layers.address()) and self.inside.lacks(look):
            self.ask()

    def _on_failed(self, problems: tuple[Problem, ...]) -> None:
        self.sorry.say(" ".join(map(sentence, problems)))
        self.body.setCurrentWidget(self.sorry)
        self.prediction.set_text("")

    def _show_prediction(self, look: Look) -> None:
        judgement, sample = look.judgement, self.source.sample
        parts = []
        if sample is not None and sample.label:
            parts.append(self.tr("True: {0}").format(sample.label))
        if judgement.shares is not None:
            best = sorted(range(len(look.names)), key=lambda index: -float(judgement.shares[index]))[:3]  # type: ignore[index]
            said = [f"{look.names[index]} {float(judgement.shares[index]):.1%}" for index in best]
            mark = "" if sample is None or not sample.label else "✓ " if look.names[best[0]] == sample.label else "✗ "
            parts.append(mark + self.tr("Predicted: {0}").format("  ".join(said)))
        elif judgement.numbers is not None:
            pairs = zip(look.names, judgement.numbers.tolist(), strict=False)
            parts.append(self.tr("Predicted: {0}").format("  ".join(f"{n} {number(v)}" for n, v in pairs)))
        elif judgement.copy is not None and judgement.original is not None:
            error = float(((judgement.copy - judgement.original) ** 2).mean())
            parts.append(self.tr("Given back with a mean squared error of {0}").format(number(error)))
        if look.step:
            parts.append(self.tr("step {0}").format(f"{look.step:,}"))
        self.prediction.set_text(" · ".join(parts))

    # Reactions

    def _connect(self) -> None:
        at_hand, session = self._context.at_hand, self._context.session
        at_hand.changed.connect(self._on_weights)
        at_hand.run_changed.connect(self._on_run_changed)
        at_hand.sample_chosen.connect(lambda _chosen: self._show_ready())
        at_hand.layer_chosen.connect(self._on_layer_chosen_elsewhere)
        session.events.connect(self._on_events)
        session.state_changed.connect(self._on_state)
        self._on_state(session.state)
        self.prober.looked.connect(self._on_looked)
        self.prober.failed.connect(self._on_failed)
        self.source.changed.connect(self.ask)
        self.source.said.connect(self._on_said)
        self.inside.needs.connect(self.ask)
        self.inside.saved.connect(lambda path: self._context.say(self.tr("Saved: {0}").format(path)))
        self.inside.failed.connect(self._context.say)

    def _on_weights(self) -> None:
        self._dirty = True
        if self._seen:
            self._take_weights()
        self._show_ready()

    def _take_weights(self) -> None:
        now = self._context.at_hand
        if self._dirty and now.run_dir is not None and now.experiment is not None and now.weights is not None:
            self._dirty = False
            self.prober.set_weights(now.run_dir, now.experiment, now.weights, now.step)

    def _on_run_changed(self) -> None:
        self.inside.forget()
        self.source.set_run()
        if self.source.sample is None:
            self.prober.want(None)
            self.body.setCurrentWidget(self.waiting)
            if self._seen:
                self.source.begin()

    def _on_events(self, _events: list[Any]) -> None:
        if self._seen and self.source.sample is not None:
            self._context.session.want_weights(max(WEIGHTS_S, self.prober.pause_s()))

    def _on_state(self, state: State) -> None:
        self.prober.set_training(state in (State.PREPARING, State.RUNNING, State.STOPPING))

    def _on_said(self, words: str) -> None:
        self._context.say(words)
        if self.look is None:
            self.sorry.say(words)
            self.body.setCurrentWidget(self.sorry)

    def _on_layer_chosen_elsewhere(self, address: str) -> None:
        if self._seen:
            self.inside.choose(address)

    def _show_ready(self) -> None:
        self.setCurrentWidget(self.whole if self._context.at_hand.ready else self.empty)

    # What Qt asks

    def minimumSizeHint(self) -> QSize:
        return QSize(320, 140)

    def showEvent(self, event: QShowEvent) -> None:
        super().showEvent(event)
        self._on_seen()

    def hideEvent(self, event: QHideEvent) -> None:
        super().hideEvent(event)
        self._on_seen()

    def _on_seen(self) -> None:
        """Begin or end to look, where that has changed."""
        seen = self.isVisible()
        if seen == self._seen:
            return
        self._seen = seen
        if not seen:
            self.inside.matters.leave()
            self.prober.want(None)
            self.source.sampling.forget()
            return
        self._show_ready()
        if self._context.at_hand.ready:
            self._take_weights()
            self.source.begin()
            self.ask()

    def dragEnterEvent(self, event: QDragEnterEvent) -> None:
        mime = event.mimeData()
        files = any(url.isLocalFile() and not url.toLocalFile().endswith(".toml") for url in mime.urls())
        if self._context.at_hand.ready and (files or mime.hasImage() or (self.source.takes_texts and mime.hasText())):
            event.acceptProposedAction()

    def dropEvent(self, event: QDropEvent) -> None:
        if self.source.take_mime(event.mimeData()):
            event.acceptProposedAction()

    def event(self, event: QEvent) -> bool:
        override = isinstance(event, QKeyEvent) and event.type() == QEvent.Type.ShortcutOverride
        if override and event.matches(QKeySequence.StandardKey.Paste):  # type: ignore[attr-defined]
            event.accept()  # not the window's own, which pastes layers
            return True
        return super().event(event)

    def keyPressEvent(self, event: QKeyEvent) -> None:
        if event.matches(QKeySequence.StandardKey.Paste):
            self.source.take_clipboard()
        else:
            super().keyPressEvent(event)

    def contextMenuEvent(self, event: QContextMenuEvent) -> None:
        if self.look is not None and self.currentWidget() is self.whole:
            self.inside.menu.popup(event.globalPos())

    # Building

    def _make_empty(self) -> None:
        self.empty = EmptyState(
            self.tr("Train first, or open a run: then this shows what each layer makes of a sample."), self
        )
        self.empty.add_button(
            "inspect_open_run",
            self.tr("Open run…"),
            self.tr("Look at a run that was trained before"),
            self._context.open_run,
        )
        self.addWidget(self.empty)

    def _make_body(self) -> None:
        self.prediction = ElidedLabel("", self)
        self.prediction.setObjectName("inspect_prediction")
        self.prediction.setAccessibleName(self.tr("What the model says of the sample"))
        self.inside = Inside(self.prober, self)
        self.waiting = EmptyState(self.tr("Reading a sample…"), self)
        self.sorry = EmptyState("", self)
        self.body = QStackedWidget(self)
        for widget in (self.waiting, self.inside, self.sorry):
            self.body.addWidget(widget)
        top = QHBoxLayout()
        top.setSpacing(8)
        top.addWidget(self.source)
        top.addWidget(self.prediction, 1)
        self.whole = QWidget(self)
        outer = QVBoxLayout(self.whole)
        outer.setContentsMargins(12, 4, 12, 8)
        outer.setSpacing(4)
        outer.addLayout(top)
        outer.addWidget(self.body, 1)
        self.addWidget(self.whole)
