"""What a step raises instead of changing the weights by numbers that are none."""

from __future__ import annotations

from torch import Tensor


class NotFiniteError(ArithmeticError):
    """The step has not been made: weights, optimizer and running mean are as before. Only the running means of a BatchNorm
    have seen its batch, so nothing may be saved after it."""


class LossNotFiniteError(NotFiniteError):
    """The loss of one batch of the step; ``chance`` is the state of PyTorch's generator before its forward pass."""

    def __init__(self, loss: float, number: int, inputs: Tensor, targets: Tensor, chance: Tensor) -> None:
        super().__init__(f"the loss is {loss}")
        self.loss, self.number, self.inputs, self.targets, self.chance = loss, number, inputs, targets, chance


class GradientNotFiniteError(NotFiniteError):
    """The length of the gradient, which was about to be clipped."""
