"""The plan of the learning rate against the rates that a run really has."""

import numpy as np
import pytest

from workbench.catalog.optimizers import SGD, Adam
from workbench.catalog.schedulers import CosineAnnealingLR, OneCycleLR, ReduceLROnPlateau, StepLR
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
