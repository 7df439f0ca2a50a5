"""Judges what is tried in a lane of its own, with the newest weights that the window has.

One judgement at a time: what comes meanwhile is judged next, and only the newest of it. So an answer is never older than
one judgement, however fast somebody draws.
"""

from __future__ import annotations

from dataclasses import dataclass
from pathlib import Path
from typing import TYPE_CHECKING, Any

from PySide6.QtCore import QObject, Signal

from workbench.gui.lane import Lane
from workbench.spec.experiment import Experiment

if TYPE_CHECKING:
    from workbench.evaluation.subject import Subject
    from workbench.evaluation.trained import Judgement
    from workbench.training.events import Weights


@dataclass(frozen=True)
class Outside:
    """A picture that is not the data set's: a file, or an array (C, H, W) uint8."""

    picture: Path | Any


class Predictor(QObject):
    """``predicted`` carries a Judgement, or None where the weights belong to other data; ``failed`` problems."""

    predicted = Signal(object)
    failed = Signal(object)

    def __init__(self, data_dir: Path | None, parent: QObject | None = None) -> None:
        super().__init__(parent)
        self._lane, self._data_dir = Lane("judging", self), data_dir
        self._judging = self._again = False
        self._experiment: Experiment | None = None
        self._run_dir: Path | None = None
        self._weights: Weights | None = None
        self._asked: tuple[Subject, Any] | None = None
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

    def close(self) -> None:
        """End the lane."""
        self._lane.close()

    def _ask(self) -> None:
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

    def _judge(self, run_dir: Path, weights: Weights, subject: Subject, sample: Any) -> Judgement | None:
        from workbench.evaluation.trained import Trained
        from workbench.training.device import one_thread

        one_thread()  # a single sample gains nothing from more, and waits for them while a run keeps them busy
        if self._trained is None or self._built_for != run_dir:
            self._trained, self._built_for = Trained.in_run(run_dir, weights, self._data_dir), run_dir
            self._loaded = weights
        elif self._loaded is not weights:
            self._trained.load(weights)
            self._loaded = weights
        if self._trained.subject != subject:
            return None
        if isinstance(sample, Outside):
            from workbench.evaluation.picture import picture

            sample = picture(sample.picture, self._trained.experiment, self._trained.facts)
        judgement: Judgement = self._trained.judge(sample)
        return judgement
