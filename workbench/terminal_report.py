"""The report on a data set in the terminal: a table of the classes, and a line for each finding."""

from __future__ import annotations

import json
import sys

from workbench.data.report import Finding, Report

MOST_LINES = 20
"""Of one kind of finding; ``--json`` has all."""


def tell(what: str, done: int, total: int) -> None:
    """How far it is, on a screen; nothing in a file."""
    if sys.stderr and sys.stderr.isatty():
        share = f" {done:,} / {total:,}" if total else ""
        print(f"\r\033[K{what}{share}", end="", file=sys.stderr, flush=True)  # noqa: T201


def told() -> None:
    """Clears the line of :func:`tell`."""
    if sys.stderr and sys.stderr.isatty():
        print("\r\033[K", end="", file=sys.stderr, flush=True)  # noqa: T201


def show(found: Report, as_json: bool) -> int:
    """Print it; returns the exit code: 2 where something keeps the data set from being read."""
    if as_json:
        print(json.dumps(found.plain(), ensure_ascii=False), flush=True)  # noqa: T201
    else:
        for line in summary(found):
            print(line)  # noqa: T201
        for line in lines(found.findings):
            print(line, file=sys.stderr)  # noqa: T201
    return 2 if any(each.problem.severity == "error" for each in found.findings) else 0


def summary(found: Report) -> list[str]:
    """Counts, classes, sizes."""
    sizes = [f"{' × '.join(map(str, each.shape))} ({each.count:,})" for each in found.sizes[:5]]
    more = len(found.sizes) - len(sizes)
    width = max((len(each.name) for each in found.classes), default=0)
    return [
        f"{found.train:,} training and {found.test:,} test samples",
        *(f"  {each.name:{width}} {each.train:>9,} {each.test:>9,}" for each in found.classes),
        *([f"sizes: {', '.join(sizes)}" + (f" and {more} others" if more else "")] if sizes else []),
        *([] if found.findings else ["Nothing is amiss."]),
    ]


def lines(findings: tuple[Finding, ...]) -> list[str]:
    """One for each finding, as the command line prints problems; of many alike only the first."""
    printed: list[str] = []
    for kind in dict.fromkeys(each.kind for each in findings):
        alike = [each.problem for each in findings if each.kind == kind]
        printed += [f"{'warning: ' * (each.severity == 'warning')}{each.line()}" for each in alike[:MOST_LINES]]
        if len(alike) > MOST_LINES:
            printed.append(f"… and {len(alike) - MOST_LINES} more of this kind; --json lists all.")
    return printed
