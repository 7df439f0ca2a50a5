"""The sums that the window shows give the sizes that PyTorch gives."""

import pytest
import torch
from hypothesis import assume, given, settings
from hypothesis import strategies as st

from workbench import catalog
from workbench.spec.parts import find, parts
from workbench.training.sizes import AXES, extents

assert catalog

SLIDING = [
    cls.__name__
    for cls in parts("layer")
    if cls.group in ("Convolution", "Pooling") and hasattr(cls(), "kernel_size") and not hasattr(cls(), "output_size")
]


def evaluated(words):
    """The sum that is shown, as arithmetic."""
    plain = words.replace("−", "-").replace("·", "*").replace("⌊", "floor(").replace("⌋", ")")
    plain = plain.replace("⌈", "ceil(").replace("⌉", ")")
    from math import ceil, floor

    return eval(plain, {"__builtins__": {}}, {"floor": floor, "ceil": ceil})


def test_every_sliding_layer_is_looked_at():
    assert {"Conv1d", "Conv2d", "Conv3d", "ConvTranspose2d", "MaxPool1d", "MaxPool2d", "AvgPool3d"} <= set(SLIDING)


@pytest.mark.parametrize("name", SLIDING)
@settings(max_examples=25, deadline=None)
@given(data=st.data())
def test_sizes_are_those_of_torch(name, data):
    cls = find("layer", name)
    axes = cls.ranks[0] - 1
    each = st.integers(1, 4)
    values = {"kernel_size": _either(data, each, axes), "stride": _either(data, each, axes)}
    names = {p.name for p in cls.parameters()}
    if "dilation" in names:
        values["dilation"] = _either(data, st.integers(1, 3), axes)
    if "padding" in names:
        values["padding"] = _either(data, st.integers(0, 2), axes)
    if "ceil_mode" in names:
        values["ceil_mode"] = data.draw(st.booleans())
    if "output_padding" in names:
        values["output_padding"] = _either(data, st.integers(0, 2), axes)
    layer = cls(**values)
    shape = (2, *(data.draw(st.integers(4, 14)) for _ in range(axes)))
    try:
        with torch.device("meta"):
            wanted = layer.call(shape).build()(torch.empty((1, *shape))).shape[2:]
    except (RuntimeError, ValueError):
        assume(False)
    found = {axis: extent for extent in extents(layer, shape) for axis in extent.axes}
    assert tuple(found[axis].size for axis in AXES[axes]) == tuple(wanted)
    assert all(evaluated(extent.sum) == extent.size for extent in found.values())


def _either(data, numbers, axes):
    one = data.draw(numbers)
    if axes == 1 or data.draw(st.booleans()):
        return one
    return tuple(data.draw(numbers) for _ in range(axes))


def test_a_window_that_would_begin_in_the_padding_does_not_count():
    (found,) = extents(find("layer", "MaxPool1d")(kernel_size=2, stride=3, padding=1, ceil_mode=True), (1, 5))
    assert (found.size, found.line()) == (2, "⌈(5 + 2·1 − 1·(2 − 1) − 1) / 3⌉ + 1 − 1 = 2")
    wanted = torch.nn.MaxPool1d(2, 3, 1, ceil_mode=True)(torch.zeros(1, 1, 5)).shape[-1]
    assert found.size == wanted


def test_directions_with_the_same_numbers_share_a_line():
    conv = find("layer", "Conv2d")(kernel_size=3, padding=1, stride=2)
    (both,) = extents(conv, (1, 28, 28))
    assert (both.axes, both.line()) == (("height", "width"), "⌊(28 + 2·1 − 1·(3 − 1) − 1) / 2⌋ + 1 = 14")
    assert [each.axes for each in extents(conv, (1, 28, 20))] == [("height",), ("width",)]


def test_same_padding_keeps_the_size():
    (both,) = extents(find("layer", "Conv2d")(kernel_size=5, padding="same"), (1, 28, 28))
    assert both.line() == "28 (padding = same)"


def test_other_layers_and_inputs_have_no_sum():
    assert extents(find("layer", "Linear")(), (4, 4)) == ()
    assert extents(find("layer", "Conv2d")(), (784,)) == ()
    assert extents(find("layer", "AdaptiveAvgPool2d")(), (1, 8, 8)) == ()


def test_other_layers_with_such_a_name_have_no_sum():
    assert extents(find("layer", "ConvNeXt")(), (3, 64, 64)) == ()
