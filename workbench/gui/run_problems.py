"""What the last run has found wrong: it stands among the problems, with its fixes, until the experiment is changed."""

from __future__ import annotations

from dataclasses import replace
from typing import TYPE_CHECKING

from PySide6.QtCore import QObject, Signal

from workbench.gui.document import Document
from workbench.spec.experiment import Experiment
from workbench.spec.problems import Problem
from workbench.training.events import Event, Noticed, RunFailed

if TYPE_CHECKING:
    from workbench.training.check import Checked


class RunProblems(QObject):
    """``changed`` tells that there are others, or none any more."""

    changed = Signal()

    def __init__(self, document: Document) -> None:
        super().__init__(document)
        self.found: tuple[Problem, ...] = ()
        document.changed.connect(self._on_edited)

    def follow(self, events: list[Event]) -> None:
        """Take in what a run has told."""
        more = [item for event in events for item in _problems_of(event) if item not in self.found]
        if more:
            self.found += tuple(more)
            self.changed.emit()

    def forget(self) -> None:
        """Another run begins, or what they were about is no more."""
        if self.found:
            self.found = ()
            self.changed.emit()

    def among(self, checked: Checked) -> Checked:
        """With these problems, too, the newest first."""
        known = set(map(str, checked.problems))
        return replace(checked, problems=(*(p for p in self.found if str(p) not in known), *checked.problems))

    def _on_edited(self, before: Experiment, after: Experiment) -> None:
        if before.replace(name="") != after.replace(name=""):
            self.forget()


def _problems_of(event: Event) -> tuple[Problem, ...]:
    if isinstance(event, RunFailed):
        return event.problems
    return (event.problem,) if isinstance(event, Noticed) else ()
