"""Background work beside a run: it must not take the run's threads from it."""

import pytest
import torch

from workbench.gui.lane import Lane


@pytest.fixture
def two_threads():
    before = torch.get_num_threads()
    torch.set_num_threads(2)
    yield
    torch.set_num_threads(before)


@pytest.mark.parametrize(("all_threads", "count"), [(False, 1), (True, 2)])
def test_only_the_lane_of_the_runs_computes_with_several_threads(qtbot, two_threads, all_threads, count):
    lane, found = Lane("lane", all_threads=all_threads), []
    lane.submit("count", torch.get_num_threads, found.append)
    qtbot.waitUntil(lambda: bool(found), timeout=10_000)
    lane.close()
    assert found == [count]
    assert torch.get_num_threads() == 2
