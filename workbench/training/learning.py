"""Which layers of an experiment learn otherwise than the rest: frozen ones, and those at a rate of their own."""

from __future__ import annotations

from collections.abc import Iterator

from workbench.spec.edits import SetValue
from workbench.spec.experiment import Experiment
from workbench.spec.parts import WeightedLayer
from workbench.spec.problems import Problem, fix_by, problem
from workbench.training.places import Place, holds, places_in
from workbench.training.trace import Trace


def learning_places(experiment: Experiment) -> Iterator[Place]:
    """All places of layers that are switched on and could learn, without those inside of a frozen one."""
    yield from _within(places_in(experiment.model.layers))


def _within(places: list[Place]) -> Iterator[Place]:
    for place in places:
        if isinstance(place.layer, WeightedLayer):
            yield place
            if not place.layer.frozen:
                yield from _within(places_in(holds(place), place.path))


def freezes(experiment: Experiment) -> bool:
    """Whether some weights stay as they are."""
    return any(place.layer.freezes for place in learning_places(experiment))  # type: ignore[attr-defined]


def scaled_places(experiment: Experiment) -> list[Place]:
    """Those that learn at a multiple of the learning rate."""
    return [
        place
        for place in learning_places(experiment)
        if not place.layer.frozen and place.layer.lr_scale != 1  # type: ignore[attr-defined]
    ]


def _all_frozen(experiment: Experiment, traced: Trace) -> Problem:
    """The last layer with weights of which some are frozen is the one to let learn."""
    what, remedy = "Everything that could learn is frozen.", "Let at least one layer learn."
    weighty = {step.path for step in traced.walk() if step.parameters}
    frozen = [p for p in learning_places(experiment) if p.path in weighty and p.layer.freezes]  # type: ignore[attr-defined]
    if not frozen:  # code of the user's own does it
        return problem("model.layers", what, remedy)
    last = frozen[-1]
    name, value = ("frozen", False) if last.layer.frozen else ("learn_from", "")  # type: ignore[attr-defined]
    edit = SetValue(f"{last.address}.{name}", value)
    return problem(edit.address, what, remedy, fix=fix_by("Let {layer} learn", edit, layer=last.layer.type))


def learning_problems(experiment: Experiment, traced: Trace) -> Iterator[Problem]:
    """Nothing is left to learn; an optimizer that knows only one rate for all."""
    if not traced.trainable:
        yield _all_frozen(experiment, traced)
    scaled, optimizer = scaled_places(experiment), experiment.training.optimizer
    if scaled and not type(optimizer).groups:
        edits = [SetValue(f"{place.address}.lr_scale", 1.0) for place in scaled]
        yield problem(
            f"{scaled[0].address}.lr_scale", "{optimizer} has one learning rate for all layers.",
            "Set lr_scale to 1, or choose another optimizer.",
            fix=fix_by("Set lr_scale to 1", *edits), optimizer=optimizer.type,
        )  # fmt: skip
