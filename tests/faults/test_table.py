"""The table says what is not met, and the command ends with 1 then."""

import sys

import pytest

from tests.faults import __main__ as table
from tests.faults.parts import what_fails
from tests.faults.table import Row, counted


@pytest.mark.parametrize(("wrong", "code"), [([], 0), (["kill 3: torn"], 1)])
def test_what_is_not_met(monkeypatch, capsys, wrong, code):
    bench = table.Bench(lambda _folder, count, _seed: iter([counted("all whole", count, wrong)]), 7, 1)
    monkeypatch.setattr(table, "BENCHES", {"kills": bench})
    monkeypatch.setattr(sys, "argv", ["faults"])
    assert table.main() == code
    out = capsys.readouterr().out
    assert ("6 of 7  NOT MET" in out and "kill 3: torn" in out) if wrong else "7 of 7\n" in out


def test_nothing_tried_is_not_met():
    assert counted("x", 0, []).wrong and not Row("x", "1 ms").wrong


def test_a_red_test_is_named(tmp_path):
    def red(_folder, _patch):
        with pytest.raises(ValueError):
            pass

    assert ["two: " in line for line in what_fails(tmp_path, [("one", lambda *_: None), ("two", red)])] == [True]
