"""Event files: what TensorBoard itself reads from them is what the run told; the run does not notice them."""

import importlib.util

import pytest
import torch

from workbench.training import tensorboard
from workbench.training.check import check
from workbench.training.control import Control
from workbench.training.events import EpochDone, Measured, Noticed, RunFailed, RunFinished, StepDone
from workbench.training.loop import resume, train
from workbench.training.runs import read_weights


def wanted(experiment, **settings):
    return experiment.replace(training=experiment.training.replace(tensorboard=True, **settings))


def read(folder):
    accumulator = pytest.importorskip("tensorboard.backend.event_processing.event_accumulator")
    events = accumulator.EventAccumulator(str(folder / tensorboard.FOLDER), size_guidance={"scalars": 0})
    events.Reload()
    return events


def scalars(events, tag):
    return [(event.step, event.value) for event in events.Scalars(tag)]


def of(events, kind):
    return [event for event in events if isinstance(event, kind)]


def test_tensorboard_reads_what_the_run_told(tiny, tmp_path, monkeypatch):
    pytest.importorskip("tensorboard")
    monkeypatch.setattr(tensorboard, "EVERY_SECONDS", 0.0)
    told = list(train(wanted(tiny), out=tmp_path / "run"))
    list(train(tiny, out=tmp_path / "plain"))
    assert isinstance(told[-1], RunFinished)
    seen = read(tmp_path / "run")
    steps, epochs, look = of(told, StepDone), of(told, EpochDone), of(told, Measured)[-1]
    assert scalars(seen, "loss/train") == [(step.step, pytest.approx(step.loss)) for step in steps]
    assert scalars(seen, "accuracy/validation") == [(e.step, pytest.approx(e.validation_accuracy)) for e in epochs]
    assert scalars(seen, "lr")[0] == (1, pytest.approx(steps[0].lr))
    at = look.layers.index("model.layers[1]")
    assert scalars(seen, "gradient_norm/model.layers[1]")[-1] == (
        look.step,
        pytest.approx(look.figures["gradient_norm"][at]),
    )
    first = of(told, Measured)[0].histograms["parameters"][at]
    assert sum(seen.Histograms("parameters/model.layers[1]")[0].histogram_value.bucket) == sum(first[2])
    assert "inputs" in str(seen.Tags()["images"]) and seen.Graph().node
    one, other = (read_weights(tmp_path / name / "last.pth") for name in ("run", "plain"))
    assert all(torch.equal(one[name], other[name]) for name in other)


def test_it_goes_on_without_doubles(tiny, tmp_path, monkeypatch):
    pytest.importorskip("tensorboard")
    monkeypatch.setattr(tensorboard, "EVERY_SECONDS", 0.0)
    control = Control()
    for event in train(wanted(tiny), control, out=tmp_path):
        if isinstance(event, StepDone) and event.step == 7:
            control.stop()
    list(resume(tmp_path))
    assert [step for step, _ in scalars(read(tmp_path), "loss/train")] == list(range(1, 11))


def test_it_is_refused_where_it_is_not_installed(tiny, monkeypatch):
    found = importlib.util.find_spec
    monkeypatch.setattr(
        importlib.util, "find_spec", lambda name, *rest: None if name == "tensorboard" else found(name, *rest)
    )
    problems = check(wanted(tiny), None).errors
    assert [item.address for item in problems] == ["training.tensorboard"] and "pip install tensorboard" in problems[
        0
    ].line()
    assert isinstance(list(train(wanted(tiny)))[-1], RunFailed)
    assert not check(tiny, None).errors


def test_what_cannot_be_written_does_not_end_the_run(tiny, tmp_path):
    pytest.importorskip("tensorboard")
    (tmp_path / tensorboard.FOLDER).write_text("in the way")
    told = list(train(wanted(tiny), out=tmp_path))
    assert isinstance(told[-1], RunFinished)
    assert len([each for each in of(told, Noticed) if "TensorBoard" in each.problem.line()]) == 1
