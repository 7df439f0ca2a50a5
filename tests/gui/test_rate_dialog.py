"""The search for a learning rate in its dialog: curve, suggestion, one click that takes it, stop, reasons against it."""

import pytest
from PySide6.QtGui import QAction
from PySide6.QtWidgets import QLineEdit, QPushButton, QWidget
from shiboken6 import isValid

from workbench.gui.rate_dialog import RateDialog
from workbench.gui.session import State
from workbench.spec.edits import SetValue
from workbench.spec.parts import parts
from workbench.training.rate_curve import RateFound, rounded


def part(name):
    return next(cls for kind in ("optimizer", "scheduler") for cls in parts(kind) if cls.__name__ == name)


def opened(window) -> RateDialog:
    window.findChild(QAction, "action_find_rate").trigger()
    found = window.findChild(RateDialog)
    assert found is not None
    return found


@pytest.fixture
def searched(window, qtbot):
    """The dialog at the end of a search, and what it found."""
    found = []
    window.finding.events.connect(lambda events: found.extend(e for e in events if isinstance(e, RateFound)))
    dialog = opened(window)
    with qtbot.waitSignal(window.finding.ended, timeout=30_000):
        pass
    return dialog, found[0]


def test_the_suggestion_is_taken_in_one_edit(window, searched):
    dialog, found = searched
    before = window.document.experiment
    xs, _ = dialog.plot.points("smoothed")
    assert len(xs) > 50 and xs[0] == pytest.approx(1e-7)
    button = dialog.findChild(QPushButton, "rate_use_steepest")
    assert not button.isHidden() and str(rounded(found.steepest)) in button.text()
    button.click()
    assert window.document.experiment.training.optimizer.lr == rounded(found.steepest)
    assert not isValid(dialog) or not dialog.isVisible()
    window.findChild(QAction, "action_undo").trigger()
    assert window.document.experiment == before and not window.document.modified


def test_the_safer_of_the_two_is_the_default(searched):
    dialog, found = searched
    rates = {"steepest": found.steepest, "upper": found.upper}
    default = [name for name, (_, _, button) in dialog.rows.items() if button.isDefault()]
    assert [rates[name] for name in default] == [found.suggested]


def test_both_are_named_with_their_meaning_and_marked(searched):
    dialog, found = searched
    said = {name: (value.text(), words.text()) for name, (value, words, _) in dialog.rows.items()}
    assert said["steepest"] == (str(rounded(found.steepest)), "here the loss falls fastest")
    assert said["upper"] == (
        str(rounded(found.upper)),
        f"a tenth of {rounded(found.diverged)}, where the loss diverges",
    )
    assert [x for x, _, _ in dialog.plot._marks] == sorted([found.steepest, found.upper, found.diverged])


def test_a_schedule_with_a_highest_rate_gets_it_too(window, qtbot):
    window.document.edit([SetValue("training.scheduler", part("OneCycleLR")())], "cycle")
    count = window.document.undo_stack.count()
    dialog = opened(window)
    dialog.use(0.0032)
    training = window.document.experiment.training
    assert (training.optimizer.lr, training.scheduler.max_lr) == (0.0032, 0.0032)
    assert window.document.undo_stack.count() == count + 1
    qtbot.waitUntil(lambda: not window.finding.active, timeout=20_000)


def test_stop_ends_it_and_nothing_is_changed(window, qtbot, tmp_path):
    before = window.document.experiment
    dialog = opened(window)
    dialog.fields["steps"].setText("2000")
    qtbot.waitUntil(lambda: len(dialog._rates) > 0, timeout=20_000)
    assert not window.findChild(QAction, "action_train").isEnabled()  # they would share PyTorch's generators
    with qtbot.waitSignal(window.finding.ended, timeout=20_000):
        dialog.again.click()
        assert not dialog.again.isEnabled()
    assert dialog.words.text().startswith("Stopped") and dialog.again.isEnabled()
    assert not any(button.isVisible() for _, _, button in dialog.rows.values())
    assert window.findChild(QAction, "action_train").isEnabled()
    assert window.document.experiment == before and not (tmp_path / "runs").exists()


def test_closing_it_ends_the_search(window, qtbot):
    dialog = opened(window)
    qtbot.waitUntil(lambda: len(dialog._rates) > 0, timeout=20_000)
    with qtbot.waitSignal(window.finding.ended, timeout=20_000):
        dialog.reject()
    assert window.findChild(QAction, "action_find_rate").isEnabled()


def test_it_can_be_searched_again_with_other_numbers(window, qtbot, searched):
    dialog, _ = searched
    for name, text in (("lowest", "1e-4"), ("highest", "1e-2"), ("steps", "25")):
        dialog.findChild(QLineEdit, f"rate_{name}").setText(text)
    with qtbot.waitSignal(window.finding.ended, timeout=20_000):
        dialog.again.click()
        assert dialog.plot._marks == [] and not dialog.fields["steps"].isEnabled()
    xs, _ = dialog.plot.points("loss")
    assert len(xs) == 25 and (xs[0], xs[-1]) == pytest.approx((1e-4, 1e-2))


def test_wrong_numbers_are_said(window, qtbot, searched):
    dialog, _ = searched
    for field, text, said in (
        ("lowest", "small", "as numbers"), ("lowest", "20", "cannot go from 20 to 10"),
        ("steps", "1.5", "as numbers"), ("steps", "3", "20 to 2,000 steps"),
    ):  # fmt: skip
        right = dialog.fields[field].text()
        dialog.fields[field].setText(text)
        dialog.again.click()
        qtbot.waitUntil(lambda said=said: said in dialog.words.text(), timeout=10_000)
        assert dialog.fields[field].isEnabled() and dialog.again.isEnabled()
        dialog.fields[field].setText(right)
        dialog.words.setText("")


def test_a_rate_that_is_never_good_is_said(window, qtbot):
    dialog = opened(window)
    qtbot.waitUntil(lambda: not window.finding.active, timeout=20_000)
    dialog.fields["lowest"].setText("1e-12")
    dialog.fields["highest"].setText("1e-9")
    with qtbot.waitSignal(window.finding.ended, timeout=20_000):
        dialog.again.click()
    assert "never falls" in dialog.words.text()
    assert all(button.isHidden() for _, _, button in dialog.rows.values())


def test_there_is_none_during_a_run_and_the_reason_is_said(window, qtbot):
    action, button = window.findChild(QAction, "action_find_rate"), window.training.find_rate
    assert action.isEnabled() and button.isEnabled()
    window.document.edit([SetValue("training.epochs", 1000)], "long")
    window.train()
    assert not action.isEnabled() and not button.isEnabled()
    assert "run" in button.toolTip() and "run" in action.statusTip()
    assert window.running.find_rate() is None
    window.session.stop()
    qtbot.waitUntil(lambda: window.session.state is State.FINISHED, timeout=30_000)
    assert action.isEnabled() and button.isEnabled()


def test_there_is_none_for_an_optimizer_that_finds_its_steps(window, qtbot):
    with qtbot.waitSignal(window.analysis.checked, timeout=30_000):
        window.document.edit([SetValue("training.optimizer", part("LBFGS")())], "LBFGS")
    assert not window.training.find_rate.isEnabled()
    assert "lengths of its steps" in window.training.find_rate.toolTip()


def test_every_control_says_what_it_is(searched):
    dialog, _ = searched
    controls = [w for w in dialog.findChildren(QWidget) if isinstance(w, QPushButton | QLineEdit)]
    assert len(controls) == 7
    assert all(w.objectName() and w.toolTip() and w.accessibleName() for w in controls)


def test_the_window_can_close_in_the_middle(window, qtbot):
    dialog = opened(window)
    qtbot.waitUntil(lambda: len(dialog._rates) > 0, timeout=20_000)
    window.shut_down()
    assert not window.finding.active
