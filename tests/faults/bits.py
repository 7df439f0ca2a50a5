"""Single turned bits in checkpoints and weights: none is believed, and the checkpoint before is used."""

import random
import shutil
from collections.abc import Iterator
from pathlib import Path

import torch

from tests.faults.runs import comes_to_the_same_end, every_epoch_saves, experiment, folders_below, last_event
from tests.faults.table import Row, counted
from workbench.spec.problems import ExperimentError
from workbench.training import checkpoints
from workbench.training.events import CheckpointSaved
from workbench.training.loop import train
from workbench.training.resumable import resumable
from workbench.training.runs import read_weights

SMALL = {"epochs": 3, "every_steps": 2, "train_count": 40, "width": 8}


def half_a_run(run: Path) -> Path:
    """One that has come to half of its steps."""
    events = train(experiment(**SMALL), out=run)
    for event in events:
        if isinstance(event, CheckpointSaved) and event.step >= 8:
            break
    events.close()
    return run


def _turned(path: Path, bit: int) -> bytes:
    """Turn it; what was there before."""
    before = path.read_bytes()
    content = bytearray(before)
    content[bit // 8] ^= 1 << bit % 8
    path.write_bytes(content)
    return before


def bit_of_a_checkpoint(run: Path, bit: int, go_on: Path | None = None) -> str:
    """Turn it in the newest one; what is wrong with what the program makes of that. ``go_on``: compared with this run."""
    *_, earlier, newest = checkpoints.listed(run)
    place = bit % (8 * newest.path.stat().st_size)
    before = _turned(newest.path, place)
    try:
        found = resumable(run)
        said = [item.line() for item in found.notes]
        if found.state is None or found.state["counters"]["step"] != earlier.step:
            return f"bit {place}: not the checkpoint before it"
        if len(said) != 1 or newest.path.name not in said[0] or "is damaged" not in said[0]:
            return f"bit {place}: it said {said}"
        if go_on:
            copy = run.with_name("copy")
            shutil.copytree(run, copy, dirs_exist_ok=False)
            wrong = comes_to_the_same_end(copy, go_on)
            shutil.rmtree(copy)
            return wrong and f"bit {place}: {wrong}"
        return ""
    except Exception as error:  # noqa: BLE001 - none may come out
        return f"bit {place}: {error!r}"
    finally:
        newest.path.with_suffix(".damaged").unlink(missing_ok=True)
        newest.path.write_bytes(before)


def bit_of_weights(path: Path, bit: int) -> tuple[bool, str]:
    """Turn it; whether that is noticed, and what is wrong: one that is not noticed must have changed no weight."""
    right = torch.load(path, weights_only=True)
    place = bit % (8 * path.stat().st_size)
    before = _turned(path, place)
    try:
        state = read_weights(path)
    except ExperimentError as error:
        return True, "" if len(error.problems) == 1 else f"bit {place}: {error.problems}"
    except Exception as error:  # noqa: BLE001 - no other may come out
        return False, f"bit {place}: {error!r}"
    finally:
        path.write_bytes(before)
    same = state.keys() == right.keys() and all(torch.equal(state[name], right[name]) for name in right)
    return False, "" if same else f"bit {place} of {path.name}: other weights, and nobody noticed"


def measure(folder: Path, count: int, seed: int) -> Iterator[Row]:
    """The rows of the table; every 50th checkpoint is gone on from to the end."""
    chance = random.Random(seed)
    with folders_below(folder), every_epoch_saves():
        last_event(train(experiment(**SMALL), out=folder / "whole"))
        run = half_a_run(folder / "run")
        wrong = [
            bit_of_a_checkpoint(run, chance.getrandbits(40), None if number % 50 else folder / "whole")
            for number in range(count)
        ]
        yield counted(
            "a turned bit in a checkpoint: noticed, told, the one before used", count, [w for w in wrong if w]
        )
        found = [bit_of_weights(run / ("last.pth", "best.pth")[n % 2], chance.getrandbits(40)) for n in range(count)]
        words = f"{sum(noticed for noticed, _ in found)} noticed, the others without effect"
        what = "a turned bit in last.pth or best.pth: refused, or no weight is another"
        yield counted(what, count, [w for _, w in found if w], words)
