"""Branch off…: the checkpoints of a run, what differs from it, and a run of its own that begins there."""

import pytest
from PySide6.QtWidgets import QFileDialog

from workbench.gui.session import State
from workbench.spec.edits import Insert, SetValue
from workbench.spec.parts import find
from workbench.training.loop import train
from workbench.training.unfinished import read_run


@pytest.fixture
def run(tiny, tmp_path):
    """One that has made its two epochs."""
    list(train(tiny, out=tmp_path / "run"))
    return tmp_path / "run"


@pytest.fixture
def dialog(window, run, monkeypatch):
    """Opened without a run at hand; the run is chosen in it."""
    window.actions_by_id["branch"].trigger()
    dialog = window.branching.dialog
    assert not dialog.start.isEnabled() and "Choose" in dialog.words.text()
    monkeypatch.setattr(QFileDialog, "getExistingDirectory", lambda *_args: str(run))
    dialog.choose.click()
    return dialog


def row(table, number=0):
    return [table.item(number, column).text() for column in range(table.columnCount())]


def test_checkpoints_and_differences_are_shown_and_what_stands_against_it(window, dialog, qtbot, tmp_path):
    steps = [row(dialog.points, number)[0] for number in range(dialog.points.rowCount())]
    assert steps[0] == "18" and row(dialog.points)[1] == "2"
    assert dialog.changes.rowCount() == 0
    assert not dialog.start.isEnabled() and "after 2 epochs" in dialog.words.text()
    dialog.epochs.setValue(3)
    assert dialog.start.isEnabled() and row(dialog.changes) == ["training.epochs", "2", "3"]
    dropout = find("layer", "Dropout")(p=0.25)
    window.document.edit([SetValue("training.optimizer.lr", 0.01), Insert("model.layers", 3, (dropout,))], "change")
    assert [row(dialog.changes, number) for number in range(3)] == [
        ["model.layers[3]", "–", "Dropout(p 0.25)"],
        ["training.epochs", "2", "3"],
        ["training.optimizer.lr", "0.001", "0.01"],
    ]
    with qtbot.waitSignal(window.analysis.checked, timeout=30_000):
        window.document.edit([SetValue("model.layers", ())], "nothing left")
    assert not dialog.start.isEnabled() and dialog.words.property("role") == "error"
    dialog.show_run(tmp_path)
    assert "is not a run" in dialog.words.text() and dialog.points.rowCount() == 0


def test_a_branch_begins_at_the_chosen_checkpoint(window, dialog, run, qtbot):
    earlier = dialog.points.rowCount() - 1
    step = int(row(dialog.points, earlier)[0])
    assert 0 < step < 18
    dialog.points.setCurrentCell(earlier, 0)
    window.document.edit([SetValue("training.optimizer.lr", 0.01)], "change")
    dialog.start.click()
    assert window.branching.dialog is None
    qtbot.waitUntil(lambda: window.session.state is State.FINISHED, timeout=30_000)
    assert window.run_dir != run and read_run(window.run_dir).training.optimizer.lr == 0.01
    record = window.run_panels.record.now
    assert record.steered[0].step == step and len(record.epochs) == 2
    assert window.document.undo_stack.count() == 1
