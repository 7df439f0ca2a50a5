"""Loss and score over a prepared set. The exported script carries this function as it stands here."""

from __future__ import annotations

from collections.abc import Callable

import torch
from torch import Tensor, nn

EVALUATION_BATCH = 500


@torch.no_grad()
def evaluate(
    model: nn.Module,
    inputs: Tensor,
    targets: Tensor,
    criterion: Callable[[Tensor, Tensor], Tensor],
    score: Callable[[Tensor, Tensor], Tensor],
) -> tuple[float, float]:
    """Mean loss and mean score over the samples; the model is in training mode again afterwards."""
    model.eval()
    loss, scored = 0.0, 0.0
    for start in range(0, len(targets), EVALUATION_BATCH):
        batch, wanted = inputs[start : start + EVALUATION_BATCH], targets[start : start + EVALUATION_BATCH]
        outputs = model(batch)
        loss += criterion(outputs, wanted).item() * len(wanted)
        scored += score(outputs, wanted).item()
    model.train()
    return loss / len(targets), scored / len(targets)
