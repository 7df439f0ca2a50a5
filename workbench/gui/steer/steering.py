"""Steering a run from the window: the strip over the curves, the menu of the layers, and what is known of the run."""

from __future__ import annotations

from collections.abc import Callable, Iterator

from PySide6.QtCore import QObject, Signal

from workbench.gui.document import Document
from workbench.gui.panels.curves import CurvesPanel
from workbench.gui.panels.model import ModelPanel
from workbench.gui.session import Session, State
from workbench.gui.steer.strip import SteerStrip
from workbench.gui.steer.words import short_address, steered_words
from workbench.gui.texts import sentence
from workbench.spec.containers import address_of
from workbench.spec.experiment import Experiment
from workbench.spec.parts import WeightedLayer
from workbench.training.control import Order
from workbench.training.events import Event, Noticed, RunResumed, RunStarted, Steered, StepDone
from workbench.training.places import ways_in


class Steering(QObject):
    """Made with the window; the strip is made when the first run goes on. ``say`` is the status bar.

    ``steered``: the run has taken an order.
    """

    steered = Signal()

    def __init__(
        self, session: Session, document: Document, model: ModelPanel, curves: CurvesPanel,
        say: Callable[[str], None], log: Callable[[str], None],
    ) -> None:  # fmt: skip
        super().__init__(curves)
        self._session, self._document, self._model, self._curves, self._say = session, document, model, curves, say
        self._log = log
        self.strip: SteerStrip | None = None
        self._run: RunStarted | None = None
        self._experiment: Experiment | None = None
        self._frozen: set[str] = set()
        self._augmented, self._epochs, self._epoch = True, 0, 1
        self._asked = 0
        """Orders that are not answered yet: a warning that comes now may be the answer."""
        session.events.connect(self._follow)
        session.state_changed.connect(self._on_state)

    # What the menu of the layers offers

    def can_freeze(self) -> bool:
        """Whether some of the chosen layers learn in the run that goes on, and could be frozen in it."""
        return any(address not in self._frozen for address in self._chosen())

    def can_let_learn(self) -> bool:
        """Whether some of the chosen layers were frozen while the run went on."""
        return any(address in self._frozen for address in self._chosen())

    def freeze(self) -> None:
        """Action: the chosen layers stay as they are, from the next step on."""
        self._order_for_chosen(True)

    def let_learn(self) -> None:
        """Action: the chosen layers learn again."""
        self._order_for_chosen(False)

    def _order_for_chosen(self, on: bool) -> None:
        for address in self._chosen():
            if (address in self._frozen) != on:
                self.ask(Order("frozen", on, address))

    def _chosen(self) -> list[str]:
        """Addresses of the chosen layers that the run knows under the same address: the model was not edited since."""
        now, running = self._document.experiment, self._experiment
        if running is None or self._session.state not in (State.RUNNING, State.PAUSED):
            return []
        if now.model != running.model:
            return []
        known = {address for address, _ in self._layers()}
        return [address for path in self._model.chosen_paths() if (address := address_of(path)) in known]

    def _layers(self) -> Iterator[tuple[str, str]]:
        """Address and name of each layer of the run that could learn."""
        if self._experiment is None:
            return
        for place, _ in ways_in(self._experiment.model.layers):
            if isinstance(place.layer, WeightedLayer) and not place.layer.frozen:
                yield place.address, f"{place.layer.type}  –  {short_address(place.address)}"

    # Orders and events

    def ask(self, order: Order) -> None:
        """Give the order to the run."""
        self._asked += 1
        self._session.steer(order)

    def _follow(self, events: list[Event]) -> None:
        last: StepDone | None = None
        for event in events:
            if isinstance(event, StepDone):
                last = event
            elif isinstance(event, RunStarted):
                self._begin(event)
            elif isinstance(event, RunResumed):
                for change in event.steered:
                    self._take(change)
                self._show()
            elif isinstance(event, Steered):
                self._take(event)
                self._tell(event)
                self.steered.emit()
            elif isinstance(event, Noticed) and self._asked and not event.problem.address:
                self._asked -= 1
                self._say(sentence(event.problem))
                self._show()
        if last is not None and self.strip is not None:
            if last.epoch != self._epoch:
                self._epoch = last.epoch
                self.strip.show_epochs(self._epochs, last.epoch)
            self.strip.show_rate(last.lr)

    def _begin(self, event: RunStarted) -> None:
        self._run, self._experiment = event, self._session.experiment
        self._frozen, self._augmented, self._epochs, self._epoch, self._asked = set(), True, event.epochs, 1, 0
        if self.strip is None:
            self.strip = SteerStrip(self._curves)
            self.strip.asked.connect(self.ask)
            self.strip.said.connect(self._say)
            self._curves.add_strip(self.strip)
        self._show()
        self._on_state(self._session.state)

    def _take(self, event: Steered) -> None:
        if event.what == "frozen":
            (self._frozen.add if event.value else self._frozen.discard)(event.address)
        elif event.what == "augmentation":
            self._augmented = bool(event.value)
        elif event.what == "epochs":
            self._epochs = int(event.value or 0)
        elif event.what == "lr" and self.strip is not None:
            self.strip.show_rate(float(event.value or 0))

    def _tell(self, event: Steered) -> None:
        self._asked = max(0, self._asked - 1)
        words = self.tr("after step {0}: {1}").format(f"{event.step:,}", steered_words(event))
        self._log(words)
        self._say(words)
        self._show()

    def _show(self) -> None:
        if self.strip is None:
            return
        steps = self._experiment.data.transforms if self._experiment else ()
        there = any(_only_for_training(step) for step in steps if step.enabled)
        self.strip.show_augmentation(there, self._augmented)
        self.strip.show_epochs(self._epochs, self._epoch)
        self.strip.show_layers(tuple(self._layers()), frozenset(self._frozen))

    def _on_state(self, state: State) -> None:
        if self.strip is not None:
            self.strip.setVisible(state in (State.RUNNING, State.PAUSED, State.STOPPING))
            self.strip.setEnabled(state in (State.RUNNING, State.PAUSED))


def _only_for_training(step: object) -> bool:
    kind = type(step)
    return bool(
        getattr(kind, "batch", False) or (getattr(kind, "random", False) and getattr(step, "when", "") != "always")
    )
