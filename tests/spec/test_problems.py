"""Problems: one line for the command line, plain values for others, templates for translators."""

import pytest

from workbench.spec.edits import SetValue
from workbench.spec.problems import ExperimentError, Fix, RunError, Text, problem


def test_line_holds_address_what_and_remedy():
    row = problem("a.b[0]", "is {given}.", "Make it {limit}.", given=3, limit=2)
    assert row.line() == "a.b[0]: is 3. Make it 2."
    assert problem("", "Nothing works.").line() == "Nothing works."


def test_values_are_no_templates():
    assert problem("", "It is {given}.", given="{limit} {0} {").line() == "It is {limit} {0} {."


def test_plain_holds_what_the_command_line_prints():
    fix = Fix(Text("Set {name}", {"name": "it"}), (SetValue("seed", 1),))
    row = problem("seed", "is {given}.", "Change it.", severity="warning", fix=fix, given=0)
    assert row.plain() == {
        "address": "seed", "severity": "warning", "what": "is 0.", "remedy": "Change it.", "fix": "Set it",
    }  # fmt: skip
    assert "fix" not in problem("seed", "is wrong.").plain()


def test_template_and_values_stay_apart_for_translation():
    row = problem("", "{count} things", count=2)
    assert row.what.template == "{count} things"
    assert row.what.values == {"count": 2}


def test_errors_carry_their_problems():
    one, two = problem("a", "is wrong."), problem("", "Nothing works.")
    error = ExperimentError([one, two])
    assert error.problems == (one, two)
    assert str(error) == "a: is wrong.\nNothing works."
    assert isinstance(error, ValueError)
    assert str(RunError(two)) == "Nothing works."
    with pytest.raises(AttributeError):
        one.address = "b"
