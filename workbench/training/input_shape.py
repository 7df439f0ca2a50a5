"""The shape that reaches the first layer: the data's, after the transforms."""

from __future__ import annotations

from collections.abc import Iterator
from math import prod
from typing import Any

import torch

from workbench.catalog.transforms import Normalize, Resize
from workbench.data.pipeline import Pipeline
from workbench.data.recipe import Step
from workbench.data.samples import Facts
from workbench.spec.edits import Insert, Remove, SetValue
from workbench.spec.experiment import Experiment
from workbench.spec.own import PACKAGE
from workbench.spec.own_errors import own_problem
from workbench.spec.parts import Shape
from workbench.spec.problems import ExperimentError, Fix, Problem, Text, fix_by, problem
from workbench.spec.shapes import show
from workbench.spec.unknown import is_unknown
from workbench.training.tokens import text_shape

Found = tuple[Shape | None, list[Problem]]

MOST_PIXELS = 256_000_000

MANY = {"image": Text("images"), "table": Text("tables"), "series": Text("series"), "text": Text("texts")}


def input_shape(experiment: Experiment, facts: Facts) -> Found:
    """Shape (C, H, W) of a prepared sample, and what is wrong with the steps.

    Deterministic steps run on the meta device, where nothing is allocated; random ones on one black image,
    with two draws. Where the files' sizes differ, several are tried: the steps have to make them alike.
    """
    wrong = list(_wrong_kind(experiment, facts))
    if wrong:
        return None, wrong
    if facts.kind == "text":
        return text_shape(experiment, facts)
    try:
        pipeline = Pipeline(experiment.data.transforms, experiment.seed)
        trails = [_trail(pipeline, shape, draw) for shape in _sizes(facts) for draw in _draws(pipeline)]
        shapes = {trail[-1] for trail in trails}
        found = _normalize_problems(experiment, facts) or _other_when_judged(pipeline, facts, trails)
    except ExperimentError as error:
        return None, _normalize_problems(experiment, facts) or list(error.problems)
    if found:
        return None, found
    if len(shapes) != 1:
        return None, [_different_sizes(experiment)]
    shape = next(iter(shapes))
    if prod(shape) > MOST_PIXELS:
        return None, [problem("data.transforms", "The steps make images of {h} × {w} pixels.", "Use a smaller size.",
                              h=shape[1], w=shape[2])]  # fmt: skip
    return shape, []


def _wrong_kind(experiment: Experiment, facts: Facts) -> Iterator[Problem]:
    """Steps that are made for other data: a rotation of a table."""
    for index, step in enumerate(experiment.data.transforms):
        if step.enabled and not is_unknown(step) and facts.kind not in type(step).inputs:
            yield problem(
                f"data.transforms[{index}]", "{step} is a step for {kinds}; this data set has {kind}.", "Remove it.",
                fix=fix_by("Remove {step}", Remove("data.transforms", (index,)), step=step.type),
                step=step.type, kinds=MANY[type(step).inputs[0]], kind=MANY[facts.kind],
            )  # fmt: skip


def _sizes(facts: Facts) -> list[Shape]:
    if facts.shape:
        return [facts.shape]
    channels, height, width = facts.largest or (3, 64, 64)
    return [(channels, height, width), (channels, height + 7, width + 3), (channels, height, width + 11)]


def _draws(pipeline: Pipeline) -> tuple[float, ...]:
    return (0.5, 0.31) if any(step.random for step in pipeline.steps) else (0.5,)


def _trail(pipeline: Pipeline, shape: Shape, draw: float, judged: bool = False) -> list[Shape]:
    """The shape before the first step and after each; ``judged``: without the steps that run in training only."""
    shapes = [shape]
    for step, address in zip(pipeline.steps, pipeline.addresses, strict=True):
        left_out = judged and step.random and not step.always
        if prod(shape) <= MOST_PIXELS and not left_out:
            try:
                shape = _one_step(step, shape, draw)
            except Exception as error:
                found = own_problem(address, error)
                if found is None and not isinstance(error, (RuntimeError, ValueError, TypeError, NotImplementedError)):
                    raise
                raise ExperimentError([found or _does_not_fit(address, shape, error)]) from error
        shapes.append(shape)
    return shapes


def _other_when_judged(pipeline: Pipeline, facts: Facts, trails: list[list[Shape]]) -> list[Problem]:
    """A step that runs in training only and changes the size: the model would be judged on images of another."""
    trained = {trail[-1] for trail in trails}
    resized = [
        i
        for i, step in enumerate(pipeline.steps)
        if step.random and not step.always and any(trail[i + 1] != trail[i] for trail in trails)
    ]
    if len(trained) != 1 or not resized or prod(trails[0][-1]) > MOST_PIXELS:
        return []
    if {
        _trail(pipeline, shape, draw, judged=True)[-1] for shape in _sizes(facts) for draw in _draws(pipeline)
    } == trained:
        return []
    address, (_, height, width) = pipeline.addresses[resized[-1]], trails[0][resized[-1] + 1]
    place = int(address.rpartition("[")[2].rstrip("]")) + 1
    return [problem(
        address, "This step makes images of {h} × {w}, but in training only; the model is judged on images of another size.",
        "Add a Resize after it: it does nothing in training, and everywhere else what is needed.",
        fix=Fix(Text("Add Resize"), (Insert("data.transforms", place, (Resize(size=(height, width)),)),)), h=height, w=width,
    )]  # fmt: skip


def _on_meta(step: Step, shape: Shape) -> Any:
    """The user's own code may look at numbers, which ``meta`` does not have."""
    try:
        return step.function(torch.empty((1, *shape), device="meta"))
    except (RuntimeError, NotImplementedError):
        if not type(step.function).__module__.startswith(PACKAGE):
            raise
        return step.function(torch.zeros((1, *shape)))


def _one_step(step: Step, shape: Shape, draw: float) -> Shape:
    if not step.random:
        result = _on_meta(step, shape)
    else:
        result = step.function(torch.zeros((1, *shape)), torch.full((1, step.draws), draw))
    return tuple(result[0].shape)


def _does_not_fit(address: str, shape: Shape, error: Exception) -> Problem:
    return problem(
        address, "This step does not fit an image of {shape}: {reason}.", "",
        shape=show(shape), reason=str(error).strip().splitlines()[0].rstrip("."),
    )  # fmt: skip


def _normalize_problems(experiment: Experiment, facts: Facts) -> list[Problem]:
    """Normalize with another number of channels than the image has; PyTorch would silently make more channels."""
    found: list[Problem] = []
    if facts.kind != "image":
        return found
    for index, step in enumerate(experiment.data.transforms):
        channels = _channels_before(experiment, index, facts)
        if isinstance(step, Normalize) and step.enabled and not {len(step.mean), len(step.std)} <= {1, channels}:
            found.append(_normalize_problem(index, step, channels))
    return found


def _channels_before(experiment: Experiment, index: int, facts: Facts) -> int:
    channels = (facts.shape or facts.largest or (3, 0, 0))[0]
    for step in experiment.data.transforms[:index]:
        if step.enabled and step.type == "Grayscale":
            channels = step.num_output_channels  # type: ignore[attr-defined]
    return channels


def _normalize_problem(index: int, step: Normalize, channels: int) -> Problem:
    address = f"data.transforms[{index}]"
    mean, std = _repeated(step.mean, channels), _repeated(step.std, channels)
    return problem(
        f"{address}.mean", "The images have {channels} channels; Normalize has {mean} means and {std} standard deviations.",
        "Give one of each per channel.",
        fix=Fix(Text("Give {channels} of each", {"channels": channels}),
                (SetValue(address, step.replace(mean=mean, std=std)),)),
        channels=channels, mean=len(step.mean), std=len(step.std),
    )  # fmt: skip


def _repeated(values: tuple[float, ...], count: int) -> tuple[float, ...]:
    return (values * count)[:count] if len(values) == 1 else (values + values[-1:] * count)[:count]


def _different_sizes(experiment: Experiment) -> Problem:
    place = next(
        (i for i, step in enumerate(experiment.data.transforms) if step.type == "Resize" and step.enabled), None
    )
    edit = Insert("data.transforms", 0, (Resize(size=(64, 64)),))
    if place is not None:
        size = experiment.data.transforms[place].size  # type: ignore[attr-defined]
        side = size if isinstance(size, int) else size[0]
        fix = Fix(Text("Resize to {n} × {n}", {"n": side}), (SetValue(f"data.transforms[{place}].size", (side, side)),))
    else:
        fix = Fix(Text("Add Resize"), (edit,))
    return problem(
        "data.transforms" if place is None else f"data.transforms[{place}].size",
        "The images have different sizes, and the steps do not make them alike.",
        "Resize them to one height and width.", fix=fix,
    )  # fmt: skip
