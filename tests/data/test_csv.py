"""Users' own tables: what they become, and what is said of those that will not do."""

import math

import numpy as np
import pytest

from workbench.catalog.tables import CSV
from workbench.data.csv_source import CsvSource
from workbench.data.csv_table import Reading, names_of, read_table
from workbench.spec.problems import ExperimentError

PLANTS = "height,leaf,colour,kind\n1.5,3,red,oak\n2.5,4,green,elm\n3.5,5,red,oak\n4,6,blue,elm\n"


@pytest.fixture
def write(tmp_path):
    def written(content, name="table.csv", encoding="utf-8"):
        path = tmp_path / name
        path.write_bytes(content if isinstance(content, bytes) else content.encode(encoding))
        return path

    return written


def said(path, tmp_path, **settings) -> str:
    with pytest.raises(ExperimentError) as error:
        CsvSource(CSV(path=str(path), **settings), tmp_path).facts()
    (problem,) = error.value.problems
    assert problem.address.startswith("data.source.") and problem.remedy.template
    return problem.line()


def test_numbers_words_and_classes(write):
    table = read_table(write(PLANTS), Reading())
    assert table.names == ("height", "leaf", "colour=blue", "colour=green", "colour=red")
    assert table.classes == ("elm", "oak") and table.outputs == ()
    assert table.targets.tolist() == [1, 0, 1, 0] and table.targets.dtype == np.int64
    assert table.inputs[0].tolist() == [1.5, 3, 0, 0, 1] and table.inputs.dtype == np.float32


def test_one_or_several_numbers_to_predict(write):
    path = write(PLANTS)
    table = read_table(path, Reading(target=("height",)))
    assert table.outputs == ("height",) and table.targets.tolist() == [[1.5], [2.5], [3.5], [4.0]]
    table = read_table(path, Reading(target=("height", "leaf"), ignore=("colour",)))
    assert table.outputs == ("height", "leaf") and table.targets.shape == (4, 2)
    assert table.names == ("kind=elm", "kind=oak")


def test_a_few_whole_numbers_are_classes_in_their_order(write):
    table = read_table(write("a,b\n1,10\n2,9\n3,10\n4,100\n"), Reading())
    assert table.classes == ("9", "10", "100")
    assert read_table(write("a,b\n1,10\n2,9\n"), Reading(task="numbers")).outputs == ("b",)
    assert read_table(write("a,b\n1,1.5\n2,2.5\n"), Reading(task="classes")).classes == ("1.5", "2.5")


def test_numbers_can_be_categories(write):
    table = read_table(write("zip,y\n10,a\n20,b\n10,a\n"), Reading(categories=("zip",)))
    assert table.names == ("zip=10", "zip=20")


@pytest.mark.parametrize(
    ("content", "encoding"),
    [
        ("\ufeff" + PLANTS, "utf-8"),
        (PLANTS.replace("kind", "种类"), "utf-8"),
        (PLANTS.replace("kind", "种类"), "gb18030"),
        (PLANTS, "utf-16"),
        (PLANTS.replace(",", ";").replace(".", ","), "utf-8"),
        (PLANTS.replace(",", "\t"), "utf-8"),
        (PLANTS.replace(",", "|"), "utf-8"),
        (PLANTS.replace("\n", "\r\n") + "\r\n\r\n", "utf-8"),
        (PLANTS.replace("red", '"red"').replace(",", ", "), "utf-8"),
    ],
    ids=["mark", "chinese", "gb18030", "utf-16", "semicolon", "tab", "bar", "windows", "quotes"],
)  # fmt: skip
def test_every_way_of_writing_it(write, content, encoding):
    table = read_table(write(content, encoding=encoding), Reading())
    assert table.inputs[:, 0].tolist() == [1.5, 2.5, 3.5, 4]
    assert table.names[-1] == "colour=red" and len(table.classes) == 2


@pytest.mark.parametrize("word", ["图片", "小猫"])
def test_chinese_whose_bytes_are_utf_8_too(write, word):
    content = f"a,y\n1,{word}\n2,dog\n".encode("gb18030")
    assert content.decode("utf-8")
    assert word in read_table(write(content), Reading()).classes


@pytest.mark.parametrize(
    "word", ["Ärger", "größer", "Привет", "«Привет»", "Ελλάδα", "naïve·é", "łódź", "日本", "ưới", "שלום"]
)
def test_other_languages_in_utf_8_stay(write, word):
    assert word in read_table(write(f"a,y\n1,{word}\n2,dog\n"), Reading()).classes


def test_without_a_header_the_columns_get_numbers(write):
    table = read_table(write("1,2,0\n3,4,1\n"), Reading())
    assert table.names == ("column 1", "column 2") and len(table.targets) == 2


def test_what_is_missing_is_kept_dropped_or_stops(write, tmp_path):
    path = write("a,b,y\n1,2,x\n,3,y\n5,NA,x\n7,8,y\n")
    kept = read_table(path, Reading(missing="keep"))
    assert math.isnan(kept.inputs[1, 0]) and kept.incomplete == ("a", "b")
    dropped = read_table(path, Reading(missing="drop"))
    assert dropped.dropped == 2 and len(dropped.targets) == 2
    line = said(path, tmp_path)
    assert "line 3" in line and "“a”" in line and "FillMissing" in line
    source = CsvSource(CSV(path=str(path), missing="drop"), tmp_path)
    assert "2 rows" in source.facts().notes[0].line()
    assert CsvSource(CSV(path=str(path), missing="keep"), tmp_path).facts().missing == ("a", "b")


def test_a_test_file_follows_the_training_file(write, tmp_path):
    train = write(PLANTS)
    test = write("kind,colour,height,leaf\noak,purple,1,2\n", "test.csv")
    source = CsvSource(CSV(path=str(train), targets="kind", test_path=str(test)), tmp_path)
    loaded = source.load(lambda *_: None)
    assert loaded.test.images.tolist() == [[1, 2, 0, 0, 0]] and loaded.test.targets.tolist() == [1]
    other = write("height,leaf,colour,kind\n1,2,red,fir\n", "other.csv")
    assert "no class “fir”" in said(train, tmp_path, targets="kind", test_path=str(other))
    short = write("height,kind\n1,oak\n", "short.csv")
    assert "no column" in said(train, tmp_path, targets="kind", test_path=str(short))


BAD = {
    "empty": ("", {}, "is empty"),
    "blank": ("\n\n  \n", {}, "is empty"),
    "a header alone": ("a,b\n", {}, "no rows"),
    "two columns of one name": ("a,a,y\n1,2,x\n2,3,y\n", {}, "two columns called “a”"),
    "a short row": ("a,b,y\n1,2,x\n1,2\n", {}, "line 3: 2 cells, but the header has 3"),
    "one class": ("a,y\n1,x\n2,x\n", {}, "“x” alone"),
    "no such target": (PLANTS, {"targets": "weight"}, "no column “weight”"),
    "no such column to ignore": (PLANTS, {"ignore": "weight"}, "no column “weight”"),
    "nothing left": (PLANTS, {"ignore": "height, leaf, colour"}, "no column left"),
    "an empty target": ("a,y\n1,x\n2,\n3,y\n", {}, "line 3"),
    "every row has a gap": ("a,y\n,x\n,y\n", {"missing": "drop"}, "every row"),
    "two classes columns": ("a,b,y\n1,p,q\n2,r,s\n", {"targets": "b,y", "task": "classes"}, "Only one column"),
    "words to predict as numbers": ("a,y\n1,p\n2,q\n", {"task": "numbers"}, "is no number"),
    "bytes": (bytes(range(256)) * 10, {}, "no text"),
    "zeros": (b"a,b\n1,\0\n", {}, "no text file"),
    "the wrong encoding": ("a,ä\n1,x\n2,y\n".encode("latin-1"), {"encoding": "utf-8"}, "no text in utf-8"),
    "an open quote": ('a,y\n1,"x\n', {}, "line"),
}  # fmt: skip


@pytest.mark.parametrize(("content", "settings", "words"), BAD.values(), ids=BAD.keys())
def test_what_will_not_do_is_said(write, tmp_path, content, settings, words):
    assert words in said(write(content), tmp_path, **settings)


def test_text_among_numbers_is_named_with_its_line(write, tmp_path):
    rows = "".join(f"{i},x\n{i},y\n" for i in range(30))
    line = said(write(f"a,y\n{rows}12 kg,x\n"), tmp_path)
    assert "line 62" in line and "12 kg" in line and "categories" in line


def test_an_identifier_is_no_category(write, tmp_path):
    rows = "".join(f"id-{i},{i % 2},x\nid-{i}b,1,y\n" for i in range(40))
    assert "“id” of" in said(write(f"id,a,y\n{rows}"), tmp_path) and "ignore" in said(
        write(f"id,a,y\n{rows}"), tmp_path
    )


@pytest.mark.parametrize("path", ["", "missing.csv", "."])
def test_a_file_that_is_not_there(path, tmp_path):
    with pytest.raises(ExperimentError):
        CsvSource(CSV(path=path and str(tmp_path / path)), tmp_path).facts()


def test_names_with_commas_stand_in_quotes():
    assert names_of(' a , "b, c",d') == ("a", "b, c", "d")
    assert names_of("") == () == names_of(" , ")


def test_a_changed_file_is_read_again(write, tmp_path):
    path = write(PLANTS)
    source = CsvSource(CSV(path=str(path)), tmp_path)
    assert len(source.facts().classes) == 2
    write(PLANTS + "9,9,red,fir\n9,9,red,fir\n")
    assert len(source.facts().classes) == 3
