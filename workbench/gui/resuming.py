"""Going on with runs: the last one, if it did not come to its end, or one whose folder the user names."""

from __future__ import annotations

from pathlib import Path

from PySide6.QtCore import QObject
from PySide6.QtWidgets import QFileDialog, QWidget

from workbench.data.locations import runs_dir
from workbench.gui.file_commands import FileCommands
from workbench.gui.session import Session
from workbench.gui.settings import Settings
from workbench.gui.texts import sentence
from workbench.spec import files
from workbench.spec.problems import ExperimentError
from workbench.training.events import Event, RunFinished, RunStarted

UNFINISHED = "run/unfinished"
ISOLATED = "run/isolated"


class Resuming(QObject):
    """Remembers the folder of a run from its start to its end: what is still remembered was stopped, or has crashed."""

    def __init__(self, window: QWidget, session: Session, settings: Settings, commands: FileCommands) -> None:
        super().__init__(window)
        self._window, self._session, self._settings, self._files = window, session, settings, commands
        self.data_dir: Path | None = None
        folder = settings.text(UNFINISHED, "")
        self.last = Path(folder) if folder and Path(folder).is_dir() else None
        session.isolated = settings.text(ISOLATED, "no") == "yes"
        session.events.connect(self._follow)

    def resume_last(self) -> None:
        """Action: go on with the last run."""
        if self.last is not None:
            self.resume(self.last)

    def set_isolated(self) -> None:
        """Action: whether the next run gets a process of its own; remembered."""
        self._session.isolated = not self._session.isolated
        self._settings.set_text(ISOLATED, "yes" if self._session.isolated else "no")

    def choose(self) -> None:
        """Action: go on with the run of a folder."""
        start = str(self.last or runs_dir())
        name = QFileDialog.getExistingDirectory(self._window, self.tr("Run folder to go on with"), start)
        if name:
            self.resume(Path(name))

    def resume(self, folder: Path) -> None:
        """Go on with this one; what is wrong with it is said."""
        try:
            experiment = files.read(folder / "experiment.toml")
        except ExperimentError as error:
            self._files.warn(self.tr("This run cannot go on."), " ".join(map(sentence, error.problems)))
            return
        self._session.take_up(folder, experiment, self.data_dir)

    def _follow(self, events: list[Event]) -> None:
        for event in events:
            if isinstance(event, RunStarted):
                self._remember(Path(event.run_dir))
            elif isinstance(event, RunFinished) and event.reason != "stopped":
                self._remember(None)

    def _remember(self, folder: Path | None) -> None:
        self.last = folder
        self._settings.set_text(UNFINISHED, str(folder) if folder else "")
