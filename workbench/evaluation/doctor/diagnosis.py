"""What a rule says of a run: a frozen value, with texts as templates, so that the window can translate them."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Any, Literal

from workbench.spec.problems import Fix, Text

Severity = Literal["info", "warning", "problem"]

WEIGHT: dict[Severity, float] = {"info": 0.2, "warning": 0.6, "problem": 1.0}
"""How much each counts when diagnoses are put in order."""


@dataclass(frozen=True)
class Evidence:
    """Where to look: a panel, or a part of it after a colon, such as ``diagnostics:gradient_norm``; the address of a layer; the
    first and the last step. ``data:samples`` and ``data:files`` are the windows that look through the data set."""

    panel: str
    layer: str = ""
    steps: tuple[int, int] | None = None


@dataclass(frozen=True)
class Diagnosis:
    """One thing that the doctor sees. ``sure`` is from 0 to 1; ``rule`` is the id of the rule that says it.

    ``seen``: what, with the figures; ``why``: how that is judged; ``advice``: what to try.
    """

    severity: Severity
    sure: float
    seen: Text
    why: Text
    advice: Text
    fixes: tuple[Fix, ...] = ()
    evidence: tuple[Evidence, ...] = ()
    rule: str = ""
    find_rate: bool = False
    """Whether a search for a learning rate would help."""

    @property
    def weight(self) -> float:
        """What diagnoses are ordered by."""
        return WEIGHT[self.severity] * self.sure

    def plain(self) -> dict[str, Any]:
        """For JSON."""
        return {
            "rule": self.rule,
            "severity": self.severity,
            "sure": round(self.sure, 2),
            "seen": str(self.seen),
            "why": str(self.why),
            "advice": str(self.advice),
            "fixes": [str(fix.label) for fix in self.fixes],
            "evidence": [
                {"panel": each.panel, "layer": each.layer, "steps": list(each.steps) if each.steps else None}
                for each in self.evidence
            ],
        }


def found(
    seen: str,
    why: str,
    advice: str = "",
    *,
    sure: float,
    severity: Severity = "warning",
    fixes: tuple[Fix | None, ...] = (),
    evidence: tuple[Evidence, ...] = (),
    find_rate: bool = False,
    **values: Any,
) -> Diagnosis:
    """A diagnosis whose sentences share their values; without ``advice``, that of its rule is given."""
    texts = (Text(seen, values), Text(why, values), Text(advice, values))
    there = tuple(fix for fix in fixes if fix is not None)
    return Diagnosis(severity, min(max(sure, 0.0), 1.0), *texts, there, evidence, find_rate=find_rate)


def how_sure(sure: float) -> Text:
    """In words."""
    if sure >= 0.85:
        return Text("very sure")
    if sure >= 0.65:
        return Text("fairly sure")
    return Text("probable") if sure >= 0.5 else Text("possible")


def between(value: float, none: float, full: float) -> float:
    """0 up to ``none``, 1 from ``full`` on, a straight line between them; ``full`` may be the smaller one."""
    return min(max((value - none) / (full - none), 0.0), 1.0)


def together(*shares: float) -> float:
    """How sure several signs make together, each independent of the others: 1 − ∏(1 − s)."""
    left = 1.0
    for share in shares:
        left *= 1 - share
    return 1 - left


def percent(share: float) -> str:
    """0.1234 as ``12.3 %``."""
    return f"{100 * share:.1f} %"


def figure(number: float) -> str:
    """Three digits: 0.583, 12.5, 1.2e-06."""
    return f"{number:.3g}"
