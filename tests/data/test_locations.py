"""Names of files and folders that nobody could have: a problem in a sentence, from every source that takes one."""

import pytest
from pydantic import ValidationError

from workbench.data.facts import facts_and_problems
from workbench.spec.experiment import Data, Experiment
from workbench.spec.files import problems_of
from workbench.spec.parts import parts

TAKERS = [
    (cls, name)
    for cls in parts("dataset")
    for name in ("path", "root")
    if name in cls.model_fields and not (cls.__name__ == "ImageList" and name == "root")
]


@pytest.mark.parametrize(
    "name", ["x" * 300, "/" + "x" * 300, "~nobody-of-that-name/x"], ids=("long", "absolute", "home")
)
@pytest.mark.parametrize(("cls", "field"), TAKERS, ids=lambda each: getattr(each, "__name__", each))
def test_an_impossible_name_is_a_problem(cls, field, name, tmp_path):
    facts, problems = facts_and_problems(Experiment(data=Data(source=cls(**{field: name}))), tmp_path)
    assert facts is None and problems[0].address == f"data.source.{field}"


@pytest.mark.parametrize(("cls", "field"), TAKERS, ids=lambda each: getattr(each, "__name__", each))
def test_a_name_with_nul_is_refused(cls, field):
    with pytest.raises(ValidationError) as error:
        cls(**{field: "a\0b"})
    assert [str(item.what) for item in problems_of(error.value)] == ["holds a letter that no file can hold."]
