"""The panel in the window: after a short training it shows maps, kernels, what a number sees, its sum, and what matters."""

import numpy as np
import pytest
from PySide6.QtWidgets import QToolButton

from workbench.evaluation.inspect.filters import filters  # noqa: F401 - brings PyTorch in before any clock runs
from workbench.gui.inspect.panel import InspectPanel
from workbench.gui.inspect.prober import Prober
from workbench.gui.model_at_hand import ChosenSample
from workbench.gui.session import State
from workbench.spec.experiment import Experiment
from workbench.spec.files import from_toml

SMALL = """
format = 1
[data]
source = { type = "Strokes", train_count = 60, test_count = 20 }
batch_size = 20
[[data.transforms]]
type = "Normalize"
mean = [0.1307]
std = [0.3081]
[[model.layers]]
type = "Conv2d"
out_channels = 3
kernel_size = 3
padding = 1
[[model.layers]]
type = "ReLU"
[[model.layers]]
type = "MaxPool2d"
kernel_size = 2
[[model.layers]]
type = "Flatten"
[[model.layers]]
type = "Linear"
out_features = 10
[training]
epochs = 1
device = "cpu"
"""


MATTERS = 4


@pytest.fixture
def tiny(request) -> Experiment:
    return from_toml(getattr(request, "param", SMALL))


@pytest.fixture
def panel(window, qtbot) -> InspectPanel:
    """In front, after a training; a sample of the test part is looked at."""
    window.docks.go_to("inspect")
    found: InspectPanel = window.run_panels.by_name["inspect"].panel()
    assert found.currentWidget() is found.empty and found.look is None
    window.train()
    qtbot.waitUntil(lambda: window.session.state is State.FINISHED, timeout=30_000)
    qtbot.waitUntil(lambda: found.look is not None, timeout=20_000)
    return found


def choose(panel: InspectPanel, qtbot, address: str) -> None:
    panel.inside.layers.setCurrentIndex(
        panel.inside.layers.model().index(panel.inside.layers.addresses().index(address), 0)
    )
    qtbot.waitUntil(lambda: panel.look.wanted.layer == address, timeout=10_000)


def test_from_the_maps_to_the_sum_behind_one_number(panel, qtbot):
    addresses = [f"model.layers[{number}]" for number in range(5)]
    assert panel.inside.layers.addresses() == ["model", *addresses] and panel.inside.layers.address() == addresses[0]
    assert "Predicted: " in panel.prediction.whole_text() and "True: " in panel.prediction.whole_text()
    maps = panel.inside.maps
    assert maps.grid.maps().shape == (3, 28, 28)
    panel.inside.selection.choose(2, (10, 12))
    qtbot.waitUntil(lambda: panel.look.reach is not None, timeout=10_000)
    assert panel.look.reach.box == ((0, 1), (9, 12), (11, 14))
    assert maps.input.picture._boxes == ((9, 11, 12, 14),)
    panel.inside.tabs.setCurrentIndex(1)
    qtbot.waitUntil(lambda: len(panel.inside.filters.grid.maps()) == 3, timeout=10_000)
    assert panel.inside.filters.slices.maps().shape == (1, 3, 3) and len(panel.inside.filters.table()) == 28
    panel.inside.tabs.setCurrentIndex(2)
    qtbot.waitUntil(lambda: panel.inside.hand.hand.hand is not None, timeout=10_000)
    hand = panel.inside.hand.hand.hand
    value = float(panel.look.activations.at(addresses[0]).values[2, 10, 12])
    assert hand.position == (2, 10, 12) and np.isclose(hand.result, value, atol=1e-4)
    choose(panel, qtbot, addresses[2])
    assert panel.inside.hand.hand.hand.type == "MaxPool2d" and len(panel.inside.hand.table()) == 5
    choose(panel, qtbot, addresses[4])
    assert panel.inside.hand.hand.hand.type == "Linear" and panel.inside.hand.by_size.isVisible()
    panel.inside.tabs.setCurrentIndex(0)
    assert maps.stack.currentWidget() is maps.bars and len(maps.bars.values()) == 10


def test_every_method_says_what_matters_and_how_to_read_it(panel, qtbot):
    matters, readings = panel.inside.matters, set()
    with qtbot.waitSignal(matters.explained, timeout=20_000):
        panel.inside.tabs.setCurrentIndex(MATTERS)
    for row in range(matters.controls.methods.count()):
        if row:
            with qtbot.waitSignal(matters.explained, timeout=20_000):
                matters.controls.methods.setCurrentIndex(row)
        assert matters.found.method == matters.controls.methods.itemData(row)
        assert len(matters.table()) == 28 * 28 + 1
        readings.add(matters.reading.text())
    assert len(readings) == 6
    with qtbot.waitSignal(matters.explained, timeout=20_000):
        matters.controls.target.setCurrentIndex(1 + 4)
    assert matters.found.target == 4 and matters.found.name == "4"


def test_what_would_change_its_mind_is_marked_and_what_covers_can_be_chosen(panel, qtbot):
    matters = panel.inside.matters
    panel.inside.tabs.setCurrentIndex(MATTERS)
    controls = matters.controls
    with qtbot.waitSignal(matters.explained, timeout=20_000):
        controls.methods.setCurrentIndex(controls.methods.findData("occlusion"))
    with qtbot.waitSignal(matters.explained, timeout=20_000):
        controls.patch.setValue(20)
    assert controls.stride.maximum() == 20 and controls.options().window == (20,)
    with qtbot.waitSignal(matters.explained, timeout=20_000):
        controls.covers.setCurrentIndex(controls.covers.findData("white"))
    assert controls.options().baseline == "white" and matters.found.flips, "nothing changes its mind: cover more"
    marks, flip = matters.input.picture._marks, matters.found.flips[0]
    assert len(marks) == len(matters.found.flips)
    assert marks[0].box == (flip.box[0][0], flip.box[1][0], flip.box[0][1], flip.box[1][1])
    assert flip.name in marks[0].words and f"the surest is {flip.name}" in matters.reading.text()


def test_samples_come_from_all_sides_and_nothing_is_worked_out_while_nobody_looks(panel, window, qtbot):
    source, first = panel.source, panel.look
    index = source.index.value()
    panel.findChild(QToolButton, "inspect_after").click()
    qtbot.waitUntil(lambda: panel.look is not first, timeout=10_000)
    assert source.index.value() == (index + 1) % 20
    source.step(1)  # is being read, and not wanted any more when another sample comes
    values = np.zeros((1, 28, 28), np.uint8)
    values[0, 4:24, 13:16] = 255
    window.run_panels.at_hand.sample_chosen.emit(ChosenSample("test", 7, values, "1"))
    qtbot.waitUntil(lambda: panel.look.wanted.sample is values, timeout=10_000)
    assert source.where.whole_text() == "#7 of the test part" and panel.prediction.whole_text().startswith("True: 1")
    window.draw.canvas.set_image(np.full((40, 40), 200, np.uint8))
    source.follow.click()
    qtbot.waitUntil(lambda: panel.look.wanted.subject is not None, timeout=10_000)
    assert panel.look.wanted.subject == window.try_it.subject
    window.docks.go_to("log")
    at_hand = window.run_panels.at_hand
    at_hand.set(at_hand.run_dir, at_hand.experiment, dict(at_hand.weights), 99)
    assert not panel.prober._busy and panel.look.step != 99
    window.docks.go_to("inspect")
    qtbot.waitUntil(lambda: panel.look.step == 99, timeout=10_000)


def test_while_a_run_goes_on_answers_that_nobody_clicked_for_are_seldom(qapp):
    prober = Prober(None)
    prober._spent = 0.38
    assert prober.pause_s() == 0.0
    prober.set_training(True)
    assert prober.pause_s() == pytest.approx(10.0)


TEXTS = """
format = 1
[data]
source = { type = "Sentences", train_count = 40, test_count = 10 }
[[data.transforms]]
type = "Tokenize"
length = 32
[[model.layers]]
type = "Embedding"
embedding_dim = 6
[[model.layers]]
type = "TransformerEncoderLayer"
nhead = 2
dim_feedforward = 8
[[model.layers]]
type = "MeanSteps"
[[model.layers]]
type = "Linear"
out_features = 3
[training]
epochs = 1
device = "cpu"
"""


@pytest.mark.parametrize("tiny", [TEXTS], indirect=True)
def test_the_heads_of_an_attention_with_their_tokens(panel, qtbot):
    inside, view = panel.inside, panel.inside.attention
    assert inside.tabs.isTabVisible(inside.all_views().index(view))
    inside.tabs.setCurrentIndex(inside.all_views().index(view))
    assert inside.layers.address() == "model.layers[1]"  # the first that attends
    qtbot.waitUntil(lambda: view._found is not None, timeout=10_000)
    rows = list(view.heat.table())
    tokens = [token for token, _ in panel.look.judgement.tokens]
    assert rows[0] == ["", *tokens, f"<padding> ×{32 - len(tokens)}"] and [row[0] for row in rows[1:]] == tokens
    assert all(sum(map(float, row[1:])) == pytest.approx(1, abs=1e-5) for row in rows[1:])
    view.padding.setChecked(False)
    assert len(list(view.heat.table())) == 33
    wanted = view._found.weights
    view.grid.chosen.emit(2)  # their mean
    assert float(list(view.heat.table())[1][2]) == pytest.approx(wanted.mean(0)[0, 1])
    assert len(view.table()) == 1 + 2 * 32 * 32
