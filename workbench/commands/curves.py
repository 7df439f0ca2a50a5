"""What a run has kept of its way: epochs, steps, and what was last seen of each layer."""

from __future__ import annotations

import argparse
import csv
import sys
from collections.abc import Iterator
from dataclasses import asdict
from pathlib import Path
from typing import TYPE_CHECKING, Any

from workbench.commands.say import DONE, say_json
from workbench.spec.address import get

if TYPE_CHECKING:
    from workbench.evaluation.record import Record


def add(commands: Any) -> None:
    """Declare the command."""
    command = commands.add_parser("curves", help="the epochs of a run, and what was last seen of each layer")
    command.add_argument("run_dir", type=Path, metavar="RUN")
    form = command.add_mutually_exclusive_group()
    form.add_argument("--json", action="store_true", help="one object: epochs, steps, layers")
    form.add_argument("--csv", action="store_true", help="the steps as a table")
    command.set_defaults(run=_curves)


def _curves(options: argparse.Namespace) -> int:
    from workbench.evaluation.record import Record

    record = Record.read(options.run_dir)
    if options.json:
        say_json({
            "epochs": [asdict(epoch) for epoch in record.epochs],
            "steps": [dict(zip(_names(record), row, strict=True)) for row in _steps(record)],
            "layers": [asdict(look) for look in record.measured[-1:]],
        })  # fmt: skip
    elif options.csv:
        writer = csv.writer(sys.stdout, lineterminator="\n")
        writer.writerow(_names(record))
        writer.writerows(_steps(record))
    else:
        for line in (*_epochs(record), *_layers(record)):
            print(line)
    return DONE


def _names(record: Record) -> tuple[str, ...]:
    return "step", "epoch", "loss", record.columns.metric if record.columns else "accuracy", "lr"


def _steps(record: Record) -> Iterator[tuple[float, ...]]:
    for step, epoch, *numbers in record.columns.rows.tolist() if record.columns else ():
        yield int(step), int(epoch), *numbers


def _epochs(record: Record) -> Iterator[str]:
    metric = record.epochs[-1].metric if record.epochs else "accuracy"
    wanted = ("epoch", "step", "train_loss", f"train_{metric}", "validation_loss", f"validation_{metric}", "lr")
    if record.epochs:
        yield "  ".join(f"{name:>19}" for name in wanted)
    for epoch in record.epochs:
        yield "  ".join(f"{_said(getattr(epoch, name)):>19}" for name in wanted)


def _layers(record: Record) -> Iterator[str]:
    """The last look, a line for each layer."""
    if not record.measured:
        return
    look = record.measured[-1]
    yield f"\nlayers in step {look.step}:"
    yield "  ".join([f"{'layer':32}", *(f"{name:>14}" for name in look.figures)])
    for number, address in enumerate(look.layers):
        values = (f"{_said(row[number]):>14}" for row in look.figures.values())
        yield "  ".join([f"{f'{address} {_type_of(record, address)}':32}", *values])


def _type_of(record: Record, address: str) -> str:
    try:
        return str(get(record.experiment, address).type)
    except (ValueError, AttributeError):
        return ""


def _said(value: float | None) -> str:
    return "–" if value is None else f"{value:.4g}"
