"""Models and images that no machine holds: refused in a sentence, at once, and without taking their memory."""

import time
import tracemalloc
from collections.abc import Callable, Iterator
from pathlib import Path

import psutil

from tests.faults.runs import folders_below
from tests.faults.table import Row
from workbench.spec.files import from_toml
from workbench.spec.problems import ExperimentError, Problem
from workbench.training.check import check

MOST_MS, MOST_MB = 100.0, 20.0

TEXT = """format = 1
[data]
source = {{ type = "Strokes", train_count = 120, test_count = 10 }}
{transforms}
[[model.layers]]
type = "Flatten"
{layers}
[[model.layers]]
type = "Linear"
out_features = 10
[training]
epochs = 1
"""


def linear(count: int) -> str:
    """One layer, as the file has it."""
    return f'[[model.layers]]\ntype = "Linear"\nout_features = {count}\n'


def _with(layers: str = "", transforms: str = "") -> str:
    return TEXT.format(layers=layers, transforms=transforms)


def _in_one_line(count: int) -> str:
    layers = ", ".join(['{ type = "ReLU" }'] * count)
    return TEXT[: TEXT.index("[[model")].format(transforms="") + f"[model]\nlayers = [{layers}]\n"


CASES: dict[str, tuple[Callable[[int], str], str]] = {
    "10^10 parameters": (lambda n: _with(linear(100_000 + n) * 2), "GB"),
    "a Linear of 10^12": (lambda n: _with(linear(10**12 + n)), "10000000"),
    "a Linear of 10^30": (lambda n: _with(linear(10**30 + n)), "10000000"),
    "10^5 layers": (lambda n: _with(linear(10 + n) * 100_000), "100002"),
    "10^5 layers in one line": (lambda n: _in_one_line(100_000 + n), "100"),
    "images of 10^6 × 10^6": (lambda n: _with("", f'[[data.transforms]]\ntype = "Resize"\nsize = {10**6 + n}\n'), "×"),
    "a border of 10^6": (lambda n: _with("", f'[[data.transforms]]\ntype = "Pad"\npadding = {10**6 + n}\n'), "×"),
}  # fmt: skip
"""Each with a number that makes it a new one, so that no answer is remembered; and what the sentence must name."""


def problems_of(text: str) -> tuple[Problem, ...]:
    """What stands against this file."""
    try:
        return check(from_toml(text), None).errors
    except ExperimentError as error:
        return error.problems


def refusal(name: str, number: int) -> tuple[float, str]:
    """Milliseconds, and what is wrong with the sentence."""
    make, named = CASES[name]
    text = make(number)
    begun = time.perf_counter()
    found = problems_of(text)
    passed = 1e3 * (time.perf_counter() - begun)
    said = " ".join(item.line() for item in found)
    return passed, "" if named in said and len(found) < 5 else f"it says {said}"


def memory(name: str, number: int) -> float:
    """Megabytes that the answer takes: of Python's objects at most, or of the process in the end."""
    text, process = CASES[name][0](number), psutil.Process()
    before = process.memory_info().rss
    tracemalloc.start()
    problems_of(text)
    most = tracemalloc.get_traced_memory()[1]
    tracemalloc.stop()
    return max(process.memory_info().rss - before, most) / 1e6


def measure(folder: Path, count: int | None, _seed: int) -> Iterator[Row]:
    """A row for each case: the best time of a few, since others use the machine, and the most memory."""
    with folders_below(folder):
        problems_of(_with())
        for name in CASES:
            tries = [refusal(name, number) for number in range(count or 1)]
            passed, most = min(taken for taken, _ in tries), memory(name, count or 1)
            wrong = [what for _, what in tries if what]
            if passed > MOST_MS or most > MOST_MB:
                wrong.append(f"wished: {MOST_MS:.0f} ms and {MOST_MB:.0f} MB at most")
            yield Row(f"{name}: refused", f"{passed:.1f} ms, {most:.1f} MB", tuple(wrong))
