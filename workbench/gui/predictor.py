"""Classifies the drawing in a lane, with the newest weights that the window has."""

from __future__ import annotations

from pathlib import Path
from typing import Any

from PySide6.QtCore import QObject, Signal

from workbench.gui.lane import Lane
from workbench.spec.experiment import Experiment
from workbench.training.events import Weights


class Predictor(QObject):
    """``predicted`` carries (probabilities, network input, names of the classes); ``failed`` problems. Idle without weights."""

    predicted = Signal(object)
    failed = Signal(object)

    def __init__(self, lane: Lane, data_dir: Path | None, parent: QObject | None = None) -> None:
        super().__init__(parent)
        self._lane, self._data_dir = lane, data_dir
        self._experiment: Experiment | None = None
        self._weights: Weights | None = None
        self._picture: Any = None
        self._classifier: Any = None  # touched in the lane only
        self._built_for: Any = None
        self._loaded: Weights | None = None
        self.step = 0

    @property
    def ready(self) -> bool:
        """Whether there are weights."""
        return self._weights is not None

    @property
    def weights(self) -> Weights | None:
        """The newest weights."""
        return self._weights

    @property
    def experiment(self) -> Experiment | None:
        """The experiment that the weights belong to."""
        return self._experiment

    def set_weights(self, experiment: Experiment, weights: Weights, step: int) -> None:
        """Newer weights; what is drawn is judged again."""
        self._experiment, self._weights, self.step = experiment, weights, step
        self._ask()

    def set_picture(self, picture: Any) -> None:
        """What is drawn now, or None."""
        self._picture = picture
        if picture is None:
            self._lane.cancel("predict")
        self._ask()

    def _ask(self) -> None:
        experiment, weights, picture = self._experiment, self._weights, self._picture
        if experiment is None or weights is None or picture is None:
            return
        self._lane.submit(
            "predict", lambda: self._judge(experiment, weights, picture), self.predicted.emit, self.failed.emit
        )

    def _judge(self, experiment: Experiment, weights: Weights, picture: Any) -> tuple[Any, Any, tuple[str, ...]]:
        from workbench.evaluation.classifier import Classifier

        if self._classifier is None or self._built_for is not experiment:
            self._classifier, self._built_for = Classifier(experiment, weights, self._data_dir), experiment
            self._loaded = weights
        elif self._loaded is not weights:
            self._classifier.load(weights)
            self._loaded = weights
        found = self._classifier
        return found.probabilities(picture), found.network_input(picture), found.classes
