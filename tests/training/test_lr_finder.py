"""The search for a learning rate: what it suggests, when it ends, and that it leaves nothing behind."""

import math
import random

import numpy as np
import pytest
import torch

from workbench.spec.edits import Insert, Remove, SetValue, apply
from workbench.spec.files import from_toml, to_toml
from workbench.spec.parts import parts
from workbench.spec.problems import ExperimentError, RunError
from workbench.training import lr_finder
from workbench.training.control import Control
from workbench.training.events import EpochDone, RunFailed
from workbench.training.loop import train
from workbench.training.lr_finder import find_rate
from workbench.training.rate_curve import RateFound, RatePoint, edits_for, judged, rates_between, smoothed

LINE = """
format = 1
seed = 1
[data]
source = {{ type = "CSV", path = "{path}", targets = "y", task = "numbers", test_fraction = 0.1 }}
batch_size = 16
validation_fraction = 0
[[model.layers]]
type = "Linear"
out_features = 1
[training]
epochs = 1
device = "cpu"
precision = "float32"
loss = {{ type = "MSELoss" }}
optimizer = {{ type = "SGD", lr = 0.01 }}
"""


@pytest.fixture
def line(tmp_path):
    """Linear regression: y = 3 a - 2 b + 1, and some noise, in a table of 240 rows."""
    chance = np.random.default_rng(0)
    a, b, noise = chance.normal(size=(3, 240))
    rows = zip(a, b, 3 * a - 2 * b + 1 + 0.1 * noise, strict=True)
    path = tmp_path / "line.csv"
    path.write_text("a,b,y\n" + "\n".join(",".join(f"{cell:.6f}" for cell in row) for row in rows) + "\n")
    return from_toml(LINE.format(path=path.as_posix()))


def searched(experiment, **options):
    *before, found = find_rate(experiment, **options)
    assert isinstance(found, RateFound)
    return found, [event for event in before if isinstance(event, RatePoint)]


def changed(experiment, **values):
    return apply(experiment, [SetValue(f"training.{name.replace('__', '.')}", value) for name, value in values.items()])


def best_rate(experiment, tmp_path, rates):
    """The one with the smallest loss over a whole run."""

    def loss(rate):
        events = train(changed(experiment, optimizer__lr=rate), out=tmp_path / f"{rate}")
        losses = [event.train_loss for event in events if isinstance(event, EpochDone)]
        return losses[-1] if losses else math.inf

    return min(rates, key=loss)


def decades_apart(a, b):
    return abs(math.log10(a / b))


def test_a_line_gets_a_rate_within_a_decade_of_the_best(line, tmp_path):
    found, points = searched(line)
    best = best_rate(line, tmp_path, (1e-4, 1e-3, 1e-2, 1e-1, 1.0))
    assert decades_apart(found.suggested, best) <= 1
    assert found.reason == "diverged" and 0.1 < found.diverged < 10
    assert found.upper == pytest.approx(found.diverged / 10)
    assert points[-1].rate > found.diverged
    *_, end = train(changed(line, optimizer__lr=found.diverged * 10, epochs=20), out=tmp_path / "far")
    assert isinstance(end, RunFailed)  # where it is said to diverge, it does


@pytest.mark.parametrize("optimizer", ["SGD", "Adam"])
def test_digits_get_a_rate_within_a_decade_of_the_best(tiny, tmp_path, optimizer):
    kind = next(cls for cls in parts("optimizer") if cls.__name__ == optimizer)
    experiment = apply(
        changed(tiny, optimizer=kind()), [SetValue("data.source.train_count", 400), Remove("model.layers", (3,))]
    )
    found, _ = searched(experiment)
    best = best_rate(experiment, tmp_path, (1e-4, 1e-3, 1e-2, 1e-1, 1.0))
    assert decades_apart(found.suggested, best) <= 1
    assert found.suggested <= found.lowest


def test_points_are_in_order_and_smooth(tiny):
    found, points = searched(tiny, lowest=1e-5, highest=1e-1, steps=40)
    assert [point.step for point in points] == list(range(1, 41))
    assert [point.rate for point in points] == pytest.approx(np.geomspace(1e-5, 1e-1, 40))
    assert {point.steps for point in points} == {40}
    losses = [point.loss for point in points]
    assert np.abs(np.diff([point.smoothed for point in points])).sum() < np.abs(np.diff(losses)).sum()
    assert found.reason == "done" and found.upper is None and found.diverged is None


@pytest.mark.parametrize("frozen", [False, True])
def test_the_first_losses_are_those_of_a_run(tiny, tmp_path, frozen):
    """The same weights, batches, dropout, means of BatchNorm: at a rate near zero the losses of a run at such a rate."""
    norm = next(cls for cls in parts("layer") if cls.__name__ == "BatchNorm1d")
    tiny = apply(tiny, [Insert("model.layers", 2, (norm(frozen=frozen),))])
    _, points = searched(tiny, lowest=1e-9, highest=1e-8, steps=20)
    run = train(changed(tiny, optimizer__lr=1e-9, epochs=4), out=tmp_path / "run")
    losses = [event.loss for event in run if type(event).__name__ == "StepDone"]
    assert [point.loss for point in points] == pytest.approx(losses[:20], rel=1e-4)
    assert len(losses) > 5  # an epoch has 5: the data went round


def test_layers_keep_the_multiple_of_their_rate_and_frozen_ones_stay(tiny, monkeypatch):
    experiment = apply(tiny, [SetValue("model.layers[1].lr_scale", 0.1)])
    seen = []
    step = torch.optim.SGD.step

    def watched(self, *arguments, **named):
        seen.append([group["lr"] for group in self.param_groups])
        return step(self, *arguments, **named)

    monkeypatch.setattr(torch.optim.SGD, "step", watched)
    sgd = next(cls for cls in parts("optimizer") if cls.__name__ == "SGD")
    _, points = searched(changed(experiment, optimizer=sgd()), steps=20)
    assert seen == [[point.rate, pytest.approx(point.rate / 10)] for point in points]
    frozen = apply(tiny, [SetValue("model.layers[1].frozen", True), SetValue("model.layers[4].frozen", True)])
    with pytest.raises(ExperimentError, match="frozen"):
        list(find_rate(frozen))


def test_several_batches_make_one_step(tiny):
    _, one = searched(tiny, lowest=1e-9, highest=1e-8, steps=20)
    _, two = searched(changed(tiny, accumulate=2), lowest=1e-9, highest=1e-8, steps=20)
    assert two[0].loss == pytest.approx((one[0].loss + one[1].loss) / 2, rel=1e-2)


def test_it_is_the_same_again_and_another_with_another_seed(tiny):
    first, second = searched(tiny, steps=30), searched(tiny, steps=30)
    other = searched(apply(tiny, [SetValue("seed", 9)]), steps=30)
    assert first == second
    assert [point.loss for point in other[1]] != [point.loss for point in first[1]]


def test_the_schedule_takes_no_part(tiny):
    cycle = next(cls for cls in parts("scheduler") if cls.__name__ == "OneCycleLR")
    plain, planned = searched(tiny, steps=30), searched(changed(tiny, scheduler=cycle(), warmup_steps=50), steps=30)
    assert plain == planned


def states():
    return random.getstate(), np.random.get_state()[1].tolist(), torch.get_rng_state().tolist()


@pytest.mark.parametrize("steps_taken", [1, 8, 1000])
def test_nothing_is_left_behind(tiny, tmp_path, monkeypatch, steps_taken):
    torch.manual_seed(77)
    text, before = to_toml(tiny), states()
    events = find_rate(tiny, steps=30)
    for number, _ in enumerate(events):
        assert states() == before  # also while the search goes on
        if number == steps_taken:
            break
    events.close()
    assert states() == before and to_toml(tiny) == text
    assert not (tmp_path / "runs").exists()


def test_what_the_caller_draws_in_between_changes_nothing(tiny):
    quiet = [event for event in find_rate(tiny, steps=30) if isinstance(event, RatePoint)]
    loud = []
    for event in find_rate(tiny, steps=30):
        torch.rand(5)
        loud += [event] if isinstance(event, RatePoint) else []
    assert loud == quiet


def test_it_can_be_stopped(tiny):
    control = Control()
    events = []
    for event in find_rate(tiny, control, steps=30):
        events.append(event)
        if isinstance(event, RatePoint) and event.step == 3:
            control.stop()
    assert events[-1] == RateFound("stopped")
    assert sum(isinstance(event, RatePoint) for event in events) == 3


def test_a_loss_that_is_no_number_at_once_is_said(tiny, monkeypatch):
    monkeypatch.setattr(lr_finder.Learner, "optimize", lambda *_: (torch.tensor(math.nan), torch.tensor(0.0)))
    found, points = searched(tiny)
    assert not points and found.suggested is None and found.reason == "diverged"
    assert "no number from the first steps on" in found.problem.line()


def test_a_loss_that_becomes_infinite_ends_it(line):
    found, points = searched(line, lowest=1e-3, highest=1e30, steps=40)
    assert found.reason == "diverged" and len(points) < 20 and all(math.isfinite(point.loss) for point in points)


def test_an_optimizer_without_such_a_rate_is_refused(tiny):
    refused = {cls.__name__ for cls in parts("optimizer") if not cls.ranges}
    assert refused == {"LBFGS", "Rprop"}
    for cls in parts("optimizer"):
        events = find_rate(changed(tiny, optimizer=cls()), steps=20)
        if cls.ranges:
            assert isinstance(list(events)[-1], RateFound)
        else:
            with pytest.raises(ExperimentError, match=f"{cls.__name__} finds the lengths of its steps itself"):
                next(events)


@pytest.mark.parametrize(
    "options", [{"lowest": 1.0, "highest": 0.1}, {"lowest": 0.0}, {"highest": math.inf}, {"lowest": math.nan},
                {"steps": 5}, {"steps": 10**6}],
)  # fmt: skip
def test_ranges_that_are_none_are_refused(tiny, options):
    with pytest.raises(ExperimentError):
        next(find_rate(tiny, **options))


def test_what_fails_within_is_a_sentence(tiny, monkeypatch):
    def full(*_):
        raise RuntimeError("not enough memory: you tried to allocate")

    monkeypatch.setattr(lr_finder.Learner, "optimize", full)
    with pytest.raises(RunError, match="The memory is full"):
        list(find_rate(tiny))


# What is read from a curve

RATES = rates_between(1e-6, 10.0, 140)


def valley(fall=0.01, noise=0.0, level=2.3, depth=1.5):
    """Falls around the rate ``fall``, and grows from a hundred times that on."""
    places = np.log10(RATES)
    curve = level - depth / (1 + np.exp(-6 * (places - math.log10(fall))))
    curve += np.where(places > math.log10(fall) + 2, 20 * (places - math.log10(fall) - 2), 0)
    return (curve + noise * np.random.default_rng(4).normal(size=len(curve))).tolist()


@pytest.mark.parametrize("noise", [0.0, 0.1, 0.3])
@pytest.mark.parametrize("level", [2.3, 0.0, -5.0])
def test_the_steepest_place_of_a_valley(noise, level):
    found = judged(RATES, valley(noise=noise, level=level))
    assert decades_apart(found.steepest, 0.01) < 0.3
    assert found.problem is None and 0.7 < found.diverged < 2


def test_what_falls_before_the_fall_is_noise():
    """A bump on the flat part is steeper than the gentle fall after it."""
    places = np.log10(RATES)
    bumpy = 2.3 - 2 / (1 + np.exp(-2 * (places + 2))) + 1.0 * (np.abs(places + 5) < 0.4)
    assert decades_apart(judged(RATES, bumpy).steepest, 0.01) < 0.7


def test_a_loss_that_comes_back_and_stays_there_has_diverged():
    places = np.log10(RATES)
    found = judged(RATES, 2.3 - 1.5 * (np.abs(places + 2) < 1) + 0.2 * (places > -1))  # down at 0.001, back at 0.1
    assert found.reason == "diverged" and decades_apart(found.diverged, 0.1) < 0.5
    assert found.upper == pytest.approx(found.diverged / 10)


def test_the_rate_to_take_is_never_above_the_upper_bound():
    assert judged(RATES, valley(), diverged=0.05).suggested == pytest.approx(0.005)
    assert judged(RATES, valley(), diverged=5.0).suggested == pytest.approx(0.01, rel=0.3)


@pytest.mark.parametrize("noise", [0.0, 0.1, 1.0])
def test_a_loss_that_never_falls_suggests_nothing(noise):
    flat = (2.3 + noise * np.random.default_rng(1).normal(size=len(RATES))).tolist()
    found = judged(RATES, flat)
    assert found.suggested is None and "at no rate from 1e-06 to 10" in found.problem.line()
    growing = [2.3 + max(0.0, math.log10(rate) + 2) * 9 for rate in RATES]
    found = judged(RATES, growing, diverged=0.5)
    assert found.suggested is None and "before it diverges at a rate of 0.5" in found.problem.line()


def test_smoothing_does_not_lag():
    curve = smoothed(RATES, valley(noise=0.3))
    assert np.abs(curve[10:-40] - np.array(valley())[10:-40]).max() < 0.35
    assert smoothed(RATES, [4.0] * len(RATES)) == pytest.approx(4.0)


# What a rate becomes in an experiment


def test_the_rate_reaches_a_schedule_that_sets_it(tiny):
    schedules = {cls.__name__: cls for cls in parts("scheduler")}
    plain = apply(tiny, edits_for(tiny, 0.02))
    assert plain.training.optimizer.lr == 0.02 and plain.training.scheduler is None
    one = changed(tiny, scheduler=schedules["OneCycleLR"]())
    one = apply(one, edits_for(one, 0.02))
    assert (one.training.optimizer.lr, one.training.scheduler.max_lr) == (0.02, 0.02)
    cycle = changed(tiny, scheduler=schedules["CyclicLR"](base_lr=0.005))
    high, low = apply(cycle, edits_for(cycle, 0.02)), apply(cycle, edits_for(cycle, 0.002))
    assert (high.training.scheduler.base_lr, high.training.scheduler.max_lr) == (0.005, 0.02)
    assert (low.training.scheduler.base_lr, low.training.scheduler.max_lr) == (0.0002, 0.002)
    cosine = changed(tiny, scheduler=schedules["CosineAnnealingLR"]())
    assert apply(cosine, edits_for(cosine, 0.02)).training.scheduler == cosine.training.scheduler
