"""Layers that are frozen, and layers that learn at a rate of their own."""

import numpy as np
import pytest
import torch
from torch import nn

from workbench.data.chance import epoch_order
from workbench.data.samples import Facts
from workbench.data.splits import stratified_split
from workbench.data.strokes import generate
from workbench.spec.edits import Insert, SetValue, apply
from workbench.spec.experiment import Experiment, Model
from workbench.spec.files import from_toml, to_toml
from workbench.spec.parts import WeightedLayer, find, parts
from workbench.training.check import check, check_with
from workbench.training.events import RunFinished, RunStarted, StepDone
from workbench.training.loop import train

SHAPES = {1: (6,), 2: (4, 6), 3: (4, 8, 8), 4: (4, 6, 6, 6)}
LAYERS = [cls for cls in parts("layer") if cls.__name__ not in ("Unflatten", "Permute") and cls.group != "Backbone"]

DEEP = """
format = 1
seed = 3
[data]
source = { type = "Strokes", train_count = 60, test_count = 20 }
batch_size = 16
[[model.layers]]
type = "Sequential"
[[model.layers.layers]]
type = "Conv2d"
out_channels = 3
[[model.layers.layers]]
type = "BatchNorm2d"
[[model.layers]]
type = "ReLU"
[[model.layers]]
type = "Flatten"
[[model.layers]]
type = "Linear"
out_features = 10
[training]
epochs = 2
device = "cpu"
optimizer = { type = "SGD", lr = 0.05, momentum = 0.9, weight_decay = 0.01 }
"""


@pytest.fixture
def deep():
    """A block of a convolution and a BatchNorm, then a Linear."""
    return from_toml(DEEP)


def changed(experiment, **values):
    """With these values, at addresses below ``model.layers``: ``{"[0].frozen": True}``."""
    return apply(experiment, [SetValue(f"model.layers{place}", value) for place, value in values.items()])


def trained(experiment, folder):
    events = list(train(experiment, out=folder))
    assert isinstance(events[-1], RunFinished), events[-1]
    return torch.load(folder / "last.pth", weights_only=True), events


@pytest.mark.parametrize("cls", LAYERS, ids=lambda cls: cls.__name__)
def test_a_layer_with_weights_or_means_can_be_frozen_and_no_other(cls):
    if cls.holds:
        assert issubclass(cls, WeightedLayer)
        return
    with torch.device("meta"):
        state = cls().call(SHAPES[(cls.ranks or (3,))[0]]).build().state_dict()
    assert issubclass(cls, WeightedLayer) == (bool(state) or cls.group == "Normalization")


@pytest.mark.parametrize("place", ["[0]", "[0].layers[0]", "[0].layers[1]"])
def test_frozen_weights_and_means_stay_and_the_others_do_not(deep, tmp_path, place):
    experiment = changed(deep, **{f"{place}.frozen": True})
    assert from_toml(to_toml(experiment)) == experiment
    one_epoch = apply(experiment, [SetValue("training.epochs", 1)])
    before, _ = trained(one_epoch, tmp_path / "a")
    after, _ = trained(experiment, tmp_path / "b")
    prefix = {"[0]": "0.", "[0].layers[0]": "0.0.", "[0].layers[1]": "0.1."}[place]
    same = {name for name in after if torch.equal(before[name], after[name])}
    assert same == {name for name in after if name.startswith(prefix)}
    mean = after["0.1.running_mean"]
    assert bool((mean == 0).all()) == (place != "[0].layers[0]")  # as it began


def test_the_mean_of_the_weights_leaves_frozen_ones_alone(deep, tmp_path):
    experiment = apply(changed(deep, **{"[0].frozen": True}), [
        SetValue("training.ema_decay", 0.9), SetValue("training.clip_grad_norm", 0.1)])  # fmt: skip
    plain, _ = trained(changed(deep, **{"[0].frozen": True}), tmp_path / "a")
    averaged, _ = trained(experiment, tmp_path / "b")
    assert torch.equal(plain["0.0.weight"], averaged["0.0.weight"])
    assert not torch.equal(plain["3.weight"], averaged["3.weight"])


def test_what_learns_is_counted(deep, tmp_path):
    experiment = changed(deep, **{"[0].frozen": True})
    trace = check(experiment, tmp_path).trace
    assert trace.parameters - trace.trainable == trace.layers[0].parameters == 3 * 9 + 3 + 2 * 3
    assert [step.trainable for step in trace.layers[0].walk()] == [0, 0, 0]
    started = next(event for event in train(experiment) if isinstance(event, RunStarted))
    assert (started.parameters, started.trainable) == (trace.parameters, trace.trainable)


def test_all_frozen_is_an_error_that_is_mended(deep, tmp_path):
    experiment = changed(deep, **{"[0].frozen": True, "[3].frozen": True})
    (found,) = check(experiment, tmp_path).errors
    assert found.address == "model.layers[3].frozen"
    mended = apply(experiment, found.fix.edits)
    assert not check(mended, tmp_path).errors and mended.model.layers[0].frozen


def test_a_frozen_block_without_weights_is_not_what_should_learn(tiny, tmp_path):
    experiment = changed(tiny, **{"[1].frozen": True, "[4].frozen": True})
    block = find("layer", "Sequential")(layers=(find("layer", "ReLU")(),), frozen=True)
    (found,) = check(apply(experiment, [Insert("model.layers", 5, (block,))]), tmp_path).errors
    assert found.address == "model.layers[4].frozen"


def test_a_network_frozen_up_to_its_end_learns_again():
    wide = Facts(("a", "b"), (3, 32, 32), 100, 10)
    body = find("layer", "ResNet")(learn_from="avgpool")
    experiment = Experiment(model=Model(layers=(body,)))
    found = check_with(experiment, wide).errors[0]
    assert found.address == "model.layers[0].learn_from"
    assert check_with(apply(experiment, found.fix.edits), wide).trace.trainable


def test_rates_of_their_own_against_plain_lines(tiny, tmp_path):
    experiment = changed(tiny, **{"[1].lr_scale": 0.1, "[4].lr_scale": 3.0})
    images, targets = generate(0, np.arange(120))
    rows, _ = stratified_split(targets, 0.1, 3)
    x = ((torch.from_numpy(images)[:, None].float() / 255 - 0.1307) / 0.3081)[torch.from_numpy(rows)]
    y = torch.from_numpy(targets[rows])
    torch.manual_seed(3)
    model = nn.Sequential(nn.Flatten(), nn.Linear(784, 12), nn.ReLU(), nn.Dropout(), nn.Linear(12, 10))
    groups = [
        {"params": model[4].parameters(), "lr": 0.001 * 3.0},
        {"params": model[1].parameters(), "lr": 0.001 * 0.1},
    ]
    optimizer = torch.optim.Adam(groups, fused=True)
    for epoch in (1, 2):
        for batch in epoch_order(3, epoch, len(x)).split(25):
            optimizer.zero_grad()
            nn.CrossEntropyLoss()(model(x[batch]), y[batch]).backward()
            optimizer.step()
    ours, events = trained(experiment, tmp_path / "run")
    assert all(torch.equal(ours[name], weight) for name, weight in model.state_dict().items())
    assert all(event.lr == pytest.approx(0.001) for event in events if isinstance(event, StepDone))


def test_scales_around_each_other_multiply(deep):
    from workbench.modules.learning import parameter_groups

    experiment = changed(deep, **{"[0].lr_scale": 0.5, "[0].layers[1].lr_scale": 0.5, "[3].frozen": True})
    model = nn.Sequential(*[call.build() for call in check(experiment, None).trace.calls])
    groups = parameter_groups(model, 0.1)
    assert [(len(group["params"]), group["lr"]) for group in groups] == [(2, 0.05), (2, 0.025)]


@pytest.mark.parametrize("cls", parts("scheduler"), ids=lambda cls: cls.__name__)
def test_every_schedule_keeps_the_ratio_of_the_rates(deep, cls):
    from workbench.training.build import build_optimizer, build_scheduler

    small = {"ReduceLROnPlateau": {"min_lr": 0.01, "patience": 0}, "CosineAnnealingWarmRestarts": {"T_0": 3}}
    schedule = cls(**small.get(cls.__name__, {}))
    experiment = apply(changed(deep, **{"[0].lr_scale": 0.25}), [SetValue("training.scheduler", schedule)])
    model = nn.Sequential(*[call.build() for call in check(experiment, None).trace.calls])
    optimizer = build_optimizer(experiment, model, torch.device("cpu"))
    schedule = build_scheduler(experiment, optimizer, 4)
    seen = set()
    for _ in range(8):
        first, second = (group["lr"] for group in optimizer.param_groups)
        assert second == pytest.approx(0.25 * first, abs=1e-12)
        seen.add(first)
        optimizer.step()
        schedule.step(*[1.0] * cls.needs_metric)
    assert len(seen) > 1


def test_an_optimizer_with_one_rate_for_all(tiny, tmp_path):
    edits = [SetValue("training.optimizer", find("optimizer", "LBFGS")()), SetValue("model.layers[1].lr_scale", 0.5)]
    experiment = apply(tiny, edits)
    (found,) = check(experiment, tmp_path).errors
    assert found.address == "model.layers[1].lr_scale"
    assert not check(apply(experiment, found.fix.edits), tmp_path).errors
