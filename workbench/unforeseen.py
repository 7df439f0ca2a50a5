"""The last resort for an error that nobody foresaw: one sentence for the user, the traceback in a report."""

from __future__ import annotations

import traceback
from pathlib import Path

from workbench.crash_reports import error_report
from workbench.spec.problems import Problem, problem


def sentence(error: BaseException) -> str:
    """What to show; names the file that has the traceback, where one could be written."""
    path = log("".join(traceback.format_exception(error)))
    where = f" Details are in {path}." if path else ""
    return f"Something unforeseen went wrong: {first_line(error)}.{where}"


def first_line(error: BaseException) -> str:
    """Its kind, and the first line of what it says, without a full stop."""
    said = (str(error).strip().splitlines() or [""])[0].rstrip(".")
    return f"{type(error).__name__}: {said}" if said else type(error).__name__


def in_words(error: BaseException) -> Problem:
    """For the window: a PyTorch that cannot be loaded has words of its own."""
    reason = first_line(error)
    if isinstance(error, ImportError) and (error.name or "").startswith("torch"):
        return problem(
            "", "PyTorch cannot be loaded: {reason}.", "“workbench doctor” says what is missing.", reason=reason
        )
    return problem("", "Something unforeseen went wrong: {reason}.", "The log has the details.", reason=reason)


def log(details: str) -> Path | None:
    """Write details into a new report; None where that cannot be."""
    return error_report(details)
