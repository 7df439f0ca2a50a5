"""What a run has seen of its layers, as matrices: layers and steps, or the values of one layer and steps."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

import numpy as np
from numpy.typing import NDArray

from workbench.training.events import Measured

Floats = NDArray[np.float64]


@dataclass(frozen=True)
class Rows:
    """``values`` (R, T) of ``names`` at ``steps`` (T); NaN where there is none."""

    names: tuple[str, ...]
    steps: NDArray[np.int64]
    values: Floats


def figure_rows(looks: Sequence[Measured], figure: str) -> Rows:
    """A figure of all layers that have it at some step; looks at other layers than those of the last are left out."""
    layers = looks[-1].layers if looks else ()
    own = [look for look in looks if look.layers == layers and len(look.figures.get(figure, ())) == len(layers)]
    if not own:
        return Rows((), np.zeros(0, np.int64), np.zeros((0, 0)))
    values = np.array([look.figures[figure] for look in own], dtype=np.float64).T  # None becomes NaN
    there = np.flatnonzero(~np.isnan(values).all(axis=1))
    names = tuple(layers[row] for row in there)
    return Rows(names, np.array([look.step for look in own], dtype=np.int64), values[there])


def in_columns(steps: NDArray[np.int64], values: Floats, most: int) -> tuple[NDArray[np.int64], Floats]:
    """The same rows in at most so many columns of equally many steps: their last steps (C), and the means (R, C).

    Where nobody has looked, a column has the value of the one before. Steps ascend, from 1.
    """
    if not len(steps):
        return steps, values
    count = int(min(most, steps[-1]))
    ends = np.linspace(0, steps[-1], count + 1)[1:]
    column = np.searchsorted(ends, steps - 1e-6)
    known = ~np.isnan(values)
    sums, counts = np.zeros((len(values), count)), np.zeros((len(values), count))
    with np.errstate(invalid="ignore", divide="ignore"):
        for row in range(len(values)):
            sums[row] = np.bincount(column, np.where(known[row], values[row], 0.0), count)
            counts[row] = np.bincount(column, known[row], count)
        means = sums / np.where(counts, counts, np.nan)
    looked = np.bincount(column, minlength=count) > 0
    before = np.maximum.accumulate(np.where(looked, np.arange(count), -1))
    filled = np.where(before >= 0, means[:, np.maximum(before, 0)], np.nan)
    return np.round(ends).astype(np.int64), filled


def histogram_rows(looks: Sequence[Measured], kind: str, layer: str, most: int = 40) -> Rows:
    """How a layer's values are spread over the looks that have histograms: shares in at most ``most`` equal parts of their range, the
    highest first; the names are the middles of the parts.
    """
    found = []
    for look in looks:
        row = look.histograms.get(kind, ())
        histogram = row[look.layers.index(layer)] if layer in look.layers and row else None
        if histogram is not None and histogram[0] < histogram[1] and sum(histogram[2]) > 0:
            found.append((look.step, histogram))
    if not found:
        return Rows((), np.zeros(0, np.int64), np.zeros((0, 0)))
    low, high = min(each[0] for _, each in found), max(each[1] for _, each in found)
    edges = np.linspace(low, high, most + 1)
    shares = np.zeros((len(found), most))
    for number, (_, (least, highest, counts)) in enumerate(found):
        own = np.linspace(least, highest, len(counts) + 1)
        below = np.concatenate([[0.0], np.cumsum(counts)]) / sum(counts)
        shares[number] = np.diff(np.interp(edges, own, below, left=0.0, right=1.0))
    middles = tuple(f"{middle:.3g}" for middle in ((edges[1:] + edges[:-1]) / 2)[::-1])
    return Rows(middles, np.array([step for step, _ in found], dtype=np.int64), shares.T[::-1])


def whole_gradient(look: Measured) -> float | None:
    """The length of the gradient of all layers together."""
    norms = [norm for norm in look.figures.get("gradient_norm", ()) if norm is not None]
    return float(np.linalg.norm(norms)) if norms else None
