"""Loss and score over a prepared set. The exported script carries this function as it stands here."""

from __future__ import annotations

from collections.abc import Callable

import torch
from torch import Tensor, nn

EVALUATION_BATCH = 500
EVALUATION_NUMBERS = 20_000_000  # of large images fewer at once


def batch_rows(inputs: Tensor) -> int:
    """How many samples are judged at once."""
    return max(1, min(EVALUATION_BATCH, EVALUATION_NUMBERS // max(1, inputs[:1].numel())))


@torch.no_grad()
def evaluate(
    model: nn.Module,
    inputs: Tensor,
    targets: Tensor,
    criterion: Callable[[Tensor, Tensor], Tensor],
    score: Callable[[Tensor, Tensor], Tensor],
) -> tuple[float, float]:
    """Mean loss and mean score over the samples; the model is in training mode again afterwards.

    They are read at the end: on a GPU each reading waits for all that was begun.
    """
    model.eval()
    losses: list[Tensor] = []
    scores: list[Tensor] = []
    count = batch_rows(inputs)
    for start in range(0, len(targets), count):
        batch, wanted = inputs[start : start + count], targets[start : start + count]
        outputs = model(batch)
        losses.append(criterion(outputs, wanted))
        scores.append(score(outputs, wanted))
    model.train()
    loss, scored = 0.0, 0.0
    starts = range(0, len(targets), count)
    for start, mean, right in zip(starts, torch.stack(losses).tolist(), torch.stack(scores).tolist(), strict=True):
        loss += mean * min(count, len(targets) - start)
        scored += right
    return loss / len(targets), scored / len(targets)
