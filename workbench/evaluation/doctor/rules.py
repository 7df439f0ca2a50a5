"""The rules, each declared once: name, explanation, source, and the function that judges."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from dataclasses import dataclass, replace
from importlib import import_module
from inspect import cleandoc

from workbench.evaluation.doctor.case import Case
from workbench.evaluation.doctor.diagnosis import Diagnosis

Judge = Callable[[Case], Diagnosis | None]

MODULES = ("learning", "rates", "layers", "samples", "healthy")
"""In the order in which rules are listed; each registers its own."""

DOCTORS_RULES: dict[str, Rule] = {}


@dataclass(frozen=True)
class Rule:
    """``about`` explains the illness to somebody who learns; ``reference`` is where to read on.

    ``unless`` names rules that, where they find something, say the same better: the cause of this one.
    """

    id: str
    title: str
    about: str
    reference: str
    unless: tuple[str, ...]
    judge: Judge


def rule(title: str, *, reference: str, unless: tuple[str, ...] = ()) -> Callable[[Judge], Judge]:
    """Declares the rule that a function judges by; its name is the rule's id, its docstring the explanation."""

    def declare(judge: Judge) -> Judge:
        about = " ".join(cleandoc(judge.__doc__ or "").split())
        DOCTORS_RULES[judge.__name__] = Rule(judge.__name__, title, about, reference, unless, judge)
        return judge

    return declare


def rules() -> Mapping[str, Rule]:
    """All of them by id."""
    for name in MODULES:
        import_module(f"workbench.evaluation.doctor.{name}")
    return DOCTORS_RULES


def examine(case: Case) -> tuple[Diagnosis, ...]:
    """What is to be said of a run, the gravest and surest first; that nothing was found is said, too."""
    made = {each.id: replace(item, rule=each.id) for each in rules().values() if (item := each.judge(case)) is not None}
    kept = [item for name, item in made.items() if not any(other in made for other in DOCTORS_RULES[name].unless)]
    ill = [item for item in kept if item.severity != "info"]
    shown = [item for item in kept if item.rule != "healthy" or not ill]
    return tuple(sorted(shown, key=lambda item: (item.rule != "healthy", -item.weight)))
