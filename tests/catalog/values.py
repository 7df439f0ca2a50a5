"""Values for every declared parameter, made from its description alone: right ones, and wrong ones with the reason.

Independent of the code that checks: where the two disagree about what is allowed, a test is red.
"""

import math
from collections.abc import Iterator
from functools import cache
from typing import Any, get_args

from hypothesis import strategies as st
from pydantic.fields import FieldInfo

from workbench.spec.experiment import Correction, Experiment
from workbench.spec.fields import Parameter, parameter
from workbench.spec.parts import OfKind, Part, Value, parts

PLACES = {
    "dataset": "data.source",
    "transform": "data.transforms[1]",
    "layer": "model.layers[2]",
    "loss": "training.loss",
    "optimizer": "training.optimizer",
    "scheduler": "training.scheduler",
}
"""Where :func:`document_with` puts a part of each kind."""

WHOLE_LIMIT = 2**63 - 1
TEXTS = st.text(st.characters(exclude_categories=["Cs"], exclude_characters="\0"), max_size=40)
LINES = st.text(st.characters(exclude_categories=["Cs", "Cc", "Zl", "Zp"]), max_size=40)
EXPRESSIONS = ["x", "x * x", "1 - clamp(x, 0.25, 1)", "x > 0.5", "where(x < 0.2 or x > 0.8, 0, x) ** 2", "x - mean(x)"]
SPECIAL_FIELDS = {
    "name": LINES,
    "learn_from": LINES,
    "address": st.sampled_from(["", "192.168.0.5:29500", "teacher.local:1"]),
    "device": st.sampled_from(["auto", "cpu", "mps", "cuda", "cuda:0", "cuda:17"]),
    "corrections": st.lists(
        st.builds(
            Correction,
            part=st.sampled_from(["train", "test"]),
            index=st.integers(0, WHOLE_LIMIT),
            label=st.none() | LINES,
            given=st.none() | LINES,
        ),
        max_size=3,
    ).map(tuple),
}


def document_with(part: dict[str, Any]) -> dict[str, Any]:
    """A file's tables with this part's table at the place of its kind (:data:`PLACES`)."""
    kind = next(kind for kind in PLACES if any(cls.__name__ == part["type"] for cls in parts(kind)))
    document: dict[str, Any] = {"format": 1, "data": {}, "model": {}, "training": {}}
    if kind == "layer":
        document["model"]["layers"] = [{"type": "Flatten"}, {"type": "ReLU"}, part]
    elif kind == "transform":
        document["data"]["transforms"] = [{"type": "Grayscale"}, part]
    else:
        table, _, field = PLACES[kind].partition(".")
        document[table][field] = part
    return document


@cache
def right(p: Parameter, small: bool = False) -> st.SearchStrategy[Any]:
    """Values that the parameter allows; ``small`` ones are such that PyTorch can build with them in no time."""
    return st.none() | _right(p, small) if p.optional else _right(p, small)


def _right(p: Parameter, small: bool) -> st.SearchStrategy[Any]:
    if p.form == "flag":
        return st.booleans()
    if p.form == "choice":
        return st.sampled_from(p.choices)
    if p.form in ("text", "folder", "file"):
        return SPECIAL_FIELDS.get(p.name, TEXTS)
    if p.form == "expression":
        return st.sampled_from(EXPRESSIONS)
    return _numbers(p, small) if p.numbers else _number(p, p.form == "whole", small)


def _number(p: Parameter, whole: bool, small: bool, low: float | None = None) -> st.SearchStrategy[Any]:
    low = p.minimum if low is None else low
    if whole:
        least = -WHOLE_LIMIT if low is None else int(low) + p.exclusive_minimum
        most = WHOLE_LIMIT if p.maximum is None else int(p.maximum) - p.exclusive_maximum
        return st.integers(max(least, -4), min(most, max(least, 0) + 3)) if small else st.integers(least, most)
    most = p.maximum if not small else min(4.0, math.inf if p.maximum is None else p.maximum)
    return st.floats(
        max(low, -4.0) if small and low is not None else -4.0 if small else low,
        most,
        exclude_min=p.exclusive_minimum and low is not None,
        exclude_max=p.exclusive_maximum and most == p.maximum,
        allow_nan=False,
        allow_infinity=False,
    )


def _numbers(p: Parameter, small: bool) -> st.SearchStrategy[Any]:
    assert p.numbers
    number = _number(p, p.numbers.of is int, small)
    if p.numbers.odd:
        number = number.map(lambda n: n | 1)
    item = st.none() | number if p.numbers.gaps else number
    ways: list[st.SearchStrategy[Any]] = [
        st.lists(item, min_size=n, max_size=n).map(lambda row: _in_order(row, p)) for n in p.numbers.lengths or (1, 3)
    ]
    if p.numbers.scalar:
        ways.append(_number(p, p.numbers.of is int, small, low=0) if p.numbers.symmetric else number)
    if p.numbers.words:
        ways.append(st.sampled_from(p.numbers.words))
    return st.one_of(ways)


def _in_order(row: list[Any], p: Parameter) -> tuple[Any, ...]:
    if not (p.numbers and p.numbers.ordered):
        return tuple(row)
    return tuple(number for i in range(0, len(row), 2) for number in sorted(row[i : i + 2]))


@cache
def part(cls: type[Part], small: bool = False) -> st.SearchStrategy[Part]:
    """The part with any of its parameters set."""
    return st.builds(cls, **{p.name: right(p, small) for p in cls.parameters()}, **_held(cls, small))


def _held(cls: type[Part], small: bool) -> dict[str, st.SearchStrategy[Any]]:
    """For a part that holds parts, a few that hold none."""
    if not cls.holds:
        return {}
    plain = [each for each in parts(cls.kind) if not each.holds]
    return {cls.holds: st.lists(st.one_of([part(each, small) for each in plain[:12]]), max_size=3).map(tuple)}


@cache
def any_part(kind: str) -> st.SearchStrategy[Part]:
    """Any part of the kind, with any values."""
    return st.one_of([part(cls) for cls in parts(kind)])


@cache
def table(cls: type[Value]) -> st.SearchStrategy[Any]:
    """A table of an experiment with any of its fields set; with ``Experiment`` itself, a whole one."""
    return st.builds(cls, **{name: _field(name, field) for name, field in cls.model_fields.items()})


def experiment() -> st.SearchStrategy[Experiment]:
    """Whole experiments of any parts with any values."""
    return table(Experiment)


def _field(name: str, field: FieldInfo) -> st.SearchStrategy[Any]:
    kind = _kind((field.annotation, field.metadata))
    if kind and "tuple" in str(field.annotation):
        return st.lists(any_part(kind), max_size=4).map(tuple)
    if kind:
        return st.none() | any_part(kind) if field.default is None else any_part(kind)
    if isinstance(field.annotation, type) and issubclass(field.annotation, Value):
        return table(field.annotation)
    return SPECIAL_FIELDS[name] if name in SPECIAL_FIELDS else right(parameter(name, field))


def _kind(nested: Any) -> str | None:
    if isinstance(nested, OfKind):
        return nested.kind
    inner = nested if isinstance(nested, (tuple, list)) else get_args(nested)
    return next((kind for kind in map(_kind, inner) if kind), None)


def others(p: Parameter) -> list[Any]:
    """A few allowed values that are not the default: neighbours, words, pairs, nothing."""
    rows: list[Any] = [None] if p.optional else []
    if p.form == "flag":
        rows += [True, False]
    elif p.form in ("text", "folder", "file"):
        rows += ["elsewhere", 'C:\\new "folder"/数字 ' + ("" if p.name in SPECIAL_FIELDS else "\n")]
    elif p.form == "expression":
        rows += EXPRESSIONS
    else:
        rows += p.choices
    if p.form in ("whole", "number", "numbers"):
        rows += _other_numbers(p)
    return [value for value in rows if value != p.default or type(value) is not type(p.default)]


def _other_numbers(p: Parameter) -> Iterator[Any]:
    whole = p.form == "whole" or bool(p.numbers and p.numbers.of is int)
    steps: tuple[Any, ...] = (0, 1, 2, 3, 4, 15, -1) if whole else (0.25, 0.125, 0.5, 1.0, 0.0, 2.0, -0.25, 30.0)
    singles = [step for step in steps if _inside(p, step) and not (p.numbers and p.numbers.odd and step % 2 == 0)]
    if not singles and p.minimum is not None:
        singles.append(type(steps[0])(p.minimum + 1))
    if not p.numbers:
        yield from singles
        return
    if p.numbers.scalar:
        yield from (step for step in singles if step >= 0 or not p.numbers.symmetric)
    for length in p.numbers.lengths or (1, 3):
        for a in singles:
            yield _in_order([a] * length, p)
        yield _in_order(sorted((singles * length)[:length]), p)
        if p.numbers.gaps:
            yield (None, *singles[1:length])


def _inside(p: Parameter, number: float) -> bool:
    above = p.minimum is None or (number > p.minimum if p.exclusive_minimum else number >= p.minimum)
    below = p.maximum is None or (number < p.maximum if p.exclusive_maximum else number <= p.maximum)
    return above and below


def wrong_type(p: Parameter) -> list[Any]:
    """Values of another type than the parameter's, as a TOML file can hold them."""
    others = {
        "flag": [1, 0, "true", [True], {"on": True}],
        "whole": [True, 1.5, 1.0, "1", [1], {"n": 1}],
        "number": [True, "0.5", [0.5], {"x": 0.5}],
        "choice": ["no such word", "", 987654, ["no such word"], {"word": 1}],
        "expression": [1, True, ["x"], {"text": 1}, "", "1", "x.numpy()", "y + 1", "__import__('os')"],
        "text": [1, True, ["text"], {"text": 1}],
        "folder": [1, False, ["folder"], {"folder": "x"}],
        "file": [1, False, ["file"], {"file": "x"}],
        "numbers": [True, "no such word", [], {"x": 1}, [True, True], ["1", "1"], [[1], [1]]],
    }[p.form]
    if p.numbers and p.numbers.of is int:
        others = [*others, 1.5, [1.5, 1.5]]
    if p.numbers and not p.numbers.scalar:
        others = [*others, 1, 0.5]
    if p.numbers and p.numbers.lengths:
        others = [*others, [1] * (max(p.numbers.lengths) + 1)]
    return others


def out_of_range(p: Parameter) -> list[Any]:
    """Numbers just and far outside, alone and in lists; pairs in the wrong order."""
    outside: list[Any] = []
    if p.minimum is not None:
        outside += [p.minimum - 1, p.minimum - 10**6] + [p.minimum] * p.exclusive_minimum
    if p.maximum is not None:
        outside += [p.maximum + 1, p.maximum * 1000 + 1] + [p.maximum] * p.exclusive_maximum
    if not p.numbers:
        return outside
    outside += [2] * p.numbers.odd
    good = _middle(p)
    lists = [[good] * (n - 1) + [number] for n in p.numbers.lengths or (1, 3) for number in outside]
    if p.numbers.ordered:
        lists += [[good] * (n - 1) + [good - 0.05] for n in p.numbers.lengths]
    return lists + outside * p.numbers.scalar + ([-good] if p.numbers.symmetric else [])


def _middle(p: Parameter) -> float:
    """A number that is allowed and above zero."""
    return next(n for n in (1, 0.3) if _inside(p, n))


def not_finite(p: Parameter) -> list[Any]:
    """NaN and the infinities, alone and in lists."""
    odd = [math.nan, math.inf, -math.inf]
    if p.form in ("whole", "number"):
        return odd
    if not p.numbers:
        return []
    lists = [[_middle(p)] * (n - 1) + [number] for n in p.numbers.lengths or (1, 3) for number in odd]
    return lists + odd * p.numbers.scalar


def huge(p: Parameter) -> list[Any]:
    """Whole numbers that no 64 bits, or no floating-point number, can hold."""
    whole = p.form == "whole" or bool(p.numbers and p.numbers.of is int)
    numbers = [10**400, -(10**400)] + [2**63, -(2**63)] * whole
    if p.form in ("whole", "number"):
        return numbers
    if not p.numbers:
        return []
    lists = [[_middle(p)] * (n - 1) + [number] for n in p.numbers.lengths or (1, 3) for number in numbers]
    return lists + numbers * p.numbers.scalar


WRONG = {"type": wrong_type, "range": out_of_range, "finite": not_finite, "huge": huge}
"""All ways to be wrong that are known here, by name."""


def is_a_sentence(line: str) -> bool:
    """Whether a problem's line can be shown to a person: one line, ended once, not pydantic's or Python's words."""
    ended = line.endswith((".", "?")) and not line.endswith(("..", "?.", ".?"))
    foreign = (
        "Input should",
        "function-",
        "is_instance",
        "constrained",
        "Traceback",
        "ValueError",
        "{{",
        "None",
        "True",
    )
    return ended and "\n" not in line and len(line) < 400 and not any(word in line for word in foreign)
