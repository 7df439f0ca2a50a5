"""Evaluate in the window: from a cell to its samples, live, the test part that is counted, corrections, only what fits the task."""

import numpy as np
import pytest
from PySide6.QtCore import Qt
from PySide6.QtGui import QAction
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QMenu, QMessageBox, QPushButton

from workbench.evaluation.looks import looks
from workbench.gui.evaluate.head import EACH_EPOCH, ORDER
from workbench.gui.session import State
from workbench.spec.edits import SetValue
from workbench.spec.files import from_toml

NUMBERS = """format = 1
[data]
source = { type = "Diabetes" }
[[data.transforms]]
type = "Standardize"
[[model.layers]]
type = "Linear"
out_features = 1
[training]
epochs = 1
device = "cpu"
loss = { type = "MSELoss" }
"""


@pytest.fixture
def open_panel(window, qtbot):
    """Train what is open, look at Evaluate, and wait until the run is judged."""

    def opened():
        window.findChild(QAction, "action_train").trigger()
        qtbot.waitUntil(lambda: window.session.state is State.FINISHED, timeout=30_000)
        window.docks.go_to("evaluate")
        panel = window.run_panels.by_name["evaluate"].panel()
        qtbot.waitUntil(lambda: panel.seen() is not None, timeout=30_000)
        return panel

    return opened


def choose_part(panel, part: str) -> None:
    panel.head.part.setCurrentIndex(ORDER.index(part))
    panel.head.part.activated.emit(ORDER.index(part))


def test_a_click_on_a_cell_shows_its_samples_and_one_of_them_goes_to_inspect(window, qtbot, open_panel):
    panel = open_panel()
    views, made = panel.views, panel.seen().assessment
    window._show_panel("evaluate", "confusion")
    assert views.chosen() == "confusion"
    qtbot.waitUntil(lambda: bool(len(views.confusion.shown_values())))
    views.confusion.order.setCurrentIndex(1)  # the classes with most errors first
    true, predicted = int(made.targets[~made.right][0]), int(made.predicted[~made.right][0])
    order = views.confusion.shown_order().tolist()
    cell = views.confusion.map.cell_rect(order.index(true), order.index(predicted))
    QTest.mouseClick(views.confusion.map, Qt.MouseButton.LeftButton, pos=cell.center().toPoint())
    assert views.chosen() == "samples"
    wanted = np.flatnonzero((made.targets == true) & (made.predicted == predicted))
    shown = views.samples.positions()
    assert sorted(shown) == wanted.tolist() and (np.diff(made.loss[shown]) <= 0).all()
    assert views.samples.detail.answer.bars.top() == predicted
    assert views.samples.detail.answer.truth.whole_text() == f"✗ True: {true}"
    views.show_seen(panel.seen())  # judged again: what is looked at stays
    assert views.samples.positions().tolist() == shown.tolist()
    views.samples.show_all()
    views.samples.order.setCurrentIndex(1)  # the most undecided first
    assert views.samples.position() == int(np.argmin(made.margin))
    views.show_cell(true, predicted)

    chosen = []
    window.run_panels.at_hand.sample_chosen.connect(chosen.append)
    QTest.keyClick(views.samples.grid, Qt.Key.Key_Return)
    position = views.samples.position()
    assert (chosen[0].part, chosen[0].row) == ("train", int(made.places[position]))
    assert chosen[0].label == str(true) and (chosen[0].values == panel.seen().shelf.sample(position)).all()


def test_live_it_is_judged_again_while_the_run_goes_on_but_not_while_hidden(window, qtbot, open_panel):
    window.document.edit([SetValue("training.epochs", 1)], "short")
    panel = open_panel()
    window.document.edit([SetValue("training.epochs", 100_000)], "long")
    panel.head.live.setCurrentIndex(EACH_EPOCH)
    window.findChild(QAction, "action_train").trigger()
    qtbot.waitUntil(lambda: window.session.state is State.RUNNING, timeout=30_000)
    before = panel.seen()
    qtbot.waitUntil(lambda: panel.seen() not in (None, before), timeout=30_000)
    first = panel.seen()
    qtbot.waitUntil(lambda: panel.seen() not in (None, first), timeout=30_000)
    assert panel.seen().assessment.weights != first.assessment.weights
    window.docks.by_name["evaluate"].close()
    assert not panel.isVisible()
    hidden = panel.seen()
    with qtbot.waitSignal(window.run_panels.at_hand.changed, timeout=10_000):
        window.session.want_weights()
    qtbot.wait(50)
    assert not panel.assessor.running and panel.seen() is hidden
    window.session.stop()
    qtbot.waitUntil(lambda: not window.session.state.active, timeout=30_000)


def test_the_test_part_asks_once_and_is_counted(qtbot, open_panel, monkeypatch):
    panel = open_panel()
    run_dir = panel.views.compare._run
    asked = []

    def answer(role):
        def click(box: QMessageBox) -> int:
            asked.append(box.text())
            next(each for each in box.buttons() if box.buttonRole(each) == role).click()
            return 0

        monkeypatch.setattr(QMessageBox, "exec", click)

    answer(QMessageBox.ButtonRole.RejectRole)
    choose_part(panel, "test")
    assert panel.head.chosen_part() == "validation" and looks(run_dir).count == 0
    answer(QMessageBox.ButtonRole.AcceptRole)
    choose_part(panel, "test")
    qtbot.waitUntil(lambda: panel.seen().assessment.part == "test", timeout=30_000)
    assert looks(run_dir).count == 1 and panel.head.words.whole_text().endswith("looked at once")
    assert not panel.head.live.isEnabled()
    panel.head.again.click()
    qtbot.waitUntil(lambda: panel.head.words.whole_text().endswith("looked at 2 times"), timeout=30_000)
    assert asked == ["The test set is for the end."] * 2


def test_a_sample_is_left_out_undone_and_listed(window, open_panel):
    panel = open_panel()
    views = panel.views
    views.choose("samples")
    place = panel.seen().place(views.samples.position())
    QTest.keyClick(views.samples.grid, Qt.Key.Key_X)
    assert [(each.part, each.index, each.label) for each in window.document.experiment.data.corrections] == [
        ("train", place, None)
    ]
    assert views.samples.detail.corrected.whole_text() == "Left out from the next run on"
    views.choose("corrections")
    assert views.list.currentItem().text() == "Corrections (1)"
    table = views.corrections.table
    assert table.model.index(0, 0).data() == f"#{place}" and table.model.index(0, 1).data() == "training"
    QTest.keyClick(table.view, Qt.Key.Key_Delete)
    assert not window.document.experiment.data.corrections
    window.document.undo_stack.undo()
    assert len(window.document.experiment.data.corrections) == 1 and table.model.rowCount() == 1
    QTest.keyClick(table.view, Qt.Key.Key_Return)
    assert views.chosen() == "samples" and panel.seen().place(views.samples.position()) == place


def test_several_samples_are_corrected_in_one_step(window, open_panel, monkeypatch):
    monkeypatch.setattr(QMenu, "popup", lambda *_: None)  # it would wait for somebody
    panel = open_panel()
    views, seen, document = panel.views, panel.seen(), window.document
    samples = views.samples
    views.choose("samples")
    samples.verdict.setCurrentIndex(1)
    grid, shift, ctrl = samples.grid, Qt.KeyboardModifier.ShiftModifier, Qt.KeyboardModifier.ControlModifier
    shown = samples.positions().tolist()
    at = [grid._box(place).center() for place in range(4)]
    QTest.mouseClick(grid.viewport(), Qt.MouseButton.LeftButton, pos=at[0])
    QTest.mouseClick(grid.viewport(), Qt.MouseButton.LeftButton, shift, at[3])
    QTest.mouseClick(grid.viewport(), Qt.MouseButton.LeftButton, ctrl, at[1])
    chosen = [shown[0], shown[2], shown[3]]
    assert samples.chosen() == chosen and samples.count.text().endswith("3 chosen")
    assert samples.detail.several.isVisible() and not samples.detail.inspect.isVisible()

    samples.detail.relabel.click()
    menu = panel.findChild(QMenu, "label_menu")
    menu.findChild(QAction, "label_4").trigger()
    made = {each.index: each for each in document.experiment.data.corrections}
    other = [position for position in chosen if seen.true(position) != "4"]
    assert {seen.place(position) for position in other} == set(made)
    assert all(
        made[seen.place(each)].label == "4" and made[seen.place(each)].given == seen.true(each) for each in other
    )
    assert samples._caption(other[0]) == "is 4" and samples.chosen() == chosen
    document.undo_stack.undo()
    assert not document.experiment.data.corrections and samples._caption(other[0]) == seen.caption(other[0])

    QTest.keyClick(grid, Qt.Key.Key_Right, shift)
    QTest.keyClick(grid, Qt.Key.Key_A, ctrl)
    assert samples.chosen() == shown
    QTest.keyClick(grid, Qt.Key.Key_Delete)
    assert [each.label for each in document.experiment.data.corrections] == [None] * len(shown)
    QTest.keyClick(grid, Qt.Key.Key_T)
    assert not document.experiment.data.corrections
    QTest.keyClick(grid, Qt.Key.Key_Escape)
    assert len(samples.chosen()) == 1

    menu = QMenu(panel)
    samples.fill_labels(menu, chosen)  # as the model says, each for itself
    menu.findChild(QAction, "label_first_0").trigger()
    made = {each.index: each.label for each in document.experiment.data.corrections}
    assert made == {seen.place(each): str(seen.assessment.predicted[each]) for each in chosen}


def test_numbers_have_no_confusion_and_a_point_shows_its_sample(window, qtbot, open_panel):
    value = from_toml(NUMBERS)
    with qtbot.waitSignal(window.analysis.checked, timeout=20_000):
        window.document.edit([SetValue(name, getattr(value, name)) for name in ("data", "model", "training")], "put")
    views = open_panel().views
    assert views.shown() == ["overview", "numbers", "samples", "compare", "corrections"]
    views.choose("numbers")
    place = views.numbers.plot.place(7).toPoint()
    QTest.mouseClick(views.numbers.plot, Qt.MouseButton.LeftButton, pos=place)
    assert views.chosen() == "samples"
    sample = views.samples.position()
    assert (views.numbers.plot.place(sample).toPoint() - place).manhattanLength() < 12
    assert views.samples.detail.relabel.isHidden()


def test_two_weights_of_a_run_are_compared(qtbot, open_panel):
    panel = open_panel()
    compare = panel.views.compare
    panel.views.choose("compare")
    run_dir = compare._run
    compare.choose((run_dir, "last"))
    qtbot.waitUntil(compare.table.isVisible, timeout=30_000)
    assert compare.words.text().splitlines()[0] == "Both are right and wrong on the same samples."
    both_wrong = panel.findChild(QPushButton, "compare_count_2")
    assert both_wrong.text() == f"Both wrong  {int((~panel.seen().assessment.right).sum()):,}"
    both_wrong.click()
    assert sorted(panel.views.samples.positions()) == np.flatnonzero(~panel.seen().assessment.right).tolist()
    choose_part(panel, "train")  # while nobody looks at the comparison
    qtbot.waitUntil(lambda: panel.seen().assessment.part == "train", timeout=30_000)
    assert compare.table.isHidden()
    panel.views.choose("compare")
    qtbot.waitUntil(compare.table.isVisible, timeout=30_000)
    assert compare._first.assessment.part == "train"
