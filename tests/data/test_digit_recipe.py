"""A drawing becomes what MNIST's makers would have made of it."""

from __future__ import annotations

import numpy as np
import pytest
from numpy.typing import NDArray

from workbench.data import strokes
from workbench.data.digit_recipe import centre_by_mass, prepare_digit


def ring(size: int, down: float = 0.5, across: float = 0.5) -> NDArray[np.uint8]:
    """A ring that is 0.4 of the image high and 0.24 wide, with its middle at the given place."""
    y, x = (np.mgrid[:size, :size] + 0.5) / size
    radius = np.hypot((y - down) / 0.2, (x - across) / 0.12)
    return np.where(np.abs(radius - 0.85) < 0.15, 255, 0).astype(np.uint8)


def centre_of_mass(image: NDArray[np.uint8]) -> NDArray[np.float64]:
    places = np.mgrid[: image.shape[0], : image.shape[1]] + 0.5
    return np.asarray((places * image).sum(axis=(1, 2)) / image.sum())


def test_ink_fills_a_box_of_20_pixels_about_its_centre_of_mass() -> None:
    image = prepare_digit(ring(280))
    rows, columns = np.flatnonzero(image.max(axis=1) > 60), np.flatnonzero(image.max(axis=0) > 60)
    assert image.shape == (28, 28)
    assert image.dtype == np.uint8
    assert np.ptp(rows) + 1 == 20
    assert np.ptp(columns) + 1 == 12
    assert np.abs(centre_of_mass(image) - 14).max() <= 0.5


def test_place_does_not_matter() -> None:
    assert np.array_equal(prepare_digit(ring(300, 0.5, 0.5)), prepare_digit(ring(300, 0.3, 0.7)))


def test_size_hardly_matters() -> None:
    small, large = (prepare_digit(ring(size)).astype(int) for size in (140, 560))
    assert np.abs(small - large).mean() < 4


def test_mass_and_not_the_box_is_centred() -> None:
    drawing = np.zeros((100, 100), np.uint8)
    drawing[10:90, 40:44] = 255
    drawing[80:90, 30:54] = 255
    image = prepare_digit(drawing)
    rows = np.flatnonzero(image.max(axis=1))
    assert np.abs(centre_of_mass(image)[0] - 14) <= 0.5
    assert (rows[0] + rows[-1] + 1) / 2 < 13


def test_shrinking_averages_areas() -> None:
    checkers = (np.indices((200, 200)).sum(axis=0) % 2 * 255).astype(np.uint8)
    assert np.abs(prepare_digit(checkers)[4:24, 4:24].astype(int) - 127.5).max() <= 1


def test_a_full_image_becomes_a_full_box() -> None:
    expected = np.zeros((28, 28), np.uint8)
    expected[4:24, 4:24] = 255
    assert np.array_equal(prepare_digit(np.full((57, 57), 255, np.uint8)), expected)


@pytest.mark.parametrize("shape", [(1, 1), (3, 3), (1, 40), (40, 1)])
def test_tiny_drawings_are_enlarged(shape: tuple[int, int]) -> None:
    image = prepare_digit(np.full(shape, 200, np.uint8))
    assert image.max() > 0
    assert max(np.ptp(axis) + 1 for axis in np.nonzero(image)) == 20


def test_enlarging_has_no_steps() -> None:
    row = prepare_digit(np.array([[255, 100], [255, 100]], np.uint8))[14]
    assert len(np.unique(row)) > 8


@pytest.mark.parametrize("shape", [(280, 280), (0, 5), (28, 28)])
def test_a_drawing_without_ink_is_dark(shape: tuple[int, int]) -> None:
    assert np.array_equal(prepare_digit(np.zeros(shape, np.uint8)), np.zeros((28, 28), np.uint8))


def test_faint_ink_counts_against_the_brightest() -> None:
    faint = ring(280) // 8
    smudged = np.maximum(ring(280), np.uint8(10))
    assert prepare_digit(faint).max() == 31
    assert np.abs(prepare_digit(smudged).astype(int) - prepare_digit(ring(280))).max() <= 10


def test_a_prepared_digit_stays_as_it_is() -> None:
    images, _ = strokes.generate(0, np.arange(50))
    changes = [np.abs(prepare_digit(image).astype(int) - image).mean() for image in images]
    assert np.median(changes) < 2


def test_boxes_stay_inside_however_their_mass_lies() -> None:
    boxes = np.zeros((2, 20, 20), np.uint8)
    boxes[0, 0, 0] = boxes[1, 19, 19] = 255
    images = centre_by_mass(boxes)
    assert [tuple(np.argwhere(image)[0]) for image in images] == [(8, 8), (19, 19)]


@pytest.mark.parametrize(
    ("drawing", "words"),
    [
        (np.zeros((28, 28), np.float32), "array of uint8.*float32"),
        ([[0, 255]], "array of uint8.*list"),
        (np.zeros((1, 28, 28), np.uint8), r"two dimensions.*\(1, 28, 28\)"),
    ],
)
def test_other_arrays_are_refused_in_words(drawing: NDArray[np.uint8], words: str) -> None:
    with pytest.raises(ValueError, match=words):
        prepare_digit(drawing)
