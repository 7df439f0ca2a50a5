"""Judges what is tried in a lane of its own, with the newest weights that the window has.

One judgement at a time: what comes meanwhile is judged next, and only the newest of it. So an answer is never older than
one judgement, however fast somebody draws. What is asked beside that (the same drawing prepared otherwise, and which parts of it
count) waits until nothing else is to be judged, and is done in pieces of a few milliseconds.
"""

from __future__ import annotations

import time
from dataclasses import dataclass
from pathlib import Path
from typing import TYPE_CHECKING, Any

from PySide6.QtCore import QObject, QTimer, Signal

from workbench.gui.lane import Lane
from workbench.spec.experiment import Experiment

if TYPE_CHECKING:
    from workbench.evaluation.subject import Subject
    from workbench.evaluation.trained import Judgement
    from workbench.training.events import Weights


PIECE_SECONDS = 0.006
"""So long a judgement may have to wait for a piece of what is done beside it."""

GOES_ON = object()

SETTLED_MS, LEARNING_MS = 120, 1_500
"""What is covered when: so long after the last stroke, or after the last time while only the weights change."""


@dataclass(frozen=True)
class Outside:
    """A picture that is not the data set's: a file, or an array (C, H, W) uint8."""

    picture: Path | Any


class Predictor(QObject):
    """``predicted`` carries a Judgement, or None where the weights belong to other data; ``failed`` problems.

    ``judged_aside`` carries the Judgement of what was put aside, ``explained`` an Occlusion, or None where it cannot be had.
    """

    predicted = Signal(object)
    failed = Signal(object)
    judged_aside = Signal(object)
    explained = Signal(object)

    def __init__(self, data_dir: Path | None, parent: QObject | None = None) -> None:
        super().__init__(parent)
        self._lane, self._data_dir = Lane("judging", self), data_dir
        self._judging = self._again = False
        self._experiment: Experiment | None = None
        self._run_dir: Path | None = None
        self._weights: Weights | None = None
        self._asked: tuple[Subject, Any] | None = None
        self._aside: Any = None
        self._explains = False
        self._explained: Any = None  # the sample that was explained last
        self._turn = 0  # what belongs to an earlier one is not wanted any more
        self._occluding: tuple[int, Any] | None = None  # touched in the lane only
        self._pieces = 1  # the same
        self._idle = QTimer(self)
        self._idle.setSingleShot(True)
        self._idle.timeout.connect(self._explain)
        self._trained: Any = None  # touched in the lane only, like the two below
        self._built_for: Path | None = None
        self._loaded: Weights | None = None
        self.step = 0

    @property
    def ready(self) -> bool:
        """Whether there are weights."""
        return self._weights is not None

    @property
    def weights(self) -> Weights | None:
        """The newest weights."""
        return self._weights

    @property
    def experiment(self) -> Experiment | None:
        """The experiment that the weights belong to."""
        return self._experiment

    def set_weights(self, run_dir: Path, experiment: Experiment, weights: Weights, step: int) -> None:
        """Newer weights of the run in that folder; what is tried is judged again."""
        self._run_dir, self._experiment, self._weights, self.step = run_dir, experiment, weights, step
        self._ask()

    def set_sample(self, subject: Subject | None, sample: Any) -> None:
        """What is tried now, and as what; None: nothing."""
        self._asked = None if subject is None or sample is None else (subject, sample)
        self._ask()

    def set_aside(self, sample: Any) -> None:
        """Another form of what is tried, to be judged when there is time; None: nothing."""
        self._aside = sample
        if sample is not None and not self._judging:
            self._rest()

    def set_explaining(self, on: bool) -> None:
        """Whether it is wanted which parts of a picture count."""
        self._explains, self._explained = on, None
        self._turn += 1
        if on and not self._judging:
            self._rest()

    def close(self) -> None:
        """End the lane."""
        self._idle.stop()
        self._lane.close()

    def _ask(self) -> None:
        self._turn += 1
        run_dir, weights, asked = self._run_dir, self._weights, self._asked
        if run_dir is None or weights is None or asked is None:
            return
        if self._judging:
            self._again = True
            return
        self._judging = True
        self._lane.submit(
            "judge",
            lambda: self._judge(run_dir, weights, *asked),
            lambda judgement: self._tell(asked, self.predicted, judgement),
            lambda problems: self._tell(asked, self.failed, problems),
        )

    def _tell(self, asked: tuple[Subject, Any], signal: Any, found: object) -> None:
        """What was found, unless something else is tried by now; then what has come meanwhile."""
        again, self._judging, self._again = self._again, False, False
        if self._asked is not None and self._asked[0] == asked[0]:
            signal.emit(found)
        if again:
            self._ask()
        else:
            self._rest()

    def _rest(self) -> None:
        """There is time for what is asked beside the answer."""
        run_dir, weights, asked, aside = self._run_dir, self._weights, self._asked, self._aside
        if run_dir is None or weights is None or asked is None:
            return
        if aside is not None:
            turn, subject = self._turn, asked[0]

            def tell(judgement: Judgement | None) -> None:
                if turn == self._turn:
                    self.judged_aside.emit(judgement)

            self._lane.submit("aside", lambda: self._judge(run_dir, weights, subject, aside), tell)
        if self._explains and not self._idle.isActive():
            self._idle.start(LEARNING_MS if self._explained is asked[1] else SETTLED_MS)

    def _explain(self) -> None:
        """The next piece, unless something is to be judged first; then the rest is asked for again."""
        run_dir, weights, asked, turn = self._run_dir, self._weights, self._asked, self._turn
        if run_dir is None or weights is None or asked is None or not self._explains or self._judging:
            return

        def tell(found: Any) -> None:
            if turn != self._turn:
                return
            if found is GOES_ON:
                self._explain()
            else:
                self._explained = asked[1]
                self.explained.emit(found)

        self._lane.submit("explain", lambda: self._covered(turn, run_dir, weights, *asked), tell)

    def _covered(self, turn: int, run_dir: Path, weights: Weights, subject: Subject, sample: Any) -> Any:
        from workbench.evaluation.covering import Occluding, can_be_covered

        if self._occluding is None or self._occluding[0] != turn:
            if not self._bring(run_dir, weights, subject) or not can_be_covered(self._trained):
                return None
            self._occluding = turn, Occluding(self._trained, self._as_read(sample))
        began = time.perf_counter()
        more = self._occluding[1].go_on(self._pieces)
        taken = time.perf_counter() - began
        self._pieces = max(1, min(round(self._pieces * PIECE_SECONDS / max(taken, 1e-5)), 2 * self._pieces, 64))
        if more:
            return GOES_ON
        found = self._occluding[1].found()
        self._occluding = None
        return found

    def _judge(self, run_dir: Path, weights: Weights, subject: Subject, sample: Any) -> Judgement | None:
        if not self._bring(run_dir, weights, subject):
            return None
        judgement: Judgement = self._trained.judge(self._as_read(sample))
        return judgement

    def _bring(self, run_dir: Path, weights: Weights, subject: Subject) -> bool:
        """The model with these weights, in the lane. False: it is that of other data."""
        from workbench.evaluation.trained import Trained
        from workbench.training.device import one_thread

        one_thread()  # a single sample gains nothing from more, and waits for them while a run keeps them busy
        if self._trained is None or self._built_for != run_dir:
            self._trained, self._built_for = Trained.in_run(run_dir, weights, self._data_dir), run_dir
            self._loaded = weights
        elif self._loaded is not weights:
            self._trained.load(weights)
            self._loaded = weights
        return bool(self._trained.subject == subject)

    def _as_read(self, sample: Any) -> Any:
        """As a source of the data set would give it."""
        if not isinstance(sample, Outside):
            return sample
        from workbench.evaluation.picture import picture

        return picture(sample.picture, self._trained.experiment, self._trained.facts)
