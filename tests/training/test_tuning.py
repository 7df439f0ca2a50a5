"""What a run computes with: as the experiment says, or what is fastest here, once, and then the same again."""

import pytest
import torch
from torch import nn

from workbench.spec.files import from_toml, read
from workbench.training import compiling, tuning
from workbench.training.events import Noticed, Preparing, RunFinished, RunStarted
from workbench.training.loop import train
from workbench.training.tuning import Way

CONV = """
format = 1
[data]
source = { type = "Strokes", train_count = 200, test_count = 10 }
batch_size = 10
[[model.layers]]
type = "Conv2d"
out_channels = 4
[[model.layers]]
type = "BatchNorm2d"
[[model.layers]]
type = "Dropout"
[[model.layers]]
type = "Flatten"
[[model.layers]]
type = "Linear"
[training]
device = "cpu"
epochs = 1
"""
TRYING = "finding out what is fastest here"


@pytest.fixture
def experiment():
    return from_toml(CONV)


@pytest.fixture
def channels_last_wins(monkeypatch, tmp_path):
    """So many seconds for each way, and any run long enough to try."""
    monkeypatch.setenv("WORKBENCH_CACHE_DIR", str(tmp_path / "cache"))
    monkeypatch.setitem(tuning.WORTH, "cpu", 1.0)
    monkeypatch.setattr(tuning, "SHARE", 1.0)
    monkeypatch.setattr(
        tuning, "_seconds", lambda _model, way, *_: 1.0 if way.memory_format == "channels_last" else 2.0
    )


def run(experiment, out):
    events = list(train(experiment, out=out))
    assert isinstance(events[-1], RunFinished), events[-1]
    started = next(event for event in events if isinstance(event, RunStarted))
    tried = any(isinstance(event, Preparing) and event.what == TRYING for event in events)
    return started, tried, torch.load(out / "last.pth", weights_only=True)


def test_a_short_run_is_not_tried(experiment, tmp_path, monkeypatch):
    monkeypatch.setattr(tuning, "_seconds", None)
    started, tried, _ = run(experiment, tmp_path / "run")
    assert not tried
    assert (started.precision, started.memory_format) == ("float32", "contiguous_format")


def test_the_fastest_is_taken_and_remembered(channels_last_wins, experiment, tmp_path, monkeypatch):
    started, tried, weights = run(experiment, tmp_path / "one")
    assert tried
    assert started.memory_format == "channels_last"
    assert "channels_last" in started.way
    assert read(tmp_path / "one" / "experiment.toml").training.memory_format == "channels_last"
    monkeypatch.setattr(tuning, "_seconds", None)
    _, tried, again = run(experiment, tmp_path / "two")
    assert not tried
    assert all(torch.equal(weights[name], again[name]) for name in weights)


def test_trying_changes_nothing_that_the_run_draws(channels_last_wins, experiment, tmp_path):
    """Random numbers, the statistics of batch norm, the weights: the same as where the file says it."""
    chosen = experiment.replace(training=experiment.training.replace(memory_format="channels_last"))
    _, _, asked = run(chosen, tmp_path / "asked")
    _, tried, found = run(experiment, tmp_path / "found")
    assert tried
    assert all(torch.equal(asked[name], found[name]) for name in asked)


@pytest.mark.parametrize("content", ["", "[1]", '{"a": 1}', "\x00\xff", '{"a": {"precision": 3}}'])
def test_a_spoilt_memory_is_no_reason_to_fail(channels_last_wins, experiment, tmp_path, content):
    (tmp_path / "cache").mkdir()
    (tmp_path / "cache" / "tuning.json").write_text(content, encoding="latin-1")
    assert run(experiment, tmp_path / "run")[1]


def test_the_threads_are_those_of_before_afterwards(experiment, tmp_path):
    before = torch.get_num_threads()
    chosen = experiment.replace(training=experiment.training.replace(threads=before + 1, epochs=1))
    started, _, _ = run(chosen, tmp_path / "run")
    assert started.threads == before + 1
    assert torch.get_num_threads() == before


def test_really_timed(experiment, tmp_path, monkeypatch):
    """The clock decides, whatever it says: one of the ways comes out."""
    monkeypatch.setattr(tuning, "ROUND_SECONDS", 0.001)
    model = nn.Sequential(nn.Conv2d(1, 2, 3), nn.Flatten(), nn.Linear(8, 2))
    batch = (torch.rand(4, 1, 4, 4), torch.tensor([0, 1, 0, 1]))
    trial = tuning.Trial(model, lambda: batch, nn.CrossEntropyLoss(), torch.device("cpu"), 1, 1, 1)
    ways = [
        Way("float32", "contiguous_format", 1),
        Way("float32", "channels_last", 1),
        Way("bfloat16", "contiguous_format", 1),
    ]
    trying = tuning._fastest(ways, trial, tuning.Control())
    with pytest.raises(StopIteration) as end:
        while True:
            next(trying)
    assert end.value.value in ways
    assert all(parameter.grad is None for parameter in model.parameters())


def test_compiled(experiment, tmp_path, monkeypatch):
    """The compiler that only records gives the very same run."""
    monkeypatch.setattr(compiling, "BACKEND", "eager")
    experiment = experiment.replace(training=experiment.training.replace(epochs=1))
    _, _, plain = run(experiment, tmp_path / "plain")
    _, _, weights = run(experiment.replace(training=experiment.training.replace(compile=True)), tmp_path / "compiled")
    assert plain.keys() == weights.keys()
    assert all(torch.equal(plain[name], weights[name]) for name in plain)


def test_what_cannot_be_compiled_is_trained_as_it_is(experiment, tmp_path, monkeypatch):
    monkeypatch.setattr(compiling, "BACKEND", "no such compiler")
    training = experiment.training.replace(compile=True, epochs=1)
    events = list(train(experiment.replace(training=training), out=tmp_path / "run"))
    assert isinstance(events[-1], RunFinished)
    assert any(isinstance(event, Noticed) and event.problem.address == "training.compile" for event in events)


@pytest.mark.parametrize(("load", "threads"), [(0.0, 2), (1000.0, 8)])
def test_fewer_threads_only_where_nobody_else_computes(load, threads, monkeypatch, tmp_path):
    monkeypatch.setenv("WORKBENCH_CACHE_DIR", str(tmp_path))
    monkeypatch.setattr(tuning.psutil, "getloadavg", lambda: (load, 0.0, 0.0))
    monkeypatch.setattr(tuning.torch, "get_num_threads", lambda: 8)
    monkeypatch.setattr(tuning.torch, "set_num_threads", lambda _count: None)
    monkeypatch.setattr(tuning, "_seconds", lambda _model, way, *_: float(way.threads))
    model = nn.Sequential(nn.Flatten(), nn.Linear(4, 2))
    trial = tuning.Trial(
        model,
        lambda: (torch.rand(2, 4), torch.tensor([0, 1])),
        nn.CrossEntropyLoss(),
        torch.device("cpu"),
        10**9,
        10**9,
        10**6,
    )
    choosing = tuning.chosen_way(from_toml(CONV).training, trial, tuning.Control())
    with pytest.raises(StopIteration) as end:
        while True:
            next(choosing)
    assert end.value.value.threads == threads
