"""Going on is exact after any step, and with any one part of the saved state left out it is not: the tests say so here, too."""

from collections.abc import Callable, Iterator
from pathlib import Path

import pytest

from tests.faults.runs import every_epoch_saves, folders_below
from tests.faults.table import Row, counted
from tests.training import test_resume as resuming
from workbench.spec.files import from_toml

Case = tuple[str, Callable[[Path, pytest.MonkeyPatch], None]]


def exact() -> list[Case]:
    """Stopped after each step; with each optimizer; with each schedule, in the middle of an epoch and at its end."""
    rich = from_toml(resuming.RICH)
    steps = [
        (f"after step {n}", lambda f, _p, n=n: resuming.test_stopped_after_any_step(rich, f, n))
        for n in range(resuming.STEPS)
    ]
    optimizers = [
        (name, lambda f, _p, name=name: resuming.test_every_optimizer(rich, f, name)) for name in resuming.OPTIMIZERS
    ]
    schedules = [
        (f"{name} after step {n}", lambda f, _p, name=name, n=n: resuming.test_every_schedule(rich, f, name, n))
        for name in resuming.SCHEDULERS
        for n in (5, 8)
    ]
    return [*steps, *optimizers, *schedules]


def needed() -> list[Case]:
    """Each saved part as it is at the beginning of a run."""
    rich = from_toml(resuming.RICH)
    return [
        (name, lambda f, patch, name=name: resuming.test_each_saved_part_is_needed(rich, f, patch, name))
        for name in (*resuming.PARTS, *resuming.COUNTERS)
    ]


def what_fails(folder: Path, cases: list[Case]) -> list[str]:
    """The names of the tests that are red, and why."""
    wrong = []
    for number, (name, test) in enumerate(cases):
        with pytest.MonkeyPatch.context() as monkeypatch:
            try:
                (folder / str(number)).mkdir(parents=True)
                test(folder / str(number), monkeypatch)
            except (Exception, pytest.fail.Exception) as error:  # noqa: BLE001 - whatever it is, it is the finding
                wrong.append(f"{name}: {error!r}"[:300])
    return wrong


def measure(folder: Path, count: int | None, _seed: int) -> Iterator[Row]:
    """The rows of the table."""
    with folders_below(folder), every_epoch_saves():
        cases = exact()[:count]
        wrong = what_fails(folder / "exact", cases)
        yield counted("stopped and gone on: the same weights, bit for bit", len(cases), wrong)
        cases = needed()[:count]
        wrong = what_fails(folder / "needed", cases)
        yield counted("a part of the saved state left out: the test is red", len(cases), wrong)
