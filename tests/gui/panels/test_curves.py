"""Steps are taken in together, some times a second; nothing is lost, and a run begins with empty curves."""

import numpy as np
import pytest

from workbench.evaluation.record import Record
from workbench.evaluation.step_columns import StepColumns
from workbench.gui.panels.curves import CurvesPanel
from workbench.training.events import EpochDone, Measured, RunFinished, RunResumed, RunStarted, StepDone

STARTED = RunStarted("", "cpu", "float32", ("a", "b"), 10, 0, 0, 1, 5, 1)


def step(number: int) -> StepDone:
    return StepDone(number, 1, 1 / number, 0.5, 0.1, 2)


def shown(panel: CurvesPanel) -> list[int]:
    return panel.loss.points("train")[0].astype(int).tolist()


def test_no_step_is_lost_and_none_is_doubled(qtbot) -> None:
    panel = CurvesPanel()
    qtbot.addWidget(panel)
    panel.add([STARTED, step(1), step(2)])
    panel.add([step(3)])
    qtbot.waitUntil(lambda: shown(panel) == [1, 2, 3])
    panel.add([step(4), EpochDone(1, 4, 0.5, 0.5, None, None, 0.1, 1.0, 1.0), step(5)])
    panel.add([RunFinished("done", "", {}, 1.0, 1.0, 1, 5)])
    assert shown(panel) == [1, 2, 3, 4, 5]
    assert panel.score.points("train")[1].tolist() == [0.5] * 5
    panel.add([step(6)])
    panel.add([STARTED])
    assert shown(panel) == []
    panel.add([step(1)])
    qtbot.waitUntil(lambda: shown(panel) == [1])


def epoch(number: int, last: int) -> EpochDone:
    return EpochDone(number, last, 9.0, 0.9, 8.0, 0.8, 0.1, 1.0, 1.0)


def look(number: int) -> Measured:
    return Measured(number, 1, ("model.layers[0]", "model.layers[1]"), {"gradient_norm": (3.0, 4.0)}, {})


def kept(tiny, *numbers: int) -> Record:
    rows = np.array([[number, 1, 1 / number, 0.5, 0.1] for number in numbers], float).reshape(-1, 5)
    return Record(tiny, measured=[look(2), look(7)], columns=StepColumns("accuracy", rows))


def test_a_run_that_goes_on_has_its_steps_of_before(qtbot, tiny) -> None:
    """At first the means of its epochs; what its folder has comes when it has been read, maybe after the next steps."""
    panel = CurvesPanel()
    qtbot.addWidget(panel)
    panel.add([STARTED, RunResumed(6, 2, (epoch(1, 3), epoch(2, 6)))])
    assert shown(panel) == [3, 6]
    panel.add([step(7), look(7), step(8)])
    panel.show_before(kept(tiny, *range(1, 8)), 6)
    assert shown(panel) == list(range(1, 9))
    for plot, name in ((panel.loss, "train"), (panel.score, "train"), (panel.rate, "rate")):
        assert plot.points(name)[0].tolist() == list(range(1, 9))
    assert panel.loss.points("train")[1].tolist() == pytest.approx([1 / number for number in range(1, 9)])
    assert [each.tolist() for each in panel.gradient.points("gradient")] == [[2, 7], [5, 5]]
    assert panel.loss.points("validation")[0].tolist() == [3, 6]


def test_without_steps_in_the_folder_the_means_stay(qtbot, tiny) -> None:
    panel = CurvesPanel()
    qtbot.addWidget(panel)
    panel.add([STARTED, RunResumed(6, 2, (epoch(1, 3), epoch(2, 6))), step(7)])
    for earlier in (Record(tiny), kept(tiny), kept(tiny, 5, 6)):  # an earlier version has kept none, or only some
        panel.show_before(earlier, 6)
    assert shown(panel) == [3, 5, 6, 7]
    assert panel.loss.points("train")[1].tolist() == pytest.approx([9, 1 / 5, 1 / 6, 1 / 7])
