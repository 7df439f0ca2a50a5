"""Loss and accuracy over a prepared set. The exported script carries this function as it stands here."""

from __future__ import annotations

from collections.abc import Callable

import torch
from torch import Tensor, nn

EVALUATION_BATCH = 500


@torch.no_grad()
def evaluate(
    model: nn.Module, images: Tensor, targets: Tensor, criterion: Callable[[Tensor, Tensor], Tensor]
) -> tuple[float, float]:
    """Mean loss over the samples and share of right answers; the model is in training mode again afterwards."""
    model.eval()
    loss, correct = 0.0, 0
    for start in range(0, len(targets), EVALUATION_BATCH):
        batch, wanted = images[start : start + EVALUATION_BATCH], targets[start : start + EVALUATION_BATCH]
        scores = model(batch)
        loss += criterion(scores, wanted).item() * len(wanted)
        correct += int((scores.argmax(1) == wanted).sum())
    model.train()
    return loss / len(targets), correct / len(targets)
