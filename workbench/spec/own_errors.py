"""An error that was raised in the user's own code, as a sentence with the file and the line."""

from __future__ import annotations

import traceback

from workbench.spec.problems import Problem, problem

MARK = "own code: "
"""How the names of such files begin in tracebacks; what follows is the name of the file."""


def own_problem(address: str, error: BaseException) -> Problem | None:
    """The problem of an error, if the user's own code was on the way to it; the innermost line of theirs is named."""
    place = _place(error)
    if place is None:
        return None
    file, line = place
    reason = f"{type(error).__name__}: {error}".strip().rstrip(":.").splitlines()[0][:300]
    what = "{file}, line {line}: {reason}."
    return problem(address, what, "Mend the file, then allow it again.", file=file, line=line, reason=reason)


def _place(error: BaseException) -> tuple[str, int] | None:
    if isinstance(error, SyntaxError) and (error.filename or "").startswith(MARK):
        return str(error.filename).removeprefix(MARK), error.lineno or 1
    frames = [frame for frame in traceback.extract_tb(error.__traceback__) if frame.filename.startswith(MARK)]
    return (frames[-1].filename.removeprefix(MARK), frames[-1].lineno or 1) if frames else None
