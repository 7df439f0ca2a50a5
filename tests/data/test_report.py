"""The report on a data set: what it finds in files and in memory, and that it finds nothing where nothing is."""

import json
from pathlib import Path

import numpy as np
import pytest
from PIL import Image

from workbench import cli
from workbench.data.report import KINDS, report
from workbench.spec.edits import apply
from workbench.spec.files import from_toml
from workbench.spec.problems import ExperimentError


def look(source: str, data_dir: Path, more: str = "", progress=lambda *_: None):
    return report(from_toml(f"format = 1\n[data]\nsource = {{ {source} }}\n{more}"), data_dir, progress)


@pytest.fixture
def photos(tmp_path) -> Path:
    """Two classes of six different images, 8 wide and 5 high."""
    rng = np.random.default_rng(0)
    for name in ("cats", "dogs"):
        (tmp_path / "photos" / name).mkdir(parents=True)
        for number in range(6):
            pixels = rng.integers(0, 256, (5, 8, 3), np.uint8)
            Image.fromarray(pixels).save(tmp_path / "photos" / name / f"{number}.png")
    return tmp_path / "photos"


def folder(photos, **settings):
    rest = "".join(f", {name} = {json.dumps(value)}" for name, value in {"test_fraction": 0, **settings}.items())
    return look(f'type = "ImageFolder", root = "photos"{rest}', photos.parent)


def files_of(finding) -> list[str]:
    return ["/".join(Path(place.file).parts[-2:]) for place in finding.places]


def test_a_clean_folder(photos):
    found = folder(photos, test_fraction=0.5)
    assert (found.train, found.test, found.findings) == (6, 6, ())
    assert [(each.name, each.train, each.test) for each in found.classes] == [("cats", 3, 3), ("dogs", 3, 3)]
    assert [(each.shape, each.count) for each in found.sizes] == [((3, 5, 8), 12)]


@pytest.mark.parametrize(("damaged", "severity"), [("stop", "error"), ("skip", "warning")])
def test_damaged_and_empty_files_are_named_and_the_others_read(photos, damaged, severity):
    (photos / "cats" / "0.png").write_bytes(b"")
    (photos / "dogs" / "1.png").write_bytes(b"nothing")
    found = folder(photos, damaged=damaged)
    assert [(each.kind, files_of(each)) for each in found.findings] == [
        ("empty", ["cats/0.png"]),
        ("damaged", ["dogs/1.png"]),
    ]
    assert all(each.problem.severity == severity and str(each.problem.remedy) for each in found.findings)
    assert found.train == 10 and [each.train for each in found.classes] == [5, 5]


def test_the_same_pixels_in_other_packing_are_duplicates(photos):
    Image.open(photos / "cats" / "0.png").save(photos / "cats" / "copy.bmp")
    Image.open(photos / "cats" / "0.png").convert("RGBA").save(photos / "cats" / "other.webp", lossless=True)
    (finding,) = folder(photos).findings
    assert finding.kind == "duplicate" and files_of(finding) == ["cats/0.png", "cats/copy.bmp", "cats/other.webp"]
    assert "3 samples are the same" in finding.problem.line() and "copy.bmp" in finding.problem.line()


def test_one_image_under_two_labels(photos):
    Image.open(photos / "cats" / "0.png").save(photos / "dogs" / "copy.png")
    (finding,) = folder(photos).findings
    assert finding.kind == "two labels" and files_of(finding) == ["cats/0.png", "dogs/copy.png"]
    assert [place.label for place in finding.places] == ["cats", "dogs"]
    assert "“cats”" in finding.problem.line() and "“dogs”" in finding.problem.line()


def test_an_image_of_the_test_that_is_also_learned(photos):
    for name in ("cats", "dogs"):
        (photos.parent / "test" / name).mkdir(parents=True)
        Image.fromarray(np.random.default_rng(9).integers(0, 256, (9, 9), np.uint8) + (name == "cats")).save(
            photos.parent / "test" / name / "new.png"
        )
    Image.open(photos / "cats" / "0.png").save(photos.parent / "test" / "cats" / "known.png")
    found = folder(photos, test_root="test")
    (finding,) = found.findings
    assert finding.kind == "leak" and finding.problem.severity == "warning"
    assert {(place.part, Path(place.file).name) for place in finding.places} == {
        ("train", "0.png"),
        ("test", "known.png"),
    }
    assert [(each.shape, each.count) for each in found.sizes] == [((3, 5, 8), 13), ((3, 9, 9), 2)]


def test_images_of_the_same_bytes_and_other_shape_are_not_the_same(photos):
    for size in ((4, 10), (10, 4)):
        Image.fromarray(np.arange(40, dtype=np.uint8).reshape(size)).save(photos / "cats" / f"{size[0]}.png")
    assert folder(photos, mode="L").findings == ()


def test_an_image_of_one_colour(photos):
    Image.new("RGB", (8, 5), (1, 2, 3)).save(photos / "cats" / "x.png")
    (finding,) = folder(photos).findings
    assert finding.kind == "one colour" and files_of(finding) == ["cats/x.png"]


def test_classes_of_unlike_size_and_their_fix(photos):
    for number in range(2, 6):
        (photos / "dogs" / f"{number}.png").unlink()
    found = folder(photos)
    (finding,) = found.findings
    assert finding.kind == "imbalance" and "“cats” has 6" in finding.problem.line()
    experiment = from_toml('format = 1\n[data]\nsource = { type = "ImageFolder", root = "photos", test_fraction = 0 }')
    mended = apply(experiment, finding.problem.fix.edits)
    assert mended.data.balanced and report(mended, photos.parent, lambda *_: None).findings == ()


def test_a_class_that_the_test_lacks(photos):
    for number in range(1, 6):
        (photos / "dogs" / f"{number}.png").unlink()
    assert [each.kind for each in folder(photos, test_fraction=0.2).findings] == ["imbalance", "no test"]


def test_what_is_in_memory_is_named_by_its_row(tmp_path, monkeypatch):
    from workbench.data.samples import Loaded, Samples
    from workbench.data.sources import StrokesSource

    images = np.arange(10 * 784, dtype=np.uint32).astype(np.uint8).reshape(10, 1, 28, 28)
    images[:, 0, 0, 0] = np.arange(10)
    images[7] = images[2]
    train, test = Samples(images[:6], np.arange(6)), Samples(images[6:], np.arange(6, 10) % 6)
    monkeypatch.setattr(StrokesSource, "load", lambda self, progress: Loaded(tuple("0123456789"), train, test))
    found = look('type = "Strokes"', tmp_path)
    (leak,), (labels,) = found.of("leak"), found.of("two labels")
    assert [(place.part, place.row, place.file) for place in leak.places] == [("train", 2, ""), ("test", 1, "")]
    assert "test[1] is in the test part" in leak.problem.line() and "train[2]" in labels.problem.line()


@pytest.mark.parametrize(
    "source", ['type = "Waves", train_count = 50, test_count = 10', 'type = "Iris"', 'type = "Diabetes"']
)
def test_tables_and_series(tmp_path, source):
    found = look(source, tmp_path)
    assert found.train + found.test in (60, 150, 442) and len(found.sizes) == 1 and not found.of("one colour")
    if "Iris" in source:  # two of its flowers are alike
        assert len(found.of("duplicate")) + len(found.of("leak")) == 1
        assert sum(each.train + each.test for each in found.classes) == 150


def test_a_table_with_one_row_twice_names_the_numbers(tmp_path):
    (tmp_path / "t.csv").write_text("a,y\n" + "".join(f"{i},{i / 3}\n" for i in range(9)) + "4,7.5\n", encoding="utf-8")
    (finding,) = look('type = "CSV", path = "t.csv", test_fraction = 0.01', tmp_path).findings
    assert finding.kind == "two labels" and {place.label for place in finding.places} == {"1.33333", "7.5"}


def test_progress_and_cancel(photos):
    told = []
    source = 'type = "ImageFolder", root = "photos"'
    look(source, photos.parent, progress=lambda *words: told.append(words))
    assert told == [("reading images", 0, 12)]

    def cancel(*_):
        raise KeyboardInterrupt

    with pytest.raises(KeyboardInterrupt):
        look(source, photos.parent, progress=cancel)


def test_what_cannot_be_read_at_all(tmp_path):
    with pytest.raises(ExperimentError, match="There is no folder"):
        look('type = "ImageFolder", root = "gone"', tmp_path)
    with pytest.raises(ExperimentError, match="not there yet"):
        look('type = "MNIST"', tmp_path)


def test_the_command_line(photos, capsys, monkeypatch):
    monkeypatch.chdir(photos.parent)
    Path("e.toml").write_text(
        'format = 1\n[data]\nsource = { type = "ImageFolder", root = "photos" }', encoding="utf-8"
    )
    assert cli.main(["data", "report", "e.toml"]) == 0
    said = capsys.readouterr()
    assert "10 training and 2 test samples" in said.out and "Nothing is amiss." in said.out and not said.err
    for number in range(25):
        (photos / "cats" / f"bad {number}.png").write_bytes(b"x")
    assert cli.main(["data", "report", "e.toml"]) == 2
    said = capsys.readouterr()
    assert "bad 1.png cannot be read: it is not an image" in said.err and "and 5 more of this kind" in said.err
    assert cli.main(["data", "report", "e.toml", "--json"]) == 2
    row = json.loads(capsys.readouterr().out)
    assert len(row["findings"]) == 25 and {each["kind"] for each in row["findings"]} <= set(KINDS)
    assert row["findings"][0]["places"][0]["file"].endswith(".png") and row["classes"][0]["name"] == "cats"
    assert cli.main(["data", "report", "gone.toml"]) == 2


def test_progress_stands_on_a_screen_alone(photos, capsys, monkeypatch):
    monkeypatch.chdir(photos.parent)
    Path("e.toml").write_text(
        'format = 1\n[data]\nsource = { type = "ImageFolder", root = "photos" }', encoding="utf-8"
    )
    monkeypatch.setattr("sys.stderr.isatty", lambda: True)
    assert cli.main(["data", "report", "e.toml"]) == 0
    said = capsys.readouterr()
    assert "reading images 0 / 12" in said.err and said.err.endswith("\r\033[K") and "\033" not in said.out


def test_texts_are_compared_and_have_no_size(tmp_path):
    rows = ["text,label", *(f"sentence {number},{'ab'[number % 2]}" for number in range(8)), "sentence 4,b"]
    (tmp_path / "texts.csv").write_text("\n".join(rows))
    found = look('type = "CSVText", path = "texts.csv", test_fraction = 0.2', tmp_path)
    assert found.train + found.test == 9 and found.sizes == ()
    (two,) = found.of("two labels")
    assert {place.label for place in two.places} == {"a", "b"}
