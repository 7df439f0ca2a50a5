"""Background work beside a run: it must not take the run's threads from it."""

import os
import sys
import threading

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


@pytest.mark.skipif(sys.platform != "linux", reason="threads have no priorities of their own")
def test_a_lane_and_the_threads_it_starts_stand_back(qtbot):
    def niceness() -> tuple[int, int]:
        started: list[int] = []
        other = threading.Thread(
            target=lambda: started.append(os.getpriority(os.PRIO_PROCESS, threading.get_native_id()))
        )
        other.start()
        other.join()
        return os.getpriority(os.PRIO_PROCESS, threading.get_native_id()), started[0]

    usual, found = os.getpriority(os.PRIO_PROCESS, 0), []
    lane = Lane("standing back", niceness=3)
    lane.submit("asked", niceness, found.append)
    qtbot.waitUntil(lambda: bool(found))
    lane.close()
    assert found == [(min(usual + 3, 19),) * 2]
    assert os.getpriority(os.PRIO_PROCESS, threading.get_native_id()) == usual
