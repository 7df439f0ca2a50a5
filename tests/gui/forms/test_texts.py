"""Texts in fields: read back as they were, stepped along useful ladders, and refused with a sentence."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from workbench.gui.forms.texts import (
    RefusedError,
    parse_number,
    parse_numbers,
    parse_whole,
    shown,
    stepped_number,
    stepped_whole,
)
from workbench.spec.fields import Numbers, Parameter

RATE = Parameter("lr", "number", 0.001, "Learning rate", minimum=0)
SHARE = Parameter("p", "number", 0.5, "Share", minimum=0, maximum=1)
SLOPE = Parameter("slope", "number", 0.01, "Slope")
FACTOR = Parameter("gamma", "number", 0.1, "Factor", minimum=0, exclusive_minimum=True, maximum=1)
COUNT = Parameter("n", "whole", 3, "Count", minimum=1, maximum=5)


@given(st.floats(allow_nan=False, allow_infinity=False))
def test_a_number_is_read_back_as_it_was(number):
    assert parse_number(shown(number)) == number


@given(st.lists(st.floats(allow_nan=False, allow_infinity=False), min_size=1, max_size=5))
def test_numbers_are_read_back_as_they_were(numbers):
    assert parse_numbers(shown(tuple(numbers)), Numbers(float, scalar=False)) == tuple(numbers)


@pytest.mark.parametrize(
    ("value", "text"),
    [(0.001, "0.001"), (1e-8, "1e-8"), (25.0, "25"), (1e16, "1e16"), (None, ""), ((3, None), "3, none"), (7, "7")],
)
def test_values_are_shown_as_briefly_as_can_be(value, text):
    assert shown(value) == text


@pytest.mark.parametrize(
    ("text", "value"),
    [
        ("3", 3), ("3, 5", (3, 5)), ("3 5", (3, 5)), ("(3, 5)", (3, 5)), ("[3;5]", (3, 5)), ("3 × 5", (3, 5)),
        ("3x5", (3, 5)), ("3，５", (3, 5)), ("same", "same"), (" SAME ", "same"), ("none, 7", (None, 7)),
    ],
)  # fmt: skip
def test_lists_can_be_written_in_many_ways(text, value):
    assert parse_numbers(text, Numbers(int, (2,), ge=1, words=("same",), gaps=True)) == value


def test_a_list_of_one_is_a_list_where_no_bare_number_is_allowed():
    assert parse_numbers("0.5", Numbers(float, scalar=False)) == (0.5,)
    assert parse_numbers("0.5,", Numbers(float)) == (0.5,)


@pytest.mark.parametrize("text", ["", "abc", "3, x", "3, 4, 5", "0", "-1, 2", "1.5", "nan", "9" * 5000])
def test_other_lists_are_refused_with_what_is_wanted(text):
    with pytest.raises(ValueError, match="needs a whole number of at least 1") as caught:
        parse_numbers(text, Numbers(int, (2,), ge=1))
    assert "Traceback" not in str(caught.value)


def test_a_decimal_comma_is_refused_with_the_right_form():
    with pytest.raises(RefusedError, match=r"point in place of the comma: 0\.001\."):
        parse_number("0,001")


@pytest.mark.parametrize("text", ["", "x", "1 2", "1..2", "0x10", "1,2,3"])
def test_what_is_no_number_is_refused(text):
    with pytest.raises(RefusedError, match="must be a number"):
        parse_number(text)


@pytest.mark.parametrize("text", ["", "1.5", "1e3", "x", "9" * 5000])
def test_what_is_no_whole_number_is_refused(text):
    with pytest.raises(RefusedError, match="must be a whole number"):
        parse_whole(text)


def test_digits_of_east_asian_keyboards_are_digits():
    assert parse_whole(" １２ ") == 12
    assert parse_number("０．５") == 0.5
    assert parse_whole("\u22123") == -3


@pytest.mark.parametrize(
    ("value", "up", "down"),
    [(0.001, 0.002, 0.0005), (0.002, 0.005, 0.001), (0.003, 0.005, 0.002), (1.0, 2.0, 0.5), (0.0, 1e-4, 0.0)],
)
def test_rates_climb_by_one_two_five(value, up, down):
    assert stepped_number(value, 1, RATE) == up
    assert stepped_number(value, -1, RATE) == down


def test_a_rate_that_falls_long_enough_is_zero():
    assert stepped_number(0.001, -100, RATE) == 0.0


def test_shares_move_by_a_twentieth_and_stop_at_the_ends():
    assert stepped_number(0.5, 1, SHARE) == 0.55
    assert stepped_number(0.98, 3, SHARE) == 1.0
    assert stepped_number(0.05, -1, SHARE) == 0.0


def test_an_excluded_bound_is_not_stepped_onto():
    assert stepped_number(0.05, -1, FACTOR) == 0.05


def test_other_numbers_move_by_their_own_decimal():
    assert stepped_number(0.01, 1, SLOPE) == 0.02
    assert stepped_number(0.0, -1, SLOPE) == -0.1


def test_whole_numbers_stop_at_their_bounds():
    assert stepped_whole(3, 10, COUNT) == 5
    assert stepped_whole(3, -10, COUNT) == 1
    assert stepped_whole(None, 1, COUNT) == 1
