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
    try:
        return template.format(**text.values)
    except (KeyError, IndexError, ValueError):  # a translation with a slip must not hide the sentence
        return str(text)


def sentence(problem: Problem) -> str:
    """What and how to mend it."""
    return " ".join(words for words in (said(problem.what), said(problem.remedy)) if words)
