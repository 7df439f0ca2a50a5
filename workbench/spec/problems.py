"""What is wrong with an experiment: where, in words, how to mend it, and if possible the edit that does.

Texts are templates with their values beside them, so that the window can translate the template.
"""

from __future__ import annotations

from dataclasses import dataclass
from typing import Any, Literal

from workbench.spec.edits import Edit
from workbench.spec.text import Text as Text
from workbench.spec.text import either as either

Severity = Literal["error", "warning"]


@dataclass(frozen=True)
class Fix:
    """Edits that mend a problem, and the words on the button."""

    label: Text
    edits: tuple[Edit, ...]


@dataclass(frozen=True)
class Problem:
    """One thing that is wrong. ``address`` is empty when it concerns the whole."""

    address: str
    what: Text
    remedy: Text
    severity: Severity = "error"
    fix: Fix | None = None

    def line(self) -> str:
        """As the command line prints it: ``address: what. remedy``."""
        words = " ".join(str(text) for text in (self.what, self.remedy) if str(text))
        return f"{self.address}: {words}" if self.address else words

    def plain(self) -> dict[str, Any]:
        """For ``workbench check --json``."""
        row = {"address": self.address, "severity": self.severity, "what": str(self.what), "remedy": str(self.remedy)}
        return row | ({"fix": str(self.fix.label)} if self.fix else {})


def fix_by(label: str, *edits: Edit, **values: object) -> Fix:
    """A fix whose label is a template."""
    return Fix(Text(label, values), edits)


def problem(
    address: str, what: str, remedy: str = "", *, severity: Severity = "error", fix: Fix | None = None, **values: Any
) -> Problem:
    """A problem whose two sentences share their values."""
    return Problem(address, Text(what, values), Text(remedy, values), severity, fix)


class ExperimentError(ValueError):
    """The input is wrong; carries every problem found. The command line exits with 2 on it."""

    def __init__(self, problems: list[Problem] | tuple[Problem, ...]) -> None:
        self.problems = tuple(problems)
        super().__init__("\n".join(item.line() for item in self.problems))


class RunError(RuntimeError):
    """Something failed while running, said as a problem. The command line exits with 1 on it."""

    def __init__(self, what: Problem) -> None:
        self.problem = what
        super().__init__(what.line())
