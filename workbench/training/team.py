"""What the processes of a run agree on between two steps, and what only one of them does."""

from __future__ import annotations

import pickle
from collections.abc import Callable, Iterator, Sequence
from contextlib import contextmanager
from dataclasses import dataclass
from pathlib import Path
from typing import Any, Self, TypeVar

import torch
from torch import Tensor, nn

from workbench.data.samples import Facts
from workbench.modules.team import APART, Team
from workbench.training.control import Control, Order
from workbench.training.evaluate import batch_rows, evaluate
from workbench.training.events import EpochDone, Steered
from workbench.training.runs import RunFolder

T = TypeVar("T")
POLL_SECONDS = 0.2
"""How often a team that is paused asks whether it still is."""


@dataclass(frozen=True)
class Orders:
    """What is to be done between two steps."""

    stop: bool
    pause: bool
    weights: bool
    save: bool = False
    changes: tuple[Order, ...] = ()


def agreed(team: Team, control: Control, step: int, save: bool = False) -> Orders:
    """The orders that any of the processes has got after a step; the same for all. ``save``: whether a checkpoint is due."""
    changes = control.take_orders(step)
    flags = (control.stopping, control.pausing, control.take_weights_wanted(), save)
    if team.size == 1:
        return Orders(*flags, changes)
    *flags, some = _any((*flags, bool(changes)))  # type: ignore[assignment]
    if some:
        changes = tuple(order for each in gathered(team, changes) for order in each)
    return Orders(*flags, changes)


def orders_while_paused(team: Team, control: Control, step: int) -> Orders:
    """Wait, without computing, until there is something to do or the pause is over."""
    while True:
        control.wait_while_paused(POLL_SECONDS if team.size > 1 else None)
        orders = agreed(team, control, step)
        if orders.stop or orders.weights or orders.changes or not orders.pause:
            return orders


def any_of(team: Team, flag: bool) -> bool:
    """Whether it is so in any of the processes."""
    return flag if team.size == 1 else _any((flag,))[0]


def _any(flags: Sequence[bool]) -> list[bool]:
    found = torch.tensor(flags, dtype=torch.uint8)  # on the CPU: no GPU waits for it
    torch.distributed.all_reduce(found, torch.distributed.ReduceOp.MAX)
    return [bool(flag) for flag in found.tolist()]


def from_the_first(team: Team, work: Callable[[], T]) -> T:
    """What ``work`` gives in the first process, for all of them. What it raises there ends the team."""
    if team.size == 1:
        return work()
    box: list[Any] = [work() if team.leads else None]
    torch.distributed.broadcast_object_list(box)
    return box[0]  # type: ignore[no-any-return]


def gathered(team: Team, value: Any) -> list[Any]:
    """What every process has, in the order of their ranks."""
    if team.size == 1:
        return [value]
    found: list[Any] = [None] * team.size
    torch.distributed.all_gather_object(found, pickle.dumps(value))
    return [pickle.loads(item) for item in found]


def seed_of(team: Team, seed: int, step: int) -> int:
    """For a process whose random numbers nobody has kept."""
    return (seed + APART * (team.rank + team.size * step)) % 2**63


def evaluate_together(
    team: Team,
    model: nn.Module,
    inputs: Tensor,
    targets: Tensor,
    criterion: Callable[[Tensor, Tensor], Tensor],
    score: Callable[[Tensor, Tensor], Tensor],
) -> tuple[float, float]:
    """As :func:`workbench.training.evaluate.evaluate`; the batches are those of one process, and each process has its own of them."""
    if team.size == 1:
        return evaluate(model, inputs, targets, criterion, score)
    count = batch_rows(inputs)
    sums = torch.zeros(2, dtype=torch.float64)
    for start in range(team.rank * count, len(targets), count * team.size):
        wanted = targets[start : start + count]
        means = evaluate(model, inputs[start : start + count], wanted, criterion, score)
        sums += torch.tensor(means, dtype=torch.float64) * len(wanted)
    loss, scored = (team.sum(sums) / len(targets)).tolist()
    return loss, scored


class NoFolder(RunFolder):
    """That of the processes that do not lead: they write nothing."""

    def __init__(self) -> None:
        super().__init__(Path())

    @property
    def name(self) -> str:
        """None."""
        return ""

    @contextmanager
    def held(self) -> Iterator[Self]:
        """Nothing to lock."""
        yield self

    def begin(self, *_args: Any, **_more: Any) -> None:
        """Nothing."""

    def log_steered(self, event: Steered) -> None:
        """Nothing."""

    def save_checkpoint(self, *_args: Any, **_more: Any) -> Path:
        """Nothing."""
        return self.path

    def save_facts(self, facts: Facts) -> None:
        """Nothing."""

    def save_learned(self, state: dict[str, Any]) -> None:
        """Nothing."""

    def save_weights(self, *_args: Any, **_more: Any) -> Path:
        """Nothing."""
        return self.path

    def log_epoch(self, event: EpochDone) -> None:
        """Nothing."""

    def finish(self, summary: dict[str, Any]) -> None:
        """Nothing."""

    def log(self, text: str) -> None:
        """Nothing."""

    def close(self) -> None:
        """Nothing."""
