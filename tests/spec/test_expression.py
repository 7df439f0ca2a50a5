"""Expressions over x: what they compute, what they look like in a script, and that nothing else is let through."""

import math
import warnings

import pytest
import torch
from hypothesis import given
from hypothesis import strategies as st
from pydantic_core import PydanticCustomError

from workbench.catalog.transforms import Lambda
from workbench.spec.expression import COUNTS, EACH, Expression, Function
from workbench.spec.files import from_toml
from workbench.spec.problems import ExperimentError

X = torch.linspace(0.01, 0.99, 2 * 3 * 4 * 5).reshape(2, 3, 4, 5)
MEAN = X.mean((1, 2, 3), keepdim=True)

COMPUTED = {
    "x": X,
    " 2*x + 1 ": 2 * X + 1,
    "-x ** 2": -(X**2),
    "(-x) ** 2 / 3": X**2 / 3,
    "2 ** x - 2 ** -1": 2**X - 0.5,
    "1/4 + x*(2 - 0.5) - 1e-3": X * 1.5 + 0.249,
    "cos(2 * pi * x) + e": torch.cos(X * math.tau) + math.e,
    "x > 0.5": (X > 0.5).float(),
    "not x > 0.5": (X <= 0.5).float(),
    "0.2 < x <= 0.8": ((X > 0.2) & (X <= 0.8)).float(),
    "x < 0.2 or x > 0.8 and x != 0.9": ((X < 0.2) | (X > 0.8)).float(),
    "~(x < 0.2) & (x < 0.8) | (x >= 0.9)": (((X >= 0.2) & (X < 0.8)) | (X >= 0.9)).float(),
    "x * (x > 0.5)": X * (X > 0.5),
    "(x > 0.5) + (x > 0.2)": (X > 0.5).float() + (X > 0.2).float(),
    "where(x > 0.5, 1, 0)": (X > 0.5).float(),
    "where(mean(x) > 0.5, 1 - x, x)": torch.where(MEAN > 0.5, 1 - X, X),
    "(x - mean(x)) / std(x)": (X - MEAN) / X.std((1, 2, 3), keepdim=True),
    "(x - min(x)) / (max(x) - min(x))": (X - X.amin((1, 2, 3), True)) / (X.amax((1, 2, 3), True) - X.amin((1, 2, 3), True)),
    "clamp(x, 1/4, 3/4)": X.clamp(0.25, 0.75),
    "minimum(x, 0.5) + maximum(0.25, x)": X.clamp(max=0.5) + X.clamp(min=0.25),
    "minimum(x, 1 - x) + maximum(x, mean(x))": torch.minimum(X, 1 - X) + torch.maximum(X, MEAN),
}  # fmt: skip


@pytest.mark.parametrize("text", COMPUTED)
def test_what_is_computed_and_what_the_script_computes(text):
    function = Function(text)
    torch.testing.assert_close(function.build()(X), COMPUTED[text], atol=1e-6, rtol=0)
    assert torch.equal(eval(function.source(), {"torch": torch})(X), function.build()(X))


@pytest.mark.parametrize("name", EACH)
def test_functions_of_every_number_are_pytorchs(name):
    assert torch.equal(Function(f"{name}(x)").build()(X), getattr(torch, name)(X))


REFUSED = {
    "": ("cannot be read", 1),
    "  ": ("cannot be read", 3),
    "x +": ("cannot be read", 4),
    "x 2": ("cannot be read", 3),
    "x)+(x": ("cannot be read", 2),
    "1": ("a number for every x", 1),
    "mean(x) * 2": ("a number for every x", 1),
    "2 + y": ("“y” is not known", 5),
    "   x + y": ("“y” is not known", 8),
    "x $ 2": ("“$” is not known", 3),
    "x.numpy()": ("“.” is not known", 2),
    "x[0]": ("“[” is not known", 2),
    "x\n+1": ("not known", 2),
    "x\0": ("not known", 2),
    "é*x": ("not known", 1),
    "__import__('os')": ("not known", 12),
    "__import__(x)": ("not known", 1),
    "eval(x)": ("not known", 1),
    "x(x)": ("not known", 1),
    "clamp": ("not known", 1),
    "sin(*x)": ("not known", 5),
    "sin(x, out=x)": ("not known", 11),
    "x if x > 1 else 2": ("not known", 1),
    "True * x": ("not known", 1),
    "0x10 * x": ("not known", 1),
    "1_0 * x": ("not known", 1),
    "x // 2": ("sign", 1),
    "x is x": ("sign", 1),
    "x ** 1000": ("too high a power", 6),
    "9 ** 9 ** 9 * x": ("too high a power", 6),
    "99 ** 99 * x": ("too large", 1),
    "x + 1e400": ("too large", 5),
    "x + (-8) ** 0.5": ("or none", 5),
    "x + 1 / 0": ("or none", 5),
    "clamp(x)": ("clamp takes is 3", 1),
    "sqrt(x, x)": ("sqrt takes is 1", 1),
    "sqrt(2) * x": ("with an x", 1),
    "mean(mean(x)) + x": ("with an x", 1),
    "minimum(1, 2) + x": ("with an x", 1),
    "clamp(1, 0, 1) + x": ("with an x", 1),
    "clamp(x, x, 1)": ("should be a number", 10),
    "where(x, 1, 0)": ("neither true nor false", 7),
    "x > 1 and x": ("neither true nor false", 11),
    "not x": ("neither true nor false", 5),
    "1 < 2 < x": ("two numbers", 1),
    "-" * 150 + "x": ("nested", 21),
    "(" * 150 + "x": ("cannot be read", 150),
    "x + " * 60 + "x": ("longer", 201),
}


@pytest.mark.parametrize("text", REFUSED)
def test_what_is_refused_and_where(text):
    words, place = REFUSED[text]
    with pytest.raises(PydanticCustomError) as caught:
        Function(text).source()
    assert words in str(caught.value.context["why"])
    assert caught.value.context["place"] == place


@given(
    st.lists(
        st.sampled_from(["x", "2", "1.5", "(", ")", ",", *"+-*/<>~&|", "**", "==", " not ", " and ", "pi", *COUNTS])
    )
)
def test_whatever_is_let_through_gives_a_number_for_every_x(words):
    text = "".join(f"{word}(" if word in COUNTS else word for word in words)
    with warnings.catch_warnings():
        warnings.simplefilter("error")
        try:
            Expression().check(text)
        except PydanticCustomError:
            return
        result = Function(text).build()(X)
    assert result.shape == X.shape and result.dtype == torch.float32
    again = eval(Function(text).source(), {"torch": torch})(X)
    torch.testing.assert_close(again, result, rtol=0, atol=0, equal_nan=True)


@given(st.text(max_size=30))
def test_any_text_is_refused_in_words_or_computed(text):
    try:
        Expression().check(text)
    except PydanticCustomError as refused:
        assert refused.context["place"] >= 1


def test_a_file_says_what_is_wrong_where():
    with pytest.raises(ExperimentError) as caught:
        from_toml('format = 1\n[[data.transforms]]\ntype = "Lambda"\nexpression = "x + open(x)"\n')
    (problem,) = caught.value.problems
    assert problem.address == "data.transforms[0].expression"
    assert "“open(x)” is not known (at place 5)" in problem.line()


def test_the_step_is_torchvisions():
    call = Lambda(expression="x > 0.5").call()
    assert call.source() == "v2.Lambda(lambda x: torch.where(x > 0.5, 1.0, 0.0))"
    assert torch.equal(call.build()(X), (X > 0.5).float())
    assert list(call.targets()) == ["torchvision.transforms.v2.Lambda"]
