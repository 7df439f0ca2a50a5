"""The user's own code as parts: what a file of their own declares becomes a class like those of the catalogue.

Nothing is run to know it: the declaration is read from the syntax tree (:mod:`workbench.spec.own_source`). What the
part does is a plain torch class, imported as ``workbench_plugins.<file>.<class>`` when it is built, and only from a
file that the user has allowed (:mod:`workbench.plugins`).
"""

from __future__ import annotations

from collections.abc import Callable, Iterable, Mapping
from dataclasses import dataclass, field
from typing import Any, ClassVar

from pydantic import Field, create_model

from workbench.spec.call import Call
from workbench.spec.fields import ESSENTIAL
from workbench.spec.parts import Infer, Layer, Loss, Part, Shape, Transform, WeightedLayer, find, register, unregister

PACKAGE = "workbench_plugins"
GROUP = "Own code"


class OwnLayer(WeightedLayer):
    """A layer of the user's own; whether there is something to learn in it is known only when it is built."""

    def call(self, input_shape: Shape) -> Call:
        """Every argument by its name; sizes follow from the input's shape."""
        sizes = {name: infer(input_shape) for name, infer in self.infers.items()}
        return Call(self.target, (), sizes | self.arguments())


class OwnLoss(Loss):
    """A loss of the user's own."""

    wants: ClassVar[str] = "any"


class OwnTransform(Transform):
    """A transform of the user's own: a callable from a batch (B, C, H, W) of numbers in 0 … 1 to another."""


BASES: Mapping[str, type[Part]] = {"layer": OwnLayer, "loss": OwnLoss, "transform": OwnTransform}

INFERRED: Mapping[str, Infer] = {
    "in_channels": lambda shape: shape[0],
    "in_features": lambda shape: shape[-1],
}
"""Parameters of a layer that need no default, because they follow from the input's shape (without the batch)."""


@dataclass(frozen=True)
class OwnParameter:
    """A parameter as the file declares it: its type as pydantic takes it, its default, and the words about it."""

    name: str
    type: Any
    default: Any
    description: str


@dataclass(frozen=True)
class Declared:
    """A class that a file of the user's declares as a part."""

    kind: str
    name: str
    file: str
    about: str
    parameters: tuple[OwnParameter, ...] = ()
    inferred: tuple[str, ...] = ()
    formula: str = ""
    use: str = ""
    settings: Mapping[str, Any] = field(default_factory=dict)
    """What else the class says of itself, such as ``targets`` of a loss."""

    @property
    def module(self) -> str:
        """The name under which the file is imported, if it is allowed."""
        return f"{PACKAGE}.{self.file.removesuffix('.py')}"


def declare(declared: Declared) -> type[Part]:
    """The class of the part, registered. Raises ``TypeError`` for what no form could show, or a name that is taken."""
    fields: dict[str, Any] = {
        p.name: (p.type, Field(p.default, description=p.description)) for p in declared.parameters
    }
    for definition in fields.values():
        definition[1].metadata.append(ESSENTIAL)  # a default can change with the file; what was trained must not
    base = BASES[declared.kind]
    make: Any = create_model  # the type checker would take the result for a fixed class
    cls: Any = make(declared.name, __base__=base, __doc__=declared.about, **fields)
    cls.group, cls.target = GROUP, f"{declared.module}.{declared.name}"
    cls.formula, cls.use = declared.formula, declared.use
    if issubclass(cls, Layer):
        cls.infers = {name: INFERRED[name] for name in declared.inferred}
    for name, value in declared.settings.items():
        setattr(cls, name, value)
    declared_class: type[Part] = register(cls)
    return declared_class


def is_own(part: Part | type[Part]) -> bool:
    """Whether the part is of the user's own code."""
    return part.target.startswith(f"{PACKAGE}.")


@dataclass
class _State:
    declared: list[type[Part]] = field(default_factory=list)
    waiting: tuple[Declared, ...] = ()


_state = _State()


def replace_all(
    allowed: Iterable[Declared], waiting: Iterable[Declared], refused: Callable[[Declared, str], None]
) -> None:
    """These parts in place of all that were there; ``refused`` is told of each that cannot be one, and why."""
    for cls in _state.declared:
        unregister(cls)
    _state.declared, _state.waiting = [], tuple(waiting)
    for each in allowed:
        try:
            _state.declared.append(declare(each))
        except (TypeError, NameError) as error:  # NameError: pydantic's for a name that shadows an attribute
            refused(each, str(error))


def waiting(kind: str) -> tuple[Declared, ...]:
    """What files declare that are not allowed yet."""
    return tuple(each for each in _state.waiting if each.kind == kind and find(kind, each.name) is None)
