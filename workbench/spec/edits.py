"""Edits: small values, each a pure function from one experiment to another.

A fix carries them, the window makes them, undo keeps the experiment from before. Applying an edit
raises ``ValueError`` (pydantic's ``ValidationError`` is one) and changes nothing when it does not fit.
"""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass
from typing import TYPE_CHECKING, Any

from workbench.spec.address import Step, get, parse

if TYPE_CHECKING:
    from workbench.spec.experiment import Experiment
    from workbench.spec.parts import Part


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


Edit = SetValue | Insert | Remove | Move


def apply(experiment: Experiment, edits: Iterable[Edit]) -> Experiment:
    """The experiment after the edits, one after the other."""
    for edit in edits:
        experiment = _apply(experiment, edit)
    return experiment


def moved(items: tuple[Any, ...], indices: Iterable[int], to: int) -> tuple[Any, ...]:
    """The items with those at ``indices`` moved to before the item that now has index ``to``."""
    chosen = sorted(set(indices))
    before = [item for i, item in enumerate(items[:to]) if i not in chosen]
    after = [item for i, item in enumerate(items[to:], start=to) if i not in chosen]
    return (*before, *(items[i] for i in chosen), *after)


def _apply(experiment: Experiment, edit: Edit) -> Experiment:
    if isinstance(edit, SetValue):
        return set_value(experiment, parse(edit.address), edit.value)
    items = get(experiment, edit.address)
    if isinstance(edit, Insert):
        new = (*items[: edit.index], *edit.parts, *items[edit.index :])
    elif isinstance(edit, Remove):
        new = tuple(item for i, item in enumerate(items) if i not in edit.indices)
    else:
        new = moved(items, edit.indices, edit.to)
    return set_value(experiment, parse(edit.address), new)


def set_value(root: Any, steps: tuple[Step, ...], value: Any) -> Any:
    """The tree with the value at the end of the steps replaced; everything beside the path is shared."""
    if not steps:
        return value
    step, rest = steps[0], steps[1:]
    if isinstance(step, int):
        if not isinstance(root, tuple) or step >= len(root):
            raise ValueError(f"there is no item {step} here")
        return (*root[:step], set_value(root[step], rest, value), *root[step + 1 :])
    if step not in getattr(type(root), "model_fields", {}):
        raise ValueError(f"there is no {step!r} here")
    return root.replace(**{step: set_value(getattr(root, step), rest, value)})
