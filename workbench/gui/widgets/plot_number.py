"""Round numbers for axes, and numbers written for people. Knows no plot, so that it can be had without one."""

from __future__ import annotations

import math

from PySide6.QtCore import QLocale


def ticks(low: float, high: float, wanted: float) -> tuple[float, list[float]]:
    """The step (1, 2 or 5 times a power of ten) that gives about `wanted` ticks, and its multiples in the range."""
    span = high - low
    if not (math.isfinite(span) and span > 0):
        return 1.0, []
    rough = span / wanted
    power = 10.0 ** math.floor(math.log10(rough))
    step = next(factor * power for factor in (1.0, 2.0, 5.0, 10.0) if factor * power >= rough * 0.999)
    first, last = math.ceil(low / step - 1e-9), math.floor(high / step + 1e-9)
    return step, [index * step for index in range(first, min(last, first + 1000) + 1)]


def log_ticks(low: float, high: float, wanted: float) -> list[float]:
    """Powers of ten (and, where few are in the range, their multiples) as their logarithms."""
    if not (math.isfinite(low) and math.isfinite(high) and high > low):
        return []
    every = max(1, math.ceil((high - low) / wanted))
    multiples = (1,) if high - low > 3 else (1, 2, 5)
    decades = range(math.floor(low) // every * every, math.ceil(high) + 1, every)
    values = [decade + math.log10(multiple) for decade in decades for multiple in multiples]
    inside = [value for value in values if low - 1e-9 <= value <= high + 1e-9]
    if len(inside) >= 2:
        return inside
    _, between = ticks(10.0**low, 10.0**high, max(wanted, 4.0))
    return [math.log10(value) for value in between if value > 0]


def number(value: float, places: int | None = None) -> str:
    """A number for an axis or a read-out, in the way of the user's language: 1,200, 0.0035, 1.2e-07."""
    locale, value = QLocale(), float(value)
    if value == 0:
        return locale.toString(0.0, "f", places or 0)
    if not math.isfinite(value):
        return str(value)
    if not 1e-4 <= abs(value) < 1e9:
        return f"{value:.3g}"
    if places is None:
        places = max(0, 3 - math.floor(math.log10(abs(value)))) if abs(value) < 1000 else 0
        text = f"{value:.{places}f}"
        places = len(text.rstrip("0").partition(".")[2]) if "." in text else 0
    return locale.toString(value, "f", places)
