"""One kill; ``python -m tests.faults kills`` makes as many as you like."""

import sys

import pytest

from tests.faults.kills import kill_once
from tests.faults.operations import TORN_SIGNAL
from tests.faults.runs import experiment, what_is_wrong
from workbench.spec.files import to_toml
from workbench.training.events import StepDone
from workbench.training.loop import resume


@pytest.mark.skipif(sys.platform == "win32", reason="has no fork")
def test_a_killed_run_is_whole_and_goes_on(tmp_path):
    run = tmp_path / "run"
    alive, safe = kill_once(run, to_toml(experiment(epochs=9, every_steps=1)), at=100, way=TORN_SIGNAL)
    step, wrong = what_is_wrong(run)
    assert alive and not wrong and step >= safe > 0
    again = resume(run)
    assert next(event.step for event in again if isinstance(event, StepDone)) == step + 1
    again.close()
