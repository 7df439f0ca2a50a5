"""Whether the steps that mix a batch fit: they come last, and need classes and a loss that takes shares of them."""

from __future__ import annotations

from collections.abc import Iterator

from workbench.catalog.losses import CrossEntropyLoss
from workbench.data.samples import Facts
from workbench.spec.edits import Move, Remove, SetValue
from workbench.spec.experiment import Experiment
from workbench.spec.parts import Transform
from workbench.spec.problems import Problem, fix_by, problem


def mixing_problems(experiment: Experiment, facts: Facts) -> Iterator[Problem]:
    """At most one for every step that mixes."""
    steps = experiment.data.transforms
    for index, step in enumerate(steps):
        if not (step.enabled and type(step).batch):
            continue
        if any(later.enabled and not type(later).batch for later in steps[index + 1 :]):
            yield problem(
                f"data.transforms[{index}]", "{step} mixes whole batches, so no step for single samples can come after it.",
                "Move it to the end.", fix=fix_by("Move {step} to the end", Move("data.transforms", (index,), len(steps)), step=step.type),
                step=step.type,
            )  # fmt: skip
        else:
            yield from _target_problems(experiment, facts, index, step)


def _target_problems(experiment: Experiment, facts: Facts, index: int, step: Transform) -> Iterator[Problem]:
    address, loss = f"data.transforms[{index}]", experiment.training.loss
    if not facts.classes or experiment.data.target == "input":
        yield problem(
            address, "{step} makes targets that are shares of several classes; this model is not to tell classes.", "Remove it.",
            fix=fix_by("Remove {step}", Remove("data.transforms", (index,)), step=step.type), step=step.type,
        )  # fmt: skip
    elif loss.type != "CrossEntropyLoss":
        yield problem(
            address, "{step} makes targets that are shares of several classes; {loss} does not take them.", "Use CrossEntropyLoss.",
            fix=fix_by("Use CrossEntropyLoss", SetValue("training.loss", CrossEntropyLoss())), step=step.type, loss=loss.type,
        )  # fmt: skip
    elif loss.ignore_index >= 0:  # type: ignore[attr-defined]
        yield problem(
            "training.loss.ignore_index", "With {step} no target is a single class that could be left out.", "Set it to -100.",
            fix=fix_by("Set ignore_index to -100", SetValue("training.loss.ignore_index", -100)), step=step.type,
        )  # fmt: skip
