"""Unsaved edits outlive a crash: they are written aside as one goes, and offered at the next start.

Each window writes one file in ``recovery`` of the state folder, and holds a lock beside it. A file whose lock nobody
holds was left behind by a window that did not get to close.
"""

from __future__ import annotations

import json
import logging
import os
import secrets
from collections.abc import Iterator
from contextlib import suppress
from dataclasses import dataclass
from pathlib import Path

from PySide6.QtCore import QLockFile, QObject, QTimer

from workbench.data.locations import state_dir
from workbench.gui.document import Document
from workbench.gui.lane import Lane
from workbench.spec import files
from workbench.spec.experiment import Experiment
from workbench.spec.problems import ExperimentError

log = logging.getLogger(__name__)

DELAY_MS = 2_000
LARGEST = 50_000_000  # bytes; what is larger was not written by this program


@dataclass(frozen=True)
class LeftBehind:
    """Edits that a window could not save, and the file that they belong to (None: not saved yet)."""

    experiment: Experiment
    path: Path | None
    written_at: float  # seconds since the epoch
    kept_in: Path
    lock: QLockFile

    def forget(self) -> None:
        """They are taken over, or not wanted."""
        with suppress(OSError):
            self.kept_in.unlink(missing_ok=True)
        self.lock.unlock()

    def keep(self) -> None:
        """Leave them for the next start."""
        self.lock.unlock()


class Recovery(QObject):
    """Follows a document. Writing happens in a lane: the window never waits for a disk."""

    def __init__(self, document: Document, lane: Lane) -> None:
        super().__init__(document)
        self._document, self._lane = document, lane
        self._folder = state_dir() / "recovery"
        self._file = self._folder / f"{os.getpid()}-{secrets.token_hex(4)}.json"
        self._lock = _lock_of(self._file)
        self._soon = QTimer(self)
        self._soon.setSingleShot(True)
        self._soon.setInterval(DELAY_MS)
        self._soon.timeout.connect(self._write)
        document.changed.connect(lambda _before, _after: self._on_changed())
        document.file_changed.connect(self._on_changed)

    def left_behind(self) -> Iterator[LeftBehind]:
        """What other windows left, the newest first; what cannot be read is passed over."""
        for path in sorted(self._folder.glob("*.json"), key=_age):
            lock = _lock_of(path)
            if path != self._file and lock.tryLock(0):
                found = _read(path, lock)
                if found:
                    yield found
                else:
                    lock.unlock()

    def close(self) -> None:
        """The window has been left in peace: nothing is to be recovered. After this nothing is written."""
        self._soon.stop()
        self._lane.cancel("recovery")
        with suppress(OSError):
            self._file.unlink(missing_ok=True)
        self._lock.unlock()

    def _on_changed(self) -> None:
        if not self._soon.isActive():  # not begun anew by each edit: who types without a rest loses no more than others
            self._soon.start()

    def _write(self) -> None:
        document = self._document
        unsaved = document.experiment if document.modified else None
        file = str(document.path) if document.path else None
        self._lane.submit("recovery", lambda: self._put(unsaved, file), lambda _nothing: None)

    def _put(self, unsaved: Experiment | None, file: str | None) -> None:
        """In the lane: a deep model takes a while to become a text."""
        try:
            if unsaved is None:
                self._file.unlink(missing_ok=True)
                return
            self._folder.mkdir(parents=True, exist_ok=True)
            if not self._lock.isLocked():
                self._lock.tryLock(0)
            content = json.dumps({"file": file, "experiment": files.to_toml(unsaved)})
            files.write_whole(self._file, content.encode())
        except OSError as error:
            log.warning("Unsaved edits cannot be written aside in %s: %s", self._folder, error)


def _lock_of(path: Path) -> QLockFile:
    lock = QLockFile(str(path.with_suffix(".lock")))
    lock.setStaleLockTime(0)  # however old: only the end of its process makes it stale
    return lock


def _age(path: Path) -> float:
    try:
        return -path.stat().st_mtime
    except OSError:
        return 0.0


def _read(path: Path, lock: QLockFile) -> LeftBehind | None:
    try:
        if path.stat().st_size > LARGEST:
            return None
        kept = json.loads(path.read_bytes())
        experiment = files.from_toml(kept["experiment"])
        file = Path(kept["file"]) if kept["file"] else None
        return LeftBehind(experiment, file, path.stat().st_mtime, path, lock)
    except (OSError, ValueError, KeyError, TypeError, RecursionError, ExperimentError) as error:
        log.warning("%s cannot be recovered: %s", path, error)
        return None
