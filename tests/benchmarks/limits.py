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


def has_bfloat16() -> bool:
    """Whether this processor computes it natively; where not, "auto" is float32 and there is nothing to compare."""
    return resolve_precision("auto", torch.device("cpu")) == "bfloat16"


def bare_step(case: Case, best: bool, bfloat16: bool = False) -> Callable[[], Tensor]:
    """``best``: fused Adam and, where something convolves, channels-last. Else PyTorch's defaults."""
    network, (images, targets) = case.network().train(), case.ready
    if best and case.convolves:
        network, images = (
            network.to(memory_format=torch.channels_last),
            images.contiguous(memory_format=torch.channels_last),
        )
    optimizer = torch.optim.Adam(network.parameters(), **({"fused": True} if best else {}))
    criterion = nn.CrossEntropyLoss()

    def step() -> Tensor:
        optimizer.zero_grad()
        with torch.autocast("cpu", dtype=torch.bfloat16) if bfloat16 else nullcontext():
            loss = criterion(network(images), targets)
        loss.backward()
        optimizer.step()
        return loss

    return step


def bare(case: Case, best: bool, bfloat16: bool = False) -> Timed:
    """Samples per second of bare steps."""
    step, steps = bare_step(case, best, bfloat16), case.epochs * case.count // BATCH

    def run() -> float:
        started = time.perf_counter()
        for _ in range(steps):
            step()
        return steps * BATCH / (time.perf_counter() - started)

    return run
