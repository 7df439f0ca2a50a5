"""Users' own texts: what a file becomes, and what is said of one that will not do."""

import numpy as np
import pytest

from workbench.catalog.texts import CSVText
from workbench.data.csv_table import Reading
from workbench.data.text_source import CsvTextSource
from workbench.data.text_table import read_texts
from workbench.spec.problems import ExperimentError

REVIEWS = 'id,review,label\n1,Really good,yes\n2,"Bad, very bad",no\n3,Not bad at all,yes\n4,Poor,no\n'


@pytest.fixture
def write(tmp_path):
    def written(content, name="texts.csv", encoding="utf-8"):
        (tmp_path / name).write_bytes(content.encode(encoding))
        return tmp_path / name

    return written


def said(path, tmp_path, **settings) -> str:
    with pytest.raises(ExperimentError) as error:
        CsvTextSource(CSVText(path=str(path), **settings), tmp_path).facts()
    (problem,) = error.value.problems
    assert problem.address.startswith("data.source.") and problem.remedy.template
    return problem.line()


def test_the_longest_column_is_the_text_and_the_last_the_label(write):
    table = read_texts(write(REVIEWS), Reading())
    assert table.texts == ["Really good", "Bad, very bad", "Not bad at all", "Poor"]
    assert table.columns == ("review",) and table.classes == ("no", "yes") and table.outputs == ()
    assert table.targets.tolist() == [1, 0, 1, 0] and table.targets.dtype == np.int64


def test_columns_can_be_named_and_joined(write):
    path = write("good,title,body\n5,One,text a\n1.5,Two,\n")
    table = read_texts(path, Reading(target=("good",)), ("title", "body"))
    assert table.texts == ["One\ntext a", "Two"]
    assert table.outputs == ("good",) and table.targets.tolist() == [[5.0], [1.5]]


@pytest.mark.parametrize("encoding", ["utf-8", "utf-8-sig", "gb18030", "utf-16"])
def test_encodings(write, encoding):
    table = read_texts(write("评论,类\n很好吃的汤,好\n不好吃的面,坏\n", encoding=encoding), Reading())
    assert table.texts == ["很好吃的汤", "不好吃的面"] and set(table.classes) == {"好", "坏"}


def test_latin_1_by_name(write):
    path = write("t;y\ncafé crème;a\nthé noir;b\n", encoding="latin-1")
    assert read_texts(path, Reading(encoding="latin-1")).texts == ["café crème", "thé noir"]


def test_a_text_may_be_longer_than_pythons_bound_of_a_cell(write):
    long = "word " * 300_000
    table = read_texts(write(f"t,y\n{long},a\nshort,b\n"), Reading())
    assert table.texts == [long.strip(), "short"] and table.classes == ("a", "b")


def test_texts_over_several_lines_and_with_quotes(write):
    table = read_texts(write('t,y\n"one\ntwo, ""three""",a\nfour and five and six,b\n'), Reading())
    assert table.texts[0] == 'one\ntwo, "three"'


EMPTY = "text,y\nsome words,a\n,b\nother words,a\nmore words,b\n"


def test_an_empty_text_is_named_kept_or_dropped(write, tmp_path):
    path = write(EMPTY)
    assert "line 3: the text is empty" in said(path, tmp_path)
    assert read_texts(path, Reading(missing="keep")).texts[1] == ""
    source = CsvTextSource(CSVText(path=str(path), missing="drop", test_fraction=0.4), tmp_path)
    facts = source.facts()
    assert facts.train + facts.test == 3 and "1 rows were left out" in facts.notes[0].line()
    assert facts.kind == "text" and facts.shape is None


def test_words_that_a_table_takes_for_missing_are_texts(write):
    assert read_texts(write("text,y\nnone,a\nN/A,b\n?,a\n"), Reading(target=("y",)), ("text",)).texts == [
        "none",
        "N/A",
        "?",
    ]


@pytest.mark.parametrize(
    ("content", "settings", "words"),
    [
        ("text,y\nwords here,a\nother words,\n", {}, "line 3: the column “y” is to be predicted, and here it is empty"),
        ("text,y\nwords here,a\nother words,a\n", {}, "holds “a” alone"),
        ("text\nwords here\nmore words\n", {}, "one column only"),
        (REVIEWS, {"text": "comment"}, "no column “comment”; it has id, review, label"),
        (REVIEWS, {"targets": "stars"}, "no column “stars”"),
        (REVIEWS, {"text": "label", "targets": "label"}, "“label” of"),
        (REVIEWS, {"text": "id, review, label"}, "no column left for the label"),
        ("text,y\n,a\n,b\n", {"missing": "drop", "text": "text"}, "In every row"),
        ("text,y\nwords here,a\nother words\n", {}, "line 3: 1 cells, but the header has 2"),
    ],
)  # fmt: skip
def test_what_will_not_do_is_said(write, tmp_path, content, settings, words):
    assert words in said(write(content), tmp_path, **settings)


def test_no_file_and_a_lost_one(tmp_path):
    assert "No file is chosen" in said("", tmp_path)
    assert "cannot be read" in said("nowhere.csv", tmp_path)


def test_a_second_file_is_read_like_the_first(write, tmp_path):
    train = write(REVIEWS)
    write("id,review,label\n9,short,yes\n", "test.csv")
    source = CsvTextSource(CSVText(path=str(train), test_path="test.csv"), tmp_path)
    loaded = source.load(lambda *_: None)
    assert len(loaded.train) == 4 and loaded.test.images == ["short"] and loaded.test.targets.tolist() == [1]
    write("review,label\nshort,maybe\n", "test.csv")
    assert "no class “maybe”" in said(train, tmp_path, test_path="test.csv")
    write("comment,label\nshort,yes\n", "test.csv")
    assert "“review” of" in said(train, tmp_path, test_path="test.csv")


def test_a_share_of_the_rows_is_the_test(write, tmp_path):
    rows = "".join(f"text {i},{'ab'[i % 2]}\n" for i in range(20))
    source = CsvTextSource(CSVText(path=str(write(f"t,y\n{rows}")), test_fraction=0.3), tmp_path)
    loaded = source.load(lambda *_: None)
    assert len(loaded.train) == 14 and np.bincount(loaded.test.targets).tolist() == [3, 3]
    assert not set(loaded.train.images) & set(loaded.test.images)
    assert source.preview(3).images == loaded.train.images[:3]
