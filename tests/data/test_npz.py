"""Own arrays in a .npz file: what they become, and what is said of those that will not do."""

import io
import struct
import zipfile
from pathlib import Path

import numpy as np
import pytest

from workbench.catalog.datasets import NPZ
from workbench.data import npz_source
from workbench.data.npz_source import NpzSource
from workbench.spec.problems import ExperimentError

RNG = np.random.default_rng(0)
BYTES = RNG.integers(0, 256, (12, 4, 6), np.uint8)
LABELS = np.arange(12) % 3


def source(folder: Path, settings=None, **arrays) -> NpzSource:
    np.savez(folder / "a.npz", **arrays)
    return NpzSource(NPZ(path=str(folder / "a.npz"), **{"test_fraction": 0, **(settings or {})}), folder)


def load(folder, settings=None, **arrays):
    return source(folder, settings, **arrays).load(lambda *_: None)


def said(folder, settings=None, **arrays) -> str:
    found = source(folder, settings, **arrays) if arrays else NpzSource(NPZ(path=str(folder / "a.npz")), folder)
    with pytest.raises(ExperimentError) as caught:
        found.facts()
    (problem,) = caught.value.problems
    assert problem.address == "data.source.path" and str(problem.remedy)
    return problem.line()


COMMON = [
    ("x_train", "y_train", "x_test", "y_test"), ("X_train", "Y_train", "X_test", "Y_test"),
    ("train_images", "train_labels", "test_images", "test_labels"), ("x", "y"), ("X", "y"), ("images", "labels"), ("data", "target"),
]  # fmt: skip


@pytest.mark.parametrize("names", COMMON, ids=" ".join)
def test_common_names_are_found(tmp_path, names):
    values = [BYTES[:8], LABELS[:8], BYTES[8:], LABELS[8:]] if len(names) == 4 else [BYTES, LABELS]
    found = source(tmp_path, {"test_fraction": 0.25}, **dict(zip(names, values, strict=True)), other=np.zeros(3))
    facts = found.facts()
    assert (facts.kind, facts.shape, facts.classes) == ("image", (1, 4, 6), ("0", "1", "2"))
    loaded = found.load(lambda *_: None)
    assert (len(loaded.train), len(loaded.test)) == ((8, 4) if len(names) == 4 else (9, 3)) == (facts.train, facts.test)
    if len(names) == 4:
        assert np.array_equal(loaded.test.images[:, 0], BYTES[8:]) and loaded.test.targets.tolist() == [2, 0, 1, 2]
    assert loaded.train.images.dtype == np.uint8 and loaded.train.targets.dtype == np.int64 and not loaded.notes


def test_positions_alone(tmp_path):
    np.savez(tmp_path / "a.npz", BYTES, LABELS)
    assert NpzSource(NPZ(path=str(tmp_path / "a.npz")), tmp_path).facts().train == 9


def test_arrays_by_their_names(tmp_path):
    names = {"x": "pictures", "y": "kinds", "x_test": "more", "y_test": "others"}
    loaded = load(
        tmp_path, names, pictures=BYTES[:6], kinds=LABELS[:6], more=BYTES[6:], others=LABELS[6:], x=np.zeros(2)
    )
    assert np.array_equal(loaded.train.images[:, 0], BYTES[:6]) and np.array_equal(loaded.test.images[:, 0], BYTES[6:])


NHWC = RNG.integers(0, 256, (12, 4, 6, 3), np.uint8)
LAYOUTS = {
    "grey": (BYTES, "auto", "image", BYTES[:, None]),
    "colour first": (NHWC.transpose(0, 3, 1, 2), "auto", "image", NHWC.transpose(0, 3, 1, 2)),
    "colour last": (NHWC, "auto", "image", NHWC.transpose(0, 3, 1, 2)),
    "grey last": (BYTES[..., None], "auto", "image", BYTES[:, None]),
    "transparency": (np.concatenate([NHWC, BYTES[..., None]], -1), "auto", "image", NHWC.transpose(0, 3, 1, 2)),
    "fortran": (np.asfortranarray(NHWC), "auto", "image", NHWC.transpose(0, 3, 1, 2)),
    "table": (BYTES[:, 0] / 7, "auto", "table", (BYTES[:, 0] / 7).astype(np.float32)),
    "table of bytes": (BYTES[:, 0], "auto", "table", BYTES[:, 0].astype(np.float32)),
    "series": (BYTES / 7, "auto", "series", (BYTES / 7).astype(np.float32)),
    "series of bytes": (BYTES, "NCT", "series", BYTES.astype(np.float32)),
    "series, time first": (BYTES / 7, "NTC", "series", (BYTES / 7).swapaxes(1, 2).astype(np.float32)),
    "square floats are images": (BYTES[:, :4, :4] / 255, "auto", "image", BYTES[:, None, :4, :4]),
    "floats as images": (BYTES / np.float32(255), "NHW", "image", BYTES[:, None]),
    "floats to 255": (BYTES.astype(np.float64), "NHW", "image", BYTES[:, None]),
    "long whole numbers": (BYTES.astype(np.int64), "auto", "image", BYTES[:, None]),
    "16 bits": (BYTES.astype(np.uint16) * 257, "auto", "image", BYTES[:, None]),
    "yes and no": (BYTES > 99, "auto", "image", (BYTES > 99)[:, None] * np.uint8(255)),
}  # fmt: skip


@pytest.mark.parametrize(("array", "layout", "kind", "wanted"), LAYOUTS.values(), ids=LAYOUTS.keys())
def test_layouts_and_numbers(tmp_path, array, layout, kind, wanted):
    found = source(tmp_path, {"layout": layout}, x=array, y=LABELS)
    facts, loaded = found.facts(), found.load(lambda *_: None)
    assert (facts.kind, facts.shape) == (kind, wanted.shape[1:]) and bool(facts.columns) == (kind == "table")
    assert loaded.train.images.dtype == wanted.dtype and np.array_equal(loaded.train.images, wanted)
    assert bool(loaded.notes) == (kind == "image" and array.dtype != np.uint8) and loaded.notes == facts.notes
    assert np.array_equal(found.preview(5).images, wanted[:5])


TARGETS = {
    "from 0": (LABELS, "auto", ("0", "1", "2"), LABELS, False),
    "gaps": (LABELS * 10 - 5, "auto", ("-5", "5", "15"), LABELS, True),
    "a column": (LABELS[:, None].astype(np.uint8), "auto", ("0", "1", "2"), LABELS, False),
    "floats": (LABELS.astype(np.float64), "auto", ("0", "1", "2"), LABELS, False),
    "words": (np.array(["猫", "ant", "dog"])[LABELS], "auto", ("ant", "dog", "猫"), np.array([2, 0, 1])[LABELS], False),
    "bytes": (np.array([b"a", b"b", b"c"])[LABELS], "auto", ("a", "b", "c"), LABELS, False),
    "yes and no": (LABELS > 0, "auto", ("False", "True"), (LABELS > 0).astype(int), False),
    "one-hot": (np.eye(3)[LABELS], "auto", ("0", "1", "2"), LABELS, True),
    "one-hot, a class too many": (np.eye(4, dtype=np.uint8)[LABELS], "classes", ("0", "1", "2", "3"), LABELS, True),
    "halves as classes": (LABELS / 2, "classes", ("0", "0.5", "1"), LABELS, True),
}  # fmt: skip


@pytest.mark.parametrize(("y", "task", "classes", "wanted", "noted"), TARGETS.values(), ids=TARGETS.keys())
def test_targets_that_are_classes(tmp_path, y, task, classes, wanted, noted):
    loaded = load(tmp_path, {"task": task}, x=BYTES, y=y)
    assert loaded.classes == classes and loaded.outputs == () and bool(loaded.notes) == noted
    assert np.array_equal(loaded.train.targets, wanted) and loaded.train.targets.dtype == np.int64


def test_gaps_are_said(tmp_path):
    (note,) = load(tmp_path, None, x=BYTES, y=LABELS * 10).notes
    assert "“y” are 0, 10, 20; they became the classes 0 to 2" in note.line() and note.severity == "warning"


@pytest.mark.parametrize(
    ("y", "task", "outputs"),
    [(LABELS / 7, "auto", ("y",)), (LABELS, "numbers", ("y",)), (np.eye(3)[LABELS], "numbers", ("y[0]", "y[1]", "y[2]")),
     (np.stack([LABELS / 2, LABELS + 1], 1), "auto", ("y[0]", "y[1]")), (np.arange(12.0)[:, None] * 3.5, "auto", ("y",))],
)  # fmt: skip
def test_targets_that_are_numbers(tmp_path, y, task, outputs):
    loaded = load(tmp_path, {"task": task}, x=BYTES, y=y)
    assert loaded.outputs == outputs and loaded.classes == () and loaded.train.targets.dtype == np.float32
    assert np.array_equal(loaded.train.targets, y.reshape(12, -1).astype(np.float32))


def test_the_split_is_stratified(tmp_path):
    loaded = load(tmp_path, {"test_fraction": 0.25}, x=BYTES, y=LABELS)
    assert sorted(loaded.test.targets.tolist()) == [0, 1, 2] and len(loaded.train) == 9
    numbers = load(tmp_path, {"test_fraction": 0.25}, x=BYTES, y=LABELS / 7)
    assert len(numbers.test) == 3


NAN = np.where(np.arange(12) == 7, np.nan, 1.5)
BAD = {
    "no such array": ({"x": "X"}, {"x": BYTES, "y": LABELS}, ("no array “X”; it has x, y",)),
    "no names that are known": ({}, {"foo": BYTES, "bar": LABELS}, ("does not follow from their names: foo, bar",)),
    "inputs alone": ({}, {"x": BYTES}, ("does not follow",)),
    "half a test": ({"x_test": "x"}, {"x": BYTES, "y": LABELS}, ("Name both x_test and y_test",)),
    "objects": ({}, {"x": BYTES, "y": np.array([None] * 12)}, ("“y”", "Python objects")),
    "fields": ({}, {"x": np.zeros(12, [("a", "f4")]), "y": LABELS}, ("“x”",)),
    "other lengths": ({}, {"x": BYTES, "y": LABELS[:9]}, ("“x” has 12 samples, but “y” has 9",)),
    "other lengths in the test": ({}, {"x_train": BYTES, "y_train": LABELS, "x_test": BYTES, "y_test": LABELS[:5]},
                                  ("“x_test” has 12 samples",)),
    "one number": ({}, {"x": np.float64(3), "y": LABELS}, ("is empty (one number)",)),
    "no samples": ({}, {"x": BYTES[:0], "y": LABELS[:0]}, ("is empty (0 × 4 × 6)",)),
    "one axis": ({}, {"x": LABELS, "y": LABELS}, ("does not follow from its shape, 12",)),
    "five axes": ({}, {"x": np.zeros((12, 1, 2, 2, 2)), "y": LABELS}, ("12 × 1 × 2 × 2 × 2",)),
    "five channels": ({}, {"x": np.zeros((12, 5, 4, 5), np.uint8), "y": LABELS}, ("12 × 5 × 4 × 5", "Choose a layout")),
    "five channels, chosen": ({"layout": "NCHW"}, {"x": np.zeros((12, 5, 4, 5), np.uint8), "y": LABELS}, ("5 channels",)),
    "a layout that does not fit": ({"layout": "NCHW"}, {"x": BYTES, "y": LABELS}, ("12 × 4 × 6", "layout NCHW")),
    "words as inputs": ({}, {"x": np.array([["a", "b"]] * 12), "y": LABELS}, ("“x” of", "holds no numbers")),
    "complex numbers": ({}, {"x": np.zeros((12, 3), complex), "y": LABELS}, ("holds no numbers",)),
    "NaN in a table": ({}, {"x": np.stack([NAN, NAN], 1), "y": LABELS}, ("sample 7 of “x”", "NaN")),
    "infinity in a series": ({}, {"x": np.full((12, 2, 5), np.inf), "y": LABELS}, ("sample 0 of “x”",)),
    "too large for float32": ({}, {"x": np.full((12, 2), 1e300), "y": LABELS}, ("sample 0 of “x”",)),
    "NaN in images": ({"layout": "NHW"}, {"x": np.stack([NAN] * 4, 1)[:, :, None], "y": LABELS}, ("sample 7 of “x”",)),
    "NaN in targets": ({}, {"x": BYTES, "y": NAN}, ("sample 7 of “y”",)),
    "images from -1": ({"layout": "NHW"}, {"x": BYTES / 127.5 - 1, "y": LABELS}, ("numbers from -1 to", "0 to 1")),
    "images of 32 bits": ({}, {"x": BYTES.astype(np.int64) * 10**6, "y": LABELS}, ("numbers from",)),
    "another shape in the test": ({}, {"x_train": BYTES, "y_train": LABELS, "x_test": BYTES[:, 1:], "y_test": LABELS},
                                  ("“x_test” are 3 × 6", "“x_train” 4 × 6")),
    "labels of three axes": ({}, {"x": BYTES, "y": BYTES}, ("“y” of", "12 × 4 × 6", "no list of labels")),
    "classes of two axes": ({"task": "classes"}, {"x": BYTES, "y": BYTES[:, 0]}, ("12 × 6", "no list of labels")),
    "objects of time": ({}, {"x": BYTES, "y": np.zeros(12, "datetime64[s]")}, ("datetime64",)),
    "one class": ({}, {"x": BYTES, "y": LABELS * 0}, ("“0” alone",)),
    "words as numbers": ({"task": "numbers"}, {"x": BYTES, "y": np.array(["a", "b"] * 6)}, ("holds words",)),
    "too many classes": ({}, {"x": np.zeros((2000, 2)), "y": np.arange(2000)}, ("2000 different labels",)),
    "a class of the test alone": ({}, {"x_train": BYTES, "y_train": LABELS, "x_test": BYTES[:2], "y_test": np.array([0, 9])},
                                  ("sample 1 of “y_test” has the label “9”",)),
}  # fmt: skip


@pytest.mark.parametrize(("settings", "arrays", "words"), BAD.values(), ids=BAD.keys())
def test_what_will_not_do_is_said(tmp_path, settings, arrays, words):
    line = said(tmp_path, settings, **arrays)
    assert [word for word in words if word not in line] == []


def npy(shape: tuple[int, ...], kind: str = "|u1", body: bytes = b"") -> bytes:
    """An array that claims to have this shape."""
    head = f"{{'descr': '{kind}', 'fortran_order': False, 'shape': {shape!r}, }}\n".encode()
    return b"\x93NUMPY\x01\x00" + struct.pack("<H", len(head)) + head + body


def archive(path: Path, **members: bytes) -> None:
    with zipfile.ZipFile(path, "w", zipfile.ZIP_DEFLATED) as file:
        for name, content in members.items():
            file.writestr(f"{name}.npy", content)


LABELS_FILE = npy((4,), "|u1", b"\0\1\0\1")


@pytest.mark.parametrize("shape", [(10**12, 28, 28), (10**30,), (2**62, 2**62)])
def test_a_bomb_is_refused_by_what_it_claims(tmp_path, shape):
    archive(tmp_path / "a.npz", x=npy(shape), y=LABELS_FILE)
    assert "GB can be had" in said(tmp_path)


def test_memory_that_is_short(tmp_path, monkeypatch):
    monkeypatch.setattr(npz_source.psutil, "virtual_memory", lambda: type("Memory", (), {"available": 500}))
    assert "Save fewer samples" in said(tmp_path, None, x=BYTES, y=LABELS)


BROKEN = {
    "empty": b"",
    "text": b"not an archive",
    "cut": lambda whole: whole[: len(whole) // 2],
    "changed": lambda whole: whole[:200] + bytes(byte ^ 0x5A for byte in whole[200:300]) + whole[300:],
    "no arrays": lambda _: empty_zip(),
}


def empty_zip() -> bytes:
    stream = io.BytesIO()
    with zipfile.ZipFile(stream, "w") as file:
        file.writestr("readme.txt", "nothing")
    return stream.getvalue()


@pytest.mark.parametrize("content", BROKEN.values(), ids=BROKEN.keys())
def test_a_broken_file_is_said(tmp_path, content):
    np.savez_compressed(tmp_path / "a.npz", x=BYTES, y=LABELS)
    whole = (tmp_path / "a.npz").read_bytes()
    (tmp_path / "a.npz").write_bytes(content(whole) if callable(content) else content)
    assert str(tmp_path / "a.npz") in said(tmp_path)


@pytest.mark.parametrize(
    "member", [b"", b"\x93NUMPY", b"\x93NUMPY\x09\x00zz", npy((4, 4)), npy((4, 4), "|u1", b"abc"), npy((-4, 4)), npy((4, 4), "zz"),
               b"\x93NUMPY\x01\x00\x10\x00__import__('os')\n"],
)  # fmt: skip
def test_a_broken_array_is_said(tmp_path, member):
    archive(tmp_path / "a.npz", x=member, y=LABELS_FILE)
    assert str(tmp_path / "a.npz") in said(tmp_path)


def test_one_array_in_a_file_of_its_own(tmp_path):
    np.save(tmp_path / "a.npy", BYTES)
    (tmp_path / "a.npy").rename(tmp_path / "a.npz")
    assert "numpy.savez(path, x=x, y=y)" in said(tmp_path)


def test_nothing_is_unpickled(tmp_path):
    class Trap:
        def __reduce__(self):
            return (Path.touch, (tmp_path / "touched",))

    np.savez(tmp_path / "a.npz", x=BYTES, y=np.array([Trap()] * 12, dtype=object))
    assert "Python objects" in said(tmp_path) and not (tmp_path / "touched").exists()


@pytest.mark.parametrize(
    ("path", "words"), [("", "No file is chosen"), ("gone.npz", "cannot be read"), (".", "cannot be read")]
)
def test_a_file_that_is_not_there(tmp_path, path, words):
    with pytest.raises(ExperimentError, match=words):
        NpzSource(NPZ(path=path and str(tmp_path / path)), tmp_path).facts()


def test_a_changed_file_is_read_again(tmp_path):
    assert source(tmp_path, None, x=BYTES, y=LABELS).facts().train == 12
    assert source(tmp_path, None, x=BYTES[:6], y=LABELS[:6]).facts().train == 6
