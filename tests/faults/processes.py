"""Processes that have PyTorch from the start: forked from one that has loaded it and never trained."""

import multiprocessing
import os
from functools import cache
from multiprocessing.context import ForkServerContext


@cache
def warm() -> ForkServerContext:
    """Where processes come from; the first takes as long as the import of PyTorch, each later one a moment."""
    os.environ.setdefault("OMP_NUM_THREADS", "1")
    context = multiprocessing.get_context("forkserver")
    context.set_forkserver_preload(["tests.faults.preloaded"])
    return context
