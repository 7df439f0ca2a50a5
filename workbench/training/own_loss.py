"""A loss of the user's own is tried once on zeros, before a run that would fail in its first step."""

from __future__ import annotations

from collections.abc import Iterator

import torch
from torch import Tensor

from workbench.data.samples import Facts
from workbench.spec.own import is_own
from workbench.spec.own_errors import own_problem
from workbench.spec.problems import Problem, problem
from workbench.training.goals import Goal

BATCH = 2


def own_loss_problems(goal: Goal, facts: Facts) -> Iterator[Problem]:
    """What the loss raises, or that it gives no single number."""
    if not is_own(goal.loss):
        return
    outputs = torch.zeros((BATCH, *goal.outputs), requires_grad=True)
    targets = (
        torch.zeros((BATCH,), dtype=torch.int64)
        if facts.classes and goal.kind != "input"
        else torch.zeros_like(outputs)
    )
    try:
        result = goal.criterion(goal.loss.call().build())(outputs, targets)
    except Exception as error:  # noqa: BLE001 — whatever the user's own code raises
        found = own_problem("training.loss", error)
        what = "{loss} cannot be used: {reason}."
        reason = (str(error).strip().splitlines() or [type(error).__name__])[0].rstrip(".")
        yield found or problem("training.loss", what, "Mend the file.", loss=goal.loss.type, reason=reason)
        return
    if not isinstance(result, Tensor) or result.dim() != 0:
        yield problem(
            "training.loss", "{loss} gives no single number.", "Let forward end with .mean().", loss=goal.loss.type
        )
    elif not result.requires_grad:
        yield problem("training.loss", "{loss} does not depend on the model's outputs.", "Compute it with torch from both.",
                      loss=goal.loss.type)  # fmt: skip
