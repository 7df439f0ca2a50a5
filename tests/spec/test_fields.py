"""What a list of numbers allows, in code and in words; and how a value is shown in a sentence."""

import datetime

import pytest
from hypothesis import given
from hypothesis import strategies as st
from pydantic_core import PydanticCustomError

from workbench.spec.fields import Numbers, shown


@pytest.mark.parametrize(
    ("numbers", "words"),
    [
        (Numbers(int, (2,), ge=1), "a whole number of at least 1, or a list of 2 of them"),
        (Numbers(int, (2, 4), ge=0), "a whole number of at least 0, or a list of 2 or 4 of them"),
        (Numbers(float, scalar=False), "a list of numbers"),
        (Numbers(float, scalar=False, gt=0), "a list of numbers above 0"),
        (Numbers(float, (2,), scalar=False, ge=0, lt=1), "a list of 2 numbers of at least 0 and below 1"),
        (Numbers(float, (2,), scalar=False, ge=0, le=1), "a list of 2 numbers from 0 to 1"),
        (Numbers(float), "a number, or a list of them"),
        (Numbers(int, (2,), words=("same", "valid")), 'a whole number, or a list of 2 of them, or "same", or "valid"'),
        (
            Numbers(float, (2,), symmetric=True, ge=-0.5, le=0.5),
            "a number from 0 to 0.5, or a list of 2 numbers from -0.5 to 0.5",
        ),
    ],
)
def test_what_is_wanted_in_words(numbers, words):
    assert str(numbers.wanted()) == words


@pytest.mark.parametrize(
    ("numbers", "given_", "normal"),
    [
        (Numbers(int, (2,)), 3, 3),
        (Numbers(int, (2,)), [3, 4], (3, 4)),
        (Numbers(int, (2,)), (3, 4), (3, 4)),
        (Numbers(float, (2,)), 3, 3.0),
        (Numbers(float, (2,)), [1, 2.5], (1.0, 2.5)),
        (Numbers(float), 10**30, 1e30),
        (Numbers(int, (2,), gaps=True), [None, 4], (None, 4)),
        (Numbers(int, (2,), gaps=True), ["none", 4], (None, 4)),
        (Numbers(int, (2,), words=("same",)), "same", "same"),
        (Numbers(float, (4,), ordered=True), [1, 2, -3, -1], (1.0, 2.0, -3.0, -1.0)),
        (Numbers(float, (2,), ordered=True), [1, 1], (1.0, 1.0)),
    ],
)
def test_normal_form(numbers, given_, normal):
    value = numbers.check(given_)
    assert value == normal
    assert type(value) is type(normal)
    if isinstance(value, tuple):
        assert [type(item) for item in value] == [type(item) for item in normal]


@pytest.mark.parametrize(
    ("numbers", "given_", "words"),
    [
        (Numbers(float, (2,), ordered=True), [2, 1], r"the smaller number of a pair first \(it is \[2, 1\]\)"),
        (Numbers(float, (2, 4), ordered=True), [1, 2, 4, 3], "the smaller number of a pair first"),
        (Numbers(float, symmetric=True, ge=-5, le=5), -1, r"a number from 0 to 5, .*\(it is -1\)"),
        (Numbers(int, (2,), gaps=False), [None, 1], r"\(it is none\)"),
        (Numbers(int), 2**63, r"from -9223372036854775807 to 9223372036854775807"),
        (Numbers(float), 10**400, r"\(it is a number of about 400 digits\)"),
    ],
)
def test_refusals_in_words(numbers, given_, words):
    with pytest.raises(PydanticCustomError, match=words):
        numbers.check(given_)


@pytest.mark.parametrize(
    ("value", "text"),
    [
        (True, "true"),
        (None, "none"),
        (1e-5, "1e-05"),
        ("a\nb", '"a\\nb"'),
        ([1, [True, "x"]], '[1, [true, "x"]]'),
        ({"type": "ReLU"}, '{ type = "ReLU" }'),
        ({}, "{ … }"),
        ([], "[]"),
        (datetime.date(2020, 1, 2), "2020-01-02"),
        ("x" * 100, '"' + "x" * 58 + "…"),
        (list(range(30)), "[0, 1, 2, 3, 4, 5, 6, 7, 8, 9, 10, 11, 12, 13, 14, 15, 16, …"),
        ([1] * 21, "[" + "1, " * 19 + "1…"),
    ],
)
def test_shown_as_the_file_writes_it(value, text):
    assert shown(value) == text


def test_number_that_python_refuses_to_print_is_shown():
    assert shown(10**5000) == "a number of about 5000 digits"
    assert shown([-(10**5000)]) == "[a number of about 5000 digits]"


TREES = st.recursive(
    st.none() | st.booleans() | st.integers() | st.floats() | st.text(),
    lambda inner: st.lists(inner) | st.dictionaries(st.text(), inner),
)


@given(TREES)
def test_anything_is_shown_on_part_of_a_line(value):
    assert len(shown(value)) <= 60
    assert "\n" not in shown(value)


def test_endless_depth_is_shown():
    value: list[object] = []
    for _ in range(100_000):
        value = [value]
    assert shown(value) == "[[[[…]]]]"
    while value:  # Python would take it apart recursively
        value = value.pop()  # type: ignore[assignment]
