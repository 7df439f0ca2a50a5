"""The decorators that declare a part: what PyTorch calls it, where it stands in the palette, what it infers."""

from collections.abc import Callable, Mapping
from typing import Any, TypeVar

from workbench.spec.parts import DatasetPart, Infer, Layer, Loss, Optimizer, Part, Scheduler, Transform, register

P = TypeVar("P", bound=Part)


def _declared(cls: type[P], **values: Any) -> type[P]:
    for name, value in values.items():
        setattr(cls, name, value)
    return register(cls)


def layer(
    group: str,
    *,
    infers: Mapping[str, Infer] | None = None,
    ranks: tuple[int, ...] = (),
    for_rank: Mapping[int, str] | None = None,
    implementation: str = "",
) -> Callable[[type[Layer]], type[Layer]]:
    """A layer of ``torch.nn``. ``infers`` maps parameters that follow from the input's shape to a function of it.

    ``implementation`` is the dotted name of a class of ``workbench.modules`` where PyTorch has no such layer.
    """

    def declare(cls: type[Layer]) -> type[Layer]:
        target = implementation or cls.target or f"torch.nn.{cls.__name__}"
        return _declared(
            cls, group=group, target=target, infers=dict(infers or {}), ranks=ranks, for_rank=dict(for_rank or {})
        )

    return declare


def transform(
    group: str, *, random: bool = False, implementation: str = ""
) -> Callable[[type[Transform]], type[Transform]]:
    """A transform. Deterministic ones are torchvision's own; random ones are vectorised in ``data.augment``.

    ``implementation`` is the dotted name of a class of ``workbench.data`` where neither is meant.
    """

    def declare(cls: type[Transform]) -> type[Transform]:
        home = "workbench.data.augment" if random else "torchvision.transforms.v2"
        target = implementation or cls.target or f"{home}.{cls.__name__}"
        return _declared(cls, group=group, target=target, random=random)

    return declare


def dataset(group: str, *, implementation: str) -> Callable[[type[DatasetPart]], type[DatasetPart]]:
    """A data set; ``implementation`` is the dotted name of the class in ``workbench.data`` that reads it."""
    return lambda cls: _declared(cls, group=group, implementation=implementation)


def loss(group: str, *, targets: str, wants: str, binary: bool = False) -> Callable[[type[Loss]], type[Loss]]:
    """A loss of ``torch.nn``."""

    def declare(cls: type[Loss]) -> type[Loss]:
        target = f"torch.nn.{cls.__name__}"
        return _declared(cls, group=group, target=target, targets=targets, wants=wants, binary=binary)

    return declare


def optimizer(group: str) -> Callable[[type[Optimizer]], type[Optimizer]]:
    """An optimizer of ``torch.optim``."""
    return lambda cls: _declared(cls, group=group, target=f"torch.optim.{cls.__name__}")


def scheduler(group: str, *, interval: str, needs_metric: bool = False) -> Callable[[type[Scheduler]], type[Scheduler]]:
    """A schedule of ``torch.optim.lr_scheduler``."""

    def declare(cls: type[Scheduler]) -> type[Scheduler]:
        target = f"torch.optim.lr_scheduler.{cls.__name__}"
        return _declared(cls, group=group, target=target, interval=interval, needs_metric=needs_metric)

    return declare
