"""Kills a training process with kill -9, at random moments and within what it writes, and looks at what it left."""

import os
import random
import time
from collections.abc import Iterator
from dataclasses import dataclass
from pathlib import Path

import torch

from tests.faults.operations import SIGNALS, Disk, ways_of
from tests.faults.processes import warm
from tests.faults.runs import (
    comes_to_the_same_end,
    every_epoch_saves,
    experiment,
    folders_below,
    what_is_wrong,
)
from tests.faults.table import Row, counted
from workbench.spec.experiment import Experiment
from workbench.spec.files import from_toml, to_toml
from workbench.training import checkpoints
from workbench.training.events import RunStarted
from workbench.training.loop import resume, train

LONG = {"epochs": 4, "every_steps": 3, "train_count": 120, "width": 64}
WAIT_SECONDS = 120  # of a machine that hangs; nothing is measured


@dataclass(frozen=True)
class Kill:
    """What was found after one: when it was, the step of the newest whole checkpoint, and what is wrong."""

    when: str
    step: int
    wrong: str


def trains(run: Path, text: str, begun: int, at: int | None, way: str) -> None:
    """What the process does that will be killed; ``begun`` gets a byte at the first event, then the steps that are safe."""
    torch.set_num_threads(1)
    written = checkpoints.write

    def told(folder: Path, step: int, *rest: object) -> Path:
        path = written(folder, step, *rest)
        os.write(begun, f"{step}\n".encode())
        return path

    checkpoints.write = told
    with folders_below(run.parent), every_epoch_saves(), Disk(run, at, way):
        events = resume(run) if (run / "experiment.toml").is_file() else train(from_toml(text), out=run)
        for number, _ in enumerate(events):
            if not number:
                os.write(begun, b"0\n")


def kill_once(
    run: Path, text: str, seconds: float | None = None, at: int | None = None, way: str = ""
) -> tuple[bool, int]:
    """Let another process train, or go on, and kill it: so long after its first event, or by itself at an operation.

    Whether it was alive, and the step of the last checkpoint that it had told of.
    """
    told = run.parent / "told"
    handle = os.open(told, os.O_WRONLY | os.O_CREAT | os.O_TRUNC | os.O_APPEND)
    process = warm().Process(target=_with_file, args=(run, text, str(told), at, way), daemon=True)
    process.start()
    os.close(handle)
    until = time.monotonic() + WAIT_SECONDS
    if seconds is not None:
        while process.is_alive() and not told.stat().st_size and time.monotonic() < until:
            time.sleep(0.001)
        time.sleep(seconds)
        alive = process.is_alive()
        process.kill()
    process.join(WAIT_SECONDS)
    alive = process.exitcode is not None and process.exitcode < 0 if seconds is None else alive
    process.kill()
    process.join()
    return alive, max((int(line) for line in told.read_text().split()), default=0)


def _with_file(run: Path, text: str, told: str, at: int | None, way: str) -> None:
    trains(run, text, os.open(told, os.O_WRONLY | os.O_APPEND), at, way)


def killed_again_and_again(folder: Path, kills: int, seed: int = 0, plan: Experiment | None = None) -> Iterator[Kill]:
    """Kill runs, go on with them, kill them again; some are brought to their end and compared with one that nobody killed.

    Every second kill strikes at an operation on a file: before it, within, or after.
    """
    chance, plan = random.Random(seed), plan or experiment(**LONG)
    with folders_below(folder), every_epoch_saves():
        begun = 0.0
        with Disk(folder / "whole") as disk:
            for event in train(plan, out=folder / "whole"):
                begun = time.perf_counter() if isinstance(event, RunStarted) else begun
        length, places = time.perf_counter() - begun, disk.seen
        number, run = 0, folder / "run-0"
        for kill in range(kills):
            if kill % 2:
                at = chance.randrange(len(places) // 2)
                way = chance.choice(ways_of(places[at], SIGNALS))
                when = f"{way} operation {at}"
                alive, safe = kill_once(run, to_toml(plan), at=at, way=way)
            else:
                seconds = chance.uniform(0, 0.8 * length)
                when = f"after {seconds:.3f} s"
                alive, safe = kill_once(run, to_toml(plan), seconds)
            step, wrong = what_is_wrong(run) if (run / "experiment.toml").exists() or safe else (0, "")
            if not wrong and step < safe:
                wrong = f"the checkpoint of step {safe} is gone"
            if not wrong and (not alive or chance.random() < 0.2):
                wrong = comes_to_the_same_end(run, folder / "whole")
                number += 1
                run = folder / f"run-{number}"
            yield Kill(when, step, wrong)


def measure(folder: Path, kills: int, seed: int) -> Iterator[Row]:
    """The row of the table."""
    found = list(killed_again_and_again(folder, kills, seed))
    wrong = [f"{kill.when}, step {kill.step}: {kill.wrong}" for kill in found if kill.wrong]
    words = f"{sum(kill.when.startswith('kill') for kill in found)} of them at an operation on a file"
    yield counted("kill -9: readable, and goes on exactly from the last checkpoint", kills, wrong, words)
