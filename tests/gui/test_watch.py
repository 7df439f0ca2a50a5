"""The same few inputs along a run: few copies of the weights, spread over it, and a way back to each of them."""

import numpy as np
import pytest
from PySide6.QtGui import QAction

from tests.gui.test_try_it import FAST, LINEAR, put, train
from workbench.gui.session import State
from workbench.gui.texts import three_digits
from workbench.gui.watch.moments import Moments
from workbench.gui.watch.strips import Strip, Strips
from workbench.spec.edits import SetValue
from workbench.spec.files import from_toml


def weights(size: int = 10) -> dict[str, np.ndarray]:
    return {"w": np.zeros(size, np.float32)}


@pytest.mark.parametrize(("spread", "early"), [("log", 12), ("even", 4)])
def test_copies_stay_few_and_spread_over_the_run(spread, early):
    moments = Moments(most=20, spread=spread)
    for step in range(1, 1001):
        moments.add(step, weights())
        assert len(moments) <= 20
    steps = [moment.step for moment in moments]
    assert steps[0] == 1 and steps[-1] == 1000 and steps == sorted(set(steps))
    assert (sum(step <= 100 for step in steps) >= early) == (spread == "log")
    gaps = np.diff(np.log1p(steps) if spread == "log" else steps)[2:-2]
    assert gaps.max() < 6 * gaps.min() + 1e-9 or spread == "log"


def test_copies_stay_small_and_the_newest_costs_nothing():
    moments = Moments(most_bytes=1000)
    for step in range(1, 50):
        moments.add(step, weights(60))  # 240 bytes each
        assert moments.bytes() <= 1000
    assert len(moments) == 5 and [moment.step for moment in moments][-1] == 49
    large = Moments(most_bytes=1000)
    large.add(1, weights(5000))
    large.add(2, weights(5000))
    assert [moment.step for moment in large] == [2]


def test_a_run_that_goes_back_forgets_what_came_later(tmp_path):
    moments = Moments()
    for step in (1, 5, 9):
        moments.add(step, weights())
    moments.add(5, weights())
    assert [moment.step for moment in moments] == [1, 5]
    moments.add_files([(3, tmp_path / "a"), (5, tmp_path / "b")])
    assert [(moment.step, moment.path is None) for moment in moments] == [(1, True), (3, False), (5, True)]


def all_known(panel, history) -> bool:
    steps = {moment.step for moment in history.moments}
    return all(steps <= {step for step, _ in strip.points} for strip in panel.strips.strips())


def test_inputs_are_watched_pinned_and_looked_back_at(window, qtbot):
    window.findChild(QAction, "action_train").trigger()
    qtbot.waitUntil(lambda: window.session.state is State.FINISHED, timeout=30_000)
    history = window.run_panels.history
    first = next(iter(history.moments))
    spoilt = {name: array * 0 for name, array in first.weights.items()}
    newest = list(history.moments)[-1]
    history.moments.clear()
    history.moments.add(1, spoilt)
    history.moments.add(newest.step, newest.weights)
    image = np.zeros((280, 280), np.uint8)
    image[40:240, 130:150] = 255
    window.draw.canvas.set_image(image)
    window.docks.go_to("watch")
    panel = window.run_panels.by_name["watch"].panel()
    qtbot.waitUntil(lambda: len(panel.strips.strips()) == 11 and all_known(panel, history), timeout=20_000)
    assert panel.strips.strips()[0].caption.startswith("your drawing: ")
    qtbot.waitUntil(lambda: panel.bars.probabilities() is not None)
    now = panel.bars.probabilities()
    assert now == pytest.approx(window.draw.bars.probabilities(), abs=1e-4)
    panel.slider.setValue(0)
    qtbot.waitUntil(lambda: panel.bars.probabilities() == pytest.approx([0.1] * 10, abs=1e-4), timeout=20_000)
    assert panel.now.isEnabled() and panel.at.text().startswith("step 1 of ")
    panel.now.click()
    assert panel.bars.probabilities() == now

    panel.pin_drawing(7)
    qtbot.waitUntil(lambda: len(panel.strips.strips()) == 12 and all_known(panel, history), timeout=20_000)
    pinned = panel.strips.strips()[1]
    assert pinned.removable and pinned.caption == "7 (pinned)"
    assert pinned.points[-1][1] == pytest.approx(now[7], abs=1e-4)
    panel.strips.removed.emit(pinned.name)
    assert len(panel.strips.strips()) == 11

    window.docks.go_to("curves")
    qtbot.waitUntil(lambda: not panel.isVisible(), timeout=20_000)
    history.moments.add(newest.step + 1, spoilt)
    history.changed.emit()
    assert not panel.watcher._busy and panel.watcher.at("drawing", newest.step + 1) is None
    window.docks.go_to("watch")
    qtbot.waitUntil(lambda: panel.watcher.at("drawing", newest.step + 1) is not None, timeout=20_000)


IRIS = """format = 1
[data]
source = { type = "Iris" }
[[model.layers]]
type = "Flatten"
[[model.layers]]
type = "Linear"
out_features = 3
"""


def test_a_run_of_other_data_is_watched_by_its_own_names_and_inputs(window, qtbot):
    window.findChild(QAction, "action_train").trigger()
    qtbot.waitUntil(lambda: window.session.state is State.FINISHED, timeout=30_000)
    digits = window.run_dir
    window.docks.go_to("watch")
    panel = window.run_panels.by_name["watch"].panel()

    def names() -> list[str]:
        """Of the inputs of the classes, as soon as all of them are judged."""
        strips = panel.strips.strips()[1:]
        return [strip.caption for strip in strips if strip.points]

    qtbot.waitUntil(lambda: names() == list("0123456789"), timeout=20_000)
    value = from_toml(IRIS)
    with qtbot.waitSignal(window.analysis.checked, timeout=20_000):
        window.document.edit([SetValue("data", value.data), SetValue("model", value.model)], "flowers")
    window.findChild(QAction, "action_train").trigger()
    qtbot.waitUntil(lambda: window.session.state is State.FINISHED, timeout=30_000)
    qtbot.waitUntil(lambda: names() == ["setosa", "versicolor", "virginica"], timeout=20_000)
    assert not panel.words.whole_text()
    window.run_panels.open(digits)  # while the experiment is still about flowers
    qtbot.waitUntil(lambda: names() == list("0123456789"), timeout=20_000)
    assert not panel.words.whole_text() and "other data" in panel.strips.strips()[0].tip
    panel.strips.chosen.emit("class 4")
    assert panel.bars.classes() == tuple("0123456789") and panel.bars.probabilities() is not None


def test_a_strip_says_the_share_at_the_place_of_the_mouse(qtbot):
    strips = Strips()
    qtbot.addWidget(strips)
    strips.resize(300, 60)
    strips.show_strips(
        [Strip("a", "7", "about a 7", None, ((0, 0.1), (500, 0.5), (1000, 0.9)))], "a", None, 1000, "even"
    )
    chart = strips._chart(strips._boxes()[0])
    assert strips.words(strips.strips()[0], chart.center().x() + 3) == "7; step 500: 50.0 %"
    assert not strips.words(strips.strips()[0], 0.0)


def test_of_numbers_what_is_predicted_is_watched_beside_what_is_true(window, qtbot):
    put(window, qtbot, f"""[data]
source = {{ type = "Diabetes" }}
validation_fraction = 0.2
[[data.transforms]]
type = "Standardize"
{LINEAR.format(1)}
{FAST}loss = {{ type = "MSELoss" }}""")  # fmt: skip
    qtbot.waitUntil(lambda: window.try_it.page.sample() is not None, timeout=20_000)
    train(window, qtbot)
    window.docks.go_to("watch")
    panel = window.run_panels.by_name["watch"].panel()
    history = window.run_panels.history
    qtbot.waitUntil(lambda: len(panel.strips.strips()) == 11 and all_known(panel, history), timeout=20_000)
    assert panel.bars.isHidden() and panel.words.isHidden()
    first, last = panel.strips.strips()[1], panel.strips.strips()[-1]
    newest = list(history.moments)[-1].step
    assert first.aim == pytest.approx(0.92) and last.right == three_digits(
        float(panel.watcher.at(last.name, newest)[0])
    )
    assert "is true" in last.tip and last.caption.startswith("true 2")
    panel.pin.click()
    qtbot.waitUntil(lambda: len(panel.strips.strips()) == 12, timeout=20_000)
    assert panel.strips.strips()[1].caption == "pinned" and panel.strips.strips()[1].removable
