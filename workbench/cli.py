"""The command line: everything that the window does to an experiment, done to its file.

Exit codes: 0 done, 1 failed while running, 2 the input is wrong (a line per problem: address, what, how to
mend it), 130 stopped by the user.
"""

from __future__ import annotations

import argparse
import json
import os
import sys
import time
import tomllib
import traceback
from collections.abc import Sequence
from pathlib import Path
from typing import Any

from pydantic import ValidationError

from workbench import __version__, catalog
from workbench.catalog.examples import built_in
from workbench.data.locations import cache_dir
from workbench.spec import files
from workbench.spec.edits import SetValue, apply
from workbench.spec.experiment import Experiment
from workbench.spec.parts import KINDS, parts
from workbench.spec.problems import ExperimentError, RunError, problem

assert catalog  # imported for the registry

DONE, FAILED, WRONG_INPUT, STOPPED = 0, 1, 2, 130


def main(arguments: Sequence[str] | None = None) -> int:
    """Run a command; returns the exit code. Foreseeable errors are sentences, never tracebacks."""
    options = _parser().parse_args(arguments)
    try:
        return int(options.run(options))
    except ExperimentError as error:
        return _wrong(error)
    except RunError as error:
        _complain(error.problem.line())
        return FAILED
    except KeyboardInterrupt:
        return STOPPED
    except BrokenPipeError:  # the reader has gone, as in “workbench parts | head”
        os.dup2(os.open(os.devnull, os.O_WRONLY), sys.stdout.fileno())
        return DONE
    except Exception as error:  # noqa: BLE001 - the last resort: a sentence, and the details in a file
        _complain(_unforeseen(error))
        return FAILED


def _parser() -> argparse.ArgumentParser:
    parser = argparse.ArgumentParser(
        prog="workbench", description="Build, train, understand and export PyTorch models."
    )
    parser.add_argument("--version", action="version", version=f"workbench {__version__}")
    parser.set_defaults(run=_gui, file=None, data_dir=None)
    commands = parser.add_subparsers(title="commands", metavar="COMMAND")
    for add in (_add_gui, _add_train, _add_check, _add_predict, _add_export, _add_parts, _add_doctor):
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
    command.add_argument("--threads", type=int, help="threads of PyTorch on the CPU")
    command.add_argument(
        "--set", action="append", default=[], metavar="ADDRESS=VALUE", help="another value, like training.epochs=1"
    )
    command.add_argument("--json", action="store_true", help="one event per line")
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
    missing_display = sys.platform.startswith("linux") and not any(
        os.environ.get(name) for name in ("DISPLAY", "WAYLAND_DISPLAY", "QT_QPA_PLATFORM")
    )
    if missing_display:
        _complain("There is no display here. “workbench train” does the main job in the terminal.")
        return FAILED
    try:
        from workbench.gui.app import run
    except ImportError as error:
        _complain(f"The window cannot open: {error}. “workbench doctor” says what is missing.")
        return FAILED
    return run(options.file, options.data_dir)


def _experiment(options: argparse.Namespace) -> Experiment:
    experiment = files.read(options.file) if options.file else built_in()
    for words in options.set:
        experiment = _with_value(experiment, words)
    return apply(experiment, [SetValue("training.device", options.device)]) if options.device else experiment


def _with_value(experiment: Experiment, words: str) -> Experiment:
    address, equals, text = words.partition("=")
    if not equals:
        raise ExperimentError(
            [problem("", "“--set {words}” has no value.", "Write --set training.epochs=1.", words=words)]
        )
    try:
        value: Any = tomllib.loads(f"x = {text}")["x"]
    except tomllib.TOMLDecodeError:
        value = text
    try:
        return apply(experiment, [SetValue(address.strip(), value)])
    except ValidationError as error:
        raise ExperimentError(files.problems_of(error)) from None
    except ValueError as error:
        raise ExperimentError([problem(address, "{reason}.", "See the file's addresses.", reason=str(error))]) from None


def _train(options: argparse.Namespace) -> int:
    experiment = _experiment(options)
    from workbench.terminal import follow  # late: PyTorch

    return follow(experiment, options)


def _check(options: argparse.Namespace) -> int:
    experiment = files.read(options.file)
    from workbench.training.check import check

    checked = check(experiment, options.data_dir)
    if options.json:
        trace = checked.trace
        layers = [
            {"address": f"model.layers[{step.index}]", "output_shape": list(step.output_shape), "parameters": step.parameters}
            for step in (trace.layers if trace else ())
        ]  # fmt: skip
        _say_json({"ok": not checked.errors, "problems": [item.plain() for item in checked.problems], "layers": layers,
                   "parameters": trace.parameters if trace else None})  # fmt: skip
    else:
        for item in checked.problems:
            _complain(item.line() if item.severity == "error" else f"warning: {item.line()}")
        if not checked.errors and checked.trace:
            print(f"{experiment.name}: {checked.trace.parameters:,} parameters, ready to train.")
    return WRONG_INPUT if checked.errors else DONE


def _predict(options: argparse.Namespace) -> int:
    from workbench.evaluation.classifier import Classifier
    from workbench.evaluation.picture import picture

    classifier = Classifier.from_run(options.run_dir, options.weights, options.data_dir)
    for path in options.images:
        probabilities = classifier.probabilities(picture(path, classifier.facts))
        best = int(probabilities.argmax())
        row = {name: round(float(p), 6) for name, p in zip(classifier.classes, probabilities, strict=True)}
        if options.json:
            _say_json({"image": str(path), "prediction": classifier.classes[best], "probabilities": row})
        else:
            print(f"{path}: {classifier.classes[best]} ({probabilities[best]:.1%})")
    return DONE


def _export(options: argparse.Namespace) -> int:
    if options.to.exists() and not options.force:
        raise ExperimentError(
            [problem("", "{path} is there already.", "Choose another name, or add --force.", path=options.to)]
        )
    from workbench.export.run_export import export_script, export_weights

    write = export_weights if options.format == "pth" else export_script
    print(write(options.run_dir, options.to, options.weights, options.data_dir))
    return DONE


def _parts(options: argparse.Namespace) -> int:
    rows = [
        {"kind": kind, "type": cls.__name__, "group": cls.group, "about": cls.about(),
         "parameters": [p.plain() for p in cls.parameters()]}
        for kind in ([options.kind] if options.kind else KINDS) for cls in parts(kind)
    ]  # fmt: skip
    if options.json:
        print(json.dumps(rows, ensure_ascii=False, indent=1))
        return DONE
    for row in rows:
        print(f"{row['kind']:10} {row['type']:22} {row['about']}")
        for p in row["parameters"]:  # type: ignore[attr-defined]
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


def _wrong(error: ExperimentError) -> int:
    for item in error.problems:
        _complain(item.line())
    return WRONG_INPUT


def _complain(text: str) -> None:
    print(text, file=sys.stderr)


def _unforeseen(error: Exception) -> str:
    """One sentence; the traceback goes into a file that it names."""
    path = cache_dir() / f"error-{time.strftime('%Y%m%d-%H%M%S')}.txt"
    try:
        path.parent.mkdir(parents=True, exist_ok=True)
        path.write_text(traceback.format_exc(), encoding="utf-8")
        where = f" Details are in {path}."
    except OSError:
        where = ""
    first = (str(error).strip().splitlines() or [type(error).__name__])[0]
    return f"Something unforeseen went wrong: {first}.{where}"
