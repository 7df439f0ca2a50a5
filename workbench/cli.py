"""The command line: everything that the window does to an experiment, done to its file.

Exit codes: 0 done, 1 failed while running, 2 the input is wrong (a line per problem: address, what, how to
mend it), 130 stopped by the user.
"""

from __future__ import annotations

import argparse
import io
import json
import os
import sys
from collections.abc import Sequence
from contextlib import suppress
from pathlib import Path
from typing import TYPE_CHECKING, Any

from workbench import __version__, catalog, unforeseen
from workbench.catalog.examples import built_in
from workbench.display import display_problem
from workbench.overrides import overridden
from workbench.spec import files
from workbench.spec.parts import KINDS, parts
from workbench.spec.problems import ExperimentError, Problem, RunError, problem

if TYPE_CHECKING:
    from workbench.training.trace import Trace

assert catalog  # imported for the registry

DONE, FAILED, WRONG_INPUT, STOPPED = 0, 1, 2, 130


def main(arguments: Sequence[str] | None = None) -> int:
    """Run a command; returns the exit code. Foreseeable errors are sentences, never tracebacks."""
    for stream in (sys.stdout, sys.stderr):
        if isinstance(stream, io.TextIOWrapper):  # a terminal that lacks a letter is no reason to stop
            stream.reconfigure(errors="backslashreplace")
    try:
        options = _parser().parse_args(arguments)
    except SystemExit as stop:  # argparse has said why, or has shown its help
        return stop.code if isinstance(stop.code, int) else DONE
    try:
        code = _run(options)
        print(end="", flush=True)
        return code
    except BrokenPipeError:  # the reader has gone, as in “workbench parts | head”
        _drop_output()
        return FAILED if options.run is _train else DONE


def _run(options: argparse.Namespace) -> int:
    try:
        return int(options.run(options))
    except ExperimentError as error:
        _complain(*error.problems)
        return WRONG_INPUT
    except RunError as error:
        _complain(error.problem.line())
        return FAILED
    except KeyboardInterrupt:
        return STOPPED
    except BrokenPipeError:
        raise
    except Exception as error:  # noqa: BLE001 - the last resort: a sentence, and the details in a file
        _complain(unforeseen.sentence(error))
        return FAILED


def _drop_output() -> None:
    """Nobody reads any more: what is still buffered must not raise again when Python closes the stream."""
    with suppress(OSError, ValueError):
        os.dup2(os.open(os.devnull, os.O_WRONLY), sys.stdout.fileno())


def _parser() -> argparse.ArgumentParser:
    parser = argparse.ArgumentParser(
        prog="workbench", description="Build, train, understand and export PyTorch models."
    )
    parser.add_argument("--version", action="version", version=f"workbench {__version__}")
    parser.set_defaults(run=_gui, file=None, data_dir=None)
    commands = parser.add_subparsers(title="commands", metavar="COMMAND")
    for add in (_add_gui, _add_train, _add_check, _add_predict, _add_export, _add_data, _add_parts, _add_doctor):
        add(commands)
    return parser


def _add_gui(commands: Any) -> None:
    command = commands.add_parser("gui", help="open the window (also without a command)")
    command.add_argument("file", nargs="?", type=Path, help="an experiment file")
    command.add_argument("--data-dir", type=Path, help="where data sets are")
    command.set_defaults(run=_gui)


def _add_train(commands: Any) -> None:
    command = commands.add_parser("train", help="train an experiment; without a file, the built-in one")
    command.add_argument("file", nargs="?", type=Path, help="an experiment file")
    command.add_argument("--out", type=Path, help="the run folder")
    command.add_argument("--data-dir", type=Path, help="where data sets are")
    command.add_argument("--device", help="auto, cpu, cuda, cuda:1, mps")
    command.add_argument("--threads", type=_count, metavar="N", help="threads of PyTorch on the CPU")
    command.add_argument("--set", action="append", default=[], metavar="ADDRESS=VALUE", help="like training.epochs=1")
    command.add_argument("--json", action="store_true", help="one event per line")
    command.add_argument("--force", action="store_true", help="replace an earlier run in --out")
    command.set_defaults(run=_train)


def _add_check(commands: Any) -> None:
    command = commands.add_parser("check", help="what is wrong with an experiment, and how to mend it")
    command.add_argument("file", type=Path)
    command.add_argument("--data-dir", type=Path, help="where data sets are")
    command.add_argument("--json", action="store_true")
    command.set_defaults(run=_check)


def _add_predict(commands: Any) -> None:
    command = commands.add_parser("predict", help="classify image files with the weights of a run")
    command.add_argument("run_dir", type=Path, metavar="RUN")
    command.add_argument("images", type=Path, nargs="+", metavar="IMAGE")
    command.add_argument("--data-dir", type=Path, help="where data sets are")
    command.add_argument("--weights", choices=("last", "best"), default="last")
    command.add_argument("--json", action="store_true")
    command.set_defaults(run=_predict)


def _add_export(commands: Any) -> None:
    command = commands.add_parser("export", help="weights or the script of a run")
    command.add_argument("run_dir", type=Path, metavar="RUN")
    command.add_argument("--format", choices=("pth", "script"), required=True)
    command.add_argument("--to", type=Path, required=True, metavar="PATH")
    command.add_argument("--weights", choices=("last", "best"), default="last")
    command.add_argument("--data-dir", type=Path, help="where data sets are")
    command.add_argument("--force", action="store_true", help="replace a file that is there")
    command.set_defaults(run=_export)


def _add_data(commands: Any) -> None:
    kinds = commands.add_parser("data", help="what is in a data set, and what is amiss there").add_subparsers(
        title="commands", metavar="COMMAND", required=True
    )
    command = kinds.add_parser("report", help="damaged files, duplicates, leaks, classes and sizes")
    command.add_argument("file", type=Path, help="an experiment file")
    command.add_argument("--data-dir", type=Path, help="where data sets are")
    command.add_argument("--json", action="store_true")
    command.set_defaults(run=_data_report)


def _add_parts(commands: Any) -> None:
    command = commands.add_parser("parts", help="everything that can be picked, with its parameters")
    command.add_argument("kind", nargs="?", choices=tuple(KINDS))
    command.add_argument("--json", action="store_true")
    command.set_defaults(run=_parts)


def _add_doctor(commands: Any) -> None:
    command = commands.add_parser("doctor", help="versions, devices, folders, and what is amiss")
    command.add_argument("--json", action="store_true")
    command.set_defaults(run=_doctor)


def _gui(options: argparse.Namespace) -> int:
    why_not = display_problem()
    if why_not:
        _complain(f"{why_not}. “workbench train” does the main job in the terminal.")
        return FAILED
    try:
        from workbench.gui.app import run
    except ImportError as error:
        _complain(f"The window cannot open: {error}. “workbench doctor” says what is missing.")
        return FAILED
    return run(options.file, options.data_dir)


def _count(text: str) -> int:
    if not text.isdecimal() or not 1 <= int(text) <= 1024:
        raise argparse.ArgumentTypeError(f"{text!r} is not a number of threads (1 to 1024)")
    return int(text)


def _train(options: argparse.Namespace) -> int:
    device = [f"training.device={options.device}"] if options.device else []
    try:
        _spare_earlier_run(options.out, options.force)
        experiment = overridden(files.read(options.file) if options.file else built_in(), [*options.set, *device])
    except ExperimentError as error:
        if options.json:
            from workbench.training.events import RunFailed

            _say_json(RunFailed(error.problems, wrong_input=True).plain())
        raise
    from workbench.terminal import follow  # late: PyTorch

    return follow(experiment, options)


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
            _say_json(_findings(error.problems, None))
        raise
    from workbench.training.check import check

    checked = check(experiment, options.data_dir)
    _complain(*checked.problems)
    if options.json:
        _say_json(_findings(checked.problems, checked.trace))
    elif not checked.errors and checked.trace:
        print(f"{experiment.name}: {checked.trace.parameters:,} parameters, ready to train.")
    return WRONG_INPUT if checked.errors else DONE


def _findings(problems: Sequence[Problem], trace: Trace | None) -> dict[str, Any]:
    layers = [
        {"address": step.address, "output_shape": list(step.output_shape), "parameters": step.parameters}
        for step in (trace.walk() if trace else ())
    ]  # fmt: skip
    ok = not any(item.severity == "error" for item in problems)
    rows = [item.plain() for item in problems]
    return {"ok": ok, "problems": rows, "layers": layers, "parameters": trace.parameters if trace else None}


def _predict(options: argparse.Namespace) -> int:
    """All images that can be read; the others are named, and the code is then 2."""
    from workbench.evaluation.classifier import Classifier
    from workbench.evaluation.picture import picture

    classifier = Classifier.from_run(options.run_dir, options.weights, options.data_dir)
    code = DONE
    for path in options.images:
        try:
            shares = classifier.probabilities(picture(path, classifier.experiment, classifier.facts))
        except ExperimentError as error:
            lines = [item.line() for item in error.problems]
            _complain(*(line if str(path) in line else f"{path}: {line}" for line in lines))
            code = WRONG_INPUT
            continue
        row = {name: round(float(share), 6) for name, share in zip(classifier.classes, shares, strict=True)}
        best = sorted(row, key=row.__getitem__, reverse=True)[:3]
        if options.json:
            _say_json({"image": str(path), "prediction": best[0], "probabilities": row})
        else:
            print(f"{path}: {', '.join(f'{name} ({row[name]:.1%})' for name in best)}")
    return code


def _export(options: argparse.Namespace) -> int:
    if options.to.exists() and not options.force:
        raise ExperimentError(
            [problem("", "{path} is there already.", "Name another, or add --force.", path=options.to)]
        )
    if options.to.is_dir() or not options.to.parent.is_dir():
        raise ExperimentError(
            [problem("", "{path} cannot be the file: its folder is not there, or it is one.", "Name a file.", path=options.to)]
        )  # fmt: skip
    from workbench.export.run_export import export_script, export_weights

    write = export_weights if options.format == "pth" else export_script
    print(write(options.run_dir, options.to, options.weights, options.data_dir))
    return DONE


def _data_report(options: argparse.Namespace) -> int:
    from workbench.data.report import report
    from workbench.terminal_report import show

    return show(report(files.read(options.file), options.data_dir, lambda *_: None), options.json)


def _parts(options: argparse.Namespace) -> int:
    rows: list[dict[str, Any]] = [
        {"kind": kind, "type": cls.__name__, "group": cls.group, "about": cls.about(),
         "parameters": [p.plain() for p in cls.parameters()]}
        for kind in ([options.kind] if options.kind else KINDS) for cls in parts(kind)
    ]  # fmt: skip
    if options.json:
        print(json.dumps(rows, ensure_ascii=False, indent=1))
        return DONE
    for row in rows:
        print(f"{row['kind']:10} {row['type']:22} {row['about']}")
        for p in row["parameters"]:
            print(f"{'':14}{p['name']:20} {p['default']!s:12} {p['description']}")
    return DONE


def _doctor(options: argparse.Namespace) -> int:
    from workbench.doctor import examine

    findings = examine()
    if options.json:
        _say_json({"findings": [item.__dict__ for item in findings]})
    else:
        for item in findings:
            print(f"{item.state:8} {item.what:18} {item.words}")
    return FAILED if any(item.state == "problem" for item in findings) else DONE


def _say_json(row: dict[str, Any]) -> None:
    print(json.dumps(row, ensure_ascii=False), flush=True)


def _complain(*items: Problem | str) -> None:
    """A line each on standard error."""
    for item in items:
        words = item if isinstance(item, str) else item.line()
        warns = isinstance(item, Problem) and item.severity == "warning"
        print(f"warning: {words}" if warns else words, file=sys.stderr)
