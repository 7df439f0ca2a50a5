"""One sample of each class, of the part that is not learned from; another number, other samples."""

import numpy as np

from workbench.evaluation.one_of_each import one_of_each
from workbench.spec import files
from workbench.spec.edits import SetValue, apply

TEXT = """
format = 1
[data]
source = { type = "Strokes", train_count = 200, test_count = 60 }
validation_fraction = 0.2
"""


def test_each_class_once(monkeypatch, tmp_path):
    monkeypatch.setenv("WORKBENCH_CACHE_DIR", str(tmp_path))
    experiment = files.from_toml(TEXT)
    first, second = (one_of_each(experiment, None, lambda *_: None, number) for number in (0, 1))
    assert [each.target for each in first] == list(range(10)) and {each.part for each in first} == {"validation"}
    assert not any(np.array_equal(a.values, b.values) for a, b in zip(first, second, strict=True))
    assert len(one_of_each(experiment, None, lambda *_: None, most=3)) == 3
    without = apply(experiment, [SetValue("data.validation_fraction", 0.0)])
    assert {each.part for each in one_of_each(without, None, lambda *_: None)} == {"test"}


def test_of_numbers_some_from_the_least_to_the_greatest():
    experiment = files.from_toml('format = 1\n[data]\nsource = { type = "Diabetes" }\nvalidation_fraction = 0.2\n')
    first, second = (one_of_each(experiment, None, lambda *_: None, number) for number in (0, 1))
    wanted = [each.numbers[0] for each in first]
    assert wanted == sorted(wanted) and wanted[0] < 80 and wanted[-1] > 220 and len(wanted) == 10
    assert {each.target for each in first} == {-1} and {each.index for each in first}.isdisjoint(
        each.index for each in second
    )
