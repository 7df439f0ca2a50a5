"""Each operation on files goes wrong once, in every way: what was saved before is whole, the run says so and goes on."""

import random
import shutil
from collections.abc import Iterator
from contextlib import suppress
from pathlib import Path

from tests.faults.operations import Disk, Killed, Operation, ways_of
from tests.faults.runs import (
    comes_to_the_same_end,
    every_epoch_saves,
    experiment,
    folders_below,
    last_event,
    what_is_wrong,
)
from tests.faults.table import Row, counted
from workbench.training import checkpoints
from workbench.training.events import CheckpointSaved, Event, RunFailed, RunFinished
from workbench.training.loop import resume, train
from workbench.training.position import readable

SMALL = {"epochs": 2, "every_steps": 2, "train_count": 40, "width": 8}

PLANTED = ("000000007-0123456789abcdef.pt", ".x.0123.tmp")
"""What is there before a run is taken up: a damaged checkpoint, and what a killed process has left."""


def operations_of_a_run(folder: Path) -> list[Operation]:
    """Train one undisturbed run, ``folder / "whole"``, and note what it does to its files."""
    with Disk(folder / "whole") as disk:
        last = last_event(train(experiment(**SMALL), out=folder / "whole"))
    assert isinstance(last, RunFinished), last
    return disk.seen


def _followed(events: Iterator[Event], run: Path, kept: list[int]) -> Event | None:
    """The last event; ``kept`` gets the step of the newest checkpoint that was there after each."""
    last: Event | None = None
    for last in events:
        if isinstance(last, CheckpointSaved):
            kept.append(max((item.step for item in checkpoints.listed(run)), default=0))
    return last


def one_fails(folder: Path, at: int, way: str) -> str:
    """Train with one operation going wrong, then go on; what is wrong with that, or nothing."""
    run = folder / "run"
    shutil.rmtree(run, ignore_errors=True)
    kept: list[int] = [0]
    last: Event | None = None
    events = train(experiment(**SMALL), out=run)
    with Disk(run, at, way) as disk:
        try:
            last = _followed(events, run, kept)
        except Killed:
            pass
        except Exception as error:  # noqa: BLE001 - none may come out
            return f"{error!r} came out"
        finally:
            with suppress(Killed):
                events.close()
    return _judged(run, last, disk.dead, kept[-1]) or comes_to_the_same_end(run, folder / "whole")


def _judged(run: Path, last: Event | None, killed: bool, kept: int) -> str:
    """The folder as the failure left it, and what was said.

    When a run looks into its layers is decided by the clock: it may end before the operation that it was to be killed at.
    """
    if not killed and (left := [path for path in run.rglob(".*.tmp") if path.name not in PLANTED]):
        return f"{[path.name for path in left]} were left over"
    if killed is not (last is None or not isinstance(last, RunFailed | RunFinished)):
        return f"the last event is {last}"
    if isinstance(last, RunFailed) and (len(last.problems) != 1 or last.details or last.wrong_input):
        return f"not one sentence: {[item.line() for item in last.problems]} {last.details}"
    if not (run / "experiment.toml").exists():
        return "" if not kept else "experiment.toml is gone"
    step, wrong = what_is_wrong(run, PLANTED)
    if wrong or step < kept:
        return wrong or f"the checkpoint of step {kept} is gone"
    found = checkpoints.newest(run, readable)
    return "" if found.step == step else f"step {step} cannot be gone on from"


Found = tuple[Operation, int, str, str]
"""An operation, its number, the way it failed, and what is wrong with what came of it."""


def places_in(seen: list[Operation], count: int | None, seed: int) -> list[tuple[int, str]]:
    """Every operation with every way in which it can fail, or ``count`` of these."""
    places = [(at, way) for at, operation in enumerate(seen) for way in ways_of(operation)]
    return places if count is None else sorted(random.Random(seed).sample(places, min(count, len(places))))


def every_operation(folder: Path, count: int | None, seed: int) -> Iterator[Found]:
    """Of a run from its beginning to its end."""
    with folders_below(folder), every_epoch_saves():
        seen = operations_of_a_run(folder)
        for at, way in places_in(seen, count, seed):
            yield seen[at], at, way, one_fails(folder, at, way)


def every_operation_of_going_on(folder: Path, count: int | None, seed: int) -> Iterator[Found]:
    """Of a run that is taken up again after a damaged checkpoint, and what a killed process has left."""
    with folders_below(folder), every_epoch_saves():
        operations_of_a_run(folder)
        half = folder / "half"
        events = train(experiment(**SMALL), out=half)
        for event in events:
            if isinstance(event, CheckpointSaved) and event.step >= 6:
                break
        events.close()
        for name in PLANTED:
            (half / checkpoints.FOLDER / name).write_bytes(b"half of one")
        shutil.copytree(half, folder / "run")
        with Disk(folder / "run") as disk:
            last_event(resume(folder / "run"))
        for at, way in places_in(disk.seen, count, seed):
            yield disk.seen[at], at, way, _going_on_fails(folder, half, at, way, disk.seen[at].name)


def _going_on_fails(folder: Path, half: Path, at: int, way: str, name: str) -> str:
    run = folder / "run"
    shutil.rmtree(run)
    shutil.copytree(half, run)
    kept = [checkpoints.newest(run).step]
    last: Event | None = None
    events = resume(run)
    with Disk(run, at, way) as disk:
        try:
            last = _followed(events, run, kept)
        except Killed:
            pass
        except Exception as error:  # noqa: BLE001 - none may come out
            return f"{error!r} came out"
        finally:
            with suppress(Killed):
                events.close()
    return _judged(run, last, disk.dead, kept[-1]) or comes_to_the_same_end(run, folder / "whole", name)


def measure(folder: Path, count: int | None, seed: int) -> Iterator[Row]:
    """The rows of the table; ``count`` None: every operation."""
    for what, tried in (
        ("the n-th operation of a run fails: all before is whole, a sentence, goes on", every_operation),
        ("the same while a run is taken up again", every_operation_of_going_on),
    ):
        rows = list(tried(folder / tried.__name__, count, seed))
        wrong = [f"{way} at {at} ({' '.join(operation)}): {found}" for operation, at, way, found in rows if found]
        yield counted(what, len(rows), wrong, f"{len({at for _, at, _, _ in rows})} operations")
