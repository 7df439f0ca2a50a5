"""A call, read as an object and as source: both are the same, whatever the values are."""

import datetime
import fractions
import types

import pytest
from hypothesis import given
from hypothesis import strategies as st

from workbench.spec.call import Call, Name, short_name

SCALARS = st.none() | st.booleans() | st.integers() | st.floats(allow_nan=False, allow_infinity=False) | st.text()
VALUES = st.recursive(
    SCALARS, lambda inner: st.lists(inner, max_size=3) | st.lists(inner, max_size=3).map(tuple), max_leaves=8
)
ENVIRONMENT = {"types": types, "fractions": fractions, "datetime": datetime}


def words(call):
    """The values that the source gives when it runs."""
    return vars(eval(call.source(), dict(ENVIRONMENT)))


@given(st.dictionaries(st.sampled_from("abc"), VALUES))
def test_source_runs_to_what_build_builds(kwargs):
    call = Call("types.SimpleNamespace", (), kwargs)
    assert vars(call.build()) == words(call) == kwargs
    assert repr(words(call)) == repr(kwargs)  # 1 is not 1.0, a tuple is not a list


@given(st.text())
def test_source_is_one_line_whatever_the_text_is(text):
    source = Call("types.SimpleNamespace", (), {"root": text}).source()
    assert len(source.splitlines()) == 1
    assert source.isprintable()


def test_texts_stand_in_double_quotes_where_they_can():
    assert Call("f.g", ("same", "it's", 'say "x"', "a\\b", "a\nb")).source() == (
        """f.g("same", "it's", 'say "x"', 'a\\\\b', 'a\\nb')"""
    )


def test_calls_and_names_inside_lists_and_tuples_are_built_and_written():
    half = Call("fractions.Fraction", (1, 2))
    call = Call("types.SimpleNamespace", (), {"a": [half, Name("x")], "b": (half,), "c": half, "d": Name("x")})
    built = vars(call.build(x=7))
    assert built == {"a": [0.5, 7], "b": (0.5,), "c": 0.5, "d": 7}
    assert vars(eval(call.source(), ENVIRONMENT | {"x": 7})) == built
    assert list(call.targets()) == ["types.SimpleNamespace", *["fractions.Fraction"] * 3]


def test_lists_are_not_shared_with_what_is_built():
    call = Call("types.SimpleNamespace", (), {"a": [1]})
    call.build().a.append(2)
    assert call.build().a == [1]


def test_name_without_a_value_is_a_key_error():
    with pytest.raises(KeyError, match="optimizer"):
        Call("types.SimpleNamespace", (), {"a": Name("optimizer")}).build()


@pytest.mark.parametrize(
    ("target", "short"),
    [
        ("torch.nn.Conv2d", "nn.Conv2d"),
        ("torchvision.transforms.v2.Resize", "v2.Resize"),
        ("torchvision.datasets.MNIST", "datasets.MNIST"),
        ("workbench.data.augment.RandomCrop", "RandomCrop"),
        ("torch.optim.Adam", "torch.optim.Adam"),
        ("torch.tensor", "torch.tensor"),
    ],
)
def test_short_names(target, short):
    assert short_name(target) == short
