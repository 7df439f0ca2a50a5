"""The window, and what the machine has."""

from __future__ import annotations

import argparse
import gc
from pathlib import Path
from typing import TYPE_CHECKING, Any

from workbench.commands.say import DONE, FAILED, complain, say_json
from workbench.display import display_problem

if TYPE_CHECKING:
    pass


def add(commands: Any) -> None:
    """Declare the commands."""
    _add_gui(commands)
    _add_doctor(commands)


def _add_gui(commands: Any) -> None:
    command = commands.add_parser("gui", help="open the window (also without a command)")
    command.add_argument("file", nargs="?", type=Path, help="an experiment file")
    command.add_argument("--data-dir", type=Path, help="where data sets are")
    command.set_defaults(run=gui)


def _add_doctor(commands: Any) -> None:
    command = commands.add_parser(
        "doctor", help="what is amiss with a run; without one, with this machine: versions, devices, folders"
    )
    command.add_argument("run_dir", nargs="?", type=Path, metavar="RUN", help="the folder of a run")
    command.add_argument("--data-dir", type=Path, help="where data sets are")
    command.add_argument("--reports", action="store_true", help="the crash reports, and the newest of them in full")
    command.add_argument(
        "--explain", nargs="?", const="", metavar="RULE",
        help="an illness that the doctor knows: how it shows, why it comes, what to try; without a name, all of them",
    )  # fmt: skip
    command.add_argument("--json", action="store_true")
    command.set_defaults(run=_doctor)


def gui(options: argparse.Namespace) -> int:
    """Open the window; what a call without a command does."""
    why_not = display_problem()
    if why_not:
        complain(f"{why_not}. “workbench train” does the main job in the terminal.")
        return FAILED
    gc.disable()  # the window collects by itself, later: until then, everything stays
    try:
        from workbench.gui.app import run
    except ImportError as error:
        gc.enable()
        complain(f"The window cannot open: {error}. “workbench doctor” says what is missing.")
        return FAILED
    return run(options.file, options.data_dir)


def _doctor(options: argparse.Namespace) -> int:
    if options.reports:
        return _reports(options.json)
    if options.explain is not None:
        from workbench.commands.doctor import say_of_rules  # late: NumPy

        return say_of_rules(options.explain, options.json)
    if options.run_dir is not None:
        from workbench.commands.doctor import say_of_run  # late: NumPy

        return say_of_run(options.run_dir, options.data_dir, options.json)
    from workbench.doctor import examine

    findings = examine()
    if options.json:
        say_json({"findings": [item.__dict__ for item in findings]})
    else:
        for item in findings:
            print(f"{item.state:8} {item.what:18} {item.words}")
    return FAILED if any(item.state == "problem" for item in findings) else DONE


def _reports(as_json: bool) -> int:
    from workbench.crash_reports import newest_text, reports, reports_folder

    found = reports()
    if as_json:
        say_json({"folder": str(reports_folder()), "reports": [path.name for path in found], "newest": newest_text()})
    elif not found:
        print(f"There are no reports in {reports_folder()}.")
    else:
        print("\n".join(map(str, found)), newest_text(), sep="\n\n")
    return DONE
