"""What is said before a run: how much memory, how long, and what will not fit."""

import pytest
import torch
from torch import nn

from workbench.data.samples import Facts
from workbench.spec import files
from workbench.spec.edits import SetValue, apply
from workbench.spec.files import from_toml
from workbench.spec.parts import parts
from workbench.spec.problems import ExperimentError
from workbench.training import estimate
from workbench.training.check import check, check_with
from workbench.training.estimate import estimated
from workbench.training.events import EpochDone
from workbench.training.loop import train

DIGITS = Facts(tuple("0123456789"), (1, 28, 28), 60_000, 10_000)


@pytest.mark.parametrize("kind", [cls.__name__ for cls in parts("optimizer")])
def test_what_an_optimizer_keeps_is_what_pytorch_keeps(kind):
    for more in ({}, {"momentum": 0.9}, {"amsgrad": True}, {"centered": True}):
        part = next(cls for cls in parts("optimizer") if cls.__name__ == kind)
        if not set(more) <= set(part.model_fields):
            continue
        model = nn.Linear(300, 200)
        optimizer = getattr(torch.optim, kind)(model.parameters(), **more)

        def closure(model=model):
            loss = model(torch.ones(4, 300)).square().mean()
            loss.backward()
            return loss

        optimizer.step(closure)
        kept = sum(_numbers(item) for state in optimizer.state.values() for item in state.values())
        said = part(**more).keeps * (300 * 200 + 200)
        assert kept <= said if part.closure else said <= kept <= 1.01 * said


def _numbers(item):
    return item.numel() if isinstance(item, torch.Tensor) else sum(map(_numbers, item)) if isinstance(item, list) else 0


def test_memory_by_hand_and_twice_the_data_takes_twice_the_time(tiny):
    before = torch.get_rng_state()
    checked = check(tiny, None)
    said = estimated(tiny, checked)
    parameters = 784 * 12 + 12 + 12 * 10 + 10
    memory = said.memory
    assert (memory.parameters, memory.gradients, memory.optimizer) == (4 * parameters, 4 * parameters, 8 * parameters)
    assert memory.data == 4 * 784 * 150 and memory.averaged == 0
    assert memory.activations == 4 * 2 * 120 * 784  # all are judged at once
    assert torch.equal(torch.get_rng_state(), before)
    double = apply(tiny, [SetValue("data.source.train_count", 240)])
    assert 1.8 < estimated(double, check(double, None)).seconds / said.seconds < 2.2


def test_an_epoch_that_was_timed_is_believed(tiny, tmp_path):
    done = [event for event in train(tiny, out=tmp_path / "run") if isinstance(event, EpochDone)][-1]
    assert estimated(tiny, check(tiny, None)).seconds == pytest.approx(108 / done.samples_per_second)


def test_what_auto_has_chosen_is_what_it_will_take_again(tiny):
    """The run's own experiment names the precision and the threads; the one in the window goes on saying “auto”."""
    asked = apply(tiny, [SetValue("training.precision", "auto")])
    ran = apply(asked, [SetValue("training.precision", "float32"), SetValue("training.threads", 1)])
    checked = check(asked, None)
    done = EpochDone(1, 5, 1.0, 0.5, 1.0, 0.5, 0.1, 1.0, samples_per_second=60.0)
    estimate.remember(ran, checked.trace, done)
    assert estimated(asked, checked).seconds == pytest.approx(120 / 60, rel=0.1)


def wide(batch):
    layers = ('type="Conv2d"\nout_channels=512\nkernel_size=3\npadding=1', 'type="Flatten"', 'type="Linear"')
    text = "".join(f"[[model.layers]]\n{layer}\n" for layer in layers)
    return from_toml(f"format = 1\n[data]\nbatch_size = {batch}\n{text}")


def test_a_batch_that_will_not_fit_is_warned_of_with_one_that_does(monkeypatch):
    monkeypatch.setattr(estimate, "free_memory", lambda: 8_000_000_000)
    monkeypatch.setattr(estimate, "_total", lambda: 16_000_000_000)
    assert not check_with(wide(64), DIGITS).problems
    (found,) = check_with(wide(8192), DIGITS).problems
    assert (found.severity, found.address) == ("warning", "data.batch_size")
    assert "39 GB" in str(found.what) and "model.layers[0] (Conv2d)" in str(found.what)
    mended = apply(wide(8192), found.fix.edits)
    assert mended.data.batch_size == 1024 and not check_with(mended, DIGITS).problems
    (refused,) = check_with(wide(60_000), DIGITS).problems
    assert refused.severity == "error" and refused.fix.edits == found.fix.edits


def test_a_hundred_thousand_layers_are_refused_before_they_are_read(monkeypatch):
    monkeypatch.setattr(files.tomllib, "loads", lambda _text: pytest.fail("read"))
    with pytest.raises(ExperimentError, match="has 100000 entries; 10000 are allowed"):
        from_toml("format = 1\n" + '[[model.layers]]\ntype = "ReLU"\n' * 100_000)
