"""What a run is good for: predictions, weights, the script."""

from __future__ import annotations

import argparse
from pathlib import Path
from typing import TYPE_CHECKING, Any

from workbench.commands.say import DONE, spare_file

if TYPE_CHECKING:
    pass


def add(commands: Any) -> None:
    """Declare the commands."""
    _add_predict(commands)
    _add_export(commands)


def _add_predict(commands: Any) -> None:
    command = commands.add_parser("predict", help="what the model of a run says of images, tables, series, or texts")
    command.add_argument("run_dir", type=Path, metavar="RUN")
    command.add_argument(
        "files",
        type=Path,
        nargs="*",
        metavar="FILE",
        help="images; CSV files with the run's columns; .npy or .npz files; or folders with such files, at any depth",
    )
    command.add_argument(
        "--text", action="append", default=[], metavar="TEXT", help="a text; may be given several times"
    )
    command.add_argument("--data-dir", type=Path, help="where data sets are")
    command.add_argument("--weights", choices=("last", "best"), default="last")
    command.add_argument("--to", type=Path, metavar="PATH", help="for an autoencoder: the .png file, or the folder")
    command.add_argument("--csv", type=Path, metavar="PATH", help="write the answers as a table, too")
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


def _predict(options: argparse.Namespace) -> int:
    if options.csv is not None:
        spare_file(options.csv, options.force)
    from workbench.terminal_predict import predict

    return predict(options)


def _export(options: argparse.Namespace) -> int:
    spare_file(options.to, options.force)
    from workbench.export.run_export import export_script, export_weights

    write = export_weights if options.format == "pth" else export_script
    print(write(options.run_dir, options.to, options.weights, options.data_dir))
    return DONE
