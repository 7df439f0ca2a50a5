"""A learning rate that begins small."""

from __future__ import annotations

import torch


class WarmUp:
    """Around a step of the optimizer: in the first `steps` of them, the learning rates grow along a straight line.

    In step k they are k / steps of what the schedule says; the schedule itself goes on as if there were no warm-up.
    """

    def __init__(self, optimizer: torch.optim.Optimizer, steps: int) -> None:
        self.optimizer, self.steps, self.step = optimizer, steps, 0
        self.rates: list[float] = []

    def factor(self) -> float:
        """What the next step multiplies the learning rates by."""
        return min(1.0, (self.step + 1) / max(1, self.steps))

    def __enter__(self) -> None:
        factor, self.rates = self.factor(), [group["lr"] for group in self.optimizer.param_groups]
        self.step += 1
        if factor < 1:
            for group in self.optimizer.param_groups:
                group["lr"] = group["lr"] * factor

    def __exit__(self, *_error: object) -> None:
        for group, rate in zip(self.optimizer.param_groups, self.rates, strict=True):
            group["lr"] = rate
