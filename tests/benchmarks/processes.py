"""Several processes against one: what they train in a second, how far their weights are apart, how soon a death is said."""

import statistics
import tempfile
import time
from collections.abc import Iterator
from pathlib import Path

import psutil
import torch

from workbench.spec.edits import SetValue, apply
from workbench.spec.experiment import Experiment
from workbench.spec.files import from_toml
from workbench.training.control import Control
from workbench.training.events import EpochDone, Event, RunFailed, StepDone
from workbench.training.launch import job_of, launched

EXPERIMENT = """
format = 1
[data]
source = {{ type = "Strokes", train_count = {count}, test_count = 10 }}
batch_size = 128
validation_fraction = 0.0
[[model.layers]]
type = "Conv2d"
out_channels = 16
[[model.layers]]
type = "BatchNorm2d"
[[model.layers]]
type = "ReLU"
[[model.layers]]
type = "Conv2d"
out_channels = 32
[[model.layers]]
type = "ReLU"
[[model.layers]]
type = "Flatten"
[[model.layers]]
type = "Linear"
[training]
epochs = {epochs}
device = "cpu"
optimizer = {{ type = "SGD", lr = 0.05 }}
"""


def run(experiment: Experiment, processes: int, out: Path) -> Iterator[Event]:
    """In so many processes of one thread each."""
    together = apply(experiment, [SetValue("training.processes", processes)])
    return launched(job_of(together, threads=1, out=out), Control())


def measure(short: bool) -> Iterator[tuple[str, str]]:
    """Interleaved runs; of each the first epoch, in which everything is still cold, does not count."""
    count, epochs, rounds = (256, 2, 1) if short else (6_400, 4, 3)
    experiment = from_toml(EXPERIMENT.format(count=count, epochs=epochs))
    rates: dict[int, list[float]] = {1: [], 2: []}
    gaps = []
    for _ in range(rounds):
        with tempfile.TemporaryDirectory() as folder:
            for processes, found in rates.items():
                events = run(experiment, processes, Path(folder) / str(processes))
                found += [e.samples_per_second for e in events if isinstance(e, EpochDone) and e.epoch > 1]
            one, two = (torch.load(Path(folder, str(n), "last.pth"), weights_only=True) for n in rates)
            gaps.append(max(float((one[name].double() - two[name].double()).abs().max()) for name in one))
    medians = {processes: statistics.median(found) for processes, found in rates.items()}
    yield "CNN, samples/s of 1 | 2 processes, a thread each", " | ".join(f"{rate:,.0f}" for rate in medians.values())
    yield "2 processes ÷ 1 (wanted: 1.5 or more on two free cores)", f"{medians[2] / medians[1]:.2f}"
    yield "largest difference of a weight after the run (wanted: below 1e-5)", f"{max(gaps):.1e}"
    if not short:
        yield "seconds until a killed process is reported (wanted: below 10)", f"{_death(experiment):.1f}"


def _death(experiment: Experiment) -> float:
    killed = 0.0
    with tempfile.TemporaryDirectory() as folder:
        for event in run(apply(experiment, [SetValue("training.epochs", 1000)]), 2, Path(folder) / "run"):
            if isinstance(event, StepDone) and event.step == 20:
                ours = psutil.Process().children(recursive=True)
                next(one for one in reversed(ours) if "workbench.training.worker" in one.cmdline()).kill()
                killed = time.perf_counter()
        assert isinstance(event, RunFailed)
    return time.perf_counter() - killed
