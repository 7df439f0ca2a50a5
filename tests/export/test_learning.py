"""Frozen layers, learning rates of their own and a warm-up in the exported script: the same weights, bit for bit."""

import pytest

from tests.export.test_script import STROKES, assert_same_weights, experiment
from workbench.catalog.layers.container import Residual, Sequential
from workbench.catalog.layers.convolution import Conv2d
from workbench.catalog.layers.normalization import BatchNorm2d
from workbench.spec.edits import Insert, SetValue, apply
from workbench.spec.parts import parts

BLOCK = Residual(
    layers=(Conv2d(out_channels=4, padding="same"), Sequential(layers=(BatchNorm2d(),), lr_scale=0.5)), name="block"
)


def with_layers(training: str, **values):
    """The small network of the other tests with a block in it; values are set below ``model.layers``."""
    value = apply(experiment(STROKES, training), [Insert("model.layers", 1, (BLOCK,))])
    return apply(value, [SetValue(f"model.layers{place}", what) for place, what in values.items()])


FROZEN = {
    "a layer": {"[0].frozen": True},
    "a block": {"[1].frozen": True},
    "means without weights": {"[2].frozen": True, "[2].affine": False},
}


@pytest.mark.parametrize("values", FROZEN.values(), ids=FROZEN.keys())
def test_frozen(values, tmp_path, monkeypatch):
    value = with_layers('epochs = 2\noptimizer = { type = "SGD", lr = 0.05, weight_decay = 0.1 }', **values)
    text = assert_same_weights(value, tmp_path, monkeypatch, tmp_path)
    assert "        frozen(" in text and "train_mode(model)" in text and "model.train()\n" in text


PARTS = [cls for cls in parts("scheduler") if cls.rates] + [
    cls for cls in parts("optimizer") if cls.__name__ == "AdamW"
]


@pytest.mark.parametrize("part", PARTS, ids=lambda part: part.__name__)
def test_rates_of_their_own(part, tmp_path, monkeypatch):
    value = apply(with_layers("epochs = 2"), [SetValue(f"training.{part.kind}", part())])
    value = apply(value, [SetValue("model.layers[0].lr_scale", 0.1), SetValue("model.layers[0].frozen", False)])
    text = assert_same_weights(value, tmp_path, monkeypatch, tmp_path)
    assert "at_rate(nn.Conv2d(1, 4, kernel_size=3), lr_scale=0.1)" in text


def test_nothing_of_it_stands_in_a_plain_script(tmp_path, monkeypatch):
    text = assert_same_weights(experiment(STROKES, "epochs = 1"), tmp_path, monkeypatch, tmp_path)
    for word in ("frozen(", "lr_scale", "train_mode", "parameter_groups", "WarmUp"):
        assert word not in text


WARM = {
    "steps and epochs, by the step": (
        'epochs = 2\nwarmup_steps = 2\nwarmup_epochs = 0.5\nscheduler = { type = "OneCycleLR", max_lr = 0.01 }'),
    "with groups of batches": 'epochs = 2\nwarmup_epochs = 1.0\naccumulate = 2\nscheduler = { type = "StepLR" }',
    "on a plateau, float16": (
        'epochs = 2\nwarmup_steps = 9\nprecision = "float16"\nscheduler = { type = "ReduceLROnPlateau", patience = 0 }'),
    "with a closure": 'epochs = 1\nwarmup_steps = 3\noptimizer = { type = "LBFGS", max_iter = 2 }',
}  # fmt: skip


@pytest.mark.parametrize("training", WARM.values(), ids=WARM.keys())
def test_warm_up(training, tmp_path, monkeypatch):
    text = assert_same_weights(experiment(STROKES, training), tmp_path, monkeypatch, tmp_path)
    assert "with warm_up:" in text
