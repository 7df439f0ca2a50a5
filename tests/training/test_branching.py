"""A branch goes on from a checkpoint of another run: unchanged, it is that run bit for bit; changed, it keeps what fits."""

import json
import shutil

import pytest
import torch

from tests.training.test_resume import RICH, StopsAtStart, _watched, assert_same_run, followed, stopped, with_training
from workbench.evaluation.record import Record
from workbench.spec import files
from workbench.spec.edits import Insert, SetValue, apply
from workbench.spec.files import from_toml, read
from workbench.spec.parts import find
from workbench.spec.problems import ExperimentError, RunError
from workbench.training import checkpoints, saving
from workbench.training.branch_points import experiment_of, points_of
from workbench.training.branching import NAME, branched
from workbench.training.control import Control, Order
from workbench.training.events import Noticed, RunBranched, RunFailed, RunFinished, Steered, StepDone
from workbench.training.loop import resume, train
from workbench.training.runs import read_weights
from workbench.training.schedule import planned_rates
from workbench.training.start import branch
from workbench.training.steering_file import read_steering

STEPS_PER_EPOCH = 5


@pytest.fixture(autouse=True)
def every_epoch_saves(monkeypatch):
    monkeypatch.setattr(saving, "SAVING_SHARE", 1e9)


@pytest.fixture
def rich():
    return from_toml(RICH)


@pytest.fixture
def plain(rich):
    """Without a schedule, a warm-up, a mean of the weights: a rate is what the optimizer says."""
    return with_training(rich, scheduler=None, warmup_steps=0, ema_decay=None)


RUNS = {}


def a_run(experiment, tmp_path, steps):
    """One that was stopped after so many steps, in its own folder; trained once for each experiment."""
    known = RUNS.get((experiment, steps))
    if known is None or not known.is_dir():
        known = RUNS[experiment, steps] = tmp_path / "trained"
        stopped(experiment, known, steps)
    shutil.copytree(known, tmp_path / "run")


def files_of(folder):
    return {path: path.read_bytes() for path in folder.rglob("*") if path.is_file() and path.name != ".lock"}


def taken_up(out):
    """What a branch is at its first step, and what is said of it."""
    events = list(resume(out, StopsAtStart()))
    assert isinstance(events[-1], RunFinished), events[-1]
    state = checkpoints.newest(out).state
    assert "branch" not in state
    return state, [str(event.problem.what) for event in events if isinstance(event, Noticed)]


def state_of(run):
    return checkpoints.newest(run).state


def same(one, other):
    if isinstance(one, torch.Tensor):
        return torch.equal(one, other)
    if isinstance(one, dict):
        return one.keys() == other.keys() and all(same(one[key], other[key]) for key in one)
    if isinstance(one, list):
        return len(one) == len(other) and all(map(same, one, other))
    return one == other


def shapeless(experiment):
    """A model that has nothing of the others."""
    layers = (find("layer", "Conv2d")(out_channels=10, kernel_size=28), find("layer", "Flatten")())
    return apply(experiment, [SetValue("model.layers", layers)])


# Unchanged


@pytest.mark.parametrize("steps", [3, 5])
def test_without_a_change_it_is_the_run_itself(rich, tmp_path, steps):
    a_run(rich, tmp_path, steps)
    before = files_of(tmp_path / "run")
    found = branched(tmp_path / "run", experiment_of(tmp_path / "run"), tmp_path / "branch")
    assert (found.step, found.differences, found.notes) == (steps, (), ())
    followed(resume(tmp_path / "branch"))
    assert files_of(tmp_path / "run") == before
    followed(resume(tmp_path / "run"))
    assert_same_run(tmp_path / "branch", tmp_path / "run")


def test_settings_that_the_run_found_out_are_no_change(rich, tmp_path):
    a_run(rich, tmp_path, 3)
    assert read(tmp_path / "run" / "experiment.toml") != rich  # memory_format is no longer auto
    assert branched(tmp_path / "run", rich, tmp_path / "branch").differences == ()


def test_an_earlier_checkpoint_and_more_epochs(rich, tmp_path):
    longer = with_training(rich, scheduler=None)
    followed(train(longer, out=tmp_path / "run"))
    points = points_of(tmp_path / "run")
    assert [(point.step, point.epoch, point.within) for point in points[:2]] == [(15, 3, False), (14, 2, True)]
    more = with_training(experiment_of(tmp_path / "run"), epochs=4)
    found = branched(tmp_path / "run", more, tmp_path / "branch", step=14)
    assert [each.line() for each in found.differences] == ["training.epochs: 3 → 4"]
    events = followed(resume(tmp_path / "branch"))
    assert next(event.step for event in events if isinstance(event, StepDone)) == 15
    followed(resume(tmp_path / "run", epochs=4))
    assert_same_run(tmp_path / "branch", tmp_path / "run")


def test_the_folder_has_what_came_before(rich, tmp_path):
    run, out = tmp_path / "run", tmp_path / "branch"
    control, events = Control(), []
    for event in train(rich, control, out=run):
        events.append(event)
        if isinstance(event, StepDone) and event.step == 2:
            control.steer(Order("lr", 0.5, relative=True))
        if isinstance(event, StepDone) and event.step == 8:
            control.stop()
    found = branched(run, apply(experiment_of(run), [SetValue("training.clip_grad_norm", 1.0)]), out)
    whole, part = Record.read(run), Record.read(out)
    assert part.epochs == whole.epochs and part.steps == whole.steps and part.measured == whole.measured
    assert (out / "steps.csv").read_text() == (run / "steps.csv").read_text()
    assert [event.what for event in part.steered] == ["lr", "branched"] and part.steered[-1].step == 8
    told = json.loads((out / NAME).read_text())
    assert told["run"] == str(run) and (told["step"], told["epoch"]) == (8, 1) == (found.step, found.epoch)
    assert told["differences"] == [{"address": "training.clip_grad_norm", "before": "none", "after": 1.0}]
    branched(run, experiment_of(run), tmp_path / "earlier", step=5)
    assert [each.step for each in Record.read(tmp_path / "earlier").steps] == [1, 2, 3, 4, 5]
    followed(resume(out))
    assert [event.what for event in read_steering(out)] == ["lr", "branched"]
    for name in ("best.pth", "last.pth", "data.json"):
        assert (out / name).is_file()


# The model


def test_a_dropout_between_layers_keeps_all_weights_and_what_the_optimizer_knows(plain, tmp_path):
    a_run(plain, tmp_path, 8)
    after = apply(experiment_of(tmp_path / "run"), [Insert("model.layers", 2, (find("layer", "Dropout")(p=0.2),))])
    branched(tmp_path / "run", after, tmp_path / "branch")
    before, (now, notes) = state_of(tmp_path / "run"), taken_up(tmp_path / "branch")
    assert notes == []
    assert next(iter(before["model"].values())).shape == now["model"]["1.weight"].shape
    assert same(list(before["model"].values()), list(now["model"].values())) and "6.weight" in now["model"]
    assert same(before["optimizer"]["state"], now["optimizer"]["state"])
    assert same(before["counters"]["best_step"], now["counters"]["best_step"])
    best = read_weights(tmp_path / "branch" / "best.pth")
    assert same(list(best.values()), list(read_weights(tmp_path / "run" / "best.pth").values()))
    assert best.keys() == now["model"].keys()
    assert followed(resume(tmp_path / "branch"))[-1].epochs == 3


def test_a_layer_of_another_size_begins_anew_and_the_others_stay(rich, tmp_path):
    a_run(rich, tmp_path, 8)
    wide = apply(experiment_of(tmp_path / "run"), [SetValue("model.layers[5].bias", False)])
    narrow = apply(wide, [Insert("model.layers", 5, (find("layer", "Linear")(out_features=6),))])
    branched(tmp_path / "run", narrow, tmp_path / "branch")
    before, (now, notes) = state_of(tmp_path / "run"), taken_up(tmp_path / "branch")
    assert torch.equal(now["model"]["1.weight"], before["model"]["1.weight"])
    assert now["averaged"]["n_averaged"] == 8
    assert torch.equal(now["averaged"]["module.2.running_mean"], before["averaged"]["module.2.running_mean"])
    (found,) = [words for words in notes if "begin anew:" in words]
    assert "5.weight" in found and "1.weight" not in found
    assert any("the best one is found anew" in words for words in notes)
    assert now["counters"]["best_step"] is None and now["counters"]["waited"] == 0
    kept = {number: item["exp_avg"].shape for number, item in now["optimizer"]["state"].items()}
    assert set(kept) == {0, 1, 2, 3}  # those of the first Linear and of the norm
    end = followed(resume(tmp_path / "branch"))[-1]
    assert end.best_epoch is not None and end.best_epoch > 1


def test_a_model_that_has_nothing_of_the_run_is_refused(rich, tmp_path):
    a_run(rich, tmp_path, 3)
    with pytest.raises(ExperimentError, match="No layer of this model takes over weights"):
        branched(tmp_path / "run", shapeless(rich), tmp_path / "branch")
    assert not (tmp_path / "branch").exists()
    other = apply(rich, [SetValue("model.layers", (rich.model.layers[0], rich.model.layers[5].replace(bias=False)))])
    events = list(branch(tmp_path / "run", other, Control(), out=tmp_path / "branch"))
    assert isinstance(events[-1], RunFailed) and events[-1].wrong_input
    assert not (tmp_path / "branch").exists()  # of what cannot be taken up, nothing is left


# The optimizer and the schedule


def test_another_rate_keeps_what_the_optimizer_knows(plain, tmp_path):
    a_run(plain, tmp_path, 8)
    changed = [SetValue("training.optimizer.lr", 0.5), SetValue("training.optimizer.weight_decay", 0.25)]
    branched(tmp_path / "run", apply(plain, changed), tmp_path / "branch")
    before, (now, notes) = state_of(tmp_path / "run"), taken_up(tmp_path / "branch")
    assert notes == []
    assert same(before["optimizer"]["state"], now["optimizer"]["state"]) and same(before["random"], now["random"])
    group = now["optimizer"]["param_groups"][0]
    assert (group["lr"], group["weight_decay"]) == (0.5, 0.25)


def test_a_change_that_no_step_depends_on_changes_no_bit(rich, tmp_path):
    a_run(rich, tmp_path, 8)
    branched(tmp_path / "run", with_training(rich, early_stopping=9), tmp_path / "branch")
    followed(resume(tmp_path / "branch"))
    followed(resume(tmp_path / "run"))
    assert_same_run(tmp_path / "branch", tmp_path / "run")


@pytest.mark.parametrize(
    ("part", "values", "words"),
    [
        ("SGD", {"momentum": 0.9}, "AdamW and SGD keep other things"),
        ("AdamW", {"amsgrad": True}, "it lacked max_exp_avg_sq so far"),
    ],
)
def test_what_an_optimizer_never_kept_begins_anew(plain, tmp_path, part, values, words):
    a_run(plain, tmp_path, 8)
    after = with_training(plain, optimizer=find("optimizer", part)(**values))
    branched(tmp_path / "run", after, tmp_path / "branch")
    now, notes = taken_up(tmp_path / "branch")
    assert any(words in note for note in notes) and not now["optimizer"]["state"]
    assert followed(resume(tmp_path / "branch"))[-1].epochs == 3


def test_lbfgs_keeps_all_or_nothing(plain, tmp_path):
    lbfgs = with_training(plain, optimizer=find("optimizer", "LBFGS")(max_iter=2), accumulate=9)
    a_run(lbfgs, tmp_path, 1)
    slower = apply(lbfgs, [SetValue("training.optimizer.lr", 0.5)])
    branched(tmp_path / "run", slower, tmp_path / "slower")
    before, (now, notes) = state_of(tmp_path / "run"), taken_up(tmp_path / "slower")
    assert notes == [] and same(before["optimizer"]["state"], now["optimizer"]["state"])
    fewer = apply(lbfgs, [SetValue("model.layers[5].bias", False)])
    branched(tmp_path / "run", fewer, tmp_path / "fewer")
    now, notes = taken_up(tmp_path / "fewer")
    assert any("one row for all weights" in note for note in notes) and not now["optimizer"]["state"]


@pytest.mark.parametrize(
    ("name", "values", "epochs"),
    [("StepLR", {"step_size": 1, "gamma": 0.5}, 3), ("OneCycleLR", {"max_lr": 0.1}, 4), ("CosineAnnealingLR", {}, 5)],
)
def test_another_schedule_is_planned_and_goes_on_where_the_run_is(rich, tmp_path, name, values, epochs):
    a_run(with_training(rich, warmup_steps=0), tmp_path, 8)
    after = with_training(rich, warmup_steps=0, scheduler=find("scheduler", name)(**values), epochs=epochs)
    branched(tmp_path / "run", after, tmp_path / "branch")
    events = followed(resume(tmp_path / "branch"))
    steps = [event for event in events if isinstance(event, StepDone)]
    plan = planned_rates(after, STEPS_PER_EPOCH)
    rates = {round(epoch * STEPS_PER_EPOCH): rate for epoch, rate in zip(plan.epochs, plan.rates, strict=True)}
    by_step = name == "OneCycleLR"
    for event in steps:
        place = event.step - 1 if by_step else (event.step - 1) // STEPS_PER_EPOCH * STEPS_PER_EPOCH
        assert event.lr == pytest.approx(rates[place])
    assert any("the new plan says" in str(event.problem.what) for event in events if isinstance(event, Noticed))


def test_a_plateau_keeps_its_reductions(plain, tmp_path):
    plateau = with_training(
        plain, scheduler=find("scheduler", "ReduceLROnPlateau")(patience=0, threshold=1.0), epochs=9
    )
    a_run(plateau, tmp_path, 18)
    before = state_of(tmp_path / "run")
    assert before["optimizer"]["param_groups"][0]["lr"] < 0.01
    decay = apply(plateau, [SetValue("training.optimizer.weight_decay", 0.3)])
    branched(tmp_path / "run", decay, tmp_path / "decay")
    now, _ = taken_up(tmp_path / "decay")
    assert now["optimizer"]["param_groups"][0]["lr"] == pytest.approx(before["optimizer"]["param_groups"][0]["lr"])
    assert now["scheduler"]["best"] == before["scheduler"]["best"]
    branched(tmp_path / "run", apply(decay, [SetValue("training.optimizer.lr", 0.2)]), tmp_path / "rate")
    now, _ = taken_up(tmp_path / "rate")
    assert now["optimizer"]["param_groups"][0]["lr"] == pytest.approx(0.2)


# The data


def test_other_batches_begin_the_epoch_again(rich, tmp_path):
    a_run(rich, tmp_path, 8)
    branched(tmp_path / "run", apply(rich, [SetValue("data.batch_size", 36)]), tmp_path / "branch")
    now, notes = taken_up(tmp_path / "branch")
    assert any(note.startswith("Epoch 2 was half gone") for note in notes)
    counters = now["counters"]
    assert (counters["step"], counters["ended"], counters["epoch_step"], now["sums"]["count"]) == (8, 1, 0, 0)
    assert counters["best_step"] == 5  # equal weights would still have that loss
    end = followed(resume(tmp_path / "branch"))[-1]
    assert (end.epochs, end.steps) == (3, 8 + 2 * 2)  # 3 batches, 2 of them together
    assert now["scheduler"]["last_epoch"] == 2  # of 6 steps of the schedule, those of the first epoch


def test_other_data_are_allowed_and_the_best_is_found_anew(rich, tmp_path):
    a_run(rich, tmp_path, 5)
    more = apply(rich, [SetValue("data.source.train_count", 240)])
    branched(tmp_path / "run", more, tmp_path / "branch")
    now, notes = taken_up(tmp_path / "branch")
    assert now["counters"]["best_step"] is None and any("found anew" in note for note in notes)
    assert now["data"] != state_of(tmp_path / "run")["data"]
    end = followed(resume(tmp_path / "branch"))[-1]
    assert end.steps == 5 + 2 * 10 and (tmp_path / "branch" / "best.pth").is_file()
    with pytest.raises(ExperimentError, match="which is no class of these data"):
        branched(tmp_path / "run", apply(rich, [SetValue("data.corrections", [{"index": 0, "label": "x"}])]), None)


# What was steered, and where a run has ended


def steered(experiment, out):
    control = Control()
    for event in train(experiment, control, out=out):
        if isinstance(event, StepDone) and event.step == 2:
            for order in (
                Order("lr", 0.5, relative=True),
                Order("frozen", True, "model.layers[1]"),
                Order("epochs", 4),
            ):
                control.steer(order)
        if isinstance(event, StepDone) and event.step == 7:
            control.stop()


def test_what_was_steered_stays_where_nothing_decides_otherwise(plain, tmp_path):
    steered(plain, tmp_path / "run")
    assert experiment_of(tmp_path / "run").training.epochs == 4
    branched(tmp_path / "run", experiment_of(tmp_path / "run"), tmp_path / "same")
    followed(resume(tmp_path / "same"))
    changed = apply(experiment_of(tmp_path / "run"), [SetValue("training.optimizer.lr", 0.3)])
    branched(tmp_path / "run", changed, tmp_path / "rate")
    now, notes = taken_up(tmp_path / "rate")
    assert now["steering"]["factor"] == 1 and any("holds no longer" in note for note in notes)
    assert [row[2:4] for row in now["steering"]["told"]][-2:] == [["branched", None], ["lr", 0.3]]
    before = state_of(tmp_path / "run")
    followed(resume(tmp_path / "rate"))
    last = state_of(tmp_path / "rate")
    assert torch.equal(last["model"]["1.weight"], before["model"]["1.weight"])  # still frozen
    taller = apply(changed, [Insert("model.layers", 5, (find("layer", "Dropout")(),))])
    branched(tmp_path / "run", taller, tmp_path / "model")
    followed(resume(tmp_path / "model"))
    assert not torch.equal(state_of(tmp_path / "model")["model"]["1.weight"], before["model"]["1.weight"])
    followed(resume(tmp_path / "run"))
    assert_same_run(tmp_path / "same", tmp_path / "run")


def test_a_finished_run_needs_more_epochs(plain, tmp_path):
    followed(train(plain, out=tmp_path / "run"))
    with pytest.raises(ExperimentError, match="had made 3 epochs by that checkpoint") as refused:
        branched(tmp_path / "run", plain, tmp_path / "branch")
    assert refused.value.problems[0].address == "training.epochs"
    events = list(branch(tmp_path / "run", with_training(plain, epochs=4), Control(), out=tmp_path / "branch"))
    assert events[-1].epochs == 4
    told = next(event for event in events if isinstance(event, RunBranched))
    assert (told.step, told.differences) == (15, ("training.epochs: 3 → 4",))
    assert len(Record.read(tmp_path / "branch").epochs) == 4


def test_a_run_that_stopped_early_waits_anew(plain, tmp_path):
    hasty = with_training(plain, early_stopping=1, epochs=9, optimizer=find("optimizer", "SGD")(lr=5.0))
    end = followed(train(hasty, out=tmp_path / "run"))[-1]
    assert end.reason == "early"
    branched(tmp_path / "run", hasty, tmp_path / "branch")
    now, notes = taken_up(tmp_path / "branch")
    assert now["counters"]["waited"] == 0 and any("begins to wait anew" in note for note in notes)
    assert followed(resume(tmp_path / "branch"))[-1].epochs > end.epochs


def test_a_turned_bit_is_noticed_and_the_run_is_left_as_it_is(plain, tmp_path):
    a_run(plain, tmp_path, 8)
    newest = checkpoints.listed(tmp_path / "run")[-1]
    content = bytearray(newest.path.read_bytes())
    content[len(content) // 2] ^= 1
    newest.path.write_bytes(content)
    before = files_of(tmp_path / "run")
    with pytest.raises(ExperimentError, match=r"The checkpoint of step 8 in .* is damaged. There are those of: 4, 5"):
        branched(tmp_path / "run", plain, tmp_path / "branch", step=8)
    with pytest.raises(ExperimentError, match="has no checkpoint of step 6"):
        branched(tmp_path / "run", plain, tmp_path / "branch", step=6)
    found = branched(tmp_path / "run", plain, tmp_path / "branch")
    assert found.step == 5 and "is damaged" in str(found.notes[0].what)
    assert files_of(tmp_path / "run") == before
    followed(resume(tmp_path / "branch"))
    for item in checkpoints.listed(tmp_path / "run"):
        item.path.write_bytes(b"")
    with pytest.raises(ExperimentError, match="every checkpoint in it is damaged"):
        branched(tmp_path / "run", plain, tmp_path / "other")


def test_what_is_no_place_for_a_branch(plain, tmp_path):
    a_run(plain, tmp_path, 3)
    with pytest.raises(ExperimentError, match="holds an earlier run"):
        branched(tmp_path / "run", plain, tmp_path / "run")
    with pytest.raises(ExperimentError, match="is not a run"):
        branched(tmp_path / "nowhere", plain, tmp_path / "branch")
    shutil.rmtree(tmp_path / "run" / "checkpoints")
    with pytest.raises(ExperimentError, match="has no checkpoint yet"):
        branched(tmp_path / "run", plain, tmp_path / "branch")
    with pytest.raises(ExperimentError, match="has no checkpoint yet"):
        points_of(tmp_path / "run")


def test_a_full_disk_leaves_no_half_of_a_branch_and_what_was_there_before(plain, tmp_path, monkeypatch):
    a_run(plain, tmp_path, 3)

    def full(_path, _content):
        raise OSError(28, "No space left on device")

    (tmp_path / "own").mkdir()
    (tmp_path / "own" / "notes.txt").write_text("mine")
    monkeypatch.setattr(files, "write_whole", full)
    for out in (tmp_path / "new", tmp_path / "own"):
        with pytest.raises(RunError, match="cannot be written: No space left"):
            branched(tmp_path / "run", plain, out)
    assert not (tmp_path / "new").exists()
    assert (tmp_path / "own" / "notes.txt").read_text() == "mine"


def test_a_branch_of_a_branch_also_before_it_was_taken_up(plain, tmp_path):
    a_run(plain, tmp_path, 8)
    slow = apply(plain, [SetValue("training.optimizer.lr", 0.002)])
    branched(tmp_path / "run", slow, tmp_path / "one")
    found = branched(tmp_path / "one", plain, tmp_path / "two")
    assert found.differences == ()
    followed(resume(tmp_path / "two"))
    followed(resume(tmp_path / "run"))
    assert_same_run(tmp_path / "two", tmp_path / "run")
    control = Control()
    followed(_watched(resume(tmp_path / "one", control), control, 2))
    branched(tmp_path / "one", plain, tmp_path / "three")
    assert [event.step for event in read_steering(tmp_path / "three") if event == _mark(event)] == [8, 10]


def _mark(event):
    return Steered(event.step, event.epoch, "branched")


def test_checkpoints_of_earlier_versions_can_be_branched(plain, tmp_path):
    a_run(plain, tmp_path, 8)
    state = state_of(tmp_path / "run")
    del state["learned"]
    checkpoints.write(tmp_path / "run", 8, state, 3, None)
    branched(tmp_path / "run", apply(plain, [SetValue("training.optimizer.lr", 0.5)]), tmp_path / "branch")
    now, notes = taken_up(tmp_path / "branch")
    assert notes == [] and same(state["optimizer"]["state"], now["optimizer"]["state"])


def test_what_a_branch_finds_out_for_itself_does_not_keep_it_from_being_taken_up_again(plain, tmp_path):
    a_run(plain, tmp_path, 8)
    branched(tmp_path / "run", apply(plain, [SetValue("training.optimizer.lr", 0.5)]), tmp_path / "branch")
    path = tmp_path / "branch" / "experiment.toml"
    text = path.read_text()
    assert "contiguous_format" in text
    path.write_text(text.replace("contiguous_format", "channels_last"))  # as it is written before the next checkpoint
    assert followed(resume(tmp_path / "branch"))[-1].epochs == 3
