"""Samples of the run's data set, by part and number; read in the background, and only once somebody asks for one."""

from __future__ import annotations

from dataclasses import dataclass
from pathlib import Path
from typing import TYPE_CHECKING, Any

from PySide6.QtCore import QObject, Signal

from workbench.gui.lane import Lane
from workbench.gui.task import Task
from workbench.spec.experiment import Experiment
from workbench.spec.problems import ExperimentError, Problem, problem

if TYPE_CHECKING:
    from workbench.data.browse import Collection, PartName
    from workbench.data.samples import Progress


@dataclass(frozen=True)
class Taken:
    """A sample as its source gives it. ``label`` is its target in words, ``count`` how many there are in the part."""

    part: PartName
    index: int
    count: int
    values: Any
    label: str


class Sampling(QObject):
    """``taken`` carries a Taken, ``failed`` problems; ``progressed`` what is being read, how much, of how much."""

    taken = Signal(object)
    failed = Signal(object)
    progressed = Signal(str, int, int)

    def __init__(self, lane: Lane, data_dir: Path | None, parent: QObject | None = None) -> None:
        super().__init__(parent)
        self._data_dir = data_dir
        self._experiment: Experiment | None = None
        self._found: Collection | None = None
        self._task = Task(lane, "inspect sample", self)
        self._task.progressed.connect(self.progressed)
        self._task.done.connect(self._on_done)
        self._task.failed.connect(self.failed)

    def set_experiment(self, experiment: Experiment | None) -> None:
        """Whose data they are; what was read of others goes."""
        self._task.cancel()
        if experiment is None or self._experiment is None or _key(experiment) != _key(self._experiment):
            self._found = None
        self._experiment = experiment

    def forget(self) -> None:
        """Give the memory back; what is asked for next is read again."""
        self._task.cancel()
        self._found = None

    def count(self, part: PartName) -> int:
        """How many samples a part has; 0 while that is not known."""
        return len(self._found.parts[part]) if self._found and self._found.parts else 0

    def take(self, part: PartName, index: int) -> None:
        """Ask for a sample: its number counts round, in a part that has any."""
        experiment, found, data_dir = self._experiment, self._found, self._data_dir
        if experiment is None:
            return

        def work(progress: Progress) -> Any:
            from workbench.data.browse import gather

            whole = found or gather(experiment, data_dir, progress)
            return whole, _taken(whole, part, index)

        self._task.start(work)

    @property
    def reading(self) -> bool:
        """Whether a sample is on its way."""
        return self._task.running

    def cancel(self) -> None:
        """What is being read is not wanted any more."""
        self._task.cancel()

    def _on_done(self, done: tuple[Collection, Taken]) -> None:
        self._found, taken = done
        self.taken.emit(taken)


def _key(experiment: Experiment) -> object:
    return experiment.data.source, experiment.data.validation_fraction, experiment.seed


def _taken(found: Collection, part: PartName, index: int) -> Taken:
    import numpy as np

    from workbench.data.samples import caption

    if not any(map(len, found.parts.values())):
        what = "The data of this run are not here."
        raise ExperimentError([problem("", what, "Training downloads them; then look again.")])
    if not len(found.parts[part]):
        part = next(name for name in ("test", "train", "validation") if len(found.parts[name]))
    shelf = found.parts[part]
    index %= len(shelf)
    if found.facts.kind == "text":
        values: Any = str(shelf.images[shelf.rows[index]])
    else:
        values = shelf.sample(index)
        if isinstance(values, Problem):
            raise ExperimentError([values])
        values = np.array(values)
    return Taken(part, index, len(shelf), values, caption(shelf.targets[index], found.facts))
