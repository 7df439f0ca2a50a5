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

from workbench import __version__, catalog, plugins, unforeseen
from workbench.catalog.examples import built_in
from workbench.display import display_problem
from workbench.overrides import overridden
from workbench.spec import files
from workbench.spec.fields import shown
from workbench.spec.help import named, nearest, plain_help
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
        plugins.refresh()
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
    for add in (
        _add_gui,
        _add_train,
        _add_check,
        _add_lr,
        _add_predict,
        _add_export,
        _add_diagram,
        _add_weights,
        _add_data,
        _add_parts,
        _add_help,
        _add_plugins,
        _add_doctor,
    ):
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


def _add_predict(commands: Any) -> None:
    command = commands.add_parser("predict", help="what the model of a run says of images, tables, series, or texts")
    command.add_argument("run_dir", type=Path, metavar="RUN")
    command.add_argument(
        "files",
        type=Path,
        nargs="*",
        metavar="FILE",
        help="images; CSV files with the run's columns; .npy or .npz files",
    )
    command.add_argument(
        "--text", action="append", default=[], metavar="TEXT", help="a text; may be given several times"
    )
    command.add_argument("--data-dir", type=Path, help="where data sets are")
    command.add_argument("--weights", choices=("last", "best"), default="last")
    command.add_argument("--to", type=Path, metavar="PATH", help="for an autoencoder: the .png file, or the folder")
    command.add_argument("--force", action="store_true", help="replace a file that is there")
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


def _add_diagram(commands: Any) -> None:
    command = commands.add_parser("diagram", help="the network as a picture: boxes, branches, shapes (SVG or PNG)")
    command.add_argument("file", type=Path, help="an experiment file")
    command.add_argument("-o", "--to", type=Path, metavar="PATH", help=".svg or .png; without it, SVG is printed")
    command.add_argument("--fold", action="store_true", help="draw every container as one box")
    command.add_argument("--every", action="store_true", help="draw layers that repeat each time, not once")
    command.add_argument("--no-title", action="store_true", help="without the name and the number of parameters")
    command.add_argument("--data-dir", type=Path, help="where data sets are")
    command.add_argument("--force", action="store_true", help="replace a file that is there")
    command.set_defaults(run=_diagram)


def _add_weights(commands: Any) -> None:
    command = commands.add_parser("weights", help="what a file of weights holds, and how far it fits an experiment")
    command.add_argument("weights", type=Path, metavar="FILE.pth")
    command.add_argument("file", type=Path, nargs="?", help="an experiment file")
    command.add_argument("--data-dir", type=Path, help="where data sets are")
    command.add_argument("--json", action="store_true")
    command.set_defaults(run=_weights)


def _add_parts(commands: Any) -> None:
    command = commands.add_parser("parts", help="everything that can be picked, with its parameters")
    command.add_argument("kind", nargs="?", choices=tuple(KINDS))
    command.add_argument("--json", action="store_true")
    command.set_defaults(run=_parts)


def _add_help(commands: Any) -> None:
    command = commands.add_parser("help", help="what a layer, loss, … does: formula, when to use it, its parameters")
    command.add_argument("name", metavar="NAME", help="like Conv2d or Adam")
    command.add_argument("--json", action="store_true")
    command.set_defaults(run=_help)


def _add_plugins(commands: Any) -> None:
    command = commands.add_parser(
        "plugins", help="files of your own code: what they hold, and whether they are allowed"
    )
    command.add_argument("action", nargs="?", choices=("list", "allow", "revoke"), default="list")
    command.add_argument("file", nargs="?", metavar="FILE", help="a file of the folder of own code")
    command.add_argument("--yes-i-have-read-it", metavar="SHA256", help="the hash of the bytes that you have read")
    command.add_argument("--json", action="store_true")
    command.set_defaults(run=_plugins)


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
        print(f"{experiment.name}: {_counted(checked.trace)}, ready to train.")
    return WRONG_INPUT if checked.errors else DONE


def _counted(trace: Trace) -> str:
    words = f"{trace.parameters:,} parameters"
    return words if trace.trainable == trace.parameters else f"{words}, of which {trace.trainable:,} learn"


def _findings(problems: Sequence[Problem], trace: Trace | None) -> dict[str, Any]:
    layers = [
        {"address": step.address, "output_shape": list(step.output_shape), "parameters": step.parameters, "trainable": step.trainable}
        for step in (trace.walk() if trace else ())
    ]  # fmt: skip
    ok = not any(item.severity == "error" for item in problems)
    rows = [item.plain() for item in problems]
    counts = {name: getattr(trace, name, None) for name in ("parameters", "trainable")}
    return {"ok": ok, "problems": rows, "layers": layers} | counts


def _lr(options: argparse.Namespace) -> int:
    device = [f"training.device={options.device}"] if options.device else []
    experiment = overridden(files.read(options.file), device)
    from workbench.terminal_rates import search  # late: PyTorch

    return search(experiment, options)


def _predict(options: argparse.Namespace) -> int:
    from workbench.terminal_predict import predict

    return predict(options)


def _export(options: argparse.Namespace) -> int:
    _spare_file(options.to, options.force)
    from workbench.export.run_export import export_script, export_weights

    write = export_weights if options.format == "pth" else export_script
    print(write(options.run_dir, options.to, options.weights, options.data_dir))
    return DONE


def _data_report(options: argparse.Namespace) -> int:
    from workbench.data.report import report
    from workbench.terminal_report import show, tell, told

    try:
        found = report(files.read(options.file), options.data_dir, tell)
    finally:
        told()
    return show(found, options.json)


def _spare_file(path: Path, force: bool) -> None:
    if path.exists() and not force:
        raise ExperimentError([problem("", "{path} is there already.", "Name another, or add --force.", path=path)])
    if path.is_dir() or not path.parent.is_dir():
        raise ExperimentError(
            [
                problem(
                    "", "{path} cannot be the file: its folder is not there, or it is one.", "Name a file.", path=path
                )
            ]
        )


def _diagram(options: argparse.Namespace) -> int:
    """Whatever can be drawn; what is wrong with the model is marked and said, and the code is then 2."""
    ending = options.to.suffix.lower() if options.to else ".svg"
    if ending not in (".svg", ".png"):
        raise ExperimentError(
            [problem("", "{path} is neither .svg nor .png.", "Name one of these two.", path=options.to)]
        )
    if options.to:
        _spare_file(options.to, options.force)
    experiment = files.read(options.file)
    from workbench.export.diagram_layout import Wishes, containers, diagram_of
    from workbench.export.diagram_svg import svg
    from workbench.training.check import check

    checked = check(experiment, options.data_dir)
    wishes = Wishes(
        containers(experiment.model.layers) if options.fold else (), not options.every, heading=not options.no_title
    )
    if ending == ".png":
        from workbench.gui.pixels import png_of

        content = png_of(experiment, checked, wishes)
    else:
        content = svg(diagram_of(experiment, checked, wishes)).encode()
    if options.to is None:
        print(content.decode(), end="")
    else:
        _write(options.to, content)
    _complain(*checked.errors)
    return WRONG_INPUT if checked.errors else DONE


def _write(path: Path, content: bytes) -> None:
    try:
        files.write_whole(path, content)
    except OSError as error:
        reason = error.strerror or str(error)
        raise RunError(problem("", "{path} cannot be written: {reason}.", path=path, reason=reason)) from None
    print(path)


def _weights(options: argparse.Namespace) -> int:
    from workbench.training.weights_report import weights_report

    experiment = files.read(options.file) if options.file else None
    report = weights_report(options.weights, experiment, options.data_dir)
    if options.json:
        _say_json(report.plain())
    else:
        print("\n".join(report.lines()))
    return DONE


def _parts(options: argparse.Namespace) -> int:
    rows = [plain_help(cls) for kind in ([options.kind] if options.kind else KINDS) for cls in parts(kind)]
    if options.json:
        print(json.dumps(rows, ensure_ascii=False, indent=1))
        return DONE
    for row in rows:
        print(f"{row['kind']:10} {row['type']:22} {row['about']}")
        for p in row["parameters"]:
            print(f"{'':14}{p['name']:20} {p['default']!s:12} {p['description']}")
    return DONE


def _help(options: argparse.Namespace) -> int:
    found = named(options.name)
    if not found:
        near = nearest(options.name)
        remedy = "Did you mean {near}?" if near else "“workbench parts” lists what there is."
        raise ExperimentError([problem("", "There is no part {name}.", remedy, name=shown(options.name), near=near)])
    for row in map(plain_help, found):
        if options.json:
            _say_json(row)
            continue
        print(f"{row['type']} ({row['kind']}, {row['group']})", row["about"], sep="\n")
        if row["formula"]:
            print("", *(f"    {line}" for line in row["formula"].splitlines()), sep="\n")
        print("", row["use"], *([row["link"]] if row["link"] else []), "", sep="\n")
        for p in row["parameters"]:
            print(f"    {p['name']:20} {p['default']!s:12} {p['description']}")
    return DONE


def _plugins(options: argparse.Namespace) -> int:
    if options.action == "list":
        return _list_plugins(options.json)
    if not options.file:
        raise ExperimentError([problem("", "Which file?", "“workbench plugins” lists them.")])
    item = plugins.find_file(options.file)
    if options.action == "revoke":
        plugins.revoke(item.path)
        print(f"{item.path} is not run any more.")
        return DONE
    digest = options.yes_i_have_read_it
    if digest is None:
        print(plugins.shown(item.source), f"\n{item.path}\nsha256 {item.digest}", sep="")
        if not _agreed("This code can do whatever you can do on this computer. Allow it? [y/N] "):
            print("Not allowed.")
            return WRONG_INPUT
        digest = item.digest
    plugins.allow(item.path, digest)
    _complain(*item.problems)
    print(f"{item.path} is allowed: {', '.join(each.name for each in item.declared) or 'no parts'}.")
    return DONE


def _agreed(question: str) -> bool:
    try:
        return input(question).strip().casefold() in ("y", "yes")
    except EOFError:
        return False


def _list_plugins(as_json: bool) -> int:
    found = plugins.listed()
    if as_json:
        _say_json({"folder": str(plugins.folder()), "files": [item.plain() for item in found]})
        return DONE
    print(f"Own code in {plugins.folder()}: {len(found) or 'no'} file{'s' * (len(found) != 1)}")
    words = {"allowed": "allowed", "new": "not allowed yet", "changed": "changed since it was allowed"}
    for item in found:
        print(f"{item.path.name:24} {words[item.state]:30} {', '.join(each.name for each in item.declared)}")
        for wrong in item.problems:
            print(f"{'':4}{wrong.line()}")
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
