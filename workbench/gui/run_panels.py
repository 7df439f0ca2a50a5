"""The panels that look at a run, the run that they look at, and where its weights and events come from.

That is the run that goes on, or one whose folder was opened. The panels are made when they are looked at for the first time.
"""

from __future__ import annotations

from pathlib import Path
from typing import TYPE_CHECKING, Any

from PySide6.QtCore import QObject, QUrl, Signal
from PySide6.QtGui import QDesktopServices
from PySide6.QtWidgets import QFileDialog, QWidget

from workbench.data.locations import runs_dir
from workbench.gui.context import Context
from workbench.gui.doctor.watch import Watch
from workbench.gui.model_at_hand import ModelAtHand
from workbench.gui.run_record import RunRecord
from workbench.gui.texts import sentence
from workbench.gui.watch.history import WeightHistory
from workbench.gui.widgets.late_panel import LatePanel
from workbench.spec.problems import Problem
from workbench.training.events import Event, RunResumed, RunStarted, WeightsReady

if TYPE_CHECKING:
    from workbench.evaluation.record import Record
    from workbench.gui.panels.try_it import TryPanel
    from workbench.gui.session import Session

STEP_OF_A_FOLDER = 0
"""Nobody has counted the steps of weights that come from a file."""


class RunPanels(QObject):
    """``opened`` carries the folder of a run that was opened; ``run_dir`` is that of the run that they look at."""

    opened = Signal(object)

    def __init__(self, window: QWidget, session: Session) -> None:
        super().__init__(window)
        self._window, self._session = window, session
        self.at_hand = ModelAtHand(self)
        self.record = RunRecord(self)
        self.history = WeightHistory(self.at_hand, self.record, self)
        self.run_dir: Path | None = None
        self.by_name: dict[str, LatePanel] = {}
        session.events.connect(self._follow)

    def make(self, context: Context, try_it: TryPanel) -> dict[str, LatePanel]:
        """The places of the panels, by the names of their docks."""

        def evaluate() -> QWidget:
            from workbench.gui.evaluate.panel import EvaluatePanel

            return EvaluatePanel(context)

        def inspect() -> QWidget:
            from workbench.gui.inspect.panel import InspectPanel

            return InspectPanel(context)

        def diagnostics() -> QWidget:
            from workbench.gui.diagnostics.panel import DiagnosticsPanel

            return DiagnosticsPanel(context)

        def doctor() -> QWidget:
            from workbench.gui.doctor.panel import DoctorPanel

            return DoctorPanel(context, self.doctor)

        def watch() -> QWidget:
            from workbench.gui.watch.panel import WatchPanel

            return WatchPanel(context, self.history, try_it)

        self.doctor = Watch(context, self)
        makers = {
            "evaluate": evaluate,
            "inspect": inspect,
            "diagnostics": diagnostics,
            "watch": watch,
            "doctor": doctor,
        }
        self.by_name = {name: LatePanel(maker) for name, maker in makers.items()}
        self._context = context
        return self.by_name

    def choose(self) -> None:
        """Action: look at the run of a folder."""
        name = QFileDialog.getExistingDirectory(self._window, self.tr("Run folder to look at"), str(runs_dir()))
        if name:
            self.open(Path(name))

    def open(self, run_dir: Path, weights: str = "last") -> None:
        """Look at the run of this folder, with its last or best weights; what is wrong with it is said."""
        if self._session.state.active:
            self._context.say(self.tr("Not while a run goes on."))
            return

        def work() -> Any:
            from workbench.evaluation.record import Record
            from workbench.training.runs import read_weights

            record = Record.read(run_dir)
            return record, {k: v.numpy() for k, v in read_weights(run_dir / f"{weights}.pth").items()}

        self._context.slow.submit("open run", work, lambda found: self._on_read(run_dir, *found), self._on_not_read)

    def open_folder(self) -> None:
        """Action: show the files of the run."""
        if self.run_dir is not None:
            QDesktopServices.openUrl(QUrl.fromLocalFile(str(self.run_dir)))

    def look_at(self, name: str, part: str, layer: str) -> None:
        """Turn a panel to a part of it (a figure, a view) and to a layer, where it has such."""
        turn = getattr(self.by_name[name].panel(), "look_at", None) if name in self.by_name and part else None
        if turn is not None:
            turn(part, layer)

    def shut_down(self) -> None:
        """End what goes on in them."""
        self.doctor.close()
        for panel in self.by_name.values():
            panel.shut_down()

    def _on_read(self, run_dir: Path, record: Record, weights: Any) -> None:
        if self._session.state.active:
            return
        self.run_dir = run_dir
        self.record.show(record)
        self.opened.emit(run_dir)
        self.at_hand.set(run_dir, record.experiment, weights, STEP_OF_A_FOLDER)

    def _on_not_read(self, problems: tuple[Problem, ...]) -> None:
        self._context.say(" ".join(map(sentence, problems)))

    def _read_before(self, run_dir: Path, step: int) -> None:
        """What the folder of a run that goes on has kept of the steps before."""

        def work() -> Record:
            from workbench.evaluation.record import Record

            return Record.read(run_dir)

        self._context.slow.submit("before", work, lambda earlier: self.record.precede(earlier, step), self._on_not_read)

    def _follow(self, events: list[Event]) -> None:
        experiment = self._session.experiment
        if experiment is None:
            return
        for event in events:
            if isinstance(event, RunStarted):
                self.run_dir = Path(event.run_dir)
                self.record.begin(experiment)
        self.record.follow(events)
        for event in events:
            if isinstance(event, RunResumed) and event.step and self.run_dir is not None:
                self._read_before(self.run_dir, event.step)
        newest = next((event for event in reversed(events) if isinstance(event, WeightsReady)), None)
        if newest is not None and self.run_dir is not None:
            self.at_hand.set(self.run_dir, experiment, newest.weights, newest.step)
