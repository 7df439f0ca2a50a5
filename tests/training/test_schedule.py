"""The plan of the learning rate against the rates that a run really has."""

import numpy as np
import pytest
import torch

from workbench.catalog.optimizers import SGD, Adam
from workbench.catalog.schedulers import CosineAnnealingLR, OneCycleLR, ReduceLROnPlateau, StepLR
from workbench.modules.warm_up import WarmUp
from workbench.spec.edits import SetValue, apply
from workbench.training.events import RunStarted, StepDone
from workbench.training.loop import train
from workbench.training.schedule import MOST_STEPS, planned_rates


def with_schedule(experiment, scheduler, optimizer=None, epochs=4):
    edits = [SetValue("training.scheduler", scheduler), SetValue("training.epochs", epochs)]
    if optimizer:
        edits.append(SetValue("training.optimizer", optimizer))
    return apply(experiment, edits)


@pytest.mark.parametrize("optimizer", [SGD(lr=0.1, momentum=0.9), Adam()], ids=lambda part: part.type)
@pytest.mark.parametrize(
    "scheduler",
    [StepLR(step_size=2, gamma=0.5), CosineAnnealingLR(), OneCycleLR(max_lr=0.05)],
    ids=lambda part: part.type,
)
def test_the_plan_is_what_happens(tiny, tmp_path, scheduler, optimizer):
    experiment = with_schedule(tiny, scheduler, optimizer)
    events = list(train(experiment, out=tmp_path / "run"))
    steps = next(event.steps_per_epoch for event in events if isinstance(event, RunStarted))
    happened = [event.lr for event in events if isinstance(event, StepDone)]
    plan = planned_rates(experiment, steps)
    assert plan is not None and plan.whole
    if scheduler.interval == "epoch":
        assert list(plan.epochs) == [0, 1, 2, 3]
        assert np.repeat(plan.rates, steps) == pytest.approx(happened)
    else:
        assert plan.rates == pytest.approx(happened)
        assert plan.epochs[steps] == 1


def test_where_nothing_is_known_nothing_is_planned(tiny):
    assert planned_rates(with_schedule(tiny, None), 9) is None
    assert planned_rates(with_schedule(tiny, ReduceLROnPlateau()), 9) is None
    assert planned_rates(with_schedule(tiny, StepLR()), 0) is None


def test_a_very_long_run_is_planned_in_part(tiny):
    plan = planned_rates(with_schedule(tiny, OneCycleLR(), epochs=1000), 1000)
    assert plan is not None and not plan.whole and len(plan.rates) == MOST_STEPS


WARM = {
    "steps": {"warmup_steps": 7},
    "half an epoch": {"warmup_epochs": 0.5},
    "both together": {"warmup_epochs": 1.0, "warmup_steps": 2},
}


@pytest.mark.parametrize("scheduler", [None, StepLR(gamma=0.5), OneCycleLR(max_lr=0.05)], ids=str)
@pytest.mark.parametrize("values", WARM.values(), ids=WARM.keys())
def test_a_warm_up_is_planned_and_happens(tiny, tmp_path, scheduler, values):
    plain = with_schedule(tiny, scheduler, epochs=3)
    experiment = apply(plain, [SetValue(f"training.{name}", value) for name, value in values.items()])
    happened = [event.lr for event in train(experiment, out=tmp_path / "run") if isinstance(event, StepDone)]
    without = [event.lr for event in train(plain, out=tmp_path / "plain") if isinstance(event, StepDone)]
    steps = {"steps": 7, "half an epoch": 2, "both together": 7}[next(k for k, v in WARM.items() if v == values)]
    factors = [min(1, (step + 1) / steps) for step in range(15)]
    assert happened == pytest.approx([rate * factor for rate, factor in zip(without, factors, strict=True)])
    plan = planned_rates(experiment, 5)
    assert plan is not None and plan.rates == pytest.approx(happened)
    assert plan.epochs[5] == 1


def test_the_optimizer_steps_with_the_small_rate(tiny, tmp_path):
    """A warm-up of a thousand steps: so small a rate that next to nothing is learned, on a plateau as well."""
    experiment = with_schedule(tiny, ReduceLROnPlateau(patience=0), SGD(lr=0.1), epochs=2)
    slow = apply(experiment, [SetValue("training.warmup_steps", 1000)])
    first = {}
    for name, value in (("slow", slow), ("fast", experiment)):
        list(train(value, out=tmp_path / name))
        state = torch.load(tmp_path / name / "last.pth", weights_only=True)
        first[name] = state["1.bias"]
    torch.manual_seed(3)
    began = torch.nn.Linear(784, 12).bias
    assert (first["slow"] - began).abs().max() * 20 < (first["fast"] - began).abs().max()


def test_after_a_plateau_the_warm_up_does_not_count():
    weight = torch.nn.Parameter(torch.ones(1))
    optimizer = torch.optim.SGD([weight], lr=1.0)
    schedule = torch.optim.lr_scheduler.ReduceLROnPlateau(optimizer, factor=0.5, patience=0)
    warm_up, rates = WarmUp(optimizer, 4), []
    for metric in (1.0, 1.0, 1.0):
        with warm_up:
            rates.append(optimizer.param_groups[0]["lr"])
        schedule.step(metric)
    assert rates == [0.25, 0.5, 0.5 * 0.75]
    assert optimizer.param_groups[0]["lr"] == 0.25
