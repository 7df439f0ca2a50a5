"""Lets things go wrong and prints a table; ends with 1 where a row is not met. ``--short`` only shows that it works."""

import argparse
import os
import sys
import tempfile
from collections.abc import Callable, Iterator
from dataclasses import dataclass
from pathlib import Path

os.environ.setdefault("OMP_NUM_THREADS", "1")

import torch

import workbench.catalog  # noqa: F401
from tests.faults import absurd, bits, failing, full_disk, kills, parts, paths, races, writers
from tests.faults.table import Row

SHOWN = 5


@dataclass(frozen=True)
class Bench:
    """Measures rows; with so many tries, or a few. None: all there are."""

    measure: Callable[[Path, int | None, int], Iterator[Row]]
    count: int | None
    few: int


BENCHES = {
    "kills": Bench(kills.measure, 200, 4),
    "failing": Bench(failing.measure, None, 6),
    "writers": Bench(writers.measure, None, 2),
    "disk": Bench(full_disk.measure, 20, 2),
    "bits": Bench(bits.measure, 500, 20),
    "races": Bench(races.measure, 100, 7),
    "paths": Bench(paths.measure, None, 2),
    "parts": Bench(parts.measure, None, 3),
    "absurd": Bench(absurd.measure, 5, 1),
}


def main() -> int:
    parser = argparse.ArgumentParser(prog="python -m tests.faults", description=__doc__)
    parser.add_argument("name", nargs="?", choices=tuple(BENCHES))
    parser.add_argument("--short", action="store_true", help="a few tries each: does it work?")
    parser.add_argument("--count", type=int, help="how many tries")
    parser.add_argument("--seed", type=int, default=0, help="of what is left to chance")
    options = parser.parse_args()
    torch.set_num_threads(1)
    unmet = 0
    for name in [options.name] if options.name else BENCHES:
        bench = BENCHES[name]
        with tempfile.TemporaryDirectory() as folder:
            count = options.count or (bench.few if options.short else bench.count)
            for row in bench.measure(Path(folder), count, options.seed):
                print(f"{name:8} {row.what:76} {row.figure}{'  NOT MET' if row.wrong else ''}", flush=True)
                for found in row.wrong[:SHOWN]:
                    print(f"{'':8}   {found}", flush=True)
                unmet += bool(row.wrong)
    return 1 if unmet else 0


if __name__ == "__main__":
    sys.exit(main())
