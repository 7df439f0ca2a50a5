"""The benchmark of watching in a real window: the panels come to the front in turn while a run goes on."""

import pytest

from tests.benchmarks.watching import QUIET, Turns
from workbench.gui.session import State
from workbench.spec.files import from_toml

FOREVER = """
format = 1
[data]
source = { type = "Strokes", train_count = 60, test_count = 20 }
[[model.layers]]
type = "Flatten"
[[model.layers]]
type = "Linear"
[training]
epochs = 100000
device = "cpu"
"""


@pytest.fixture
def tiny():
    return from_toml(FOREVER)


def test_each_panel_has_its_turn_between_two_quiet_ones_and_then_the_run_ends(window, qtbot):
    turns = Turns(window, 10, 40, 1, window.session.stop)
    window.train()
    qtbot.waitUntil(lambda: window.session.state is State.FINISHED, timeout=30_000)
    assert [name for name, _ in turns.rates] == [QUIET, "evaluate", QUIET, "inspect", QUIET]
    assert sum(rate for _, rate in turns.rates) > 0
    assert window.run_panels.by_name["evaluate"].panel().head.live.currentIndex() == 2
