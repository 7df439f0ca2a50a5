"""Asks the newest weights about what is tried: the panel Draw, the predictor and the model at hand."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

from PySide6.QtCore import QObject, Signal

from workbench.gui.model_at_hand import ModelAtHand
from workbench.gui.panels.try_it import TryPanel
from workbench.gui.predictor import Predictor
from workbench.gui.session import Session, State
from workbench.gui.texts import sentence
from workbench.training.events import Event

if TYPE_CHECKING:
    from workbench.evaluation.subject import Subject

AGAIN_S = 0.5
"""How long, at the least, from the weights of one answer to those of the next, while a run goes on."""


class Asking(QObject):
    """``said`` carries a sentence, ``summarized`` whose weights they are; ``changed``: there are others."""

    said = Signal(str)
    summarized = Signal(str)
    changed = Signal()

    def __init__(self, try_it: TryPanel, predictor: Predictor, at_hand: ModelAtHand, session: Session) -> None:
        super().__init__(try_it)
        self._try_it, self._predictor, self._at_hand, self._session = try_it, predictor, at_hand, session
        try_it.ask_of(predictor)
        predictor.failed.connect(lambda problems: self.said.emit(" ".join(map(sentence, problems))))
        try_it.asked.connect(self._on_asked)
        try_it.asked.connect(at_hand.set_tried)
        at_hand.changed.connect(self._on_weights)
        session.events.connect(self._follow)
        session.state_changed.connect(self._on_state)

    def _on_asked(self, subject: Subject | None, sample: Any) -> None:
        self._predictor.set_sample(subject, sample)
        if sample is not None:
            self._session.want_weights()

    def _on_weights(self) -> None:
        now = self._at_hand
        if now.run_dir is None or now.experiment is None or now.weights is None:
            return
        self._try_it.set_has_weights()
        self._predictor.set_weights(now.run_dir, now.experiment, now.weights, now.step)
        words = self.tr("weights of step {0}").format(f"{now.step:,}") if now.step else now.run_dir.name
        self.summarized.emit(words)
        self.changed.emit()

    def _follow(self, _events: list[Event]) -> None:
        if self._try_it.is_asking():
            self._session.want_weights(AGAIN_S)  # the answer follows the learning

    def _on_state(self, state: State) -> None:
        if state is State.RUNNING:
            self._session.want_weights(0)
