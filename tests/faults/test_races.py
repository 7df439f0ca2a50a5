"""One race of some kinds; ``python -m tests.faults races`` runs a hundred. And what decides them, one step after the other."""

import sys

import pytest

from tests.faults.races import SMALL, raced
from tests.faults.runs import experiment, last_event, what_is_wrong
from workbench.spec.problems import ExperimentError
from workbench.training.events import RunFailed, RunFinished, StepDone
from workbench.training.loop import train
from workbench.training.runs import RunFolder


@pytest.mark.skipif(sys.platform == "win32", reason="has no fork")
def test_two_processes_at_once(tmp_path):
    names = ["new folders", "one --out", "one experiment file", "the digits' cache"]
    assert [(name, "") for name in names] == list(raced(tmp_path, names))


def test_a_folder_in_which_another_trains_is_left_alone(tmp_path):
    run, plan = tmp_path / "run", experiment(**SMALL)
    first = train(plan, out=run)
    next(event for event in first if isinstance(event, StepDone))
    second = last_event(train(plan, out=run))
    assert isinstance(second, RunFailed) and "is being trained by another process" in second.problems[0].line()
    assert isinstance(last_event(first), RunFinished) and not what_is_wrong(run)[1]


def test_a_run_that_another_made_meanwhile_is_left_alone(tmp_path):
    plan = experiment(**SMALL)
    folder = RunFolder(tmp_path / "run")
    last_event(train(plan, out=tmp_path / "run"))
    before = {path: path.read_bytes() for path in (tmp_path / "run").rglob("*") if path.is_file()}
    with pytest.raises(ExperimentError, match="Another process has just trained"):
        folder.begin(plan)
    folder.close()
    assert before == {path: path.read_bytes() for path in (tmp_path / "run").rglob("*") if path.is_file()}
