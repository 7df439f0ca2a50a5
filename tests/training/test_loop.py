"""Stopping, pausing, failing: the run always ends with an event and leaves whole files."""

import os
import threading

import numpy as np
import pytest
import torch

from workbench.spec.problems import RunError
from workbench.training import saving
from workbench.training.control import Control
from workbench.training.events import (
    CheckpointSaved,
    RunContinued,
    RunFailed,
    RunFinished,
    RunPaused,
    StepDone,
    WeightsReady,
)
from workbench.training.loop import train
from workbench.training.runs import read_weights, write_weights
from workbench.training.trace import trace


def long(experiment):
    return experiment.replace(training=experiment.training.replace(epochs=1000))


def test_stop_keeps_what_was_learned(tiny, tmp_path):
    control, steps = Control(), 0
    for event in train(long(tiny), control, out=tmp_path / "run"):
        steps += isinstance(event, StepDone)
        if steps == 7:
            control.stop()
    assert isinstance(event, RunFinished) and event.reason == "stopped" and event.steps == 7
    assert read_weights(tmp_path / "run" / "last.pth").keys() == {"1.weight", "1.bias", "4.weight", "4.bias"}


def test_stop_while_preparing(tiny):
    control = Control()
    control.stop()
    events = list(train(tiny, control))
    assert events[-1].reason == "stopped" and not any(isinstance(event, StepDone) for event in events)


def test_pause_computes_nothing_gives_weights_and_goes_on(tiny):
    control, seen = Control(), []
    asked = threading.Event()
    for event in train(tiny, control):
        seen.append(event)
        if isinstance(event, StepDone) and event.step == 2:
            control.pause()
        if isinstance(event, RunPaused) and not asked.is_set():
            asked.set()
            control.want_weights()
        if isinstance(event, WeightsReady) and asked.is_set() and control.pausing:
            control.resume()
    kinds = [type(event) for event in seen]
    paused, continued = kinds.index(RunPaused), kinds.index(RunContinued)
    assert StepDone not in kinds[paused:continued] and WeightsReady in kinds[paused:continued]
    assert isinstance(seen[-1], RunFinished) and seen[-1].reason == "done"


def test_a_pause_and_a_copy_of_the_weights_change_no_bit(tiny, tmp_path):
    control = Control()
    for event in train(tiny, control, out=tmp_path / "a"):
        if isinstance(event, StepDone):
            control.want_weights()
    for event in train(tiny, out=tmp_path / "b"):
        assert not isinstance(event, RunFailed)
    one, other = (read_weights(tmp_path / name / "last.pth") for name in "ab")
    assert all(torch.equal(one[key], other[key]) for key in one)


def test_tracing_and_predicting_leave_the_random_numbers_alone(tiny):
    from workbench.evaluation.trained import Trained

    before = torch.get_rng_state()
    traced = trace(tiny, (1, 28, 28))
    model_weights = {"1.weight": np.zeros((12, 784), np.float32), "1.bias": np.zeros(12, np.float32),
                     "4.weight": np.zeros((10, 12), np.float32), "4.bias": np.arange(10, dtype=np.float32)}  # fmt: skip
    probabilities = Trained(tiny, model_weights).judge(np.zeros((28, 28), np.uint8)).shares
    assert torch.equal(torch.get_rng_state(), before)
    assert traced.parameters == 784 * 12 + 12 + 12 * 10 + 10 and probabilities.argmax() == 9


def test_a_loss_that_is_no_number_ends_the_run_in_words(tiny):
    broken = tiny.replace(training=tiny.training.replace(optimizer=tiny.training.optimizer.replace(lr=1e30)))
    last = list(train(broken))[-1]
    assert isinstance(last, RunFailed) and not last.wrong_input
    assert "learning rate" in last.problems[0].line() and "step" in last.problems[0].line()


def test_wrong_input_is_said_before_anything_runs(tiny, tmp_path):
    wrong = tiny.replace(model=tiny.model.replace(layers=tiny.model.layers[:-1]))
    events = list(train(wrong, out=tmp_path / "run"))
    assert isinstance(events[0], RunFailed) and events[0].wrong_input and not (tmp_path / "run").exists()
    assert events[0].problems[0].address == "model.layers[3]"


def test_weights_are_written_every_so_many_steps(tiny, tmp_path, monkeypatch):
    monkeypatch.setattr(saving, "SAVING_SHARE", 1e9)  # without regard to how quick the disk is
    often = tiny.replace(training=tiny.training.replace(checkpoint=tiny.training.checkpoint.replace(every_steps=2)))
    saved = [event for event in train(often, out=tmp_path / "run") if isinstance(event, CheckpointSaved)]
    assert [event.step for event in saved if event.kind == "last"][:2] == [2, 4]


@pytest.mark.parametrize("name", ["fsync", "replace"])
def test_a_failing_write_leaves_the_old_weights(tmp_path, monkeypatch, name):
    path = tmp_path / "w.pth"
    write_weights({"a": torch.ones(3)}, path)

    def fail(*_args):
        raise OSError(28, "No space left on device")

    monkeypatch.setattr(os, name, fail)
    with pytest.raises(RunError, match="No space left"):
        write_weights({"a": torch.zeros(3)}, path)
    monkeypatch.undo()
    assert torch.equal(read_weights(path)["a"], torch.ones(3)) and [p.name for p in tmp_path.iterdir()] == ["w.pth"]


def test_a_foreign_weights_file_is_refused_and_runs_nothing(tmp_path):
    import pickle

    from workbench.spec.problems import ExperimentError

    class Evil:
        def __reduce__(self):
            return (os.mkdir, (str(tmp_path / "ran"),))

    for number, content in enumerate([b"", b"hello", pickle.dumps(Evil())]):
        path = tmp_path / f"{number}.pth"
        path.write_bytes(content)
        with pytest.raises(ExperimentError, match="cannot be used"):
            read_weights(path)
    assert not (tmp_path / "ran").exists()
