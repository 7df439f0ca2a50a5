"""A number worked out from its window is the layer's own, at the edges as in the middle."""

import itertools

import numpy as np
import pytest

from workbench.evaluation.inspect.activations import activations
from workbench.evaluation.inspect.by_hand import by_hand, can_be_worked_out
from workbench.spec.problems import ExperimentError


def of(name, **options):
    return {"type": name, **options}


def conv(**options):
    return of("Conv2d", **{"out_channels": 4, "kernel_size": 3} | options)


PICTURES = {
    "plain": conv(),
    "padded, with a stride": conv(padding=2, stride=[2, 3]),
    "same": conv(padding="same", kernel_size=[2, 4]),
    "dilated": conv(dilation=2, padding=[1, 2], bias=False),
    "in groups": conv(out_channels=4, groups=2),
    "around the edge": conv(padding=1, padding_mode="circular"),
    "mirrored": conv(padding=1, padding_mode="reflect"),
    "greatest": of("MaxPool2d", kernel_size=3, stride=2, padding=1),
    "greatest, dilated, over the edge": of("MaxPool2d", kernel_size=2, stride=3, dilation=2, ceil_mode=True),
    "mean": of("AvgPool2d", kernel_size=3, stride=2, padding=1, ceil_mode=True),
    "mean without padding": of("AvgPool2d", kernel_size=3, padding=1, count_include_pad=False),
    "mean by another number": of("AvgPool2d", kernel_size=2, divisor_override=3),
    "adaptive": of("AdaptiveAvgPool2d", output_size=[5, 3]),
    "adaptive, greatest": of("AdaptiveMaxPool2d", output_size=5),
    "Linear on rows": of("Linear", out_features=3),
}
SERIES = {
    "plain": of("Conv1d", out_channels=2, kernel_size=5, padding=2, stride=3),
    "greatest": of("MaxPool1d", kernel_size=3),
    "mean": of("AvgPool1d", kernel_size=3, padding=1, ceil_mode=True),
}


def agrees(trained, seen, address, given):
    """``given`` is the layer's input: where the window says that it lies in it, it does."""
    layer = activations(trained, seen).at(address)
    for position in itertools.product(*({0, size // 2, size - 1} for size in layer.shape[-2:])):
        position = (*[size - 1 for size in layer.shape[:-2]], *position)
        found = by_hand(trained, seen, address, position)
        assert found.output == layer.values[position]
        assert found.result == pytest.approx(found.output, rel=1e-4, abs=1e-5), position
        if found.kernel is not None:
            assert np.allclose(found.products, found.window * found.kernel)
            assert found.result == pytest.approx(found.products.astype(float).sum() + (found.bias or 0), abs=1e-5)
        elif found.operation == "mean":
            assert found.result == pytest.approx(found.window.sum() / found.divisor, abs=1e-5)
        else:
            assert found.result == found.window.max()
        for place in zip(*np.nonzero(found.inside), strict=True):
            where = tuple(s + i * d for s, i, d in zip(found.start, place, found.step, strict=True))
            if found.channel is not None:
                where = (found.channel, *where)
            elif len(where) < given.ndim:
                where = (*position[:-1], *where)
            assert found.window[place] == given[where]


@pytest.mark.parametrize("name", PICTURES)
def test_of_pictures(made, name):
    first = of("Conv2d", out_channels=2, kernel_size=2)
    trained, seen = made("image", [first, PICTURES[name], of("Flatten"), of("Linear", out_features=10)])
    agrees(trained, seen, "model.layers[1]", activations(trained, seen).layers[0].values)


@pytest.mark.parametrize("name", SERIES)
def test_of_series(made, name):
    trained, seen = made("series", [SERIES[name], of("Flatten"), of("Linear", out_features=4)])
    agrees(trained, seen, "model.layers[0]", seen)
    agrees(trained, seen, "model.layers[2]", activations(trained, seen).layers[1].values)


def test_padding_is_told_from_zeros(made):
    trained, seen = made("image", [conv(padding=1), of("Flatten"), of("Linear", out_features=10)])
    found = by_hand(trained, seen, "model.layers[0]", (0, 0, 5))
    assert found.inside.tolist() == [[[False] * 3, [True] * 3, [True] * 3]]
    assert (found.start, found.step) == ((0, -1, 4), (1, 1, 1))
    assert (found.window[0, 0] == 0).all()


def test_others_are_refused_in_words(made):
    layers = [
        of("ConvTranspose2d", out_channels=2, kernel_size=3),
        of("ReLU"),
        of("Flatten"),
        of("Linear", out_features=10),
    ]
    trained, seen = made("image", layers)
    with pytest.raises(ExperimentError, match="ConvTranspose2d works the other way round"):
        by_hand(trained, seen, "model.layers[0]", (0, 0, 0))
    with pytest.raises(ExperimentError, match="ReLU is not made of one window"):
        by_hand(trained, seen, "model.layers[1]", (0, 0, 0))
    with pytest.raises(ExperimentError, match=r"no layer model\.layers\[9\]"):
        by_hand(trained, seen, "model.layers[9]", (0,))
    assert [can_be_worked_out(each["type"]) for each in layers] == [False, False, False, True]
