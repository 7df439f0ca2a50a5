"""One output of a model, as the number that is to be explained."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from typing import Any

import torch
from numpy.typing import NDArray
from torch import Tensor, nn

from workbench.evaluation.inspect.entry import Entry
from workbench.evaluation.inspect.layers import batch_of
from workbench.evaluation.trained import Trained
from workbench.spec.problems import ExperimentError, problem

TOGETHER = 1 << 19
"""So many input numbers, and at most ``BATCH`` samples, go through the model at once."""
BATCH = 32


@dataclass(frozen=True)
class Asked:
    """Output number ``target`` for the batch of one ``sample``. ``score`` is the model's own number; of a model with one
    output for two classes, that number for the second class, and what speaks against it for the first."""

    trained: Trained
    sample: Tensor
    target: int
    name: str
    score: float

    @classmethod
    def of(cls, trained: Trained, seen: NDArray[Any], target: int | None) -> Asked:
        """None: the likeliest class, or the first number. Raises :class:`ExperimentError`."""
        if trained.subject.task == "input":
            what = "This model gives back its input: it has no answer to explain."
            raise ExperimentError([problem("", what, "Look at the outputs of its layers.")])
        sample = batch_of(seen)
        with torch.no_grad():
            outputs = trained.model(sample)
        names = trained.classes if trained.subject.task == "classes" else trained.names
        if target is None:
            classes = trained.subject.task == "classes"
            target = int(trained.as_probabilities(outputs)[0].argmax()) if classes else 0
        if not 0 <= target < len(names):
            what = "The model has no output number {target}; it has 0 to {last}."
            raise ExperimentError([problem("", what, "Name one of them.", target=target, last=len(names) - 1)])
        asked = cls(trained, sample, target, names[target], 0.0)
        return cls(trained, sample, target, names[target], asked.scores(outputs).item())

    def scores(self, outputs: Tensor) -> Tensor:
        """The number of each sample (B,) in the outputs (B, …)."""
        goal = self.trained.goal
        if goal.kind != "binary":
            return outputs[:, self.target]
        if self.target == 1:
            return outputs[:, 0]
        return 1 - outputs[:, 0] if type(goal.loss).wants == "probabilities" else -outputs[:, 0]


def gradients(entry: Entry, asked: Asked, batch: Tensor) -> Tensor:
    """Those of the number with regard to each start of the batch (B, …): of the same shape."""
    start = batch.detach().clone().requires_grad_()
    with torch.enable_grad():
        number = asked.scores(entry.run(start)).sum()
        if not number.requires_grad:
            return torch.zeros_like(start)
        (found,) = torch.autograd.grad(number, start, allow_unused=True)
    return torch.zeros_like(start) if found is None else found


def together(model: nn.Module, numbers: int) -> int:
    """So many samples of so many numbers go through the model at once; one where samples change each other's answers."""
    norms = (each for each in model.modules() if isinstance(each, nn.modules.batchnorm._BatchNorm))
    if any(norm.running_mean is None for norm in norms):
        return 1
    return min(BATCH, max(1, TOGETHER // max(numbers, 1)))


def chunks(asked: Asked, count: int, numbers: int) -> Iterator[slice]:
    """``count`` samples of so many numbers each, in parts that fit."""
    size = together(asked.trained.model, numbers)
    for start in range(0, count, size):
        yield slice(start, min(start + size, count))
