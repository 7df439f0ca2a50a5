"""A trained model of pictures that are put into classes: from a picture to probabilities."""

from __future__ import annotations

from typing import ClassVar

import numpy as np
import torch
from numpy.typing import NDArray

from workbench.data.samples import SampleKind
from workbench.evaluation.pictures import Picture as Picture
from workbench.evaluation.pictures import with_channels as with_channels
from workbench.evaluation.trained import Trained
from workbench.spec.problems import ExperimentError, Text, problem

MANY: dict[SampleKind, Text] = {"image": Text("pictures"), "text": Text("texts")}


class Classifier(Trained):
    """Refuses a model of other data, and one that gives no classes."""

    kind: ClassVar[SampleKind] = "image"

    def _refuse_other(self) -> None:
        if self.facts.kind != self.kind or self.goal.metric != "accuracy":
            raise ExperimentError([
                problem("", "This model does not put {things} into classes.", "Choose another run.", things=MANY[self.kind])
            ])  # fmt: skip

    def network_input(self, image: Picture) -> NDArray[np.float32]:
        """What the network sees of a picture (C, H, W) or (H, W), uint8: (C, H, W) float32 after all steps."""
        seen: NDArray[np.float32] = self.prepared(image)[0].numpy()
        return seen

    def probabilities(self, image: Picture) -> NDArray[np.float32]:
        """One probability per class, summing to 1."""
        with torch.no_grad():
            shares: NDArray[np.float32] = self.as_probabilities(self.model(self.prepared(image)))[0].numpy()
        return shares
