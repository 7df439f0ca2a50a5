"""The points of a curve, and the few of them that a screen can show.

A curve of a million points is looked at through some thousand columns of pixels. Appending keeps, beside the points,
the lowest and highest value of every block of 64, so that a view of everything reads the blocks and a close view the
points: what a redraw costs does not grow with the curve.
"""

from __future__ import annotations

import math
from functools import cached_property
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    import numpy as np
    from numpy.typing import ArrayLike, NDArray

    Floats = NDArray[np.float64]
else:
    from workbench.gui.late import np

BLOCK = 64
LONG = 1_000_000  # values, after which an average has forgotten that it once began


class GrowingArray:
    """Numbers that one can append to; the room doubles, so that a million appends copy two million numbers."""

    def __init__(self) -> None:
        self._size = 0

    @cached_property
    def _room(self) -> Floats:
        return np.empty(1024)

    def __len__(self) -> int:
        return self._size

    @property
    def values(self) -> Floats:
        """What is there: a view that later appends leave as it is."""
        return self._room[: self._size]

    def extend(self, values: Floats) -> None:
        """Appends numbers."""
        needed = self._size + len(values)
        if needed > len(self._room):
            room = np.empty(max(needed, 2 * len(self._room)))
            room[: self._size] = self.values
            self._room = room
        self._room[self._size : needed] = values
        self._size = needed


class Track:
    """Values in the order of x, with the extremes of every full block. What cannot be drawn is a gap.

    The first values may stand far apart: `apart` of them belong to no block.
    """

    def __init__(self) -> None:
        self.apart = 0
        self.data = GrowingArray()
        self._lows = GrowingArray()
        self._highs = GrowingArray()
        self.low = math.inf
        self.high = -math.inf
        self.low_positive = math.inf

    def __len__(self) -> int:
        return len(self.data)

    def extend(self, values: Floats) -> None:
        """Appends values."""
        self.data.extend(values)
        finite = values[_drawable(values)]
        if finite.size:
            self.low = min(self.low, float(finite.min()))
            self.high = max(self.high, float(finite.max()))
            positive = finite[finite > 0]
            self.low_positive = min(self.low_positive, float(positive.min(initial=np.inf)))
        done = len(self._lows)
        full = (len(self.data) - self.apart) // BLOCK
        if full > done:
            lows, highs = _extremes(self.data.values[self.apart :][done * BLOCK : full * BLOCK], BLOCK)
            self._lows.extend(lows)
            self._highs.extend(highs)

    def columns(self, start: int, stop: int, count: int) -> tuple[NDArray[np.intp], Floats, Floats]:
        """At most about `2 * count` columns over start to stop: first index, lowest and highest value of each.

        `start` is none of those apart.
        """
        if stop - start >= BLOCK * count:
            first, last = (start - self.apart) // BLOCK, min(-(-(stop - self.apart) // BLOCK), len(self._lows))
            lows, highs = self._lows.values[first:last], self._highs.values[first:last]
            rest = self.data.values[self.apart + last * BLOCK : stop]  # of a block that is not full yet
            if len(rest):
                low, high = _extremes(rest, len(rest))
                lows, highs = np.append(lows, low), np.append(highs, high)
            step, origin = BLOCK, self.apart + first * BLOCK
        else:
            lows = highs = _gaps(self.data.values[start:stop])
            step, origin = 1, start
        join = max(len(lows) // count, 1)
        indices = origin + np.arange(0, len(lows), join) * step
        if step == 1 and join == 1:
            return indices, lows, highs
        return indices, _joined(np.fmin, lows, join), _joined(np.fmax, highs, join)


class Series:
    """One curve: its points, and on demand the exponential moving average of its values."""

    def __init__(self) -> None:
        self.xs = GrowingArray()
        self.raw = Track()
        self.ordered = True
        self.x_low = math.inf
        self.x_high = -math.inf
        self._smooth: Track | None = None
        self._average = MovingAverage(0.0)

    def __len__(self) -> int:
        return len(self.raw)

    def extend(self, xs: ArrayLike, ys: ArrayLike) -> None:
        """Appends points. Raises ValueError when there are not as many xs as ys."""
        new_x, new_y = np.atleast_1d(np.asarray(xs, float)), np.atleast_1d(np.asarray(ys, float))
        if new_x.shape != new_y.shape or new_x.ndim != 1:
            raise ValueError(f"{new_x.shape} xs do not go with {new_y.shape} ys.")
        if not np.isfinite(new_x).all():
            raise ValueError("The x of a point is a finite number.")
        if not new_x.size:
            return
        last = self.xs.values[-1] if len(self.xs) else -np.inf
        self.ordered = self.ordered and bool(last <= new_x[0]) and bool(np.all(new_x[1:] >= new_x[:-1]))
        self.xs.extend(new_x)
        self.raw.extend(new_y)
        self.x_low = min(self.x_low, float(new_x.min()))
        self.x_high = max(self.x_high, float(new_x.max()))

    def begin_with_means(self, xs: ArrayLike, ys: ArrayLike) -> None:
        """The first points of a curve, each a mean of many values: they are not smoothed again, and stand far apart."""
        self.raw.apart = len(np.atleast_1d(np.asarray(xs)))
        self.extend(xs, ys)

    def smooth(self, weight: float) -> Track:
        """The moving average, brought up to date; `weight` in [0, 1) is what the past counts."""
        if self._smooth is None or self._average.weight != weight:
            self._smooth, self._average = Track(), MovingAverage(weight)
            means = self.raw.data.values[: self.raw.apart]
            self._smooth.apart = self.raw.apart
            self._smooth.extend(means)
            self._average.go_on_from(means)
        done = len(self._smooth)
        if done < len(self.raw):
            self._smooth.extend(self._average.of(self.raw.data.values[done:]))
        return self._smooth

    def outline(self, track: Track, view: tuple[float, float], count: int) -> tuple[Floats, Floats]:
        """xs and ys of a line that looks, on `count` columns of pixels over `view`, as all the points would."""
        start, stop = self._seen(view)
        near = min(max(start, track.apart), stop)
        before = self.xs.values[start:near], _gaps(track.data.values[start:near])
        indices, lows, highs = track.columns(near, stop, count)
        xs, ys = self.xs.values[indices], lows
        if lows is not highs:
            # Both extremes of a column, one after the other: peaks stay, however many points a pixel stands for.
            xs, ys = np.repeat(xs, 2), np.stack([lows, highs], axis=1).reshape(-1)
        return (np.concatenate([before[0], xs]), np.concatenate([before[1], ys])) if near > start else (xs, ys)

    def at(self, x: float, track: Track) -> tuple[float, float]:
        """The point that is nearest to x. Raises ValueError for an empty track."""
        if not len(track):
            raise ValueError("A curve without points has none that is nearest.")
        xs = self.xs.values[: len(track)]
        index = int(np.searchsorted(xs, x)) if self.ordered else int(np.abs(xs - x).argmin())
        index = min(index, len(xs) - 1)
        if index > 0 and abs(xs[index - 1] - x) <= abs(xs[index] - x):
            index -= 1
        return float(xs[index]), float(track.data.values[index])

    def _seen(self, view: tuple[float, float]) -> tuple[int, int]:
        """The range of points in the view and one beyond on either side; everything when x goes back and forth."""
        if not self.ordered:
            return 0, len(self)
        start, stop = np.searchsorted(self.xs.values, view, side="left")
        return max(int(start) - 1, 0), min(int(stop) + 2, len(self))


class MovingAverage:
    """An exponential moving average that starts unbiased (Kingma and Ba 2015, section 3), in blocks.

    a_n = w a_(n-1) + (1 - w) y_n with a_0 = 0, shown as a_n / (1 - w^n). Values that are not finite leave it as it is.
    """

    _BLOCK = 256

    def __init__(self, weight: float) -> None:
        if not 0.0 <= weight < 1.0:
            raise ValueError(f"The weight of the past is in [0, 1), not {weight}.")
        self.weight = weight
        self._past = 0.0
        self._count = 0

    @cached_property
    def _fade(self) -> Floats:
        return np.power(self.weight, np.arange(self._BLOCK) + 1.0, dtype=np.float64)

    @cached_property
    def _mix(self) -> Floats:
        powers = np.arange(self._BLOCK)
        gap = powers[:, None] - powers[None, :]
        return np.where(gap >= 0, (1.0 - self.weight) * self.weight ** np.maximum(gap, 0), 0.0)

    def go_on_from(self, means: Floats) -> None:
        """Take the last of these for the average of a long past."""
        finite = means[np.isfinite(means)]
        if finite.size:
            self._past, self._count = float(finite[-1]), LONG

    def of(self, values: Floats) -> Floats:
        """The averages after each of the next values."""
        made = np.full(len(values), np.nan)
        finite = np.isfinite(values)
        made[finite] = self._unbiased(self._of_finite(values[finite]))
        return made

    def _of_finite(self, values: Floats) -> Floats:
        """a_n for all values: a product of matrices within blocks, one number after the other from block to block."""
        full = len(values) // self._BLOCK * self._BLOCK
        blocks = values[:full].reshape(-1, self._BLOCK) @ self._mix.T
        pasts = np.empty(len(blocks))
        for index, last in enumerate(blocks[:, -1].tolist()):
            pasts[index] = self._past
            self._past = last + float(self._fade[-1]) * self._past
        blocks += pasts[:, None] * self._fade
        rest = values[full:]
        tail = self._mix[: len(rest), : len(rest)] @ rest + self._fade[: len(rest)] * self._past
        if len(rest):
            self._past = float(tail[-1])
        return np.concatenate([blocks.reshape(-1), tail])

    def _unbiased(self, averages: Floats) -> Floats:
        counts = np.arange(self._count + 1, self._count + len(averages) + 1)
        self._count += len(averages)
        return averages / (1.0 - self.weight**counts)


def _drawable(values: Floats) -> NDArray[np.bool_]:
    """Not NaN, and so far from infinity that the span of two values is still a number."""
    return np.abs(values) < 1e300


def _gaps(values: Floats) -> Floats:
    drawable = _drawable(values)
    return values if drawable.all() else np.where(drawable, values, np.nan)


def _extremes(values: Floats, block: int) -> tuple[Floats, Floats]:
    blocks = _gaps(values).reshape(-1, block)
    return np.fmin.reduce(blocks, axis=1), np.fmax.reduce(blocks, axis=1)


def _joined(extreme: np.ufunc, values: Floats, join: int) -> Floats:
    return extreme.reduceat(values, np.arange(0, len(values), join)) if len(values) else values
