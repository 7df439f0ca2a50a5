"""The command line: everything that the window does to an experiment, done to its file.

Exit codes: 0 done, 1 failed while running, 2 the input is wrong (a line per problem: address, what, how to
mend it), 130 stopped by the user.
"""

from __future__ import annotations

import argparse
import io
import os
import sys
from collections.abc import Sequence
from contextlib import suppress

from workbench import __version__, catalog, plugins, unforeseen
from workbench.commands import branching, curves, experiments, pictures, program, recipes, runs, vocabulary
from workbench.commands.say import DONE, FAILED, STOPPED, WRONG_INPUT, complain
from workbench.spec.problems import ExperimentError, RunError

assert catalog  # imported for the registry


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
        return FAILED if options.run in (experiments.train, experiments.resume, branching.branch) else DONE


def _run(options: argparse.Namespace) -> int:
    try:
        plugins.refresh()
        return int(options.run(options))
    except ExperimentError as error:
        complain(*error.problems)
        return WRONG_INPUT
    except RunError as error:
        complain(error.problem.line())
        return FAILED
    except KeyboardInterrupt:
        return STOPPED
    except BrokenPipeError:
        raise
    except Exception as error:  # noqa: BLE001 - the last resort: a sentence, and the details in a file
        complain(unforeseen.sentence(error))
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
    parser.set_defaults(run=program.gui, file=None, data_dir=None)
    commands = parser.add_subparsers(title="commands", metavar="COMMAND")
    for module in (recipes, experiments, branching, runs, curves, pictures, vocabulary, program):
        module.add(commands)
    return parser
