"""Counting the classes: the same as counting what a run reads, without reading it."""

import numpy as np
import pytest
from PIL import Image

from workbench.data.counts import Counts, balancing_weights, count_classes
from workbench.data.locations import data_dir
from workbench.data.sources import source
from workbench.data.splits import stratified_split
from workbench.spec.files import from_toml
from workbench.spec.problems import ExperimentError


def part(toml: str):
    return from_toml(f"format = 1\n[data]\nsource = {toml}\n").data.source


def nothing(*_) -> None:
    pass


@pytest.mark.parametrize(
    "toml",
    [
        '{ type = "Strokes", train_count = 57, test_count = 10 }',
        '{ type = "Waves", train_count = 37, test_count = 10 }',
        '{ type = "Digits" }',
    ],
)
def test_as_many_as_are_loaded(toml, tmp_path, monkeypatch):
    monkeypatch.setenv("WORKBENCH_CACHE_DIR", str(tmp_path))
    counts = count_classes(part(toml), None, nothing)
    targets = source(part(toml), data_dir(None)).load(nothing).train.targets
    assert counts.counts == tuple(np.bincount(targets)) and sum(counts.counts) == len(targets)


def test_of_files_without_decoding_them(tmp_path, monkeypatch):
    for label, count in (("cat", 6), ("dog", 3)):
        (tmp_path / label).mkdir()
        for number in range(count):
            Image.new("L", (4, 4)).save(tmp_path / label / f"{number}.png")
    monkeypatch.setattr(Image, "open", lambda *_: pytest.fail("a file was opened"))
    monkeypatch.setattr("workbench.data.image_files.ImageFilesSource._header_shape", lambda *_: (3, 4, 4))
    folder = part(f'{{ type = "ImageFolder", root = "{tmp_path.as_posix()}", test_fraction = 0.34 }}')
    assert count_classes(folder, None, nothing) == Counts(("cat", "dog"), (4, 2))


def test_nothing_to_count(tmp_path):
    assert count_classes(part('{ type = "Diabetes" }'), None, nothing) is None
    assert count_classes(part('{ type = "MNIST" }'), tmp_path, nothing) is None
    with pytest.raises(ExperimentError):
        count_classes(part('{ type = "ImageFolder", root = "/nowhere" }'), None, nothing)


def test_mnist_reads_the_labels_alone(tmp_path, monkeypatch):
    raw = tmp_path / "MNIST" / "raw"
    raw.mkdir(parents=True)
    for part_name in ("train", "t10k"):
        images, labels = f"{part_name}-images-idx3-ubyte", f"{part_name}-labels-idx1-ubyte"
        (raw / images).write_bytes(np.array([0x803, 5, 28, 28], ">u4").tobytes() + b"not read")
        (raw / labels).write_bytes((0x801).to_bytes(4, "big") + (5).to_bytes(4, "big") + bytes([3, 1, 3, 9, 3]))
    counts = count_classes(part('{ type = "MNIST" }'), tmp_path, nothing)
    assert counts.counts == (0, 1, 0, 3, 0, 0, 0, 0, 0, 1)


def test_weights_make_every_class_count_alike():
    counts = (50, 25, 5)
    weights = balancing_weights(counts)
    assert weights == (0.5333, 1.067, 5.333)
    assert np.ptp(np.array(weights) * counts) < 0.02
    assert balancing_weights((4, 0)) == (0.5, 1.0)


@pytest.mark.parametrize("fraction", [0.0, 0.1, 0.33, 0.9])
def test_validation_keeps_as_many_as_the_split(fraction):
    counts = (1, 10, 7, 25)
    targets = np.repeat(np.arange(4), counts)
    assert Counts(tuple("abcd"), counts).held_out(fraction) == len(stratified_split(targets, fraction, 0)[1])


def test_the_largest_and_the_smallest():
    counts = Counts(("a", "b", "c"), (10, 40, 0))
    assert (counts.most, counts.least, counts.ratio) == (1, 2, 40)
