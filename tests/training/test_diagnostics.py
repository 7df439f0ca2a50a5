"""Looking into the layers changes nothing, says what is so, and ends where it cannot go on."""

import itertools
import math
from types import SimpleNamespace

import pytest
import torch
from torch import nn

from workbench.spec.files import from_toml
from workbench.training import compiling, diagnostics
from workbench.training.events import Measured, Noticed, RunFinished, StepDone, from_plain
from workbench.training.layer_figures import StepLook
from workbench.training.located import Built
from workbench.training.loop import train
from workbench.training.runs import read_weights

RICH = """
format = 1
seed = 5
[data]
source = { type = "Strokes", train_count = 60, test_count = 10 }
batch_size = 12
[[data.transforms]]
type = "RandomRotation"
[[model.layers]]
type = "Conv2d"
[[model.layers]]
type = "BatchNorm2d"
[[model.layers]]
type = "ReLU"
inplace = true
[[model.layers]]
type = "Residual"
layers = [{ type = "Dropout" }]
[[model.layers]]
type = "Flatten"
[[model.layers]]
type = "Linear"
out_features = 10
frozen = true
[[model.layers]]
type = "Linear"
out_features = 10
[training]
epochs = 2
device = "cpu"
clip_grad_norm = 0.5
accumulate = 2
optimizer = { type = "AdamW" }
"""


def trained(experiment, folder, **settings):
    training = experiment.training.replace(**settings)
    events = list(train(experiment.replace(training=training), out=folder))
    assert isinstance(events[-1], RunFinished), events[-1]
    return events, read_weights(folder / "last.pth")


@pytest.fixture
def every_step(monkeypatch):
    monkeypatch.setattr(diagnostics, "SHARE", 1e9)
    monkeypatch.setattr(diagnostics, "UNKNOWN", 1)


@pytest.mark.parametrize("compiled", [False, True])
def test_weights_are_the_same_to_the_bit(tmp_path, monkeypatch, every_step, compiled):
    monkeypatch.setattr(compiling, "BACKEND", "eager")
    rich = from_toml(RICH)
    events, weights = trained(rich, tmp_path / "with", compile=compiled)
    _, plain = trained(rich, tmp_path / "without", compile=compiled, diagnostics="off")
    looks = [event for event in events if isinstance(event, Measured)]
    assert [look.step for look in looks] == [event.step for event in events if isinstance(event, StepDone)]
    assert weights.keys() == plain.keys() and all(torch.equal(weights[name], plain[name]) for name in plain)
    last = looks[-1]
    assert last.layers[3:5] == ("model.layers[3].layers[0]", "model.layers[4]")
    for name in ("mean", "std", "zeros"):
        assert None not in last.figures[name], name
    assert [number is not None for number in last.figures["dead"]] == [False, False, True, False, False, False, False]
    assert last.figures["update_ratio"][5] is None and last.figures["gradient_norm"][5] is None  # frozen
    assert last.figures["parameter_norm"][5] > 0
    clipped = math.hypot(*[number for number in last.figures["gradient_norm"] if number is not None])
    assert clipped == pytest.approx(0.5, rel=1e-3)
    assert from_plain(last.plain()) == last and from_plain(looks[0].plain()) == looks[0]


def test_figures_are_what_they_say():
    torch.manual_seed(0)
    linear, relu = nn.Linear(4, 6), nn.ReLU()
    with torch.no_grad():
        linear.weight[2:4] = 0
        linear.bias[2:4] = torch.tensor([-1.0, 1.0])  # one unit that never speaks, one that always does
    model = nn.Sequential(linear, relu)
    look = StepLook([Built("a", "Linear", linear), Built("b", "ReLU", relu)], histograms=True)
    before = [weight.detach().clone() for weight in linear.parameters()]
    inputs = torch.randn(50, 4)
    look.begin(hooked=True)
    outputs = model(inputs)
    outputs.square().sum().backward()
    torch.optim.SGD(model.parameters(), lr=0.01).step()
    figures, histograms = look.end()
    assert not linear._forward_hooks and not relu._forward_hooks
    flat = lambda tensors: torch.cat([tensor.detach().flatten() for tensor in tensors])  # noqa: E731
    length, old = flat(linear.parameters()).norm().item(), flat(before)
    close = lambda value: pytest.approx(value, rel=1e-4)  # noqa: E731
    assert figures["parameter_norm"] == (close(length), None)
    assert figures["gradient_norm"] == (close(flat([w.grad for w in linear.parameters()]).norm().item()), None)
    assert figures["update_ratio"] == (close((flat(linear.parameters()) - old).norm().item() / length), None)
    silent = (outputs <= 0).all(0).float().mean().item()
    assert silent >= 1 / 6 and figures["dead"] == (None, close(silent))
    assert figures["zeros"] == (0, close((outputs == 0).float().mean().item()))
    assert figures["mean"][1] == close(outputs.mean().item())
    assert figures["std"][1] == close(outputs.std(correction=0).item())
    low, high, counts = histograms["activations"][1]
    assert (low, high) == (0, close(outputs.max().item())) and sum(counts) == outputs.numel()
    assert histograms["gradients"][1] is histograms["parameters"][1] is None


def looked_at(monkeypatch, seconds: float, steps: int, steps_per_epoch: int) -> list[int]:
    """The steps of a run that are looked at, where a step takes a second and a look so many."""
    now = 0.0
    monkeypatch.setattr(diagnostics, "time", SimpleNamespace(perf_counter=lambda: now))
    training = SimpleNamespace(epochs=steps // steps_per_epoch)
    run = SimpleNamespace(step=0, device=torch.device("cpu"), data=SimpleNamespace(steps_per_epoch=steps_per_epoch),
                          experiment=SimpleNamespace(training=training))  # fmt: skip
    looks, found = diagnostics.Diagnostics(wanted=True), []
    for run.step in range(1, steps + 1):
        begun, now = now, now + 1
        if looks.at(run, []) is not diagnostics.NOTHING:
            now += seconds
            looks._plan(run, begun, seconds)
            found.append(run.step)
    return found


def test_looks_take_a_small_share_of_the_time(monkeypatch):
    dear = looked_at(monkeypatch, 0.5, 1000, 100)
    assert dear[:3] == [1, 2, 3] and {later - one for one, later in itertools.pairwise(dear[3:])} == {25}
    cheap = looked_at(monkeypatch, 0.001, 100_000, 500)
    assert cheap[:200] == [*range(1, 4), *range(6, 203)]
    assert 500 < len(cheap) < 2500 and {(step - 1) // 500 for step in cheap} == set(range(200))  # each epoch is seen
    assert len(looked_at(monkeypatch, 0.001, 1_000_000, 10)) < 5000
    assert not any(diagnostics.Diagnostics(wanted=False).next <= step for step in (1, 10**9))


def test_a_look_that_fails_ends_the_looks_and_not_the_run(tiny, tmp_path, monkeypatch):
    def broken(*_):
        raise RuntimeError("out of luck")

    monkeypatch.setattr(StepLook, "_see", broken)
    events, weights = trained(tiny, tmp_path / "run")
    _, plain = trained(tiny, tmp_path / "plain", diagnostics="off")
    told = [event for event in events if isinstance(event, Noticed)]
    assert len(told) == 1 and "out of luck" in told[0].problem.line()
    assert not any(isinstance(event, Measured) for event in events)
    assert all(torch.equal(weights[name], plain[name]) for name in plain)
