"""What can be said of expressions before a run: numbers that they have none for."""

from __future__ import annotations

from collections.abc import Iterator

import torch

from workbench.spec.experiment import Experiment
from workbench.spec.problems import Problem, problem

SEEN = tuple(step / 20 for step in range(21))
"""What x is tried with: images hold numbers from 0 to 1, until a Normalize comes."""


def expression_problems(experiment: Experiment) -> Iterator[Problem]:
    """Expressions that divide by zero, or take the logarithm of it."""
    for index, step in enumerate(experiment.data.transforms):
        if step.enabled and step.type == "Normalize":
            return
        if not (step.enabled and step.type == "Lambda"):
            continue
        x = torch.tensor(SEEN).view(1, 1, 3, 7)
        results = step.call().build()(x)
        odd = x[~results.isfinite()].tolist()
        if odd:
            yield problem(
                f"data.transforms[{index}].expression", "Where x is {x}, this expression gives no finite number.",
                "Add a small number, such as log(x + 0.001), or keep x away with clamp(x, 0.001, 1).",
                severity="warning", x=f"{odd[0]:g}",
            )  # fmt: skip
