"""Experiment files: trained, checked, a learning rate searched for them."""

from __future__ import annotations

import argparse
from collections.abc import Sequence
from pathlib import Path
from typing import TYPE_CHECKING, Any

from workbench.catalog.examples import built_in
from workbench.commands.corrections import counted
from workbench.commands.say import DONE, WRONG_INPUT, complain, say_json
from workbench.spec import files
from workbench.spec.overrides import overridden
from workbench.spec.problems import ExperimentError, Problem, problem

if TYPE_CHECKING:
    from workbench.training.trace import Trace


COUNTS = ("parameters", "trainable", "mult_adds", "activations")
"""What is counted of a layer and of the whole, for one sample; activations are numbers, of four bytes each."""


def add(commands: Any) -> None:
    """Declare the commands."""
    _add_train(commands)
    _add_resume(commands)
    _add_check(commands)
    _add_lr(commands)


def _add_train(commands: Any) -> None:
    command = commands.add_parser("train", help="train an experiment; without a file, the built-in one")
    command.add_argument("file", nargs="?", type=Path, help="an experiment file")
    command.add_argument("--out", type=Path, help="the run folder")
    command.add_argument("--data-dir", type=Path, help="where data sets are")
    command.add_argument("--device", help="auto, cpu, cuda, cuda:1, mps")
    command.add_argument("--threads", type=count_of_threads, metavar="N", help="threads of PyTorch on the CPU")
    command.add_argument("--set", action="append", default=[], metavar="ADDRESS=VALUE", help="like training.epochs=1")
    command.add_argument("--json", action="store_true", help="one event per line")
    command.add_argument("--force", action="store_true", help="replace an earlier run in --out")
    command.add_argument(
        "--steer", type=Path, metavar="FILE", help="change the run on the way as another was: its steering.jsonl"
    )
    add_place(command)
    command.set_defaults(run=train)


def _add_resume(commands: Any) -> None:
    command = commands.add_parser("resume", help="go on with a run that was stopped, or killed")
    command.add_argument("run_dir", type=Path, metavar="RUN", help="its folder")
    command.add_argument(
        "--epochs",
        type=count_of_epochs,
        metavar="N",
        help="so many in all, instead of those planned; a schedule as long as the run follows the new length from here on",
    )
    command.add_argument("--data-dir", type=Path, help="where data sets are")
    command.add_argument("--device", help="auto, cpu, cuda, cuda:1, mps")
    command.add_argument("--threads", type=count_of_threads, metavar="N", help="threads of PyTorch on the CPU")
    command.add_argument("--json", action="store_true", help="one event per line")
    command.add_argument(
        "--processes", type=_processes, metavar="N", help="so many train together, instead of those planned"
    )
    add_place(command)
    command.set_defaults(run=resume)


def add_place(command: Any) -> None:
    """Where a run takes place."""
    command.add_argument("--isolated", action="store_true", help="train in a process of its own, which may crash alone")
    command.add_argument(
        "--node-rank", type=_node_rank, default=0, metavar="N", help="which of several machines this is, from 0"
    )


def _add_check(commands: Any) -> None:
    command = commands.add_parser("check", help="what is wrong with an experiment, and how to mend it")
    command.add_argument("file", type=Path)
    command.add_argument("--data-dir", type=Path, help="where data sets are")
    command.add_argument("--json", action="store_true")
    command.set_defaults(run=_check)


def _add_lr(commands: Any) -> None:
    command = commands.add_parser("lr", help="search a good learning rate: a short test in which it grows")
    command.add_argument("file", type=Path, help="an experiment file")
    command.add_argument("--min", type=float, default=1e-7, metavar="RATE", help="the first rate (1e-7)")
    command.add_argument("--max", type=float, default=10.0, metavar="RATE", help="the last rate (10)")
    command.add_argument("--steps", type=int, default=100, metavar="N", help="rates in between, a batch each (100)")
    command.add_argument("--data-dir", type=Path, help="where data sets are")
    command.add_argument("--device", help="auto, cpu, cuda, cuda:1, mps")
    command.add_argument("--json", action="store_true", help="with all points of the curve")
    command.set_defaults(run=_lr)


def count_of_threads(text: str) -> int:
    """For argparse."""
    if not text.isdecimal() or not 1 <= int(text) <= 1024:
        raise argparse.ArgumentTypeError(f"{text!r} is not a number of threads (1 to 1024)")
    return int(text)


def _processes(text: str) -> int:
    if not text.isdecimal() or not 1 <= int(text) <= 64:
        raise argparse.ArgumentTypeError(f"{text!r} is not a number of processes (1 to 64)")
    return int(text)


def _node_rank(text: str) -> int:
    if not text.isdecimal() or not int(text) < 1000:
        raise argparse.ArgumentTypeError(f"{text!r} is not the number of a machine (0 to 999)")
    return int(text)


def count_of_epochs(text: str) -> int:
    """For argparse."""
    if not text.isdecimal() or not 1 <= int(text) <= 1_000_000:
        raise argparse.ArgumentTypeError(f"{text!r} is not a number of epochs (1 to 1000000)")
    return int(text)


def train(options: argparse.Namespace) -> int:
    """Train an experiment, or the built-in one, and say how it goes."""
    chosen = [f"training.{name}={value}" for name in ("device", "threads") if (value := getattr(options, name))]
    try:
        _spare_earlier_run(options.out, options.force)
        experiment = overridden(files.read(options.file) if options.file else built_in(), [*options.set, *chosen])
    except ExperimentError as error:
        if options.json:
            from workbench.training.events import RunFailed

            say_json(RunFailed(error.problems, wrong_input=True).plain())
        raise
    from workbench.terminal import follow  # late: PyTorch

    return follow(experiment, options)


def resume(options: argparse.Namespace) -> int:
    """Go on with a run, and say how it goes."""
    from workbench.terminal import follow_resumed  # late: PyTorch

    return follow_resumed(options)


def _spare_earlier_run(out: Path | None, force: bool) -> None:
    if out and out.exists() and not out.is_dir():
        raise ExperimentError([problem("", "{path} is not a folder.", "Name another with --out.", path=out)])
    if out and not force and (out / "metrics.csv").exists():
        raise ExperimentError(
            [problem("", "{path} holds an earlier run.", "Name another folder, or add --force.", path=out)]
        )


def _check(options: argparse.Namespace) -> int:
    try:
        experiment = files.read(options.file)
    except ExperimentError as error:
        if options.json:
            say_json(_findings(error.problems, None) | {"estimate": None})
        raise
    from workbench.training.check import check
    from workbench.training.estimate import estimated

    checked = check(experiment, options.data_dir)
    complain(*checked.problems)
    estimate = estimated(experiment, checked)
    if options.json:
        say_json(_findings(checked.problems, checked.trace) | {"estimate": estimate.plain() if estimate else None})
    elif not checked.errors and checked.trace:
        needs = f"; it needs {estimate.words()}" if estimate else ""
        mended = counted(experiment)
        data = f" Of the data: {mended}." if mended else ""
        print(f"{experiment.name}: {_counted(checked.trace)}, ready to train{needs}.{data}")
    return WRONG_INPUT if checked.errors else DONE


def _counted(trace: Trace) -> str:
    words = f"{trace.parameters:,} parameters"
    return words if trace.trainable == trace.parameters else f"{words}, of which {trace.trainable:,} learn"


def _findings(problems: Sequence[Problem], trace: Trace | None) -> dict[str, Any]:
    layers = [
        {"address": step.address, "type": step.layer.type, "output_shape": list(step.output_shape)}
        | {name: getattr(step, name) for name in COUNTS}
        for step in (trace.walk() if trace else ())
    ]  # fmt: skip
    ok = not any(item.severity == "error" for item in problems)
    rows = [item.plain() for item in problems]
    counts = {name: getattr(trace, name, None) for name in COUNTS}
    return {"ok": ok, "problems": rows, "layers": layers} | counts


def _lr(options: argparse.Namespace) -> int:
    device = [f"training.device={options.device}"] if options.device else []
    experiment = overridden(files.read(options.file), device)
    from workbench.terminal_rates import search  # late: PyTorch

    return search(experiment, options)
