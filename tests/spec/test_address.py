"""Addresses: parsing and joining undo each other, and ``get`` finds fields and items only."""

import pytest
from hypothesis import example, given
from hypothesis import strategies as st

from workbench.spec.address import get, join, parse
from workbench.spec.experiment import Experiment
from workbench.spec.files import from_plain

WORDS = st.text("abZ_9", min_size=1, max_size=5).filter(str.isidentifier)
STEPS = st.lists(WORDS | st.text() | st.integers(0, 10**9 - 1), max_size=6).map(tuple)


@given(STEPS)
@example(("model", "layers", 2, "kernel_size"))
@example(("a b", "", 'quote"', "back\\slash", "\n", "\x00", "é", "1"))
def test_any_steps_joined_are_parsed_to_the_same(steps):
    assert parse(join(steps)) == steps


@given(st.text('ab_1.[]"\\ né\n', max_size=12))
@example("model.layers[2].kernel_size")
@example("a.")
@example("a..b")
@example(".a")
@example("a.[1]")
@example("a[1]b")
@example("a[01]")
@example("a[٣]")
@example('"a"')
def test_what_is_parsed_is_joined_to_the_same(text):
    try:
        steps = parse(text)
    except ValueError:
        return
    assert join(steps) == text


@pytest.mark.parametrize(
    "text", ["a.", "a..b", ".a", "a.[1]", "a[1]b", "a[01]", "a[-1]", "a[٣]", "a[1", '"a"', "a b", "é"]
)
def test_malformed_address_is_refused_with_an_example(text):
    with pytest.raises(ValueError, match=r"is not an address like .*model\.layers\[2\]\.kernel_size"):
        parse(text)


def test_known_addresses():
    assert parse("") == ()
    assert parse("training.epochs") == ("training", "epochs")
    assert parse("model.layers[12].kernel_size[1]") == ("model", "layers", 12, "kernel_size", 1)
    assert join(("model", "layers", 12, "my key")) == 'model.layers[12]."my key"'


def test_get_finds_fields_and_items():
    experiment = from_plain({"format": 1, "model": {"layers": [{"type": "Conv2d", "kernel_size": [3, 5]}]}})
    assert get(experiment, "") is experiment
    assert get(experiment, "training.epochs") == 3
    assert get(experiment, "model.layers[0].kernel_size[1]") == 5
    assert get(experiment, "model.layers") == experiment.model.layers


@pytest.mark.parametrize(
    "address",
    [
        "nothing",
        "model.layers[0]",
        "name[0]",
        "seed.real",
        "__class__",
        "data.replace",
        "model.layers.count",
        "data[0]",
    ],
)
def test_get_finds_nothing_else(address):
    with pytest.raises(ValueError, match="there is no"):
        get(Experiment(), address)
