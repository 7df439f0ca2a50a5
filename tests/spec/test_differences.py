"""What differs between two experiments, and which layers of two models belong together."""

import pytest

from workbench.spec.differences import ABSENT, aligned, differences
from workbench.spec.edits import Insert, Move, Remove, SetValue, apply
from workbench.spec.files import from_toml
from workbench.spec.parts import find

FILE = """
format = 1
[[model.layers]]
type = "Flatten"
[[model.layers]]
type = "Linear"
out_features = 12
[[model.layers]]
type = "ReLU"
[[model.layers]]
type = "Sequential"
[[model.layers.layers]]
type = "Linear"
out_features = 12
[[model.layers.layers]]
type = "ReLU"
[[model.layers]]
type = "Linear"
out_features = 10
"""


@pytest.fixture
def experiment():
    return from_toml(FILE)


def lines(before, *edits):
    return [each.line() for each in differences(before, apply(before, edits))]


def test_equal_experiments_differ_in_nothing(experiment):
    assert differences(experiment, from_toml(FILE)) == ()


def test_a_parameter_has_its_address_and_both_values(experiment):
    assert lines(experiment, SetValue("training.optimizer.lr", 0.01), SetValue("training.epochs", 7)) == [
        "training.epochs: 3 → 7",
        "training.optimizer.lr: 0.001 → 0.01",
    ]
    assert lines(experiment, SetValue("training.ema_decay", 0.9)) == ["training.ema_decay: none → 0.9"]
    inside = SetValue("model.layers[3].layers[0].out_features", 20)
    assert lines(experiment, inside) == ["model.layers[3].layers[0].out_features: 12 → 20"]


def test_another_part_is_one_difference(experiment):
    sgd = find("optimizer", "SGD")(lr=0.1)
    (found,) = differences(experiment, apply(experiment, [SetValue("training.optimizer", sgd)]))
    assert found.words() == ("Adam(0.001)", "SGD(0.1)")
    assert found.plain()["after"] == {"type": "SGD", "lr": 0.1}


def test_a_layer_that_comes_moves_no_other(experiment):
    dropout = find("layer", "Dropout")(p=0.3)
    after = apply(experiment, [Insert("model.layers", 3, (dropout,))])
    (found,) = differences(experiment, after)
    assert (found.address, found.before, found.after) == ("model.layers[3]", ABSENT, dropout)
    assert found.plain()["before"] is None
    (back,) = differences(after, experiment)
    assert (back.before, back.after) == (dropout, ABSENT)
    assert lines(experiment, Remove("model.layers", (2,)), Insert("model.layers", 2, (find("layer", "GELU")(),))) == [
        "model.layers[2]: ReLU → GELU"
    ]


def test_parts_of_one_type_belong_together_equal_ones_first(experiment):
    layers = experiment.model.layers
    assert aligned(layers, layers[:1] + layers[2:]) == [(0, 0), (1, None), (2, 1), (3, 2), (4, 3)]
    wider = (layers[0], layers[1].replace(out_features=99), *layers[1:])
    assert aligned(layers, wider) == [(0, 0), (None, 1), (1, 2), (2, 3), (3, 4), (4, 5)]


def test_very_long_lists_are_compared_place_by_place(experiment):
    linear, relu = experiment.model.layers[1], experiment.model.layers[2]
    row = (linear, relu) * 400
    other = tuple(layer.replace(out_features=5) if layer is linear else layer for layer in row)
    assert aligned(row, (*other, linear)) == [*((i, i) for i in range(800)), (None, 800)]


def test_a_list_of_values_is_one_difference(experiment):
    (found,) = differences(experiment, apply(experiment, [SetValue("data.corrections", [{"index": 3}])]))
    assert found.words() == ("[]", "[1]")


def test_moving_is_taking_out_and_putting_in(experiment):
    found = differences(experiment, apply(experiment, [Move("model.layers", (4,), 0)]))
    assert {each.address for each in found} == {"model.layers[0]", "model.layers[4]"}
