"""A run that was stopped and goes on is, bit for bit, the run that was never stopped."""

import csv
import io
import json
from dataclasses import replace

import pytest
import torch

from workbench.data.sources import source
from workbench.spec.files import from_toml, read
from workbench.spec.parts import find, parts
from workbench.training import batches, checkpoints, loop, saving
from workbench.training.control import Control
from workbench.training.events import EpochDone, Noticed, RunFailed, RunFinished, RunResumed, StepDone
from workbench.training.loop import resume, train
from workbench.training.runs import read_weights

RICH = """
format = 1
name = "rich"
seed = 5
[data]
source = { type = "Strokes", train_count = 120, test_count = 20 }
batch_size = 12
[[data.transforms]]
type = "RandomRotation"
degrees = 10
[[data.transforms]]
type = "Normalize"
mean = [0.1307]
std = [0.3081]
[[model.layers]]
type = "Flatten"
[[model.layers]]
type = "Linear"
out_features = 8
[[model.layers]]
type = "BatchNorm1d"
[[model.layers]]
type = "ReLU"
[[model.layers]]
type = "Dropout"
[[model.layers]]
type = "Linear"
out_features = 10
[training]
epochs = 3
device = "cpu"
accumulate = 2
ema_decay = 0.9
warmup_steps = 7
early_stopping = 5
optimizer = { type = "AdamW", lr = 0.01 }
scheduler = { type = "OneCycleLR", max_lr = 0.02 }
checkpoint = { every_steps = 4 }
"""
STEPS = 15  # 108 training samples: 9 batches, 5 steps in each of 3 epochs


@pytest.fixture(autouse=True)
def every_epoch_saves(monkeypatch):
    """Without regard to how quick the disk is."""
    monkeypatch.setattr(saving, "SAVING_SHARE", 1e9)


def stopped(experiment, out, steps):
    """Train, and stop after so many steps."""
    control = Control()
    if not steps:
        return followed(train(experiment, StopsAtStart(), out=out))
    return followed(_watched(train(experiment, control, out=out), control, steps))


class StopsAtStart(Control):
    """Lets the data be read, and stops before the first step."""

    def take_weights_wanted(self):
        self.stop()
        self.raise_if_stopped()


def _watched(events, control, steps):
    seen = 0
    for event in events:
        seen += isinstance(event, StepDone)
        if seen == steps:
            control.stop()
        yield event


def followed(events):
    events = list(events)
    assert isinstance(events[-1], RunFinished), events[-1]
    return events


def told(events):
    """What steps and epochs tell, without their clocks."""
    rows = [event.plain() for event in events if isinstance(event, StepDone | EpochDone)]
    return [{key: value for key, value in row.items() if key not in ("seconds", "samples_per_second")} for row in rows]


def without_clocks(path):
    rows = list(csv.DictReader(io.StringIO((path / "metrics.csv").read_text())))
    return [{key: value for key, value in row.items() if key not in ("seconds", "samples_per_second")} for row in rows]


def assert_same_run(one, other):
    for name in ("last", "best"):
        a, b = read_weights(one / f"{name}.pth"), read_weights(other / f"{name}.pth")
        assert a.keys() == b.keys() and all(torch.equal(a[key], b[key]) for key in a), name
    assert without_clocks(one) == without_clocks(other)


def assert_exact(experiment, tmp_path, steps):
    whole, folder = never_stopped(experiment, tmp_path)
    first = stopped(experiment, tmp_path / "parts", steps)
    assert first[-1].reason == "stopped" and first[-1].steps == steps
    second = followed(resume(tmp_path / "parts"))
    assert told(first) + told(second) == told(whole)
    assert (second[-1].reason, second[-1].steps, second[-1].epochs, second[-1].best_epoch, second[-1].test) == (
        whole[-1].reason, whole[-1].steps, whole[-1].epochs, whole[-1].best_epoch, whole[-1].test)  # fmt: skip
    assert_same_run(tmp_path / "parts", folder)


WHOLE = {}


def never_stopped(experiment, tmp_path):
    """The events and the folder of the whole run; made once for each experiment."""
    if experiment not in WHOLE or not WHOLE[experiment][1].is_dir():
        WHOLE[experiment] = followed(train(experiment, out=tmp_path / "whole")), tmp_path / "whole"
    return WHOLE[experiment]


@pytest.fixture
def rich():
    return from_toml(RICH)


def with_training(experiment, **values):
    return experiment.replace(training=experiment.training.replace(**values))


@pytest.mark.parametrize("steps", range(STEPS))
def test_stopped_after_any_step(rich, tmp_path, steps):
    assert_exact(rich, tmp_path, steps)


OPTIMIZERS = (
    "SGD",
    "Adam",
    "AdamW",
    "RMSprop",
    "NAdam",
    "RAdam",
    "Adamax",
    "Adagrad",
    "Adadelta",
    "ASGD",
    "Rprop",
    "LBFGS",
)


@pytest.mark.parametrize("name", OPTIMIZERS)
def test_every_optimizer(rich, tmp_path, name):
    values = {"LBFGS": {"max_iter": 3}, "SGD": {"momentum": 0.9}}.get(name, {})
    plan = None if name == "LBFGS" else find("scheduler", "StepLR")(step_size=1)
    assert_exact(
        with_training(rich, optimizer=find("optimizer", name)(**values), scheduler=plan, epochs=2), tmp_path, 7
    )


SCHEDULERS = {
    "StepLR": {}, "MultiStepLR": {"milestones": (1, 2)}, "ExponentialLR": {}, "PolynomialLR": {}, "LinearLR": {},
    "ConstantLR": {"total_iters": 1}, "CosineAnnealingWarmRestarts": {"T_0": 2}, "CyclicLR": {"step_size_up": 4},
    "ReduceLROnPlateau": {"patience": 0, "threshold": 1.0}, "CosineAnnealingLR": {},
}  # fmt: skip


def test_no_part_is_left_out():
    assert {part.__name__ for part in parts("scheduler")} == {*SCHEDULERS, "OneCycleLR"}
    assert {part.__name__ for part in parts("optimizer")} == set(OPTIMIZERS)


@pytest.mark.parametrize("steps", [5, 8])
@pytest.mark.parametrize("name", SCHEDULERS)
def test_every_schedule(rich, tmp_path, name, steps):
    momentum = find("optimizer", "SGD")(lr=0.1, momentum=0.9)
    plan = find("scheduler", name)(**SCHEDULERS[name])
    assert_exact(with_training(rich, scheduler=plan, optimizer=momentum, warmup_steps=0), tmp_path, steps)


@pytest.mark.parametrize(
    "values",
    [
        {"precision": "bfloat16"},
        {"accumulate": 1, "clip_grad_norm": 0.5},
        {"ema_decay": None},
        {"early_stopping": 1, "optimizer": find("optimizer", "SGD")(lr=5.0), "epochs": 9, "scheduler": None},
        {"scheduler": None, "warmup_epochs": 2.5},
    ],
    ids=lambda values: "-".join(values),
)
def test_the_ways_to_train(rich, tmp_path, values):
    assert_exact(with_training(rich, **values), tmp_path, 6)


def test_mixing_and_drawing_evenly(rich, tmp_path):
    steps = (*rich.data.transforms, find("transform", "MixUp")(), find("transform", "CutMix")())
    assert_exact(rich.replace(data=rich.data.replace(transforms=steps, balanced=True)), tmp_path, 8)


def test_frozen_layers_and_rates_of_their_own(rich, tmp_path):
    layers = list(rich.model.layers)
    layers[1], layers[5] = layers[1].replace(frozen=True), layers[5].replace(lr_scale=0.5)
    layers[2] = layers[2].replace(lr_scale=3.0)
    assert_exact(rich.replace(model=rich.model.replace(layers=tuple(layers))), tmp_path, 8)


def test_stopped_again_and_again(rich, tmp_path):
    followed(train(rich, out=tmp_path / "whole"))
    stopped(rich, tmp_path / "parts", 2)
    for steps in (1, 5, 3):
        control = Control()
        events = followed(_watched(resume(tmp_path / "parts", control), control, steps))
        assert events[-1].reason == "stopped"
    followed(resume(tmp_path / "parts"))
    assert_same_run(tmp_path / "parts", tmp_path / "whole")


PARTS = ("model", "averaged", "optimizer", "scheduler", "warm_up", "random", "counters", "sums", "history")


def test_nothing_that_is_saved_is_left_out_below(rich, tmp_path):
    stopped(rich, tmp_path / "run", 3)
    state = checkpoints.newest(tmp_path / "run").state
    assert set(state) - set(PARTS) == {
        "format",
        "experiment",
        "data",
        "learned",
        "machine",
        "scaler",
        "steering",
    }  # no float16 on the CPU


COUNTERS = ("step", "ended", "epoch_step", "best", "best_epoch", "waited")


@pytest.mark.parametrize("part", [*PARTS, *COUNTERS])
def test_each_saved_part_is_needed(rich, tmp_path, monkeypatch, part):
    """With a part as it is at the beginning of a run, the run that goes on is another one."""
    experiment = with_training(rich, early_stopping=2, epochs=4)
    monkeypatch.setattr(loop, "_evaluated", lambda run, _part: (float(run.epoch), 0.5))  # the first epoch is the best
    followed(train(experiment, out=tmp_path / "whole"))
    stopped(experiment, tmp_path / "fresh", 0)
    fresh = checkpoints.newest(tmp_path / "fresh").state
    stopped(experiment, tmp_path / "parts", 12)
    state = checkpoints.newest(tmp_path / "parts").state
    if part in COUNTERS:
        state["counters"][part] = fresh["counters"][part]
    else:
        state[part] = fresh[part]
    checkpoints.write(tmp_path / "parts", 12, state, 1, None)
    last = list(resume(tmp_path / "parts"))[-1]
    if isinstance(last, RunFinished):
        with pytest.raises(AssertionError):
            assert_same_run(tmp_path / "parts", tmp_path / "whole")
            assert how_it_ended(tmp_path / "parts") == how_it_ended(tmp_path / "whole")


def how_it_ended(path):
    summary = json.loads((path / "summary.json").read_text())
    return [summary[name] for name in ("reason", "epochs", "steps", "best_epoch", "test")]


def test_more_epochs_than_planned(rich, tmp_path):
    plain = with_training(rich, scheduler=find("scheduler", "StepLR")(step_size=2))
    followed(train(with_training(plain, epochs=4), out=tmp_path / "whole"))
    followed(train(plain, out=tmp_path / "run"))
    events = followed(resume(tmp_path / "run", epochs=4))
    assert [event.epoch for event in events if isinstance(event, EpochDone)] == [4]
    before = next(event for event in events if isinstance(event, RunResumed))
    assert (before.step, before.epoch, [row.epoch for row in before.before]) == (15, 3, [1, 2, 3])
    assert_same_run(tmp_path / "run", tmp_path / "whole")
    assert read(tmp_path / "run" / "experiment.toml").training.epochs == 4


@pytest.mark.parametrize("name", ["OneCycleLR", "CosineAnnealingLR"])
def test_a_schedule_as_long_as_the_run_follows_the_new_length(rich, tmp_path, name):
    planned = with_training(rich, scheduler=find("scheduler", name)())
    followed(train(planned, out=tmp_path / "run"))
    longer = followed(train(with_training(planned, epochs=5), out=tmp_path / "whole"))
    events = followed(resume(tmp_path / "run", epochs=5))
    said = [event.problem.line() for event in events if isinstance(event, Noticed)]
    assert any("a run of 5 epochs" in line for line in said), said
    rates = [event.lr for event in events if isinstance(event, StepDone)]
    assert rates == [event.lr for event in longer if isinstance(event, StepDone)][15:]


def refused(events):
    last = list(events)[-1]
    assert isinstance(last, RunFailed) and last.wrong_input, last
    return last.problems[0].line()


def test_a_finished_run_says_so(rich, tmp_path):
    followed(train(rich, out=tmp_path / "run"))
    before = {path: path.read_bytes() for path in (tmp_path / "run").rglob("*") if path.is_file()}
    assert "is finished: it has made all of its 3 epochs" in refused(resume(tmp_path / "run"))
    assert "has come further than 2 epochs" in refused(resume(tmp_path / "run", epochs=2))
    assert {path: path.read_bytes() for path in (tmp_path / "run").rglob("*") if path.is_file()} == before


def test_a_run_that_stopped_early_says_so(rich, tmp_path):
    bad = with_training(rich, early_stopping=1, optimizer=find("optimizer", "SGD")(lr=5.0), scheduler=None, epochs=9)
    assert followed(train(bad, out=tmp_path / "run"))[-1].reason == "early"
    assert "stopped early after epoch" in refused(resume(tmp_path / "run", epochs=20))


class Changed:
    """The source, with one bit of one image turned."""

    def __init__(self, *arguments):
        self.source = source(*arguments)

    def load(self, progress):
        loaded = self.source.load(progress)
        images = loaded.train.images.copy()
        images[3, 0, 5, 5] ^= 1
        return replace(loaded, train=replace(loaded.train, images=images))


def test_other_data_are_refused(rich, tmp_path, monkeypatch):
    stopped(rich, tmp_path / "run", 7)
    before = (tmp_path / "run" / "summary.json").read_bytes()
    monkeypatch.setattr(batches, "source", Changed)
    assert "data.source: The data are not those" in refused(resume(tmp_path / "run"))
    assert (tmp_path / "run" / "summary.json").read_bytes() == before


def test_a_changed_experiment_is_refused(rich, tmp_path):
    stopped(rich, tmp_path / "run", 7)
    path = tmp_path / "run" / "experiment.toml"
    path.write_text(path.read_text().replace("lr = 0.01", "lr = 0.5"))
    assert "experiment.toml was changed since the run began" in refused(resume(tmp_path / "run"))


def test_a_run_without_a_checkpoint_begins_again(rich, tmp_path):
    followed(train(rich, out=tmp_path / "whole"))
    stopped(rich, tmp_path / "run", 2)
    checkpoints.remove_all(tmp_path / "run")
    followed(resume(tmp_path / "run"))
    assert_same_run(tmp_path / "run", tmp_path / "whole")


def test_no_run_and_one_of_an_earlier_version(rich, tmp_path):
    assert "is not a run" in refused(resume(tmp_path / "nothing"))
    followed(train(rich, out=tmp_path / "run"))
    checkpoints.remove_all(tmp_path / "run")
    weights = (tmp_path / "run" / "last.pth").read_bytes()
    assert "there is no checkpoint in it" in refused(resume(tmp_path / "run", epochs=7))
    assert (tmp_path / "run" / "last.pth").read_bytes() == weights


def test_a_run_that_is_being_trained_is_left_alone(rich, tmp_path):
    events = train(rich, out=tmp_path / "run")
    next(event for event in events if isinstance(event, StepDone))
    assert "is being trained by another process" in refused(resume(tmp_path / "run"))
    events.close()
    followed(resume(tmp_path / "run"))


def test_the_summary_counts_all_the_time(rich, tmp_path):
    first = stopped(rich, tmp_path / "run", 7)[-1]
    last = followed(resume(tmp_path / "run"))[-1]
    assert last.seconds > first.seconds and last.samples_per_second > 0
