"""Memory that does not grow: many runs in a row, many steps, many samples to evaluate, and the peak of a large run."""

import ctypes
import gc
import json
import sys
import tempfile
from collections.abc import Iterator
from pathlib import Path
from typing import Any

from tests.benchmarks.fresh import fresh, memory
from tests.benchmarks.window import EXPERIMENT

FEW = 10
"""So many runs are made before memory is looked at for the first time."""


def kept() -> int:
    """The memory of this process when Python and the C library have given back what they can."""
    gc.collect()
    if sys.platform.startswith("linux"):
        ctypes.CDLL("libc.so.6").malloc_trim(0)
    return memory()


def peak() -> int:
    """The most memory that this process ever had, in bytes."""
    import resource

    return resource.getrusage(resource.RUSAGE_SELF).ru_maxrss * (1 if sys.platform == "darwin" else 1024)


def headless(folder: str, runs: int) -> dict[str, Any]:
    """As many short runs, one after the other: bytes after the first few, in the middle, at the end."""
    import workbench.catalog  # noqa: F401
    from workbench.spec.files import from_toml
    from workbench.training.events import RunFinished
    from workbench.training.loop import train

    experiment = from_toml(EXPERIMENT.format(count=200))
    seen = []
    for number in range(1, runs + 1):
        for event in train(experiment, out=Path(folder) / f"run {number}"):
            last = event
        assert isinstance(last, RunFinished), last
        if number in (min(FEW, runs), (FEW + runs) // 2, runs):
            seen.append(kept())
    return {"seen": seen}


def window(folder: str, runs: int) -> dict[str, Any]:
    """The same, each begun with the window's button."""
    from PySide6.QtWidgets import QApplication

    import workbench.catalog  # noqa: F401
    from workbench.gui.collector import Collector
    from workbench.gui.session import State
    from workbench.gui.settings import Settings
    from workbench.gui.theme import Theme
    from workbench.gui.window import MainWindow
    from workbench.spec.files import from_toml

    app = QApplication([])
    made = MainWindow(from_toml(EXPERIMENT.format(count=200)), Settings(), Theme(app))
    collector = Collector(app)
    made.show()
    made.begin()
    seen: list[int] = []
    done = [0]

    def look() -> None:
        if not (made.session.state.active or made.analysis.last is None):
            if made.session.state is State.FAILED:
                app.exit(1)
            done[0] += made.session.state is State.FINISHED
            if done[0] in (min(FEW, runs), (FEW + runs) // 2, runs):
                seen.append(kept())
            if done[0] == runs:
                app.exit(0)
            else:
                made.train()

    from PySide6.QtCore import QTimer

    timer = QTimer()
    timer.timeout.connect(look)
    timer.start(20)
    app.exec()
    made.shut_down()
    collector.close()
    return {"seen": seen}


def steps(folder: str, count: int) -> dict[str, Any]:
    """One run of as many steps of a tiny model: bytes after the first tenth, and at the end."""
    import workbench.catalog  # noqa: F401
    from workbench.spec.files import from_toml
    from workbench.training.events import StepDone
    from workbench.training.loop import train

    text = EXPERIMENT.format(count=1_000).replace("out_features = 512", "out_features = 4")
    text = text.replace("[[data.transforms]]", "batch_size = 10\n[[data.transforms]]", 1)
    text = text.replace("epochs = 1\n", f"epochs = {count // 100}\n")
    seen = []
    for event in train(from_toml(text), out=Path(folder) / "steps"):
        if isinstance(event, StepDone) and event.step in (count // 10, count // 2, count):
            seen.append(kept())
    return {"seen": seen}


def evaluation(_folder: str, count: int) -> dict[str, Any]:
    """Loss and score over as many small samples: the bytes that it took beyond the samples."""
    import torch
    from torch import nn

    from workbench.training.evaluate import evaluate

    torch.set_num_threads(1)
    model = nn.Sequential(nn.Linear(8, 100), nn.ReLU(), nn.Linear(100, 10))
    inputs, targets = torch.rand(count, 8), torch.randint(0, 10, (count,))

    def right(outputs: torch.Tensor, wanted: torch.Tensor) -> torch.Tensor:
        return (outputs.argmax(1) == wanted).sum()

    evaluate(model, inputs[:2000], targets[:2000], nn.CrossEntropyLoss(), right)
    before = kept()
    highest = peak()
    evaluate(model, inputs, targets, nn.CrossEntropyLoss(), right)
    return {"seen": [before, kept()], "peak": peak() - highest}


def assessment(_folder: str, count: int) -> dict[str, Any]:
    """As many images judged sample by sample: the bytes that it took, and those of what it found."""
    import numpy as np
    import torch

    import workbench.catalog  # noqa: F401
    from workbench.data.browse import Collection, Shelf
    from workbench.evaluation.assess import assess
    from workbench.evaluation.trained import Trained
    from workbench.spec.files import from_toml
    from workbench.training.build import build_model
    from workbench.training.check import check

    torch.set_num_threads(1)
    experiment = from_toml(EXPERIMENT.format(count=64).replace("out_features = 512", "out_features = 4"))
    checked = check(experiment, None)
    assert checked.trace is not None and checked.facts is not None
    trained = Trained(experiment, build_model(checked.trace.calls).state_dict(), checked=checked)
    images = np.broadcast_to(np.zeros((1, 1, 28, 28), np.uint8), (count, 1, 28, 28))  # which takes no memory
    targets = np.arange(count) % 10

    def judged(some: int) -> int:
        part = Collection(trained.facts, {"test": Shelf(targets[:some], np.arange(some), images)})
        made = assess(trained, part, "test")
        return sum(each.nbytes for each in vars(made).values() if isinstance(each, np.ndarray))

    judged(2000)
    before, highest = kept(), peak()
    found = judged(count)
    return {"seen": [before, kept()], "peak": peak() - highest, "found": found}


def large(folder: str, count: int) -> dict[str, Any]:
    """A run on as many images: its peak beyond PyTorch itself, and the bytes of images and model."""
    import psutil

    import workbench.catalog  # noqa: F401
    from workbench.spec.files import from_toml
    from workbench.training.events import RunFailed
    from workbench.training.loop import train

    for event in train(from_toml(EXPERIMENT.format(count=64)), out=Path(folder) / "warm"):
        assert not isinstance(event, RunFailed), event
    kept()
    before = psutil.Process().memory_info().rss  # the peak counts what is shared with others, too
    parameters = 0
    for event in train(from_toml(EXPERIMENT.format(count=count)), out=Path(folder) / "large"):
        assert not isinstance(event, RunFailed), event
        parameters = getattr(event, "parameters", parameters)
    pixels = (count + 10) * 28 * 28
    # As bytes, and once as the float32 that the network takes; the model with gradients and Adam's two means.
    return {"peak": peak() - before, "needed": pixels * 5 + parameters * 4 * 4}


WAYS = {
    "headless": headless,
    "window": window,
    "steps": steps,
    "evaluation": evaluation,
    "assessment": assessment,
    "large": large,
}


def measure(short: bool) -> Iterator[tuple[str, str]]:
    """Each in a fresh process; growth is what is left after everything that can be freed was."""
    runs, many, samples, images = (12, 200, 20_000, 2_000) if short else (100, 100_000, 1_000_000, 60_000)
    with tempfile.TemporaryDirectory() as folder:

        def found(way: str, count: int) -> dict[str, Any]:
            made: dict[str, Any] = fresh("tests.benchmarks.memory", Path(folder), way, folder, count)
            return made

        def growth(seen: list[int]) -> str:
            return " | ".join(f"{(each - seen[0]) / 1e6:+.1f}" for each in seen[1:])

        for way, words in (("headless", "without a window"), ("window", "in the window")):
            yield (
                f"{runs} runs {words}, growth after the first {FEW}, MB: half | all (wanted: 10)",
                growth(found(way, runs)["seen"]),
            )
        yield f"{many:,} steps, growth after the first tenth, MB: half | all", growth(found("steps", many)["seen"])
        way = found("evaluation", samples)
        yield f"{samples:,} samples evaluated, MB more: peak | kept", f"{way['peak'] / 1e6:.1f} | {growth(way['seen'])}"
        way = found("assessment", samples)
        yield (
            f"{samples:,} samples assessed, MB beyond what is found ({way['found'] / 1e6:.0f}): peak | kept",
            f"{(way['peak'] - way['found']) / 1e6:.1f} | {growth(way['seen'])}",
        )
        way = found("large", images)
        beyond = (way["peak"] - way["needed"]) / 1e6
        yield f"{images:,} images, peak beyond data and model, MB (wanted: 500 at most)", f"{beyond:.0f}"


if __name__ == "__main__":
    print(json.dumps(WAYS[sys.argv[1]](sys.argv[2], int(sys.argv[3]))))
