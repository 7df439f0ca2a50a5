"""A small run that saves often, and what must be true of its folder at any moment."""

import csv
import os
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path
from unittest.mock import patch

import torch

from workbench.spec.experiment import Experiment
from workbench.spec.files import from_toml, read
from workbench.training import checkpoints, saving
from workbench.training.events import Event, RunFailed, RunFinished
from workbench.training.loop import resume, train
from workbench.training.position import readable

EXPERIMENT = """
format = 1
name = "to be killed"
seed = 1
[data]
source = { type = "Strokes", train_count = 120, test_count = 10 }
batch_size = 10
[[model.layers]]
type = "Flatten"
[[model.layers]]
type = "Linear"
out_features = 64
[[model.layers]]
type = "BatchNorm1d"
[[model.layers]]
type = "Dropout"
[[model.layers]]
type = "Linear"
out_features = 10
[training]
epochs = 12
device = "cpu"
ema_decay = 0.9
checkpoint = { every_steps = 3 }
"""


def experiment(epochs: int = 12, every_steps: int = 3, train_count: int = 120, width: int = 64) -> Experiment:
    """The run of that many epochs."""
    text = EXPERIMENT.replace("epochs = 12", f"epochs = {epochs}").replace(
        "every_steps = 3", f"every_steps = {every_steps}"
    )
    return from_toml(text.replace("= 120", f"= {train_count}").replace("= 64", f"= {width}"))


@contextmanager
def every_epoch_saves() -> Iterator[None]:
    """Without regard to how quick the disk is, so that every run does the same to its files."""
    with patch.object(saving, "SAVING_SHARE", 1e9):
        yield


@contextmanager
def folders_below(root: Path) -> Iterator[None]:
    """The folders of the program are here while the block runs."""
    names = {f"WORKBENCH_{name.upper()}_DIR": str(root / name) for name in ("runs", "data", "cache", "state", "config")}
    with patch.dict(os.environ, names):
        yield


def last_event(events: Iterator[Event]) -> Event:
    """Let it run to its end."""
    last: Event | None = None
    for last in events:  # noqa: B007
        pass
    assert last is not None
    return last


def what_is_wrong(run: Path, but: tuple[str, ...] = ()) -> tuple[int, str]:
    """Every file of the run, ``but`` some, must be readable as it is. The step of the newest checkpoint, and what is wrong."""
    try:
        read(run / "experiment.toml")
        if (run / "metrics.csv").exists():
            lines = (run / "metrics.csv").read_text(encoding="utf-8").split("\n")[:-1]  # a row without an end is none
            if len({len(row) for row in csv.reader(lines)}) > 1:
                return 0, "metrics.csv is torn"
        for path in run.glob("*.pth"):
            torch.load(path, weights_only=True)
        found = [(item, checkpoints.read(item.path)) for item in checkpoints.listed(run) if item.path.name not in but]
        damaged = [item.path.name for item, state in found if state is None or not readable(state)]
        return found[-1][0].step if found else 0, f"{damaged[0]} is damaged" if damaged else ""
    except Exception as error:  # noqa: BLE001 - whatever it is, it is the finding
        return 0, repr(error)


def comes_to_the_same_end(run: Path, whole: Path, but: str = "") -> str:
    """Go on with the run to its end; what is wrong with it, or nothing. ``but``: what could not be removed before."""
    last = last_event(
        resume(run) if (run / "experiment.toml").is_file() else train(read(whole / "experiment.toml"), out=run)
    )
    if isinstance(last, RunFailed) and "is finished" not in last.problems[0].line():
        return last.problems[0].line()
    if not isinstance(last, RunFinished | RunFailed):
        return f"the last event is {last}"
    if piled_up := [path.name for path in run.rglob(".*") if path.suffix == ".tmp" and path.name != but]:
        return f"{piled_up} were left over"
    return differs(run, whole)


def differs(run: Path, whole: Path) -> str:
    """Whether two runs came to other weights or epochs, in words."""
    for name in ("last.pth", "best.pth"):
        one, other = (torch.load(path / name, weights_only=True) for path in (run, whole))
        if one.keys() != other.keys() or not all(torch.equal(one[key], other[key]) for key in other):
            return f"{name} is not that of a run that nobody disturbed"
    epochs = [
        [row["epoch"] for row in csv.DictReader((path / "metrics.csv").read_text().splitlines())]
        for path in (run, whole)
    ]
    return "" if epochs[0] == epochs[1] else "metrics.csv has other epochs"
