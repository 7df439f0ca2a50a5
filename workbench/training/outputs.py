"""The fit of the model's output, the loss and the target: each misfit in words, with the edit that mends it."""

from __future__ import annotations

from collections.abc import Iterator

from workbench.catalog.layers.activation import LogSoftmax, Sigmoid
from workbench.catalog.layers.linear import Linear
from workbench.catalog.layers.shape import Flatten
from workbench.catalog.losses import BCEWithLogitsLoss, MSELoss
from workbench.data.samples import Facts
from workbench.spec.edits import Edit, Insert, Remove, SetValue
from workbench.spec.experiment import Experiment
from workbench.spec.parts import Layer
from workbench.spec.problems import Fix, Problem, fix_by, problem
from workbench.spec.shapes import show
from workbench.training.goals import Goal
from workbench.training.misfit import wants_flatten
from workbench.training.places import Place, in_a_row
from workbench.training.trace import Trace

KEEPS_SHAPE = ("Activation", "Dropout", "Normalization")


def goal_problems(experiment: Experiment, traced: Trace, facts: Facts, goal: Goal) -> Iterator[Problem]:
    """For a model whose layers fit: does it end as the task needs it?"""
    found = _loss_problem(goal)
    if found:
        yield found
        return
    if traced.output_shape != goal.outputs:
        yield _shape_problem(experiment, traced, goal)
    yield from _weight_problems(goal)
    yield from _ending_problems(experiment, goal)
    yield from _target_problems(experiment, facts, goal)


def _loss_problem(goal: Goal) -> Problem | None:
    loss = type(goal.loss)
    if goal.kind == "numbers" and loss.targets == "index":
        return problem(
            "training.loss", "{loss} needs classes, and these data have numbers to predict.", "Choose a loss for numbers.",
            fix=fix_by("Use {loss}", SetValue("training.loss", MSELoss()), loss="MSELoss"), loss=goal.loss.type,
        )  # fmt: skip
    if goal.kind == "input" and loss.targets == "index":
        return problem(
            "training.loss", "{loss} needs classes; an autoencoder is compared with its input, number by number.",
            "Choose a loss for numbers.",
            fix=fix_by("Use {loss}", SetValue("training.loss", MSELoss()), loss="MSELoss"), loss=goal.loss.type,
        )  # fmt: skip
    return None


def _shape_problem(experiment: Experiment, traced: Trace, goal: Goal) -> Problem:
    shape = traced.output_shape
    assert shape is not None
    address = traced.layers[-1].address
    if goal.kind == "input":
        return problem(
            address, "An autoencoder has to put out what goes in, {wanted}; this model puts out {shape}.",
            "Let the last layers lead back to that shape.",
            fix=width_fix(experiment, goal.outputs[0]) if len(goal.outputs) == len(shape) == 1 else None,
            wanted=show(goal.outputs), shape=show(shape),
        )  # fmt: skip
    count = goal.outputs[0]
    if goal.kind == "classes":
        if len(shape) != 1:
            return problem(
                address, "The model puts out {shape} numbers for a sample; the loss needs a row of {classes}, one per class.",
                "Flatten the image before the Linear layers.", fix=_row_fix(experiment, traced, count),
                shape=show(shape), classes=count,
            )  # fmt: skip
        return problem(
            address, "{classes} classes need {classes} outputs; here are {outputs}.", "Set the last Linear to {classes}.",
            fix=width_fix(experiment, count), classes=count, outputs=shape[0],
        )  # fmt: skip
    if len(shape) != 1:
        return problem(
            address, "The model puts out {shape} numbers for a sample; the loss needs a row of {count}.",
            "Flatten before the Linear layers.", fix=_row_fix(experiment, traced, count), shape=show(shape), count=count,
        )  # fmt: skip
    return problem(
        address, "{count} numbers to predict need {count} outputs; here are {outputs}.", "Set the last Linear to {count}.",
        fix=width_fix(experiment, count), count=count, outputs=shape[0],
    )  # fmt: skip


def _row_fix(experiment: Experiment, traced: Trace, count: int) -> Fix:
    inputs = {step.path: step.input_shape for step in traced.walk()}
    for place in in_a_row(experiment):
        if place.layer.type == "Linear" and len(inputs[place.path]) > 1:
            return wants_flatten(place)
    end = len(experiment.model.layers)
    return fix_by("Add Flatten and Linear", Insert("model.layers", end, (Flatten(), Linear(out_features=count))))


def width_fix(experiment: Experiment, count: int) -> Fix:
    """Widen the last Linear if only shape-keeping layers follow it, else add one."""
    for place in reversed(in_a_row(experiment)):
        if place.layer.type == "Linear":
            return fix_by(
                "Set out_features to {classes}", SetValue(f"{place.address}.out_features", count), classes=count
            )
        if type(place.layer).group not in KEEPS_SHAPE and place.layer.type != "Identity":
            break
    end = len(experiment.model.layers)
    return fix_by("Add Linear {classes}", Insert("model.layers", end, (Linear(out_features=count),)), classes=count)


def _weight_problems(goal: Goal) -> Iterator[Problem]:
    weight = getattr(goal.loss, "weight", None)
    if weight is not None and len(weight) != goal.outputs[0]:
        yield problem(
            "training.loss.weight", "There are {count} class weights for {classes} classes.", "Give one weight per class.",
            fix=fix_by("Remove the weights", SetValue("training.loss.weight", None)), count=len(weight), classes=goal.outputs[0],
        )  # fmt: skip
    positive = getattr(goal.loss, "pos_weight", None)
    if positive is not None and len(positive) not in (1, goal.outputs[-1]):
        yield problem(
            "training.loss.pos_weight", "There are {count} weights for {outputs} outputs.", "Give one weight per output.",
            fix=fix_by("Remove the weights", SetValue("training.loss.pos_weight", None)), count=len(positive), outputs=goal.outputs[-1],
        )  # fmt: skip


def _ending_problems(experiment: Experiment, goal: Goal) -> Iterator[Problem]:
    """The last layer and the loss: Softmax before CrossEntropyLoss, NLLLoss without LogSoftmax, BCELoss without Sigmoid."""
    row = in_a_row(experiment)
    if not row:
        return
    place, loss = row[-1], goal.loss
    last, address, removal = place.layer, place.address, Remove(place.list_address, (place.index,))
    wants = type(loss).wants
    if wants == "logits" and last.type in ("Softmax", "LogSoftmax", "Sigmoid", "LogSigmoid"):
        does = "sigmoid" if isinstance(loss, BCEWithLogitsLoss) else "softmax"
        yield problem(
            address, "{loss} does the {does} itself; after {layer} the network learns slowly.", "Remove {layer}.", severity="warning",
            fix=fix_by("Remove {layer}", removal, layer=last.type), loss=loss.type, layer=last.type, does=does,
        )  # fmt: skip
    elif wants == "log_softmax" and last.type != "LogSoftmax":
        yield problem(
            address, "{loss} takes log-probabilities; the model must end with LogSoftmax.", "Add it.",
            fix=_ending_fix(place, LogSoftmax()), loss=loss.type,
        )  # fmt: skip
    elif wants == "probabilities" and last.type not in ("Sigmoid", "Softmax", "Hardsigmoid"):
        yield problem(
            address, "{loss} takes probabilities between 0 and 1; the model must end with Sigmoid.", "Add it, or use BCEWithLogitsLoss.",
            fix=_ending_fix(place, Sigmoid()), loss=loss.type,
        )  # fmt: skip
    elif last.type == "ReLU" and (wants == "logits" or goal.kind in ("classes", "binary")):
        yield problem(
            address, "A ReLU at the end cuts off every negative score.", "Remove it.", severity="warning",
            fix=fix_by("Remove ReLU", removal),
        )  # fmt: skip
    if goal.kind == "binary" and last.type in ("Softmax", "LogSoftmax"):
        yield problem(
            address, "{layer} of one number is always the same.", "Remove {layer}.",
            fix=fix_by("Remove {layer}", removal, layer=last.type), layer=last.type,
        )  # fmt: skip


def _ending_fix(place: Place, wanted: Layer) -> Fix:
    last = place.layer
    if last.type in ("Softmax", "LogSoftmax", "Sigmoid", "LogSigmoid"):
        if hasattr(wanted, "dim") and hasattr(last, "dim"):
            wanted = wanted.replace(dim=last.dim)
        edit: Edit = SetValue(place.address, wanted)
        return fix_by("Replace it by {layer}", edit, layer=wanted.type)
    return fix_by("Add {layer}", Insert(place.list_address, place.index + 1, (wanted,)), layer=wanted.type)


def _target_problems(experiment: Experiment, facts: Facts, goal: Goal) -> Iterator[Problem]:
    if goal.kind == "input" and type(goal.loss).wants == "probabilities":
        for index, step in enumerate(experiment.data.transforms):
            if step.enabled and step.type == "Normalize":
                yield problem(
                    f"data.transforms[{index}]", "{loss} needs targets between 0 and 1, and after Normalize the input is outside.",
                    "Remove Normalize.", fix=fix_by("Remove {layer}", Remove("data.transforms", (index,)), layer="Normalize"),
                    loss=goal.loss.type,
                )  # fmt: skip
    if experiment.data.balanced and not facts.classes:
        yield problem(
            "data.balanced", "These data have no classes that could be drawn equally often.", "Switch balanced off.",
            fix=fix_by("Switch balanced off", SetValue("data.balanced", False)),
        )  # fmt: skip
