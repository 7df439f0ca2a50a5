"""From numbers to colours that everybody can tell apart: lightness alone carries the order.

``sequential`` is viridis (Smith and van der Walt 2015), for pictures of many numbers; ``ramp`` goes from the ground of a card to
the accent, for tables whose cells are read; ``diverging`` has blue below zero and orange above it.
"""

from __future__ import annotations

from collections.abc import Iterable
from functools import cache
from typing import TYPE_CHECKING

from PySide6.QtGui import QColor

from workbench.gui.theme import Tokens, current_tokens

if TYPE_CHECKING:
    import numpy as np
    from numpy.typing import NDArray

    Colours = NDArray[np.uint8]
    Numbers = NDArray[np.floating]
else:
    from workbench.gui.late import np

STEPS = 255  # odd: zero has a colour of its own
_NEGATIVE, _POSITIVE = ("#1F6FB4", "#C25A00"), ("#6FB1F0", "#FFA24D")  # by theme: light, dark: (below, above)


def sequential(shares: Numbers) -> Colours:
    """Numbers in [0, 1], of any shape (…), as (…, 3) red, green and blue."""
    return _looked_up(_viridis(), shares)


def ramp(shares: Numbers, tokens: Tokens | None = None) -> Colours:
    """Numbers in [0, 1] (…) as (…, 3): 0 is the ground of a card, 1 the strongest blue."""
    return _looked_up(_ramp(tokens or current_tokens()), shares)


def diverging(signed: Numbers, tokens: Tokens | None = None) -> Colours:
    """Numbers in [-1, 1] (…) as (…, 3): 0 is the ground of a card, -1 blue, 1 orange."""
    return _looked_up(_diverging(tokens or current_tokens()), (np.asarray(signed) + 1) / 2)


def rgb(colour: QColor) -> tuple[int, int, int]:
    """Its parts, each in 0 … 255."""
    return colour.red(), colour.green(), colour.blue()


def ink_on(colour: Iterable[int]) -> QColor:
    """Black or white, whichever can be read on that colour (relative luminance of WCAG 2)."""
    linear = [c / 12.92 if (c := v / 255) <= 0.04045 else ((c + 0.055) / 1.055) ** 2.4 for v in map(int, colour)]
    return QColor("#000000" if 0.2126 * linear[0] + 0.7152 * linear[1] + 0.0722 * linear[2] > 0.18 else "#FFFFFF")


def _looked_up(table: Colours, shares: Numbers) -> Colours:
    """Numbers that are none get the first colour: whoever paints says what stands there."""
    places = np.nan_to_num(np.asarray(shares, dtype=np.float32)) * (STEPS - 1) + 0.5
    return table[places.clip(0, STEPS - 1).astype(np.uint8)]


@cache
def _viridis() -> Colours:
    import pyqtgraph

    table: Colours = pyqtgraph.colormap.get("viridis").getLookupTable(nPts=STEPS, alpha=False)
    return table.astype(np.uint8)


@cache
def _ramp(tokens: Tokens) -> Colours:
    dark = tokens.name == "dark"
    return _between([tokens.card, "#2F62C0" if dark else "#6D9DF5", "#CFE0FF" if dark else "#0B3A9B"])


@cache
def _diverging(tokens: Tokens) -> Colours:
    below, above = _POSITIVE if tokens.name == "dark" else _NEGATIVE
    return _between([below, tokens.card, above])


def _between(stops: list[str]) -> Colours:
    """A table of colours that goes evenly from stop to stop."""
    points = np.array([rgb(QColor(stop)) for stop in stops], dtype=np.float64)
    places, at = np.linspace(0, len(stops) - 1, STEPS), np.arange(len(stops))
    return np.stack([np.interp(places, at, points[:, c]) for c in range(3)], axis=1).round().astype(np.uint8)
