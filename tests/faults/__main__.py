"""Prints what became of so many killed runs; ends with 1 where one could not be read, or did not go on exactly."""

import argparse
import sys
import tempfile
from pathlib import Path

import torch

import workbench.catalog  # noqa: F401
from tests.faults.kills import killed_again_and_again


def main() -> int:
    parser = argparse.ArgumentParser(prog="python -m tests.faults", description=__doc__)
    parser.add_argument("kills", nargs="?", type=int, default=50)
    parser.add_argument("--seed", type=int, default=0)
    options = parser.parse_args()
    torch.set_num_threads(1)
    wrong = 0
    with tempfile.TemporaryDirectory() as folder:
        for number, kill in enumerate(killed_again_and_again(Path(folder), options.kills, options.seed), 1):
            wrong += bool(kill.wrong)
            print(
                f"kill {number:3} after {kill.seconds:5.2f} s, step {kill.step:4}: {kill.wrong or 'whole'}", flush=True
            )
    print(f"not readable, or not exact: {wrong} of {options.kills}")
    return 1 if wrong else 0


sys.exit(main())
