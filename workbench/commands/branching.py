"""Branching off: a changed experiment goes on from a checkpoint of a run, in a folder of its own."""

from __future__ import annotations

import argparse
from pathlib import Path
from typing import Any

from workbench.commands.experiments import add_place, count_of_epochs, count_of_threads
from workbench.commands.say import DONE, say_json
from workbench.spec import files
from workbench.spec.overrides import overridden
from workbench.spec.problems import ExperimentError
from workbench.training.branch_points import Point, experiment_of, points_of


def add(commands: Any) -> None:
    """Declare the command."""
    command = commands.add_parser(
        "branch", help="go on from a checkpoint of a run with a changed experiment, as a new run"
    )
    command.add_argument("run_dir", type=Path, metavar="RUN", help="its folder; it stays as it is")
    command.add_argument("--list", action="store_true", help="the checkpoints that there are")
    command.add_argument("--step", type=_step, metavar="N", help="that of this step; without it, the newest one")
    command.add_argument(
        "--set", action="append", default=[], metavar="ADDRESS=VALUE", help="like training.optimizer.lr=0.001"
    )
    command.add_argument(
        "--experiment", type=Path, metavar="FILE", help="an experiment file, instead of that of the run"
    )
    command.add_argument(
        "--epochs", type=count_of_epochs, metavar="N", help="so many in all, those of the run before included"
    )
    command.add_argument("--out", type=Path, help="the new run folder")
    command.add_argument("--data-dir", type=Path, help="where data sets are")
    command.add_argument("--device", help="auto, cpu, cuda, cuda:1, mps")
    command.add_argument("--threads", type=count_of_threads, metavar="N", help="threads of PyTorch on the CPU")
    command.add_argument("--json", action="store_true", help="one event (with --list, one checkpoint) per line")
    add_place(command)
    command.set_defaults(run=branch)


def branch(options: argparse.Namespace) -> int:
    """Branch off and train on; or list the checkpoints."""
    if options.list:
        return _list(options)
    chosen = [
        f"training.{name}={value}" for name in ("epochs", "device", "threads") if (value := getattr(options, name))
    ]
    try:
        base = experiment_of(options.run_dir)
        experiment = overridden(files.read(options.experiment) if options.experiment else base, [*options.set, *chosen])
    except ExperimentError as error:
        if options.json:
            from workbench.training.events import RunFailed

            say_json(RunFailed(error.problems, wrong_input=True).plain())
        raise
    from workbench.terminal import follow_branched  # late: PyTorch

    return follow_branched(experiment, options)


def _list(options: argparse.Namespace) -> int:
    points = points_of(options.run_dir)
    if options.json:
        for point in points:
            say_json(point.plain())
        return DONE
    rows = [("step", "epoch", "validation loss", "when", ""), *map(_row, points)]
    widths = [max(len(row[column]) for row in rows) for column in range(len(rows[0]))]
    for row in rows:
        cells = [cell.rjust(width) for cell, width in zip(row[:3], widths, strict=False)]
        print("  ".join([*cells, row[3].ljust(widths[3]), row[4]]).rstrip())
    return DONE


def _row(point: Point) -> tuple[str, str, str, str, str]:
    loss = point.row.validation_loss if point.row and not point.within else None
    epoch = f"in {point.epoch + 1}" if point.within else str(point.epoch)
    when = point.when.strftime("%Y-%m-%d %H:%M:%S")
    return str(point.step), epoch, "–" if loss is None else f"{loss:.4f}", when, "best" if point.best else ""


def _step(text: str) -> int:
    if not text.isdecimal():
        raise argparse.ArgumentTypeError(f"{text!r} is not the number of a step")
    return int(text)
