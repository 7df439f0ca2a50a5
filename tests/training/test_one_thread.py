"""A thread that computes by itself leaves the others as they were, those that start later, too."""

import threading

import torch

from workbench.training.device import one_thread


def counted(work=lambda: None) -> int:
    """How many threads PyTorch uses in a new thread, after this work in it."""
    found = []

    def run() -> None:
        work()
        found.append(torch.get_num_threads())

    thread = threading.Thread(target=run)
    thread.start()
    thread.join()
    return found[0]


def test_only_the_thread_that_asked_computes_alone() -> None:
    before = torch.get_num_threads()
    try:
        torch.set_num_threads(3)
        assert counted(one_thread) == 1
        assert counted() == 3
        assert torch.get_num_threads() == 3
    finally:
        torch.set_num_threads(before)
