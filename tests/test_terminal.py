"""A run as the terminal shows it: the bar on a screen, the sentences at the end, the JSON that others read."""

import argparse
import io
import json
import math
import shlex
import sys
from dataclasses import replace

import pytest

from workbench import terminal
from workbench.crash import TERMINAL, open_folder
from workbench.spec.problems import problem
from workbench.training.events import EpochDone, RunFailed, RunFinished, RunStarted, StepDone

STARTED = RunStarted("run", "cpu", "float32", ("a", "b"), 128, 0, 10, 2, 2, 99)


@pytest.fixture
def drawn(capsys, monkeypatch):
    """What has been drawn since the last call, one by one."""
    monkeypatch.setenv("COLUMNS", "200")
    return lambda: capsys.readouterr().out.split("\r\x1b[2K")[1:]


@pytest.fixture
def clock(monkeypatch):
    """Seconds that go on when the test says so."""
    now = [100.0]
    monkeypatch.setattr(terminal.time, "monotonic", lambda: now[0])
    return now


def shown(lines, clock, seconds, *events):
    for event in events:
        clock[0] += seconds
        lines.event(event)


def test_bar_has_the_epochs_means_and_the_time_left(drawn, clock):
    lines = terminal._Lines(screen=True)
    lines.event(STARTED)
    shown(lines, clock, 10, StepDone(1, 1, 9.0, 0.0, 0.1, 64), StepDone(2, 1, 9.0, 0.0, 0.1, 64))
    shown(lines, clock, 10, StepDone(3, 2, 4.0, 0.25, 0.1, 32))
    last = drawn()[-1]
    assert last == f"epoch 2/2 {'█' * 12}{'░' * 12}  50%  loss 4.0000  accuracy 25.0%  5 samples/s  0:10 left"
    shown(lines, clock, 10, StepDone(4, 2, 1.0, 0.75, 0.1, 32))
    assert "100%  loss 2.5000  accuracy 50.0%" in drawn()[-1]


def test_bar_is_not_drawn_more_than_ten_times_a_second(drawn, clock):
    lines = terminal._Lines(screen=True)
    lines.event(replace(STARTED, steps_per_epoch=100))
    shown(lines, clock, 0.01, *(StepDone(number, 1, 1.0, 0.5, 0.1, 1) for number in range(1, 100)))
    assert 8 <= len([text for text in drawn() if "loss" in text]) <= 10


def test_bar_stays_on_its_line(drawn, clock, monkeypatch):
    monkeypatch.setenv("COLUMNS", "30")
    lines = terminal._Lines(screen=True)
    lines.event(STARTED)
    shown(lines, clock, 1, StepDone(1, 1, 1.0, 0.5, 0.1, 1))
    assert len(drawn()[-1]) == 29


def test_bar_of_a_terminal_without_blocks(monkeypatch):
    monkeypatch.setattr(sys, "stdout", io.TextIOWrapper(io.BytesIO(), encoding="ascii"))
    assert terminal._bar(0.5) == "#" * 12 + "." * 12


@pytest.mark.parametrize(
    ("seconds", "words"), [(0, "0:00"), (7.4, "0:07"), (59.7, "1:00"), (754, "12:34"), (3723, "1:02:03")]
)
def test_time_left(seconds, words):
    assert terminal._clock(seconds) == words


def test_numbers_that_are_none_are_null_at_every_depth(capsys):
    lines = terminal._JsonLines()
    lines.event(EpochDone(1, 1, 1.0, 0.5, math.nan, 0.5, 0.1, 1.0, 1.0))
    lines.event(RunFinished("done", "run", {"loss": math.inf, "accuracy": 0.5}, 1.0, 1.0, 1, 1))
    epoch, end = (json.loads(line, parse_constant=pytest.fail) for line in capsys.readouterr().out.splitlines())
    assert epoch["validation_loss"] is None
    assert end["test"] == {"loss": None, "accuracy": 0.5}


@pytest.mark.parametrize("lines", [terminal._JsonLines(), terminal._Lines(screen=False)], ids=["json", "words"])
def test_what_fails_is_a_line_each_on_standard_error(capsys, lines):
    lines.event(RunFailed((problem("data", "It is gone."), problem("seed", "It is odd.", "Mend it."))))
    assert capsys.readouterr().err == "data: It is gone.\nseed: It is odd. Mend it.\n"


def test_details_without_a_run_folder_are_kept(capsys, monkeypatch, tmp_path):
    monkeypatch.setenv("WORKBENCH_STATE_DIR", str(tmp_path))
    terminal._Lines(screen=False).event(RunFailed((problem("", "It broke."),), details="where it broke"))
    (log,) = (tmp_path / "reports").iterdir()
    assert log.read_text(encoding="utf-8").endswith("where it broke")
    assert capsys.readouterr().err == f"It broke.\nDetails are in {log}.\n"


def test_end_names_the_weights_that_are_there(capsys, tmp_path):
    (tmp_path / "last.pth").touch()
    terminal._Lines(screen=False).event(RunFinished("stopped", str(tmp_path), {}, 2.0, 10.0, 1, 5, 1))
    out = capsys.readouterr().out
    assert out == (
        f"Stopped after 2.0 s, 10 samples/s.\nLast weights: {tmp_path / 'last.pth'}\n"
        f"To go on: workbench resume {shlex.quote(str(tmp_path))}\n"
    )


def test_a_training_that_is_killed_is_found_with_its_run(monkeypatch, tmp_path):
    monkeypatch.setenv("WORKBENCH_STATE_DIR", str(tmp_path))
    seen = []

    def begin(_control):
        yield replace(STARTED, run_dir="here")
        seen.extend(json.loads(path.read_bytes()) for path in open_folder().glob("*/about.json"))
        yield RunFinished("stopped", "here", {}, 0.0, 0.0, 0, 0)

    assert terminal._shown(argparse.Namespace(threads=None, json=False), begin) == 130
    assert [(about["kind"], about["run"]) for about in seen] == [(TERMINAL, "here")]
    assert list(open_folder().iterdir()) == []
