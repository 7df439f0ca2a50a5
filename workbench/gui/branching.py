"""Branching off in the window: a run goes on from one of its checkpoints with the experiment as it is now, as a new run."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from dataclasses import dataclass
from pathlib import Path
from typing import TYPE_CHECKING

from PySide6.QtCore import QObject, QTimer, Signal
from PySide6.QtWidgets import QInputDialog, QMessageBox, QWidget

from workbench.gui.document import Document
from workbench.gui.run_record import RunRecord
from workbench.gui.session import Session, State
from workbench.gui.texts import sentence
from workbench.spec.edits import Edit, SetValue, apply
from workbench.spec.problems import ExperimentError
from workbench.training.branch_points import Point, points_of
from workbench.training.checkpoints import listed
from workbench.training.events import CheckpointSaved, Event, RunBranched, RunFinished

if TYPE_CHECKING:
    from workbench.gui.branch_dialog import BranchDialog

MOST_EPOCHS = 1_000_000


@dataclass(frozen=True)
class Wanted:
    """A branch off ``run`` at ``step`` (None: the newest checkpoint), with edits of the experiment, made as one step of undo."""

    run: Path
    step: int | None = None
    edits: tuple[Edit, ...] = ()
    words: str = ""


class Branching(QObject):
    """``why_not`` says why no branch can begin now (empty: one can)."""

    said = Signal(str)

    def __init__(
        self, window: QWidget, session: Session, document: Document, record: RunRecord, why_not: Callable[[], str]
    ) -> None:
        super().__init__(window)
        self._window, self._session, self._document, self._record = window, session, document, record
        self._why_not = why_not
        self.data_dir: Path | None = None
        self.dialog: BranchDialog | None = None
        self._waiting: Wanted | None = None
        session.events.connect(self._follow)
        session.state_changed.connect(self._on_state_changed)

    @property
    def run(self) -> Path | None:
        """The run at hand: that which goes on, or was opened."""
        return self._record.now.run_dir if self._record.now is not None else None

    @property
    def possible(self) -> bool:
        """Whether the run at hand has a checkpoint, or will write one when it is stopped."""
        if self.run is None:
            return False
        if self._session.state in (State.RUNNING, State.PAUSED):
            return True
        try:
            return bool(listed(self.run))
        except OSError:
            return False

    def show(self) -> BranchDialog:
        """Action: the dialog, a new one or the one that is open. One can go on editing beside it."""
        from workbench.gui.branch_dialog import BranchDialog  # late: few runs are branched

        if self.dialog is None:
            self.dialog = BranchDialog(self._document, self.run, self._why_not, self._goes_on, self._window)
            self.dialog.wanted.connect(self._on_wanted)
            self.dialog.finished.connect(self._on_finished)
            self.dialog.show()
        self.dialog.activateWindow()
        return self.dialog

    def look_again(self) -> None:
        """The experiment was checked: what kept a run from beginning may be otherwise."""
        if self.dialog is not None:
            self.dialog.look()

    def branch_with(self, edits: Sequence[Edit], words: str) -> None:
        """Make the edits, and go on with them from the newest checkpoint of the run at hand."""
        if self.run is not None:
            self.start(Wanted(self.run, None, tuple(edits), words))

    def start(self, wanted: Wanted) -> bool:
        """Branch off; a run that goes on is stopped before, if the user agrees. Whether the user did not say no."""
        if not self._session.state.active:
            return self._begin(wanted)
        if not self._may_stop(wanted.words):
            return False
        self._waiting = wanted
        self._session.stop()
        return True

    def _goes_on(self, run: Path) -> bool:
        return self._session.state.active and run == self.run

    def _begin(self, wanted: Wanted) -> bool:
        try:
            edits = self._with_enough_epochs(wanted)
        except ExperimentError as error:
            self.said.emit(" ".join(map(sentence, error.problems)))
            return False
        except ValueError:  # another edit came in between
            self.said.emit(self.tr("The change does not fit the experiment any more."))
            return False
        if edits is None:
            return False
        self._document.end_gesture()
        if edits and not self._document.edit(edits, wanted.words or self.tr("branch off")):
            return False
        self._session.branch_off(wanted.run, self._document.experiment, self.data_dir, wanted.step)
        return True

    def _with_enough_epochs(self, wanted: Wanted) -> tuple[Edit, ...] | None:
        """A run that has made all of its epochs needs more of them: how many, only the user knows. None: no branch after all."""
        points = points_of(wanted.run)
        point = next((each for each in points if each.step == wanted.step), points[0])
        epochs = apply(self._document.experiment, wanted.edits).training.epochs
        if epochs > point.epoch:
            return wanted.edits
        more = self._ask_epochs(point, epochs)
        return None if more is None else (*wanted.edits, SetValue("training.epochs", more))

    def _ask_epochs(self, point: Point, epochs: int) -> int | None:
        box = QInputDialog(self._window)
        box.setObjectName("branch_epochs_box")
        box.setWindowTitle(self.tr("Branch off"))
        box.setInputMode(QInputDialog.InputMode.IntInput)
        box.setIntRange(point.epoch + 1, MOST_EPOCHS)
        box.setIntValue(min(point.epoch + epochs, MOST_EPOCHS))
        words = self.tr(
            "The run has made {0} epochs, and the experiment has {1} in all. How many shall the branch have in all?"
        )
        box.setLabelText(words.format(f"{point.epoch:,}", f"{epochs:,}"))
        box.setOkButtonText(self.tr("Branch off"))
        wanted = bool(box.exec())
        box.deleteLater()
        return box.intValue() if wanted else None

    def _may_stop(self, change: str) -> bool:
        box = QMessageBox(self._window)
        box.setObjectName("branch_stop_box")
        box.setIcon(QMessageBox.Icon.Question)
        box.setText(self.tr("A training is running. Stop it, and branch off?"))
        kept = self.tr("What was learned so far is kept in its run folder.")
        box.setInformativeText(f"{change}. {kept}" if change else kept)
        stop = box.addButton(self.tr("Stop and branch off"), QMessageBox.ButtonRole.AcceptRole)
        box.addButton(QMessageBox.StandardButton.Cancel)
        box.exec()
        box.deleteLater()
        return box.clickedButton() is stop

    def _on_wanted(self, wanted: Wanted) -> None:
        if self.start(wanted) and self.dialog is not None:
            self.dialog.accept()

    def _on_finished(self) -> None:
        self.dialog = None

    def _on_state_changed(self, state: State) -> None:
        self.look_again()
        if self._waiting is not None and not state.active:
            wanted, self._waiting = self._waiting, None
            QTimer.singleShot(0, self, lambda: self._begin(wanted))  # the session is still at the end of the last run

    def _follow(self, events: list[Event]) -> None:
        if self.dialog is not None and any(isinstance(event, CheckpointSaved | RunFinished) for event in events):
            self.dialog.read()
        for event in events:
            if isinstance(event, RunBranched):
                words = self.tr("Branched off {0} after step {1}: {2}")
                differs = "; ".join(event.differences) or self.tr("nothing differs")
                self.said.emit(words.format(Path(event.parent).name, f"{event.step:,}", differs))
