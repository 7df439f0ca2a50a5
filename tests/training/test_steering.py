"""A run that is steered: what an order does, and that stopping, going on and repeating come to the same weights, bit for bit."""

import json

import pytest
import torch

from tests.training.test_resume import RICH, followed, told
from workbench.evaluation.record import Record
from workbench.export.run_export import export_script
from workbench.spec.files import from_toml, read
from workbench.spec.parts import find
from workbench.spec.problems import ExperimentError
from workbench.training import checkpoints, saving
from workbench.training.control import Control, Order
from workbench.training.events import (
    CheckpointSaved,
    EpochDone,
    Noticed,
    RunFinished,
    RunPaused,
    RunResumed,
    Steered,
    StepDone,
)
from workbench.training.loop import resume, train
from workbench.training.runs import read_weights
from workbench.training.start import start
from workbench.training.steering_file import read_steering, read_to_repeat

STEPS = 15
LINEAR = "model.layers[1]"
NORM = "model.layers[2]"

ORDERS = {
    2: [Order("lr", 0.004)],
    4: [Order("frozen", True, NORM), Order("augmentation", False)],
    5: [Order("epochs", 1, relative=True)],
    7: [Order("frozen", True, LINEAR), Order("lr", 0.5, relative=True)],
    11: [Order("frozen", False, NORM), Order("augmentation", True), Order("checkpoint")],
    15: [Order("epochs", 5), Order("frozen", False, LINEAR)],
}


@pytest.fixture(autouse=True)
def every_epoch_saves(monkeypatch):
    monkeypatch.setattr(saving, "SAVING_SHARE", 1e9)


@pytest.fixture
def rich():
    """With a schedule as long as the run, dropout, batch norm, a warm-up, a mean of the weights, augmentation."""
    return from_toml(RICH)


class Steers(Control):
    """Gives orders after certain steps, and stops after one."""

    def __init__(self, orders=ORDERS, stop=None):
        super().__init__()
        self.orders, self.stop_after = dict(orders), stop

    def take_orders(self, step=-1):
        for order in self.orders.pop(step, ()):
            self.steer(order)
        found = super().take_orders(step)
        if step == self.stop_after:
            self.stop()
        return found


def changes(events):
    return [event for event in events if isinstance(event, Steered)]


def same_weights(one, other):
    a, b = read_weights(one / "last.pth"), read_weights(other / "last.pth")
    return a.keys() == b.keys() and all(torch.equal(a[key], b[key]) for key in a)


def with_training(experiment, **values):
    return experiment.replace(training=experiment.training.replace(**values))


WHOLE = {}


def whole_run(experiment, tmp_path_factory):
    """The steered run that nobody stopped; made once."""
    if experiment not in WHOLE:
        folder = tmp_path_factory.mktemp("whole")
        WHOLE[experiment] = followed(train(experiment, Steers(), out=folder)), folder
    return WHOLE[experiment]


def test_everything_that_was_asked_for_is_done_and_told(rich, tmp_path_factory):
    events, folder = whole_run(rich, tmp_path_factory)
    rows = changes(events)
    assert [(row.step, row.what, row.address) for row in rows] == [
        (step, order.what, order.address) for step, orders in ORDERS.items() for order in orders
    ]
    assert [row.value for row in rows if row.what == "epochs"] == [4, 5] and events[-1].epochs == 5
    assert read_steering(folder) == rows == Record.read(folder).steered
    assert read(folder / "experiment.toml").training.epochs == 3
    assert [event.step for event in events if isinstance(event, CheckpointSaved) and event.step == 11]


@pytest.mark.parametrize("stop", [0, 2, 3, 5, 6, 7, 10, 11, 13, 15, 16, 21])
def test_stopped_and_resumed_it_is_the_run_that_was_not(rich, tmp_path, tmp_path_factory, stop):
    whole, folder = whole_run(rich, tmp_path_factory)
    first = followed(train(rich, Steers(stop=stop), out=tmp_path / "parts"))
    assert (first[-1].reason, first[-1].steps) == ("stopped", stop)
    later = {step: orders for step, orders in ORDERS.items() if step > stop}
    second = followed(resume(tmp_path / "parts", Steers(later)))
    assert told(first) + told(second) == told(whole)
    assert changes(first) + changes(second) == changes(whole)
    assert same_weights(tmp_path / "parts", folder)
    assert (tmp_path / "parts" / "steering.jsonl").read_text() == (folder / "steering.jsonl").read_text()
    (resumed,) = [event for event in second if isinstance(event, RunResumed)]
    assert list(resumed.steered) == changes(first)


@pytest.mark.parametrize("isolated", [False, True])
def test_told_the_same_again_it_is_the_same_run(rich, tmp_path, tmp_path_factory, isolated):
    whole, folder = whole_run(rich, tmp_path_factory)
    control = Control()
    control.repeat(read_to_repeat(folder / "steering.jsonl"))
    again = followed(start(read(folder / "experiment.toml"), control, out=tmp_path / "again", isolated=isolated))
    assert told(again) == told(whole) and same_weights(tmp_path / "again", folder)
    assert (tmp_path / "again" / "steering.jsonl").read_text() == (folder / "steering.jsonl").read_text()


def test_what_comes_after_the_checkpoint_is_forgotten(rich, tmp_path):
    """As after a kill: the run goes on from an older checkpoint, and so does what it was told."""
    followed(train(rich, Steers(stop=6), out=tmp_path))
    with (tmp_path / "steering.jsonl").open("a") as file:
        file.write(json.dumps(Steered(9, 2, "lr", 0.1).plain()) + "\n")
    followed(resume(tmp_path, Steers({}, stop=7)))
    assert [row.step for row in read_steering(tmp_path)] == [2, 4, 4, 5]


def test_a_checkpoint_of_an_earlier_version_still_loads(rich, tmp_path):
    followed(train(rich, Steers({}, stop=6), out=tmp_path))
    (newest,) = [item for item in checkpoints.listed(tmp_path) if item.step == 6]
    state = checkpoints.read(newest.path)
    assert state.pop("steering") == {"told": [], "factor": 1.0}
    newest.path.unlink()
    checkpoints.write(tmp_path, 6, state, 3, None)
    assert followed(resume(tmp_path))[-1].steps == STEPS


def rates(events):
    return [event.lr for event in events if isinstance(event, StepDone)]


@pytest.mark.parametrize(("name", "values"), [
    (None, {}), ("StepLR", {"step_size": 1}), ("CosineAnnealingLR", {}), ("ReduceLROnPlateau", {"patience": 0, "threshold": 1.0}),
])  # fmt: skip
def test_the_schedule_goes_on_in_proportion(rich, tmp_path, name, values):
    plan = find("scheduler", name)(**values) if name else None
    experiment = with_training(rich, scheduler=plan, warmup_steps=0)
    plain = rates(followed(train(experiment, out=tmp_path / "plain")))
    steered = rates(followed(train(experiment, Steers({3: [Order("lr", 0.002)]}), out=tmp_path / "steered")))
    assert steered[:3] == plain[:3] and steered[3] == pytest.approx(0.002)
    assert steered[3:] == pytest.approx([0.2 * rate for rate in plain[3:]])


def test_a_warm_up_grows_to_the_new_rate(rich, tmp_path):
    experiment = with_training(rich, scheduler=None)
    found = rates(followed(train(experiment, Steers({3: [Order("lr", 0.007)]}), out=tmp_path)))
    assert found[3:8] == pytest.approx([0.004, 0.005, 0.006, 0.007, 0.007])


def test_a_frozen_layer_stays_and_then_goes_on_with_its_momentum(rich, tmp_path):
    experiment = with_training(
        rich, scheduler=None, ema_decay=None, optimizer=find("optimizer", "AdamW")(lr=0.01, weight_decay=0.5)
    )
    seen = {}

    class Looks(Steers):
        def take_orders(self, step=-1):
            if step in (4, 8, 9):
                self.want_weights()
            return super().take_orders(step)

    orders = {4: [Order("frozen", True, LINEAR), Order("frozen", True, NORM)], 8: [Order("frozen", False, LINEAR)]}
    for event in train(experiment, Looks(orders), out=tmp_path):
        if type(event).__name__ == "WeightsReady":
            seen[event.step] = {name: value.copy() for name, value in event.weights.items()}
    for name in ("1.weight", "2.weight", "2.running_mean"):
        assert (seen[4][name] == seen[8][name]).all(), name
    assert (seen[4]["5.weight"] != seen[8]["5.weight"]).any()
    assert (seen[8]["1.weight"] != seen[9]["1.weight"]).any() and (
        seen[8]["2.running_mean"] == seen[9]["2.running_mean"]
    ).all()


def test_while_paused_it_can_be_steered(rich, tmp_path):
    control, said = Control(), []
    control.pause()
    for event in train(rich, control, out=tmp_path):
        said.append(event)
        if isinstance(event, RunPaused):
            control.steer(Order("lr", 0.5))
        elif isinstance(event, Steered):
            control.resume()
    assert isinstance(said[-1], RunFinished) and [row.step for row in changes(said)] == [0]


REFUSED = {
    "rate": Order("lr", 0.0), "no number": Order("lr", float("nan")), "fewer epochs": Order("epochs", 0),
    "no layer": Order("frozen", True, "model.layers[9]"), "nothing in it": Order("frozen", True, "model.layers[3]"),
}  # fmt: skip


@pytest.mark.parametrize("order", REFUSED.values(), ids=REFUSED)
def test_what_cannot_be_is_said_and_changes_nothing(rich, tmp_path, tmp_path_factory, order):
    events = followed(train(with_training(rich, epochs=1), Steers({3: [order]}), out=tmp_path))
    warnings = [event.problem for event in events if isinstance(event, Noticed)]
    assert len(warnings) == 1 and warnings[0].severity == "warning"
    assert not changes(events) and not (tmp_path / "steering.jsonl").exists()


def test_the_last_layer_that_learns_cannot_be_frozen(rich, tmp_path):
    orders = {1: [Order("frozen", True, name) for name in (LINEAR, NORM, "model.layers[5]")]}
    events = followed(train(with_training(rich, epochs=1), Steers(orders), out=tmp_path))
    assert [row.address for row in changes(events)] == [LINEAR, NORM]


def test_the_script_of_a_steered_run_says_so(rich, tmp_path, tmp_path_factory):
    _, folder = whole_run(rich, tmp_path_factory)
    export_script(folder, tmp_path / "train.py", "last", None)
    head = (tmp_path / "train.py").read_text(encoding="utf-8").split('"""')[1]
    assert "after step 2: learning rate 0.004" in head and "after step 7: model.layers[1] frozen" in head
    assert "checkpoint" not in head


@pytest.mark.parametrize("line", ["", "{}", '{"event": "steered", "step": 1, "epoch": 1, "what": "lr", "value": true}',
                                  '{"event": "steered", "step": 0, "epoch": 1, "what": "epochs", "value": 3}',
                                  '{"event": "steered", "step": 9, "epoch": 1, "what": "seed", "value": 3}'])  # fmt: skip
def test_a_file_that_cannot_be_followed_is_refused(tmp_path, line):
    path = tmp_path / "s.jsonl"
    path.write_text(f"{json.dumps(Steered(5, 1, 'lr', 0.1).plain())}\n{line}\n")
    with pytest.raises(ExperimentError, match="line 2"):
        read_to_repeat(path)


def test_epochs_after_the_last_one_are_told_as_such(rich, tmp_path_factory):
    events, _ = whole_run(rich, tmp_path_factory)
    assert [event.epoch for event in events if isinstance(event, EpochDone)] == [1, 2, 3, 4, 5]


def test_epochs_named_when_a_steered_run_goes_on_are_one_of_its_changes(rich, tmp_path):
    followed(train(rich, Steers({2: [Order("lr", 0.004)]}, stop=7), out=tmp_path / "run"))
    followed(resume(tmp_path / "run", Steers({}, stop=9), epochs=4))
    assert followed(resume(tmp_path / "run"))[-1].epochs == 4
    assert [(row.step, row.what, row.value) for row in read_steering(tmp_path / "run")] == [
        (2, "lr", 0.004),
        (7, "epochs", 4),
    ]
    control = Control()
    control.repeat(read_to_repeat(tmp_path / "run" / "steering.jsonl"))
    followed(train(read(tmp_path / "run" / "experiment.toml"), control, out=tmp_path / "again"))
    assert same_weights(tmp_path / "run", tmp_path / "again")
