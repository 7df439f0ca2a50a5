"""Inspect: what each layer makes of a sample, and what the answer hangs on."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

from PySide6.QtCore import QEvent, QSize, Qt, Signal
from PySide6.QtGui import (
    QContextMenuEvent,
    QDragEnterEvent,
    QDropEvent,
    QHideEvent,
    QKeyEvent,
    QKeySequence,
    QShowEvent,
)
from PySide6.QtWidgets import (
    QHBoxLayout,
    QSplitter,
    QStackedWidget,
    QTabBar,
    QToolButton,
    QVBoxLayout,
    QWidget,
)

from workbench.gui.context import Context
from workbench.gui.icons import icon
from workbench.gui.inspect.filters_view import FiltersView
from workbench.gui.inspect.hand_page import HandPage
from workbench.gui.inspect.layer_list import LayerList
from workbench.gui.inspect.maps_view import MapsView
from workbench.gui.inspect.matters_view import MattersView
from workbench.gui.inspect.painting import number
from workbench.gui.inspect.probe import INPUT, Look, Wanted
from workbench.gui.inspect.prober import Prober
from workbench.gui.inspect.source_bar import SourceBar
from workbench.gui.inspect.view import Selection, View
from workbench.gui.session import State
from workbench.gui.texts import sentence
from workbench.gui.widgets.card import ElidedLabel
from workbench.gui.widgets.empty_state import EmptyState
from workbench.gui.widgets.figure_menu import FigureMenu
from workbench.spec.problems import Problem

if TYPE_CHECKING:
    from workbench.evaluation.inspect.activations import Activation

WEIGHTS_S = 0.5
"""The newest weights are asked for this often at most."""


class InspectPanel(QStackedWidget):
    """Made when it is looked at for the first time (:class:`workbench.gui.widgets.late_panel.LatePanel`).

    ``saved`` and ``failed`` tell what became of a file.
    """

    saved = Signal(str)
    failed = Signal(str)

    def __init__(self, context: Context, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.setObjectName("inspect")
        self.setAccessibleName(self.tr("Inspect"))
        self.setAcceptDrops(True)
        self._context = context
        self.look: Look | None = None
        self._dirty = True
        self._seen = False
        self.selection = Selection(self)
        self.prober = Prober(context.data_dir, self)
        self.source = SourceBar(context, self)
        self._make_empty()
        self._make_body()
        self._connect()
        self.source.set_run()
        self._show_ready()

    # What is looked at

    def view(self) -> View:
        """The view in front."""
        view = self.views.currentWidget()
        assert isinstance(view, View)
        return view

    def layer(self) -> Activation | None:
        """The chosen layer, with what it made of the last sample."""
        return self.look.activations.at(self.layers.address()) if self.look else None

    def shut_down(self) -> None:
        """End what goes on in threads."""
        self.source.sampling.cancel()
        self.prober.close()

    def ask(self) -> None:
        """Work out what is in sight; nothing while nobody looks."""
        sample = self.source.sample
        if not self._seen or sample is None or not self._context.at_hand.ready:
            return
        layer = self.layer()
        wishes: dict[str, Any] = self.view().wishes(layer) if layer is not None else {}
        self.prober.want(Wanted(sample.values, sample.subject, self.layers.address(), **wishes))

    def _on_looked(self, look: Look) -> None:
        another = self.look is None or look.wanted.sample is not self.look.wanted.sample
        self.look = look
        self.layers.set_activations(look.activations)
        if not self.layers.address():
            self.layers.choose(_first(look))
        self.source.set_kind(look.kind)
        self._show_prediction(look)
        self.body.setCurrentWidget(self.inside)
        self._show_view()
        if another or look.wanted.layer != self.layers.address():
            self._ask_for_the_rest(look)

    def _ask_for_the_rest(self, look: Look) -> None:
        """What the view needs of a layer that was not known when the question was asked."""
        wishes = self.view().wishes(self.layer())
        wanted = look.wanted
        had = {"filters": wanted.filters, "reach": wanted.reach, "hand": wanted.hand}
        if look.wanted.layer != self.layers.address() or any(had[name] != value for name, value in wishes.items()):
            self.ask()

    def _show_view(self) -> None:
        if self.look is not None:
            self.view().show_look(self.look, self.layer())

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
        self.layers.chosen.connect(self._on_layer_chosen)
        for view in (self.maps, self.filters, self.hand, self.matters):
            view.needs.connect(self.ask)
        self.saved.connect(lambda path: self._context.say(self.tr("Saved: {0}").format(path)))
        self.failed.connect(self._context.say)

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
        self.look = None
        self.layers.set_activations(None)
        self.matters.leave()
        self.selection.forget_pixel()
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

    def _on_layer_chosen(self, _address: str) -> None:
        self.selection.forget_pixel()
        self._show_view()
        self.ask()

    def _on_layer_chosen_elsewhere(self, address: str) -> None:
        if self._seen and address != self.layers.address() and self.layers.choose(address):
            self._on_layer_chosen(address)

    def _on_view(self, index: int) -> None:
        if self.view() is self.matters:
            self.matters.leave()
        self.views.setCurrentIndex(index)
        self._show_options()
        self._show_view()
        self.ask()

    def _show_options(self) -> None:
        for view in (self.maps, self.filters, self.hand, self.matters):
            view.options.setVisible(view is self.view())

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
            self.matters.leave()
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
            self.menu.popup(event.globalPos())

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
        self.layers = LayerList(self)
        self.layers.setMaximumWidth(420)
        self.prediction = ElidedLabel("", self)
        self.prediction.setObjectName("inspect_prediction")
        self.prediction.setAccessibleName(self.tr("What the model says of the sample"))
        self.maps, self.filters = MapsView(self.selection, self), FiltersView(self.selection, self)
        self.hand, self.matters = HandPage(self.selection, self), MattersView(self.selection, self.prober, self)
        self.views = QStackedWidget(self)
        self.tabs = _Tabs(self)
        self.tabs.setObjectName("inspect_views")
        self.tabs.setAccessibleName(self.tr("What to look at"))
        self.tabs.setExpanding(False)
        self.tabs.setDrawBase(False)
        self.tabs.setUsesScrollButtons(True)
        self.tabs.setStyleSheet("QTabBar::tab { padding: 3px 7px 3px 7px; }")  # the options stand beside them
        rows = (
            (
                self.maps,
                self.tr("Maps"),
                self.tr("What the layer makes of the sample, and what each number of it sees"),
            ),
            (self.filters, self.tr("Filters"), self.tr("The weights of the layer as pictures")),
            (self.hand, self.tr("By hand"), self.tr("One number of the layer, worked out as on paper")),
            (self.matters, self.tr("What matters"), self.tr("Which inputs the answer hangs on")),
        )
        for view, title, tip in rows:
            self.views.addWidget(view)
            self.tabs.setTabToolTip(self.tabs.addTab(title), tip)
        self.tabs.currentChanged.connect(self._on_view)
        self.menu = FigureMenu(self, lambda: self.view().figure(), lambda: self.view().table())
        self.menu.add_exports()
        self._lay_out()
        self._show_options()

    def _lay_out(self) -> None:
        more = QToolButton(self)
        more.setObjectName("inspect_menu")
        more.setIcon(icon("more", "muted"))
        more.setToolTip(self.tr("Copy, save as a picture or as numbers"))
        more.setAccessibleName(more.toolTip())
        more.setPopupMode(QToolButton.ToolButtonPopupMode.InstantPopup)
        more.clicked.connect(lambda: self.menu.popup(more.mapToGlobal(more.rect().bottomLeft())))
        head = QHBoxLayout()
        head.setSpacing(4)
        head.addWidget(self.tabs)
        head.addStretch(1)
        for view in (self.maps, self.filters, self.hand, self.matters):
            head.addWidget(view.options)
        head.addWidget(more)
        right = QWidget(self)
        column = QVBoxLayout(right)
        column.setContentsMargins(0, 0, 0, 0)
        column.setSpacing(4)
        column.addLayout(head)
        column.addWidget(self.views, 1)
        self.splitter = QSplitter(Qt.Orientation.Horizontal, self)
        self.splitter.setObjectName("inspect_splitter")
        self.splitter.addWidget(self.layers)
        self.splitter.addWidget(right)
        self.splitter.setSizes([210, 540])
        self.splitter.setStretchFactor(0, 1)
        self.splitter.setStretchFactor(1, 6)
        self.inside = self.splitter
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


class _Tabs(QTabBar):
    """Qt asks for the width of the names as they are, and forgets that the chosen one is bold."""

    def sizeHint(self) -> QSize:
        return super().sizeHint() + QSize(4 * self.fontMetrics().averageCharWidth(), 0)


def _first(look: Look) -> str:
    """The layer that is shown at first: the first with maps, else the first."""
    layers = look.activations.layers
    maps = next((each for each in layers if len(each.shape) > 2 and each.row.has_filters), None)
    chosen = maps or next((each for each in layers if each.row.has_filters), None) or (layers[0] if layers else None)
    return chosen.row.address if chosen else INPUT
