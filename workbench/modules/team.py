"""Processes that train one model together: torchrun starts them, DistributedDataParallel brings their gradients together.

A batch stays what it is with one process. Each process computes its share of the samples, and the sums over all of them
are those of the whole batch: so the weights are those of one process, but for the rounding of sums.
"""

from __future__ import annotations

import copy
import datetime
import inspect
import os
from collections.abc import Callable, Iterator
from contextlib import AbstractContextManager, contextmanager, nullcontext
from typing import Any

import torch
from torch import Tensor, nn

from workbench.modules.whole_batch_norm import WholeBatchNorm, over_the_whole_batch

APART = 1_000_003
"""Between the seeds of two processes."""


class Team:
    """This process is number ``rank`` of ``size``, and number ``local_rank`` of the ``here`` on this machine.

    One alone does as if there were no team.
    """

    def __init__(self, rank: int = 0, size: int = 1, local_rank: int = 0, here: int = 1) -> None:
        self.rank, self.size, self.local_rank, self.here = rank, size, local_rank, here

    @classmethod
    def joined(cls) -> Team:
        """The team that torchrun has started; without torchrun, this process alone."""
        names = {"RANK": 0, "WORLD_SIZE": 1, "LOCAL_RANK": 0, "LOCAL_WORLD_SIZE": 1}
        rank, size, local, here = (int(os.environ.get(name, alone)) for name, alone in names.items())
        if size > 1:
            gpu = torch.cuda.is_available() and torch.distributed.is_nccl_available()
            patience = datetime.timedelta(days=1)  # for data; one that has died is noticed at once
            torch.distributed.init_process_group("cpu:gloo,cuda:nccl" if gpu else "gloo", timeout=patience)
        return cls(rank, size, local, here)

    @property
    def leads(self) -> bool:
        """Whether this is the one that writes files."""
        return self.rank == 0

    def place(self, device: torch.device) -> torch.device:
        """Where this process computes: of several GPUs each has its own."""
        if self.size > 1 and device.type == "cuda":
            device = torch.device("cuda", self.local_rank)
            torch.cuda.set_device(device)
        return device

    def share(self, count: int) -> tuple[slice, int]:
        """Which of so many samples of a batch are this one's, and how many; where there are none, the first stands in."""
        start, end = count * self.rank // self.size, count * (self.rank + 1) // self.size
        return (slice(start, end), end - start) if end > start else (slice(0, 1), 0)

    @contextmanager
    def first_here(self) -> Iterator[None]:
        """Let the first process of every machine do the block before the others, which find what it has downloaded."""
        if self.local_rank:
            self.sum(torch.zeros(1))
        yield
        if not self.local_rank:
            self.sum(torch.zeros(1))

    def sum(self, numbers: Tensor) -> Tensor:
        """The sum over all; the same tensor where there is one process."""
        if self.size > 1:
            torch.distributed.all_reduce(numbers)
        return numbers

    def wrapped(self, model: nn.Module, device: torch.device) -> nn.Module:
        """What the steps call; batch norms of the model look at whole batches from here on. Its state_dict stays as it was."""
        if self.size == 1:
            return model
        over_the_whole_batch(model)
        ddp: Any = nn.parallel.DistributedDataParallel
        places = [device] if device.type == "cuda" else None
        known = inspect.signature(ddp).parameters  # newer versions of PyTorch have another name for it
        name = "forward_sync_buffers" if "forward_sync_buffers" in known else "broadcast_buffers"
        return ddp(model, device_ids=places, **{name: False})

    def quiet(self, model: Any, more: bool) -> AbstractContextManager[Any]:
        """Around a backward pass after which more follow before the step: the gradients wait for the last one."""
        return model.no_sync() if more and self.size > 1 else nullcontext()

    def leave(self) -> None:
        """At the end."""
        if self.size > 1:
            torch.distributed.destroy_process_group()

    def part_ways(self, seed: int) -> None:
        """Give each process its own random numbers (dropout); the first has those of one process alone."""
        if self.rank:
            torch.manual_seed((seed + APART * self.rank) % 2**63)


class WholeBatchLoss:
    """What this process adds to the loss of the whole batch. The sum over the team is what one process would compute.

    ``criterion`` (outputs, targets) gives a mean over the samples, or their sum where ``summed``. The means of CrossEntropyLoss
    and NLLLoss are over class weights; they are computed as sums, over the weights of the whole batch.
    """

    def __init__(self, team: Team, criterion: Callable[[Tensor, Tensor], Tensor], summed: bool = False) -> None:
        self.team, self.criterion, self.summed = team, criterion, summed
        self.weighted = team.size > 1 and not summed and isinstance(criterion, nn.CrossEntropyLoss | nn.NLLLoss)
        if self.weighted:
            self.criterion = copy.copy(criterion)
            self.criterion.reduction = "sum"  # type: ignore[attr-defined]

    def __call__(self, outputs: Tensor, targets: Tensor, counted: int, samples: int) -> Tensor:
        """Of ``samples`` in the batch, ``counted`` are here; with 0, what is here stands in for none."""
        loss = self.criterion(outputs, targets)
        if self.team.size == 1:
            return loss
        if self.weighted:
            return loss * bool(counted) / self.team.sum(self._mass(targets) * bool(counted))
        return loss * (bool(counted) if self.summed else counted / samples)

    def _mass(self, targets: Tensor) -> Tensor:
        """What the mean of these samples would be divided by."""
        if targets.dim() > 1 and targets.is_floating_point():
            return torch.tensor(float(len(targets)), device=targets.device)
        kept = targets != self.criterion.ignore_index  # type: ignore[attr-defined]
        weight = self.criterion.weight  # type: ignore[attr-defined]
        return kept.sum().float() if weight is None else weight[targets.where(kept, 0)].where(kept, 0).sum()

    def present(self, counted: int) -> None:
        """Tell the batch norms whether what comes next counts."""
        WholeBatchNorm.absent = counted == 0
