"""Steering a run from the window: the strip, the menu of the layers, the marks on the curves, of runs that go on and of opened ones."""

import pytest
from PySide6.QtGui import QShortcut

from workbench.gui.panels.curves import CurvesPanel
from workbench.gui.session import State
from workbench.gui.steer.strip import SteerStrip
from workbench.spec.edits import SetValue
from workbench.training.control import Order
from workbench.training.events import EpochDone, RunResumed, RunStarted, Steered
from workbench.training.steering_file import read_steering

STARTED = RunStarted("", "cpu", "float32", ("a", "b"), 10, 0, 0, 3, 5, 1)


def marks(plot):
    return [(x, text) for x, text, _ in plot._marks]


@pytest.fixture
def strip(qtbot):
    made = SteerStrip()
    qtbot.addWidget(made)
    made.show_epochs(3, 1)
    made.show_rate(0.001)
    made.asks = []
    made.asked.connect(made.asks.append)
    return made


def test_each_control_gives_its_order(strip):
    strip.halve.click()
    strip.double.click()
    strip.rate.setText("0,0005")
    strip.apply.click()
    strip.augmentation.click()
    strip.more.click()
    strip.epochs.stepUp()
    strip.checkpoint.click()
    strip.show_layers((("model.layers[1]", "Linear"), ("model.layers[3]", "Linear")), frozenset({"model.layers[3]"}))
    strip._fill_layers()
    for action in strip.layers.menu().actions():
        action.trigger()
    assert strip.asks == [
        Order("lr", 0.5, relative=True), Order("lr", 2.0, relative=True), Order("lr", 0.0005), Order("augmentation", True),
        Order("epochs", 1, relative=True), Order("epochs", 4), Order("checkpoint"),
        Order("frozen", True, "model.layers[1]"), Order("frozen", False, "model.layers[3]"),
    ]  # fmt: skip


@pytest.mark.parametrize("text", ["", "x", "-1", "0", "nan", "inf"])
def test_what_is_no_rate_is_said_and_not_asked_for(strip, text):
    said = []
    strip.said.connect(said.append)
    strip.rate.setText(text)
    strip.ask_rate()
    assert not strip.asks and len(said) == 1


def test_in_a_narrow_place_it_takes_two_lines(strip):
    strip.show_augmentation(True, True)
    assert strip.minimumSizeHint().width() < 420
    wide, narrow = strip.heightForWidth(1000), strip.heightForWidth(420)
    assert narrow > 1.8 * wide


def test_the_field_follows_the_run_but_not_while_somebody_types(qtbot, strip):
    strip.show()
    qtbot.keyClicks(strip.rate, "5")
    strip.show_rate(0.25)
    assert strip.rate.text() == "0.0015"
    strip.ask_rate()
    strip.show_rate(0.25)
    assert strip.rate.text() == "0.25"
    qtbot.keyClicks(strip.rate, "5")
    strip.rate.findChild(QShortcut).activated.emit()  # Esc
    assert strip.rate.text() == "0.25" and not strip.rate.isModified()


def test_a_run_is_steered_and_marked_and_its_folder_shows_the_same(qtbot, window):
    window.document.edit([SetValue("training.epochs", 500)], "long")
    with qtbot.waitSignal(window.analysis.checked, timeout=30_000):
        pass
    window.train()
    qtbot.waitUntil(lambda: window.session.state is State.RUNNING, timeout=30_000)
    steering, strip = window.steering, window.steering.strip
    assert not strip.isHidden() and strip.augmentation.isChecked() and not strip.augmentation.isHidden()
    window.model.list.select(1)
    window.model.list.setFocus()
    window.at_work.follow(None, window.model.list)
    assert window.actions_by_id["freeze_in_run"].isEnabled() and not window.actions_by_id["learn_in_run"].isEnabled()
    window.actions_by_id["freeze_in_run"].trigger()
    strip.rate.setText("0.0005")
    strip.ask_rate()
    strip.epochs.setValue(400)
    qtbot.waitUntil(lambda: len(window.run_panels.record.now.steered) == 3, timeout=30_000)
    assert window.actions_by_id["learn_in_run"].isEnabled() and not window.actions_by_id["freeze_in_run"].isEnabled()
    assert window.status._run.epochs == 400 and "400" in window.log.view.toPlainText()
    steering.ask(Order("epochs", 0))
    qtbot.waitUntil(lambda: "asked for 0" in window.log.view.toPlainText(), timeout=30_000)
    qtbot.waitUntil(lambda: "asked for 0" in window.status._told[1], timeout=30_000)
    window.session.stop()
    qtbot.waitUntil(lambda: window.session.state is State.FINISHED, timeout=30_000)
    assert strip.isHidden() and not window.actions_by_id["learn_in_run"].isEnabled()
    told = read_steering(window.run_dir)
    assert [row.what for row in told] == ["frozen", "lr", "epochs"]
    texts = {text for _, text in marks(window.curves.loss)}
    assert texts == {"layers[1] frozen", "lr 0.0005", "400 epochs"} or len(texts) < 3  # of one step, they are one mark
    window.curves.clear()
    with qtbot.waitSignal(window.run_panels.opened, timeout=30_000):
        window.run_panels.open(window.run_dir)
    assert "lr 0.0005" in " ".join(text for _, text in marks(window.curves.score))
    qtbot.waitUntil(lambda: len(window.curves.loss.points("train")[0]) > 0)


def test_a_resumed_run_brings_its_marks(qtbot):
    panel = CurvesPanel()
    qtbot.addWidget(panel)
    before = (EpochDone(1, 5, 0.5, 0.5, None, None, 0.1, 1.0, 1.0),)
    told = (
        Steered(2, 1, "lr", 0.05),
        Steered(2, 1, "lr", 0.01),
        Steered(2, 1, "augmentation", False),
        Steered(4, 1, "epochs", 9),
    )
    panel.add([STARTED, RunResumed(5, 1, before, told)])
    panel.add([Steered(7, 2, "frozen", True, "model.layers[1]")])
    expected = [(2, "lr 0.01, augmentation off"), (4, "9 epochs"), (7, "layers[1] frozen")]
    assert marks(panel.loss) == marks(panel.score) == expected
    panel.add([STARTED])
    assert not marks(panel.loss)
