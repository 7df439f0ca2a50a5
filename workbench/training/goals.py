"""The kind of task: it follows from the data and the loss, and says what is compared and how success is counted."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass
from typing import Literal

from torch import Tensor, nn

from workbench.catalog.losses import PoissonNLLLoss
from workbench.data.samples import Facts
from workbench.spec.experiment import Experiment
from workbench.spec.parts import Loss, Shape
from workbench.training import targets

Kind = Literal["classes", "binary", "numbers", "input"]


@dataclass(frozen=True)
class Goal:
    """``classes``: one of several; ``binary``: one number for two classes; ``numbers``: regression; ``input``: the input itself.

    ``outputs`` is the shape that the model has to give for one sample.
    """

    kind: Kind
    outputs: Shape
    loss: Loss

    @property
    def metric(self) -> str:
        """``accuracy`` (a share, the higher the better) or ``mae`` (the mean absolute error, the lower the better)."""
        return "accuracy" if self.kind in ("classes", "binary") else "mae"

    @property
    def adapter(self) -> str:
        """The function of ``targets.py`` that makes of the data's targets what the loss compares with; empty: none."""
        if self.kind == "binary":
            return "as_column"
        return "one_hot" if self.kind == "classes" and type(self.loss).targets == "values" else ""

    @property
    def score(self) -> str:
        """The function of ``targets.py`` that counts success: its sum over a batch."""
        if self.metric == "mae":
            return "absolute_error" + {"": "", "sigmoid": "_of_chances", "exp": "_of_counts"}[self.stands_for]
        if self.kind == "classes":
            return "right_answers"
        return "right_halves" if type(self.loss).wants == "probabilities" else "right_signs"

    @property
    def stands_for(self) -> str:
        """What makes of the outputs numbers as the data have them, where the loss takes others: of a yes or no for each output the
        ``sigmoid``, of the logarithms of counts ``exp``; empty: nothing.
        """
        if self.metric != "mae":
            return ""
        if type(self.loss).binary and type(self.loss).wants == "logits":
            return "sigmoid"
        return "exp" if isinstance(self.loss, PoissonNLLLoss) and self.loss.log_input else ""

    def as_data(self, outputs: Tensor) -> Tensor:
        """Outputs of numbers, or of an autoencoder, as the data have them."""
        numbers: Tensor = getattr(outputs, self.stands_for)() if self.stands_for else outputs
        return numbers

    def criterion(self, module: nn.Module) -> Callable[[Tensor, Tensor], Tensor]:
        """The loss (outputs, targets of the data) -> one number."""
        if self.adapter == "as_column":
            return lambda outputs, wanted: module(outputs, targets.as_column(wanted))
        if self.adapter == "one_hot":
            return lambda outputs, wanted: module(outputs, targets.one_hot(wanted, self.outputs[0]))
        return module

    def success(self) -> Callable[[Tensor, Tensor], Tensor]:
        """The function that :attr:`score` names."""
        function: Callable[[Tensor, Tensor], Tensor] = getattr(targets, self.score)
        return function


def goal_of(experiment: Experiment, facts: Facts, input_shape: Shape, output_shape: Shape | None) -> Goal:
    """What is to be learned. A model with one output for two classes makes the task binary, where the loss can do that."""
    loss = experiment.training.loss
    if experiment.data.target == "input":
        return Goal("input", input_shape, loss)
    if facts.outputs:
        return Goal("numbers", (len(facts.outputs),), loss)
    if type(loss).binary and len(facts.classes) == 2 and output_shape == (1,):
        return Goal("binary", (1,), loss)
    return Goal("classes", (len(facts.classes),), loss)
