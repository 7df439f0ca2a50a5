"""Judging many files in a lane: what is named is listed there, too, and what comes is put into the table when it is asked for."""

from __future__ import annotations

from collections import deque
from collections.abc import Sequence
from contextlib import closing
from dataclasses import dataclass
from pathlib import Path
from typing import TYPE_CHECKING, Any

from PySide6.QtCore import QObject, Signal

from workbench.evaluation.file_answers import FileAnswer, files_in, judged_files
from workbench.gui.lane import Lane
from workbench.gui.model_at_hand import ModelAtHand
from workbench.gui.predicting.model import AnswersModel
from workbench.gui.task import Task
from workbench.gui.texts import sentence
from workbench.spec.problems import ExperimentError, Problem, problem

if TYPE_CHECKING:
    from workbench.data.samples import Progress


@dataclass(frozen=True)
class Found:
    """What was found in what was named, and what is wrong with it."""

    paths: list[Path]
    problems: list[Problem]


@dataclass(frozen=True)
class Names:
    """What the answers are called."""

    classes: tuple[str, ...]
    outputs: tuple[str, ...]


class Judging(QObject):
    """``progressed(what, number, total)``; ``failed`` carries problems; ``done`` where all that waits has been judged."""

    progressed = Signal(str, int, int)
    failed = Signal(object)
    done = Signal()

    def __init__(self, at_hand: ModelAtHand, data_dir: Path | None, model: AnswersModel, parent: QObject) -> None:
        super().__init__(parent)
        self._at_hand, self._data_dir, self._model = at_hand, data_dir, model
        self._lane = Lane("predicting", self)
        self._task = Task(self._lane, "predict", self)
        self._task.progressed.connect(self.progressed)
        self._task.done.connect(lambda _nothing: self.done.emit())
        self._task.failed.connect(self.failed)
        self._came: deque[FileAnswer | Found | Names] = deque()  # from the lane
        self._named: list[Path] = []  # files and folders that nobody has looked into yet

    @property
    def running(self) -> bool:
        """Whether it goes on."""
        return self._task.running

    def name(self, paths: Sequence[Path]) -> None:
        """Files, or folders with files: looked into when the work goes on."""
        self._named += paths

    def has_more(self) -> bool:
        """Whether something was named since the work began."""
        return bool(self._named)

    def go_on(self) -> None:
        """Judge what has no answer yet, by the newest weights; nothing happens without a model."""
        hand = self._at_hand
        if hand.run_dir is None or hand.weights is None:
            return
        run_dir, weights, data_dir = hand.run_dir, hand.weights, self._data_dir
        named, self._named = self._named, []
        waiting = self._model.unanswered()
        came = self._came = deque()  # what an earlier work still says goes nowhere

        def work(tell: Progress) -> None:
            from workbench.evaluation.trained import Trained
            from workbench.training.device import one_thread

            one_thread()  # the window stays quick, and so does a run
            tell("listing", 0, 0)
            trained = Trained.in_run(run_dir, weights, data_dir)
            _refuse_others(trained)
            came.append(Names(trained.classes, trained.names if trained.subject.task == "numbers" else ()))
            found = Found(*files_in(named))
            came.append(found)
            todo = list(dict.fromkeys([*waiting, *found.paths]))
            with closing(judged_files(trained, todo)) as answers:
                for number, answer in enumerate(answers, 1):
                    came.append(answer)
                    tell("judging", number, len(todo))

        self._task.start(work)

    def take(self) -> list[str]:
        """Put what has come into the table; what is wrong with what was named, in sentences."""
        answers: list[FileAnswer] = []
        notes: list[str] = []
        for _ in range(len(self._came)):
            item = self._came.popleft()
            if isinstance(item, FileAnswer):
                answers.append(item)
            elif isinstance(item, Found):
                self._model.add(item.paths)
                notes += [sentence(note) for note in item.problems]
            else:
                self._model.classes, self._model.outputs = item.classes, item.outputs
        if answers:
            self._model.take(answers)
        return notes

    def cancel(self) -> None:
        """End it; what has come stays."""
        self._task.cancel()

    def shut_down(self) -> None:
        """End it, and its thread."""
        self._task.cancel()
        self._lane.close()


def _refuse_others(trained: Any) -> None:
    """Only pictures, and only answers that stand in a line."""
    if trained.facts.kind != "image" or trained.subject.task == "input":
        raise ExperimentError([
            problem("", "This model does not take pictures, or gives pictures back.",
                    "Look at the run of a model that puts pictures into classes; “workbench predict” takes the others.")
        ])  # fmt: skip
