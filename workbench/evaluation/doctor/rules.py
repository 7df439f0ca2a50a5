"""The rules, each declared once: name, explanation, source, and the function that judges.

The window's help, ``workbench doctor --explain`` and the cards read that one declaration.
"""

from __future__ import annotations

import difflib
import re
from collections.abc import Callable, Iterator, Mapping
from dataclasses import dataclass, replace
from importlib import import_module
from inspect import cleandoc

from workbench.evaluation.doctor.case import Case
from workbench.evaluation.doctor.diagnosis import Diagnosis
from workbench.spec.problems import Text

Judge = Callable[[Case], Diagnosis | None]

MODULES = ("learning", "rates", "gradients", "units", "samples", "labels", "healthy")
"""In the order in which rules are listed; each registers its own."""

DOCTORS_RULES: dict[str, Rule] = {}


GOODFELLOW = "Goodfellow, Bengio, Courville: Deep Learning (MIT Press 2016, www.deeplearningbook.org/)"
GLOROT = (
    "Glorot, Bengio: Understanding the difficulty of training deep feedforward neural networks (AISTATS 2010, "
    "proceedings.mlr.press/v9/glorot10a.html)"
)
PAGES = re.compile(
    r"(arXiv (?P<arxiv>\d{4}\.\d{4,5})|doi (?P<doi>10\.[^\s,;)]+)|(?P<site>\b[\w-]+(\.[\w-]+)+/[\w./-]*))"
)
"""What in a reference names a page."""


@dataclass(frozen=True)
class Rule:
    """``about`` says what the illness is to somebody who learns, ``cause`` why it comes, ``shows`` how one sees it, ``advice`` what
    to try; ``reference`` is where to read on.

    ``unless`` names rules that, where they find something, say the same better: the cause of this one. A ``remark`` is no illness
    of its own, and stands below those that are as grave.
    """

    id: str
    title: str
    about: str
    cause: str
    shows: str
    advice: str
    reference: str
    unless: tuple[str, ...]
    remark: bool
    judge: Judge

    def plain(self) -> dict[str, object]:
        """For JSON."""
        row = {name: getattr(self, name) for name in ("id", "title", "about", "cause", "shows", "advice", "reference")}
        return row | {"links": [link for _, link in self.read_on() if link]}

    def read_on(self) -> Iterator[tuple[str, str]]:
        """The reference in pieces, each with the address of its page or with none; together they are the whole."""
        at = 0
        for match in PAGES.finditer(self.reference):
            if match.start() > at:
                yield self.reference[at : match.start()], ""
            arxiv, doi = match["arxiv"], match["doi"]
            link = f"arxiv.org/abs/{arxiv}" if arxiv else f"doi.org/{doi}" if doi else match["site"]
            yield match[0], f"https://{link}"
            at = match.end()
        if at < len(self.reference):
            yield self.reference[at:], ""


def rule(
    title: str, *, shows: str, advice: str, reference: str, unless: tuple[str, ...] = (), remark: bool = False
) -> Callable[[Judge], Judge]:
    """Declares the rule that a function judges by; its name is the rule's id. The docstring says in two paragraphs what the illness
    is and why it comes. ``advice`` is also that of a diagnosis which has none of its own."""

    def declare(judge: Judge) -> Judge:
        about, _, cause = (" ".join(each.split()) for each in cleandoc(judge.__doc__ or "").partition("\n\n"))
        made = Rule(judge.__name__, title, about, cause, shows, advice, reference, unless, remark, judge)
        DOCTORS_RULES[judge.__name__] = made
        return judge

    return declare


def rules() -> Mapping[str, Rule]:
    """All of them by id."""
    for name in MODULES:
        import_module(f"workbench.evaluation.doctor.{name}")
    return DOCTORS_RULES


def named(words: str) -> Rule | None:
    """The rule of that id or title; capital letters count as small ones, blanks and hyphens as underlines."""
    wanted = _plain(words)
    return next((each for each in rules().values() if wanted in (each.id, _plain(each.title))), None)


def nearest(words: str) -> str:
    """The id that is most like these words; empty where none is."""
    by_words = {name: each.id for each in rules().values() for name in (each.id, _plain(each.title))}
    near = difflib.get_close_matches(_plain(words)[:100], by_words, n=1, cutoff=0.5)
    return by_words[near[0]] if near else ""


def _plain(words: str) -> str:
    return words.casefold().replace(" ", "_").replace("-", "_")


def examine(case: Case) -> tuple[Diagnosis, ...]:
    """What is to be said of a run, the gravest and surest first; that nothing was found is said, too."""
    made = {each.id: _of(each, item) for each in rules().values() if (item := each.judge(case)) is not None}
    kept = [item for name, item in made.items() if not any(other in made for other in DOCTORS_RULES[name].unless)]
    ill = [item for item in kept if item.severity != "info"]
    shown = [item for item in kept if item.rule != "healthy" or not ill]
    return tuple(sorted(shown, key=lambda item: (item.rule != "healthy", -_weight(item))))


def _weight(item: Diagnosis) -> float:
    return item.weight * (0.5 if DOCTORS_RULES[item.rule].remark else 1.0)


def _of(rule: Rule, item: Diagnosis) -> Diagnosis:
    return replace(item, rule=rule.id, advice=item.advice if item.advice.template else Text(rule.advice))
