"""Beginning a run, pausing it, and searching a learning rate: the actions, and what stands against them."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from pathlib import Path
from typing import TYPE_CHECKING

from PySide6.QtCore import QObject, Signal
from PySide6.QtGui import QAction
from PySide6.QtWidgets import QWidget

from workbench.gui import actions as table
from workbench.gui.analysis import Analysis
from workbench.gui.document import Document
from workbench.gui.finding import Finding
from workbench.gui.icons import icon
from workbench.gui.session import Session, State
from workbench.gui.texts import sentence

if TYPE_CHECKING:
    from workbench.gui.rate_dialog import RateDialog


class Running(QObject):
    """``search_begun``: a search for a learning rate stands before the window."""

    search_begun = Signal()

    def __init__(
        self, window: QWidget, session: Session, finding: Finding, analysis: Analysis, data_dir: Path | None
    ) -> None:
        super().__init__(window)
        self._window, self._session, self._finding, self._analysis = window, session, finding, analysis
        self._data_dir = data_dir

    @property
    def _document(self) -> Document:
        return self._analysis.document

    def train(self) -> None:
        """Action: train, or go on after a pause."""
        if self._session.state is State.PAUSED:
            self._session.resume()
        elif self.idle():
            self._session.start(self._document.experiment, self._data_dir)

    def pause(self) -> None:
        """Action: pause, or go on."""
        if self._session.state is State.PAUSED:
            self._session.resume()
        else:
            self._session.pause()

    def find_rate(self) -> RateDialog | None:
        """Action: search a learning rate, in a dialog; nothing happens while there is a reason against it."""
        if self.why_no_search():
            return None
        from workbench.gui.rate_dialog import RateDialog  # late: NumPy

        dialog = RateDialog(self._document, self._finding, self._data_dir, self._window)
        self.search_begun.emit()
        dialog.open()
        return dialog

    def idle(self) -> bool:
        """Whether neither a run goes on nor a search."""
        return not (self._session.state.active or self._finding.active)

    def why_no_search(self) -> str:
        """Why no learning rate can be searched now; empty: it can."""
        if self._session.state.active:
            return self.tr("Not while a run goes on.")
        if self._finding.active:
            return self.tr("The last search has not ended yet.")
        if self._has_errors():
            return self.tr("First mend the problems.")
        if not getattr(type(self._document.experiment.training.optimizer), "ranges", True):
            return self.tr("This optimizer finds the lengths of its steps itself.")
        return ""

    def why_no_run(self) -> str:
        """Why no run can be taken up now; empty: one can."""
        return "" if self.idle() else self.tr("Not while a run goes on.")

    def why_no_branch(self) -> str:
        """Why no branch can begin now, be it that a run that goes on is stopped for it; empty: one can."""
        if self._finding.active:
            return self.tr("The last search has not ended yet.")
        checked = self._analysis.last
        return sentence(checked.errors[0]) if checked is not None and checked.errors else ""

    def conditions(self) -> dict[str, Callable[[], bool]]:
        """For the table of actions."""
        under_way = (State.PREPARING, State.RUNNING, State.PAUSED)
        return {
            "can_train": lambda: self._session.state is State.PAUSED or (self.idle() and not self._has_errors()),
            "can_find": lambda: not self.why_no_search(),
            "idle": self.idle,
            "running": lambda: self._session.state in under_way,
        }

    def describe(self, actions: Mapping[str, QAction]) -> None:
        """Let the actions say what they would do now, or why they cannot."""
        actions["find_rate"].setStatusTip(self.why_no_search() or table.translated(table.row("find_rate").tip))
        checked, train = self._analysis.last, actions["train"]
        why = checked.errors if checked and not self._session.state.active else ()
        train.setToolTip(sentence(why[0]) if why else table.tip(train))
        pause, paused = actions["pause"], self._session.state is State.PAUSED
        words = self.tr("Go on") if paused else table.translated("&Pause")
        if pause.text() != words:  # another icon lays out the whole window
            table.set_text(pause, words)
            pause.setIcon(icon("train" if paused else "pause"))

    def _has_errors(self) -> bool:
        checked = self._analysis.last
        return checked is not None and bool(checked.errors)
