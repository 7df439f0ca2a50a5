"""The built-in digits: pure, balanced, prepared as MNIST was, and legible."""

from __future__ import annotations

import ast
import hashlib
import sys
from pathlib import Path

import numpy as np
import pytest
from numpy.typing import NDArray

from workbench.data import digit_recipe, strokes
from workbench.data.strokes.chance import Draws, hash_keys
from workbench.data.strokes.hand import write_digits
from workbench.data.strokes.shapes import WAYS_OF_WRITING, build_way_table, read_ways

Digits = tuple[NDArray[np.uint8], NDArray[np.int64]]


@pytest.fixture(scope="module")
def digits() -> Digits:
    return strokes.generate(0, np.arange(2100))


def test_shapes_and_types(digits: Digits) -> None:
    images, labels = digits
    assert images.shape == (2100, 28, 28)
    assert images.dtype == np.uint8
    assert labels.shape == (2100,)
    assert labels.dtype == np.int64
    assert [len(part) for part in strokes.generate(0, np.arange(0))] == [0, 0]


@pytest.mark.parametrize("indices", [[5], [1023, 1024], [7, 7, 3], list(range(2099, 1900, -1)), list(range(130))])
def test_a_digit_does_not_depend_on_its_company(digits: Digits, indices: list[int]) -> None:
    images, labels = strokes.generate(0, np.array(indices))
    assert np.array_equal(images, digits[0][indices])
    assert np.array_equal(labels, digits[1][indices])


def test_threads_do_not_matter(digits: Digits) -> None:
    for threads in (1, 3):
        assert np.array_equal(strokes.generate(0, np.arange(2100), threads)[0], digits[0])


def test_every_machine_and_version_draws_the_same_bytes() -> None:
    images, labels = strokes.generate(12, np.arange(200))
    digest = hashlib.blake2b(images.tobytes() + labels.astype("<i8").tobytes(), digest_size=8)
    assert digest.hexdigest() == "fda721ee34ca3994", (
        "other digits than before: results with Strokes are no longer comparable"
    )


def test_seeds_draw_other_digits_in_another_order(digits: Digits) -> None:
    images, labels = strokes.generate(1, np.arange(2100))
    assert not (images == digits[0]).all(axis=(1, 2)).any()
    assert 0.05 < (labels == digits[1]).mean() < 0.15


@pytest.mark.parametrize("seed", [-1, 2**32 - 1, 2**70])
def test_any_whole_number_is_a_seed(seed: int) -> None:
    images, _ = strokes.generate(seed, np.arange(10**9, 10**9 + 10))
    assert len(np.unique(images, axis=0)) == 10


def test_no_digit_comes_twice(digits: Digits) -> None:
    test_images, _ = strokes.generate(0, np.arange(10**9, 10**9 + 500))
    both = np.concatenate([digits[0], test_images])
    assert len(np.unique(both.reshape(len(both), -1), axis=0)) == len(both)


def test_each_block_of_ten_holds_each_digit_in_an_order_of_its_own(digits: Digits) -> None:
    blocks = digits[1].reshape(-1, 10)
    assert np.array_equal(np.sort(blocks), np.tile(np.arange(10), (210, 1)))
    assert len(np.unique(blocks, axis=0)) == 210
    at_first_place = np.bincount(blocks[:, 0], minlength=10)
    assert at_first_place.min() > 5


def test_digits_are_prepared_as_mnist_was(digits: Digits) -> None:
    images = digits[0].astype(np.int64)
    mass = images.sum(axis=(1, 2))
    for axis in (1, 2):
        centres = (images.sum(axis=3 - axis) * (np.arange(28) + 0.5)).sum(axis=1) / mass
        assert np.mean(np.abs(centres - 14) <= 0.51) > 0.98  # the rest would leave the image
    sizes = [max(np.ptp(axis) + 1 for axis in np.nonzero(image > 100)) for image in images]
    assert set(sizes) <= {18, 19, 20}
    assert np.mean(np.array(sizes) == 20) > 0.7
    assert np.all(images.max(axis=(1, 2)) > 200)


def test_the_pen_leaves_no_gaps() -> None:
    digits = np.arange(1000) % 10
    paths = write_digits(digits, Draws(hash_keys(5, np.arange(1000))))
    steps = np.linalg.norm(np.diff(paths.points, axis=1), axis=2)
    # The pen is lifted once at most; everywhere else the dots of ink overlap.
    torn = np.sort(steps, axis=1)[:, -2] > 2 * paths.radii.min(axis=1)
    assert torn.mean() < 0.003


def test_a_label_says_what_is_drawn(digits: Digits) -> None:
    images = digits[0].reshape(2100, -1).astype(np.float32)
    known, asked = images[:1800], images[1800:]
    distances = (known**2).sum(axis=1) - 2 * asked @ known.T
    nearest = digits[1][:1800][distances.argmin(axis=1)]
    assert (nearest == digits[1][1800:]).mean() > 0.75


def test_every_digit_has_several_ways_and_all_are_drawn() -> None:
    ways = read_ways(WAYS_OF_WRITING)
    names = {way.name: way.digit for way in ways}
    assert {"with a serif", "with a bar", "with a flag and a foot", "closed", "a loop at the foot"} <= names.keys()
    assert all(sum(way.digit == digit for way in ways) >= 3 for digit in range(10))
    shares = build_way_table().digit_shares
    for digit in range(10):
        rising = np.flatnonzero(np.diff(shares[digit], prepend=0))
        assert [ways[way].digit for way in rising] == [digit] * len(rising)
        assert len(rising) == sum(way.digit == digit for way in ways)


def test_an_example_with_other_strokes_is_refused() -> None:
    with pytest.raises(ValueError, match=r"7, plain, has other strokes: 0,0 9,9 9,9"):
        read_ways("7 1 plain\n    0,0 5,5* 9,9\n    0,0 9,9 9,9\n")


@pytest.mark.parametrize(
    ("indices", "words"),
    [
        (np.arange(4).reshape(2, 2), r"row of integers.*\(2, 2\)"),
        (np.arange(3.0), "row of integers.*float64"),
        (np.array([3, -1]), "negative.*-1"),
    ],
)
def test_other_indices_are_refused_in_words(indices: NDArray[np.int64], words: str) -> None:
    with pytest.raises(ValueError, match=words):
        strokes.generate(0, indices)


def test_scripts_that_carry_the_source_need_numpy_alone() -> None:
    files = [Path(digit_recipe.__file__), *Path(strokes.__path__[0]).glob("*.py")]
    imports = {
        node.module if isinstance(node, ast.ImportFrom) else node.names[0].name
        for file in files
        for node in ast.parse(file.read_text("utf-8")).body
        if isinstance(node, ast.Import | ast.ImportFrom)
    }
    outside = {(name or "").split(".")[0] for name in imports} - set(sys.stdlib_module_names)
    assert outside == {"numpy", "workbench"}
    ours = {name or "" for name in imports if (name or "").startswith("workbench")}
    assert all(name.startswith(("workbench.data.strokes.", "workbench.data.digit_recipe")) for name in ours)
