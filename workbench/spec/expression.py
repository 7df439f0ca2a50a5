"""Expressions over x, the images of a batch, number by number: ``clamp(x, 0, 1) ** 0.5``.

Nothing is ever run that stands in a text. It is parsed, held against the lists below, and written anew as calls of
PyTorch's functions: a small tree that is walked over to compute, and printed to export. So both are one.
"""

from __future__ import annotations

import ast
import importlib
import math
import operator
import re
from collections.abc import Callable, Mapping
from dataclasses import dataclass
from typing import Any, NamedTuple

from pydantic import GetCoreSchemaHandler
from pydantic_core import CoreSchema, PydanticCustomError, core_schema

from workbench.spec.call import Call
from workbench.spec.text import Text

MAX_LENGTH = 200
MAX_DEPTH = 20
MAX_POWER = 100
LARGEST = 1e12

NUMBER, IMAGE, PIXEL = 0, 1, 2
"""How many numbers a part gives: one; one for each image; one for each number of the images."""

CONSTANTS = {"pi": math.pi, "e": math.e}

EACH = ("abs", "ceil", "cos", "exp", "floor", "log", "log1p", "relu", "round", "sigmoid", "sign", "sin", "sqrt",
        "square", "tan", "tanh")  # fmt: skip
"""Functions of every number by itself, as in ``torch``."""

OF_IMAGE = {"mean": "mean", "std": "std", "min": "amin", "max": "amax"}
"""Functions of all numbers of an image, and what they are called in ``torch``."""

COUNTS = dict.fromkeys((*EACH, *OF_IMAGE), 1) | {"minimum": 2, "maximum": 2, "clamp": 3, "where": 3}
"""All functions, with the number of values that they take."""

OPERATORS: Mapping[type[ast.AST], Callable[..., Any]] = {
    ast.Add: operator.add, ast.Sub: operator.sub, ast.Mult: operator.mul, ast.Div: operator.truediv, ast.Pow: operator.pow,
    ast.BitAnd: operator.and_, ast.BitOr: operator.or_, ast.USub: operator.neg, ast.UAdd: operator.pos,
    ast.Invert: operator.invert, ast.Lt: operator.lt, ast.LtE: operator.le, ast.Gt: operator.gt, ast.GtE: operator.ge,
    ast.Eq: operator.eq, ast.NotEq: operator.ne,
}  # fmt: skip

_WORDS = re.compile(
    r"(?:[ \t]|(?:\d+(?:\.\d*)?|\.\d+)(?:[eE][+-]?\d+)?(?![\w.])|[A-Za-z_]\w*|[<>=!]=|[-+*/&|~(),<>])", re.ASCII
)


class Expression:
    """Annotation of a text that is an expression over x."""

    def __get_pydantic_core_schema__(self, source: Any, handler: GetCoreSchemaHandler) -> CoreSchema:
        return core_schema.no_info_after_validator_function(self.check, handler(source))

    def check(self, text: str) -> str:
        """The text; raises ``PydanticCustomError`` with what is wrong, and where."""
        translated(text)
        return text


@dataclass(frozen=True)
class Function(Call):
    """A function of x, as an argument of a call: ``lambda x: torch.clamp(x, 0.0, 1.0) ** 0.5``."""

    def build(self, **names: Any) -> Callable[[Any], Any]:  # noqa: ARG002 — as every call
        tree, torch = translated(self.target), importlib.import_module("torch")
        return lambda x: computed(tree, {"x": x, "torch": torch})

    def source(self) -> str:
        return f"lambda x: {ast.unparse(translated(self.target))}"

    def targets(self) -> Any:
        return iter(())


class Made(NamedTuple):
    """A part, written anew: how many numbers it gives, whether they are yes or no, and its value if it is one number."""

    node: ast.expr
    size: int
    truth: bool = False
    value: float = 0.0


def refused(place: int, template: str, **values: str | int) -> PydanticCustomError:
    """The finding that a text will not do, from the place (counted from 0) where it is wrong."""
    found = {"why": Text(template, values), "place": place + 1}
    return PydanticCustomError("expression", "is no expression over x: {why} (at place {place})", found)


def translated(text: str) -> ast.expr:
    """The expression as calls of PyTorch's functions. Raises ``PydanticCustomError`` for what is none."""
    made = _Translation(text).result
    if made.size != PIXEL:
        raise refused(0, "it has to give a number for every x")
    return _numbers(made)


def computed(node: ast.AST, names: Mapping[str, Any]) -> Any:
    """The value of a tree that :func:`translated` has made."""
    match node:
        case ast.Constant(value=value):
            return value
        case ast.Name(id=name):
            return names[name]
        case ast.UnaryOp(op=op, operand=operand):
            return OPERATORS[type(op)](computed(operand, names))
        case ast.BinOp(left=left, op=op, right=right) | ast.Compare(left=left, ops=[op], comparators=[right]):
            return OPERATORS[type(op)](computed(left, names), computed(right, names))
        case ast.Tuple(elts=items):
            return tuple(computed(item, names) for item in items)
        case ast.Call(func=ast.Attribute(value=ast.Name(id="torch"), attr=name), args=args, keywords=keywords):
            named = {keyword.arg: computed(keyword.value, names) for keyword in keywords if keyword.arg}
            return getattr(names["torch"], name)(*(computed(arg, names) for arg in args), **named)
    raise AssertionError(ast.dump(node))


def _torch(name: str, *args: ast.expr, **named: ast.expr) -> ast.Call:
    keywords = [ast.keyword(key, value) for key, value in named.items()]
    return ast.Call(ast.Attribute(ast.Name("torch", ast.Load()), name, ast.Load()), list(args), keywords)


def _numbers(made: Made) -> ast.expr:
    """Yes and no as 1 and 0."""
    return _torch("where", made.node, ast.Constant(1.0), ast.Constant(0.0)) if made.truth else made.node


def _value(made: Made) -> ast.expr:
    """A single number as its value, everything else as it is."""
    return ast.Constant(float(made.value)) if made.size == NUMBER else _numbers(made)


class _Translation:
    """One pass over the tree of a text."""

    def __init__(self, text: str) -> None:
        self.text = text.strip()
        self.shift = len(text) - len(text.lstrip())
        self.result = self._made(self._parsed(), 1)

    def _parsed(self) -> ast.expr:
        if len(self.text) > MAX_LENGTH:
            raise refused(MAX_LENGTH, "it is longer than {length} signs", length=MAX_LENGTH)
        place = 0
        while place < len(self.text):  # before Python sees it, which warns of odd numbers
            word = _WORDS.match(self.text, place)
            if not word:
                sign = self.text[place]
                raise self._refused(place, "“{part}” is not known", part=sign if sign.isprintable() else ascii(sign))
            place = word.end()
        try:
            return ast.parse(self.text, mode="eval").body
        except SyntaxError as error:
            place = min(error.offset - 1, len(self.text)) if error.offset else len(self.text)
            raise self._refused(place, "it cannot be read on") from None
        except (ValueError, MemoryError, RecursionError):
            raise self._refused(0, "it cannot be read on") from None

    def _refused(self, where: ast.expr | int, template: str, **values: str | int) -> PydanticCustomError:
        place = where if isinstance(where, int) else where.col_offset
        if not isinstance(where, int) and "part" not in values and "{part}" in template:
            part = ast.get_source_segment(self.text, where) or ast.unparse(where)
            values["part"] = part if len(part) <= 40 else part[:39] + "…"
        return refused(place + self.shift, template, **values)

    def _made(self, node: ast.expr, depth: int) -> Made:
        if depth > MAX_DEPTH:
            raise self._refused(node, "it is nested more than {depth} deep", depth=MAX_DEPTH)
        match node:
            case ast.Constant() | ast.Name():
                return self._leaf(node)
            case ast.UnaryOp(op=ast.Not() | ast.Invert(), operand=operand):
                return self._joined(node, [operand], depth)
            case ast.UnaryOp(op=op, operand=operand):
                made = self._made(operand, depth + 1)
                return Made(ast.UnaryOp(op, _numbers(made)), made.size, value=OPERATORS[type(op)](made.value))
            case ast.BoolOp(values=values):
                return self._joined(node, values, depth)
            case ast.BinOp(op=ast.BitAnd() | ast.BitOr(), left=left, right=right):
                return self._joined(node, [left, right], depth)
            case ast.BinOp():
                return self._arithmetic(node, depth)
            case ast.Compare():
                return self._compared(node, depth)
            case ast.Call(func=ast.Name(id=name), args=args, keywords=[]) if name in COUNTS:
                return self._called(node, name, args, depth)
        raise self._refused(node, "“{part}” is not known")

    def _leaf(self, node: ast.expr) -> Made:
        match node:
            case ast.Constant(value=int() | float() as value) if not isinstance(value, bool):
                return self._number(node, value)
            case ast.Name(id="x"):
                return Made(node, PIXEL)
            case ast.Name(id=name) if name in CONSTANTS:
                return self._number(node, CONSTANTS[name])
        raise self._refused(node, "“{part}” is not known")

    def _number(self, node: ast.expr, value: float) -> Made:
        if not isinstance(value, int | float) or not abs(value) <= LARGEST:
            raise self._refused(node, "“{part}” is too large a number, or none")
        return Made(ast.Constant(value), NUMBER, value=value)

    def _arithmetic(self, node: ast.BinOp, depth: int) -> Made:
        left, right = self._made(node.left, depth + 1), self._made(node.right, depth + 1)
        if type(node.op) not in OPERATORS:
            raise self._refused(node, "the sign in “{part}” is not known")
        if isinstance(node.op, ast.Pow) and right.size == NUMBER and abs(right.value) > MAX_POWER:
            raise self._refused(node.right, "“{part}” is too high a power; {most} is the highest", most=MAX_POWER)
        if left.size == right.size == NUMBER:
            try:
                return self._number(node, OPERATORS[type(node.op)](float(left.value), float(right.value)))
            except ArithmeticError:
                raise self._refused(node, "“{part}” is too large a number, or none") from None
        return Made(ast.BinOp(_numbers(left), node.op, _numbers(right)), max(left.size, right.size))

    def _joined(self, node: ast.expr, operands: list[ast.expr], depth: int) -> Made:
        """Comparisons, joined by and, or, not."""
        found = [self._made(operand, depth + 1) for operand in operands]
        for operand, made in zip(operands, found, strict=True):
            if not made.truth:
                raise self._refused(operand, "“{part}” is neither true nor false; compare it with a number")
        op = getattr(node, "op", None)
        joined = found[0].node
        for made in found[1:]:
            joined = ast.BinOp(joined, ast.BitAnd() if isinstance(op, ast.And | ast.BitAnd) else ast.BitOr(), made.node)
        if len(found) == 1:
            joined = ast.UnaryOp(ast.Invert(), joined)
        return Made(joined, max(made.size for made in found), truth=True)

    def _compared(self, node: ast.Compare, depth: int) -> Made:
        """Also several at once: 0.2 < x < 0.8."""
        found = [self._made(each, depth + 1) for each in (node.left, *node.comparators)]
        if any(type(op) not in OPERATORS for op in node.ops):
            raise self._refused(node, "the sign in “{part}” is not known")
        joined: ast.expr | None = None
        for left, op, right in zip(found, node.ops, found[1:], strict=False):
            if left.size == right.size == NUMBER:
                raise self._refused(node, "“{part}” compares two numbers without an x")
            one = ast.Compare(_numbers(left), [op], [_numbers(right)])
            joined = one if joined is None else ast.BinOp(joined, ast.BitAnd(), one)
        assert joined is not None
        return Made(joined, max(made.size for made in found), truth=True)

    def _called(self, node: ast.Call, name: str, args: list[ast.expr], depth: int) -> Made:
        if len(args) != COUNTS[name]:
            raise self._refused(
                node, "the number of values that {name} takes is {count}", name=name, count=COUNTS[name]
            )
        found = [self._made(arg, depth + 1) for arg in args]
        size = max(made.size for made in found)
        if name == "where":
            if not found[0].truth:
                raise self._refused(args[0], "“{part}” is neither true nor false; compare it with a number")
            return Made(_torch("where", found[0].node, _value(found[1]), _value(found[2])), size)
        if size == NUMBER or (name in OF_IMAGE and size != PIXEL) or (name == "clamp" and found[0].size == NUMBER):
            raise self._refused(node, "{name} needs values with an x in them", name=name)
        if name in OF_IMAGE:
            axes = ast.Tuple([ast.Constant(axis) for axis in (1, 2, 3)], ast.Load())
            return Made(_torch(OF_IMAGE[name], _numbers(found[0]), dim=axes, keepdim=ast.Constant(True)), IMAGE)
        if name == "clamp" and max(found[1].size, found[2].size) != NUMBER:
            place = args[1] if found[1].size != NUMBER else args[2]
            raise self._refused(place, "“{part}” should be a number; minimum and maximum take more")
        return Made(
            _bounded(name, found) if name in ("minimum", "maximum") else _torch(name, *map(_value, found)), size
        )


def _bounded(name: str, found: list[Made]) -> ast.expr:
    """minimum or maximum; PyTorch's functions of these names take no single numbers, but clamp does."""
    number, other = sorted(found, key=lambda made: made.size)
    if number.size != NUMBER:
        return _torch(name, *map(_value, found))
    return _torch("clamp", _numbers(other), **{"max" if name == "minimum" else "min": _value(number)})
