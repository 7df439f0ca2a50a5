"""The model at hand: the newest trained weights that the window has, and the run and experiment that they belong to."""

from __future__ import annotations

from dataclasses import dataclass, field
from pathlib import Path
from typing import TYPE_CHECKING, Any

from PySide6.QtCore import QObject, Signal

from workbench.spec.containers import Path as LayerPath
from workbench.spec.containers import address_of
from workbench.spec.experiment import Experiment

if TYPE_CHECKING:
    from workbench.evaluation.subject import Subject
    from workbench.training.events import Weights


@dataclass(frozen=True)
class ChosenSample:
    """A sample that somebody wants to look into: it stands at ``row`` of the source's own "train" or "test" part.

    ``values`` is the sample as the source gives it, before any step (an array or a text), ``label`` its target in words.
    """

    part: str
    row: int
    values: Any = field(repr=False)
    label: str = ""


class ModelAtHand(QObject):
    """``changed``: there are other weights; ``run_changed``: they are those of another run; ``sample_chosen`` carries a
    :class:`ChosenSample` that one panel hands to another, ``layer_chosen`` the address of a layer that was chosen in the window;
    ``tried_changed``: there is something else to try the model on."""

    changed = Signal()
    run_changed = Signal()
    sample_chosen = Signal(object)
    tried_changed = Signal()
    layer_chosen = Signal(str)

    def __init__(self, parent: QObject | None = None) -> None:
        super().__init__(parent)
        self.run_dir: Path | None = None
        self.experiment: Experiment | None = None
        self.weights: Weights | None = None
        self.step = 0
        self.tried: tuple[Subject, Any] | None = None
        self.chosen: ChosenSample | None = None
        self.sample_chosen.connect(self._remember)

    @property
    def ready(self) -> bool:
        """Whether there are weights."""
        return self.weights is not None

    def set_tried(self, subject: Subject, sample: Any) -> None:
        """What lies on the page for trying the model, and as what; a sample of None: nothing."""
        self.tried = None if sample is None else (subject, sample)
        self.tried_changed.emit()

    def choose_layer(self, path: LayerPath) -> None:
        """Somebody chose the layer at that path in the window; () means none."""
        if path:
            self.layer_chosen.emit(address_of(path))

    def _remember(self, chosen: ChosenSample) -> None:
        """For a panel that is made later."""
        self.chosen = chosen

    def set(self, run_dir: Path, experiment: Experiment, weights: Weights, step: int) -> None:
        """Newer weights of the run in that folder."""
        another = run_dir != self.run_dir
        self.run_dir, self.experiment, self.weights, self.step = run_dir, experiment, weights, step
        if another:
            self.chosen = None
            self.run_changed.emit()
        self.changed.emit()
