"""What is gathered for a GPU is the same, and asks it to wait as seldom as can be. No GPU is needed here."""

from pathlib import Path
from types import SimpleNamespace

import numpy as np
import pytest
import torch
from torch import nn

from workbench.modules.team import Team
from workbench.spec.files import from_toml
from workbench.training import targets
from workbench.training.batches import MOST_ON_A_DEVICE, RunData, load_run_data
from workbench.training.evaluate import evaluate
from workbench.training.pending import MOST, Pending, Stepped

TEXT = """
format = 1
seed = 3
[data]
source = {{ type = "Strokes", train_count = 40, test_count = 10 }}
batch_size = 7
transforms = [{steps}]
[[model.layers]]
type = "Flatten"
[[model.layers]]
type = "Linear"
out_features = 10
"""
NORMALIZE = '{ type = "Normalize", mean = [0.1], std = [0.3] }'
ROTATION = '{ type = "RandomRotation", degrees = 20 }'
STEPS = {
    "none": "",
    "before": NORMALIZE,
    "random": f"{ROTATION}, {NORMALIZE}",
    "not by sample": f'{ROTATION}, {{ type = "GaussianNoise" }}',
    "mixed": f'{ROTATION}, {{ type = "MixUp" }}',
    "of many sizes": '{ type = "RandomRotation", degrees = 30, expand = true }, { type = "RandomResizedCrop", size = [12, 12] }',
}


def loaded(steps, team=None):
    return load_run_data(from_toml(TEXT.format(steps=steps)), Path(), torch.device("cpu"), lambda *_: None, team=team)


def of_two_epochs(data):
    return [batch for epoch, done in ((1, 0), (2, 3)) for batch in data.batches(epoch, done)]


def assert_same(batches, others):
    for one, other in zip(batches, others, strict=True):
        assert torch.equal(one.inputs, other.inputs) and torch.equal(one.targets, other.targets)
        assert one[2:] == other[2:]


@pytest.fixture
def elsewhere(monkeypatch):
    """From here on the data say that they are on a GPU. What is brought there is gathered."""
    place, brought, plain = SimpleNamespace(type="cuda"), [], torch.Tensor.to

    def to(self, *args, **more):
        if args[:1] != (place,):
            return plain(self, *args, **more)
        brought.append(self)
        return self

    def begin():
        monkeypatch.setattr(torch.Tensor, "to", to)
        monkeypatch.setattr(RunData, "device", property(lambda _data: place))
        return brought

    return begin


@pytest.mark.parametrize("case", STEPS)
@pytest.mark.parametrize("team", [None, Team(1, 2)])
def test_the_batches_on_a_gpu_are_those_of_the_cpu(case, team, elsewhere):
    here = of_two_epochs(loaded(STEPS[case], team))
    there = loaded(STEPS[case], team)
    brought = elsewhere()
    assert_same(of_two_epochs(there), here)
    assert sum(each.dtype == torch.int64 for each in brought) == 2, "the order of an epoch is brought there at once"
    assert not any(each.dtype == torch.float32 and each.dim() == 2 for each in brought), (
        "the steps read numbers on the CPU"
    )


def test_several_batches_are_taken_at_once_on_a_gpu(elsewhere):
    assert loaded("")._together == 1  # nothing is done to them that costs much by itself
    elsewhere()
    assert loaded("")._together == loaded(ROTATION)._together == MOST_ON_A_DEVICE
    assert loaded("", Team(0, 2))._together == loaded(STEPS["not by sample"])._together == 1


def test_an_epoch_can_go_through_the_batches_of_samples_of_many_sizes_on_a_gpu(elsewhere):
    """They are made where the samples are, and brought to the model."""
    data = loaded(STEPS["of many sizes"])
    data.train_images = [*data.train_images]
    brought = elsewhere()
    count = len(list(data.batches(1)))
    assert sum(each.dim() == 4 for each in brought) == count


def test_losses_that_wait_are_read_at_once(monkeypatch):
    chance = torch.Generator().manual_seed(1)
    steps = [
        Stepped(number, torch.rand((), generator=chance), torch.randint(9, (), generator=chance), 0.1, 9)
        for number in range(MOST)
    ]
    wanted = [(step, step.loss.item(), step.score.item()) for step in steps]
    pending, device = Pending(), torch.device("cuda")
    due = []
    for step in steps:
        pending.add(step)
        due.append(pending.is_due(device, alone=False))
    assert due == [False] * (MOST - 1) + [True] and Pending().is_due(torch.device("cpu"), alone=False)
    assert Pending().is_due(device, alone=True)  # nothing has been read for long
    monkeypatch.setattr(torch.Tensor, "item", None)
    assert pending.read() == wanted and pending.read() == []


@pytest.mark.parametrize("score", [targets.right_answers, targets.absolute_error])
def test_the_mean_over_a_set_is_added_up_batch_by_batch(score, monkeypatch):
    """In Python's numbers and in this order: to the bit what a loop with item() gives."""
    torch.manual_seed(0)
    model, inputs = nn.Linear(5, 4), torch.randn(1203, 5)
    wanted = torch.randint(4, (1203,)) if score is targets.right_answers else torch.randn(1203, 4)
    criterion = nn.CrossEntropyLoss()
    loss, scored = 0.0, 0.0
    with torch.no_grad():
        for start in range(0, 1203, 500):
            outputs, some = model(inputs[start : start + 500]), wanted[start : start + 500]
            loss += criterion(outputs, some).item() * len(some)
            scored += score(outputs, some).item()
    monkeypatch.setattr(torch.Tensor, "item", None)
    assert evaluate(model, inputs, wanted, criterion, score) == (loss / 1203, scored / 1203)
    assert np.isfinite(loss) and model.training
