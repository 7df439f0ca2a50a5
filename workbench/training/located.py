"""Which layer of the experiment a module of the built model is, and in which one an error was raised."""

from __future__ import annotations

from dataclasses import dataclass
from types import TracebackType

from torch import nn

from workbench.spec.experiment import Experiment
from workbench.training.places import ways_in
from workbench.training.pretrained import module_at


@dataclass(frozen=True)
class Built:
    """A layer, by its address and its name for people, and what was built of it."""

    address: str
    name: str
    module: nn.Module


def built_layers(experiment: Experiment, model: nn.Module) -> list[Built]:
    """Every layer that is switched on, a container before what is inside it."""
    found = ways_in(experiment.model.layers)
    return [Built(place.address, place.layer.type, module_at(model, way)) for place, way in found]


def holders(layers: list[Built]) -> dict[int, Built]:
    """The innermost layer that each module belongs to, by the identity of the module."""
    return {id(part): layer for layer in layers for part in layer.module.modules()}


def raised_in(error: BaseException, experiment: Experiment, model: nn.Module) -> Built | None:
    """The innermost layer on the way to an error, if it came out of one."""
    known = holders(built_layers(experiment, model))
    inner = None
    step: TracebackType | None = error.__traceback__
    while step is not None:
        inner = known.get(id(step.tb_frame.f_locals.get("self")), inner)
        step = step.tb_next
    return inner
