"""Unsaved edits and the run at hand outlive a crash: they are written aside as one goes, in the folder of the process.

:mod:`workbench.crash` says whose folder it is, and how one that was left behind is told from one that is in use.
"""

from __future__ import annotations

import json
import logging
from contextlib import suppress
from dataclasses import dataclass
from itertools import count
from pathlib import Path
from threading import Lock

from PySide6.QtCore import QObject, QTimer

from workbench.crash import EDITS, Journal
from workbench.gui.document import Document
from workbench.gui.lane import Lane
from workbench.spec import files
from workbench.spec.experiment import Experiment
from workbench.spec.problems import ExperimentError
from workbench.training.events import Event, RunFailed, RunFinished, RunStarted

log = logging.getLogger(__name__)

DELAY_MS = 2_000
LARGEST = 50_000_000  # bytes; what is larger was not written by this program


@dataclass(frozen=True)
class UnsavedEdits:
    """Edits that a window could not save, and the file that they belong to (None: not saved yet)."""

    experiment: Experiment
    path: Path | None
    written_at: float  # seconds since the epoch


class Recovery(QObject):
    """Follows a document, and the runs. Edits are written in a lane: the window never waits for a disk."""

    def __init__(self, document: Document, lane: Lane, journal: Journal) -> None:
        super().__init__(document)
        self._document, self._lane, self._journal = document, lane, journal
        self._numbers, self._written, self._writing = count(1), 0, Lock()
        self._soon = QTimer(self)
        self._soon.setSingleShot(True)
        self._soon.setInterval(DELAY_MS)
        self._soon.timeout.connect(self._write)
        document.changed.connect(lambda _before, _after: self._on_changed())
        document.file_changed.connect(self._on_changed)

    def follow(self, events: list[Event]) -> None:
        """Note which run goes on."""
        for event in events:
            if isinstance(event, RunStarted):
                self._journal.note(run=event.run_dir)
            elif isinstance(event, RunFinished | RunFailed):
                self._journal.note(run=None)

    def write_now(self) -> None:
        """Write at once, and wait for the disk."""
        self._soon.stop()
        self._put(*self._unsaved(), next(self._numbers))

    def close(self, leave: bool = False) -> None:
        """After this nothing is written. A window that was left in peace has nothing to recover, unless it shall be left."""
        self._soon.stop()
        self._lane.cancel("recovery")
        if not leave:
            with suppress(OSError):
                (self._journal.folder / EDITS).unlink(missing_ok=True)

    def _on_changed(self) -> None:
        self._journal.note(name=self._document.experiment.name, document=self._document.path)
        if not self._soon.isActive():  # not begun anew by each edit: who types without a rest loses no more than others
            self._soon.start()

    def _write(self) -> None:
        (unsaved, file), number = self._unsaved(), next(self._numbers)
        self._lane.submit("recovery", lambda: self._put(unsaved, file, number), lambda _nothing: None)

    def _unsaved(self) -> tuple[Experiment | None, str | None]:
        document = self._document
        return document.experiment if document.modified else None, str(document.path) if document.path else None

    def _put(self, unsaved: Experiment | None, file: str | None, number: int) -> None:
        """``number`` grows: what waited in the lane must not replace what was written at once in the meantime."""
        with self._writing:
            if number > self._written:
                self._written = number
                self._put_now(unsaved, file)

    def _put_now(self, unsaved: Experiment | None, file: str | None) -> None:
        """In the lane: a deep model takes a while to become a text."""
        path = self._journal.folder / EDITS
        try:
            if unsaved is None:
                path.unlink(missing_ok=True)
            elif self._journal.begin():
                content = json.dumps({"file": file, "experiment": files.to_toml(unsaved)})
                files.write_whole(path, content.encode())
        except OSError as error:
            log.warning("Unsaved edits cannot be written aside in %s: %s", path.parent, error)


def read_edits(path: Path) -> UnsavedEdits | None:
    """Those of a file that a window left behind; None where it cannot be read."""
    try:
        if path.stat().st_size > LARGEST:
            return None
        kept = json.loads(path.read_bytes())
        experiment = files.from_toml(str(kept["experiment"]))
        file = Path(kept["file"]) if kept["file"] else None
        return UnsavedEdits(experiment, file, path.stat().st_mtime)
    except (OSError, ValueError, KeyError, TypeError, RecursionError, ExperimentError) as error:
        log.warning("%s cannot be recovered: %s", path, error)
        return None
