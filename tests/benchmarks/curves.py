"""Long curves: how long a redraw takes, what memory they need, and whether a single spike stays visible."""

import json
import sys
import tempfile
import time
from collections.abc import Iterator
from pathlib import Path

import numpy as np

from tests.benchmarks.fresh import fresh, memory, percentile

CURVES = 4
BATCH = 500  # points that come between two redraws of a live plot
SPIKE = 3.0  # the others lie in 0 … 2.2


def values(rng: np.random.Generator, start: int, count: int) -> np.ndarray:
    """A loss as it looks: it falls, and is noisy."""
    steps = np.arange(start, start + count)
    return 2.0 * np.exp(-steps / 200_000) + rng.random(count) * 0.2


def inner(points: int, redraws: int) -> dict[str, float]:
    """Fills a plot, moves it, lets it grow; milliseconds, bytes, and the spikes that were seen."""
    from PySide6.QtWidgets import QApplication

    app = QApplication.instance() or QApplication([])
    plot = filled(1000, app)
    plot._area.viewport().repaint()
    before = memory()
    rng = np.random.default_rng(0)
    for start in range(1000, points, 10_000):
        extend(plot, rng, start, min(10_000, points - start))
        plot.refresh()
    plot._area.viewport().repaint()
    grown = memory() - before
    times = moved(plot, rng, points, redraws)
    result = {f"{what}_{share}": percentile(each, share / 100) for what, each in times.items() for share in (50, 95)}
    seen, wanted = spikes(plot, points + 1, app)
    return result | {"grown": grown, "seen": seen, "wanted": wanted}


def filled(count: int, app):
    """A plot on the screen with so many points in each curve, as the window has it."""
    from workbench.gui.widgets.curve_plot import CurvePlot

    plot = CurvePlot("step", "loss", smoothing=0.9)
    for number in range(CURVES):
        plot.add_curve(f"curve {number}", f"curve {number}", number)
    plot.resize(900, 320)
    plot.show()
    extend(plot, np.random.default_rng(0), 0, count)
    plot.refresh()
    app.processEvents()
    return plot


def extend(plot, rng: np.random.Generator, start: int, count: int) -> None:
    """Appends as many points to every curve."""
    for name in plot.curve_names():
        plot.append(name, np.arange(start, start + count), values(rng, start, count))


def moved(plot, rng: np.random.Generator, points: int, redraws: int) -> dict[str, list[float]]:
    """Milliseconds of every redraw, painting included, while the curves grow, are zoomed, are moved."""
    area = plot._area
    times: dict[str, list[float]] = {"grow": [], "pan": [], "zoom": []}

    def timed(what: str, act) -> None:
        begun = time.perf_counter()
        act()
        area.viewport().repaint()
        times[what].append(1000 * (time.perf_counter() - begun))

    for number in range(redraws):
        extend(plot, rng, points + number * BATCH, BATCH)
        timed("grow", plot.refresh)
    for number in range(redraws):
        timed("zoom", lambda n=number: area.zoom(0.8 if n % 40 < 30 else 0.8**-3))
    plot.follow()
    for depth in (1.0, 0.3, 0.05, 0.01):
        area.zoom(depth)
        for number in range(redraws // 4):
            timed("pan", lambda n=number: area.pan(0.05 if n % 20 < 10 else -0.05, 0.0))
    return times


def spikes(plot, count: int, app) -> tuple[int, int]:
    """How many of single high points, in a curve of its own, are painted, at every zoom from everything to a few points."""
    name, *others = plot.curve_names()
    for other in others:
        plot.set_curve_shown(other, False)
    rng = np.random.default_rng(1)
    seen = wanted = 0
    for index in (count // 3, count - 1, *rng.integers(0, count, 4).tolist()):
        ys = values(np.random.default_rng(0), 0, count)
        ys[index] = SPIKE
        plot.set_points(name, np.arange(count), ys)
        plot.follow()
        plot.refresh()
        app.processEvents()
        width = float(count)
        while width > 20:
            area = plot._area
            if width < count:
                area.set_range((index - width * 0.4, index + width * 0.6), (0.0, SPIKE * 1.05))
            wanted += 1
            seen += is_painted(area, float(index), SPIKE * 0.97)
            width /= 5
    return seen, wanted


def is_painted(area, x: float, y: float) -> bool:
    """Whether something is drawn within two pixels of a place; only the spike reaches up there."""
    at = area.to_widget(x, y)
    image = area.grab().toImage()
    column, row = round(at.x()), round(at.y())
    ink = [
        image.pixelColor(near, row)
        for near in range(max(column - 2, 0), min(column + 3, image.width()))
        if 0 <= row < image.height()
    ]
    return any(max(c.red(), c.green(), c.blue()) - min(c.red(), c.green(), c.blue()) > 12 for c in ink)


def measure(short: bool) -> Iterator[tuple[str, str]]:
    """A plot of 900 × 320 pixels with a moving average over each curve, in a fresh process."""
    points, redraws = (20_000, 20) if short else (1_000_000, 200)
    with tempfile.TemporaryDirectory() as folder:
        found = fresh("tests.benchmarks.curves", Path(folder), points, redraws)
    for what, words in (("grow", "batches appended live"), ("pan", "moved"), ("zoom", "zoomed")):
        yield (
            f"{CURVES} × {points:,} points, {words}, ms: median | p95 (wanted: 33)",
            f"{found[f'{what}_50']:.1f} | {found[f'{what}_95']:.1f}",
        )
    yield f"{CURVES} × {points:,} points, memory, MB (wanted: 200 at most)", f"{found['grown'] / 1e6:.0f}"
    yield "single spikes painted, of those looked for", f"{found['seen']} of {found['wanted']}"


if __name__ == "__main__":
    print(json.dumps(inner(*map(int, sys.argv[1:]))))
