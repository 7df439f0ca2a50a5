"""The bare step: forward, backward and optimizer on one ready batch, and nothing else."""

from __future__ import annotations

import time
from collections.abc import Callable
from contextlib import nullcontext

import torch
from torch import Tensor, nn

from tests.benchmarks.models import BATCH, Case
from workbench.training.device import resolve_precision

Timed = Callable[[], float]
"""Trains for an epoch or so, and returns samples per second."""


def has_bfloat16(device: str = "cpu") -> bool:
    """Whether it computes it natively; where not, "auto" is float32 and there is nothing to compare."""
    return resolve_precision("auto", torch.device(device)) == "bfloat16"


def bare_step(case: Case, best: bool, bfloat16: bool = False, capturable: bool = False) -> Callable[[], Tensor]:
    """``best``: fused Adam and, where something convolves, channels-last. Else PyTorch's defaults."""
    network, (images, targets) = case.network().train(), case.ready
    if best and case.convolves:
        network, images = (
            network.to(memory_format=torch.channels_last),
            images.contiguous(memory_format=torch.channels_last),
        )
    optimizer = torch.optim.Adam(network.parameters(), capturable=capturable, **({"fused": True} if best else {}))
    criterion = nn.CrossEntropyLoss()

    def step() -> Tensor:
        optimizer.zero_grad()
        with torch.autocast(case.device, dtype=torch.bfloat16) if bfloat16 else nullcontext():
            loss = criterion(network(images), targets)
        loss.backward()
        optimizer.step()
        return loss

    return step


def bare(case: Case, best: bool, bfloat16: bool = False) -> Timed:
    """Samples per second of bare steps."""
    return _timed(bare_step(case, best, bfloat16), case)


def recorded(case: Case, bfloat16: bool = False) -> Timed:
    """Samples per second of the best bare step, recorded once and replayed: a CUDA graph."""
    if case.device == "cpu":
        raise NotImplementedError("a CPU does not record")
    step = bare_step(case, best=True, bfloat16=bfloat16, capturable=True)
    aside, graph = torch.cuda.Stream(), torch.cuda.CUDAGraph()
    with torch.cuda.stream(aside):
        for _ in range(3):
            step()
    torch.cuda.synchronize()
    with torch.cuda.graph(graph):
        step()
    return _timed(graph.replay, case)


def _timed(step: Callable[[], object], case: Case) -> Timed:
    steps = case.epochs * case.count // BATCH

    def run() -> float:
        started = time.perf_counter()
        for _ in range(steps):
            step()
        if case.device == "cuda":
            torch.cuda.synchronize()
        return steps * BATCH / (time.perf_counter() - started)

    return run
