"""Parts: what a user can pick (layers, transforms, data sets, losses, optimizers, schedulers), each declared once.

A part is a frozen value. Its class is registered under its kind and its own name by a decorator
(``@layer(...)`` and so on in :mod:`workbench.catalog`), and is refused there if a form, a file or the
help could not show it. Nothing outside the registry can be named by a file.
"""

import difflib
from collections.abc import Callable, Mapping
from functools import cache
from typing import Annotated, Any, ClassVar, Self, TypeVar, get_args, get_origin

from pydantic import (
    BaseModel,
    ConfigDict,
    Field,
    GetCoreSchemaHandler,
    ValidationError,
    field_validator,
    model_validator,
)  # fmt: skip
from pydantic_core import CoreSchema, PydanticCustomError, core_schema

from workbench.spec.call import Call, Name
from workbench.spec.fields import NONE_WORD, Numbers, Parameter, parameter, plain_value, shown, storable
from workbench.spec.text import Text

Shape = tuple[int, ...]
"""The size of one sample without the batch axis, for example (1, 28, 28)."""

Infer = Callable[[Shape], int]

MAX_DEPTH = 16
"""How many containers may be within one another."""

LEARNING = "workbench.modules.learning"


class Value(BaseModel):
    """A frozen table of checked fields: strict types, no unknown names, no NaN or infinity."""

    model_config = ConfigDict(frozen=True, extra="forbid", strict=True, allow_inf_nan=False, defer_build=True)

    @model_validator(mode="before")
    @classmethod
    def _words_to_none(cls, data: Any) -> Any:
        if not isinstance(data, Mapping):
            return data
        return {
            k: None if v == NONE_WORD and isinstance(v, str) and cls._allows_none(k) else v for k, v in data.items()
        }

    @field_validator("*")
    @classmethod
    def _can_be_kept(cls, value: Any) -> Any:
        return storable(value)

    @classmethod
    def _allows_none(cls, name: str) -> bool:
        field = cls.model_fields.get(name)
        return field is not None and type(None) in get_args(field.annotation)

    def replace(self, **values: Any) -> Self:
        """The same value with some fields changed; raises ``pydantic.ValidationError``."""
        return type(self).model_validate({name: getattr(self, name) for name in type(self).model_fields} | values)


class Part(Value):
    """One pickable thing with its parameters. Subclasses give ``target``: the dotted name of what PyTorch has."""

    kind: ClassVar[str] = ""
    group: ClassVar[str] = ""
    target: ClassVar[str] = ""
    formerly: ClassVar[tuple[str, ...]] = ()
    own: ClassVar[frozenset[str]] = frozenset()
    """Parameters that are the workbench's and are not passed to ``target``."""
    aside: ClassVar[frozenset[str]] = frozenset()
    """Parameters that a form does not show at once while they are at their defaults."""
    holds: ClassVar[str] = ""
    """The field that holds parts of the same kind: edited as rows of the list, not in the form."""
    formula: ClassVar[str] = ""
    """What it computes, in PyTorch's notation: symbols and names alone, so that it needs no translation."""
    use: ClassVar[str] = ""
    """When to take it, in a sentence."""
    reference: ClassVar[str] = ""
    """Where it is explained, if not under ``target``: a dotted name of PyTorch's pages, or an https address."""

    @property
    def type(self) -> str:
        """The name under which files and the command line know the part."""
        return type(self).__name__

    @classmethod
    def parameters(cls) -> tuple[Parameter, ...]:
        """What can be set, in the order of the declaration."""
        return _parameters(cls)

    @classmethod
    def about(cls) -> str:
        """What it does, in a sentence or two: the docstring, unfolded."""
        return " ".join((cls.__doc__ or "").split())

    def plain(self) -> dict[str, Any]:
        """As the file holds it: ``type``, what PyTorch has no default for, and what differs from the default."""
        rows = {p.name: getattr(self, p.name) for p in self.parameters() if p.essential or self._differs(p)}
        plain = {"type": self.type} | {name: plain_value(value) for name, value in rows.items()}
        held = getattr(self, self.holds) if self.holds else ()
        return plain | ({self.holds: [part.plain() for part in held]} if held else {})

    def summary(self) -> str:
        """The parameters that matter, for a row of a list: ``32, kernel_size 3, padding 1``."""
        words: list[str] = []
        for p in sorted(self.parameters(), key=lambda p: not p.essential):
            if (p.essential or self._differs(p)) and p.name not in ("enabled", "when"):
                words.append(_said(p, getattr(self, p.name), first=p.essential and not words))
        return ", ".join(words)

    def arguments(self) -> dict[str, Any]:
        """What differs from PyTorch's defaults, or has none there, by name: the keywords of the call."""
        return {
            p.name: getattr(self, p.name)
            for p in self.parameters()
            if p.name not in self.own and (p.essential or self._differs(p))
        }

    def _differs(self, p: Parameter) -> bool:
        value = getattr(self, p.name)
        return bool(value != p.default) or isinstance(value, bool) != isinstance(p.default, bool)


def _said(p: Parameter, value: Any, first: bool) -> str:
    if isinstance(value, bool):
        return p.name if value else f"no {p.name}"
    return _short(value) if first else f"{p.name} {_short(value)}"


def _short(value: Any) -> str:
    if isinstance(value, tuple):
        return " × ".join(_short(item) for item in value)
    return f"{value:g}" if isinstance(value, float) else str(plain_value(value))


@cache
def _parameters(cls: type[Part]) -> tuple[Parameter, ...]:
    described = [parameter(name, field) for name, field in cls.model_fields.items() if name != cls.holds]
    return tuple(sorted(described, key=lambda p: p.name in cls.own))  # the workbench's own come last


class Layer(Part):
    """A layer of the model. ``ranks`` are the numbers of axes (without the batch) that it accepts; empty: any."""

    kind = "layer"
    infers: ClassVar[Mapping[str, Infer]] = {}
    ranks: ClassVar[tuple[int, ...]] = ()
    for_rank: ClassVar[Mapping[int, str]] = {}
    """Which layer does the same for another number of axes: ``{3: "BatchNorm2d"}``."""
    takes: ClassVar[str] = "measures"
    """What its input is: ``measures`` (numbers with a fraction), ``tokens`` (whole numbers that are names), or ``any``."""
    own = frozenset({"enabled"})

    enabled: Annotated[bool, Field(description="Off: the layer stays in the list but is left out of the model.")] = True

    def call(self, input_shape: Shape) -> Call:
        """The constructor call for an input of this shape (without the batch axis)."""
        arguments = self.arguments()
        sizes = tuple(infer(input_shape) for infer in self.infers.values())
        if sizes:
            first = next((p.name for p in self.parameters() if p.essential), None)
            sizes += (arguments.pop(first),) if first else ()
        return Call(self.target, sizes, arguments)


class WeightedLayer(Layer):
    """A layer with something to learn, or with such layers inside: it can be frozen, or learn at a rate of its own."""

    own = Layer.own | {"frozen", "lr_scale"}
    aside = frozenset({"frozen", "lr_scale"})

    frozen: Annotated[
        bool,
        Field(
            description="The weights stay as they are; a BatchNorm keeps its running mean and works as in evaluation."
        ),
    ] = False
    lr_scale: Annotated[
        float, Field(gt=0, le=1e6, description="Its learning rate, as a multiple of that of the optimizer.")
    ] = 1.0

    @property
    def freezes(self) -> bool:
        """Whether some of its weights stay as they are."""
        return self.frozen

    def marked(self, call: Call) -> Call:
        """The call, within the one that says how its weights learn, where they do not as all others."""
        if self.frozen:
            return Call(f"{LEARNING}.frozen", (call,))
        return Call(f"{LEARNING}.at_rate", (call,), {"lr_scale": self.lr_scale}) if self.lr_scale != 1 else call


class Transform(Part):
    """A step of the input pipeline, for samples of the kinds ``inputs``; ``fitted``: it learns from the training part.

    ``batch``: it mixes the samples of a batch and their targets, in training only, after all other steps.
    """

    kind = "transform"
    random: ClassVar[bool] = False
    inputs: ClassVar[tuple[str, ...]] = ("image",)
    fitted: ClassVar[bool] = False
    batch: ClassVar[bool] = False
    by_sample: ClassVar[bool] = False
    """Whether the numbers of a sample come out the same, to the bit, in a batch of any size: nothing but moves, sums, products."""
    own = frozenset({"enabled", "when"})

    enabled: Annotated[bool, Field(description="Off: the step stays in the list but is skipped.")] = True

    def call(self) -> Call:
        """The constructor call; the object maps a batch of images (B, C, H, W) to another."""
        return Call(self.target, (), self.arguments())


class DatasetPart(Part):
    """A source of labelled samples. ``implementation`` is the dotted name of what reads it."""

    kind = "dataset"
    implementation: ClassVar[str] = ""


class Loss(Part):
    """A loss. ``targets`` says what it compares with: class indices (``index``), or one number per output (``values``).

    ``binary``: it can judge one output for two classes.
    """

    kind = "loss"
    targets: ClassVar[str] = "index"
    wants: ClassVar[str] = "logits"
    """What the model has to give: ``logits``, ``log_softmax``, ``probabilities`` (each between 0 and 1) or ``any`` numbers."""
    binary: ClassVar[bool] = False

    def call(self) -> Call:
        return Call(self.target, (), self.arguments())


class Optimizer(Part):
    """An optimizer; called with the model's parameters."""

    kind = "optimizer"
    closure: ClassVar[bool] = False
    """Whether a step asks for the loss several times, through a function."""
    fuses: ClassVar[bool] = True
    """Whether, with a parameter ``fused``, it can do a step in one kernel on every device."""
    groups: ClassVar[bool] = True
    """Whether parts of the model can have a learning rate of their own."""
    ranges: ClassVar[bool] = True
    """Whether a learning rate that grows from step to step shows which one is good."""

    @property
    def keeps(self) -> int:
        """Numbers that it keeps for each one that learns, from its first step on."""
        return 2

    def call(self) -> Call:
        return Call(self.target, (Name("model.parameters()"),), self.arguments())


class Scheduler(Part):
    """A learning-rate schedule. ``interval`` says when it steps: after each ``epoch`` or each ``step``."""

    kind = "scheduler"
    interval: ClassVar[str] = "epoch"
    needs_metric: ClassVar[bool] = False
    rates: ClassVar[tuple[str, ...]] = ()
    """Parameters that are learning rates themselves, of which PyTorch takes one for every group."""

    def call(self, epochs: int, steps_per_epoch: int) -> Call:
        """The constructor call for a run of this length."""
        return Call(self.target, (Name("optimizer"),), self.arguments() | self.planned(epochs, steps_per_epoch))

    def planned(self, epochs: int, steps_per_epoch: int) -> dict[str, Any]:  # noqa: ARG002 — for those that override it
        """Arguments that follow from the length of the run (``T_max``, ``total_steps``)."""
        return {}


KINDS: Mapping[str, type[Part]] = {cls.kind: cls for cls in (DatasetPart, Transform, Layer, Loss, Optimizer, Scheduler)}

for _cls in (Part, *KINDS.values()):
    # pydantic would evaluate these annotations anew for each of the parts, a fifth of what the catalog costs
    _cls.__annotations__ = {
        name: kind for name, kind in _cls.__annotations__.items() if get_origin(kind) is not ClassVar
    }

_registry: dict[str, dict[str, type[Part]]] = {kind: {} for kind in KINDS}

P = TypeVar("P", bound=Part)


def register(cls: type[P]) -> type[P]:
    """Add a declared part. Raises ``TypeError`` for a declaration that a user could not be shown."""
    if not cls.about():
        raise TypeError(f"{cls.__name__}: a docstring that says what it does is missing")
    if not cls.group:
        raise TypeError(f"{cls.__name__}: a group is missing")
    if any(p.name == "type" for p in cls.parameters()):
        raise TypeError(f"{cls.__name__}: a parameter cannot be named 'type'")
    names = (cls.__name__, *cls.formerly)
    for name in names:
        if name in _registry[cls.kind]:
            raise TypeError(f"{cls.__name__}: there is a {cls.kind} of the name {name!r} already")
    _registry[cls.kind] |= dict.fromkeys(names, cls)
    return cls


def unregister(cls: type[Part]) -> None:
    """Take a part out again: the user's own code has changed, or is not allowed any more."""
    for name in [name for name, other in _registry[cls.kind].items() if other is cls]:
        del _registry[cls.kind][name]


def parts(kind: str) -> tuple[type[Part], ...]:
    """All declared parts of a kind, in the order of their declaration."""
    return tuple(dict.fromkeys(_registry[kind].values()))


def find(kind: str, name: str) -> type[Part] | None:
    """The part of that kind and name (or former name), or None."""
    return _registry[kind].get(name)


def read_part(kind: str, plain: Any) -> Part:
    """A part from its table in a file; one that is not known is kept as it is (:mod:`workbench.spec.unknown`).

    Raises ``pydantic.ValidationError`` or ``PydanticCustomError``.
    """
    if isinstance(plain, KINDS[kind]):
        return plain
    if not isinstance(plain, Mapping) or not isinstance(plain.get("type"), str):
        raise PydanticCustomError("part", "must be a table with a type, such as {like}", {"like": _like(kind, plain)})
    cls = find(kind, plain["type"])
    if cls is None:
        from workbench.spec.unknown import kept  # late: it knows the kinds of this module

        if (unknown := kept(kind, plain)) is not None:
            return unknown
        raise PydanticCustomError(
            "unknown_part", "{given} is not {noun} of this program", _unknown(kind, plain["type"])
        )
    if cls.holds and _deeper(plain, cls.holds):
        raise PydanticCustomError("too_deep", "nested deeper than {most}", {"most": MAX_DEPTH})
    return cls.model_validate({name: value for name, value in plain.items() if name != "type"})


def _deeper(plain: Mapping[str, Any], field: str) -> bool:
    """Whether tables are within one another more than :data:`MAX_DEPTH` deep; looked at level by level."""
    level: list[Any] = [plain]
    for _ in range(MAX_DEPTH + 1):
        lists = [table[field] for table in level if isinstance(table, Mapping) and isinstance(table.get(field), list)]
        level = [item for items in lists for item in items]
    return bool(level)


def _like(kind: str, plain: Any) -> str:
    """A table that would do; where the bare name is given (``loss = "MSELoss"``), the table of that part."""
    known = isinstance(plain, str) and find(kind, plain)
    return f'{{ type = "{plain if known else next(iter(_registry[kind]), "…")}" }}'


_NOUNS = {
    "dataset": "a data set", "transform": "a transform", "layer": "a layer", "loss": "a loss",
    "optimizer": "an optimizer", "scheduler": "a scheduler",
}  # fmt: skip


def noun(kind: str) -> Text:
    """``a layer``, to be put into a sentence."""
    return Text(_NOUNS[kind])


def near_name(kind: str, name: str) -> str:
    """The known name that is most like this one; empty where none is."""
    near = difflib.get_close_matches(name[:100], list(_registry[kind]), n=1, cutoff=0.5)
    return near[0] if near else ""


def _unknown(kind: str, name: str) -> dict[str, Any]:
    """What a sentence about a name that no part has can say."""
    return {"given": shown(name), "noun": noun(kind), "kind": kind, "near": near_name(kind, name)}


class OfKind:
    """Annotation of a field that holds any registered part of a kind."""

    def __init__(self, kind: str) -> None:
        self.kind = kind

    def __get_pydantic_core_schema__(self, source: object, handler: GetCoreSchemaHandler) -> CoreSchema:
        return core_schema.no_info_plain_validator_function(lambda value: read_part(self.kind, value))


__all__ = [
    "KINDS", "Call", "DatasetPart", "Layer", "Loss", "Numbers", "OfKind", "Optimizer", "Part", "Scheduler", "Shape",
    "Transform", "ValidationError", "Value", "WeightedLayer", "find", "parts", "read_part", "register",
]  # fmt: skip
