"""Sets whose images have one size: the same images and labels as torchvision's own classes give for the same files."""

import gzip
import importlib
import io
import pickle

import numpy as np
import pytest
import torch
from scipy.io import savemat
from torchvision import datasets

from tests.data.vision import make
from workbench.data.samples import Facts
from workbench.data.sources import source
from workbench.data.vision import names
from workbench.spec.parts import find
from workbench.spec.problems import ExperimentError


def quiet(_what: str, _done: int, _total: int) -> None:
    """No progress wanted."""


def reader(data, name: str, **values):
    """The reader of a set under this folder."""
    return source(find("dataset", name)(**values), data)


def as_torchvision(found) -> tuple[np.ndarray, np.ndarray]:
    """Images (N, C, H, W) and labels of one of torchvision's sets, asked one by one."""
    images = [np.asarray(found[i][0]) for i in range(len(found))]
    rows = [image[None] if image.ndim == 2 else image.transpose(2, 0, 1) for image in images]
    return np.stack(rows), np.array([found[i][1] for i in range(len(found))])


def assert_same(samples, found, first: int = 0) -> None:
    images, targets = as_torchvision(found)
    assert np.array_equal(samples.images, images) and samples.images.dtype == np.uint8
    assert np.array_equal(samples.targets, targets - first) and samples.targets.dtype == np.int64
    assert samples.images.flags.c_contiguous


def assert_like_torchvision(data, name: str, train, test, first: int = 0, **values) -> None:
    """Whole, in part, and in facts."""
    ours = reader(data, name, **values)
    facts, loaded, few = ours.facts(), ours.load(quiet), ours.preview(5)
    assert_same(loaded.train, train, first)
    assert_same(loaded.test, test, first)
    assert facts.ready and not facts.download_bytes and facts.classes == loaded.classes
    assert facts.shape == loaded.train.images.shape[1:]
    assert np.array_equal(few.images, loaded.train.images[:5]) and np.array_equal(few.targets, loaded.train.targets[:5])


@pytest.mark.parametrize("name", ["MNIST", "FashionMNIST", "KMNIST"])
def test_mnist_and_two_of_its_form(tmp_path, name):
    make.mnist(tmp_path, name)
    cls = getattr(datasets, name)
    assert_like_torchvision(tmp_path, name, cls(tmp_path), cls(tmp_path, train=False))
    facts = reader(tmp_path, name).facts()
    assert (facts.train, facts.test) == (60, 20)


def test_gzipped_files_are_read_as_they_are(tmp_path):
    make.mnist(tmp_path)
    plain = reader(tmp_path, "MNIST").load(quiet)
    for path in (tmp_path / "MNIST" / "raw").iterdir():
        path.with_name(f"{path.name}.gz").write_bytes(gzip.compress(path.read_bytes()))
        path.unlink()
    ours = reader(tmp_path, "MNIST")
    assert ours.facts().ready and np.array_equal(ours.load(quiet).train.images, plain.train.images)


@pytest.mark.parametrize("split", names.EMNIST_CLASSES)
def test_emnist(tmp_path, split):
    classes = len(names.EMNIST_CLASSES[split])
    make.emnist(tmp_path, split, classes)
    parts = [datasets.EMNIST(tmp_path, split=split, train=train) for train in (True, False)]
    first = int(split == "letters")
    assert_like_torchvision(tmp_path, "EMNIST", *parts, first, split=split, upright=False)
    assert list(reader(tmp_path, "EMNIST", split=split).facts().classes) == parts[0].classes[first:]


def test_emnist_stands_upright(tmp_path):
    make.emnist(tmp_path, "letters", 26)
    upright = reader(tmp_path, "EMNIST", split="letters").load(quiet).train.images
    lying = reader(tmp_path, "EMNIST", split="letters", upright=False).load(quiet).train.images
    assert np.array_equal(upright, lying.swapaxes(2, 3)) and not np.array_equal(upright, lying)


@pytest.mark.parametrize("what", ["test", "test10k", "test50k"])
def test_qmnist(tmp_path, monkeypatch, what):
    make.qmnist(tmp_path, tests=10_004)
    facts = reader(tmp_path, "QMNIST", what=what).facts()
    ours = reader(tmp_path, "QMNIST", what=what).load(quiet)
    known = datasets.QMNIST(tmp_path, what=what)
    assert np.array_equal(ours.test.images[:, 0], known.data.numpy()) and facts.test == len(known)
    assert np.array_equal(ours.test.targets, known.targets[:, 0].numpy())
    assert np.array_equal(ours.train.targets, datasets.QMNIST(tmp_path).targets[:, 0].numpy())


def test_usps(tmp_path):
    make.usps(tmp_path)
    assert_like_torchvision(tmp_path, "USPS", datasets.USPS(tmp_path), datasets.USPS(tmp_path, train=False))


@pytest.mark.parametrize("name", ["CIFAR10", "CIFAR100"])
def test_cifar(tmp_path, any_checksum, name):
    make.files(tmp_path, make.cifar_files(name))
    cls = getattr(datasets, name)
    assert_like_torchvision(tmp_path, name, cls(tmp_path), cls(tmp_path, train=False))
    over_two_batches = reader(tmp_path, name).preview(15)
    assert len(over_two_batches) == (15 if name == "CIFAR10" else 12)


@pytest.mark.parametrize("compressed", [True, False])
def test_svhn(tmp_path, any_checksum, compressed):
    make.svhn(tmp_path, compressed=compressed)
    parts = [datasets.SVHN(tmp_path, split=split) for split in ("train", "test")]
    assert_like_torchvision(tmp_path, "SVHN", *parts)


def test_stl10(tmp_path, any_checksum):
    make.stl10(tmp_path)
    parts = [datasets.STL10(tmp_path, split=split) for split in ("train", "test")]
    assert_like_torchvision(tmp_path, "STL10", *parts)
    facts = reader(tmp_path, "STL10").facts()
    assert (facts.train, facts.test) == (13, 11)


def test_a_pickle_runs_no_code(tmp_path):
    class Attack:
        def __reduce__(self):
            return (tmp_path.joinpath("owned").touch, ())

    files = make.cifar_files("CIFAR10")
    make.files(tmp_path, files | {"cifar-10-batches-py/test_batch": pickle.dumps({"data": Attack()}, protocol=2)})
    with pytest.raises(ExperimentError, match="test_batch is damaged"):
        reader(tmp_path, "CIFAR10").load(quiet)
    assert not (tmp_path / "owned").exists()


@pytest.mark.parametrize("shape", [(3, 20, 24), (1, 9, 9)])
def test_fake_data(tmp_path, shape):
    values = {"size": 7, "image_size": shape, "num_classes": 4, "random_offset": 3}
    state = torch.get_rng_state()
    ours = reader(tmp_path, "FakeData", test_size=5, **values)
    loaded = ours.load(quiet)
    assert torch.equal(state, torch.get_rng_state())  # a run that draws at the same time does not notice
    assert_same(loaded.train, datasets.FakeData(**values))
    assert_same(loaded.test, datasets.FakeData(**values | {"size": 5, "random_offset": 10}))
    assert ours.facts() == Facts(tuple("0123"), shape, 7, 5)
    assert np.array_equal(ours.preview(3).images, loaded.train.images[:3])


def test_fake_data_of_two_channels_is_refused(tmp_path):
    with pytest.raises(ExperimentError, match=r"data\.source\.image_size: An image has 1 channel"):
        reader(tmp_path, "FakeData", image_size=(2, 8, 8)).facts()


NOT_THERE = {
    "MNIST": (10, (1, 28, 28), 60_000, 10_000, 11_594_722),
    "KMNIST": (10, (1, 28, 28), 60_000, 10_000, 21_240_888),
    "EMNIST": (47, (1, 28, 28), 112_800, 18_800, 561_753_746),
    "QMNIST": (10, (1, 28, 28), 60_000, 60_000, 20_436_162),
    "USPS": (10, (1, 16, 16), 7_291, 2_007, 8_411_109),
    "CIFAR10": (10, (3, 32, 32), 50_000, 10_000, 170_498_071),
    "CIFAR100": (100, (3, 32, 32), 50_000, 10_000, 169_001_437),
    "SVHN": (10, (3, 32, 32), 73_257, 26_032, 246_316_178),
    "STL10": (10, (3, 96, 96), 5_000, 8_000, 2_640_397_119),
    "Flowers102": (102, None, 1_020, 6_149, 344_878_000),
    "OxfordIIITPet": (37, None, 3_680, 3_669, 811_092_049),
    "Food101": (101, None, 75_750, 25_250, 4_996_278_331),
    "GTSRB": (43, None, 26_640, 12_630, 276_568_468),
}


@pytest.mark.parametrize("name", NOT_THERE)
def test_much_is_known_before_a_file_is_there(tmp_path, name):
    ours = reader(tmp_path, name)
    facts = ours.facts()
    assert (len(facts.classes), facts.shape, facts.train, facts.test, facts.download_bytes) == NOT_THERE[name]
    assert not facts.ready and len(set(facts.classes)) == len(facts.classes)
    assert len(ours.preview(9)) == 0 and not list(tmp_path.iterdir())


def test_the_names_are_torchvisions():
    assert list(names.KUZUSHIJI) == datasets.KMNIST.classes
    assert list(names.CLOTHES) == datasets.FashionMNIST.classes
    assert list(names.CIFAR100_CLASSES) == sorted(names.CIFAR100_CLASSES)


def damage(name: str):
    """A set of files, the file that is damaged, and how."""
    return {
        "too short": (b"\0\0", "ends too early"),
        "not such a file": (b"<html>Not found</html>" * 99, "its beginning is not that of such a file"),
        "cut": (make.idx(make.pixels(60, 28, 28))[:9000], "ends too early"),
        "fewer images": (make.idx(make.pixels(59, 28, 28)), "it has 59 images for 60 labels"),
        "other size": (make.idx(make.pixels(60, 14, 14)), "its beginning"),
    }[name]


@pytest.mark.parametrize("way", ["too short", "not such a file", "cut", "fewer images", "other size"])
def test_a_damaged_idx_file_is_named(tmp_path, way):
    make.mnist(tmp_path)
    content, words = damage(way)
    (tmp_path / "MNIST" / "raw" / "train-images-idx3-ubyte").write_bytes(content)
    with pytest.raises(ExperimentError, match=rf"train-.*{words}.* Delete it, and it is downloaded again\."):
        reader(tmp_path, "MNIST").load(quiet)


def mat(**arrays: np.ndarray) -> bytes:
    """A file of MATLAB's."""
    buffer = io.BytesIO()
    savemat(buffer, arrays, do_compression=True)
    return buffer.getvalue()


OTHERS = {
    "SVHN": (
        "test_32x32.mat", make.svhn,
        [b"", b"no such file" * 99, mat(X=make.pixels(32, 32, 3, 4), y=np.arange(4))[:-40], mat(X=np.zeros(3), y=np.zeros(3)),
         mat(X=make.pixels(32, 32, 3, 4), y=np.arange(3)), mat(X=make.pixels(32, 32, 3, 4), y=np.array([1, 2, 3, 11])),
         mat(y=np.arange(3))],
    ),
    "STL10": ("stl10_binary/test_X.bin", make.stl10, [b"", make.pixels(27647).tobytes()]),
    "USPS": ("usps.bz2", make.usps, [b"BZh9 no", b"", b"words"]),
    "CIFAR10": (
        "cifar-10-batches-py/data_batch_2",
        lambda data: make.files(data, make.cifar_files("CIFAR10")),
        [b"", b"\x80\x02}q\x01.", b"<html>", pickle.dumps({"data": np.zeros((3, 9)), "labels": [1, 2, 3]}),
         pickle.dumps({"data": np.zeros((2, 3072), np.uint8), "labels": [1, 10]}, 2)],
    ),
}  # fmt: skip


@pytest.mark.parametrize("name", OTHERS)
def test_other_damaged_files_are_named(tmp_path, name):
    file, make_files, contents = OTHERS[name]
    make_files(tmp_path)
    for content in contents:
        (tmp_path / file).write_bytes(content)
        with pytest.raises(ExperimentError, match=r"is damaged: .*Delete it") as error:
            reader(tmp_path, name).load(quiet)
        assert str(tmp_path / file.replace("X.bin", "")) in str(error.value)


def test_torchvision_has_what_the_downloads_ask_of_it(tmp_path):
    for name in NOT_THERE:
        ours = reader(tmp_path, name)
        for wanted in getattr(ours, "list", ours).downloads():
            assert wanted.urls and all(url.startswith("http") and url.endswith(wanted.path.name) for url in wanted.urls)
            assert len(wanted.md5) == 32 and wanted.path.is_relative_to(tmp_path)
    assert importlib.import_module("torchvision.datasets.mnist").EMNIST.url.endswith("gzip.zip")
