"""What no machine holds is refused; ``python -m tests.faults absurd`` measures how soon."""

import tomllib

import pytest

from tests.faults.absurd import CASES, MOST_MB, memory, refusal


@pytest.mark.parametrize("name", CASES)
def test_refused(name, monkeypatch):
    if "layers" in name:
        monkeypatch.setattr(tomllib, "loads", None)  # it would take seconds
    assert not refusal(name, 3)[1]


def test_nothing_of_that_size_is_made():
    assert memory("10^10 parameters", 3) < MOST_MB
