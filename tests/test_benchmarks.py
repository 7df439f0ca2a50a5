"""The short forms of the benchmarks: that they run and say something of every contestant. Nothing here is about time."""

import pytest

from tests.benchmarks import models, profile, training, watching
from workbench.training.batches import RunData
from workbench.training.events import StepDone


def test_short_training_tells_of_every_contestant():
    found = dict(training.measure(short=True))
    for name in ("textbook loop", "bare step", "best limit", "program"):
        assert found[f"MLP, turned + cropped: {name}"].endswith(" samples/s")
        assert name == "program" or any(f"program ÷ {name}" in line for line in found)
    for name in ("Lightning", "skorch", "Ignite"):
        assert f"MLP, turned + cropped: {name}" in found


def test_a_trainer_that_is_not_installed_is_passed_over(monkeypatch):
    monkeypatch.setitem(training.AS_IT_COMES, "Ignite", absent)
    assert training.Here(short=True).rate("augmented", "Ignite") == "not installed"


def absent(case):
    raise ImportError


def test_short_profile_adds_up_to_the_whole_step():
    steps, new = RunData.steps, StepDone.__init__
    figures = {line.partition(": ")[2].partition(", µs")[0]: text for line, text in profile.measure(short=True)}
    assert {*profile.COMPUTING, *profile.AROUND, profile.REST, profile.WHOLE} <= set(figures)
    for name in (*profile.COMPUTING, profile.WHOLE):
        assert all(float(part.replace(",", "")) > 0 for part in figures[name].split(" | ")), name
    assert float(figures["taking the batch"].split(" | ")[0]) > 0
    assert (RunData.steps, StepDone.__init__) == (steps, new)  # nothing stays patched


@pytest.mark.parametrize("case", models.CASES.values(), ids=list(models.CASES))
def test_every_case_is_the_same_for_all(case):
    images, targets = case.short().ready
    sample, _ = case.short().data[0]
    assert sample.shape == images.shape[1:]
    assert case.network()(images).shape[0] == len(targets)


def test_what_watching_costs_is_told_by_the_quiet_turns_around_it():
    rates = [("code", 90.0), ("evaluate", 95.0), ("code", 110.0), ("inspect", 55.0), ("code", 110.0)]
    assert watching.ratios(rates) == {"evaluate": [0.95], "inspect": [0.5]}
