"""Corrections of single samples: in the parts of a run, in what is looked through and counted, and where they do not fit."""

import numpy as np
import pytest
import torch
from PIL import Image

from workbench.cli import main
from workbench.data.browse import gather
from workbench.data.correction_list import from_csv, to_csv
from workbench.data.correction_numbers import as_given
from workbench.data.counts import count_classes
from workbench.data.facts import facts_and_problems
from workbench.data.preview import measure, preview
from workbench.data.report import report
from workbench.data.sources import source
from workbench.spec.edits import apply
from workbench.spec.experiment import Correction
from workbench.spec.files import from_toml
from workbench.spec.problems import ExperimentError
from workbench.training.batches import load_run_data

TINY = """
format = 1
seed = 3
[data]
source = { type = "Strokes", train_count = 60, test_count = 12 }
validation_fraction = 0.2
[model]
"""
CPU = torch.device("cpu")


def quiet(*_):
    return None


def corrected(*corrections, text=TINY):
    value = from_toml(text)
    return value.replace(data=value.data.replace(corrections=corrections))


def given(part):
    return getattr(source(from_toml(TINY).data.source, None).load(quiet), part)


def test_everyone_reads_the_same_corrected_data(tmp_path):
    was, test = given("train"), given("test")
    other = str((was.targets[5] + 1) % 10)
    in_test = (Correction(part="test", index=0), Correction(part="test", index=3, label="8"))
    value = corrected(Correction(index=5, label=other), Correction(index=17), *in_test)
    run = load_run_data(value, tmp_path, CPU, quiet)
    seen = gather(value, tmp_path, quiet)
    facts, problems = facts_and_problems(value, tmp_path)

    assert not problems and (facts.train, facts.test) == (59, 11) == (seen.facts.train, seen.facts.test)
    assert run.train_targets.tolist() == seen.parts["train"].targets.tolist()
    assert run.validation.targets.tolist() == seen.parts["validation"].targets.tolist()
    assert run.test.targets.tolist() == seen.parts["test"].targets.tolist()
    rows = {int(row): name for name in ("train", "validation") for row in seen.parts[name].rows}
    assert sorted(rows) == [row for row in range(60) if row != 17]
    shelf, at = seen.parts[rows[5]], seen.parts[rows[5]].rows.tolist().index(5)
    assert str(shelf.targets[at]) == other and shelf.was(at) == was.targets[5]
    assert seen.place(rows[5], at) == ("train", 5)
    assert np.array_equal(shelf.sample(at), was.images[5])
    assert seen.parts["test"].rows.tolist() == list(range(1, 12)) and seen.parts["test"].targets[2] == 8
    assert seen.left_out_places == (("train", 17), ("test", 0))
    assert np.array_equal(seen.left_out.sample(1), test.images[0]) and seen.left_out.targets[1] == test.targets[0]

    wanted = np.bincount(np.delete(was.targets, 17), minlength=10)
    wanted[was.targets[5]] -= 1
    wanted[int(other)] += 1
    assert count_classes(value.data.source, None, quiet, value.data.corrections).counts == tuple(wanted)
    assert tuple(each.train for each in report(value, tmp_path, quiet).classes) == tuple(wanted)
    assert run.fingerprint != load_run_data(corrected(), tmp_path, CPU, quiet).fingerprint


def test_the_vocabulary_is_that_of_the_corrected_texts(tmp_path):
    (tmp_path / "t.csv").write_text(
        "text,label\n" + "\n".join(f"word{i} same,{'ab'[i % 2]}" for i in range(8)), "utf-8"
    )
    text = """
format = 1
[data]
source = { type = "CSVText", path = "t.csv", test_path = "t.csv" }
validation_fraction = 0.0
[[data.transforms]]
type = "Tokenize"
min_count = 1
[model]
"""
    whole, _ = facts_and_problems(corrected(text=text), tmp_path)
    less, _ = facts_and_problems(corrected(Correction(index=2), text=text), tmp_path)
    assert less.vocabulary == whole.vocabulary - 1 and less.train == 7 < less.test


@pytest.mark.parametrize(
    ("corrections", "address", "left"),
    [
        ([Correction(index=1, label="9 ")], "data.corrections[0].label", [Correction(index=1, label="9")]),
        ([Correction(index=1, label="cat")], "data.corrections[0].label", []),
        ([Correction(index=60)], "data.corrections[0].index", []),
        ([Correction(index=1), Correction(index=1, label="3")], "data.corrections[1].index", [Correction(index=1)]),
        ([Correction(index=i) for i in range(60)], "data.corrections", []),
        (
            [Correction(index=2), *(Correction(index=i) for i in range(60, 90))],
            "data.corrections",
            [Correction(index=2)],
        ),
    ],
    ids=["near", "no class", "beyond", "twice", "none left", "of another data set"],
)
def test_what_does_not_fit_is_said_and_can_be_mended(tmp_path, corrections, address, left):
    value = corrected(*corrections)
    found = facts_and_problems(value, tmp_path)[1]
    assert found[-1].address == address and found[-1].severity == "error"
    mended = apply(value, found[-1].fix.edits)
    assert list(mended.data.corrections) == left
    assert not facts_and_problems(mended, tmp_path)[1]


def test_numbers_have_no_labels(tmp_path):
    text = TINY.replace('"Strokes", train_count = 60, test_count = 12', '"Diabetes"')
    (found,) = facts_and_problems(corrected(Correction(index=0, label="1"), text=text), tmp_path)[1]
    assert found.address == "data.corrections[0].label"
    left_out = apply(corrected(Correction(index=0, label="1"), text=text), found.fix.edits)
    before, after = facts_and_problems(corrected(text=text), tmp_path)[0], facts_and_problems(left_out, tmp_path)
    assert after[0].train == before.train - 1 and not after[1]


def test_a_correction_of_a_sample_that_is_another_now_is_left_aside_and_said(tmp_path):
    was, test = given("train"), given("test")
    right, wrong = str(was.targets[5]), str((was.targets[6] + 1) % 10)
    fit = (Correction(index=5, given=right), Correction(part="test", index=2, label="4", given=str(test.targets[2])))
    stale = (
        Correction(index=6, given=wrong), Correction(index=7, given="zebra"), Correction(index=60, label="zebra", given="1"),
        Correction(part="test", index=3, given=str((test.targets[3] + 1) % 10)),
    )  # fmt: skip
    value = corrected(fit[0], *stale, fit[1])
    facts, (said,) = facts_and_problems(value, tmp_path)
    assert said.severity == "warning" and said.address == "data.corrections[1]"
    assert str(said.what).startswith("4 of the 6 corrections are not applied: train[6] was ")
    assert f"“{was.targets[6]}” now" in str(said.what)
    assert apply(value, said.fix.edits).data.corrections == fit
    assert (facts.train, facts.test) == (59, 12)

    run = load_run_data(value, tmp_path, CPU, quiet)
    seen, mended = gather(value, tmp_path, quiet), corrected(*fit)
    assert list(run.notes) == [said] and list(seen.facts.notes) == [said]
    assert run.fingerprint == load_run_data(mended, tmp_path, CPU, quiet).fingerprint
    assert seen.left_out_places == (("train", 5),) and (seen.facts.train, seen.facts.test) == (59, 12)
    counts = [count_classes(each.data.source, None, quiet, each.data.corrections) for each in (value, mended)]
    assert counts[0] == counts[1]
    found = report(value, tmp_path, quiet)
    assert found.train == 59 and any(each.problem == said for each in found.findings)
    other = value.replace(data=value.data.replace(source=value.data.source.replace(strokes_seed=1)))
    assert str(facts_and_problems(other, tmp_path)[1][0].what).startswith("6 of the 6")


def test_files_and_numbers_are_guarded_too(tmp_path):
    (tmp_path / "a").mkdir()
    for number in range(4):
        Image.new("L", (4, 4), number).save(tmp_path / "a" / f"{number}.png")
    lines = [f"{number}.png,{number / 10},{number - 1}" for number in range(4)]
    (tmp_path / "list.csv").write_text("\n".join(["file,x,y", *lines]), "utf-8")
    source = 'type = "ImageList", path = "list.csv", root = "a", targets = "x, y", test_fraction = 0'
    text = TINY.replace('type = "Strokes", train_count = 60, test_count = 12', source)
    assert as_given(np.array([0.1, -1], np.float32), ()) == "0.1, -1"
    value = corrected(Correction(index=1, given="0.1, 0"), Correction(index=2, given="0.2, 5"), text=text)
    facts, (said,) = facts_and_problems(value, tmp_path)
    assert facts.train == 3 and said.address == "data.corrections[1]" and "“0.2, 1” now" in str(said.what)
    assert gather(value, tmp_path, quiet).left_out_places == (("train", 1),)


def test_what_is_shown_and_measured_is_corrected(tmp_path):
    was = given("train").targets
    other = str((was[0] + 1) % 10)
    out = tuple(Correction(index=index) for index in range(2, 30))
    value = corrected(Correction(index=0, label=other), Correction(index=1, label="0", given="zebra"), *out)
    shown = [words for words, _ in preview(value, tmp_path, 4, 0, 0).samples]
    assert shown == [other, *map(str, was[[1, 30, 31]])]
    images = np.delete(given("train").images, range(2, 30), 0) / 255
    assert measure(value, tmp_path)[0] == (round(float(images.mean()), 4),)


def test_a_list_goes_round(tmp_path):
    some = (
        Correction(index=3, label='a "b", c', given="none"),
        Correction(part="test", index=0, given="ö"),
        Correction(index=9),
    )
    made = corrected(*some).data.corrections
    assert from_csv(to_csv(made)) == tuple(sorted(made, key=lambda each: (each.part == "test", each.index)))
    assert from_csv(b"Index;Label;who\n #4;cat;me\n4;dog;you\n") == (Correction(index=4, label="dog"),)


@pytest.mark.parametrize(
    ("text", "words"),
    [
        ("part,label\ntrain,a", "no column “index”"),
        ("part,index,label\ntrain,1,a\ntrain,x,b", "Line 3 of the list is no correction: “x”"),
        ("part,index,label\nvalidation,1,a", "Line 2"),
        ("part,index,label\ntrain", "Line 2 of the list is no correction"),
        ("", "no column “index”"),
        ("\xff\xfe", "UTF-8"),
    ],
)
def test_a_list_that_cannot_be_read_says_why(text, words):
    with pytest.raises(ExperimentError, match=words):
        from_csv(text.encode("latin-1"))


def test_in_the_terminal_a_list_goes_into_the_file_and_out_of_it(tmp_path, capsys):
    file, some = tmp_path / "a.toml", tmp_path / "list.csv"
    file.write_text(TINY, "utf-8")
    some.write_text(f"index,label,given\n3,7,{given('train').targets[3]}\n4,,zebra\n", "utf-8")
    assert main(["data", "corrections", str(file), "--read", str(some)]) == 0
    said = capsys.readouterr()
    assert "1 with another label, 1 left out" in said.out and "warning: data.corrections[1]: 1 of the 2" in said.err
    assert main(["data", "corrections", str(file), "--save", str(tmp_path / "out.csv")]) == 0
    assert from_csv((tmp_path / "out.csv").read_bytes()) == from_csv(some.read_bytes())
    some.write_text("index,label\n3,pear\n", "utf-8")
    before = file.read_text("utf-8")
    assert main(["data", "corrections", str(file), "--read", str(some)]) == 2
    assert "“pear”" in capsys.readouterr().err and file.read_text("utf-8") == before
    assert main(["data", "corrections", str(file), "--clear"]) == 0 and "corrections" not in file.read_text("utf-8")
