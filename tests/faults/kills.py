"""Kills a training process at random moments, and looks at what it left."""

import csv
import random
import signal
import subprocess
import sys
import time
from collections.abc import Iterator
from dataclasses import dataclass
from pathlib import Path

import torch

from workbench.spec.files import from_toml, read, write
from workbench.training import checkpoints
from workbench.training.events import RunFinished, RunStarted
from workbench.training.loop import resume, train

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

PROGRAM = """
import os, sys, time
sys.stdout.write("ready\\n"); sys.stdout.flush()
import torch; torch.set_num_threads(1)
import workbench.catalog
from pathlib import Path
from workbench.spec.files import read
from workbench.training import saving
saving.SAVING_SHARE = 1e9
from workbench.training.loop import resume, train
run, file = Path(sys.argv[1]), Path(sys.argv[2])
events = resume(run) if (run / "experiment.toml").is_file() else train(read(file), out=run)
for event in events:
    name = type(event).__name__
    if name in ("RunStarted", "RunFinished", "RunFailed"):
        print(name, flush=True)
"""


@dataclass(frozen=True)
class Kill:
    """What was found after one: the step of the newest whole checkpoint, and what is wrong."""

    seconds: float
    step: int
    wrong: str


def kill_once(run: Path, file: Path, seconds: float) -> bool:
    """Train in another process, or go on; kill it so long after its first step could come. False: it had finished before."""
    process = subprocess.Popen(
        [sys.executable, "-c", PROGRAM, str(run), str(file)], stdout=subprocess.PIPE, text=True, cwd=Path.cwd()
    )
    assert process.stdout is not None
    try:
        for line in process.stdout:
            if line.strip() != "ready":
                break
        if line.strip() == "RunFailed":
            return False
        time.sleep(seconds)
        alive = process.poll() is None
        if alive:
            process.send_signal(signal.SIGKILL)
        return alive
    finally:
        process.kill()
        process.wait()
        process.stdout.close()


def what_is_wrong(run: Path) -> tuple[int, str]:
    """Every file of the run must be readable as it is."""
    try:
        read(run / "experiment.toml")
        rows = list(csv.reader((run / "metrics.csv").read_text(encoding="utf-8").splitlines()))
        if len({len(row) for row in rows}) > 1:
            return 0, "metrics.csv is torn"
        for path in run.glob("*.pth"):
            torch.load(path, weights_only=True)
        found = checkpoints.newest(run)
        if found.damaged:
            return found.step, f"{found.damaged[0].name} is damaged"
    except Exception as error:  # noqa: BLE001 - whatever it is, it is the finding
        return 0, repr(error)
    return found.step, ""


def killed_again_and_again(folder: Path, kills: int, seed: int = 0) -> Iterator[Kill]:
    """Kill runs at random moments, go on with them, kill them again; each that comes to its end is compared with one
    that nobody killed."""
    file, chance = folder / "experiment.toml", random.Random(seed)
    write(from_toml(EXPERIMENT), file)
    begun, number = 0.0, 0
    for event in train(read(file), out=folder / "whole"):
        if isinstance(event, RunStarted):
            begun = time.perf_counter()
    length = time.perf_counter() - begun
    run = folder / "run-0"
    for _ in range(kills):
        seconds = chance.uniform(0, length / 2)
        alive = kill_once(run, file, seconds)
        step, wrong = what_is_wrong(run)
        if not wrong and (not alive or chance.random() < 0.2):
            wrong = comes_to_the_same_end(run, folder / "whole")
            number += 1
            run = folder / f"run-{number}"
        yield Kill(seconds, step, wrong)


def comes_to_the_same_end(run: Path, whole: Path) -> str:
    """Go on with the run to its end; what is wrong with it, or nothing."""
    last = list(resume(run))[-1]
    if not isinstance(last, RunFinished) and "is finished" not in last.problems[0].line():
        return last.problems[0].line()
    for name in ("last.pth", "best.pth"):
        one, other = (torch.load(path / name, weights_only=True) for path in (run, whole))
        if not all(torch.equal(one[key], other[key]) for key in other):
            return f"{name} is not that of a run that nobody killed"
    steps = [[row["epoch"] for row in csv.DictReader((path / "metrics.csv").open())] for path in (run, whole)]
    return "" if steps[0] == steps[1] else "metrics.csv has other epochs"
