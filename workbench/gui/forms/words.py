"""Sentences for people about parameters and problems, translated.

What the declarations and the problems say comes from :mod:`workbench.gui.texts`; here it is put together for a field.
"""

from __future__ import annotations

from pydantic import ValidationError
from pydantic_core import PydanticCustomError
from PySide6.QtCore import QCoreApplication

from workbench.gui.forms.texts import shown
from workbench.gui.texts import declared, said, sentence
from workbench.spec.fields import NONE_WORD, Parameter
from workbench.spec.files import problem_of, problems_of


def refusal(error: ValueError, name: str) -> str:
    """Why a value was refused: the findings about the field ``name``, or all of them where none names it."""
    if isinstance(error, PydanticCustomError):
        return sentence(problem_of(error))
    if not isinstance(error, ValidationError):
        return str(error)
    found = problems_of(error)
    own = [item for item in found if item.address.startswith(name)] or found
    return " ".join(dict.fromkeys(sentence(item) for item in own))


def tip(parameter: Parameter) -> str:
    """The tooltip: what the parameter does, what it is by default, what is allowed."""
    facts = [QCoreApplication.translate("forms", "Default: {value}").format(value=default_words(parameter))]
    allowed = allowed_words(parameter)
    if allowed:
        facts.append(QCoreApplication.translate("forms", "Allowed: {range}").format(range=allowed))
    return "\n".join((declared(parameter.description), " · ".join(facts)))


def default_words(parameter: Parameter) -> str:
    """The default as the form shows it."""
    default = parameter.default
    if isinstance(default, bool):
        return flag_word(default)
    return shown(default) or (NONE_WORD if default is None else QCoreApplication.translate("forms", "empty"))


def flag_word(flag: bool | None) -> str:
    """``yes``, ``no``, or ``none`` as a file says it."""
    if flag is None:
        return NONE_WORD
    return QCoreApplication.translate("forms", "yes") if flag else QCoreApplication.translate("forms", "no")


def allowed_words(parameter: Parameter) -> str:
    """The range in words; empty where every value of the type will do."""
    if parameter.numbers:
        return said(parameter.numbers.wanted())
    words = [*_bound_words(parameter)]
    if words and parameter.optional:
        words.append(NONE_WORD)
    return ", ".join(words)


def _bound_words(parameter: Parameter) -> list[str]:
    low, high = parameter.minimum, parameter.maximum
    words = []
    if low is not None:
        template = (
            QCoreApplication.translate("forms", "more than {bound}")
            if parameter.exclusive_minimum
            else QCoreApplication.translate("forms", "at least {bound}")
        )
        words.append(template.format(bound=shown(low)))
    if high is not None:
        template = (
            QCoreApplication.translate("forms", "less than {bound}")
            if parameter.exclusive_maximum
            else QCoreApplication.translate("forms", "at most {bound}")
        )
        words.append(template.format(bound=shown(high)))
    return words
