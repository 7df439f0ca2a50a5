"""Every rule on a run that has the illness, and on one that has not."""

from dataclasses import dataclass, replace
from types import SimpleNamespace

import numpy as np
import pytest

from workbench.evaluation.doctor import Case, Known, examine, remedies, rules
from workbench.evaluation.doctor.case import Suspects
from workbench.evaluation.doctor.labels import suspects_of
from workbench.spec.edits import apply
from workbench.spec.experiment import Experiment
from workbench.spec.files import from_toml
from workbench.spec.problems import problem
from workbench.training.events import EpochDone, Measured, RunFailed, RunFinished, RunStarted, Steered, StepDone

TEXT = """
format = 1
[training]
epochs = 8
optimizer = {{ type = "{optimizer}", lr = {lr} }}
[data]
batch_size = {batch}
shuffle = {shuffle}
validation_fraction = {kept}
[[model.layers]]
type = "Flatten"
[[model.layers]]
type = "Linear"
out_features = 64
{norm}[[model.layers]]
type = "{activation}"
[[model.layers]]
type = "Linear"
out_features = 10
"""
NORM = '[[model.layers]]\ntype = "BatchNorm1d"\n'
LAYERS = tuple(f"model.layers[{i}]" for i in range(1, 7))


def experiment(
    optimizer="Adam", lr=0.001, batch=64, shuffle="true", kept=0.1, norm="", activation="ReLU"
) -> Experiment:
    return from_toml(TEXT.format(**locals()))


def epochs(train, validation=None, accuracy=0.95, validation_accuracy=0.94, steps=100) -> tuple[EpochDone, ...]:
    judged = validation or [None] * len(train)
    score = validation_accuracy if validation else None
    return tuple(
        EpochDone(i + 1, (i + 1) * steps, a, accuracy, b, score, 0.001, 1.0, 1.0)
        for i, (a, b) in enumerate(zip(train, judged, strict=True))
    )


def steps(losses) -> tuple[StepDone, ...]:
    return tuple(StepDone(i + 1, 1, float(loss), 0.5, 0.001, 64) for i, loss in enumerate(losses))


def measured(at=100, layers=LAYERS, **figures) -> tuple[Measured, ...]:
    return (Measured(at, 1, layers[: len(next(iter(figures.values())))], figures),)


STARTED = RunStarted("run", "cpu", "float32", tuple("0123456789"), 20_000, 2_000, 2_000, 8, 100, 1000)
FALLING = [1.2, 0.6, 0.4, 0.3, 0.25, 0.22, 0.2, 0.19]
GOOD = Case(experiment(), epochs(FALLING, [x + 0.02 for x in FALLING]), started=STARTED)
STILL = steps([2.3] * 100)
SLOWLY = list(np.linspace(2.3, 2.1, 10))
LEVEL = epochs([2.0, 1.0, 0.6, 0.6, 0.601, 0.6, 0.6, 0.6])
OVER = GOOD.epochs[:3] + epochs(FALLING, [0.7, 0.5, 0.42, 0.45, 0.5, 0.55, 0.6, 0.68])[3:]
TEST = RunFinished("done", "run", {"accuracy": 0.80}, 1, 1, 8, 800)
UNEVEN = Known(("cat", "dog"), counts=(900, 100))
NAN = RunFailed((problem("model.layers[1]", "The loss became nan in step 12."),))


@dataclass(frozen=True)
class Trial:
    rule: str
    ill: Case
    well: Case = GOOD
    says: str = ""


def good(**changed) -> Case:
    return replace(GOOD, **changed)


def few(count: int) -> RunStarted:
    return replace(STARTED, train_samples=count, validation_samples=count)


TRIALS = [
    Trial("overfitting", good(epochs=OVER), says="Since epoch 3"),
    Trial("overfitting", good(epochs=epochs(FALLING, [x * 3 for x in FALLING], 0.99, 0.7)), says="99.0 %"),
    Trial("underfitting", good(epochs=epochs([2.0, 1.6, 1.5, 1.495], [2.0, 1.6, 1.5, 1.495], 0.5, 0.5), ended=replace(TEST, test={}))),
    Trial("plateau", good(epochs=LEVEL), good(epochs=tuple(replace(e, lr=0.001 / e.epoch**2) for e in LEVEL))),
    Trial("divergence", good(ended=NAN), good(ended=RunFailed((problem("", "The disk is full."),))), "became nan in step 12"),
    Trial("divergence", good(epochs=epochs([2.5, 20.0, 300.0]))),
    Trial("chance_level", good(epochs=epochs([2.31, 2.303, 2.302], [2.31, 2.303, 2.302], 0.1, 0.1)), says="ln 10 = 2.3"),
    Trial("chance_level", good(epochs=epochs([2.2, 1.5, 0.6], [2.4, 2.6, 3.5], 0.8, 0.1)), says="labels"),
    Trial("lr_too_high", good(early=steps([2.3] + [3, 9, 2, 12, 4] * 20)), good(early=steps(np.linspace(2.3, 0.3, 100)))),
    Trial(
        "lr_too_high", good(epochs=epochs([2.4, 2.4], [2.4, 2.5]), measured=measured(update_ratio=(0.3, 0.2))),
        good(measured=measured(update_ratio=(0.004, 0.01))),
    ),
    Trial("lr_too_low", good(measured=measured(update_ratio=(1e-6, 2e-6))), good(measured=measured(update_ratio=(1e-3, 3e-3)))),
    Trial("lr_too_low", good(experiment=experiment(lr=1e-6), epochs=epochs(SLOWLY)), says="steadily"),
    Trial("lr_too_low", good(experiment=experiment(lr=1e-6), early=STILL, late=STILL, epochs=()), says="hardly moved"),
    Trial(
        "saturated_units",
        good(experiment=experiment(activation="Sigmoid"), measured=measured(mean=(0.0, 0.99), std=(1.0, 0.01))),
        good(
            experiment=experiment(activation="Sigmoid"), measured=measured(mean=(0.0, 0.99), std=(1.0, 0.01)),
            early=steps([2.3]), late=steps([2.3] + [0.2] * 50),
        ),
    ),
    Trial(
        "vanishing_gradients",
        good(measured=measured(gradient_norm=(1e-7, 1e-5, 1e-3, 1e-2, 0.5, 1.0))),
        good(measured=measured(gradient_norm=(0.3, 0.2, 0.5, 0.4, 0.5, 1.0))),
        "model.layers[1] (Linear)",
    ),
    Trial("exploding_gradients", good(measured=measured(gradient_norm=(5e4, 1e3, 60.0, 9.0, 1.0, 0.5)))),
    Trial(
        "exploding_gradients",
        good(measured=tuple(m for i, n in enumerate([1, 2, 1, 900, 1, 1]) for m in measured(10 * i, gradient_norm=(n,)))),
        says="step 30",
    ),
    Trial("dead_units", good(measured=measured(dead=(None, 0.7))), good(measured=measured(dead=(None, 0.05))), "70.0 %"),
    Trial(
        "saturated_units",
        good(experiment=experiment(activation="Sigmoid"), measured=measured(mean=(0.0, 0.5), std=(1.0, 0.49))),
        good(experiment=experiment(activation="Sigmoid"), measured=measured(mean=(0.0, 0.5), std=(1.0, 0.2))),
    ),
    Trial("small_batch_norm", good(experiment=experiment(norm=NORM, batch=4)), good(experiment=experiment(norm=NORM))),
    Trial("class_imbalance", good(known=UNEVEN), good(known=replace(UNEVEN, counts=(500, 450))), "9 times"),
    Trial("class_imbalance", good(known=UNEVEN), good(known=replace(UNEVEN, counts=(16, 5))), "dog"),
    Trial("small_training_set", good(started=few(100))),
    Trial("validation_noise", good(started=few(50)), says="50 samples"),
    Trial("no_validation", good(experiment=experiment(kept=0), epochs=epochs(FALLING))),
    Trial("leak", good(known=Known(shared=30, compared=1000)), good(known=Known(compared=1000)), "30 of the 1,000"),
    Trial("worse_on_test", good(ended=TEST), good(ended=replace(TEST, test={"accuracy": 0.93}))),
    Trial("not_shuffled", good(experiment=experiment(shuffle="false"), known=Known(in_order=0.99)), says="sorted by class"),
    Trial("suspicious_labels", good(suspects=Suspects(40, 1000, ("4", "9"))), good(suspects=Suspects(1, 1000))),
]  # fmt: skip


@pytest.mark.parametrize("trial", TRIALS, ids=lambda trial: trial.rule)
def test_an_illness_is_named_where_it_is_and_only_there(trial):
    ill = {each.rule: each for each in examine(trial.ill)}
    assert trial.rule in ill
    assert trial.says in f"{ill[trial.rule].seen} {ill[trial.rule].why}"
    assert "healthy" not in ill or ill[trial.rule].severity == "info"
    assert trial.rule not in {each.rule for each in examine(trial.well)}


def test_every_rule_is_tried_and_explains_itself():
    assert set(rules()) == {trial.rule for trial in TRIALS} | {"healthy"}
    for each in rules().values():
        assert all((each.title, each.shows, each.advice, each.reference, each.cause or each.id == "healthy"))
        assert len(each.about) + len(each.cause) > 120


def test_after_the_learning_rate_was_changed_by_hand_only_what_came_since_counts():
    ill = steps([2.3] + [3, 9, 2, 12, 4] * 20)
    assert "lr_too_high" in {each.rule for each in examine(good(early=ill, late=ill))}
    well = ill + tuple(replace(each, step=each.step + 101) for each in steps(np.linspace(2.3, 0.5, 100)))
    steered = (Steered(101, 1, "lr", 0.01),)
    assert "lr_too_high" not in {each.rule for each in examine(good(early=well, late=well, steered=steered))}
    dead = good(experiment=experiment("SGD", 10.0), measured=measured(200, dead=(None, 0.9)))
    fixes = [
        [str(fix.label) for each in examine(one) if each.rule == "dead_units" for fix in each.fixes]
        for one in (dead, replace(dead, steered=(Steered(101, 1, "lr", 0.1),)))
    ]
    assert fixes == [["Set lr to 0.1", "Replace ReLU by LeakyReLU"], ["Replace ReLU by LeakyReLU"]]
    still = (Steered(20, 1, "lr", 5.0),)
    found = {each.rule: each for each in examine(good(early=ill, late=ill, steered=still))}
    assert "With lr 5 " in str(found["lr_too_high"].seen)


def test_a_remark_on_the_data_stands_below_an_illness_of_the_same_weight():
    found = [each.rule for each in examine(good(epochs=OVER, started=few(50)))]
    assert found.index("overfitting") < min(map(found.index, ("validation_noise", "small_training_set")))


def test_figures_of_now_are_those_of_the_later_half():
    looks = tuple(
        each for at, dead in ((1, 0.0), (2, 0.0), (3, 0.1), (400, 0.9)) for each in measured(at, dead=(dead,))
    )
    assert good(measured=looks).now("dead") == {LAYERS[0]: 0.9}


def test_a_run_without_illness_is_said_to_be_so_and_one_that_has_just_begun_is_not():
    assert [each.rule for each in examine(GOOD)] == ["healthy"]
    assert "too early" in str(
        examine(Case(experiment(), early=steps([2.3]), late=steps([2.3]), started=STARTED))[0].seen
    )


@pytest.mark.parametrize("trial", TRIALS, ids=lambda trial: trial.rule)
def test_what_is_advised_can_be_done_and_said(trial):
    for each in examine(trial.ill):
        assert 0 <= each.sure <= 1
        assert each.plain()["seen"]
        assert all(apply(trial.ill.experiment, fix.edits) != trial.ill.experiment for fix in each.fixes)


def test_labels_that_the_model_contradicts_are_found_by_confident_learning():
    chance = np.random.default_rng(0)
    true = chance.integers(0, 3, 300)
    shares = np.full((300, 3), 0.05, np.float32)
    shares[np.arange(300), true] = 0.9
    labels = true.copy()
    wrong = chance.choice(np.flatnonzero(true == 1), 12, replace=False)
    labels[wrong] = 2
    judged = SimpleNamespace(task="classes", shares=shares, targets=labels, classes=("a", "b", "c"))
    assert suspects_of(judged) == Suspects(12, 300, ("c", "b"))


def test_the_activation_that_makes_the_answer_is_not_taken_away():
    ending = from_toml(TEXT.format(optimizer="Adam", lr=0.001, batch=64, shuffle="true", kept=0.1, norm="", activation="Tanh")
                       + '[[model.layers]]\ntype = "Sigmoid"\n')  # fmt: skip
    case = good(experiment=ending)
    (edit, *_) = remedies.to_relu(case, ("Sigmoid", "Tanh")).edits
    assert edit.address == "model.layers[2]" and remedies.to_relu(case, ("Sigmoid",)) is None
    places = tuple(f"model.layers[{i}]" for i in range(5))
    at_limits = measured(mean=(0, 0, 0.5, 0, 0.5), std=(1, 1, 0.1, 1, 0.49), layers=places)
    assert "saturated_units" not in {each.rule for each in examine(replace(case, measured=at_limits))}
