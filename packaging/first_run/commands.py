"""What the words after `start.py` do: open the workbench, run the tests, or run one of its commands.

Each prepares the system, then `.venv`, then becomes the program that was asked for. Exit status: that program's; 1 when
the set-up cannot go on, 130 when it was interrupted.
"""

from __future__ import annotations

import contextlib
import io
import signal
import sys
from collections.abc import Sequence
from typing import NoReturn

from .display import display_problem
from .libraries import QT_LIBRARIES, WINDOW_LIBRARIES, library_advice, missing_libraries, prepare_system, shortened
from .machine import Machine, SetupError, say, this_machine
from .packages import set_up

USAGE = """\
python3 packaging/start.py                      set up and open the workbench; without a display, train in the terminal
python3 packaging/start.py test [ARGUMENT...]   set up and run the tests; the arguments go to pytest
python3 packaging/start.py COMMAND [ARG...]     set up and run `workbench COMMAND`: train, check, predict, export ...

Everything lies in the folder .venv beside README.md; delete it to begin anew."""


def open_workbench(machine: Machine, words: Sequence[str]) -> int:
    """The window; or, where there can be none, the same experiment trained in the terminal."""
    prepare_system(machine, WINDOW_LIBRARIES)
    set_up(machine, set())
    workbench = [machine.python, "-P", "-m", "workbench"]  # -P: a file torch.py in the user's folder is none of ours
    missing = missing_libraries(machine, WINDOW_LIBRARIES)
    problem = display_problem(machine)
    if not problem and not missing:
        say("Opening the workbench.")
        return machine.launch([*workbench, *words])
    if problem:
        say(f"There is no display here ({problem}), so the window cannot open.")
    else:
        advice = library_advice(machine, [WINDOW_LIBRARIES[soname] for soname in missing])
        say(f"The window cannot open: Qt's system libraries are missing ({shortened(missing)}). {advice}")
    what = words[1] if words[1:] else "the built-in experiment"
    say(f"Training {what} in the terminal instead.")
    return machine.launch([*workbench, "train", *words[1:]])


def run_tests(machine: Machine, words: Sequence[str]) -> int:
    prepare_system(machine, QT_LIBRARIES)
    set_up(machine, {"dev"})
    missing = missing_libraries(machine, QT_LIBRARIES)
    if missing:
        advice = library_advice(machine, [QT_LIBRARIES[soname] for soname in missing])
        raise SetupError(f"The tests need Qt's system libraries, which are missing ({shortened(missing)}). {advice}")
    say("Running the tests.")
    platform = machine.environ.get("QT_QPA_PLATFORM") or "offscreen"
    return machine.launch([machine.python, "-m", "pytest", *words], cwd=machine.root, QT_QPA_PLATFORM=platform)


def run_command(machine: Machine, words: Sequence[str]) -> int:
    prepare_system(machine, {})
    set_up(machine, set())
    return machine.launch([machine.python, "-P", "-m", "workbench", *words])


def dispatch(machine: Machine, words: list[str]) -> int:
    if words[:1] in (["-h"], ["--help"]):
        print(USAGE)
        return 0
    if words[:1] == ["test"]:
        return run_tests(machine, words[1:])
    if words[:1] in ([], ["gui"]):
        return open_workbench(machine, words)
    return run_command(machine, words)


def start(machine: Machine, words: Sequence[str]) -> int:
    """Does what the words ask for and returns the exit status; what can be foreseen ends in a sentence."""
    try:
        return dispatch(machine, list(words))
    except SetupError as error:
        say(str(error))
    except OSError as error:
        say(f"The set-up cannot go on: {error.strerror or error}{f': {error.filename}' if error.filename else ''}.")
    except KeyboardInterrupt:
        with contextlib.suppress(KeyboardInterrupt):  # an impatient second Ctrl+C
            say("Interrupted. The same command goes on from here.")
        return 130
    return 1


def interrupt(*_: object) -> NoReturn:
    raise KeyboardInterrupt


def main(words: Sequence[str]) -> int:
    signal.signal(signal.SIGTERM, interrupt)
    for stream in (sys.stdout, sys.stderr):
        if isinstance(stream, io.TextIOWrapper):
            stream.reconfigure(errors="replace")  # a Windows console may lack a sign of the path
    return start(this_machine(), words)
