"""The steps that are shown are those that are done, and a place in the input is found again in the drawing."""

import numpy as np
import pytest

from workbench.data.digit_recipe import prepare_digit
from workbench.evaluation.digit_steps import digit_steps, shrunk


def drawing() -> np.ndarray:
    image = np.zeros((280, 280), np.uint8)
    image[40:200, 150:170] = 255
    image[180:200, 60:170] = 200
    return image


def test_the_last_step_is_what_the_network_gets():
    steps = digit_steps(drawing())
    assert steps.bounds == (40, 200, 60, 170)
    assert np.array_equal(steps.prepared, prepare_digit(drawing()))
    assert steps.ink.shape == (160, 110) and steps.box.shape == (20, 20)
    top, left = steps.corner
    assert np.array_equal(steps.prepared[top : top + 20, left : left + 20], steps.box)
    assert steps.mass[0] + top == pytest.approx(14, abs=0.5)
    assert digit_steps(np.zeros((280, 280), np.uint8)) is None


def test_where_a_pixel_of_the_input_lies_on_the_drawing():
    steps = digit_steps(drawing())
    x, y, width, height = steps.place_in_drawing()
    rows, columns = np.nonzero(steps.prepared > 100)
    on_drawing_rows = (y + (rows + 0.5) / 28 * height).astype(int)
    on_drawing_columns = (x + (columns + 0.5) / 28 * width).astype(int)
    assert (drawing()[on_drawing_rows, on_drawing_columns] > 0).mean() > 0.95


def test_without_the_recipe_each_pixel_is_a_mean():
    image = np.zeros((56, 56), np.uint8)
    image[0, :2] = 200
    assert shrunk(image)[0].tolist() == [100, *[0] * 27]
    assert shrunk(np.full((40, 70), 77, np.uint8)).tolist() == np.full((28, 28), 77).tolist()
