"""What was changed in a run while it went on: ``steering.jsonl`` in its folder, a line for each. Without PyTorch."""

from __future__ import annotations

import json
import math
from collections.abc import Iterable, Sequence
from pathlib import Path
from typing import Any

from workbench.spec.problems import ExperimentError, Problem, Text, problem
from workbench.training.events import Steered, from_plain

NAME = "steering.jsonl"
KINDS: dict[str, tuple[type, ...]] = {
    "lr": (float, int), "augmentation": (bool,), "frozen": (bool,), "epochs": (int,), "checkpoint": (type(None),),
    "branched": (type(None),),
}  # fmt: skip
"""What can be changed, and the types of its value; ``branched``: from here on, it is another experiment's."""
MOST_BYTES = 10_000_000


def lines(told: Iterable[Steered]) -> str:
    """The text of the file."""
    return "".join(json.dumps(event.plain()) + "\n" for event in told)


def read_steering(run_dir: Path) -> list[Steered]:
    """What a run folder says of it; nothing where it was not steered. A line that is cut off ends it."""
    told: list[Steered] = []
    try:
        for line in (run_dir / NAME).read_text(encoding="utf-8").splitlines():
            told.append(_row(line))
    except (OSError, ValueError, RecursionError):
        pass
    return told


def read_to_repeat(path: Path) -> list[Steered]:
    """A file that another run shall follow. Raises :class:`ExperimentError` with the line that is none."""
    try:
        if path.stat().st_size > MOST_BYTES:
            raise _unreadable(path, Text("it is larger than 10 MB"))
        text = path.read_text(encoding="utf-8")
    except OSError as error:
        raise _unreadable(path, error.strerror or str(error)) from None
    except UnicodeDecodeError:
        raise _unreadable(path, Text("it is not a text in UTF-8")) from None
    told: list[Steered] = []
    for number, line in enumerate(text.splitlines(), 1):
        try:
            told.append(_row(line))
        except (ValueError, RecursionError):
            raise _unreadable(path, Text("line {number} says nothing that can be done", {"number": number})) from None
        if len(told) > 1 and told[-1].step < told[-2].step:
            raise _unreadable(
                path, Text("line {number} is of an earlier step than the line before", {"number": number})
            )
    return told


def planned_epochs(told: Sequence[Steered]) -> int | None:
    """How many epochs the run was last given; None where that was not changed."""
    return next((int(event.value) for event in reversed(told) if event.what == "epochs" and event.value), None)


def in_words(event: Steered) -> str:
    """For the log, the terminal and the script."""
    match event.what:
        case "lr":
            return f"learning rate {event.value:g}"
        case "augmentation":
            return f"augmentation {'on' if event.value else 'off'}"
        case "frozen":
            return f"{event.address} {'frozen' if event.value else 'learns again'}"
        case "epochs":
            return f"{event.value} epochs in all"
        case "branched":
            return "branched off"
    return event.what


def _row(line: str) -> Steered:
    event = from_plain(json.loads(line))
    if not isinstance(event, Steered):
        raise ValueError("something else")
    whole = all(isinstance(each, int) and not isinstance(each, bool) for each in (event.step, event.epoch))
    value: Any = event.value
    fits = isinstance(value, KINDS.get(event.what, ())) and (isinstance(value, bool) == (bool in KINDS[event.what]))
    if not (whole and event.step >= 0 and fits and isinstance(event.address, str)):
        raise ValueError("not what can be changed")
    if isinstance(value, float) and not math.isfinite(value):
        raise ValueError("not a number")
    return event


def _unreadable(path: Path, reason: Text | str) -> ExperimentError:
    found: Problem = problem(
        "", "{path} cannot be followed: {reason}.", "Name the steering.jsonl of a run folder.", path=path, reason=reason
    )
    return ExperimentError([found])
