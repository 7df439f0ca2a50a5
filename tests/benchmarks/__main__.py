"""Runs the benchmarks and prints a table. ``--short`` only shows that they work."""

import argparse
import sys
from functools import partial
from pathlib import Path

import workbench.catalog  # noqa: F401
from tests.benchmarks import (
    curves,
    diagnostics,
    drawing,
    editing,
    estimates,
    evaluate,
    inspect,
    memory,
    processes,
    profile,
    start,
    streaming,
    training,
    watching,
    window,
)

BENCHMARKS = {
    "training": training.measure,
    "gpu": training.on_gpu,
    "start": start.measure,
    "window": window.measure,
    "profile": profile.measure,
    "estimates": estimates.measure,
    "streaming": streaming.measure,
    "curves": curves.measure,
    "drawing": drawing.measure,
    "memory": memory.measure,
    "editing": editing.measure,
    "evaluate": evaluate.measure,
    "inspect": inspect.measure,
    "processes": processes.measure,
    "diagnostics": diagnostics.measure,
    "watching": watching.measure,
}


def main() -> int:
    parser = argparse.ArgumentParser(prog="python -m tests.benchmarks", description=__doc__)
    parser.add_argument("name", nargs="?", choices=tuple(BENCHMARKS))
    parser.add_argument("--short", action="store_true", help="tiny runs: do they work?")
    parser.add_argument("--against", type=Path, metavar="CHECKOUT", help="start: measure another checkout in turn")
    options = parser.parse_args()
    benchmarks = BENCHMARKS | {"start": partial(start.measure, against=options.against)}
    for name in [options.name] if options.name else BENCHMARKS:
        for what, figure in benchmarks[name](options.short):
            print(f"{name:10} {what:62} {figure}", flush=True)
    return 0


if __name__ == "__main__":
    sys.exit(main())
