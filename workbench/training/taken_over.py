"""What of a trained model serves another one: weights whose layers belong together, under the names that they have there.

The names of an ``nn.Sequential`` are places, which move when a layer comes or goes; so layers are matched first, by their
order and types (:func:`workbench.spec.differences.aligned`), and their tensors by name and shape within them.
"""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from dataclasses import dataclass

import torch
from torch import Tensor, nn

from workbench.spec.containers import Container, Path
from workbench.spec.differences import aligned
from workbench.spec.experiment import Experiment
from workbench.spec.parts import Layer
from workbench.training.places import ways_in


@dataclass(frozen=True)
class NewNames:
    """How tensors of the model before are called in the model after, by what their names begin with."""

    prefixes: Mapping[str, str]

    def of(self, name: str) -> str | None:
        """The new name; None where its layer is no more."""
        steps = name.split(".")
        for length in range(len(steps) - 1, 0, -1):
            found = self.prefixes.get(".".join(steps[:length]))
            if found is not None:
                return ".".join([found, *steps[length:]])
        return None

    def renamed(self, state: Mapping[str, Tensor]) -> dict[str, Tensor]:
        """What is left of a state_dict, under the new names."""
        return {new: tensor for name, tensor in state.items() if (new := self.of(name)) is not None}


def new_names(before: Experiment, after: Experiment) -> NewNames:
    """For each layer that stands in both models and is switched on, what its tensors begin with."""
    old, new = before.model.layers, after.model.layers
    ways, others = _ways(old), _ways(new)
    return NewNames({ways[one]: others[other] for one, other in _matched(old, new) if one in ways and other in others})


def _ways(layers: tuple[Layer, ...]) -> dict[Path, str]:
    return {place.path: ".".join(map(str, way)) for place, way in ways_in(layers)}


def _matched(
    old: tuple[Layer, ...], new: tuple[Layer, ...], above: Path = (), beside: Path = ()
) -> Iterator[tuple[Path, Path]]:
    """The paths of plain layers that belong together; of containers, those inside."""
    for one, other in aligned(old, new):
        if one is None or other is None:
            continue
        before, after = old[one], new[other]
        if isinstance(before, Container) and isinstance(after, Container):
            yield from _matched(before.layers, after.layers, (*above, one), (*beside, other))
        else:
            yield (*above, one), (*beside, other)


@dataclass(frozen=True)
class TakenOver:
    """Names of tensors of the new model: those that were put in, and those that begin anew."""

    taken: tuple[str, ...]
    anew: tuple[str, ...]


def take_over(model: nn.Module, state: Mapping[str, Tensor]) -> TakenOver:
    """Copy what fits by name and shape into the model."""
    own = model.state_dict()
    fits = [name for name, tensor in own.items() if name in state and state[name].shape == tensor.shape]
    with torch.no_grad():
        for name in fits:
            own[name].copy_(state[name])
    return TakenOver(tuple(fits), tuple(name for name in own if name not in set(fits)))
