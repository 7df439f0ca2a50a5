"""Class counts in the window: counted behind it, balanced by its buttons."""

import pytest

from workbench.data import counts
from workbench.data.counts import Counts, balancing_weights
from workbench.spec.edits import SetValue
from workbench.spec.files import from_toml
from workbench.spec.parts import find


@pytest.fixture
def counted(window, qtbot):
    view = window.data.classes
    qtbot.waitUntil(lambda: not view.isHidden(), timeout=10_000)
    view.toggle.setChecked(True)
    return window, view


def test_the_line_tells_of_the_balance(counted):
    _, view = counted
    assert view.words.whole_text() == "20 of each class" and view.words.property("role") == "muted"
    view.show_counts(Counts(("a", "b"), (100, 120)))
    assert view.words.whole_text() == "100 to 120 of each class"
    view.show_counts(Counts(("a", "b"), (100, 1_000)))
    assert view.words.whole_text() == "“b” has 1,000, “a” 100: 10 times as many"
    assert view.words.property("role") == "warning"


def test_both_buttons_are_one_step_of_undo_each(counted, tiny):
    window, view = counted
    view.weigh.click()
    assert window.document.experiment.training.loss.weight == (1.0,) * 10
    view.balance.click()
    assert window.document.experiment.data.balanced and view.balance.isChecked()
    window.document.undo_stack.undo()
    assert not view.balance.isChecked() and view.weigh.isChecked()
    view.weigh.click()
    assert window.document.experiment.training.loss.weight is None
    window.document.undo_stack.undo()
    window.document.undo_stack.undo()
    assert window.document.experiment == tiny and not view.weigh.isChecked()


def test_a_loss_without_weights_says_so(counted):
    window, view = counted
    window.document.edit([SetValue("training.loss", find("loss", "MSELoss")())], "mse")
    assert not view.weigh.isEnabled() and "MSELoss" in view.weigh.toolTip()
    window.document.undo_stack.undo()
    assert view.weigh.isEnabled()


def test_weights_of_another_number_of_classes_are_a_problem(counted, qtbot):
    window, _ = counted
    with qtbot.waitSignal(window.analysis.checked, timeout=10_000) as caught:
        window.document.edit([SetValue("training.loss.weight", (1.0, 2.0))], "two")
    assert any(item.address == "training.loss.weight" and item.fix for item in caught.args[0].problems)


def test_thousands_of_classes_break_nothing(counted, monkeypatch):
    window, view = counted
    many = Counts(tuple(map(str, range(3_000))), tuple(range(1, 3_001)))
    window.data_work.counting._show(many)
    view.weigh.click()
    assert window.document.experiment.training.loss.weight == balancing_weights(many.counts)
    view.bars.grab()


def test_a_data_set_is_counted_once(counted, qtbot, monkeypatch):
    window, view = counted
    asked = []
    real = counts.count_classes
    monkeypatch.setattr(counts, "count_classes", lambda *given: asked.append(given[0]) or real(*given))
    with qtbot.waitSignal(window.analysis.checked, timeout=10_000):
        window.document.edit([SetValue("training.epochs", 9)], "epochs")
    with qtbot.waitSignal(window.data_work.counting.counted, timeout=10_000):
        window.document.edit([SetValue("data.source.train_count", 100)], "fewer")
    assert view.words.whole_text() == "10 of each class" and len(asked) == 1
    with qtbot.waitSignal(window.data_work.counting.counted, timeout=10_000):
        window.document.undo_stack.undo()
    assert view.words.whole_text() == "20 of each class" and len(asked) == 1


def test_no_classes_no_bars(counted, qtbot):
    window, view = counted
    with qtbot.waitSignal(window.analysis.checked, timeout=20_000):
        window.document.edit([SetValue("data.source", find("dataset", "Diabetes")())], "numbers")
    assert view.isHidden()


def test_a_column_opens_its_samples(counted, qtbot):
    window, view = counted
    view.bars.pressed.emit(4)
    qtbot.waitUntil(lambda: window.tools.browser.shelf() is not None, timeout=20_000)
    assert {int(window.tools.browser.shelf().targets[i]) for i in window.tools.browser.grid.rows()} == {4}


def test_weights_come_back_from_a_file():
    text = 'format = 1\n[training]\nloss = { type = "CrossEntropyLoss", weight = [0.5, 1.5] }\n'
    assert from_toml(text).training.loss.weight == (0.5, 1.5)
