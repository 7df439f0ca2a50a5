"""A trained model of texts: from a text to probabilities, with the vocabulary that its run has learned."""

from __future__ import annotations

from pathlib import Path
from typing import ClassVar, Self

import numpy as np
import torch
from numpy.typing import NDArray

from workbench.data.samples import SampleKind
from workbench.evaluation.classifier import Classifier
from workbench.training.runs import lost_inputs, read_learned


class TextClassifier(Classifier):
    """The model of a run on texts, in evaluation mode, on the CPU. Made by :meth:`from_run`."""

    kind: ClassVar[SampleKind] = "text"

    @classmethod
    def from_run(cls, run_dir: Path, weights: str = "last", data_dir: Path | str | None = None) -> Self:
        """With the last or best weights. Raises :class:`workbench.spec.problems.ExperimentError`."""
        made = super().from_run(run_dir, weights, data_dir)
        made.pipeline.load_state(read_learned(run_dir))
        for step in made.pipeline.fitted.values():
            tokens = step.state.get("tokens", [])
            if len(tokens) != made.facts.vocabulary or not all(isinstance(token, str) for token in tokens):
                raise lost_inputs(run_dir)
        return made

    def tokens(self, text: str) -> NDArray[np.int64]:
        """The numbers (length,) that the network gets for a text; 1 stands for what its vocabulary lacks."""
        numbers: NDArray[np.int64] = self.pipeline.evaluation([text])[0].numpy()
        return numbers

    def probabilities_of(self, text: str) -> NDArray[np.float32]:
        """One probability per class, summing to 1."""
        with torch.no_grad():
            shares: NDArray[np.float32] = self.as_probabilities(self.model(self.pipeline.evaluation([text])))[0].numpy()
        return shares
