"""A trained model of texts that are put into classes, with the vocabulary that its run has learned."""

from __future__ import annotations

from typing import ClassVar

import numpy as np
import torch
from numpy.typing import NDArray

from workbench.data.samples import SampleKind
from workbench.evaluation.classifier import Classifier


class TextClassifier(Classifier):
    """Made by :meth:`from_run`."""

    kind: ClassVar[SampleKind] = "text"

    def tokens(self, text: str) -> NDArray[np.int64]:
        """The numbers (length,) that the network gets for a text; 1 stands for what its vocabulary lacks."""
        numbers: NDArray[np.int64] = self.prepared(text)[0].numpy()
        return numbers

    def probabilities_of(self, text: str) -> NDArray[np.float32]:
        """One probability per class, summing to 1."""
        with torch.no_grad():
            shares: NDArray[np.float32] = self.as_probabilities(self.model(self.prepared(text)))[0].numpy()
        return shares
