"""Unsaved edits and the run at hand outlive a crash: they are written aside as one goes, in the folder of the process.

:mod:`workbench.crash` says whose folder it is, and how one that was left behind is told from one that is in use.
"""

from __future__ import annotations

import json
import logging
from contextlib import suppress
from dataclasses import dataclass
from pathlib import Path

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
        self._put(self._content())

    def close(self) -> None:
        """The window has been left in peace: nothing is to be recovered. After this nothing is written."""
        self._soon.stop()
        self._lane.cancel("recovery")
        with suppress(OSError):
            (self._journal.folder / EDITS).unlink(missing_ok=True)

    def _on_changed(self) -> None:
        self._journal.note(name=self._document.experiment.name, document=self._document.path)
        if not self._soon.isActive():  # not begun anew by each edit: who types without a rest loses no more than others
            self._soon.start()

    def _write(self) -> None:
        content = self._content()
        self._lane.submit("recovery", lambda: self._put(content), lambda _nothing: None)

    def _content(self) -> bytes | None:
        document = self._document
        if not document.modified:
            return None
        file = str(document.path) if document.path else None
        return json.dumps({"file": file, "experiment": files.to_toml(document.experiment)}).encode()

    def _put(self, content: bytes | None) -> None:
        path = self._journal.folder / EDITS
        try:
            if content is None:
                path.unlink(missing_ok=True)
            elif self._journal.begin():
                files.write_whole(path, content)
        except OSError as error:
            log.warning("Unsaved edits cannot be written aside in %s: %s", path.parent, error)


def read_edits(path: Path) -> UnsavedEdits | None:
    """Those of a file that a window left behind; None where it cannot be read."""
    try:
        if path.stat().st_size > LARGEST:
            return None
        kept = json.loads(path.read_bytes())
        experiment = files.from_toml(str(kept["experiment"]))
        return UnsavedEdits(experiment, Path(kept["file"]) if kept["file"] else None, path.stat().st_mtime)
    except (OSError, ValueError, KeyError, TypeError, RecursionError, ExperimentError) as error:
        log.warning("%s cannot be recovered: %s", path, error)
        return None
