"""The problems of the check and of the last run: shown where they belong, gone to, mended."""

from __future__ import annotations

from PySide6.QtCore import QObject, Signal

from workbench.gui.analysis import Analysis
from workbench.gui.docks import Docks
from workbench.gui.panels.data import DataPanel
from workbench.gui.panels.model import ModelPanel
from workbench.gui.panels.picture import PicturePanel
from workbench.gui.panels.training import TrainingPanel
from workbench.gui.run_problems import RunProblems
from workbench.spec.containers import path_of
from workbench.spec.problems import Problem

STEPS = "data.transforms["


class Mending(QObject):
    """``shown``: what is known of the experiment stands in the panels, and other problems may be among it."""

    shown = Signal()

    def __init__(
        self, analysis: Analysis, of_run: RunProblems, docks: Docks,
        data: DataPanel, model: ModelPanel, picture: PicturePanel, training: TrainingPanel,
    ) -> None:  # fmt: skip
        super().__init__(docks)
        self._analysis, self._of_run, self._docks = analysis, of_run, docks
        self._data, self._model, self._picture, self._training = data, model, picture, training
        analysis.checked.connect(lambda _checked: self._show())
        of_run.changed.connect(self._show)
        training.fix_wanted.connect(self.mend)
        training.go_to.connect(self.go_to)

    def problems(self) -> tuple[Problem, ...]:
        """All of them, those of the run first."""
        return self._of_run.among(self._analysis.last).problems if self._analysis.last else ()

    def fixable(self) -> bool:
        """Whether one of them has a fix."""
        return any(item.fix for item in self.problems())

    def mend(self, problem: Problem) -> None:
        """Make the edits that mend it."""
        self._model.edits.fix(problem)

    def fix_first(self) -> None:
        """Action: mend the first that has a fix."""
        found = next((item for item in self.problems() if item.fix), None)
        if found is not None:
            self.mend(found)

    def go_to(self, address: str) -> None:
        """Bring the place of a problem to the front."""
        if path := path_of(address):
            self._model.show_layer(path)
        elif address.startswith("model"):
            self._model.list.setFocus()
        elif address.startswith(STEPS):
            self._data.list.select(int(address.removeprefix(STEPS).partition("]")[0]))
        else:
            self._docks.go_to("data" if address.startswith("data.") and "batch_size" not in address else "training")

    def _show(self) -> None:
        if self._analysis.last is None:
            return
        checked = self._of_run.among(self._analysis.last)
        self._model.show_checked(checked)
        self._picture.show_checked(checked)
        self._data.show_checked(checked)
        self._training.show_problems(checked.problems)
        self.shown.emit()
