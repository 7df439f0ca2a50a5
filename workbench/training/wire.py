"""Events as lines between two processes of the workbench: as JSON lines, but nothing of an event is left out.

Texts keep their templates, so that the window can translate them; weights travel as a file that is named in the line.
"""

from __future__ import annotations

import json
from collections.abc import Mapping
from contextlib import suppress
from dataclasses import asdict, astuple
from itertools import count
from pathlib import Path
from typing import Any

import numpy as np

from workbench.spec.problems import Problem, Text
from workbench.training.control import Control, Order
from workbench.training.events import (
    EpochDone,
    Event,
    Noticed,
    RunFailed,
    RunResumed,
    Steered,
    WeightsReady,
    from_plain,
)

MARK = '{"event": '
"""What every line of an event begins with."""

_numbers = count()


def to_line(event: Event, folder: Path) -> str:
    """One line, without its end. Weights are written into the folder."""
    row = event.plain()
    if isinstance(event, Noticed):
        row["problem"] = _problem(event.problem)
    elif isinstance(event, RunFailed):
        row["problems"] = [_problem(item) for item in event.problems]
    elif isinstance(event, RunResumed):
        row["before"] = [list(astuple(epoch)) for epoch in event.before]
        row["steered"] = [list(astuple(change)) for change in event.steered]
    elif isinstance(event, WeightsReady):
        name = f"weights-{next(_numbers)}.npz"
        np.savez(folder / name, *event.weights.values())
        row |= {"names": list(event.weights), "file": name}
    return json.dumps(row, default=str)


def from_line(line: str, folder: Path) -> Event | None:
    """The event of a line; None where it is anything else."""
    if not line.startswith(MARK):
        return None
    try:
        row = json.loads(line)
        if row["event"] == WeightsReady.plain_name():
            return WeightsReady(row["step"], _weights(folder / Path(row["file"]).name, row["names"]))
        if row["event"] == RunResumed.plain_name():
            row["before"] = [EpochDone(*epoch) for epoch in row["before"]]
            row["steered"] = [Steered(*change) for change in row.get("steered", ())]
        return from_plain(row)
    except (ValueError, KeyError, TypeError, OSError, RecursionError):
        return None


STEER = "steer "
"""What an order that changes the run begins with."""


def order_line(order: Order) -> str:
    """An order as a line, without its end."""
    return STEER + json.dumps(asdict(order))


def follow_line(line: str, control: Control) -> None:
    """Do what a line of orders says; anything else is passed over."""
    plain = {"stop": control.stop, "pause": control.pause, "resume": control.resume, "weights": control.want_weights}
    words = line.strip()
    if words in plain:
        plain[words]()
    elif words.startswith(STEER):
        with suppress(ValueError, RecursionError):
            control.steer(Order.of(json.loads(words.removeprefix(STEER))))


def _weights(path: Path, names: list[str]) -> Mapping[str, Any]:
    with np.load(path, allow_pickle=False) as arrays:
        weights = {name: arrays[f"arr_{number}"] for number, name in enumerate(names)}
    path.unlink(missing_ok=True)
    return weights


def _problem(item: Problem) -> dict[str, Any]:
    return item.plain() | {"what": _text(item.what), "remedy": _text(item.remedy)}


def _text(words: Text) -> dict[str, Any]:
    return {"template": words.template, "values": {name: _value(item) for name, item in words.values.items()}}


def _value(item: Any) -> Any:
    if isinstance(item, Text):
        return _text(item)
    return item if isinstance(item, str | int | float | None) else str(item)
