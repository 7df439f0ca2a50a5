"""The test set is locked: whoever looks at its figures before the end is counted, in looks.json of the run folder.

The more often choices are made by the test part, the less its figures say about data that nobody has seen. The figures that a run
tells when it ends (``RunFinished.test``) are not a look.
"""

from __future__ import annotations

import json
import time
from dataclasses import dataclass
from pathlib import Path
from typing import Any

from workbench.data.exclusive import lock
from workbench.spec import files
from workbench.spec.problems import Problem, RunError, problem

NAME = "looks.json"
LOCK = ".looks.lock"
TRIES, WAIT = 100, 0.02
"""Of two that look at once, one waits (seconds)."""

KEPT = 1000
"""So many of the last times are kept; the count goes on."""


@dataclass(frozen=True)
class Looks:
    """``count`` is None where the file is damaged: how often nobody knows. ``times`` are pairs (when, by what), the newest last."""

    count: int | None = 0
    times: tuple[tuple[str, str], ...] = ()

    @property
    def problem(self) -> Problem | None:
        """What is wrong with the count, if anything is."""
        if self.count is not None:
            return None
        what = "{name} is damaged: how often the test part was looked at is not known."
        return problem("", what, severity="warning", name=NAME)


def looks(run_dir: Path) -> Looks:
    """How often the test part of this run has been looked at. Never raises."""
    try:
        return _looks(json.loads((run_dir / NAME).read_text(encoding="utf-8")))
    except FileNotFoundError:
        return Looks()
    except (OSError, ValueError, RecursionError):
        return Looks(None)


def count_look(run_dir: Path, by: str = "evaluate") -> Looks:
    """Add one look, ``by`` a command or panel, and say how many there are now. A count that is not known stays so.

    Raises :class:`RunError` where it cannot be written down, which people should know.
    """
    path = run_dir / NAME
    try:
        for _ in range(TRIES):
            with lock(run_dir / LOCK) as held:
                if held:
                    return _one_more(path, by)
            time.sleep(WAIT)
        return _one_more(path, by)  # somebody holds it for longer than writing takes
    except OSError as error:
        reason = error.strerror or str(error)
        raise RunError(problem("", "{path} cannot be written: {reason}.", path=path, reason=reason)) from None


def _one_more(path: Path, by: str) -> Looks:
    found = looks(path.parent)
    now = (time.strftime("%Y-%m-%d %H:%M:%S"), by)
    made = Looks(None if found.count is None else found.count + 1, (*found.times, now)[-KEPT:])
    row = {"count": made.count, "looks": [{"time": when, "by": what} for when, what in made.times]}
    files.write_whole(path, json.dumps(row, indent=2, ensure_ascii=False).encode())
    return made


def _looks(row: Any) -> Looks:
    if not isinstance(row, dict) or not isinstance(times := row.get("looks"), list):
        return Looks(None)
    pairs = tuple(
        (str(each["time"]), str(each["by"])) for each in times if isinstance(each, dict) and {"time", "by"} <= {*each}
    )
    count = row.get("count")
    whole = type(count) is int and count >= len(times) == len(pairs)
    return Looks(count if whole else None, pairs[-KEPT:])
