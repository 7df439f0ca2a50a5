"""Corrections of single samples: in the parts of a run, in what is looked through and counted, and where they do not fit."""

import numpy as np
import pytest
import torch

from workbench.data.browse import gather
from workbench.data.counts import count_classes
from workbench.data.facts import facts_and_problems
from workbench.data.report import report
from workbench.data.sources import source
from workbench.spec.edits import apply
from workbench.spec.experiment import Correction
from workbench.spec.files import from_toml
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
