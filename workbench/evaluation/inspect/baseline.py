"""What stands for nothing: the numbers that are put where an input is covered, and from which integrated gradients start."""

from __future__ import annotations

from typing import Literal

import numpy as np
import torch
from torch import Tensor

from workbench.evaluation.trained import Trained
from workbench.spec.problems import ExperimentError, problem

Word = Literal["mean", "black", "grey", "white"]
WORDS: tuple[Word, ...] = ("mean", "black", "grey", "white")
PIXELS = {"black": 0, "grey": 128, "white": 255}
"""Of the picture as it is, before the steps of the input."""

Baseline = float | Word
"""A prepared input's number; or the mean of the input, for each channel; or a grey as the steps of the input make it."""


def words_for(trained: Trained) -> tuple[Word, ...]:
    """Those that mean something for this kind of data."""
    if trained.facts.kind == "image" and len(trained.input_shape) == 3:
        return WORDS
    return ("mean",) if trained.facts.kind == "series" else ()


def blank(trained: Trained, sample: Tensor, baseline: Baseline) -> Tensor:
    """An input (1, …) of nothing, as large as the prepared ``sample``. Tokens become the token of that number (0: padding).

    Raises :class:`ExperimentError` for a word that means nothing for these data.
    """
    if not isinstance(baseline, str):
        number = int(baseline) if not sample.is_floating_point() else baseline
        return torch.full_like(sample, number)
    if baseline not in words_for(trained):
        raise ExperimentError([
            problem("", "“{baseline}” is no number, and no word for what stands for nothing in these data.",
                    "Write a number, as the network gets it. Pictures have black, grey, white and mean; series have mean.",
                    baseline=baseline)
        ])  # fmt: skip
    if baseline == "mean":
        return sample.mean(tuple(range(2, sample.dim())), keepdim=True).expand(sample.shape)
    shape = trained.facts.shape or trained.facts.largest
    assert shape is not None
    return trained.prepared(np.full(shape, PIXELS[baseline], np.uint8)).float()
