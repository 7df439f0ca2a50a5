"""Texts on their way into the model: the shape of their tokens, and layers that take what they are not."""

from __future__ import annotations

from collections.abc import Iterable, Iterator

import psutil
import torch
from torch import Tensor

from workbench.catalog.layers.container import Parallel, Residual
from workbench.catalog.layers.sequence import Embedding
from workbench.catalog.texts import Tokenize
from workbench.data.samples import Facts
from workbench.spec.edits import Insert, Remove, SetValue
from workbench.spec.experiment import Experiment
from workbench.spec.parts import Shape
from workbench.spec.problems import Problem, fix_by, problem
from workbench.spec.shapes import Tokens
from workbench.training.places import Place


def text_shape(experiment: Experiment, facts: Facts) -> tuple[Tokens | None, list[Problem]]:
    """Shape (length,) of a text after its Tokenize, with the size of the vocabulary, and what is wrong."""
    steps = [(i, s) for i, s in enumerate(experiment.data.transforms) if s.enabled and isinstance(s, Tokenize)]
    wrong = list(_text_problems(experiment, facts, steps))
    if any(item.severity == "error" for item in wrong):
        return None, wrong
    step = steps[0][1]
    return Tokens((step.length,), facts.vocabulary or step.max_tokens), wrong


def _text_problems(experiment: Experiment, facts: Facts, steps: list[tuple[int, Tokenize]]) -> Iterator[Problem]:
    if not steps:
        yield problem(
            "data.transforms", "These data are texts, and a model takes numbers.", "Cut them into tokens.",
            fix=fix_by("Add {step}", Insert("data.transforms", 0, (Tokenize(),)), step="Tokenize"),
        )  # fmt: skip
        return
    if len(steps) > 1:
        index = steps[1][0]
        yield problem(
            f"data.transforms[{index}]", "The texts are tokens already.", "Remove the second Tokenize.",
            fix=fix_by("Remove {step}", Remove("data.transforms", (index,)), step="Tokenize"),
        )  # fmt: skip
    if experiment.data.target == "input":
        yield problem(
            "data.target", "An autoencoder has to give back numbers, but tokens are names.", "Predict the label.",
            fix=fix_by("Predict the label", SetValue("data.target", "label")),
        )  # fmt: skip
    (index, step), lengths = steps[0], facts.text_lengths
    address = f"data.transforms[{index}]"
    if facts.vocabulary == 2:
        rare = step.min_count > 1
        yield problem(
            f"{address}.min_count" if rare else "data.source",
            "The vocabulary is empty: no token comes up {count} times in the training texts.",
            "Ask for fewer." if rare else "Choose other texts.",
            fix=fix_by("Set {name} to {best}", SetValue(f"{address}.min_count", 1), name="min_count", best=1) if rare else None,
            count=step.min_count,
        )  # fmt: skip
        return
    need, free = 16 * step.length * (facts.train + facts.test), psutil.virtual_memory().available
    if need > 0.9 * free:
        yield problem(
            f"{address}.length", "The tokens of all texts take {need:.1f} GB, and {free:.1f} GB are free.", "Keep fewer of each text.",
            fix=fix_by("Set {name} to {best}", SetValue(f"{address}.length", lengths[1]), name="length", best=lengths[1])
            if lengths and lengths[1] < step.length else None,
            need=need / 1e9, free=free / 1e9,
        )  # fmt: skip
    if lengths and lengths[0] > step.length:
        yield problem(
            f"{address}.length", "Half of the training texts have {half} tokens or more; they lose their end after {length}.",
            "Keep more of them.", severity="warning",
            fix=fix_by("Set {name} to {best}", SetValue(f"{address}.length", lengths[1]), name="length", best=lengths[1]),
            half=lengths[0], length=step.length,
        )  # fmt: skip


def wrong_numbers(place: Place, shape: Shape) -> Problem | None:
    """The problem of a layer that gets tokens and needs measures, or the other way round."""
    layer, address = place.layer, place.address
    tokens, takes = isinstance(shape, Tokens), type(layer).takes
    if tokens and takes == "measures":
        return _names_for_measures(place)
    if not tokens and takes == "tokens":
        return problem(
            address, "{layer} looks up tokens, and here come no tokens but measured numbers.",
            "It is the first layer for texts; remove it here.",
            fix=fix_by("Remove {layer}", Remove(place.list_address, (place.index,)), layer=layer.type), layer=layer.type,
        )  # fmt: skip
    if isinstance(layer, Embedding) and isinstance(shape, Tokens) and (layer.padding_idx or 0) >= shape.vocabulary:
        return problem(
            f"{address}.padding_idx", "The vocabulary has the tokens 0 to {last}; there is no token {value}.", "Set it to 0.",
            fix=fix_by("Set {name} to {best}", SetValue(f"{address}.padding_idx", 0), name="padding_idx", best=0),
            last=shape.vocabulary - 1, value=layer.padding_idx,
        )  # fmt: skip
    return None


def _names_for_measures(place: Place) -> Problem:
    return problem(
        place.address, "{layer} gets the numbers of tokens, which are names: 7 is not more than 3.",
        "Put an Embedding before it, which learns what each token means.",
        fix=fix_by("Insert {layer}", Insert(place.list_address, place.index, (Embedding(),)), layer="Embedding"), layer=place.layer.type,
    )  # fmt: skip


def merged_names(place: Place, shape: Shape, outputs: Iterable[Shape]) -> Problem | None:
    """The problem of a Residual or a Parallel that would add tokens, or put them beside measures."""
    given = (shape, *outputs) if isinstance(place.layer, Residual) else outputs
    wrong = isinstance(place.layer, Residual | Parallel) and any(isinstance(each, Tokens) for each in given)
    return _names_for_measures(place) if wrong else None


def dtype_of(shape: Shape) -> torch.dtype:
    """What a sample of the shape is made of."""
    return torch.int64 if isinstance(shape, Tokens) else torch.float32


def shape_after(shape: Shape, output: Tensor) -> Shape:
    """The shape of one sample of the output; tokens that were only put in another order are tokens still."""
    sizes = tuple(output.shape[1:])
    return Tokens(sizes, shape.vocabulary) if isinstance(shape, Tokens) and not output.is_floating_point() else sizes
