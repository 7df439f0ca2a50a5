"""One kill; ``python -m tests.faults`` makes as many as you like."""

import pytest

from tests.faults.kills import EXPERIMENT, kill_once, what_is_wrong
from workbench.spec.files import from_toml, write
from workbench.training.events import RunFinished, StepDone
from workbench.training.loop import resume


@pytest.mark.parametrize("seconds", [0.05])
def test_a_killed_run_is_whole_and_goes_on(tmp_path, seconds):
    file, run = tmp_path / "experiment.toml", tmp_path / "run"
    write(
        from_toml(EXPERIMENT.replace("epochs = 12", "epochs = 100000").replace("every_steps = 3", "every_steps = 1")),
        file,
    )
    assert kill_once(run, file, seconds)
    step, wrong = what_is_wrong(run)
    assert not wrong
    again = resume(run)
    assert next(event.step for event in again if isinstance(event, StepDone | RunFinished)) == step + 1
    again.close()
