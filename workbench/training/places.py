"""Where a layer stands: in which list, at which place, after which others."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass

from workbench.catalog.layers.container import Sequential
from workbench.spec.containers import Container, Path, address_of, list_address
from workbench.spec.experiment import Experiment
from workbench.spec.parts import Layer


@dataclass(frozen=True)
class Place:
    """A layer in its list. ``siblings`` are all layers of that list, the ones that are switched off included."""

    siblings: tuple[Layer, ...]
    path: Path

    @property
    def index(self) -> int:
        """The place in the list."""
        return self.path[-1]

    @property
    def layer(self) -> Layer:
        """The layer itself."""
        return self.siblings[self.index]

    @property
    def address(self) -> str:
        """``model.layers[2]``."""
        return address_of(self.path)

    @property
    def list_address(self) -> str:
        """``model.layers``."""
        return list_address(self.path[:-1])


def places_in(layers: tuple[Layer, ...], container: Path = ()) -> list[Place]:
    """The layers of a list that are switched on."""
    return [Place(layers, (*container, i)) for i, layer in enumerate(layers) if layer.enabled]


def ways_in(layers: tuple[Layer, ...], container: Path = (), above: Path = ()) -> Iterator[tuple[Place, Path]]:
    """Every layer that is switched on, also those inside others, with its path in the built model, which lacks the rest."""
    for number, place in enumerate(places_in(layers, container)):
        yield place, (*above, number)
        yield from ways_in(holds(place), place.path, (*above, number))


def in_a_row(experiment: Experiment) -> list[Place]:
    """The layers that the samples go through one after another; a Sequential stands for what is inside it."""
    return list(row_of(experiment.model.layers, ()))


def row_of(layers: tuple[Layer, ...], container: Path) -> Iterator[Place]:
    """The same for the layers of a list."""
    for place in places_in(layers, container):
        if isinstance(place.layer, Sequential):
            yield from row_of(place.layer.layers, place.path)
        else:
            yield place


def holds(place: Place) -> tuple[Layer, ...]:
    """The layers inside, if it is a container."""
    return place.layer.layers if isinstance(place.layer, Container) else ()
