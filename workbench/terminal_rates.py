"""The search for a learning rate in the terminal: how far it is, then what it found."""

from __future__ import annotations

import argparse
import json
import sys

from workbench.spec.experiment import Experiment
from workbench.terminal import finite, stopped_by_signals
from workbench.terminal_report import tell, told
from workbench.training.control import Control
from workbench.training.events import Event, Noticed, Preparing
from workbench.training.lr_finder import find_rate
from workbench.training.rate_curve import RateFound, RatePoint, rounded


def search(experiment: Experiment, options: argparse.Namespace) -> int:
    """Search and say what was found; returns the exit code: 1 where nothing can be suggested."""
    control = Control()
    points: list[RatePoint] = []
    found = RateFound("stopped")
    try:
        with stopped_by_signals(control):
            for event in find_rate(
                experiment, control, data_dir=options.data_dir,
                lowest=options.min, highest=options.max, steps=options.steps,
            ):  # fmt: skip
                _follow(event)
                if isinstance(event, RatePoint):
                    points.append(event)
                elif isinstance(event, RateFound):
                    found = event
    finally:
        told()
    if options.json:
        print(json.dumps(finite(_plain(found, points)), ensure_ascii=False), flush=True)  # noqa: T201
    elif found.reason != "stopped" and not found.problem:
        print("\n".join(lines(found)))  # noqa: T201
    if found.problem:
        print(found.problem.line(), file=sys.stderr)  # noqa: T201
    return 130 if found.reason == "stopped" else 1 if found.problem else 0


def lines(found: RateFound) -> list[str]:
    """What was found, each number with its meaning."""
    said = [("suggested", found.suggested, "write it as training.optimizer.lr")]
    said.append(("steepest", found.steepest, "here the loss falls fastest"))
    said.append(("lowest loss", found.lowest, "from here on the loss grows again"))
    if found.diverged is not None:
        said.append(("upper bound", found.upper, f"a tenth of {found.diverged:.2g}, where the loss diverges"))
    else:
        said.append(("upper bound", None, "not known: the loss did not diverge"))
    return [f"{name:12} {'–' if rate is None else rounded(rate):<10} {words}" for name, rate, words in said]


def _follow(event: Event) -> None:
    if isinstance(event, Preparing):
        tell(event.what, event.done, event.total)
    elif isinstance(event, RatePoint):
        tell("trying rates", event.step, event.steps)
    elif isinstance(event, Noticed):
        told()
        print(f"warning: {event.problem.line()}", file=sys.stderr)  # noqa: T201


def _plain(found: RateFound, points: list[RatePoint]) -> dict[str, object]:
    row = {name: value for name, value in found.plain().items() if name != "event"}
    row["suggested"] = None if found.suggested is None else rounded(found.suggested)
    names = ("rate", "loss", "smoothed")
    return row | {"points": [{name: getattr(point, name) for name in names} for point in points]}
