"""Random numbers as pure functions of (seed, epoch, sample): no order, no worker and no pause can change them."""

from __future__ import annotations

import hashlib

import torch
from torch import Tensor


def generator(*key: int) -> torch.Generator:
    """A generator whose numbers follow from the key alone."""
    digest = hashlib.blake2b(repr(key).encode(), digest_size=7).digest()
    return torch.Generator().manual_seed(int.from_bytes(digest, "big"))


def epoch_order(seed: int, epoch: int, count: int) -> Tensor:
    """In which order the samples come in this epoch: indices (count,)."""
    return torch.randperm(count, generator=generator(seed, epoch))


def balanced_order(seed: int, epoch: int, targets: Tensor) -> Tensor:
    """Indices (count,) of as many samples, drawn so that every class comes equally often; ``targets`` (count,) int64."""
    weights = 1 / torch.bincount(targets).clamp(min=1)[targets].to(torch.float64)
    return torch.multinomial(weights, len(targets), replacement=True, generator=generator(seed, epoch))


def epoch_draws(seed: int, epoch: int, step: int, count: int, draws: int) -> Tensor:
    """Uniform numbers in [0, 1) for one random step of the pipeline: a row for each sample, (count, draws)."""
    return torch.rand(count, draws, generator=generator(seed, epoch, step))


def batch_draws(seed: int, epoch: int, step: int, batch: int, draws: int) -> Tensor:
    """Uniform numbers in [0, 1) for one step that mixes a batch, (draws,); ``batch`` counts those of the epoch from 0."""
    return torch.rand(draws, generator=generator(seed, epoch, step, batch))
