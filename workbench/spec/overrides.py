"""``--set ADDRESS=VALUE``: values given on the command line, applied as the same edits that the window makes.

The value is read as TOML; what is none, is a text, so that nobody needs quotes inside quotes.
"""

from __future__ import annotations

import difflib
import tomllib
from collections.abc import Iterable
from typing import Any

from pydantic import ValidationError

from workbench.spec.address import get, join, parse
from workbench.spec.edits import SetValue, apply
from workbench.spec.experiment import Experiment
from workbench.spec.files import problems_of
from workbench.spec.problems import ExperimentError, Problem, problem

EXAMPLE = "Write it like training.epochs=1."


def overridden(experiment: Experiment, settings: Iterable[str]) -> Experiment:
    """The experiment with all of them applied in order. Raises :class:`ExperimentError` with every problem."""
    problems: list[Problem] = []
    for words in settings:
        try:
            experiment = _overridden(experiment, words)
        except ExperimentError as error:
            problems += error.problems
    if problems:
        raise ExperimentError(problems)
    return experiment


def _overridden(experiment: Experiment, words: str) -> Experiment:
    address, equals, text = words.partition("=")
    address = address.strip()
    if not equals or not address:
        raise ExperimentError([problem("", "--set {words} is not ADDRESS=VALUE.", EXAMPLE, words=words)])
    try:
        return apply(experiment, [SetValue(address, value_of(text))])
    except ValidationError as error:
        raise ExperimentError(problems_of(error)) from None
    except ValueError as error:
        raise ExperimentError([_not_there(experiment, address, str(error))]) from None


def value_of(text: str) -> Any:
    """The TOML value of the text, or the text itself."""
    try:
        document = tomllib.loads(f"x = {text.strip()}")
    except (ValueError, RecursionError):  # a number of thousands of digits is a plain ValueError
        return text
    return document["x"] if len(document) == 1 else text


def _not_there(experiment: Experiment, address: str, reason: str) -> Problem:
    """With the nearest name that is there, or all of them."""
    try:
        *steps, last = parse(address)
        names = list(type(get(experiment, join(steps))).model_fields)
    except (ValueError, AttributeError):
        return problem(address, "{reason}.", EXAMPLE, reason=reason)
    near = difflib.get_close_matches(str(last), names, n=1)
    remedy = "Did you mean {near}?" if near else "There is: {names}."
    return problem(
        address, "{reason}.", remedy, reason=reason, near=join((*steps, *near)), names=", ".join(names) or "nothing to set"
    )  # fmt: skip
