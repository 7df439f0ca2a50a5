"""torchvision's data sets: trained by the program and by the script, to the same weights."""

import importlib
from pathlib import Path

import pytest

from tests.data.vision import make
from tests.export.test_script import NORMALIZE, assert_same_weights, experiment

RESIZE = '[[data.transforms]]\ntype = "Resize"\nsize = [16, 16]\n'
FLIP = '[[data.transforms]]\ntype = "RandomHorizontalFlip"\n'

CASES = {
    "KMNIST": ("", 10, lambda data: make.mnist(data, "KMNIST"), NORMALIZE),
    "EMNIST": ('split = "letters"', 26, lambda data: make.emnist(data, "letters", 26), NORMALIZE),
    "EMNIST as it lies": (
        'split = "digits", upright = false', 10, lambda data: make.emnist(data, "digits", 10), NORMALIZE),
    "QMNIST": ('what = "test10k"', 10, make.qmnist, ""),
    "USPS": ("", 10, make.usps, ""),
    "CIFAR10": ("", 10, lambda data: make.files(data, make.cifar_files("CIFAR10")), FLIP),
    "CIFAR100": ("", 100, lambda data: make.files(data, make.cifar_files("CIFAR100", 30)), ""),
    "SVHN": ("", 10, make.svhn, ""),
    "STL10": ("", 10, make.stl10, RESIZE),
    "Flowers102": ("shorter_side = 18", 102, make.flowers, FLIP + RESIZE),
    "Flowers102 with val": ('train_split = "train+val"', 102, make.flowers, RESIZE),
    "OxfordIIITPet": ('shorter_side = 0, target_types = "binary-category"', 2, make.pets, RESIZE),
    "Food101": ("shorter_side = 15", 101, make.food, RESIZE),
    "GTSRB": ("", 43, make.signs, RESIZE),
    "FakeData": ("size = 40, test_size = 10, image_size = [3, 12, 14], num_classes = 3", 3, lambda data: None, ""),
    "FakeData in grey": (
        "size = 30, test_size = 10, image_size = [1, 12, 14], random_offset = 4", 10, lambda data: None, NORMALIZE),
}  # fmt: skip


@pytest.fixture(autouse=True)
def any_checksum(monkeypatch):
    """torchvision takes every file that is there: these are small ones of the same form."""
    for name in ("cifar", "svhn", "stl10", "flowers102"):
        module = importlib.import_module(f"torchvision.datasets.{name}")
        monkeypatch.setattr(module, "check_integrity", lambda path, md5=None: Path(path).is_file())
    monkeypatch.setattr("torchvision.datasets.svhn.download_url", lambda *_: None)


@pytest.mark.parametrize("case", CASES)
def test_same_weights(case, tmp_path, monkeypatch):
    values, classes, make_files, steps = CASES[case]
    make_files(tmp_path / "data")
    name = case.partition(" ")[0]
    source = f'type = "{name}"' + f", {values}" * bool(values)
    value = experiment(
        f"source = {{ {source} }}\nvalidation_fraction = 0.4\nbatch_size = 8\n{steps}", "epochs = 1", classes
    )
    text = assert_same_weights(value, tmp_path, monkeypatch, tmp_path / "data")
    assert f"datasets.{name}(" in text and "workbench." not in text.split('"""')[2]
