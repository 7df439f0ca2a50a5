"""What a loss compares the model's outputs with, and how good the outputs are. Exported scripts carry what they use of it."""

from __future__ import annotations

import torch
from torch import Tensor, nn


def one_hot(targets: Tensor, classes: int) -> Tensor:
    """Class indices (B,) as rows with a 1 at the class: (B, classes) float32."""
    return nn.functional.one_hot(targets, classes).to(torch.float32)


def as_column(targets: Tensor) -> Tensor:
    """Classes 0 and 1 (B,) as numbers in a column: (B, 1) float32."""
    return targets.to(torch.float32)[:, None]


def right_answers(scores: Tensor, targets: Tensor) -> Tensor:
    """How many of the rows (B, classes) are highest at their target (B,); of mixed ones (B, classes), at the largest share."""
    if targets.dim() == 2:
        targets = targets.argmax(1)
    return (scores.argmax(1) == targets).sum()


def right_signs(scores: Tensor, targets: Tensor) -> Tensor:
    """How many of the scores (B, 1) are above zero just where the target (B,) is 1."""
    return ((scores[:, 0] > 0) == (targets == 1)).sum()


def right_halves(probabilities: Tensor, targets: Tensor) -> Tensor:
    """How many of the probabilities (B, 1) are above one half just where the target (B,) is 1."""
    return ((probabilities[:, 0] > 0.5) == (targets == 1)).sum()


def absolute_error(outputs: Tensor, targets: Tensor) -> Tensor:
    """The sum over the samples of each one's mean absolute error; both (B, …) of one shape."""
    return (outputs.to(torch.float32) - targets).abs().flatten(1).mean(1).sum()


def absolute_error_of_chances(logits: Tensor, targets: Tensor) -> Tensor:
    """The same of the chances that the logits stand for."""
    return (logits.to(torch.float32).sigmoid() - targets).abs().flatten(1).mean(1).sum()


def absolute_error_of_counts(logs: Tensor, targets: Tensor) -> Tensor:
    """The same of the counts of which these are the logarithms."""
    return (logs.to(torch.float32).exp() - targets).abs().flatten(1).mean(1).sum()
