"""Normalize set to the data: mean and standard deviation of the training images, measured in a lane."""

from __future__ import annotations

from pathlib import Path

from PySide6.QtCore import QObject, Signal

from workbench.catalog.transforms import Normalize
from workbench.gui.document import Document
from workbench.gui.lane import Lane, Problems
from workbench.gui.texts import sentence
from workbench.spec.edits import Edit, Insert, SetValue, place_for

Measured = tuple[tuple[float, ...], tuple[float, ...]]


class Measuring(QObject):
    """``busy`` tells when it begins and ends; ``said`` carries a sentence for the status bar."""

    busy = Signal(bool)
    said = Signal(str)

    def __init__(self, document: Document, lane: Lane, data_dir: Path | None) -> None:
        super().__init__(document)
        self._document, self._lane, self._data_dir = document, lane, data_dir

    def measure(self) -> None:
        """Measure, then edit the first Normalize that is switched on, or add one."""
        experiment, data_dir = self._document.experiment, self._data_dir

        def work() -> Measured:
            from workbench.data.preview import measure

            return measure(experiment, data_dir)

        self.busy.emit(True)
        self._lane.submit("measure", work, self._on_measured, self._on_failed)

    def _on_failed(self, problems: Problems) -> None:
        self.busy.emit(False)
        self.said.emit(" ".join(map(sentence, problems)))

    def _on_measured(self, measured: Measured) -> None:
        self.busy.emit(False)
        mean, std = measured
        steps = self._document.experiment.data.transforms
        place = next((i for i, step in enumerate(steps) if isinstance(step, Normalize) and step.enabled), None)
        edit: Edit
        if place is None:
            wanted = (Normalize(mean=mean, std=std),)
            edit = Insert("data.transforms", place_for(steps, len(steps), wanted), wanted)
        else:
            edit = SetValue(f"data.transforms[{place}]", steps[place].replace(mean=mean, std=std))
        self._document.edit([edit], self.tr("measure mean, std"))
        numbers = (", ".join(map(str, values)) for values in (mean, std))
        self.said.emit(self.tr("Measured: mean {0}, std {1}").format(*numbers))
