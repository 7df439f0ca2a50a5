"""How commands end and speak: exit codes, lines on standard error, files that are not overwritten unasked."""

from __future__ import annotations

import json
import sys
from pathlib import Path
from typing import Any

from workbench.spec import files
from workbench.spec.problems import ExperimentError, Problem, RunError, problem

DONE, FAILED, WRONG_INPUT, STOPPED = 0, 1, 2, 130


def say_json(row: dict[str, Any]) -> None:
    """One line of JSON on standard output."""
    print(json.dumps(row, ensure_ascii=False), flush=True)


def complain(*items: Problem | str) -> None:
    """A line each on standard error."""
    for item in items:
        words = item if isinstance(item, str) else item.line()
        warns = isinstance(item, Problem) and item.severity == "warning"
        print(f"warning: {words}" if warns else words, file=sys.stderr)


def spare_file(path: Path, force: bool) -> None:
    """Refuse to overwrite a file that is there, and a path that cannot be a file."""
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


def write_file(path: Path, content: bytes) -> None:
    """Write a file as a whole, and say where it is."""
    try:
        files.write_whole(path, content)
    except OSError as error:
        reason = error.strerror or str(error)
        raise RunError(problem("", "{path} cannot be written: {reason}.", path=path, reason=reason)) from None
    print(path)
