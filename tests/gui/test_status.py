"""What the status bar says of a run, and no longer says when it has ended."""

from workbench.gui.status import RunStatus
from workbench.training.events import RunFinished, RunStarted, StepDone

STARTED = RunStarted("run", "cpu", "float32", ("a", "b"), 10, 0, 0, 1, 5, 1)


def test_of_a_run_that_has_ended_nothing_is_left(qtbot):
    status = RunStatus()
    qtbot.addWidget(status)
    status.follow([STARTED, StepDone(1, 1, 0.5, 0.5, 0.1, 10)])
    assert status.left.text() and not status.progress.isHidden()
    status._shown_at = 0.0
    status.follow([StepDone(5, 1, 0.5, 0.5, 0.1, 10), RunFinished("done", "run", {}, 1.0, 50.0, 1, 5)])
    assert status.words.text() == "Done in 0:01" and not status.left.text() and status.progress.isHidden()
