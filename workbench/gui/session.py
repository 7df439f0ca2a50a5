"""Training in a thread beside the window's, seen from the window: states, orders, and events that arrive in lists.

The worker appends to a mailbox; a timer drains it about thirty times a second and emits one list, in
order, nothing dropped. A signal and a redraw for each step would cost more than the training.
"""

from __future__ import annotations

import logging
import time
import traceback
from collections import deque
from collections.abc import Iterator
from dataclasses import dataclass
from enum import Enum
from pathlib import Path

from PySide6.QtCore import QObject, QTimer, Signal

from workbench import unforeseen
from workbench.gui.lane import Lane
from workbench.spec.experiment import Experiment
from workbench.training.control import Control, Order
from workbench.training.events import (
    Event,
    RunContinued,
    RunFailed,
    RunFinished,
    RunPaused,
    RunStarted,
)

log = logging.getLogger(__name__)

DRAIN_MS = 33

NICENESS = 3
"""Of the threads of a run: on a processor that they fill, the window and what answers somebody who draws come first."""


class State(Enum):
    """What a session is doing."""

    IDLE = "idle"
    PREPARING = "preparing"
    RUNNING = "running"
    PAUSED = "paused"
    STOPPING = "stopping"
    FINISHED = "finished"
    FAILED = "failed"

    @property
    def active(self) -> bool:
        """Whether a thread is at work."""
        return self in (State.PREPARING, State.RUNNING, State.PAUSED, State.STOPPING)


@dataclass(frozen=True)
class _Job:
    """What to train: the experiment anew; with a ``folder``, the run in it; with a ``parent``, a branch off that run's ``step``."""

    experiment: Experiment
    data_dir: Path | None
    folder: Path | None = None
    parent: Path | None = None
    step: int | None = None


class _Trainer:
    """Runs the same line as the command line: ``for event in start(...)``."""

    def __init__(self, job: _Job, control: Control, isolated: bool) -> None:
        self.mailbox: deque[Event] = deque()
        self.ended = False
        self._job, self._control, self._isolated = job, control, isolated

    def run(self) -> None:
        """In the thread of the runs."""
        try:
            self._train()
        except Exception as error:  # noqa: BLE001 - the window lives, and says what it was
            details = traceback.format_exc()
            path = unforeseen.log(details)
            log.debug("unforeseen, report in %s\n%s", path, details)
            self.mailbox.append(RunFailed((unforeseen.in_words(error),), details=f"{details}\n{path or ''}"))
        finally:
            self.ended = True

    def _train(self) -> None:
        for event in self._events():
            self.mailbox.append(event)

    def _events(self) -> Iterator[Event]:
        from workbench.training.start import branch, go_on, start  # late: PyTorch

        job, control = self._job, self._control
        if job.parent:
            return branch(
                job.parent, job.experiment, control, step=job.step, data_dir=job.data_dir, isolated=self._isolated
            )
        if job.folder:
            return go_on(job.folder, control, data_dir=job.data_dir, isolated=self._isolated)
        return start(job.experiment, control, data_dir=job.data_dir, isolated=self._isolated)


class Session(QObject):
    """One run at a time, all in one thread: what PyTorch and the C library keep for a thread is kept once."""

    state_changed = Signal(object)
    events = Signal(list)

    def __init__(self, parent: QObject | None = None) -> None:
        super().__init__(parent)
        self.state = State.IDLE
        self.experiment: Experiment | None = None
        self.isolated = False
        """Whether the next run gets a process of its own, which may crash without the window."""
        self._control = Control()
        self._trainer: _Trainer | None = None
        self._lane = Lane("training", self, all_threads=True, niceness=NICENESS)
        self._timer = QTimer(self)
        self._timer.setInterval(DRAIN_MS)
        self._timer.timeout.connect(self._drain)
        self._wanted_at = 0.0

    def start(self, experiment: Experiment, data_dir: Path | None = None) -> None:
        """Begin a run; nothing happens while one is active."""
        self._begin(_Job(experiment, data_dir))

    def take_up(self, folder: Path, experiment: Experiment, data_dir: Path | None = None) -> None:
        """Go on with the run of a folder, whose experiment this is; nothing happens while one is active."""
        self._begin(_Job(experiment, data_dir, folder))

    def branch_off(
        self, parent: Path, experiment: Experiment, data_dir: Path | None = None, step: int | None = None
    ) -> None:
        """Go on with this experiment from the checkpoint of that step of a run (None: the newest), in a new folder; nothing happens
        while one is active."""
        self._begin(_Job(experiment, data_dir, parent=parent, step=step))

    def _begin(self, job: _Job) -> None:
        if self.state.active:
            return
        self.experiment = job.experiment
        self._control = Control()
        self._trainer = _Trainer(job, self._control, self.isolated)
        self._set(State.PREPARING)
        self._lane.submit("run", self._trainer.run, lambda _nothing: None)
        self._timer.start()

    def pause(self) -> None:
        """Wait before the next batch."""
        self._control.pause()

    def resume(self) -> None:
        """Go on after a pause."""
        self._control.resume()

    def stop(self) -> None:
        """End the run at the next batch; what was learned is saved."""
        if self.state.active:
            self._set(State.STOPPING)
            self._control.stop()

    def steer(self, order: Order) -> None:
        """Change the run that goes on, from its next step on; nothing happens while there is none."""
        if self.state in (State.RUNNING, State.PAUSED):
            self._control.steer(order)

    def want_weights(self, every_seconds: float = 0.1) -> None:
        """Ask for the newest weights, but not more often than given."""
        now = time.monotonic()
        if self.state in (State.RUNNING, State.PAUSED) and now - self._wanted_at >= every_seconds:
            self._wanted_at = now
            self._control.want_weights()

    def close(self) -> None:
        """Stop and wait for the thread."""
        self._control.stop()
        self._lane.close()
        self._timer.stop()

    def _drain(self) -> None:
        trainer = self._trainer
        if trainer is None:
            return
        ended = trainer.ended
        batch = [trainer.mailbox.popleft() for _ in range(len(trainer.mailbox))]
        if batch:
            self._follow(batch)
            self.events.emit(batch)
        if ended and not trainer.mailbox:
            self._timer.stop()
            self._trainer = None
            if self.state.active:  # the thread ended without a last word
                self._set(State.FAILED)

    def _follow(self, batch: list[Event]) -> None:
        states = {RunStarted: State.RUNNING, RunContinued: State.RUNNING, RunPaused: State.PAUSED,
                  RunFinished: State.FINISHED, RunFailed: State.FAILED}  # fmt: skip
        for event in batch:
            state = states.get(type(event))
            if state and not (self.state is State.STOPPING and state.active):
                self._set(state)

    def _set(self, state: State) -> None:
        if state is not self.state:
            self.state = state
            self.state_changed.emit(state)
