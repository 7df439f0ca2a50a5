"""Images and one file that labels them: every way of writing it, and what is said of one that will not do."""

from pathlib import Path

import numpy as np
import pytest
from PIL import Image

from workbench.catalog.datasets import ImageList
from workbench.data.image_list_source import ImageListSource
from workbench.data.preview import preview
from workbench.spec.files import from_toml
from workbench.spec.problems import ExperimentError, RunError

NAMES = [f"img/{number}.png" for number in range(4)]
LABELS = ["小猫", "dog", "小猫", "dog"]


@pytest.fixture
def images(tmp_path) -> Path:
    """Four images, whose pixels are their numbers."""
    (tmp_path / "img").mkdir()
    for number, name in enumerate(NAMES):
        Image.fromarray(np.full((4, 6), number, np.uint8)).save(tmp_path / name)
    return tmp_path


def source(folder, content, name="labels.csv", encoding="utf-8", **settings):
    (folder / name).write_bytes(content if isinstance(content, bytes) else content.encode(encoding))
    part = ImageList(path=str(folder / name), **{"test_fraction": 0, "mode": "L", **settings})
    return ImageListSource(part, folder / "nowhere")


def read(folder, content, **settings):
    """{number of the image: its label} of the training part."""
    loaded = source(folder, content, **settings).load(lambda *_: None)
    named = (
        [loaded.classes[target] for target in loaded.train.targets] if loaded.classes else loaded.train.targets.tolist()
    )
    return dict(zip(loaded.train.images[:, 0, 0, 0].tolist(), named, strict=True))


def said(folder, content, **settings) -> str:
    with pytest.raises(ExperimentError) as caught:
        source(folder, content, **settings).facts()
    (found,) = caught.value.problems
    assert found.address.startswith("data.source.") and str(found.remedy)
    return found.line()


def rows(divide=",", header="", end="\n"):
    return (header + end if header else "") + "".join(
        f"{n}{divide}{w}{end}" for n, w in zip(NAMES, LABELS, strict=True)
    )


WAYS = {
    "commas": (rows(), {}),
    "a header": (rows(header="file,label"), {}),
    "tabs": (rows("\t"), {"name": "labels.txt"}),
    "semicolons, windows": (rows(";", end="\r\n"), {}),
    "bars": (rows("|"), {}),
    "spaces": (rows(" "), {"name": "labels.txt"}),
    "spaces and a header": (rows("  ", header="file label"), {"name": "labels.txt"}),
    "a mark": ("\ufeff" + rows(), {}),
    "gb18030": (rows(), {"encoding": "gb18030"}),
    "utf-16": (rows(), {"encoding": "utf-16"}),
    "quotes": (rows().replace("小猫", '"小猫"'), {}),
    "backslashes": (rows().replace("/", "\\"), {}),
    "dots": (rows().replace("img/", "./img/../img/"), {}),
    "no last line end, blank lines": ("\n\n" + rows().strip() + "\n\n", {}),
    "the label first": ("".join(f"{w},{n}\n" for n, w in zip(NAMES, LABELS, strict=True)), {}),
    "more columns": ("id,file,who,what\n" + "".join(f"{i},{n},me,{w}\n" for i, (n, w) in enumerate(zip(NAMES, LABELS, strict=True))), {}),
    "a root": (rows().replace("img/", ""), {"root": "img"}),
    "an ending": (rows(header="id,label").replace(".png", ""), {"ending": ".png"}),
    "an ending, no header": (rows().replace(".png", ""), {"ending": ".png", "header": "no"}),
    "the delimiter is chosen": (rows(";"), {"delimiter": "semicolon"}),
}  # fmt: skip


@pytest.mark.parametrize(("content", "settings"), WAYS.values(), ids=WAYS.keys())
def test_every_way_of_writing_it(images, content, settings):
    if "root" in settings:
        settings = {**settings, "root": str(images / "img")}
    assert read(images, content, **settings) == dict(enumerate(LABELS))


def test_whole_paths_and_names_with_spaces(images):
    (images / "img" / "0.png").rename(images / "my cat .png")
    content = f"{images / 'my cat .png'} 小猫\nimg/1.png dog\n"
    assert read(images, content, name="l.txt") == {0: "小猫", 1: "dog"}
    assert source(images, content, name="l.txt").facts().classes == ("dog", "小猫")


def test_numbers_with_gaps_are_classes_in_their_order(images):
    found = source(images, "".join(f"{n},{w}\n" for n, w in zip(NAMES, ("10", "9", "100", "9"), strict=True)))
    assert found.facts().classes == ("9", "10", "100")
    assert found.load(lambda *_: None).train.targets.tolist() == [1, 0, 2, 0]


def test_one_or_several_numbers_to_predict(images):
    content = "file,x,y\n" + "".join(f"{n},{i}.5,{i * i}\n" for i, n in enumerate(NAMES))
    facts = source(images, content, targets="x, y").facts()
    assert facts.outputs == ("x", "y") and facts.classes == () and facts.shape == (1, 4, 6)
    loaded = source(images, content, targets="x, y", test_fraction=0.25).load(lambda *_: None)
    assert (
        loaded.train.targets.dtype == np.float32
        and loaded.train.targets.shape == (3, 2)
        and loaded.outputs == ("x", "y")
    )
    assert all(target.tolist() == [image[0, 0, 0] + 0.5, float(image[0, 0, 0]) ** 2]
               for image, target in zip(loaded.train.images, loaded.train.targets, strict=True))  # fmt: skip
    assert read(images, content, task="numbers", test_fraction=0) == {0: [0], 1: [1], 2: [4], 3: [9]}


def test_numbers_are_shown_under_the_samples(images):
    (images / "l.csv").write_text("".join(f"{n},{i}.25\n" for i, n in enumerate(NAMES)), encoding="utf-8")
    text = f"format = 1\n[data]\nsource = {{ type = 'ImageList', path = '{images / 'l.csv'}', test_fraction = 0 }}"
    assert [words for words, _ in preview(from_toml(text), None, 4, 0, 0).samples] == ["0.25", "1.25", "2.25", "3.25"]


def test_the_split_is_that_of_a_folder(images):
    """Of every class the same share, by seed 0: the same images whether a folder or a list names them."""
    from workbench.catalog.datasets import ImageFolder
    from workbench.data.folder import FolderSource

    content = ""
    for name in ("cat", "dog"):
        (images / "all" / name).mkdir(parents=True)
        for number in range(10):
            value = number + 10 * (name == "dog")
            Image.fromarray(np.full((4, 6), value, np.uint8)).save(images / "all" / name / f"{number}.png")
            content += f"all/{name}/{number}.png,{name}\n"
    theirs = FolderSource(ImageFolder(root=str(images / "all"), test_fraction=0.3, mode="L"), images).load(
        lambda *_: None
    )
    ours = source(images, content, test_fraction=0.3).load(lambda *_: None)
    assert np.array_equal(ours.test.images, theirs.test.images) and len(ours.test) == 6
    assert np.array_equal(ours.train.targets, theirs.train.targets)


def test_a_second_file_for_the_test(images):
    (images / "test.csv").write_text("img/3.png,dog\n", encoding="utf-8")
    found = source(images, "img/0.png,小猫\nimg/1.png,dog\n", test_path=str(images / "test.csv"))
    assert (found.facts().train, found.facts().test) == (2, 1)
    assert found.load(lambda *_: None).test.targets.tolist() == [0]
    (images / "test.csv").write_text("img/3.png,mouse\n", encoding="utf-8")
    with pytest.raises(ExperimentError, match="no class “mouse”") as caught:
        found.facts()
    assert caught.value.problems[0].address == "data.source.test_path"


def test_rows_that_say_the_same_twice_count_once(images):
    found = source(images, rows() + "img/0.png,小猫\n./img/1.png,dog\n")
    assert found.facts().train == 4 and "2 rows of" in found.facts().notes[0].line()
    assert "2 rows of" in found.load(lambda *_: None).notes[0].line()


BAD = {
    "two labels": (rows() + "img/0.png,dog\n", {}, ("line 5", "“img/0.png”", "“dog”", "“小猫” in line 1")),
    "a missing image": (rows() + "img/9.png,dog\n", {}, ("line 5", "9.png", "of 5 images 1 are missing")),
    "no label": (rows() + "img/0.png,\n", {}, ("line 5", "has no label")),
    "no name": (rows() + ",dog\n", {}, ("line 5", "no image is named")),
    "a short row": (rows() + "img/0.png\n", {}, ("line 5: 1 cells",)),
    "one column": ("img/0.png\nimg/1.png\n", {}, ("one column only",)),
    "one class": ("img/0.png,a\nimg/1.png,a\n", {}, ("“a” alone",)),
    "empty": ("", {}, ("is empty",)),
    "a header alone": ("file,label\n", {}, ("no rows",)),
    "an image": (b"\x89PNG\r\n\x1a\n\0\0\0", {}, ("no text",)),
    "no such column": (rows(header="file,label"), {"image": "photo"}, ("no column “photo”; it has file, label",)),
    "no such label": (rows(header="file,label"), {"targets": "kind"}, ("no column “kind”",)),
    "one column for both": (rows(header="file,label"), {"targets": "file"}, ("cannot be both",)),
    "words as numbers": (rows(), {"task": "numbers"}, ("line 1", "is no number")),
    "a root that is not there": (rows(), {"root": "gone"}, ("There is no folder “",)),
    "the wrong encoding": (rows().replace("dog", "狗").encode("gb18030"), {"encoding_of_part": "utf-8"}, ("no text in utf-8",)),
}  # fmt: skip


@pytest.mark.parametrize(("content", "settings", "words"), BAD.values(), ids=BAD.keys())
def test_what_will_not_do_is_said(images, content, settings, words):
    settings = dict(settings)
    if chosen := settings.pop("encoding_of_part", None):
        (images / "labels.csv").write_bytes(content)
        with pytest.raises(ExperimentError) as caught:
            ImageListSource(ImageList(path=str(images / "labels.csv"), encoding=chosen), images).facts()
        line = str(caught.value)
    else:
        line = said(images, content, **settings)
    assert [word for word in words if word not in line] == []


@pytest.mark.parametrize(
    ("path", "words"), [("", "No file is chosen"), ("gone.csv", "cannot be read"), (".", "cannot be read")]
)
def test_a_file_that_is_not_there(images, path, words):
    with pytest.raises(ExperimentError, match=words):
        ImageListSource(ImageList(path=path and str(images / path)), images).facts()


def test_damaged_and_missing_images_are_left_out_where_asked(images):
    (images / "img" / "1.png").write_bytes(b"x")
    with pytest.raises(RunError, match=r"1\.png cannot be read"):
        read(images, rows())
    (images / "img" / "2.png").unlink()
    assert "line 3" in said(images, rows())
    loaded = source(images, rows(), damaged="skip").load(lambda *_: None)
    assert loaded.train.images[:, 0, 0, 0].tolist() == [0, 3]
    assert ["1.png" in loaded.notes[0].line(), "2.png" in loaded.notes[1].line()] == [True, True]


def test_a_changed_list_is_read_again(images):
    found = source(images, rows())
    assert found.facts().train == 4
    assert source(images, "img/0.png,a\nimg/1.png,b\n").facts().train == 2
