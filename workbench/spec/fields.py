"""The types of value that a part's parameter can have, and how a parameter is described to others.

A declaration knows ranges and words, never widgets: the form, the file and the command line all read
the :class:`Parameter` that is made here from the annotation.
"""

import json
import math
import types
import unicodedata
from collections.abc import Iterable, Mapping
from dataclasses import dataclass, replace
from typing import Annotated, Any, Literal, Union, get_args, get_origin

import annotated_types
from pydantic import Field, GetCoreSchemaHandler
from pydantic.fields import FieldInfo
from pydantic_core import CoreSchema, PydanticCustomError, PydanticUndefined, core_schema

from workbench.spec.expression import Expression
from workbench.spec.text import Text, either

NONE_WORD = "none"  # TOML has no null

LARGEST_WHOLE = 2**63 - 1
"""TOML's and PyTorch's whole numbers have 64 bits."""

Form = Literal["flag", "whole", "number", "choice", "numbers", "text", "expression", "folder", "file"]


@dataclass(frozen=True)
class Marker:
    """A property of a parameter that its type does not tell."""

    name: str


ESSENTIAL = Marker("essential")
"""PyTorch has no default for it: it is always written to the file and shown in the summary."""

FOLDER = Marker("folder")
"""A text that names a folder."""


FILE = Marker("file")
"""A text that names a file."""


@dataclass(frozen=True)
class Numbers:
    """One number, or a fixed count of them, or one of a few words: ``3``, ``[3, 5]``, ``"same"``.

    ``lengths`` are the allowed counts of a list (empty: any); ``scalar`` allows a bare number;
    ``ge``, ``gt``, ``le``, ``lt`` bound every number; ``gaps`` allows ``none`` inside the list;
    ``ordered``: the list holds pairs (from, to); ``symmetric``: a bare number d means −d … d, so d ≥ 0; ``odd``: only
    odd whole numbers.
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
    symmetric: bool = False
    odd: bool = False

    def __get_pydantic_core_schema__(self, source: Any, handler: GetCoreSchemaHandler) -> CoreSchema:
        schema = core_schema.no_info_plain_validator_function(self.check)
        return core_schema.nullable_schema(schema) if _without_none(source)[1] else schema

    def check(self, value: object) -> object:
        """The value in its normal form (lists become tuples); raises ``PydanticCustomError`` with a sentence."""
        if isinstance(value, str) and value in self.words:
            return value
        if isinstance(value, (list, tuple)):
            return self._check_list(value)
        if self.scalar and not isinstance(value, str):
            return self._bare()._check_number(value)
        raise self._wrong(value)

    def _check_list(self, value: list[object] | tuple[object, ...]) -> tuple[object, ...]:
        if not value or (self.lengths and len(value) not in self.lengths):
            raise self._wrong(value)
        numbers = tuple(self._check_item(item) for item in value)
        if self.ordered and any(a > b for a, b in zip(numbers[::2], numbers[1::2], strict=False)):  # type: ignore[operator]
            raise self._wrong(value, Text("the smaller number of a pair first"))
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
        try:
            number = float(value) if self.of is float else value
        except OverflowError:
            raise self._wrong(value) from None
        storable(number)
        if not math.isfinite(number) or not self._inside(number) or (self.odd and number % 2 == 0):
            raise self._wrong(value)
        return number

    def _inside(self, number: float) -> bool:
        return (
            (self.ge is None or number >= self.ge)
            and (self.gt is None or number > self.gt)
            and (self.le is None or number <= self.le)
            and (self.lt is None or number < self.lt)
        )

    def _wrong(self, value: object, wanted: Text | None = None) -> PydanticCustomError:
        values = {"wanted": wanted or self.wanted(), "given": shown(value)}
        return PydanticCustomError("numbers", "needs {wanted} (it is {given})", values)

    def _bare(self) -> "Numbers":
        return replace(self, ge=max(0, self.ge or 0), symmetric=False) if self.symmetric else self

    def wanted(self) -> Text:
        """What is allowed, in words: ``a whole number of at least 1, or a list of 2 of them, or "same"``."""
        found = self._wanted_list()
        if self.scalar:
            template = "a whole number{range}" if self.of is int else "a number{range}"
            template = "an odd number{range}" if self.odd else template
            found = Text("{first}, or {second}", {"first": Text(template, self._bare()._range()), "second": found})
        for word in self.words:
            found = Text("{first}, or {second}", {"first": found, "second": f'"{word}"'})
        return found

    def _wanted_list(self) -> Text:
        values: dict[str, Text | str] = {"counts": either([str(n) for n in self.lengths])} if self.lengths else {}
        if self.scalar and not self.symmetric:
            return Text("a list of {counts} of them" if values else "a list of them", values)
        values |= self._range()
        if self.lengths:
            return Text(
                "a list of {counts} whole numbers{range}" if self.of is int else "a list of {counts} numbers{range}",
                values,
            )
        return Text("a list of whole numbers{range}" if self.of is int else "a list of numbers{range}", values)

    def _range(self) -> dict[str, Text | str]:
        """What stands for ``range`` in the templates above."""
        if self.ge is not None and self.le is not None:
            return {"range": Text(" from {low} to {high}", {"low": f"{self.ge:g}", "high": f"{self.le:g}"})}
        bounds = [(self.ge, Text(" of at least {bound}", {"bound": f"{self.ge or 0:g}"})),
                  (self.gt, Text(" above {bound}", {"bound": f"{self.gt or 0:g}"})),
                  (self.le, Text(" of at most {bound}", {"bound": f"{self.le or 0:g}"})),
                  (self.lt, Text(" below {bound}", {"bound": f"{self.lt or 0:g}"}))]  # fmt: skip
        words = [text for bound, text in bounds if bound is not None]
        if len(words) == 2:
            return {"range": Text("{first} and{second}", {"first": words[0], "second": words[1]})}
        return {"range": words[0] if words else ""}


def storable(value: object) -> object:
    """The value; raises ``PydanticCustomError`` for a whole number that neither TOML nor PyTorch could hold, and for NUL."""
    if isinstance(value, str) and "\0" in value:  # which ends the name of a file
        raise PydanticCustomError("string_unicode", "holds a letter that no file can hold")
    if isinstance(value, int) and abs(value) > LARGEST_WHOLE:
        wanted = Text("a number from {low} to {high}", {"low": -LARGEST_WHOLE, "high": LARGEST_WHOLE})
        values = {"wanted": wanted, "given": shown(value)}
        raise PydanticCustomError("numbers", "needs {wanted} (it is {given})", values)
    return value


Size2d = Annotated[int | tuple[int, int], Numbers(int, (2,), ge=1)]
"""One number for both directions, or (height, width); at least 1."""

Extent2d = Annotated[int | tuple[int, int], Numbers(int, (2,), ge=0)]
"""Like Size2d, but 0 is allowed (padding)."""


Size3d = Annotated[int | tuple[int, int, int], Numbers(int, (3,), ge=1)]
"""One number for all directions, or (depth, height, width); at least 1."""

Extent3d = Annotated[int | tuple[int, int, int], Numbers(int, (3,), ge=0)]
"""Like Size3d, but 0 is allowed."""

Size1d = Annotated[int, Field(ge=1)]
"""One whole number; at least 1."""

Extent1d = Annotated[int, Field(ge=0)]
"""One whole number; at least 0."""


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
            row["allowed"] = str(self.numbers.wanted())
        return row


_TURNS = frozenset("\u202a\u202b\u202c\u202d\u202e\u2066\u2067\u2068\u2069")


def one_line(text: str) -> str:
    """Refuse a text with line breaks, control characters, or some that turn round what follows them on the screen: it stands
    in a title, a row, a comment of the code."""
    if any(unicodedata.category(letter) in ("Cc", "Zl", "Zp") or letter in _TURNS for letter in text):
        raise PydanticCustomError("name", "must be one line of text")
    return text


def plain_value(value: Any) -> Any:
    """The value as TOML and JSON hold it: tuples as lists, None as the word ``none``."""
    if value is None:
        return NONE_WORD
    if isinstance(value, (tuple, list)):
        return [plain_value(item) for item in value]
    return value


def shown(value: Any, length: int = 60) -> str:
    """The value as a file writes it, cut short enough for a sentence, whatever a stranger's file holds."""
    text = _shown(value, length, depth=3)
    return text if len(text) <= length else text[: length - 1] + "…"


def _shown(value: Any, length: int, depth: int) -> str:
    if isinstance(value, (list, tuple)):
        items = [_shown(item, length, depth - 1) for item in value[:20]] if depth else []
        items += ["…"] * (len(items) < len(value))
        return f"[{', '.join(items)}]"
    if isinstance(value, Mapping):
        rows = [
            f"{shown_key(key)} = {_shown(value[key], length, depth - 1)}" for key in list(value)[: 20 * bool(depth)]
        ]
        return f"{{ {', '.join(rows) or '…'} }}"
    if isinstance(value, str):
        return json.dumps(value[:length], ensure_ascii=False)
    if isinstance(value, bool) or value is None:
        return str(value).lower()
    if isinstance(value, int) and value.bit_length() > 128:  # Python refuses to print more than 4,300 digits
        return f"a number of about {round(value.bit_length() * math.log10(2))} digits"
    return str(value)


def shown_key(key: str) -> str:
    """A key of a table as a file writes it."""
    return key if key.isidentifier() else json.dumps(key[:60], ensure_ascii=False)


def parameter(name: str, field: FieldInfo) -> Parameter:
    """Describe a declared field. Raises ``TypeError`` when the declaration is not one that a form could show."""
    annotation, optional = _without_none(field.annotation)
    if not field.description:
        raise TypeError(f"{name}: a description is missing")
    if field.is_required() or field.default is PydanticUndefined:  # a default_factory cannot be shown
        raise TypeError(f"{name}: a default is missing")
    metadata = _metadata(field, annotation)
    common: dict[str, Any] = {
        "name": name,
        "default": field.default,
        "description": field.description,
        "optional": optional,
        "essential": ESSENTIAL in metadata,
    }
    numbers = next((item for item in metadata if isinstance(item, Numbers)), None)
    if numbers:
        bounds = _bounds(annotated_types.Interval(ge=numbers.ge, gt=numbers.gt, le=numbers.le, lt=numbers.lt))
        return Parameter(form="numbers", numbers=numbers, choices=numbers.words, **bounds, **common)
    form, choices = _form(name, annotation, metadata)
    return Parameter(form=form, choices=choices, **_bounds(metadata), **common)


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


def _form(name: str, annotation: Any, metadata: list[Any]) -> tuple[Form, tuple[Any, ...]]:
    if get_origin(annotation) is Annotated:
        annotation = get_args(annotation)[0]
    if get_origin(annotation) is Literal:
        return "choice", get_args(annotation)
    if FOLDER in metadata:
        return "folder", ()
    if FILE in metadata:
        return "file", ()
    if any(isinstance(item, Expression) for item in metadata):
        return "expression", ()
    forms: dict[Any, Form] = {bool: "flag", int: "whole", float: "number", str: "text"}
    if annotation not in forms:
        raise TypeError(f"{name}: {annotation!r} is not a type that a form can show; see workbench/spec/fields.py")
    return forms[annotation], ()


def _bounds(metadata: Iterable[Any]) -> dict[str, Any]:
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
