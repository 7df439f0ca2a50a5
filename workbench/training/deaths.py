"""Why the processes of a run have ended without a last word, in words."""

from __future__ import annotations

import json
import signal
from contextlib import suppress
from pathlib import Path
from typing import Any

from workbench.spec.problems import Problem, Text, problem
from workbench.training.events import RunFailed
from workbench.training.torchrun import FAILURES
from workbench.training.wire import from_line

TOLD_TO_END = -15
"""torchrun ends with SIGTERM those that are left when one has failed."""

CRASHES = ("SIGSEGV", "SIGBUS", "SIGABRT", "SIGILL", "SIGFPE")


def death(folder: Path, code: int | None, size: int, run_dir: str) -> RunFailed:
    """The last event of a run whose processes are gone. ``code`` is the exit code of the one that was started."""
    rows = _failures(folder) or [{"rank": 0, "code": code}]
    killed = [row for row in rows if row["code"] is not None and row["code"] < 0 and row["code"] != TOLD_TO_END]
    if not killed and (said := _said_by(folder)):
        return RunFailed(said.problems, run_dir, said.wrong_input, said.details)
    return RunFailed((_problem((killed or rows)[0], size, bool(run_dir)),), run_dir)


def _failures(folder: Path) -> list[dict[str, Any]]:
    with suppress(OSError, ValueError, TypeError):
        return sorted(json.loads((folder / FAILURES).read_text(encoding="utf-8")), key=lambda row: int(row["rank"]))
    return []


def _said_by(folder: Path) -> RunFailed | None:
    """What the first that failed has left behind: the others have failed because it was gone."""
    for path in sorted(folder.glob("failed-*.json"), key=lambda path: path.stat().st_mtime_ns):
        with suppress(OSError, ValueError):
            event = from_line(path.read_text(encoding="utf-8"), folder)
            if isinstance(event, RunFailed):
                return event
    return None


def _problem(row: dict[str, Any], size: int, begun: bool) -> Problem:
    remedy = "Resume the run: it goes on from its last checkpoint." if begun else "The log has the details."
    why = _why(row["code"])
    if size == 1:
        return problem("", "The process that trained has died: {why}.", remedy, why=why)
    return problem(
        "", "Process {number} of {size} has died: {why}.", remedy, number=row["rank"] + 1, size=size, why=why
    )


def _why(code: int | None) -> Text:
    if code is None or code >= 0:
        return Text("it ended with code {code}", {"code": code})
    try:
        name = signal.Signals(-code).name
    except ValueError:
        name = str(-code)
    if name == "SIGKILL":
        return Text("it was killed ({name}), probably because the memory was full", {"name": name})
    if name in CRASHES:
        return Text("it crashed ({name})", {"name": name})
    return Text("it was ended ({name})", {"name": name})
