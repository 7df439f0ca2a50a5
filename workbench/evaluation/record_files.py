"""What a run folder says of its run: epochs, what was measured, how it ended. Read with care: a file may be cut off or foreign."""

from __future__ import annotations

import csv
import json
import math
import re
from collections.abc import Iterator
from pathlib import Path
from typing import Any, TypeVar

from workbench.spec.problems import Problem, Text
from workbench.training.events import EpochDone, Measured, RunFailed, RunFinished, from_plain

MOST_MEASURED = 4_000
MOST_BYTES = 1 << 30

Kept = TypeVar("Kept")

_TOLD = re.compile(r"[0-9-]{10} [0-9:]{8} (failed|finished|started|resumed)\b:? ?(.*)")
_ADDRESS = re.compile(r"(data|model|training)[\w.\[\]]*: ")


def epochs_of(path: Path) -> Iterator[EpochDone]:
    """The rows of a metrics.csv; a row that is cut off ends it."""
    whole = {"epoch", "step"}
    try:
        with path.open(encoding="utf-8", newline="") as file:
            for row in csv.DictReader(file):
                numbers = {name: float(text) if text else None for name, text in row.items() if name}
                yield EpochDone(**{k: int(v or 0) if k in whole else v for k, v in numbers.items()})  # type: ignore[arg-type]
    except (OSError, ValueError, TypeError):
        return


def _thinned(rows: list[Kept], most: int) -> list[Kept]:
    """At most so many of them, evenly taken; the last one is among them."""
    every = max(1, math.ceil(len(rows) / most))
    return rows[(len(rows) - 1) % every :: every]


def measured_of(path: Path) -> list[Measured]:
    """The lines of a diagnostics.jsonl, of a long one every so manieth."""
    return _thinned(list(_measured(path)), MOST_MEASURED)


def _measured(path: Path) -> Iterator[Measured]:
    """One that is none ends it."""
    try:
        if path.stat().st_size > MOST_BYTES:
            return
        with path.open(encoding="utf-8") as file:
            for line in file:
                event = from_plain(json.loads(line))
                if not isinstance(event, Measured) or not _is_sound(event):
                    return
                yield event
    except (OSError, ValueError, RecursionError, AttributeError):
        return


def _is_sound(event: Measured) -> bool:
    """Whether the figures are numbers, one for each layer, as a run writes them."""
    layers = event.layers
    if not (
        isinstance(event.step, int) and isinstance(layers, tuple) and all(isinstance(each, str) for each in layers)
    ):
        return False
    rows = [*event.figures.values(), *event.histograms.values()]
    return (
        all(isinstance(row, tuple) and len(row) == len(layers) for row in rows)
        and all(value is None or type(value) in (int, float) for row in event.figures.values() for value in row)
        and all(value is None or _is_histogram(value) for row in event.histograms.values() for value in row)
    )


def _is_histogram(value: Any) -> bool:
    numbers = isinstance(value, tuple) and len(value) == 3 and all(type(end) in (int, float) for end in value[:2])
    return numbers and isinstance(value[2], tuple) and all(type(count) is int for count in value[2])


def end_of(run_dir: Path) -> RunFinished | RunFailed | None:
    """By summary.json; a run that failed has left only its words, in the last line of log.txt that tells of an end."""
    try:
        event = from_plain(json.loads((run_dir / "summary.json").read_text(encoding="utf-8")))
        return event if isinstance(event, RunFinished) else None
    except (OSError, ValueError, RecursionError):
        pass
    try:
        lines = (run_dir / "log.txt").read_text(encoding="utf-8").splitlines()
    except (OSError, ValueError):
        return None
    told = [match for each in lines if (match := _TOLD.match(each))]
    if not told or told[-1][1] != "failed":
        return None
    address, _, rest = told[-1][2].partition(": ") if _ADDRESS.match(told[-1][2]) else ("", "", told[-1][2])
    words = Text(rest.replace("{", "{{").replace("}", "}}"))
    return RunFailed((Problem(address, words, Text("")),), str(run_dir))
