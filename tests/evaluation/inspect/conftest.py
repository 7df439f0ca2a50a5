"""Small models of every kind of data, with weights drawn at random."""

import numpy as np
import pytest
import torch

from workbench.evaluation.trained import Trained
from workbench.spec.files import from_plain
from workbench.training.build import build_model
from workbench.training.check import check, raise_errors

SMALL = [{"type": "Resize", "size": [12, 12]}, {"type": "Normalize", "mean": [0.5], "std": [0.25]}]

DATA = {
    "image": ({"type": "Strokes", "train_count": 40, "test_count": 20}, SMALL),
    "photo": ({"type": "Shapes", "train_count": 40, "test_count": 20}, []),
    "series": ({"type": "Waves", "train_count": 40, "test_count": 20}, []),
    "text": ({"type": "Sentences", "train_count": 40, "test_count": 20}, [{"type": "Tokenize", "length": 12}]),
    "table": ({"type": "Diabetes"}, []),
    "binary": ({"type": "BreastCancer"}, []),
    "input": ({"type": "Strokes", "train_count": 40, "test_count": 20}, SMALL),
}

SENTENCES = ["the film was not good and the end was bad", "good", "a bad film with a good end"]


@pytest.fixture(autouse=True)
def own_folders(monkeypatch, tmp_path):
    for name in ("CACHE", "RUNS", "DATA"):
        monkeypatch.setenv(f"WORKBENCH_{name}_DIR", str(tmp_path / name.lower()))


@pytest.fixture
def made(tmp_path):
    """A function (kind, layers, training) -> a trained model of that kind of data, and a sample as the network gets it."""

    def make(kind, layers, **training):
        data, steps = DATA[kind]
        training = {"epochs": 1, "device": "cpu"} | training
        target = "input" if kind == "input" else "label"
        experiment = from_plain(
            {
                "format": 1,
                "data": {"source": data, "transforms": steps, "target": target},
                "model": {"layers": layers},
                "training": training,
            }
        )
        checked = check(experiment, tmp_path)
        raise_errors(checked)
        with torch.random.fork_rng():
            torch.manual_seed(3)
            model = build_model(checked.trace.calls)
            for module in model.modules():  # as after a training: no running mean of 0, and no bias of 0
                if getattr(module, "running_mean", None) is not None:
                    module.running_mean.normal_(0, 0.1)
        trained = Trained(experiment, model.state_dict(), checked=checked)
        chance = np.random.default_rng(0)
        if kind == "text":
            for step in trained.pipeline.fitted.values():
                step.fit(SENTENCES)
            return trained, trained.judge(SENTENCES[0]).seen
        shape = trained.facts.shape
        pictures = kind in ("image", "photo", "input")
        sample = chance.integers(0, 256, shape).astype(np.uint8) if pictures else chance.normal(0, 1, shape)
        return trained, trained.judge(sample).seen

    return make


def layer(name, **options):
    return {"type": name, **options}


@pytest.fixture
def digits(made):
    """A small convolutional network for digits of 12 × 12."""
    return made(
        "image",
        [layer("Conv2d", out_channels=4, kernel_size=3), layer("ReLU", inplace=True), layer("MaxPool2d", kernel_size=2),
         layer("Conv2d", out_channels=6, kernel_size=3, padding=1), layer("ReLU"), layer("Flatten"),
         layer("Linear", out_features=10)],
    )  # fmt: skip
