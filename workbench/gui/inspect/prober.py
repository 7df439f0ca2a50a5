"""Asks the newest weights about a sample, in a lane of its own and by one processor core; only what is looked at is worked out.

One question at a time, and only the newest of what comes meanwhile. While a run goes on, answers that nobody clicked for come
so seldom that they take no more than a small share of the time.
"""

from __future__ import annotations

import time
from pathlib import Path
from typing import TYPE_CHECKING, Any

from PySide6.QtCore import QObject, QTimer, Signal

from workbench.gui.inspect.probe import Look, Probe, Wanted
from workbench.gui.lane import Lane, Problems
from workbench.gui.task import Task
from workbench.spec.experiment import Experiment

if TYPE_CHECKING:
    from workbench.data.samples import Progress
    from workbench.evaluation.inspect.saliency import Attribution, Method, Options
    from workbench.training.events import Weights

SHARE = 0.04
"""Of one processor core's time may go into answers that nobody clicked for."""
PAINTING_S = 0.02
"""What it costs to show one, about."""
SOONEST_S = 0.5


class Prober(QObject):
    """``looked`` carries a Look, ``failed`` problems; ``explained`` an Attribution with the sample and the step of its weights,
    ``not_explained`` problems, ``explaining`` how much is done of how much.
    """

    looked = Signal(object)
    failed = Signal(object)
    explained = Signal(object, object, int)
    not_explained = Signal(object)
    explaining = Signal(int, int)

    def __init__(self, data_dir: Path | None, parent: QObject | None = None) -> None:
        super().__init__(parent)
        self._lane, self._probe = Lane("inspecting", self), Probe(data_dir)
        self._busy = self._again = False
        self._run_dir: Path | None = None
        self._weights: Weights | None = None
        self._wanted: Wanted | None = None
        self._training = False
        self._spent = 0.0
        self._last = 0.0
        self.step = 0
        self._soon = QTimer(self)
        self._soon.setSingleShot(True)
        self._soon.timeout.connect(self._ask)
        self._task = Task(self._lane, "explain", self)
        self._task.progressed.connect(lambda _what, done, total: self.explaining.emit(done, total))
        self._task.done.connect(self._on_explained)
        self._task.failed.connect(self.not_explained)
        self._explained_for: tuple[Any, int] = (None, 0)
        self.explain_spent = 0.0

    @property
    def busy_explaining(self) -> bool:
        """Whether an answer of :meth:`explain` is still to come."""
        return self._task.running

    def pause_s(self) -> float:
        """How long to wait between answers that nobody clicked for."""
        return max(SOONEST_S, (self._spent + PAINTING_S) / SHARE) if self._training else 0.0

    def set_training(self, training: bool) -> None:
        """Whether a run goes on, which is not to be slowed down."""
        self._training = training

    def set_weights(self, run_dir: Path, _experiment: Experiment, weights: Weights, step: int) -> None:
        """Newer weights; what is looked at is worked out again, a little later while a run goes on."""
        another = run_dir != self._run_dir
        self._run_dir, self._weights, self.step = run_dir, weights, step
        wait = 0.0 if another else self._last + self.pause_s() - time.monotonic()
        if wait <= 0:
            self._ask()
        elif not self._soon.isActive():
            self._soon.start(round(1000 * wait))

    def want(self, wanted: Wanted | None) -> None:
        """What is looked at from now on; None: nobody looks."""
        self._wanted = wanted
        if wanted is None:
            self._soon.stop()
            self.cancel()
        else:
            self._ask()

    def explain(self, method: Method, target: int | None, options: Options) -> None:
        """What the answer for the wanted sample hangs on; a newer wish ends an older one."""
        run_dir, weights, wanted = self._run_dir, self._weights, self._wanted
        if run_dir is None or weights is None or wanted is None:
            return
        self._explained_for = (wanted.sample, self.step)

        def work(tell: Progress) -> Any:
            started = time.thread_time()
            found = self._probe.explain(run_dir, weights, wanted, method, target, options, tell)
            return found, time.thread_time() - started

        self._task.start(work)

    def cancel(self) -> None:
        """End an explanation that is being worked out."""
        self._task.cancel()

    def close(self) -> None:
        """End the lane."""
        self._soon.stop()
        self._task.cancel()
        self._lane.close()

    def _ask(self) -> None:
        run_dir, weights, wanted, step = self._run_dir, self._weights, self._wanted, self.step
        if run_dir is None or weights is None or wanted is None:
            return
        if self._busy:
            self._again = True
            return
        self._soon.stop()
        self._busy, self._last = True, time.monotonic()

        def work() -> tuple[Look, float]:
            started = time.thread_time()
            return self._probe.look(run_dir, weights, step, wanted), time.thread_time() - started

        self._lane.submit("look", work, self._on_looked, self._on_failed)

    def _on_looked(self, found: tuple[Look, float]) -> None:
        look, self._spent = found
        self._end(self.looked, look)

    def _on_failed(self, problems: Problems) -> None:
        self._end(self.failed, problems)

    def _end(self, signal: Any, found: object) -> None:
        again, self._busy, self._again = self._again, False, False
        if self._wanted is not None:
            signal.emit(found)
        if again:
            self._ask()

    def _on_explained(self, found: tuple[Attribution, float]) -> None:
        result, self.explain_spent = found
        self.explained.emit(result, *self._explained_for)
