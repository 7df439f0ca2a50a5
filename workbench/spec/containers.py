"""Layers that hold layers, and where a layer stands in the tree that they make.

A path is the row of places from the outside in: (2, 0) is the first layer inside the third one, at the address
``model.layers[2].layers[0]``.
"""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from typing import Annotated, Any, ClassVar, Literal

from pydantic import AfterValidator, Field, field_validator
from pydantic_core import PydanticCustomError

from workbench.spec.address import join, parse
from workbench.spec.call import Call
from workbench.spec.fields import one_line
from workbench.spec.parts import MAX_DEPTH, Layer, OfKind, Shape, WeightedLayer

LAYERS = "model.layers"

Path = tuple[int, ...]


class Container(WeightedLayer):
    """A layer made of layers. ``flow``: they follow one another (``sequence``), or all get the same input (``branches``)."""

    flow: ClassVar[Literal["sequence", "branches"]] = "sequence"
    holds = "layers"
    takes = "any"
    own = WeightedLayer.own | {"name"}

    name: Annotated[
        str,
        Field(max_length=60, description="A name for people; the code has it as a comment."),
        AfterValidator(one_line),
    ] = ""
    layers: Annotated[
        tuple[Annotated[Layer, OfKind("layer")], ...],
        Field(strict=False, max_length=10_000, description="The layers inside, in order."),
    ] = ()

    @field_validator("layers")
    @classmethod
    def _not_too_deep(cls, layers: tuple[Layer, ...]) -> tuple[Layer, ...]:
        if 1 + max(map(depth, layers), default=0) > MAX_DEPTH:
            raise PydanticCustomError("too_deep", "nested deeper than {most}", {"most": MAX_DEPTH})
        return layers

    def summary(self) -> str:
        """The name first, as a person says it, then what else is set."""
        unnamed = super(Container, self.replace(name="")).summary() if self.name else super().summary()
        return ", ".join(filter(None, (self.name, unnamed)))

    def call(self, _input_shape: Shape) -> Call:
        """The constructor call without what is inside; :meth:`around` is the whole one."""
        return self.around(())

    def around(self, inside: Sequence[Call]) -> Call:
        """The constructor call around those of the layers inside."""
        return Call(self.target, tuple(inside), self.arguments(), note=self.name.strip())

    def merged(self, input_shape: Shape, outputs: Sequence[Shape]) -> Shape | None:
        """What comes out, for what goes in and what the last layer (or every branch) gives; None where they do not fit."""
        return outputs[-1] if outputs else input_shape


def depth(layer: Layer) -> int:
    """How many containers are within one another: 0 for a plain layer."""
    return 1 + max(map(depth, layer.layers), default=0) if isinstance(layer, Container) else 0


def walk(layers: Sequence[Layer], above: Path = ()) -> Iterator[tuple[Path, Layer]]:
    """Every layer with its path, a container before what is inside."""
    for index, layer in enumerate(layers):
        yield (*above, index), layer
        if isinstance(layer, Container):
            yield from walk(layer.layers, (*above, index))


def address_of(path: Path) -> str:
    """``model.layers[2].layers[0]`` for (2, 0)."""
    return f"{list_address(path[:-1])}[{path[-1]}]"


def list_address(container: Path) -> str:
    """The address of the list inside the container at that path; that of the model for ()."""
    steps: list[Any] = ["model", "layers"]
    for index in container:
        steps += [index, "layers"]
    return join(steps)


def path_of(address: str) -> Path:
    """The path of the layer in which an address lies; () for one that lies in none."""
    steps = parse(address)
    found: list[int] = []
    if steps[:2] != ("model", "layers"):
        return ()
    rest = steps[2:]
    while rest and isinstance(rest[0], int):
        found.append(rest[0])
        rest = rest[2:] if rest[1:2] == ("layers",) else ()
    return tuple(found)
