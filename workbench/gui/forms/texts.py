"""Values as texts in a field, and back: ``0.001``, ``3, 5``, ``same``, ``none, 7``.

What a field shows, it also reads: ``parse(shown(value)) == value`` for every value of a parameter.
"""

from __future__ import annotations

import re
import unicodedata
from decimal import Decimal
from typing import Any

from PySide6.QtCore import QCoreApplication

from workbench.spec.fields import NONE_WORD, Numbers, Parameter

_BETWEEN = re.compile(r"\s*[,;×]\s*|\s+|(?<=\d)\s*[xX]\s*(?=\d)")
_DECIMAL_COMMA = re.compile(r"[+-]?\d*,\d+([eE][+-]?\d+)?")
_SMALLEST_RUNG = Decimal("1e-12")
_FIRST_RUNG = Decimal("1e-4")


class RefusedError(ValueError):
    """A text that is not a value of the parameter; the message is a sentence for the user."""


def shown(value: Any, numbers: Numbers | None = None) -> str:
    """The shortest text that reads back as the value; None is empty, because the field's placeholder says it."""
    if value is None:
        return ""
    if isinstance(value, (tuple, list)):
        words = ", ".join(shown(item) or NONE_WORD for item in value)
        # As in Python: where a bare number would do too, a comma makes a list of it.
        return f"{words}," if len(value) == 1 and numbers and numbers.scalar else words
    return _float_text(value) if isinstance(value, float) else str(value)


def _float_text(value: float) -> str:
    mantissa, _, exponent = repr(value).partition("e")
    return mantissa.removesuffix(".0") + (f"e{int(exponent)}" if exponent else "")


def plain(text: str) -> str:
    """The text with the full-width digits and commas of East Asian keyboards made ordinary."""
    return unicodedata.normalize("NFKC", text).replace("\u2212", "-").strip()


def parse_whole(text: str) -> int:
    """A whole number. Raises :class:`RefusedError`."""
    try:
        return int(plain(text))
    except ValueError:
        template = QCoreApplication.translate("problem", "must be a whole number (it is {given}).")
        raise RefusedError(template.format(given=_quoted(text))) from None


def parse_number(text: str) -> float:
    """A number with a decimal point: ``1e-4``, ``0.001``. Raises :class:`RefusedError`, also for a decimal comma."""
    given = plain(text)
    try:
        return float(given)
    except ValueError:
        if _DECIMAL_COMMA.fullmatch(given):
            template = QCoreApplication.translate("forms", "needs a point in place of the comma: {better}.")
            raise RefusedError(template.format(better=given.replace(",", "."))) from None
        template = QCoreApplication.translate("problem", "must be a number (it is {given}).")
        raise RefusedError(template.format(given=_quoted(text))) from None


def parse_numbers(text: str, numbers: Numbers) -> object:
    """One number, a list or a word, in normal form. Raises ``PydanticCustomError`` with a sentence."""
    given = plain(text)
    word = next((word for word in numbers.words if word.casefold() == given.casefold()), None)
    if word is not None:
        return numbers.check(word)
    bare = given.strip("()[] \t")
    items = tuple(_item(piece, numbers) for piece in _BETWEEN.split(bare) if piece)
    alone = len(items) == 1 and numbers.scalar and bare == given and not given.endswith((",", ";"))
    return numbers.check(items[0] if alone else items or text)


def _item(piece: str, numbers: Numbers) -> object:
    if numbers.gaps and piece.casefold() == NONE_WORD:
        return None
    for kind in (int, float) if numbers.of is int else (float,):
        try:
            return kind(piece)
        except ValueError:
            continue
    return piece


def _quoted(text: str) -> str:
    return f"“{text if len(text) <= 40 else text[:39] + '…'}”"


def stepped_whole(value: int | None, steps: int, parameter: Parameter) -> int:
    """The whole number so many steps further, kept within the bounds. None counts as where the range begins."""
    low, high = _whole_bounds(parameter)
    if value is None:
        return low if low is not None else 0
    further = value + steps
    further = further if low is None else max(low, further)
    return further if high is None else min(high, further)


def _whole_bounds(parameter: Parameter) -> tuple[int | None, int | None]:
    low, high = parameter.minimum, parameter.maximum
    return (
        None if low is None else int(low) + parameter.exclusive_minimum,
        None if high is None else int(high) - parameter.exclusive_maximum,
    )


def stepped_number(value: float | None, steps: int, parameter: Parameter) -> float:
    """The number so many steps further, within the bounds.

    A share (bounded on both sides) moves by a twentieth of its range; what only must not be negative (learning
    rates, decay, eps) moves along 1, 2, 5, 10 …; anything else by its own leading decimal.
    """
    if value is None:
        return float(parameter.default if parameter.default is not None else parameter.minimum or 0)
    number = Decimal(repr(value))
    for _ in range(abs(steps)):
        number = _next_number(number, 1 if steps > 0 else -1, parameter)
    return float(number)


def _next_number(number: Decimal, way: int, parameter: Parameter) -> Decimal:
    low = None if parameter.minimum is None else Decimal(repr(parameter.minimum))
    high = None if parameter.maximum is None else Decimal(repr(parameter.maximum))
    if low is not None and high is not None:
        further = number + way * (high - low) / 20
    elif low is not None and low >= 0:
        further = _rung(number, way)
    else:
        further = number + way * (Decimal(10) ** number.adjusted() if number else Decimal("0.1"))
    return _bounded(further, number, (low, high), parameter)


def _bounded(
    further: Decimal, number: Decimal, bounds: tuple[Decimal | None, Decimal | None], parameter: Parameter
) -> Decimal:
    low, high = bounds
    if low is not None and further <= low:
        return number if parameter.exclusive_minimum else low
    if high is not None and further >= high:
        return number if parameter.exclusive_maximum else high
    return further


def _rung(number: Decimal, way: int) -> Decimal:
    """The next of … 0.1, 0.2, 0.5, 1 … above or below the number; nothing lies below the smallest one."""
    if number <= 0:
        return _FIRST_RUNG if way > 0 else number
    if way < 0 and number <= _SMALLEST_RUNG:
        return Decimal(0)
    power = number.adjusted()
    rungs = [Decimal((0, (digit,), exponent)) for exponent in (power - 1, power, power + 1) for digit in (1, 2, 5)]
    return min(rung for rung in rungs if rung > number) if way > 0 else max(rung for rung in rungs if rung < number)
