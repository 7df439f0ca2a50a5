"""The page of a rule in the terminal, and the links of its reference."""

import json

import pytest

from workbench.cli import main
from workbench.evaluation.doctor import rules


@pytest.mark.parametrize("name", ["vanishing_gradients", "Vanishing gradients"])
def test_a_rule_explains_itself_in_the_terminal(name, capsys):
    assert main(["doctor", "--explain", name]) == 0
    said = capsys.readouterr().out
    rule = rules()["vanishing_gradients"]
    assert said.startswith("Vanishing gradients (vanishing_gradients)\n")
    words = " ".join(said.split())
    assert all(text in words for text in (rule.about, rule.cause, rule.shows, rule.advice, rule.reference))
    assert "https://proceedings.mlr.press/v9/glorot10a.html" in said


def test_all_rules_are_listed_and_a_wrong_name_is_set_right(capsys):
    assert main(["doctor", "--explain"]) == 0
    assert len(capsys.readouterr().out.splitlines()) == len(rules())
    assert main(["doctor", "--explain", "--json"]) == 0
    assert {each["id"] for each in json.loads(capsys.readouterr().out)["rules"]} == set(rules())
    assert main(["doctor", "--explain", "overfiting"]) == 2
    assert "Did you mean overfitting?" in capsys.readouterr().err


def test_every_reference_leads_to_a_page_and_is_said_whole():
    for each in rules().values():
        assert "".join(words for words, _ in each.read_on()) == each.reference
        assert any(link for _, link in each.read_on()), each.reference
    assert ("doi 10.1109/TKDE.2008.239", "https://doi.org/10.1109/TKDE.2008.239") in set(
        rules()["class_imbalance"].read_on()
    )
