"""Texts that come from outside the window (the catalogue's declarations, problems), in the user's language."""

from __future__ import annotations

from PySide6.QtCore import QCoreApplication

from workbench.spec.problems import Problem, Text


def declared(text: str) -> str:
    """A docstring or a description of a declaration."""
    return QCoreApplication.translate("catalog", text) if text else ""


def said(text: Text) -> str:
    """A template in the user's language, with its values."""
    template = QCoreApplication.translate("problem", text.template) if text.template else ""
    values = {name: said(value) if isinstance(value, Text) else value for name, value in text.values.items()}
    try:
        return template.format(**values)
    except (KeyError, IndexError, ValueError):  # a translation with a slip must not hide the sentence
        return str(text)


def sentence(problem: Problem) -> str:
    """What and how to mend it."""
    words = " ".join(words for words in (said(problem.what), said(problem.remedy)) if words)
    return words.replace("。 ", "。")  # a Chinese full stop brings its own space


def line(problem: Problem) -> str:
    """Where, what and how to mend it, as :meth:`Problem.line` has it in English."""
    return f"{problem.address}: {sentence(problem)}" if problem.address else sentence(problem)


def doing(what: str) -> str:
    """What a run prepares (:class:`workbench.training.events.Preparing`); a file that it works on bears its name."""
    verb, _, name = what.partition(" ")
    templates = {
        "downloading": QCoreApplication.translate("preparing", "downloading {name}"),
        "checking": QCoreApplication.translate("preparing", "checking {name}"),
        "unpacking": QCoreApplication.translate("preparing", "unpacking {name}"),
    }
    return templates[verb].format(name=name) if verb in templates else QCoreApplication.translate("preparing", what)


def three_digits(number: float) -> str:
    """A number to be glanced at, never as a power of ten: 0.583, 12.5, 350, 12,345."""
    return f"{number:,.0f}" if abs(number) >= 99.95 else f"{number:.3g}"
