"""Evaluate: what the model gets right and wrong, in figures, in curves and in samples."""

from __future__ import annotations

from pathlib import Path
from typing import TYPE_CHECKING, Any

import numpy as np
from PySide6.QtGui import QHideEvent, QShowEvent
from PySide6.QtWidgets import QWidget

from workbench.gui.context import Context
from workbench.gui.evaluate.assessor import Assessor, Request
from workbench.gui.evaluate.last_part import LastPart
from workbench.gui.evaluate.live import Live
from workbench.gui.evaluate.mending import Mending
from workbench.gui.evaluate.saving import Saving
from workbench.gui.evaluate.seen import Seen
from workbench.gui.evaluate.views import Pages, Views
from workbench.gui.lane import Lane, Problems
from workbench.gui.model_at_hand import ChosenSample
from workbench.gui.session import State
from workbench.gui.texts import sentence
from workbench.gui.widgets.empty_state import EmptyState
from workbench.spec.problems import Problem

if TYPE_CHECKING:
    from workbench.data.browse import PartName
    from workbench.spec.experiment import Correction, Experiment


class EvaluatePanel(Pages):
    """Made when it is looked at for the first time (:class:`workbench.gui.widgets.late_panel.LatePanel`)."""

    def __init__(self, context: Context, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._context = context
        self._seen: Seen | None = None
        self._corrected: dict[int, Correction] = {}
        self._request: Request | None = None
        self._part: PartName = "validation"
        self._stale = True
        self._by_hand = False
        self._due = False
        self._pictures = Lane("evaluated pictures", self)
        self.assessor = Assessor(context.data_dir, self)
        self.views = Views(context.document, self._pictures, self.assessor.compute, self)
        self.head = self.views.head
        self.mending = Mending(context.document, self)
        self.saving = Saving(self.views, self.assessor, context.say, self)
        self.empty = EmptyState(self.tr("Train first, or open a run: then this shows what the model gets wrong."), self)
        self.empty.add_button(
            "evaluate_open_run",
            self.tr("Open run…"),
            self.tr("Look at a run that was trained before"),
            context.open_run,
        )
        self.addWidget(self.empty)
        self.addWidget(self.views)
        self._live = Live(context.session, self)
        self._last_part = LastPart(self)
        self._connect()
        self._on_run_changed()

    def shut_down(self) -> None:
        """End what goes on in threads."""
        self._live.end()
        self.assessor.close()
        self._pictures.close()

    def seen(self) -> Seen | None:
        """What is shown."""
        return self._seen

    def look_at(self, part: str, _layer: str = "") -> None:
        """Bring a view to the front, by its name."""
        if part in self.views.by_name and (self._seen is None or part in self.views.shown()):
            self.views.choose(part)

    def evaluate(self) -> None:
        """Judge the chosen part with the chosen weights."""
        self._by_hand = True
        if self._running() and self.head.chosen_weights() == "live":
            self._ask_for_weights()
        else:
            self._ask()

    # When

    def _running(self) -> bool:
        """Whether there is a run that gives newer weights."""
        return self._context.session.state in (State.RUNNING, State.PAUSED)

    def _on_run_changed(self) -> None:
        """Weights of another run: what was shown of the earlier one goes."""
        at_hand = self._context.at_hand
        self.assessor.cancel()
        self._show_running(False)
        self._seen = self._request = None
        self._stale = True
        self._part = "validation"
        self.head.choose_part(self._part)
        self.views.clear()
        self.views.compare.set_run(at_hand.run_dir)
        self.setCurrentWidget(self.views if at_hand.ready else self.empty)

    def _on_weights(self) -> None:
        if not self._context.at_hand.ready:
            return
        self.setCurrentWidget(self.views)
        self.head.list_weights(self._context.at_hand)
        self._stale = True
        if self._due and self._by_hand:
            self._ask()
        elif self._due or self._seen is None or not self._running():
            self._ask_if_stale()  # else somebody else has asked for these weights

    def _ask_if_stale(self) -> None:
        """Judge what has not been judged yet, where it costs nobody anything: not the test part, and not while hidden."""
        if self._stale and self.isVisible() and self._part != "test" and not self.assessor.running:
            self._ask()

    def _on_state_changed(self) -> None:
        if not self._running():
            self._ask_if_stale()
        elif self.isVisible() and not self._context.at_hand.ready:
            self._ask_for_weights()  # the first look, while the run goes on

    def _on_due(self) -> None:
        if self._part == "validation" and self.head.chosen_weights() == "live" and not self.assessor.running:
            self._ask_for_weights()

    def _ask_for_weights(self) -> None:
        self._due = True
        self._context.session.want_weights(0.0)

    def _ask(self) -> None:
        at_hand = self._context.at_hand
        if at_hand.run_dir is None or at_hand.weights is None:
            return
        self._due = False
        chosen = self.head.chosen_weights()
        live = at_hand.weights if chosen == "live" else None
        words = self.tr("step {0}").format(f"{at_hand.step:,}") if at_hand.step else "last"
        sparing = self._running() and not self._by_hand and self._part == "validation"
        self._request = Request(at_hand.run_dir, self._part, words if live is not None else chosen, live, sparing)
        self._stale = False
        self._show_running(True)
        self.assessor.ask(self._request)

    def _on_assessed(self, request: Request, seen: Seen) -> None:
        self._by_hand = False
        self._show_running(False)
        self._live.rest(seen.seconds)
        if request.run_dir != self._context.at_hand.run_dir:
            return
        self._seen = seen
        self.mending.set_seen(seen)
        self._corrected = {}
        self.views.show_seen(seen)
        self._say_what_is_shown()
        self._find_corrected()
        if not self._running():
            self._ask_if_stale()

    def _on_failed(self, problems: Problems) -> None:
        self._by_hand = False
        self._show_running(False)
        self._live.rest(0.0)
        words = " ".join(map(sentence, problems))
        self.head.say(words, "error")
        if self._seen is None:
            self.views.say(words)

    def _cancel(self) -> None:
        self.assessor.cancel()
        self._by_hand = self._due = False
        self._show_running(False)
        self.head.say(self.tr("Cancelled."))
        if self._seen is None:
            self.views.say(self.tr("Nothing is judged yet: press Evaluate."))

    # What

    def _on_head_changed(self) -> None:
        part = self.head.chosen_part()
        run_dir = self._context.at_hand.run_dir
        if part == "test" and self._part != "test" and run_dir is not None and not self._last_part.may_look(run_dir):
            self.head.choose_part(self._part)
            return
        self._part = part
        self.head.choose_part(part)
        self._by_hand = True
        self._ask()

    def _say_what_is_shown(self) -> None:
        if self._seen is not None and self._request is not None:
            self.head.say_seen(self._seen, self._request.run_dir)

    def _show_running(self, on: bool) -> None:
        self.head.show_running(on)
        if on and self._seen is None:
            self.views.say(self.tr("Judging the samples …"))

    def _on_progress(self, what: str, done: int, total: int) -> None:
        if self.assessor.running and what:
            self.head.show_doing(what, done, total)

    # Samples

    def _inspect(self, position: int) -> None:
        seen = self._seen
        if seen is None:
            return
        values = seen.sample(position)
        if isinstance(values, Problem):
            self._context.say(sentence(values))
            return
        self._context.show_panel("inspect")  # made now, where nobody has looked at it: then it hears what follows
        chosen = ChosenSample(seen.source_part, seen.place(position), values, seen.true(position))
        self._context.at_hand.sample_chosen.emit(chosen)

    def _browse(self, position: int) -> None:
        if self._seen is not None:
            self._context.tools.look_through().go_to(self._seen.source_part, self._seen.place(position))

    def _show_sample(self, part: str, row: int) -> None:
        """Among those that are judged where it is one of them, else among all of its data set."""
        seen = self._seen
        here = seen is not None and seen.source_part == part
        found: list[int] = np.flatnonzero(seen.shelf.rows == row).tolist() if seen is not None and here else []
        if found:
            self.views.show_sample(found[0])
        else:
            self._context.tools.look_through().go_to(part, row)

    def _judge_one(self, position: int) -> None:
        seen, request = self._seen, self._request
        if seen is not None and request is not None:
            values = seen.sample(position)
            if not isinstance(values, Problem):
                self.assessor.judge(request, values, lambda found: self.views.samples.show_judgement(position, found))

    def _refresh_correction(self) -> None:
        samples = self.views.samples
        self.mending.show_on(samples.detail, samples.chosen(), self._corrected)

    def _find_corrected(self) -> None:
        """The document has other corrections, or other samples are shown."""
        self._corrected = self.mending.corrected()
        self.views.samples.show_corrected(self._corrected)
        self._refresh_correction()

    def _on_document_changed(self, before: Experiment, after: Experiment) -> None:
        if before.data is not after.data:
            self._find_corrected()

    # Events

    def showEvent(self, event: QShowEvent) -> None:
        super().showEvent(event)
        self._live.begin()
        if self._context.at_hand.ready:
            self.head.list_weights(self._context.at_hand)
        if not self._running():
            self._ask_if_stale()
        elif self._seen is None:
            self._ask_for_weights()

    def hideEvent(self, event: QHideEvent) -> None:
        super().hideEvent(event)
        self._live.end()
        if self.assessor.running and not self._by_hand:
            self.assessor.cancel()
            self._show_running(False)
            self._stale = True

    def _connect(self) -> None:
        context, views = self._context, self.views
        context.at_hand.run_changed.connect(self._on_run_changed)
        context.at_hand.changed.connect(self._on_weights)
        context.session.state_changed.connect(lambda _state: self._on_state_changed())
        self._live.due.connect(self._on_due)
        context.document.changed.connect(self._on_document_changed)
        assessor = self.assessor
        assessor.assessed.connect(self._on_assessed)
        assessor.failed.connect(self._on_failed)
        assessor.progressed.connect(self._on_progress)
        assessor.compared.connect(self._on_compared)
        assessor.compare_failed.connect(self._on_compare_failed)
        self.head.changed.connect(self._on_head_changed)
        self.head.pressed.connect(self.evaluate)
        self.head.cancelled.connect(self._cancel)
        self.head.live_changed.connect(self._live.set_mode)
        samples = views.samples
        samples.inspect_wanted.connect(self._inspect)
        samples.browse_wanted.connect(self._browse)
        samples.judgement_wanted.connect(self._judge_one)
        samples.chosen_changed.connect(self._refresh_correction)
        samples.fill_labels = self.mending.fill
        samples.relabel_wanted.connect(lambda positions: self.mending.relabel(positions, samples.detail.relabel))
        samples.exclude_wanted.connect(self.mending.exclude)
        samples.take_back_wanted.connect(self.mending.take_back)
        views.corrections.train_wanted.connect(context.train)
        views.corrections.show_wanted.connect(self._show_sample)
        views.compare.other_wanted.connect(self._compare)

    def _compare(self, other: tuple[Path, str]) -> None:
        self._by_hand = True  # it goes on while nobody looks
        self._show_running(True)
        self.assessor.compare(Request(other[0], self._part, other[1]))

    def _on_compared(self, _request: Request, seen: Any) -> None:
        self._by_hand = False
        self._show_running(False)
        self._say_what_is_shown()
        self.views.compare.show_other(seen)

    def _on_compare_failed(self, problems: Problems) -> None:
        self._by_hand = False
        self._show_running(False)
        self._say_what_is_shown()
        self.views.compare.show_problems(problems)
