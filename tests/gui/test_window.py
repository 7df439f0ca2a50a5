"""The main job in the real window, by its controls."""

from pathlib import Path

import numpy as np
import pytest
import torch
from PySide6.QtCore import QEvent, QObject, QPoint, Qt
from PySide6.QtGui import QAction
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QApplication, QFileDialog, QMessageBox, QWidget

from workbench.gui.session import State
from workbench.gui.window import MainWindow
from workbench.spec.edits import SetValue
from workbench.spec.files import read
from workbench.training.events import RunFinished, StepDone
from workbench.training.loop import train

NAMED_ACTIONS = ("train", "pause", "stop", "undo", "redo", "save", "export_pth")
NAMED_WIDGETS = (
    "dataset_combo", "transform_list", "layer_palette", "layer_list", "loss_combo", "optimizer_combo", "device_combo",
    "epochs_edit", "loss_plot", "draw_canvas", "draw_clear", "prediction_bars", "network_view", "status_progress",
    "problem_list", "code_view",
)  # fmt: skip


def action(window: MainWindow, name: str) -> QAction:
    found = window.findChild(QAction, f"action_{name}")
    assert found is not None
    return found


def wait_for(qtbot, window: MainWindow, state: State) -> None:
    qtbot.waitUntil(lambda: window.session.state is state, timeout=30_000)


def checked_again(qtbot, window: MainWindow):
    return qtbot.waitSignal(window.analysis.checked, timeout=30_000)


def test_names_that_scripts_rely_on(window):
    for name in NAMED_ACTIONS:
        action(window, name)
    for name in NAMED_WIDGETS:
        assert window.findChild(QWidget, name) is not None, name


def test_every_named_control_says_what_it_is(window):
    silent = [w.objectName() for name in NAMED_WIDGETS for w in [window.findChild(QWidget, name)]
              if not (w.accessibleName() or w.toolTip())]  # fmt: skip
    assert not silent


def test_train_draw_and_export(window, qtbot, tmp_path, monkeypatch):
    action(window, "train").trigger()
    wait_for(qtbot, window, State.FINISHED)
    xs, _ = window.curves.loss.points("train")
    assert list(xs) == list(range(1, 19))  # 180 training samples, 9 batches, 2 epochs: every step, in order
    assert "test accuracy" in window.status.words.text()
    canvas = window.draw.canvas
    with qtbot.waitSignal(window.predictor.predicted, timeout=20_000):
        QTest.mousePress(canvas, Qt.MouseButton.LeftButton, pos=QPoint(40, 30))
        QTest.mouseMove(canvas, QPoint(40, 100))
        QTest.mouseRelease(canvas, Qt.MouseButton.LeftButton, pos=QPoint(40, 100))
    assert window.draw.bars.probabilities() is not None
    assert sum(window.draw.bars.probabilities()) == pytest.approx(1, abs=1e-4)
    assert window.draw.view.image().shape[-2:] == (28, 28)
    target = tmp_path / "digits.pth"
    monkeypatch.setattr(QFileDialog, "getSaveFileName", lambda *_: (str(target), ""))
    action(window, "export_pth").trigger()
    state = torch.load(target, weights_only=True)
    last = torch.load(window.run_dir / "last.pth", weights_only=True)
    assert all(torch.equal(state[name], last[name]) for name in last) and state.keys() == last.keys()
    window.draw.canvas.clear()
    qtbot.waitUntil(lambda: window.draw.bars.probabilities() is None)


def test_the_window_trains_the_same_weights_as_the_command_line(window, qtbot, tiny, tmp_path):
    action(window, "train").trigger()
    wait_for(qtbot, window, State.FINISHED)
    finished = [event for event in train(tiny, out=tmp_path / "again") if isinstance(event, RunFinished)]
    assert finished
    ours = torch.load(window.run_dir / "last.pth", weights_only=True)
    theirs = torch.load(tmp_path / "again" / "last.pth", weights_only=True)
    assert all(torch.equal(ours[name], theirs[name]) for name in theirs)


def test_pause_goes_on_and_stop_ends(window, qtbot):
    window.document.edit([SetValue("training.epochs", 1000)], "long")
    action(window, "train").trigger()
    wait_for(qtbot, window, State.RUNNING)
    action(window, "pause").trigger()
    wait_for(qtbot, window, State.PAUSED)
    steps: list[StepDone] = []
    window.session.events.connect(lambda events: steps.extend(e for e in events if isinstance(e, StepDone)))
    action(window, "pause").trigger()
    qtbot.waitUntil(lambda: len(steps) > 0, timeout=20_000)
    action(window, "stop").trigger()
    wait_for(qtbot, window, State.FINISHED)
    assert (window.run_dir / "last.pth").is_file()
    assert action(window, "train").isEnabled() and not action(window, "stop").isEnabled()


def test_a_misfit_is_shown_and_its_fix_mends_it(window, qtbot):
    with checked_again(qtbot, window):
        window.document.edit([SetValue("model.layers[3].out_features", 9)], "nine")
    assert window.training.problems.count() == 1
    assert not action(window, "train").isEnabled()
    with checked_again(qtbot, window):
        action(window, "fix").trigger()
    assert window.document.experiment.model.layers[3].out_features == 10
    assert action(window, "train").isEnabled()


def test_undo_and_redo_lead_back_and_forth(window, tiny):
    window.document.edit([SetValue("training.epochs", 5)], "a", merge="training.epochs")
    window.document.edit([SetValue("training.epochs", 6)], "b", merge="training.epochs")
    window.document.end_gesture()
    window.document.edit([SetValue("training.epochs", 7)], "c", merge="training.epochs")
    action(window, "undo").trigger()
    assert window.document.experiment.training.epochs == 6
    action(window, "undo").trigger()
    assert window.document.experiment == tiny and not window.document.modified
    action(window, "redo").trigger()
    assert window.document.experiment.training.epochs == 6 and window.document.modified


def test_editing_through_the_controls(window):
    combo = window.findChild(QWidget, "optimizer_combo")
    combo.setCurrentIndex(combo.findText("RMSprop"))
    combo.activated.emit(combo.currentIndex())
    assert window.document.experiment.training.optimizer.type == "RMSprop"
    data = window.findChild(QWidget, "dataset_combo")
    data.setCurrentIndex(data.findText("MNIST"))
    data.activated.emit(data.currentIndex())
    assert window.document.experiment.data.source.type == "MNIST"
    window.model.palette_view.search.setText("dropout2")
    QTest.keyClick(window.model.palette_view.search, Qt.Key.Key_Return)
    assert window.document.experiment.model.layers[-1].type == "Dropout2d"


def test_save_and_open_again(window, tmp_path, monkeypatch, tiny):
    path = tmp_path / "with space 中文.toml"
    monkeypatch.setattr(QFileDialog, "getSaveFileName", lambda *_: (str(path), ""))
    window.document.edit([SetValue("seed", 7)], "seed")
    action(window, "save").trigger()
    assert read(path).seed == 7 and not window.document.modified
    assert window.files.open_path(path) and window.document.path == path
    assert window.settings.recent()[0] == path


def test_a_broken_file_is_refused_in_words_and_loses_nothing(window, tmp_path, monkeypatch, tiny):
    path = tmp_path / "broken.toml"
    path.write_text('format = 1\n[[model.layers]]\ntype = "conv9d"\n')
    said: list[str] = []
    monkeypatch.setattr(QMessageBox, "exec", lambda box: said.append(box.informativeText()) or 0)
    assert not window.files.open_path(path)
    assert "model.layers[0]" in said[0] and "conv9d" in said[0]
    assert window.document.experiment == tiny


def test_the_window_is_gone_before_what_goes_on_has_ended(window, monkeypatch):
    seen = []
    monkeypatch.setattr(window, "shut_down", lambda: seen.append(window.isVisible()))
    window.close()
    monkeypatch.undo()
    assert seen == [False]


def test_closing_asks_while_something_would_be_lost(window, monkeypatch):
    answers = iter([QMessageBox.StandardButton.Cancel, QMessageBox.StandardButton.Discard])
    asked: list[str] = []
    monkeypatch.setattr(QMessageBox, "exec", lambda box: asked.append(box.text()) or next(answers))
    window.document.edit([SetValue("seed", 3)], "seed")
    assert not window.may_close()
    assert window.may_close()
    assert len(asked) == 2


def test_a_failure_is_said_with_its_fix_and_stands_among_the_problems(window, qtbot, monkeypatch):
    said: list[str] = []
    monkeypatch.setattr(QMessageBox, "exec", lambda box: said.append(box.informativeText()) or 0)
    window.document.edit([SetValue("training.optimizer.lr", 1e30)], "absurd")
    action(window, "train").trigger()
    wait_for(qtbot, window, State.FAILED)
    qtbot.waitUntil(lambda: bool(said))
    assert "learning rate" in said[0] and "model.layers[3]" in said[0] and "Traceback" not in said[0]
    assert window.model.chosen_path() == (3,)
    rows = window.training.problems
    assert "→ Set lr to 0.001" in rows.item(0).text() and action(window, "train").isEnabled()
    rows.itemActivated.emit(rows.item(0))
    assert window.document.experiment.training.optimizer.lr == 0.001 and rows.count() == 0


def test_measure_sets_normalize_to_the_data(window, qtbot):
    window.findChild(QWidget, "transform_measure").click()
    qtbot.waitUntil(lambda: window.document.experiment.data.transforms[1].mean != (0.1307,), timeout=20_000)
    mean, std = (
        window.document.experiment.data.transforms[1].mean[0],
        window.document.experiment.data.transforms[1].std[0],
    )
    images = window.data.samples.views()[0].image()
    assert np.isfinite(images).all() and 0.05 < mean < 0.3 and 0.2 < std < 0.45


def test_the_theme_switches_live(window):
    window.theme.set_scheme("dark")
    assert window.palette().window().color().lightness() < 128
    window.theme.set_scheme("light")
    assert window.palette().window().color().lightness() > 128


def test_the_layout_is_remembered(window, tmp_path: Path):
    window.docks.by_name["log"].hide()
    window.settings.set_layout(window.saveGeometry(), window.saveState())
    window.docks.by_name["log"].show()
    window.docks.restore(window.settings)
    assert window.docks.by_name["log"].isHidden()
    window.docks.reset()
    assert not window.docks.by_name["log"].isHidden()


def test_a_panel_can_have_the_whole_window(window):
    panels = window.docks.by_name
    window.docks.go_to("code")
    before = {name for name, dock in panels.items() if dock.isHidden()}
    window.actions_by_id["enlarge"].trigger()
    shown = {name for name, dock in panels.items() if not dock.isHidden()}
    assert {"code", "curves", "evaluate"} <= shown
    assert not shown & {"data", "training", "draw"}
    assert window.centralWidget().isHidden()
    window.docks.go_to("log")
    assert window.actions_by_id["enlarge"].isChecked()
    window.docks.go_to("training")  # what is asked for is shown
    assert not window.actions_by_id["enlarge"].isChecked()
    assert {name for name, dock in panels.items() if dock.isHidden()} == before
    assert not window.centralWidget().isHidden()


TAKEN_BY_TEXT_FIELDS = {
    "Ctrl+A",
    "Ctrl+E",
    "Ctrl+Shift+E",
    "Ctrl+K",
    "Ctrl+U",
    "Ctrl+Backspace",
    "Ctrl+Home",
    "Ctrl+End",
}
"""On X11 a field that has the focus keeps these keys to itself (QKeySequence's table of standard keys)."""


def test_shortcuts_work_from_a_text_field(window):
    keys = {key.toString(): name for name, action in window.actions_by_id.items() for key in action.shortcuts()}
    assert not {key: name for key, name in keys.items() if key in TAKEN_BY_TEXT_FIELDS}
    assert len(keys) == sum(len(action.shortcuts()) for action in window.actions_by_id.values())  # none twice


def test_a_schedule_that_pytorch_refuses_is_a_problem_and_no_traceback(window, qtbot, caplog):
    from workbench.catalog.optimizers import Adagrad
    from workbench.catalog.schedulers import OneCycleLR

    planned = []
    window.analysis.planned.connect(planned.append)
    parts = (SetValue("training.optimizer", Adagrad()), SetValue("training.scheduler", OneCycleLR()))
    with qtbot.waitSignal(window.analysis.planned, timeout=30_000), checked_again(qtbot, window) as checked:
        window.document.edit(parts, "parts")
    assert "training.scheduler.cycle_momentum" in [item.address for item in checked.args[0].problems]
    assert planned == [None] and not caplog.records


def test_the_button_that_cannot_train_says_why(window, qtbot):
    train = action(window, "train")
    usual = train.toolTip()
    with checked_again(qtbot, window) as checked:
        window.document.edit([SetValue("model.layers[3].out_features", 3)], "too few")
    problem = checked.args[0].errors[0]
    assert not train.isEnabled() and str(problem.what) in train.toolTip()
    with checked_again(qtbot, window):
        window.document.undo_stack.undo()
    assert train.isEnabled() and train.toolTip() == usual and "(F5)" in usual


def test_at_its_smallest_every_list_has_room_for_its_words(window):
    window.resize(1, 1)
    assert window.model.list.width() >= 240 and window.width() <= 1024 and window.height() <= 700


def test_newer_weights_lay_nothing_out(window, qtbot):
    """Many come each second while somebody draws; to lay out all docks takes ten milliseconds."""
    counted: list[QEvent] = []

    class Counting(QObject):
        def eventFilter(self, _watched: QObject, event: QEvent) -> bool:
            if event.type() == QEvent.Type.LayoutRequest:
                counted.append(event)
            return False

    hand, weights = window.run_panels.at_hand, {"0.weight": np.zeros((2, 2), np.float32)}
    ended: list[object] = []
    for lane in (window.quick, window.slow):  # what the first look at the experiment still brings
        lane.submit("last", lambda: None, ended.append)
    qtbot.waitUntil(lambda: len(ended) == 2, timeout=20_000)
    hand.set(Path("run"), window.document.experiment, weights, 1)
    qtbot.wait(50)
    counting = Counting()
    window.installEventFilter(counting)
    for step in range(1_000, 1_003):
        hand.set(Path("run"), window.document.experiment, dict(weights), step)
        QApplication.processEvents()
    window.removeEventFilter(counting)
    assert window.docks.by_name["draw"].card_title.summary().endswith("1,002")
    assert not counted
