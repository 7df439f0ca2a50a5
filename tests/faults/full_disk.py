"""A disk that is really full: a small one in memory where that may be mounted, else files that may not grow."""

import random
import shutil
import subprocess
import sys
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path

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
from workbench.training.events import Event, RunFailed, RunFinished
from workbench.training.loop import resume, train

PLAN = {"epochs": 3, "every_steps": 2, "train_count": 60, "width": 64}
DISK_BYTES = 4 << 20
PAGE = 4096


@contextmanager
def small_disk(folder: Path) -> Iterator[Path | None]:
    """One of 4 MiB; None where this user may not mount one."""
    place = folder / "disk"
    place.mkdir()
    options = ["-t", "tmpfs", "-o", f"size={DISK_BYTES}", "tmpfs", str(place)]
    mount = shutil.which("mount") if sys.platform == "linux" else None
    if not mount or subprocess.run([mount, *options], capture_output=True).returncode:
        yield None
        return
    try:
        yield place
    finally:
        subprocess.run([shutil.which("umount") or "umount", "-l", str(place)], check=True)


@contextmanager
def with_room(disk: Path, room: int) -> Iterator[None]:
    """While it is entered, no more than so many bytes fit on the disk."""
    ballast = disk / "ballast"
    with ballast.open("wb") as file:
        file.write(b"\0" * max(0, shutil.disk_usage(disk).free - room) + b"")
    try:
        yield
    finally:
        ballast.unlink()


@contextmanager
def no_file_above(most: int) -> Iterator[None]:
    """While it is entered, no file grows beyond so many bytes."""
    import resource

    before = resource.getrlimit(resource.RLIMIT_FSIZE)
    resource.setrlimit(resource.RLIMIT_FSIZE, (most, before[1]))
    try:
        yield
    finally:
        resource.setrlimit(resource.RLIMIT_FSIZE, before)


def _until_it_fails(events: Iterator[Event], run: Path) -> tuple[Event, int]:
    """The last event, and the step of the newest checkpoint while it ran."""
    newest, last = 0, None
    for last in events:  # noqa: B007
        newest = max([newest, *(item.step for item in checkpoints.listed(run))])
    assert last is not None
    return last, newest


def _judged(last: Event, run: Path, newest: int) -> str:
    """What is wrong with what was said, and with what is left."""
    if isinstance(last, RunFailed):
        said = " ".join(item.line() for item in last.problems)
        if len(last.problems) != 1 or "cannot be written" not in said or last.details:
            return f"it said {said} {last.details}"
    if not (run / "experiment.toml").exists():
        return "experiment.toml is gone" if newest else ""
    step, wrong = what_is_wrong(run)
    return wrong or (f"the checkpoint of step {newest} is gone" if step < newest else "")


def on_a_full_disk(disk: Path, whole: Path, room: int) -> tuple[bool, str]:
    """Train, and go on, with so much room, then make room; whether it became full, and what is wrong."""
    run = disk / "run"
    with with_room(disk, room):
        last, newest = _until_it_fails(train(experiment(**PLAN), out=run), run)
        wrong, full = _judged(last, run, newest), isinstance(last, RunFailed)
        if full and not wrong and newest:  # it is as full as before
            last, again = _until_it_fails(resume(run), run)
            wrong = _judged(last, run, max(newest, again))
    wrong = wrong or comes_to_the_same_end(run, whole)
    shutil.rmtree(run, ignore_errors=True)
    return full, wrong


def with_small_files(run: Path, whole: Path, most: int) -> tuple[bool, str]:
    """The same where no file may have more bytes."""
    with no_file_above(most):
        last, newest = _until_it_fails(train(experiment(**PLAN), out=run), run)
    wrong = _judged(last, run, newest) or comes_to_the_same_end(run, whole)
    shutil.rmtree(run, ignore_errors=True)
    return isinstance(last, RunFailed), wrong


def measure(folder: Path, count: int | None, seed: int) -> Iterator[Row]:
    """The row of the table."""
    chance = random.Random(seed)
    with folders_below(folder), every_epoch_saves():
        last = last_event(train(experiment(**PLAN), out=folder / "whole"))
        assert isinstance(last, RunFinished), last
        used = sum(path.stat().st_size for path in (folder / "whole").rglob("*"))
        with small_disk(folder) as disk:
            if disk:
                words = "a disk of 4 MiB"
                rooms = [chance.randrange(0, used) for _ in range(count or 1)]
                found = [on_a_full_disk(disk, folder / "whole", room) for room in rooms]
            else:
                words = "files that may not grow, since no disk can be mounted"
                largest = max(path.stat().st_size for path in (folder / "whole").rglob("*"))
                rooms = [chance.randrange(0, largest) for _ in range(count or 1)]
                found = [with_small_files(folder / "run", folder / "whole", room) for room in rooms]
    wrong = [f"room for {room} bytes: {what}" for room, (_, what) in zip(rooms, found, strict=True) if what]
    if not any(full for full, _ in found):
        wrong.append("the disk never became full")
    words = f"{words}, {sum(full for full, _ in found)} times full"
    yield counted("a full disk: a sentence, all before is whole, goes on when there is room", len(found), wrong, words)
