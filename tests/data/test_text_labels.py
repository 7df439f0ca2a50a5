"""Images with a text of the same name each: what is read, and what is said of what does not fit."""

from pathlib import Path

import numpy as np
import pytest
from PIL import Image

from workbench.catalog.datasets import ImageTextPairs
from workbench.data.text_labels_source import TextLabelsSource
from workbench.spec.problems import ExperimentError, RunError


def labelled(folder: Path, number: int, word: str | bytes, name: str = "", texts: Path | None = None) -> Path:
    path = folder / (name or f"{number}.png")
    path.parent.mkdir(parents=True, exist_ok=True)
    Image.fromarray(np.full((4, 6), number, np.uint8)).save(path)
    text = (texts or path.parent) / f"{path.stem}.txt"
    text.parent.mkdir(parents=True, exist_ok=True)
    text.write_bytes(word if isinstance(word, bytes) else word.encode())
    return text


@pytest.fixture
def pairs(tmp_path) -> Path:
    """Six images, 猫 and dog in turn."""
    for number in range(6):
        labelled(tmp_path / "pairs", number, "dog\n" if number % 2 else "猫\nand more\n")
    return tmp_path / "pairs"


def source(root: object, **settings) -> TextLabelsSource:
    return TextLabelsSource(
        ImageTextPairs(root=str(root), **{"test_fraction": 0, "mode": "L", **settings}), Path("nowhere")
    )


def read(root, **settings):
    """{number of the image: its label}"""
    loaded = source(root, **settings).load(lambda *_: None)
    return dict(
        zip(loaded.train.images[:, 0, 0, 0].tolist(), [loaded.classes[t] for t in loaded.train.targets], strict=True)
    )


def said(root, **settings) -> str:
    with pytest.raises(ExperimentError) as caught:
        source(root, **settings).facts()
    (found,) = caught.value.problems
    assert found.address.startswith("data.source.") and str(found.remedy)
    return found.line()


def test_the_first_line_is_the_class(pairs):
    assert read(pairs) == {number: "dog" if number % 2 else "猫" for number in range(6)}
    facts = source(pairs, test_fraction=0.4).facts()
    assert (facts.classes, facts.shape, facts.train, facts.test, facts.notes) == (("dog", "猫"), (1, 4, 6), 4, 2, ())


@pytest.mark.parametrize("word", ["猫", "\ufeff猫\r\n", " 猫 \n", "猫\n\n\n"])
@pytest.mark.parametrize("encoding", ["utf-8", "utf-16"])
def test_every_way_of_writing_a_text(pairs, word, encoding):
    labelled(pairs, 0, word.replace("\ufeff", "").encode(encoding) if encoding == "utf-16" else word.encode())
    assert read(pairs)[0] == "猫"


def test_gb18030(tmp_path):
    for number, word in enumerate(["小猫", "狗"]):
        labelled(tmp_path, number, word.encode("gb18030"))
    assert read(tmp_path) == {0: "小猫", 1: "狗"} == read(tmp_path, encoding="gb18030")


def test_numbers_stand_in_their_order(tmp_path):
    for number, word in enumerate(["10", "9", "100"]):
        labelled(tmp_path, number, word)
    assert source(tmp_path).facts().classes == ("9", "10", "100")


def test_folders_within_and_texts_in_a_folder_of_their_own(tmp_path):
    for number, (name, word) in enumerate([("a/1.PNG", "x"), ("b/1.png", "y"), ("2.v2.jpg", "x")]):
        labelled(tmp_path / "images", number, word, name, (tmp_path / "texts" / name).parent)
    assert [target for _, target in source(tmp_path / "images", texts=str(tmp_path / "texts")).listing().train] == [
        0,
        0,
        1,
    ]
    assert "has no text of the same name" in said(tmp_path / "images")


def test_hidden_files_are_left_out(pairs):
    for name in (".hidden.png", "._0.png", ".git/9.png", "notes.md"):
        (pairs / name).parent.mkdir(exist_ok=True)
        (pairs / name).write_bytes(b"x")
    assert len(read(pairs)) == 6


def test_a_test_folder(pairs, tmp_path):
    labelled(tmp_path / "test", 9, "dog")
    found = source(pairs, test_root=str(tmp_path / "test"))
    assert (found.facts().train, found.facts().test) == (6, 1) and found.load(
        lambda *_: None
    ).test.targets.tolist() == [0]
    labelled(tmp_path / "test", 9, "mouse")
    assert "9.png is labelled “mouse”" in said(pairs, test_root=str(tmp_path / "test"))


def test_what_has_no_partner_is_said(pairs):
    (pairs / "x.txt").write_text("dog", encoding="utf-8")
    (note,) = source(pairs).facts().notes
    assert "1 texts have no image" in note.line() and "x.txt" in note.line()
    (pairs / "0.txt").unlink()
    assert "0.png has no text of the same name" in said(pairs)
    (pairs / "2.txt").write_text("\ndog", encoding="utf-8")
    found = source(pairs, damaged="skip")
    assert "2 images have no label" in found.facts().notes[0].line() and found.facts().train == 4
    assert sorted(read(pairs, damaged="skip")) == [1, 3, 4, 5]


def test_a_changed_text_is_read_again(pairs):
    assert read(pairs)[0] == "猫"
    (pairs / "0.txt").write_text("mouse", encoding="utf-8")
    assert read(pairs)[0] == "mouse"


def test_an_empty_text(pairs):
    (pairs / "3.txt").write_bytes(b"")
    assert "3.txt has an empty first line" in said(pairs)


@pytest.mark.parametrize(
    ("content", "words"),
    [(b"\0\1\2" * 9, "is no text"), (b"a" * 1_100_000, "too long"), (b"\xff\xff\xff", "is no text")],
)
def test_a_text_that_is_none(pairs, content, words):
    (pairs / "3.txt").write_bytes(content)
    assert "3.txt" in said(pairs) and words in said(pairs)


def test_one_class(tmp_path):
    labelled(tmp_path, 0, "dog")
    assert "name 1 classes" in said(tmp_path)


@pytest.mark.parametrize(
    ("name", "words"), [("", "No folder is chosen"), ("gone", "There is no folder"), ("empty", "no images in")]
)
def test_folders_that_will_not_do(tmp_path, name, words):
    (tmp_path / "empty").mkdir()
    assert words in said(name and tmp_path / name)


def test_damaged_images(pairs):
    (pairs / "1.png").write_bytes(b"")
    with pytest.raises(RunError, match=r"1\.png cannot be read: it is empty"):
        read(pairs)
    assert sorted(read(pairs, damaged="skip")) == [0, 2, 3, 4, 5]
