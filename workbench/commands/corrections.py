"""The corrections of an experiment's data set as a list: shown, saved, read."""

from __future__ import annotations

import argparse
from pathlib import Path
from typing import Any

from workbench.commands.say import DONE, complain, say_json, spare_file, write_file
from workbench.spec import files
from workbench.spec.experiment import Correction, Experiment, corrected
from workbench.spec.problems import ExperimentError, RunError, problem

MOST_SHOWN = 40


def add(kinds: Any) -> None:
    """Declare the command under ``data``."""
    command = kinds.add_parser(
        "corrections", help="samples with another label or left out: list, save, read, take back"
    )
    command.add_argument("file", type=Path, help="an experiment file")
    way = command.add_mutually_exclusive_group()
    way.add_argument("--save", type=Path, metavar="LIST.csv", help="write them as a table: part,index,label,given")
    way.add_argument("--read", type=Path, metavar="LIST.csv", help="put those of such a table into FILE")
    way.add_argument("--clear", action="store_true", help="take all of them out of FILE")
    command.add_argument("--data-dir", type=Path, help="where data sets are")
    command.add_argument("--force", action="store_true", help="replace a list that is there")
    command.add_argument("--json", action="store_true")
    command.set_defaults(run=run)


def counted(experiment: Experiment) -> str:
    """How many there are, in words; empty where there are none."""
    found = experiment.data.corrections
    out = sum(each.label is None for each in found)
    return f"{len(found) - out:,} with another label, {out:,} left out" if found else ""


def run(options: argparse.Namespace) -> int:
    """Do what is asked for; without anything, list them."""
    experiment = files.read(options.file)
    found = experiment.data.corrections
    if options.save:
        from workbench.data.correction_list import to_csv

        spare_file(options.save, options.force)
        write_file(options.save, to_csv(found))
    elif options.read or options.clear:
        made = corrected(found, *_read(options.read)) if options.read else ()
        _put(options.file, experiment.replace(data=experiment.data.replace(corrections=made)), options.data_dir)
    elif options.json:
        say_json({"corrections": [vars(each) for each in found]})
    else:
        for each in found[:MOST_SHOWN]:
            given = f" (was {each.given})" if each.given is not None else ""
            print(f"{each.part}[{each.index}]: {'left out' if each.label is None else each.label}{given}")
        if len(found) > MOST_SHOWN:
            print(f"… and {len(found) - MOST_SHOWN:,} more; --save writes all of them.")
        print(counted(experiment) or "Nothing is corrected.")
    return DONE


def _read(path: Path) -> tuple[Correction, ...]:
    from workbench.data.correction_list import from_csv

    try:
        return from_csv(path.read_bytes())
    except OSError as error:
        reason = error.strerror or str(error)
        raise ExperimentError([
            problem("", "{path} cannot be read: {reason}.", "Name another file.", path=path, reason=reason)
        ]) from None  # fmt: skip


def _put(path: Path, experiment: Experiment, data_dir: Path | None) -> None:
    """Into the file, where they fit the data; what is left aside is said."""
    from workbench.data.facts import facts_and_problems

    _, problems = facts_and_problems(experiment, data_dir)
    errors = [item for item in problems if item.severity == "error" and item.address.startswith("data.corrections")]
    if errors:
        raise ExperimentError(errors)
    complain(*(item for item in problems if item.address.startswith("data.corrections")))
    try:
        files.write(experiment, path)
    except OSError as error:
        reason = error.strerror or str(error)
        raise RunError(problem("", "{path} cannot be written: {reason}.", path=path, reason=reason)) from None
    print(f"{path}: {counted(experiment) or 'nothing is corrected'}.")
