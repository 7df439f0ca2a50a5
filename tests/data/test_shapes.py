"""The built-in shapes: the same under one seed however they are asked for, all kinds, seen against their ground."""

import numpy as np
import pytest

from workbench.catalog.datasets import Shapes
from workbench.data.shapes import SHAPES, generate_shapes
from workbench.data.sources import source


def test_a_picture_depends_on_seed_and_number_alone():
    whole, kinds = generate_shapes(3, 0, 300, 24, 0.1)
    part, some = generate_shapes(3, 250, 20, 24, 0.1)
    assert np.array_equal(whole[250:270], part) and np.array_equal(kinds[250:270], some)
    assert not np.array_equal(whole, generate_shapes(4, 0, 300, 24, 0.1)[0])


@pytest.mark.parametrize("side", [16, 33, 64])
def test_every_shape_lies_inside_its_picture_and_stands_out(side):
    pictures, kinds = generate_shapes(0, 0, 60, side, 0.0)
    assert pictures.shape == (60, 3, side, side) and pictures.dtype == np.uint8
    assert sorted(set(kinds)) == list(range(len(SHAPES)))
    border = np.concatenate(
        [pictures[:, :, 0], pictures[:, :, -1], pictures[:, :, :, 0], pictures[:, :, :, -1]], axis=2
    )
    for picture, edge in zip(pictures.astype(int), border.astype(int), strict=True):
        assert np.abs(np.diff(picture, axis=2)).max() > 30  # an edge in the picture
        assert np.abs(np.diff(edge.reshape(3, 4, side), axis=2)).max() < 12  # and none along its border


def test_kinds_differ_in_how_much_they_cover():
    from workbench.data.shapes import _distances

    axis = ((np.arange(400) + 0.5) / 200 - 1).astype(np.float32)
    x, y = np.meshgrid(axis, axis)
    inside = {
        name: float((_distances(np.array([i]), x[None], y[None]) < 0).mean() * 4) for i, name in enumerate(SHAPES)
    }
    assert inside["circle"] == pytest.approx(np.pi * 0.81, rel=0.02)
    assert inside["square"] == pytest.approx(1.96, rel=0.02)
    assert inside["triangle"] == pytest.approx(1.299, rel=0.04)
    assert inside["ring"] == pytest.approx(np.pi * (0.92**2 - 0.52**2), rel=0.03)
    assert inside["cross"] == pytest.approx(2 * 0.56 * 1.9 - 0.56**2, rel=0.05)
    assert inside["star"] == pytest.approx(10 * 0.5 * 0.4 * np.sin(np.pi / 5), rel=0.04)


def test_the_source_gives_what_it_promises(tmp_path):
    part = Shapes(train_count=1100, test_count=18, image_size=16)
    reader, said = source(part, tmp_path), []
    loaded = reader.load(lambda *row: said.append(row))
    facts = reader.facts()
    assert facts.shape == loaded.train.images.shape[1:] == (3, 16, 16)
    assert (len(loaded.train), len(loaded.test)) == (facts.train, facts.test) == (1100, 18)
    assert np.array_equal(reader.targets(train=True), loaded.train.targets)
    assert np.array_equal(reader.preview(5).images, loaded.train.images[:5])
    assert ("drawing shapes", 1024, 1100) in said
    assert not np.array_equal(loaded.train.images[:18], loaded.test.images)
