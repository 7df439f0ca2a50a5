"""The document: the experiment that is edited, its undo stack and its file.

An edit puts another experiment in the place of the old one; undo puts the old one back. "Modified" is
the undo stack's word.
"""

from __future__ import annotations

from collections.abc import Iterable
from pathlib import Path

from PySide6.QtCore import QObject, Signal, Slot
from PySide6.QtGui import QUndoCommand, QUndoStack

from workbench.gui.texts import line
from workbench.spec import files
from workbench.spec.edits import Edit, apply
from workbench.spec.experiment import FORMAT, Experiment
from workbench.spec.problems import ExperimentError


class Document(QObject):
    """``changed`` carries the experiment before and after; ``file_changed`` comes when path or name changed."""

    changed = Signal(object, object)
    file_changed = Signal()
    refused = Signal(str)

    def __init__(self, experiment: Experiment, parent: QObject | None = None) -> None:
        super().__init__(parent)
        self.undo_stack = QUndoStack(self)
        self.undo_stack.cleanChanged.connect(self._on_clean_changed)
        self.path: Path | None = None
        self._experiment = experiment
        self._gesture = 0

    def close(self) -> None:
        """Let the steps of undo go while everything is there: a stack that Python's collector takes apart would crash."""
        self.undo_stack.blockSignals(True)
        self.undo_stack.clear()

    @property
    def experiment(self) -> Experiment:
        """What is edited now."""
        return self._experiment

    @property
    def modified(self) -> bool:
        """Whether there is something that the file does not have."""
        return not self.undo_stack.isClean()

    def edit(self, edits: Iterable[Edit], text: str, merge: str = "") -> bool:
        """Apply edits as one step of undo. Steps with one ``merge`` word and no :meth:`end_gesture` between are one."""
        try:
            after = apply(self._experiment, edits)
        except ValueError as error:
            self.refused.emit(_sentence(error))
            return False
        if after != self._experiment:
            key = f"{merge}#{self._gesture}" if merge else ""
            self.undo_stack.push(_Step(self, self._experiment, after, text, key))
        return True

    def end_gesture(self) -> None:
        """The next edit is a step of its own: the mouse was released, the field was left."""
        self._gesture += 1

    def open(self, experiment: Experiment, path: Path | None) -> None:
        """Another experiment from a file (or none): nothing to undo, not modified."""
        self.undo_stack.clear()
        self.path = path
        self.show(experiment)
        self.file_changed.emit()

    def recover(self, experiment: Experiment, path: Path | None) -> None:
        """Edits that a crash left unsaved: as :meth:`open`, but modified."""
        self.open(experiment, path)
        self.undo_stack.resetClean()
        self.file_changed.emit()

    def save(self, path: Path) -> None:
        """Write the file; raises ``OSError``, and then nothing has changed."""
        files.write(self._experiment, path)
        self.path = path
        self.undo_stack.setClean()
        self.file_changed.emit()

    def show(self, experiment: Experiment) -> None:
        """Put the experiment in place; used by the steps of undo."""
        before, self._experiment = self._experiment, experiment
        if before != experiment:
            self.changed.emit(before, experiment)

    def read_again(self) -> None:
        """Other parts are known than before: look up each anew. Values that do not fit any more are told, and kept."""
        try:
            after = files.from_plain({"format": FORMAT} | files.to_plain(self._experiment))
        except ExperimentError as error:
            self.refused.emit("; ".join(map(line, error.problems)))
            return
        self.show(after)

    @Slot(bool)
    def _on_clean_changed(self, _clean: bool) -> None:
        self.file_changed.emit()


class _Step(QUndoCommand):
    def __init__(self, document: Document, before: Experiment, after: Experiment, text: str, key: str) -> None:
        super().__init__(text)
        self._document, self.before, self.after, self.key = document, before, after, key

    def redo(self) -> None:
        self._document.show(self.after)

    def undo(self) -> None:
        self._document.show(self.before)

    def id(self) -> int:
        return 1 if self.key else -1

    def mergeWith(self, other: QUndoCommand) -> bool:
        if not isinstance(other, _Step) or other.key != self.key:
            return False
        self.after = other.after
        self.setObsolete(self.before == self.after)
        return True


def _sentence(error: ValueError) -> str:
    from pydantic import ValidationError

    if isinstance(error, ValidationError):
        return "; ".join(map(line, files.problems_of(error)))
    return str(error)
