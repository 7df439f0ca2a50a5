"""Runs over one another, a plot for each chosen tag; a folder without any says so."""

import pytest
from PySide6.QtCore import Qt

from tests.evaluation.event_files import event, record
from workbench.gui.lane import Lane
from workbench.gui.tensorboard_dialog import TensorBoardDialog


@pytest.fixture
def lane():
    lane = Lane("long")
    yield lane
    lane.close()


def written(folder, name, tags, steps=5):
    (folder / name).mkdir(parents=True)
    rows = [record(event(step, tag, 1.0 / (step + 1))) for step in range(steps) for tag in tags]
    (folder / name / "events.out.tfevents.1").write_bytes(b"".join(rows))


def opened(qtbot, folder, lane):
    dialog = TensorBoardDialog(folder, lane)
    dialog.setAttribute(Qt.WidgetAttribute.WA_DeleteOnClose, False)
    qtbot.addWidget(dialog)
    dialog.show()
    qtbot.waitUntil(lambda: not dialog._task.running)
    return dialog


def test_runs_lie_over_one_another(qtbot, tmp_path, lane):
    written(tmp_path, "runs/one", ["train/loss", "lr"])
    written(tmp_path, "runs/two", ["train/loss"], steps=3)
    dialog = opened(qtbot, tmp_path, lane)
    assert [dialog.runs.item(row).text() for row in range(2)] == ["one", "two"]
    assert dialog.chosen_tags() == ["train/loss"] and len(dialog.plots) == 1
    assert [len(dialog.plots[0].points(name)[0]) for name in ("run0", "run1")] == [5, 3]
    dialog.runs.item(0).setCheckState(Qt.CheckState.Unchecked)
    assert not dialog.plots[0].is_curve_shown("run0") and dialog.plots[0].is_curve_shown("run1")
    dialog.tags.selectAll()
    assert dialog.chosen_tags() == ["lr", "train/loss"] and dialog.plots[1].isVisible()
    assert len(dialog.plots[0].points("run0")[0]) == 5 and len(dialog.plots[0].points("run1")[0]) == 0
    dialog.filter.setText("LOSS")
    assert dialog.tags.item(0).isHidden() and not dialog.tags.item(1).isHidden()
    dialog.filter.clear()
    written(tmp_path, "runs/three", ["lr"], steps=1)
    dialog.again.click()
    qtbot.waitUntil(lambda: not dialog._task.running)
    assert dialog.runs.count() == 3 and dialog.chosen_tags() == ["lr", "train/loss"]
    states = {dialog.runs.item(row).text(): dialog.runs.item(row).checkState() for row in range(3)}
    assert states["one"] == Qt.CheckState.Unchecked and states["three"] == Qt.CheckState.Checked


def test_a_folder_without_any_says_so(qtbot, tmp_path, lane):
    dialog = opened(qtbot, tmp_path, lane)
    assert dialog.stack.currentWidget() is dialog.message and "no event files" in dialog.message.words.text()
