"""How fast this machine computes: a few short measurements, once for each number format and number of threads."""

from __future__ import annotations

import time
from collections.abc import Callable
from concurrent.futures import ThreadPoolExecutor
from dataclasses import dataclass
from functools import lru_cache

import torch
from torch.nn import functional

from workbench.training.device import autocast

TRIES = 3


@dataclass(frozen=True)
class Speed:
    """``product`` and ``convolution``: multiplications with an addition per second; ``numbers`` that a layer puts out, there
    and back; ``weights`` that an optimizer changes; ``call`` and ``step``: seconds for a layer and a step of no size."""

    product: float
    convolution: float
    numbers: float
    weights: float
    call: float
    step: float


def speed(precision: str) -> Speed:
    """That of the processor, with all threads that PyTorch takes. No random number is drawn.

    In a thread that ends: its helpers end with it, and do not stand in the way of those of a run.
    """
    with ThreadPoolExecutor(1) as pool:
        return pool.submit(lambda: _measured(precision, torch.get_num_threads())).result()


@lru_cache(maxsize=8)
def _measured(precision: str, _threads: int) -> Speed:
    device = torch.device("cpu")
    rows, matrix = torch.full((64, 768), 0.5), torch.full((512, 768), 0.5)
    images, kernels = torch.full((16, 16, 28, 28), 0.5), torch.full((32, 16, 3, 3), 0.5)
    many, tiny = torch.full((2_000_000,), 0.5), torch.full((8,), 0.5)
    with torch.no_grad(), autocast(device, precision):
        product = _seconds(lambda: functional.linear(rows, matrix))
        convolution = _seconds(lambda: functional.conv2d(images, kernels, padding=1))
        moved = _seconds(lambda: functional.relu(many))
        called = _seconds(lambda: functional.relu(tiny))
    return Speed(
        product=64 * 768 * 512 / product,
        convolution=16 * 32 * 28 * 28 * 16 * 9 / convolution,
        numbers=len(many) / (3 * moved),
        weights=len(many) / (4 * moved),
        call=20 * called,  # the module around it, what autograd notes, and the way back
        step=150 * called,
    )


def _seconds(work: Callable[[], object]) -> float:
    """Of the quickest of some tries, each at least half a millisecond long."""
    work()
    times, count = 1, 0.0
    while True:
        count = _once(work, times)
        if count > 0.0005 or times >= 4096:
            break
        times *= 4
    return min(count, *(_once(work, times) for _ in range(TRIES))) / times


def _once(work: Callable[[], object], times: int) -> float:
    begun = time.perf_counter()
    for _ in range(times):
        work()
    return time.perf_counter() - begun
