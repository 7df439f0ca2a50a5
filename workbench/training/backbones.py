"""What can be amiss with a network of torchvision: its input, its weights, what goes before it; each with the edit that mends it."""

from __future__ import annotations

from collections.abc import Iterator

from workbench.catalog.layers.backbone import Backbone
from workbench.catalog.layers.convolution import Conv2d
from workbench.catalog.transforms import Grayscale, Normalize, Resize
from workbench.spec.edits import Insert, SetValue, place_for
from workbench.spec.experiment import Experiment
from workbench.spec.parts import Shape, Transform
from workbench.spec.problems import Fix, Problem, fix_by, problem
from workbench.spec.shapes import show
from workbench.training.counting import parts_of
from workbench.training.places import Place, in_a_row
from workbench.training.pretrained import pretrained_places

CLOSE = 0.02


def backbone_misfit(experiment: Experiment, place: Place, shape: Shape, error: str) -> Problem | None:
    """Why a network does not take an input of this shape; None where there is no rule for it."""
    layer = place.layer
    if not isinstance(layer, Backbone) or len(shape) != 3:
        return None
    if not layer.has_weights():
        return _no_such_weights(place, layer)
    if shape[0] != 3:
        return problem(
            place.address, "{network} takes colour images of 3 channels; here are {shape}.", "Make it 3 channels.",
            fix=_three_channels(experiment, place, shape), network=layer.network, shape=show(shape),
        )  # fmt: skip
    if "there is no part" in error:
        return _no_such_part(place, layer)
    return _wrong_size(experiment, place, layer, shape)


def _is_first(experiment: Experiment, place: Place) -> bool:
    row = in_a_row(experiment)
    return bool(row) and row[0].path == place.path


def _three_channels(experiment: Experiment, place: Place, shape: Shape) -> Fix:
    if shape[0] == 1 and _is_first(experiment, place):
        for index, step in enumerate(experiment.data.transforms):
            if step.enabled and isinstance(step, Grayscale):
                return fix_by("Give Grayscale 3 channels", SetValue(f"data.transforms[{index}].num_output_channels", 3))
        grey = Insert("data.transforms", 0, (Grayscale(num_output_channels=3),))
        return fix_by("Add Grayscale with 3 channels", grey)
    before = Insert(place.list_address, place.index, (Conv2d(out_channels=3, kernel_size=1),))
    return fix_by("Put a Conv2d with 3 channels before it", before)


def _no_such_part(place: Place, layer: Backbone) -> Problem:
    address = f"{place.address}.learn_from"
    return problem(
        address, "{network} has no part {name}.", "Its parts are {names}, and those within them.",
        fix=fix_by("Let all of it learn", SetValue(address, "")), network=layer.network, name=layer.learn_from,
        names=", ".join(parts_of(layer.replace(learn_from="").call((3, 224, 224)))),
    )  # fmt: skip


def _no_such_weights(place: Place, layer: Backbone) -> Problem:
    address = f"{place.address}.weights"
    return problem(
        address, "There are no weights {weights} of {network}.", "Use DEFAULT, the best that there are.",
        fix=fix_by("Use DEFAULT", SetValue(address, "DEFAULT")), weights=layer.begins_with, network=layer.network,
    )  # fmt: skip


def _wrong_size(experiment: Experiment, place: Place, layer: Backbone, shape: Shape) -> Problem | None:
    exactly = getattr(layer, "image_size", None)
    side = layer.wanted_side()
    if exactly is not None and exactly != side:
        address = f"{place.address}.image_size"
        return problem(
            address, "image_size = {size} is no multiple of the patches of {patch} × {patch}.", "Choose a multiple.",
            fix=fix_by("Set image_size to {side}", SetValue(address, side), side=side),
            size=exactly, patch=layer.patch,  # type: ignore[attr-defined]
        )  # fmt: skip
    fix = _resize(experiment, side) if _is_first(experiment, place) else None
    if exactly is not None and shape[1:] != (side, side):
        return problem(
            place.address, "{network} takes images of {side} × {side}; here are {shape}.",
            "Resize the images, or set image_size.", fix=fix, network=layer.network, side=side, shape=show(shape),
        )  # fmt: skip
    if min(shape[1:]) >= layer.smallest:
        return None
    return problem(
        place.address, "{network} needs images of at least {least} × {least}; here are {shape}.", "Resize the images.",
        fix=fix, network=layer.network, least=layer.smallest, shape=show(shape),
    )  # fmt: skip


def _resize(experiment: Experiment, side: int) -> Fix:
    for index, step in enumerate(experiment.data.transforms):
        if step.enabled and isinstance(step, Resize):
            return fix_by("Resize to {n} × {n}", SetValue(f"data.transforms[{index}].size", (side, side)), n=side)
    return fix_by("Resize to {n} × {n}", Insert("data.transforms", 0, (Resize(size=(side, side)),)), n=side)


def pretrained_problems(experiment: Experiment) -> Iterator[Problem]:
    """Weights of which there are none; images that are not normalised as the weights know them."""
    for place, _ in pretrained_places(experiment):
        layer = place.layer
        assert isinstance(layer, Backbone)
        if not layer.has_weights():
            yield _no_such_weights(place, layer)
        elif _is_first(experiment, place):
            yield from _normalize_problem(experiment, layer)


def _normalize_problem(experiment: Experiment, layer: Backbone) -> Iterator[Problem]:
    mean, std = layer.normalization()
    steps = experiment.data.transforms
    places = [i for i, step in enumerate(steps) if step.enabled and isinstance(step, Normalize)]
    if len(places) == 1 and _is_close(steps[places[0]], mean, std):
        return
    wanted = Normalize(mean=mean, std=std)
    if places:
        fix = fix_by("Normalise as the weights want it", SetValue(f"data.transforms[{places[-1]}]", wanted))
    else:
        fix = fix_by(
            "Add Normalize as the weights want it",
            Insert("data.transforms", place_for(steps, len(steps), (wanted,)), (wanted,)),
        )
    yield problem(
        f"data.transforms[{places[-1]}]" if places else "data.transforms",
        "The weights of {network} know images normalised by mean {mean} and std {std}; these are not.",
        "Normalise them so.", severity="warning", fix=fix, network=layer.network,
        mean=", ".join(f"{x:g}" for x in mean), std=", ".join(f"{x:g}" for x in std),
    )  # fmt: skip


def _is_close(step: Transform, mean: tuple[float, ...], std: tuple[float, ...]) -> bool:
    assert isinstance(step, Normalize)
    given = [values * 3 if len(values) == 1 else values for values in (step.mean, step.std)]
    pairs = [
        pair for values, wanted in zip(given, (mean, std), strict=True) for pair in zip(values, wanted, strict=False)
    ]
    return all(abs(ours - wanted) <= CLOSE for ours, wanted in pairs)
