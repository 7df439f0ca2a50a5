"""Folders of their own, and a small experiment."""

from pathlib import Path

import pytest

from workbench.spec.experiment import Experiment
from workbench.spec.files import from_toml

TINY = """
format = 1
name = "tiny"
seed = 3
[data]
source = { type = "Strokes", train_count = 120, test_count = 30 }
batch_size = 25
[[data.transforms]]
type = "Normalize"
mean = [0.1307]
std = [0.3081]
[[model.layers]]
type = "Flatten"
[[model.layers]]
type = "Linear"
out_features = 12
[[model.layers]]
type = "ReLU"
[[model.layers]]
type = "Dropout"
[[model.layers]]
type = "Linear"
out_features = 10
[training]
epochs = 2
device = "cpu"
"""


@pytest.fixture(autouse=True)
def own_folders(tmp_path: Path, monkeypatch: pytest.MonkeyPatch, tmp_path_factory) -> None:
    """No test touches the user's runs, data or caches; the digits are drawn once."""
    for name in ("RUNS", "DATA"):
        monkeypatch.setenv(f"WORKBENCH_{name}_DIR", str(tmp_path / name.lower()))
    monkeypatch.setenv("WORKBENCH_CACHE_DIR", str(tmp_path_factory.getbasetemp() / "cache"))


@pytest.fixture
def tiny() -> Experiment:
    """A small experiment that trains in a moment."""
    return from_toml(TINY)
