"""An experiment with parts that this program does not have is looked at without a fall, and never runs."""

import pytest

from workbench.export.script import script
from workbench.spec.edits import SetValue, apply
from workbench.spec.files import from_plain
from workbench.spec.parts import read_part
from workbench.spec.problems import ExperimentError
from workbench.training.check import check

WHOLE = {
    "format": 1,
    "data": {"source": {"type": "Strokes", "train_count": 100, "test_count": 20},
             "transforms": [{"type": "Normalize", "mean": [0.5], "std": [0.5]}]},
    "model": {"layers": [{"type": "Flatten"}, {"type": "Linear", "out_features": 10}]},
    "training": {"loss": {"type": "CrossEntropyLoss"}, "scheduler": {"type": "StepLR", "step_size": 1}},
}  # fmt: skip

PLACES = {
    "dataset": "data.source", "transform": "data.transforms[0]", "layer": "model.layers[0]", "loss": "training.loss",
    "optimizer": "training.optimizer", "scheduler": "training.scheduler",
}  # fmt: skip


@pytest.mark.parametrize("kind", PLACES)
def test_check_says_it_once_and_nothing_else_is_blamed(kind):
    part = read_part(kind, {"type": "Zzzyx", "a": 1})
    experiment = apply(from_plain(WHOLE), [SetValue(PLACES[kind], part)])
    checked = check(experiment, None)
    assert [item.address for item in checked.errors] == [PLACES[kind]]
    assert "Zzzyx" in str(checked.errors[0].what)
    with pytest.raises(ExperimentError) as error:
        script(experiment, checked)
    assert error.value.problems[0] == checked.errors[0]


def test_every_one_of_several_is_told():
    edits = [SetValue(place, read_part(kind, {"type": "Zzzyx"})) for kind, place in PLACES.items()]
    checked = check(apply(from_plain(WHOLE), edits), None)
    assert sorted(item.address for item in checked.errors) == sorted(PLACES.values())
