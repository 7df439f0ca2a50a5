"""What every layer puts out is what it puts out, whatever writes over it afterwards."""

import numpy as np
import pytest
import torch

from workbench.evaluation.inspect.activations import activations, statistics_of


def of(name, **options):
    return {"type": name, **options}


def by_hand(trained, seen):
    """The outputs of the outer layers, one after another."""
    found, values = [], torch.tensor(seen)[None]
    with torch.no_grad():
        for module in trained.model:
            values = module(values.clone())
            found.append(values[0].clone().numpy())
    return found


def test_each_layer_has_its_own_output(digits):
    trained, seen = digits
    found = activations(trained, seen)
    for each, wanted in zip(found.layers, by_hand(trained, seen), strict=True):
        assert np.array_equal(each.values, wanted), each.row
        assert each.shape == wanted.shape
    assert np.array_equal(found.output, found.layers[-1].values)
    assert np.array_equal(found.at("model").values, seen)
    assert (found.layers[0].values < 0).any(), "a ReLU that writes over its input has come too early"
    assert not found.layers[0].values.flags.writeable
    assert [each.axes for each in found.layers][4:] == [("channel", "height", "width"), ("feature",), ("feature",)]


def test_containers_and_what_is_inside(made):
    inner = [of("Conv2d", out_channels=1, kernel_size=3, padding=1), of("ReLU", inplace=True)]
    branches = [of("Sequential", layers=inner), of("Identity")]
    layers = [
        of("Residual", layers=inner),
        of("Parallel", layers=branches),
        of("Flatten"),
        of("Linear", out_features=10),
    ]
    trained, seen = made("image", layers)
    found = activations(trained, seen)
    wanted = by_hand(trained, seen)
    assert np.array_equal(found.at("model.layers[0]").values, wanted[0])
    assert np.array_equal(found.at("model.layers[0]").values, seen + found.at("model.layers[0].layers[1]").values)
    assert np.array_equal(found.at("model.layers[1]").values[1:], found.at("model.layers[1].layers[1]").values)
    assert [each.row.depth for each in found.layers] == [0, 1, 1, 0, 1, 2, 2, 1, 0, 0]
    assert [each.row.container for each in found.layers[:3]] == [True, False, False]


def test_what_the_axes_of_sequences_are(made):
    turned = of("Permute", dims=[2, 1])
    layers = [of("Conv1d", out_channels=4, kernel_size=3), turned, of("LSTM", hidden_size=6, output="all"),
              of("MultiheadAttention", num_heads=2), of("LayerNorm"), turned, of("AvgPool1d"), of("Flatten"),
              of("Linear", out_features=4)]  # fmt: skip
    trained, seen = made("series", layers)
    found = activations(trained, seen)
    channels, steps = ("channel", "step"), ("step", "feature")
    assert [each.axes for each in found.layers[:7]] == [channels, steps, steps, steps, steps, channels, channels]
    text, tokens = made("text", [of("Embedding", embedding_dim=4), of("MeanSteps"), of("Linear", out_features=3)])
    found = activations(text, tokens)
    assert (found.input.axes, found.layers[0].axes, found.layers[1].axes) == (("step",), steps, ("feature",))


def test_the_parts_of_a_network_of_torchvision(made):
    trained, seen = made("photo", [of("ResNet"), of("Linear", out_features=6)])
    found = activations(trained, seen)
    relu = found.at("model.layers[0]:layer1.0.relu")
    assert relu.calls == 2
    assert np.array_equal(relu.values, found.at("model.layers[0]:layer1.0").values)
    assert found.at("model.layers[0]").shape == (512,)


def test_what_is_too_large_is_measured_and_not_kept(digits):
    trained, seen = digits
    whole = activations(trained, seen)
    small = activations(trained, seen, largest=300)
    assert [each.too_large for each in small.layers] == [each.statistics.count > 300 for each in whole.layers]
    assert [each.statistics for each in small.layers] == [each.statistics for each in whole.layers]
    first = whole.layers[0].statistics.count
    assert [each.too_large for each in activations(trained, seen, together=first).layers[:2]] == [False, True]


NUMBERS = [1.0, 0.0, -3.0, 0.0, float("inf"), float("nan")]
FAR = np.random.default_rng(0).normal(500, 0.5, 5000).astype(np.float32)


@pytest.mark.parametrize("count", [4, 6, 0])
def test_statistics(count):
    values = np.array(NUMBERS[:count], np.float32)
    found, finite = statistics_of(torch.from_numpy(values)), values[np.isfinite(values)]
    assert found.count == count and found.not_finite == count - len(finite)
    assert found.zeros == pytest.approx(2 / count if count else 0)
    if count:
        assert (found.low, found.high) == (-3, 1)
        assert (found.mean, found.std) == pytest.approx((finite.mean(), finite.std()), rel=1e-6)
    else:
        assert np.isnan(found.mean)


@pytest.mark.parametrize("times", [1, 60])
def test_the_spread_of_numbers_far_from_0(times):
    found, wanted = statistics_of(torch.from_numpy(FAR).repeat(times)), FAR.astype(np.float64)
    assert (found.mean, found.std) == (pytest.approx(wanted.mean(), rel=1e-5), pytest.approx(wanted.std(), rel=1e-3))
    assert found.zeros == 0


def test_numbers_whose_squares_are_too_large_for_float32():
    """As in a model that has run away: no warning, and the figures are right."""
    found = statistics_of(torch.tensor([1e30, -1e30, 3e38, 0.0]))
    assert (found.high, found.std) == (pytest.approx(3e38), pytest.approx(1.299e38, rel=1e-3))
    assert (found.zeros, found.not_finite) == (0.25, 0)
