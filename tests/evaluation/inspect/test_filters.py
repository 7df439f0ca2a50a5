"""Weights as they are drawn."""

import numpy as np
import pytest

from workbench.evaluation.inspect.activations import activations
from workbench.evaluation.inspect.filters import filters, normalised
from workbench.evaluation.inspect.layers import layers_of
from workbench.spec.problems import ExperimentError


def of(name, **options):
    return {"type": name, **options}


def test_kernels_of_convolutions(digits):
    trained, _ = digits
    found = filters(trained, "model.layers[3]")
    assert (found.kind, found.values.shape, found.total) == ("kernels", (6, 4, 3, 3), 6)
    assert np.array_equal(found.values, trained.model[3].weight.detach().numpy())
    assert np.array_equal(found.biases, trained.model[3].bias.detach().numpy())
    some = filters(trained, "model.layers[3]", first=4, most=10)
    assert (some.first, len(some.values), len(some.biases)) == (4, 2, 2)
    assert np.array_equal(some.values, found.values[4:])


def test_transposed_kernels_stand_in_the_order_of_the_others(made):
    layers = [of("Conv2d", out_channels=4, kernel_size=3), of("ConvTranspose2d", out_channels=6, kernel_size=3, groups=2),
              of("Flatten"), of("Linear", out_features=10)]  # fmt: skip
    trained, _ = made("image", layers)
    found, weight = filters(trained, "model.layers[1]").values, trained.model[1].weight.detach().numpy()
    assert found.shape == (6, 2, 3, 3)
    assert np.array_equal(found[4, 1], weight[3, 1])  # output 4: the second of the second group


def test_a_linear_behind_a_picture_has_pictures(made):
    trained, seen = made(
        "image", [of("Flatten"), of("Dropout"), of("Linear", out_features=10), of("Linear", out_features=10)]
    )
    found = filters(trained, "model.layers[2]")
    assert (found.kind, found.values.shape) == ("pictures", (10, 1, 12, 12))
    wanted = (found.values * seen).sum((1, 2, 3)) + found.biases
    assert np.allclose(wanted, activations(trained, seen).at("model.layers[2]").values, atol=1e-4)
    assert filters(trained, "model.layers[3]").kind == "matrix"


def test_rows_of_an_embedding_have_their_tokens(made):
    trained, seen = made("text", [of("Embedding", embedding_dim=6), of("MeanSteps"), of("Linear", out_features=3)])
    found = filters(trained, "model.layers[0]")
    assert (found.kind, found.values.shape[1]) == ("rows", 6)
    assert np.array_equal(found.values[seen[0]], activations(trained, seen).layers[0].values[0])


def test_what_has_none_is_said(digits):
    trained, _ = digits
    assert [row.address for row in layers_of(trained) if row.has_filters] == [f"model.layers[{n}]" for n in (0, 3, 6)]
    with pytest.raises(ExperimentError, match="ReLU has no weights"):
        filters(trained, "model.layers[1]")


VALUES = np.array([[1.0, -2.0, 0.0], [8.0, 4.0, 4.0], [0.0, 0.0, 0.0]], np.float32)


@pytest.mark.parametrize(
    ("each", "signed", "wanted"),
    [
        (True, True, [[0.5, -1, 0], [1, 0.5, 0.5], [0, 0, 0]]),
        (False, True, [[0.125, -0.25, 0], [1, 0.5, 0.5], [0, 0, 0]]),
        (True, False, [[1, 0, 2 / 3], [1, 0, 0], [0, 0, 0]]),
        (False, False, [[0.3, 0, 0.2], [1, 0.6, 0.6], [0.2, 0.2, 0.2]]),
    ],
)
def test_normalised(each, signed, wanted):
    assert np.allclose(normalised(VALUES, each=each, signed=signed), wanted, atol=1e-6)
    spoiled = VALUES.copy()
    spoiled[2, 2] = np.nan
    found = normalised(spoiled, each=each, signed=signed)
    assert np.isnan(found[2, 2]) and np.allclose(found[:2], wanted[:2], atol=1e-6)
