"""Edits: small values, each a pure function from one experiment to another.

A fix carries them, the window makes them, undo keeps the experiment from before. Applying an edit
raises ``ValueError`` (pydantic's ``ValidationError`` is one) and changes nothing when it does not fit.
"""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass
from typing import TYPE_CHECKING, Any, TypeVar

from workbench.spec.address import Step, get, join, parse
from workbench.spec.parts import Part, Value
from workbench.spec.unknown import Unknown

if TYPE_CHECKING:
    from workbench.spec.experiment import Experiment

V = TypeVar("V", bound=Value)


@dataclass(frozen=True)
class SetValue:
    """Put a value at an address: a parameter, a part, or a whole list."""

    address: str
    value: Any


@dataclass(frozen=True)
class Insert:
    """Put parts into the list at an address, before the given index."""

    address: str
    index: int
    parts: tuple[Part, ...]


@dataclass(frozen=True)
class Remove:
    """Take the items at these indices out of the list at an address."""

    address: str
    indices: tuple[int, ...]


@dataclass(frozen=True)
class Move:
    """Move the items at these indices, kept in their order, to before the item that now has index ``to``."""

    address: str
    indices: tuple[int, ...]
    to: int


@dataclass(frozen=True)
class Transfer:
    """Take items out of their lists and put them, in their order, into another list before its item ``index``.

    Every address and the index are those from before; a list inside of one of the items cannot be the goal.
    """

    items: tuple[str, ...]
    address: str
    index: int


Edit = SetValue | Insert | Remove | Move | Transfer


def apply(experiment: Experiment, edits: Iterable[Edit]) -> Experiment:
    """The experiment after the edits, one after the other."""
    for edit in edits:
        experiment = _apply(experiment, edit)
    return experiment


def moved(items: tuple[Any, ...], indices: Iterable[int], to: int) -> tuple[Any, ...]:
    """The items with those at ``indices`` moved to before the item that now has index ``to``."""
    chosen = set(indices)
    _expect_inside(items, chosen, to)
    before = [item for i, item in enumerate(items[:to]) if i not in chosen]
    after = [item for i, item in enumerate(items[to:], start=to) if i not in chosen]
    return (*before, *(items[i] for i in sorted(chosen)), *after)


def place_for(items: tuple[Part, ...], index: int, parts: Iterable[Part]) -> int:
    """Where parts go that are wanted before the item ``index``: what mixes whole batches to the end, all else before it."""
    mixing = len(items)
    while mixing and getattr(items[mixing - 1], "batch", False):
        mixing -= 1
    kinds = {bool(getattr(part, "batch", False)) for part in parts}
    if len(kinds) != 1:
        return index
    return max(index, mixing) if kinds.pop() else min(index, mixing)


def set_value(root: V, steps: tuple[Step, ...], value: Any) -> V:
    """The tree with the value at the end of the steps replaced; everything beside the path is shared.

    It is checked from the root, so that a ``ValidationError`` holds the whole address of what does not fit.
    """
    patched = _patched(root, steps, value)
    if steps:
        patched.pop("type", None)  # the root's own class is known
    return type(root).model_validate(patched)


def _apply(experiment: Experiment, edit: Edit) -> Experiment:
    if isinstance(edit, SetValue):
        return set_value(experiment, parse(edit.address), edit.value)
    if isinstance(edit, Transfer):
        return _transferred(experiment, edit)
    items = get(experiment, edit.address)
    if not isinstance(items, tuple):
        raise ValueError(f"{edit.address} is not a list")
    return set_value(experiment, parse(edit.address), _edited(items, edit))


def _transferred(experiment: Experiment, edit: Transfer) -> Experiment:
    """Insert first, then remove from the last to the first: what is removed moves nothing that comes before it."""
    goal = parse(edit.address)
    sources = sorted({parse(item) for item in edit.items}, key=lambda steps: [str(s).zfill(12) for s in steps])
    for steps in sources:
        if not isinstance(steps[-1], int):
            raise ValueError(f"{join(steps)} is not an item of a list")
        if goal[: len(steps)] == steps:
            raise ValueError(f"{join(steps)} cannot be put into itself")
    parts = tuple(get(experiment, join(steps)) for steps in sources)
    experiment = _apply(experiment, Insert(edit.address, edit.index, parts))
    at = len(goal)
    for steps in reversed(sources):
        place = steps[at] if steps[:at] == goal else None
        if isinstance(place, int) and place >= edit.index:
            steps = (*goal, place + len(parts), *steps[at + 1 :])
        experiment = _apply(experiment, Remove(join(steps[:-1]), (int(steps[-1]),)))
    return experiment


def _edited(items: tuple[Any, ...], edit: Insert | Remove | Move) -> tuple[Any, ...]:
    if isinstance(edit, Insert):
        _expect_inside(items, (), edit.index)
        return (*items[: edit.index], *edit.parts, *items[edit.index :])
    if isinstance(edit, Remove):
        _expect_inside(items, edit.indices)
        return tuple(item for i, item in enumerate(items) if i not in edit.indices)
    return moved(items, edit.indices, edit.to)


def _expect_inside(items: tuple[Any, ...], indices: Iterable[int], gap: int = 0) -> None:
    """``indices`` name items, ``gap`` a place between them or at either end."""
    outside = [i for i in indices if not 0 <= i < len(items)] + [gap] * (not 0 <= gap <= len(items))
    if outside:
        raise ValueError(f"there is no item {outside[0]} in this list of {len(items)}")


def _patched(root: Any, steps: tuple[Step, ...], value: Any) -> Any:
    """The tables and lists on the path as plain ones with the value in its place; the rest as it is."""
    if not steps:
        return value
    step, rest = steps[0], steps[1:]
    if isinstance(step, int):
        if not isinstance(root, tuple) or step >= len(root):
            raise ValueError(f"there is no item {step} here")
        return [*root[:step], _patched(root[step], rest, value), *root[step + 1 :]]
    if not isinstance(root, Value) or step not in type(root).model_fields:
        raise ValueError(f"there is no {step!r} here")
    if isinstance(root, Unknown):
        return root.replace(**{step: value})
    head = {"type": root.type} if isinstance(root, Part) else {}
    fields = {name: getattr(root, name) for name in type(root).model_fields}
    return head | fields | {step: _patched(fields[step], rest, value)}
