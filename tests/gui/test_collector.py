"""Garbage is collected in the window's thread and nowhere else."""

import gc
import threading
import weakref

import pytest

from workbench.gui.collector import Collector


class Ring:
    """An object in a reference cycle: only the collector can free it."""

    def __init__(self):
        self.me = self


@pytest.fixture
def collector(qapp):
    gc.collect()
    collector = Collector()
    yield collector
    collector.close()
    assert gc.isenabled() and gc.get_freeze_count() == 0


def test_a_worker_collects_nothing(collector):
    freed_in = []
    weakref.finalize(Ring(), lambda: freed_in.append(threading.current_thread()))
    worker = threading.Thread(target=lambda: [[] for _ in range(50_000)])
    worker.start()
    worker.join()
    assert freed_in == []


def test_the_window_does(collector, qtbot):
    freed_in = []
    weakref.finalize(Ring(), lambda: freed_in.append(threading.current_thread()))
    litter = [[] for _ in range(2_000)]
    collector._timer.setInterval(0)
    qtbot.waitUntil(lambda: bool(freed_in))
    assert freed_in == [threading.main_thread()] and litter


def test_what_is_spared_is_not_looked_through(collector):
    before = gc.get_freeze_count()
    collector.spare()
    assert gc.get_freeze_count() > before
