"""What is known of the experiment at this moment: facts, shapes, problems, preview, code. Computed in lanes."""

from __future__ import annotations

import sys
from pathlib import Path
from typing import TYPE_CHECKING

from PySide6.QtCore import QObject, QTimer, Signal

from workbench.gui.bringing import bring_in
from workbench.gui.document import Document
from workbench.gui.lane import Lane, Problems
from workbench.spec.experiment import Experiment
from workbench.spec.unknown import is_whole

if TYPE_CHECKING:
    from workbench.training.check import Checked
    from workbench.training.estimate import Estimate
    from workbench.training.schedule import PlannedRates

SAMPLES = 16
DRAWS = 5


class Analysis(QObject):
    """Follows the document; each signal carries the newest result."""

    checked = Signal(object)
    previewed = Signal(object)
    preview_failed = Signal(object)
    coded = Signal(str)
    planned = Signal(object)
    estimated = Signal(object)

    def __init__(self, document: Document, quick: Lane, slow: Lane, data_dir: Path | None) -> None:
        super().__init__(document)
        self.document, self.quick, self.slow, self.data_dir = document, quick, slow, data_dir
        self.last: Checked | None = None
        self.draw = 0
        self._bringing = False
        self._soon = QTimer(self)
        self._soon.setSingleShot(True)
        self._soon.setInterval(0)
        self._soon.timeout.connect(self._look)
        document.changed.connect(self._on_document_changed)

    def begin(self) -> None:
        """Look for the first time, when PyTorch is there: it is brought in behind the open window."""
        if "torch" in sys.modules:
            self.look_again()
            return
        self._bringing = True
        self.quick.submit("torch", bring_in, lambda _nothing: self._on_brought(), lambda _problems: self._on_brought())

    def _on_brought(self) -> None:
        self._bringing = False
        self.look_again()

    def draw_again(self) -> None:
        """Other random numbers, another sample."""
        self.draw += 1
        self._preview()

    def look_again(self) -> None:
        """Something outside the experiment changed: files were downloaded."""
        self._look()
        self._preview()

    def _on_document_changed(self, before: Experiment, after: Experiment) -> None:
        self.quick.cancel("check")  # what comes of it is about the experiment before
        self._soon.start()
        if _previewed(before) != _previewed(after):
            self._preview()

    def _look(self) -> None:
        if self._bringing:
            return
        experiment, data_dir = self.document.experiment, self.data_dir

        def work() -> Checked:
            from workbench.training.check import check

            return check(experiment, data_dir)

        self.quick.submit("check", work, self._on_checked)

    def _on_checked(self, checked: Checked) -> None:
        self.last = checked
        self.checked.emit(checked)
        self._code(checked)
        self._plan(checked)
        self._estimate(checked)

    def estimate_again(self) -> None:
        """An epoch of the run has been timed."""
        if self.last is not None:
            self._estimate(self.last)

    def _estimate(self, checked: Checked) -> None:
        experiment = self.document.experiment

        def work() -> Estimate | None:
            from workbench.training.estimate import estimated

            return estimated(experiment, checked)

        self.slow.submit("estimate", work, self.estimated.emit, lambda _problems: self.estimated.emit(None))

    def _code(self, checked: Checked) -> None:
        experiment = self.document.experiment
        fits = checked.trace is not None and not checked.trace.problem and checked.trace.layers
        if not fits or not is_whole(experiment):
            self.quick.cancel("code")
            self.coded.emit("")
            return

        def work() -> str:
            from workbench.export.script import script

            return script(experiment, checked)

        self.quick.submit("code", work, self.coded.emit)

    def _plan(self, checked: Checked) -> None:
        experiment, facts = self.document.experiment, checked.facts
        facts_known = facts is not None and is_whole(experiment)
        if not facts_known or not (experiment.training.scheduler or experiment.training.warms_up):
            self.slow.cancel("plan")
            self.planned.emit(None)
            return

        def work() -> PlannedRates | None:
            from workbench.training.batches import count_steps
            from workbench.training.schedule import planned_rates

            data = experiment.data
            count = round(facts.train * (1 - data.validation_fraction))
            batches = count_steps(count, data.batch_size, data.drop_last)
            try:
                return planned_rates(experiment, -(-batches // experiment.training.accumulate))
            except ValueError:  # what PyTorch refuses has its problem in the check
                return None

        self.slow.submit("plan", work, self.planned.emit, lambda _problems: self.planned.emit(None))

    def _preview(self) -> None:
        if self._bringing:
            return
        experiment, data_dir, draw = self.document.experiment, self.data_dir, self.draw

        def work() -> object:
            from workbench.data.preview import preview

            return preview(experiment, data_dir, SAMPLES, DRAWS, draw)

        self.slow.submit("preview", work, self.previewed.emit, self._on_preview_failed)

    def _on_preview_failed(self, problems: Problems) -> None:
        self.preview_failed.emit(problems)


def _previewed(experiment: Experiment) -> tuple[object, ...]:
    """What the preview hangs on."""
    data = experiment.data
    return data.source, data.corrections, data.transforms, experiment.seed
