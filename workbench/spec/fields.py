"""The types of value that a part's parameter can have, and how a parameter is described to others.

A declaration knows ranges and words, never widgets: the form, the file and the command line all read
the :class:`Parameter` that is made here from the annotation.
"""

import math
import types
from dataclasses import dataclass
from typing import Annotated, Any, Literal, Union, get_args, get_origin

import annotated_types
from pydantic import GetCoreSchemaHandler
from pydantic.fields import FieldInfo
from pydantic_core import CoreSchema, PydanticCustomError, core_schema

NONE_WORD = "none"  # TOML has no null

Form = Literal["flag", "whole", "number", "choice", "numbers", "text", "folder"]


@dataclass(frozen=True)
class Marker:
    """A property of a parameter that its type does not tell."""

    name: str


ESSENTIAL = Marker("essential")
"""PyTorch has no default for it: it is always written to the file and shown in the summary."""

FOLDER = Marker("folder")
"""A text that names a folder."""


@dataclass(frozen=True)
class Numbers:
    """One number, or a fixed count of them, or one of a few words: ``3``, ``[3, 5]``, ``"same"``.

    ``lengths`` are the allowed counts of a list (empty: any); ``scalar`` allows a bare number;
    ``ge``, ``gt``, ``le``, ``lt`` bound every number; ``gaps`` allows ``none`` inside the list.
    """

    of: type[int] | type[float]
    lengths: tuple[int, ...] = ()
    scalar: bool = True
    ge: float | None = None
    gt: float | None = None
    le: float | None = None
    lt: float | None = None
    words: tuple[str, ...] = ()
    gaps: bool = False
    ordered: bool = False

    def __get_pydantic_core_schema__(self, source: object, handler: GetCoreSchemaHandler) -> CoreSchema:
        return core_schema.no_info_plain_validator_function(self.check)

    def check(self, value: object) -> object:
        """The value in its normal form (lists become tuples); raises ``PydanticCustomError`` with a sentence."""
        if isinstance(value, str) and value in self.words:
            return value
        if isinstance(value, (list, tuple)):
            return self._check_list(value)
        if self.scalar and not isinstance(value, str):
            return self._check_number(value)
        raise self._wrong(value)

    def _check_list(self, value: list[object] | tuple[object, ...]) -> tuple[object, ...]:
        if not value or (self.lengths and len(value) not in self.lengths):
            raise self._wrong(value)
        numbers = tuple(self._check_item(item) for item in value)
        if self.ordered and any(a > b for a, b in zip(numbers, numbers[1:], strict=False)):  # type: ignore[operator]
            raise PydanticCustomError(
                "numbers", "the smaller number comes first (it is {given})", {"given": str(value)}
            )
        return numbers

    def _check_item(self, item: object) -> object:
        if self.gaps and (item is None or item == NONE_WORD):
            return None
        return self._check_number(item)

    def _check_number(self, value: object) -> int | float:
        if isinstance(value, bool) or not isinstance(value, (int, float)):
            raise self._wrong(value)
        if self.of is int and not isinstance(value, int):
            raise self._wrong(value)
        number = self.of(value)
        if not math.isfinite(number) or not self._inside(number):
            raise self._wrong(value)
        return number

    def _inside(self, number: float) -> bool:
        return (
            (self.ge is None or number >= self.ge)
            and (self.gt is None or number > self.gt)
            and (self.le is None or number <= self.le)
            and (self.lt is None or number < self.lt)
        )

    def _wrong(self, value: object) -> PydanticCustomError:
        return PydanticCustomError(
            "numbers", "needs {wanted} (it is {given})", {"wanted": self.wanted(), "given": repr(value)}
        )

    def wanted(self) -> str:
        """What is allowed, in words: ``a whole number of at least 1, or 2 of them, or "same"``."""
        noun = "whole number" if self.of is int else "number"
        ways = [f"a {noun}{self._range()}"] if self.scalar else []
        if self.lengths:
            counts = " or ".join(str(n) for n in self.lengths if n > 1 or not self.scalar)
            ways += [f"a list of {counts} {'of them' if ways else noun + 's' + self._range()}"] if counts else []
        else:
            ways += [f"a list {'of them' if ways else 'of ' + noun + 's' + self._range()}"]
        return ", or ".join(ways + [f'"{word}"' for word in self.words])

    def _range(self) -> str:
        bounds = [("of at least", self.ge), ("above", self.gt), ("of at most", self.le), ("below", self.lt)]
        words = [f"{word} {bound:g}" for word, bound in bounds if bound is not None]
        return f" {' and '.join(words)}" if words else ""


Size2d = Annotated[int | tuple[int, int], Numbers(int, (2,), ge=1)]
"""One number for both directions, or (height, width); at least 1."""

Extent2d = Annotated[int | tuple[int, int], Numbers(int, (2,), ge=0)]
"""Like Size2d, but 0 is allowed (padding)."""


@dataclass(frozen=True)
class Parameter:
    """One parameter of a part, as forms, files, help and the command line see it."""

    name: str
    form: Form
    default: Any
    description: str
    optional: bool = False
    essential: bool = False
    minimum: float | None = None
    maximum: float | None = None
    exclusive_minimum: bool = False
    exclusive_maximum: bool = False
    choices: tuple[Any, ...] = ()
    numbers: Numbers | None = None

    def plain(self) -> dict[str, Any]:
        """For ``workbench parts --json``: only what is said, under JSON's types."""
        row: dict[str, Any] = {"name": self.name, "type": self.form, "default": plain_value(self.default)}
        row["description"] = self.description
        row |= {name: True for name in ("optional", "essential") if getattr(self, name)}
        bounds = {"minimum": self.minimum, "maximum": self.maximum}
        row |= {name: value for name, value in bounds.items() if value is not None}
        row |= {name: True for name in ("exclusive_minimum", "exclusive_maximum") if getattr(self, name)}
        if self.choices:
            row["choices"] = list(self.choices)
        if self.numbers:
            row["allowed"] = self.numbers.wanted()
        return row


def plain_value(value: Any) -> Any:
    """The value as TOML and JSON hold it: tuples as lists, None as the word ``none``."""
    if value is None:
        return NONE_WORD
    if isinstance(value, (tuple, list)):
        return [plain_value(item) for item in value]
    return value


def parameter(name: str, field: FieldInfo) -> Parameter:
    """Describe a declared field. Raises ``TypeError`` when the declaration is not one that a form could show."""
    annotation, optional = _without_none(field.annotation)
    if not field.description:
        raise TypeError(f"{name}: a description is missing")
    if field.is_required():
        raise TypeError(f"{name}: a default is missing")
    metadata = _metadata(field, annotation)
    common = {
        "name": name,
        "default": field.default,
        "description": field.description,
        "optional": optional,
        "essential": ESSENTIAL in metadata,
    }
    numbers = next((item for item in metadata if isinstance(item, Numbers)), None)
    if numbers:
        bounds = {"minimum": _first(numbers.ge, numbers.gt), "maximum": _first(numbers.le, numbers.lt)}
        return Parameter(form="numbers", numbers=numbers, choices=numbers.words, **bounds, **common)  # type: ignore[arg-type]
    form, choices = _form(annotation, metadata)
    return Parameter(form=form, choices=choices, **_bounds(metadata), **common)  # type: ignore[arg-type]


def _first(*values: float | None) -> float | None:
    return next((value for value in values if value is not None), None)


def _without_none(annotation: Any) -> tuple[Any, bool]:
    if get_origin(annotation) not in (Union, types.UnionType):
        return annotation, False
    rest = tuple(arg for arg in get_args(annotation) if arg is not type(None))
    return (rest[0] if len(rest) == 1 else Union[rest]), len(rest) < len(get_args(annotation))  # noqa: UP007


def _metadata(field: FieldInfo, annotation: Any) -> list[Any]:
    inner = get_args(annotation)[1:] if get_origin(annotation) is Annotated else ()
    flat: list[Any] = []
    for item in (*field.metadata, *inner):
        flat += list(item.metadata) if isinstance(item, FieldInfo) else [item]
    return flat


def _form(annotation: Any, metadata: list[Any]) -> tuple[Form, tuple[Any, ...]]:
    if get_origin(annotation) is Annotated:
        annotation = get_args(annotation)[0]
    if get_origin(annotation) is Literal:
        return "choice", get_args(annotation)
    if FOLDER in metadata:
        return "folder", ()
    forms: dict[Any, Form] = {bool: "flag", int: "whole", float: "number", str: "text"}
    if annotation not in forms:
        raise TypeError(f"{annotation!r} is not a type that a form can show; see workbench/spec/fields.py")
    return forms[annotation], ()


def _bounds(metadata: list[Any]) -> dict[str, Any]:
    bounds: dict[str, Any] = {}
    for item in metadata:
        if isinstance(item, annotated_types.Ge):
            bounds["minimum"] = item.ge
        elif isinstance(item, annotated_types.Gt):
            bounds |= {"minimum": item.gt, "exclusive_minimum": True}
        elif isinstance(item, annotated_types.Le):
            bounds["maximum"] = item.le
        elif isinstance(item, annotated_types.Lt):
            bounds |= {"maximum": item.lt, "exclusive_maximum": True}
    return bounds
