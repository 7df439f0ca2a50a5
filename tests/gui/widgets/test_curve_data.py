"""What a curve keeps, shows and averages is what the plain formula over all its points gives."""

import numpy as np
import pytest
from hypothesis import given
from hypothesis import strategies as st

from workbench.gui.widgets.curve_data import BLOCK, GrowingArray, MovingAverage, Series, Track


def plain_average(values: np.ndarray, weight: float) -> list[float]:
    past, count, made = 0.0, 0, []
    for value in values:
        if not np.isfinite(value):
            made.append(np.nan)
            continue
        count += 1
        past = weight * past + (1 - weight) * value
        made.append(past / (1 - weight**count))
    return made


def series_of(values: np.ndarray, *cuts: int) -> Series:
    """A series that got its values in pieces."""
    series = Series()
    for part in np.split(np.arange(len(values)), sorted(cuts)):
        series.extend(part, values[part])
    return series


def test_appending_keeps_earlier_views() -> None:
    array = GrowingArray()
    array.extend(np.arange(1000.0))
    view = array.values
    array.extend(np.arange(5000.0))
    assert np.array_equal(view, np.arange(1000.0))
    assert len(array) == 6000
    assert np.array_equal(array.values[1000:], np.arange(5000.0))


@given(st.lists(st.floats(allow_nan=True, allow_infinity=True), max_size=400), st.integers(0, 400))
def test_extremes_are_those_of_all_finite_values(values: list[float], cut: int) -> None:
    array = np.array(values, float)
    track = Track()
    track.extend(array[:cut])
    track.extend(array[cut:])
    finite = array[np.abs(array) < 1e300]
    assert track.low == finite.min(initial=np.inf)
    assert track.high == finite.max(initial=-np.inf)
    assert track.low_positive == finite[finite > 0].min(initial=np.inf)


@pytest.mark.parametrize("weight", [0.0, 0.5, 0.9, 0.999])
@pytest.mark.parametrize("size", [0, 1, 255, 256, 257, 1000])
def test_the_average_is_that_of_the_plain_formula(weight: float, size: int) -> None:
    values = np.random.default_rng(size).normal(size=size) * 3 + 1
    values[5:7], values[300:301] = np.nan, np.inf
    expected = plain_average(values, weight)
    at_once = MovingAverage(weight).of(values)
    assert np.allclose(at_once, expected, equal_nan=True)
    piecewise = MovingAverage(weight)
    pieces = [piecewise.of(part) for part in np.array_split(values, 7)]
    assert np.allclose(np.concatenate(pieces), expected, equal_nan=True)


def test_another_weight_gives_another_average_of_all_points() -> None:
    values = np.random.default_rng(0).normal(size=600)
    series = series_of(values, 100)
    series.smooth(0.5)
    series.extend([600], [9.0])
    assert np.allclose(series.smooth(0.9).data.values, plain_average(np.append(values, 9.0), 0.9))
    with pytest.raises(ValueError, match="weight"):
        MovingAverage(1.0)


@pytest.mark.parametrize("size", [10, 5_000, 200_000])
@pytest.mark.parametrize("count", [50, 400])
def test_an_outline_is_short_and_keeps_every_peak(size: int, count: int) -> None:
    values = np.random.default_rng(1).normal(size=size)
    values[size // 3], values[size // 2] = 50.0, -50.0
    series = series_of(values, size // 7, size // 2)
    xs, ys = series.outline(series.raw, (0.0, float(size)), count)
    assert len(xs) == len(ys) <= max(4 * count + 4, 2)
    assert ys.max() == 50.0
    assert ys.min() == -50.0
    column = 2 * size / count + BLOCK
    assert abs(xs[ys.argmax()] - size // 3) <= column
    assert np.all(np.diff(xs) >= 0)


def test_an_outline_keeps_a_peak_in_the_last_block_though_it_is_not_full() -> None:
    values = np.zeros(100 * BLOCK + 5)
    values[-2], values[-1] = -3.0, 7.0
    series = series_of(values)
    _, ys = series.outline(series.raw, (0.0, float(len(values))), 40)
    assert (ys.min(), ys.max()) == (-3.0, 7.0)


def test_an_outline_shows_the_extremes_of_each_of_its_columns() -> None:
    size, count = 100_000, 100
    values = np.sin(np.arange(size) / 50) * np.arange(size)
    xs, ys = series_of(values).outline(series_of(values).raw, (0.0, float(size)), count)
    starts = xs[::2].astype(int)
    for index, start in enumerate(starts[:-1]):
        part = values[start : starts[index + 1]]
        assert (ys[2 * index], ys[2 * index + 1]) == (part.min(), part.max())


def test_a_close_view_shows_the_points_themselves_and_one_beyond() -> None:
    values = np.random.default_rng(2).normal(size=100_000)
    series = series_of(values)
    xs, ys = series.outline(series.raw, (5000.5, 5010.5), 500)
    assert xs[0] == 5000
    assert xs[-1] >= 5011
    assert len(xs) < 20
    assert np.array_equal(ys, values[xs.astype(int)])


def test_gaps_stay_gaps() -> None:
    series = series_of(np.array([1.0, np.nan, np.inf, 2.0]))
    _, ys = series.outline(series.raw, (0, 3), 100)
    assert np.array_equal(ys, [1.0, np.nan, np.nan, 2.0], equal_nan=True)


def test_a_curve_that_goes_back_is_shown_whole() -> None:
    series = Series()
    series.extend([0, 1, 2, 1, 2, 3], [0, 1, 2, 11, 12, 13])
    xs, _ = series.outline(series.raw, (2.5, 3.0), 100)
    assert list(xs) == [0, 1, 2, 1, 2, 3]
    assert series.at(2.9, series.raw) == (3.0, 13.0)


@given(st.lists(st.integers(-50, 50), min_size=1, max_size=60, unique=True), st.floats(-60, 60))
def test_the_nearest_point_is_found(places: list[int], x: float) -> None:
    series = Series()
    series.extend(sorted(places), sorted(places))
    found, value = series.at(x, series.raw)
    assert found == value
    assert abs(found - x) == min(abs(place - x) for place in places)


def test_what_does_not_fit_together_is_refused() -> None:
    series = Series()
    with pytest.raises(ValueError, match="go with"):
        series.extend([1, 2], [1])
    with pytest.raises(ValueError, match="finite"):
        series.extend([np.nan], [1])
    series.extend([], [])
    assert len(series) == 0
    with pytest.raises(ValueError, match="without points"):
        series.at(0.0, series.raw)


def test_means_before_a_curve_are_drawn_as_they_are() -> None:
    """A run that goes on: of the steps before, one mean for each epoch is known."""
    series = Series()
    series.begin_with_means([1_000, 2_000, 3_000], [4.0, 3.0, 2.0])
    series.extend(3_001 + np.arange(100 * BLOCK), np.full(100 * BLOCK, 2.0))
    smooth = series.smooth(0.9)
    assert np.allclose(smooth.data.values, [4.0, 3.0, *[2.0] * (1 + 100 * BLOCK)])
    for track in (series.raw, smooth):
        xs, ys = series.outline(track, (0, 1e6), 10)
        assert list(xs[:4]) == [1_000, 2_000, 3_000, 3_001] and np.allclose(ys[:4], [4.0, 3.0, 2.0, 2.0])
        assert 10 < len(xs) < 60
