"""Looking at things: the network as a picture, a file of weights, the data."""

from __future__ import annotations

import argparse
from pathlib import Path
from typing import TYPE_CHECKING, Any

from workbench.commands import corrections
from workbench.commands.say import DONE, WRONG_INPUT, complain, say_json, spare_file, write_file
from workbench.spec import files
from workbench.spec.problems import ExperimentError, problem

if TYPE_CHECKING:
    pass


def add(commands: Any) -> None:
    """Declare the commands."""
    _add_diagram(commands)
    _add_weights(commands)
    _add_data(commands)


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


def _add_data(commands: Any) -> None:
    kinds = commands.add_parser("data", help="what is in a data set, and what is amiss there").add_subparsers(
        title="commands", metavar="COMMAND", required=True
    )
    command = kinds.add_parser("report", help="damaged files, duplicates, leaks, classes and sizes")
    command.add_argument("file", type=Path, help="an experiment file")
    command.add_argument("--data-dir", type=Path, help="where data sets are")
    command.add_argument("--json", action="store_true")
    command.set_defaults(run=_data_report)
    corrections.add(kinds)


def _diagram(options: argparse.Namespace) -> int:
    """Whatever can be drawn; what is wrong with the model is marked and said, and the code is then 2."""
    ending = options.to.suffix.lower() if options.to else ".svg"
    if ending not in (".svg", ".png"):
        raise ExperimentError(
            [problem("", "{path} is neither .svg nor .png.", "Name one of these two.", path=options.to)]
        )
    if options.to:
        spare_file(options.to, options.force)
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
        write_file(options.to, content)
    complain(*checked.errors)
    return WRONG_INPUT if checked.errors else DONE


def _weights(options: argparse.Namespace) -> int:
    from workbench.training.weights_report import weights_report

    experiment = files.read(options.file) if options.file else None
    report = weights_report(options.weights, experiment, options.data_dir)
    if options.json:
        say_json(report.plain())
    else:
        print("\n".join(report.lines()))
    return DONE


def _data_report(options: argparse.Namespace) -> int:
    from workbench.data.report import report
    from workbench.terminal_report import show, tell, told

    try:
        found = report(files.read(options.file), options.data_dir, tell)
    finally:
        told()
    return show(found, options.json)
