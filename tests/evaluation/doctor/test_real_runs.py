"""Short real runs with an illness each: the doctor names it, and does not name it in a healthy run.

However many looks into the layers there were: when a run looks is decided by the clock.
"""

import json
import random
from collections.abc import Iterator
from dataclasses import dataclass, replace
from pathlib import Path

import numpy as np
import pytest

from workbench.cli import main
from workbench.data import sources
from workbench.evaluation.doctor import Case, Known, examine
from workbench.evaluation.record import Record
from workbench.spec.experiment import Experiment
from workbench.spec.files import from_toml
from workbench.training.events import Measured
from workbench.training.loop import train

ILL = {
    "lr_too_high",
    "lr_too_low",
    "divergence",
    "vanishing_gradients",
    "exploding_gradients",
    "overfitting",
    "chance_level",
}
"""What a healthy run must not be said to have."""

BEGIN = """
format = 1
name = "patient"
[data]
source = {{ type = "Strokes", train_count = {count}, test_count = 100 }}
batch_size = 32
validation_fraction = 0.2
[[data.transforms]]
type = "Normalize"
mean = [0.1307]
std = [0.3081]
[training]
epochs = {epochs}
device = "cpu"
optimizer = {{ type = "{optimizer}", lr = {lr} }}
[[model.layers]]
type = "Flatten"
"""
HIDDEN = '[[model.layers]]\ntype = "Linear"\nout_features = {width}\n[[model.layers]]\ntype = "{activation}"\n'
END = '[[model.layers]]\ntype = "Linear"\nout_features = 10\n'


def patient(count=600, epochs=3, optimizer="Adam", lr=0.003, activation="ReLU", depth=1, width=64) -> Experiment:
    text = BEGIN.format(count=count, epochs=epochs, optimizer=optimizer, lr=lr)
    return from_toml(text + HIDDEN.format(width=width, activation=activation) * depth + END)


@dataclass(frozen=True)
class Named:
    """What the doctor finds ``always``, and what it finds ``ever``: in the run as it was told, in what stands in its folder
    afterwards, and with fewer looks into the layers."""

    always: set[str]
    ever: set[str]


def named(experiment: Experiment, out: Path) -> Named:
    record = Record(experiment)
    record.follow(train(experiment, out=out))
    known = Known(record.started.classes, record.started.train_samples, record.started.validation_samples, 100)
    cases = [Case.of(record), Case.of(Record.read(out), known)]
    cases += [Case.of(replace(record, measured=looks)) for looks in fewer(record.measured)]
    found = [{each.rule for each in examine(case)} for case in cases]
    return Named(set.intersection(*found), set.union(*found))


def fewer(looks: list[Measured]) -> Iterator[list[Measured]]:
    """As a slow or busy machine might have made them; in the end none."""
    yield from (looks[::2], looks[1::2], [*looks[:3], looks[-1]], looks[:1], looks[-1:], [])
    for seed in range(10):
        chance = random.Random(seed)
        yield [each for each in looks if chance.random() < 0.3] or [chance.choice(looks)]


def test_a_healthy_run_has_none_of_the_illnesses(tmp_path):
    assert not ILL & named(patient(count=1200), tmp_path).ever


def test_a_learning_rate_of_10_also_in_the_terminal(tmp_path, capsys):
    assert "lr_too_high" in named(patient(optimizer="SGD", lr=10.0), tmp_path).always
    assert main(["doctor", str(tmp_path), "--json"]) == 0
    found = json.loads(capsys.readouterr().out)["findings"]
    assert "lr_too_high" in {each["rule"] for each in found}
    assert main(["doctor", str(tmp_path)]) == 0
    assert "problem: Learning rate too high (very sure, " in capsys.readouterr().out
    assert main(["doctor", str(tmp_path / "nothing")]) == 2


def test_a_learning_rate_of_a_hundred_thousandth(tmp_path):
    found = named(patient(optimizer="SGD", lr=1e-5, count=1200), tmp_path)
    assert "lr_too_low" in found.always
    assert found.ever & ILL == {"lr_too_low"}


def test_twenty_sigmoid_layers(tmp_path):
    found = named(patient(activation="Sigmoid", depth=20, width=16), tmp_path)
    assert "vanishing_gradients" in found.always
    assert found.ever & ILL == {"vanishing_gradients"}


def test_a_hundred_training_images(tmp_path):
    found = named(patient(count=125, epochs=12), tmp_path)
    assert "overfitting" in found.always
    assert found.ever & ILL == {"overfitting"}


@pytest.mark.parametrize(("epochs", "lr"), [(2, 0.003), (8, 0.001), (12, 0.003)])
def test_shuffled_labels(tmp_path, monkeypatch, epochs, lr):
    load = sources.StrokesSource.load

    def shuffled(source, progress):
        loaded = load(source, progress)
        np.random.default_rng(0).shuffle(loaded.train.targets)
        return loaded

    monkeypatch.setattr(sources.StrokesSource, "load", shuffled)
    found = named(patient(epochs=epochs, lr=lr, width=128), tmp_path)
    assert "chance_level" in found.always
    assert not {"overfitting", "lr_too_low", "underfitting"} & found.ever
