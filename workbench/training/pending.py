"""What steps have to tell, until it is read: on a GPU the losses are read back in groups, as each reading waits for the device."""

from __future__ import annotations

import time
from dataclasses import dataclass

import torch
from torch import Tensor

MOST = 32
SECONDS = 0.25
"""Nobody who watches waits longer than that, and than one step."""


@dataclass(frozen=True)
class Stepped:
    """What one step has to tell, still on the device: the mean loss, the sum of the score."""

    step: int
    loss: Tensor
    score: Tensor
    lr: float
    samples: int


class Pending:
    """Steps whose losses have not been read."""

    def __init__(self) -> None:
        self._steps: list[Stepped] = []
        self._read = 0.0

    def add(self, done: Stepped) -> None:
        """One more."""
        self._steps.append(done)

    def is_due(self, device: torch.device, alone: bool) -> bool:
        """Whether they are to be read now. Of several processes all do it after the same step, so that all find the same."""
        late = alone and time.perf_counter() - self._read >= SECONDS
        return device.type == "cpu" or late or len(self._steps) >= MOST

    def read(self) -> list[tuple[Stepped, float, float]]:
        """Each with its loss and its score, as numbers; none is pending afterwards."""
        steps, self._steps = self._steps, []
        if len(steps) < 2:
            found = [(done, done.loss.item(), done.score.item()) for done in steps]
        else:
            losses = torch.stack([done.loss for done in steps]).tolist()
            scores = torch.stack([done.score for done in steps]).tolist()
            found = list(zip(steps, losses, scores, strict=True))
        self._read = time.perf_counter()
        return found
