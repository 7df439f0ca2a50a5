"""Runs the benchmarks and prints a table. ``--short`` only shows that they work."""

import argparse
import sys

import workbench.catalog  # noqa: F401
from tests.benchmarks import processes, start, training, window

BENCHMARKS = {
    "training": training.measure,
    "start": start.measure,
    "window": window.measure,
    "processes": processes.measure,
}


def main() -> int:
    parser = argparse.ArgumentParser(prog="python -m tests.benchmarks", description=__doc__)
    parser.add_argument("name", nargs="?", choices=tuple(BENCHMARKS))
    parser.add_argument("--short", action="store_true", help="tiny runs: do they work?")
    options = parser.parse_args()
    for name in [options.name] if options.name else BENCHMARKS:
        for what, figure in BENCHMARKS[name](options.short):
            print(f"{name:10} {what:62} {figure}", flush=True)
    return 0


sys.exit(main())
