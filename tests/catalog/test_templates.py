"""Templates: each is a model that fits its data, and is fitted to the outputs of others."""

import pytest

from workbench.catalog.layers.activation import ReLU
from workbench.catalog.layers.container import Parallel, Sequential
from workbench.catalog.layers.convolution import Conv2d
from workbench.catalog.layers.linear import Linear
from workbench.catalog.templates import KINDS, templates, with_outputs
from workbench.training.check import check

ALL = templates()
PROMISED = """
    softmax-regression mlp lenet-5 digit-network vgg-like resnet-like lstm gru cnn autoencoder linear mean transformer
    resnet-18 rows-gru
"""


@pytest.mark.parametrize("template", ALL, ids=lambda each: f"{each.kind}-{each.name}")
def test_it_fits_its_data_without_a_word(template, tmp_path):
    checked = check(template.experiment(), tmp_path)
    assert not checked.problems, [item.line() for item in checked.problems]
    assert checked.facts.kind == template.kind


def test_they_are_those_that_are_promised_for_every_kind_of_data():
    assert {each.name for each in ALL} == set(PROMISED.split())
    assert {each.kind for each in ALL} == set(KINDS)
    assert len({(each.kind, each.name) for each in ALL}) == len(ALL) == len({each.title for each in ALL})


@pytest.mark.parametrize(
    ("layers", "last"),
    [
        ((Linear(out_features=3),), (Linear(out_features=7),)),
        ((Linear(out_features=3), ReLU()), (Linear(out_features=7), ReLU())),
        ((Sequential(layers=(ReLU(), Linear())),), (Sequential(layers=(ReLU(), Linear(out_features=7))),)),
        ((Linear(), Conv2d()), (Linear(), Conv2d())),
        ((Linear(), Parallel(layers=(Linear(),))), (Linear(), Parallel(layers=(Linear(),)))),
        ((), ()),
    ],
)
def test_the_last_linear_gets_as_many_outputs_as_are_wanted(layers, last):
    assert with_outputs(layers, 7) == last
