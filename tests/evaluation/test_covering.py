"""Covering finds the part that counts, in a model in which it is known which that is."""

import numpy as np
import pytest
import torch

from workbench.evaluation.covering import Occluding, can_be_covered
from workbench.evaluation.trained import Trained
from workbench.spec import files

TEXT = """
format = 1
[data]
source = { type = "Strokes", train_count = 20, test_count = 10 }
[[data.transforms]]
type = "Normalize"
mean = [0.5]
std = [0.5]
[[model.layers]]
type = "Flatten"
[[model.layers]]
type = "Linear"
out_features = 10
[training]
device = "cpu"
"""


@pytest.fixture
def corner():
    """A model that sees a 3 where the pixels at the upper left are light, else a 9."""
    weight = torch.zeros(10, 784)
    for row in range(5):
        weight[3, row * 28 : row * 28 + 5] = 1.0
    bias = torch.full((10,), -40.0)
    bias[3], bias[9] = 0.0, -5.0
    return Trained(files.from_toml(TEXT), {"1.weight": weight, "1.bias": bias})


def test_what_counts_is_found_in_pieces(corner):
    image = np.full((28, 28), 255, np.uint8)
    assert can_be_covered(corner)
    pieces, more = Occluding(corner, image), True
    turns = 0
    while more:
        more, turns = pieces.go_on(20), turns + 1
    found = pieces.found()
    assert turns > 3 and found.top == 3
    row, column = np.unravel_index(found.heat.argmax(), found.heat.shape)
    assert row < 5 and column < 5 and found.heat.max() > 0.5
    assert np.abs(found.heat[12:, 12:]).max() < 1e-3
    assert [(part, name) for part, name, _ in found.flips()] == [(0, 9)]
    assert found.weightiest()[0] == 0


def test_nothing_flips_what_lies_elsewhere(corner):
    image = np.zeros((28, 28), np.uint8)
    pieces = Occluding(corner, image)
    while pieces.go_on(64):
        pass
    assert pieces.found().top == 9 and not pieces.found().flips()  # black covers black
    assert np.abs(pieces.found().heat).max() == 0
