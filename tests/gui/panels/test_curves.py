"""Steps are taken in together, some times a second; nothing is lost, and a run begins with empty curves."""

from workbench.gui.panels.curves import CurvesPanel
from workbench.training.events import EpochDone, RunFinished, RunStarted, StepDone

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
