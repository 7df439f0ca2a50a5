"""The doctor's cards in the window: sentences, why, fixes, the way to the evidence, a new run; nothing while it is hidden."""

import json
from dataclasses import replace

import pytest
from PySide6.QtCore import Qt, QUrl
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QInputDialog, QMessageBox, QPushButton

from workbench.evaluation.doctor import Evidence, rules
from workbench.evaluation.doctor.remedies import rate_fix
from workbench.gui.session import State
from workbench.spec.edits import SetValue, apply
from workbench.spec.files import from_toml


@pytest.fixture
def tiny(tiny):
    """Ill: a learning rate of 10."""
    return apply(
        tiny, [SetValue("training.optimizer", from_toml(SGD).training.optimizer), SetValue("training.epochs", 3)]
    )


SGD = 'format = 1\n[training]\noptimizer = { type = "SGD", lr = 10.0 }'


@pytest.fixture
def panel(window, qtbot):
    """Shown, after a run."""
    window.docks.go_to("doctor")
    panel = window.run_panels.by_name["doctor"].panel()
    qtbot.waitUntil(panel.isVisible)
    assert panel.currentWidget() is panel.empty
    train(window, qtbot)
    qtbot.waitUntil(lambda: "lr_too_high" in panel.cards, timeout=20_000)
    return panel


def train(window, qtbot):
    window.train()
    qtbot.waitUntil(lambda: window.session.state is State.FINISHED, timeout=30_000)


def stop(window, qtbot):
    window.session.stop()
    qtbot.waitUntil(lambda: not window.session.state.active, timeout=20_000)


def button(card, name: str, words: str = "") -> QPushButton:
    return next(each for each in card.findChildren(QPushButton, name) if words in each.text())


def test_a_card_says_what_how_sure_and_why(panel):
    card = panel.cards["lr_too_high"]
    assert card.seen.text().startswith("With lr 10 ")
    assert "problems: " in panel.summary.text()
    assert card.why.isHidden()
    card.fold.click()
    assert not card.why.isHidden()
    assert card.why.text() == f"{card.diagnosis.why}\n{rules()['lr_too_high'].about}"
    change = button(card, "diagnosis_fix")
    other = replace(
        card.diagnosis, sure=0.6, fixes=(rate_fix(0.5), *card.diagnosis.fixes[1:]), evidence=card.diagnosis.evidence
    )
    card.show_diagnosis(other)
    assert not card.why.isHidden()
    assert button(card, "diagnosis_fix") is change
    assert change.text() == "Set lr to 0.5"


def test_a_fix_is_an_edit_that_can_be_undone_and_is_marked_as_made(window, panel):
    change = button(panel.cards["lr_too_high"], "diagnosis_fix", "lr")
    change.click()
    assert window.document.experiment.training.optimizer.lr < 1
    assert not change.isEnabled()
    assert change.text().startswith("✓")
    window.document.undo_stack.undo()
    assert window.document.experiment.training.optimizer.lr == 10
    assert change.isEnabled()


def test_a_fix_of_a_layer_is_offered_only_while_the_model_is_that_of_the_run(window, panel):
    card = panel.cards["lr_too_high"]
    record = window.run_panels.record.now
    fix = card.diagnosis.fixes[0]
    layer = type(fix)(fix.label, (SetValue("model.layers[2]", from_toml(LEAKY).model.layers[0]),))
    assert not panel._standing(layer).why_not
    window.document.edit([SetValue("model.layers", record.experiment.model.layers[1:])], "shorter")
    assert panel._standing(layer).why_not
    assert not panel._standing(fix).why_not


LEAKY = 'format = 1\n[[model.layers]]\ntype = "LeakyReLU"\n'


def test_a_run_begins_anew_with_the_change_and_is_well_again(window, panel, qtbot):
    first = window.run_dir
    button(panel.cards["lr_too_high"], "diagnosis_train", "anew").click()
    qtbot.waitUntil(lambda: window.session.state is State.FINISHED and window.run_dir != first, timeout=30_000)
    qtbot.waitUntil(lambda: "lr_too_high" not in panel.cards, timeout=20_000)
    assert "divergence" not in panel.cards


def test_a_run_that_goes_on_is_stopped_only_if_that_is_wanted(window, panel, qtbot, monkeypatch):
    window.document.edit([SetValue("training.epochs", 100_000)], "long")
    window.train()
    qtbot.waitUntil(lambda: window.session.state is State.RUNNING, timeout=30_000)
    qtbot.waitUntil(lambda: "lr_too_high" in panel.cards, timeout=20_000)
    first, again = window.run_dir, button(panel.cards["lr_too_high"], "diagnosis_train", "anew")
    monkeypatch.setattr(QMessageBox, "exec", lambda _box: 0)
    again.click()
    assert window.session.state is State.RUNNING
    monkeypatch.setattr(
        QMessageBox,
        "clickedButton",
        lambda box: box.buttons()[0] if box.buttons()[0].text().startswith("Stop") else box.buttons()[1],
    )
    again.click()
    qtbot.waitUntil(lambda: window.run_dir != first and window.session.state is State.RUNNING, timeout=30_000)
    assert window.session.experiment.training.optimizer.lr < 1
    stop(window, qtbot)


def test_the_run_that_goes_on_is_given_the_learning_rate(window, panel, qtbot):
    assert button(panel.cards["lr_too_high"], "diagnosis_live").isHidden()
    assert button(panel.cards["lr_too_high"], "diagnosis_find_rate").isEnabled()
    window.document.edit([SetValue("training.epochs", 100_000)], "long")
    window.train()
    qtbot.waitUntil(lambda: window.session.state is State.RUNNING, timeout=30_000)
    qtbot.waitUntil(
        lambda: "lr_too_high" in panel.cards and not button(panel.cards["lr_too_high"], "diagnosis_live").isHidden(),
        timeout=20_000,
    )
    assert not button(panel.cards["lr_too_high"], "diagnosis_find_rate").isEnabled()
    button(panel.cards["lr_too_high"], "diagnosis_live").click()
    qtbot.waitUntil(lambda: bool(window.run_panels.record.now.steered), timeout=20_000)
    assert 0 < window.run_panels.record.now.steered[-1].value < 10
    stop(window, qtbot)  # how soon it recovers hangs on how long it was ill


def test_the_tab_says_how_much_was_found_also_while_nobody_looks(window, qtbot, monkeypatch):
    monkeypatch.setattr("workbench.gui.doctor.watch.UNSEEN_MS", 0)
    train(window, qtbot)
    qtbot.waitUntil(lambda: window.docks.by_name["doctor"].windowTitle().startswith("Doctor ("), timeout=20_000)
    assert window.run_panels.by_name["doctor"]._made is None


def test_labels_are_checked_by_the_model_that_was_trained(panel, qtbot):
    with qtbot.waitSignal(panel.watch.labels_checked, timeout=30_000):
        panel.labels.click()
        assert panel.labels.text() == "Cancel"
    assert panel.labels_said.text().startswith("labels checked: ")
    assert panel.labels_said.text().endswith(" of 200 doubtful")
    assert panel.labels.text() == "Check labels"


def test_show_goes_to_the_panel_with_the_evidence_and_nothing_is_examined_out_of_sight(
    window, panel, qtbot, monkeypatch
):
    monkeypatch.setattr("workbench.gui.doctor.watch.UNSEEN_MS", 1_000_000)
    button(panel.cards["lr_too_high"], "diagnosis_show", "diagnostics").click()
    assert window.run_panels.by_name["diagnostics"].panel().figure.currentData() == "update_ratio"
    qtbot.waitUntil(lambda: not panel.isVisible())
    panel.watch._lane.cancel("examine")  # what was asked for while it was seen
    told = []
    panel.watch.examined.connect(told.append)
    train(window, qtbot)
    assert not told
    card = panel.cards["lr_too_high"]
    card.show_wanted.emit(Evidence("curves", steps=(5, 9)))
    assert window.curves.loss.band() == (5, 9)
    window.curves.loss.follow()
    assert window.curves.loss.band() is None
    card.show_wanted.emit(Evidence("data:samples"))
    assert window.tools.browser is not None


def test_learn_more_turns_the_help_to_the_illness_and_on_to_others(window, panel, qtbot):
    more = panel.cards["lr_too_high"].more
    assert more.focusPolicy() & Qt.FocusPolicy.TabFocus
    more.setFocus()
    QTest.keyClick(more, Qt.Key.Key_Space)
    view = window.help.view
    qtbot.waitUntil(view.isVisible)
    rule = rules()["lr_too_high"]
    assert window.help.topic().title == rule.title
    assert all(text in view.toPlainText() for text in (rule.about, rule.cause, rule.shows, rule.advice, rule.reference))
    view.anchorClicked.emit(QUrl("doctor:"))
    assert all(each.title in view.toPlainText() for each in rules().values())
    view.anchorClicked.emit(QUrl("doctor:overfitting"))
    assert window.help.topic().title == "Overfitting"
    window.docks.go_to("doctor")
    panel.cards["lr_too_high"].fold.setFocus()
    window.show_help()
    assert window.help.topic().title == rule.title


def test_a_run_is_branched_off_with_the_change(window, panel, qtbot, monkeypatch):
    first, card = window.run_dir, panel.cards["lr_too_high"]
    branch = button(card, "diagnosis_branch", "Branch")
    kept = window.run_dir / "checkpoints"
    kept.rename(kept.with_name("away"))
    panel._update_buttons()
    assert not branch.isEnabled() and "no checkpoint" in branch.toolTip()
    kept.with_name("away").rename(kept)
    panel._update_buttons()
    assert branch.isEnabled()
    asked = []
    monkeypatch.setattr(QInputDialog, "exec", lambda box: asked.append(box.labelText()) or 0)
    branch.click()  # all epochs are made: how many more?
    assert "has made 3 epochs" in asked[0]
    assert window.session.state is State.FINISHED and not window.document.undo_stack.count()
    monkeypatch.setattr(QInputDialog, "exec", lambda box: box.setIntValue(5) or 1)
    branch.click()
    qtbot.waitUntil(lambda: window.session.state is State.FINISHED and window.run_dir != first, timeout=30_000)
    record = window.run_panels.record.now
    assert [epoch.epoch for epoch in record.epochs] == [1, 2, 3, 4, 5]
    assert [event.what for event in record.steered] == ["branched"]
    assert window.document.undo_stack.count() == 1 and window.document.experiment.training.epochs == 5
    assert window.document.experiment.training.optimizer.lr < 1
    assert "branched off" in [text for _, text, _ in window.curves.loss._marks]
    window.document.undo_stack.undo()
    assert window.document.experiment.training.optimizer.lr == 10


def test_a_run_that_goes_on_is_stopped_and_branched_off(window, panel, qtbot, monkeypatch):
    window.document.edit([SetValue("training.epochs", 100_000)], "long")
    window.train()
    qtbot.waitUntil(lambda: window.session.state is State.RUNNING, timeout=30_000)
    qtbot.waitUntil(lambda: "lr_too_high" in panel.cards and bool(window.run_panels.record.now.epochs), timeout=20_000)
    first, branch = window.run_dir, button(panel.cards["lr_too_high"], "diagnosis_branch", "Branch")
    monkeypatch.setattr(QMessageBox, "exec", lambda _box: 0)
    branch.click()
    assert window.session.state is State.RUNNING
    monkeypatch.setattr(
        QMessageBox, "clickedButton", lambda box: next(each for each in box.buttons() if "Stop" in each.text())
    )
    branch.click()
    qtbot.waitUntil(lambda: window.run_dir != first and window.session.state is State.RUNNING, timeout=30_000)
    assert window.session.experiment.training.optimizer.lr < 1
    told = json.loads((window.run_dir / "branched.json").read_text())
    assert told["run"] == str(first) and told["step"] > 0
    stop(window, qtbot)
