"""What the window says of a run: lines in the log, and a box with the fix where it has failed."""

from __future__ import annotations

from PySide6.QtCore import QObject, QTimer
from PySide6.QtWidgets import QWidget

from workbench.gui.analysis import Analysis
from workbench.gui.mending import Mending
from workbench.gui.panels.log import LogPanel
from workbench.gui.questions import wants_fix
from workbench.gui.session import Session
from workbench.gui.status import RunStatus
from workbench.gui.texts import line, said, sentence
from workbench.training.events import EpochDone, Event, Noticed, RunFailed, RunFinished, RunStarted


class Telling(QObject):
    """Follows the session. What a run has brought along (files, the time of an epoch) is looked at anew."""

    def __init__(
        self, window: QWidget, session: Session, analysis: Analysis, mending: Mending, status: RunStatus, log: LogPanel
    ) -> None:
        super().__init__(window)
        self._window, self._session, self._analysis, self._mending = window, session, analysis, mending
        self._status, self._log = status, log
        session.events.connect(self._follow)

    def _follow(self, events: list[Event]) -> None:
        for event in events:
            if isinstance(event, RunStarted):
                self._log.add(self.tr("Run started on {0}: {1}").format(event.way, event.run_dir))
                self._analysis.look_again()
            elif isinstance(event, EpochDone):
                if self._analysis.document.experiment == self._session.experiment:
                    self._analysis.estimate_again()
            elif isinstance(event, Noticed):
                self._log.add(line(event.problem))
            elif isinstance(event, RunFinished):
                self._log.add(f"{self._status.words.text()}  {event.run_dir}")
            elif isinstance(event, RunFailed):
                self._show_failure(event)

    def _show_failure(self, event: RunFailed) -> None:
        self._log.add("\n".join(map(line, event.problems)) + (f"\n{event.details}" if event.details else ""))
        words = " ".join(sentence(item) for item in event.problems)
        self._status.words.setText(self.tr("Failed: {0}").format(words))
        self._status.words.setToolTip(words)
        self._mending.go_to(event.problems[0].address)
        QTimer.singleShot(0, lambda: self._offer_fix(words, event))

    def _offer_fix(self, words: str, event: RunFailed) -> None:
        mended = next((item for item in event.problems if item.fix), None)
        label = said(mended.fix.label) if mended and mended.fix else ""
        if wants_fix(self._window, words, label) and mended:
            self._mending.mend(mended)
