"""What a run is good for: predictions, weights, the script."""

from __future__ import annotations

import argparse
import math
from pathlib import Path
from typing import Any

from workbench.commands.say import DONE, spare_file

METHODS = ("saliency", "input_x_gradient", "smoothgrad", "integrated_gradients", "grad_cam", "occlusion")
"""As in ``workbench.evaluation.inspect.saliency``, which is not imported for the sake of a parser."""
BASELINES = ("mean", "black", "grey", "white")
"""As in ``workbench.evaluation.inspect.baseline``."""


def add(commands: Any) -> None:
    """Declare the commands."""
    _add_evaluate(commands)
    _add_predict(commands)
    _add_explain(commands)
    _add_export(commands)


def _add_evaluate(commands: Any) -> None:
    command = commands.add_parser("evaluate", help="how good the model of a run is, and where it is wrong")
    command.add_argument("run_dir", type=Path, metavar="RUN")
    command.add_argument(
        "--part",
        choices=("validation", "test", "train"),
        default="validation",
        help="of the data; a look at the test part is counted in the run folder",
    )
    command.add_argument("--weights", choices=("last", "best"), default="last")
    command.add_argument("--against", type=Path, metavar="RUN2", help="another run, judged by the same samples")
    command.add_argument("--against-weights", choices=("last", "best"), help="those of RUN2; without it, as --weights")
    command.add_argument(
        "--sort",
        choices=("loss", "confidence", "margin"),
        default="loss",
        help="the worst by their loss, the surest mistakes, or the most undecided",
    )
    command.add_argument("--worst", type=_count, default=10, metavar="N", help="so many samples are shown")
    command.add_argument("--to", type=Path, metavar="FOLDER", help="write all figures (JSON), and CSV files")
    command.add_argument("--data-dir", type=Path, help="where data sets are")
    command.add_argument("--device", help="auto, cpu, cuda, cuda:1, mps; without it, the CPU")
    command.add_argument("--force", action="store_true", help="replace files that are there")
    command.add_argument("--json", action="store_true", help="one object with everything")
    command.set_defaults(run=_evaluate)


def _add_predict(commands: Any) -> None:
    command = commands.add_parser("predict", help="what the model of a run says of images, tables, series, or texts")
    command.add_argument("run_dir", type=Path, metavar="RUN")
    command.add_argument(
        "files",
        type=Path,
        nargs="*",
        metavar="FILE",
        help="images; CSV files with the run's columns; .npy or .npz files; .txt files with a text on each line; or folders of such files",
    )
    command.add_argument(
        "--text", action="append", default=[], metavar="TEXT", help="a text; may be given several times"
    )
    command.add_argument("--data-dir", type=Path, help="where data sets are")
    command.add_argument("--weights", choices=("last", "best"), default="last")
    command.add_argument("--to", type=Path, metavar="PATH", help="for an autoencoder: the .png file, or the folder")
    command.add_argument("--csv", type=Path, metavar="PATH", help="write the answers as a table, too")
    command.add_argument("--device", help="auto, cpu, cuda, cuda:1, mps; without it, the CPU")
    command.add_argument("--force", action="store_true", help="replace a file that is there")
    command.add_argument("--json", action="store_true")
    command.set_defaults(run=_predict)


def _add_explain(commands: Any) -> None:
    command = commands.add_parser("explain", help="what each layer makes of a sample, and what the answer hangs on")
    command.add_argument("run_dir", type=Path, metavar="RUN")
    command.add_argument("files", type=Path, nargs="*", metavar="FILE", help="as for predict")
    command.add_argument(
        "--text", action="append", default=[], metavar="TEXT", help="a text; may be given several times"
    )
    command.add_argument(
        "--sample", action="append", default=[], metavar="PART:N", help="a sample of the run's data, such as test:12"
    )
    command.add_argument(
        "--method",
        choices=(*METHODS, "attention"),
        help="how the answer is explained; without it, saliency. attention: where each head of the attention layers looks",
    )
    command.add_argument(
        "--layer", metavar="ADDRESS", help="the layer for grad_cam or attention, such as model.layers[2]"
    )
    command.add_argument(
        "--baseline",
        type=_baseline,
        metavar="VALUE",
        help=f"what is put where occlusion covers, and where integrated_gradients begin: a number as the network gets it "
        f"(without it, 0), or {', '.join(BASELINES)}",
    )
    command.add_argument(
        "--window", type=_sides, metavar="SIZE", help="what occlusion covers at once: 8, or the height and width 8x6"
    )
    command.add_argument(
        "--stride", type=_sides, metavar="SIZE", help="how far the window goes on; without it, half of it"
    )
    command.add_argument("--target", metavar="CLASS", help="the class or number to explain; without it, the likeliest")
    command.add_argument("--weights", choices=("last", "best"), default="last")
    command.add_argument("--to", type=Path, metavar="PATH", help="a folder, or the .png or .csv file for one sample")
    command.add_argument("--data-dir", type=Path, help="where data sets are")
    command.add_argument("--force", action="store_true", help="replace files that are there")
    command.add_argument("--json", action="store_true", help="one object for each sample")
    command.set_defaults(run=_explain)


def _add_export(commands: Any) -> None:
    command = commands.add_parser("export", help="weights or the script of a run")
    command.add_argument("run_dir", type=Path, metavar="RUN")
    command.add_argument("--format", choices=("pth", "script"), required=True)
    command.add_argument("--to", type=Path, required=True, metavar="PATH")
    command.add_argument("--weights", choices=("last", "best"), default="last")
    command.add_argument("--data-dir", type=Path, help="where data sets are")
    command.add_argument("--force", action="store_true", help="replace a file that is there")
    command.set_defaults(run=_export)


def _count(text: str) -> int:
    if not text.isdecimal() or int(text) > 1_000_000:
        raise argparse.ArgumentTypeError(f"{text!r} is not a number of samples (0 to 1000000)")
    return int(text)


def _baseline(text: str) -> float | str:
    if text in BASELINES:
        return text
    try:
        found = float(text)
    except ValueError:
        found = math.nan
    if not math.isfinite(found):
        raise argparse.ArgumentTypeError(f"{text!r} is neither a number nor one of {', '.join(BASELINES)}")
    return found


def _sides(text: str) -> tuple[int, ...]:
    parts = text.lower().split("x")
    if len(parts) > 2 or not all(part.isdecimal() and 0 < int(part) <= 1_000_000 for part in parts):
        raise argparse.ArgumentTypeError(f"{text!r} is no size: write 8, or height and width as in 8x6")
    return tuple(map(int, parts))


def _evaluate(options: argparse.Namespace) -> int:
    from workbench.terminal_evaluate import evaluate

    return evaluate(options)


def _predict(options: argparse.Namespace) -> int:
    if options.csv is not None:
        spare_file(options.csv, options.force)
    from workbench.terminal_predict import predict

    return predict(options)


def _explain(options: argparse.Namespace) -> int:
    from workbench.terminal_explain import explain

    return explain(options)


def _export(options: argparse.Namespace) -> int:
    spare_file(options.to, options.force)
    from workbench.export.run_export import export_script, export_weights

    write = export_weights if options.format == "pth" else export_script
    print(write(options.run_dir, options.to, options.weights, options.data_dir))
    return DONE
