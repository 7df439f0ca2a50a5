"""A run that was stopped goes on from the menu, and its curves begin where it began."""

import numpy as np
from PySide6.QtWidgets import QFileDialog, QMessageBox

from workbench.gui.resuming import ISOLATED, UNFINISHED
from workbench.gui.session import State
from workbench.spec.problems import problem
from workbench.training.control import Control
from workbench.training.events import EpochDone, RunFailed, RunFinished, StepDone
from workbench.training.loop import train


def stopped_run(tiny, folder):
    """Two whole epochs, and a step."""
    control, epochs = Control(), 0
    experiment = tiny.replace(training=tiny.training.replace(epochs=3))
    for event in train(experiment, control, out=folder):
        epochs += isinstance(event, EpochDone)
        if epochs == 2 and isinstance(event, StepDone | EpochDone):
            control.stop()
    assert isinstance(event, RunFinished) and event.reason == "stopped"
    return event


def test_a_run_goes_on_from_its_folder(window, qtbot, tiny, tmp_path, monkeypatch):
    run = tmp_path / "run"
    stopped = stopped_run(tiny, run)
    monkeypatch.setattr(QFileDialog, "getExistingDirectory", lambda *_args: str(run))
    assert window.actions_by_id["resume"].isEnabled() and not window.actions_by_id["resume_last"].isEnabled()
    seen = []
    window.session.events.connect(seen.extend)
    window.actions_by_id["resume"].trigger()
    assert not window.actions_by_id["resume"].isEnabled()
    qtbot.waitUntil(lambda: window.session.state is State.FINISHED, timeout=30_000)
    assert next(event.step for event in seen if isinstance(event, StepDone)) == stopped.steps + 1
    assert window.run_dir == run and window.resuming.last is None
    steps = np.asarray(window.curves.loss.points("validation")[0])
    assert len(steps) == 3 and steps[1] == stopped.steps  # what was before is there, too
    whole = list(range(1, seen[-1].steps + 1))
    qtbot.waitUntil(lambda: window.curves.loss.points("train")[0].tolist() == whole, timeout=30_000)
    assert [event.step for event in window.run_panels.record.now.steps] == whole


def test_a_stopped_run_is_offered(window, qtbot, tiny):
    window.session.start(tiny.replace(training=tiny.training.replace(epochs=100_000)))
    qtbot.waitUntil(lambda: window.session.state is State.RUNNING, timeout=30_000)
    window.session.stop()
    qtbot.waitUntil(lambda: window.session.state is State.FINISHED, timeout=30_000)
    assert window.actions_by_id["resume_last"].isEnabled()
    assert window.settings.text(UNFINISHED, "") == str(window.run_dir)


def test_a_folder_that_is_no_run_is_refused_in_words(window, tmp_path, monkeypatch):
    said = []
    monkeypatch.setattr(window.files, "warn", lambda *words: said.append(words))
    window.resuming.resume(tmp_path)
    assert said and window.session.state is State.IDLE


def test_a_run_in_a_process_of_its_own_is_a_switch_that_is_remembered(window, qtbot, tiny, monkeypatch):
    jobs = []

    def launched(job, _control):
        jobs.append(job)
        yield RunFailed((problem("", "The process that trained has died: {why}.", why="x"),), "/nowhere")

    monkeypatch.setattr("workbench.training.start.launched", launched)
    said = []
    monkeypatch.setattr(QMessageBox, "exec", lambda box: said.append(box.informativeText()) or 0)
    switch = window.actions_by_id["isolated"]
    assert switch.isCheckable() and not switch.isChecked() and not window.session.isolated
    switch.trigger()
    assert switch.isChecked() and window.settings.text(ISOLATED, "") == "yes"
    window.session.start(tiny)
    qtbot.waitUntil(lambda: window.session.state is State.FAILED, timeout=30_000)
    qtbot.waitUntil(lambda: bool(said))
    assert "has died: x" in said[0]
    assert jobs[0]["processes"] == 1 and jobs[0]["run_dir"] is None
    switch.trigger()
    assert not window.session.isolated and window.settings.text(ISOLATED, "") == "no"
