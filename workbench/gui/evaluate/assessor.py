"""Judges a part of the data in a lane of its own, by one processor core: what is asked for next waits, and may be cancelled."""

from __future__ import annotations

import time
from collections.abc import Callable
from dataclasses import dataclass
from pathlib import Path
from typing import TYPE_CHECKING, Any

import numpy as np
from PySide6.QtCore import QObject, Signal

from workbench.data.browse import Collection, PartName, Shelf, some_of
from workbench.gui.evaluate.seen import Seen
from workbench.gui.lane import Lane, Problems
from workbench.gui.task import Task

if TYPE_CHECKING:
    from workbench.data.samples import Progress
    from workbench.evaluation.trained import Trained
    from workbench.training.events import Weights

FIRST_SAMPLES = 1_000
"""While a run goes on, so many samples are judged the first time; then as many as can be judged in :data:`LIVE_SECONDS`."""
LIVE_SECONDS = 0.5
LEAST_LIVE, MOST_LIVE = 500, 10_000
NICENESS = 10
"""More than that of a run: training comes first."""


@dataclass(frozen=True)
class Request:
    """Which weights of which run on which part. ``weights`` is "last", "best", or what ``live`` is called for people."""

    run_dir: Path
    part: PartName
    weights: str
    live: Weights | None = None
    sparing: bool = False


class Assessor(QObject):
    """``assessed`` carries the request and a :class:`Seen`; ``compared`` the same of another run; ``failed`` problems."""

    assessed = Signal(object, object)
    compared = Signal(object, object)
    progressed = Signal(str, int, int)
    failed = Signal(object)
    compare_failed = Signal(object)

    def __init__(self, data_dir: Path | None, parent: QObject | None = None) -> None:
        super().__init__(parent)
        self._lane = Lane("evaluating", self, niceness=NICENESS)
        self._reader = _Reader(data_dir)  # touched in the lane only
        self._asked: Request | None = None
        self._other: Request | None = None
        self._task = Task(self._lane, "assess", self)
        self._task.progressed.connect(self.progressed)
        self._task.done.connect(lambda seen: self.assessed.emit(self._asked, seen))
        self._task.failed.connect(self.failed)
        self._second = Task(self._lane, "compare", self)
        self._second.progressed.connect(self.progressed)
        self._second.done.connect(lambda seen: self.compared.emit(self._other, seen))
        self._second.failed.connect(self.compare_failed)

    @property
    def running(self) -> bool:
        """Whether an answer is still to come."""
        return self._task.running or self._second.running

    def ask(self, request: Request) -> None:
        """Judge; what was asked for before is dropped."""
        self._asked, reader = request, self._reader
        self._task.start(lambda progress: reader.seen(request, progress))

    def compare(self, request: Request) -> None:
        """Judge another run, beside what is asked for otherwise."""
        self._other, reader = request, self._reader
        self._second.start(lambda progress: reader.seen(request, progress))

    def judge(self, request: Request, sample: Any, done: Callable[[Any], None]) -> None:
        """What these weights say of one sample; only the newest is answered."""

        def quietly(_problems: Problems) -> None:
            """The sample stays without an answer."""

        reader = self._reader
        self._lane.submit("one", lambda: reader.trained(request).judge(sample), done, quietly)

    def compute(self, key: str, work: Callable[[], Any], done: Callable[[Any], None]) -> None:
        """Any other work with what was judged; of one key only the newest is answered."""
        self._lane.submit(key, work, done, self.failed.emit)

    def cancel(self) -> None:
        """Nothing of what is asked for is wanted any more."""
        self._task.cancel()
        self._second.cancel()

    def close(self) -> None:
        """End the lane."""
        self.cancel()
        self._lane.close()


class _Reader:
    """Keeps the model and the data of the last request: the next is often of the same."""

    def __init__(self, data_dir: Path | None) -> None:
        self._data_dir = data_dir
        self._trained: dict[Path, Trained] = {}
        self._loaded: dict[Path, object] = {}
        self._data: Collection | None = None
        self._data_of: object = None
        self._samples: dict[Path, int] = {}

    def trained(self, request: Request) -> Trained:
        """The model with the weights that are asked for."""
        from workbench.evaluation.trained import Trained
        from workbench.training.device import one_thread
        from workbench.training.runs import read_weights

        one_thread()  # a run that goes on keeps its cores
        live = request.live is not None
        state: Any = request.live if live else read_weights(request.run_dir / f"{request.weights}.pth")
        kept = self._trained.get(request.run_dir)
        if kept is None:
            if len(self._trained) > 1:
                self._trained.clear()
                self._loaded.clear()
            kept = self._trained[request.run_dir] = Trained.in_run(request.run_dir, state, self._data_dir)
        elif not live or self._loaded.get(request.run_dir) is not state:
            kept.load(state)
        self._loaded[request.run_dir] = state
        return kept

    def seen(self, request: Request, progress: Progress) -> Seen:
        """Judge the part, and count. Raises ExperimentError or RunError."""
        from workbench.evaluation.assess import assess
        from workbench.evaluation.scores import scores

        trained = self.trained(request)
        data = self._read(trained, progress)
        every = self._every_of(request, len(data.parts[request.part])) if request.sparing and data.parts else 1
        began = time.thread_time()  # of this thread alone, whatever else the machine does
        made = assess(
            trained, data, request.part, progress, every=every, run=str(request.run_dir), weights=request.weights
        )
        if request.sparing and request.run_dir not in self._samples:
            rate = len(made) / max(time.thread_time() - began, 1e-3)
            self._samples[request.run_dir] = round(min(max(rate * LIVE_SECONDS, LEAST_LIVE), MOST_LIVE))
        shelf = _some(data.parts[request.part], every)
        figures = scores(made, progress)
        seconds = time.thread_time() - began
        if request.part == "test":
            from workbench.evaluation.looks import count_look

            count_look(request.run_dir, "window")
        return Seen(made, shelf, data, trained.subject, trained.experiment, figures, seconds)

    def _every_of(self, request: Request, count: int) -> int:
        """Every how many-th sample is judged while the run goes on; from the second time on always the same ones."""
        return max(1, -(-count // self._samples.get(request.run_dir, FIRST_SAMPLES)))

    def _read(self, trained: Trained, progress: Progress) -> Collection:
        from workbench.evaluation.parts import parts_of

        experiment = trained.experiment
        data = experiment.data
        key = (data.source, data.validation_fraction, data.corrections, experiment.seed)
        if self._data is None or key != self._data_of:
            self._data = None
            progress("reading the data", 0, 0)
            self._data, self._data_of = parts_of(experiment, self._data_dir, progress), key
        return self._data


def _some(shelf: Shelf, every: int) -> Shelf:
    """Every n-th sample, as a shelf of its own."""
    return shelf if every == 1 else some_of(shelf, np.arange(0, len(shelf), every))
