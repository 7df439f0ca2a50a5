"""A folder of own code for every test, and nothing of it left in the registry afterwards."""

import hashlib

import pytest

from workbench import plugins
from workbench.plugins import loader
from workbench.spec.own import replace_all

MARKER = "import pathlib\npathlib.Path({path!r}).write_text('it ran')\n"

SWISHY = '''"""Mine."""
import torch
from torch import nn


class Swishy(nn.Module):
    """A smooth ReLU.

    formula: y = x · σ(beta · x)
    use: Between layers.
    beta: How steep it is.
    """

    def __init__(self, beta: float = 1.0, sides: tuple[int, ...] = (1, 2), way: str = "up"):
        super().__init__()
        self.beta = beta

    def forward(self, x):
        return x * torch.sigmoid(self.beta * x)


LAYERS = [Swishy]
'''


@pytest.fixture(autouse=True)
def folder(monkeypatch, tmp_path):
    """The folder of own code."""
    monkeypatch.setenv("WORKBENCH_CONFIG_DIR", str(tmp_path / "config"))
    for name in ("RUNS", "DATA", "CACHE", "STATE"):
        monkeypatch.setenv(f"WORKBENCH_{name}_DIR", str(tmp_path / name.lower()))
    made = plugins.folder()
    made.mkdir(parents=True)
    yield made
    replace_all([], [], lambda each, reason: None)
    loader.serve({})


@pytest.fixture
def write(folder):
    """Write a file of own code; ``allowed``: and allow it."""

    def written(text, name="mine.py", allowed=True):
        path = folder / name
        path.write_text(text, encoding="utf-8")
        if allowed:
            plugins.allow(path, hashlib.sha256(path.read_bytes()).hexdigest())
        else:
            plugins.refresh()
        return path

    return written


@pytest.fixture
def swishy():
    """The text of a small file."""
    return SWISHY


@pytest.fixture
def marked(tmp_path):
    """A text that leaves a mark when it is run, and where."""
    path = tmp_path / "mark"
    return MARKER.format(path=str(path)) + SWISHY, path
