"""What differs between two experiments, address by address; and which parts of two lists belong together."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from typing import Any, TypeVar

from workbench.spec.address import Step, join
from workbench.spec.experiment import Experiment
from workbench.spec.fields import NONE_WORD, plain_value, shown
from workbench.spec.files import to_plain
from workbench.spec.parts import Part, Value
from workbench.spec.unknown import Unknown

P = TypeVar("P", bound=Part)
Pair = tuple[int | None, int | None]

EQUAL, NEARLY, ALIKE = 4, 3, 2
MOST_COMPARED = 100_000
"""Pairs of parts that are looked at; in longer lists, those at the same place belong together."""


class Absent:
    """What is not there, before or after."""

    def __repr__(self) -> str:
        return "–"


ABSENT = Absent()


@dataclass(frozen=True)
class Difference:
    """A value at an address before and after, :data:`ABSENT` where there is none.

    The address is that of the second experiment, or of the first for what is only there.
    """

    address: str
    before: Any
    after: Any

    def words(self) -> tuple[str, str]:
        """Both values, short enough for a line."""
        return in_short(self.before), in_short(self.after)

    def line(self) -> str:
        """``training.epochs: 3 → 5``."""
        before, after = self.words()
        return f"{self.address}: {before} → {after}"

    def plain(self) -> dict[str, Any]:
        """For JSON; null where there is no value, the word none where the value is none."""
        return {"address": self.address, "before": _plain(self.before), "after": _plain(self.after)}


def in_short(value: Any) -> str:
    """A value in a few words: ``Dropout(p 0.3)``, ``12 items``, ``0.01``."""
    if value is ABSENT:
        return repr(ABSENT)
    if value is None:
        return NONE_WORD
    if isinstance(value, Part):
        inside = value.summary()
        return f"{value.type}({inside})" if inside else value.type
    if isinstance(value, float):
        return f"{value:.6g}"
    if isinstance(value, tuple) and any(isinstance(item, Value) for item in value):
        return f"[{len(value)}]"
    return value if isinstance(value, str) else shown(plain_value(value))


def _plain(value: Any) -> Any:
    return None if value is ABSENT else to_plain(value)


def differences(before: Experiment, after: Experiment) -> tuple[Difference, ...]:
    """All of them, in the order of the fields; of a part that was changed, its parameters."""
    return tuple(_of((), before, after))


def _of(steps: tuple[Step, ...], before: Any, after: Any) -> Iterator[Difference]:
    if type(before) is type(after) and before == after:
        return
    if isinstance(before, Value) and type(before) is type(after) and not isinstance(before, Unknown):
        for name in type(before).model_fields:
            yield from _of((*steps, name), getattr(before, name), getattr(after, name))
    elif _are_parts(before) and _are_parts(after):
        yield from _of_lists(steps, before, after)
    else:
        yield Difference(join(steps), before, after)


def _are_parts(value: Any) -> bool:
    return isinstance(value, tuple) and all(isinstance(item, Part) for item in value)


def _of_lists(steps: tuple[Step, ...], before: tuple[Part, ...], after: tuple[Part, ...]) -> Iterator[Difference]:
    gone: list[int] = []
    new: list[int] = []
    for one, other in (*aligned(before, after), (-1, -1)):
        if one is None or other is None:
            gone += [] if one is None else [one]
            new += [] if other is None else [other]
            continue
        for old, now in zip(gone, new, strict=False):  # one in the place of another
            yield Difference(join((*steps, now)), before[old], after[now])
        both = min(len(gone), len(new))
        for old in gone[both:]:
            yield Difference(join((*steps, old)), before[old], ABSENT)
        for now in new[both:]:
            yield Difference(join((*steps, now)), ABSENT, after[now])
        gone, new = [], []
        if one >= 0:
            yield from _of((*steps, other), before[one], after[other])


def aligned(before: Sequence[P], after: Sequence[P]) -> list[Pair]:
    """Places in both lists that belong together, in order; None where one of them has nothing.

    Parts of one type may belong together; rather those of one size (what PyTorch has no default for), and equal ones: of all ways
    that keep the order, that with the most.
    """
    most = min(len(before), len(after))
    head = next((i for i in range(most) if before[i] != after[i]), most)
    tail = next((i for i in range(most - head) if before[-1 - i] != after[-1 - i]), most - head)
    middle = _middle(before[head : len(before) - tail], after[head : len(after) - tail])
    moved: list[Pair] = [(None if a is None else a + head, None if b is None else b + head) for a, b in middle]
    ends = [(len(before) - tail + i, len(after) - tail + i) for i in range(tail)]
    return [*((i, i) for i in range(head)), *moved, *ends]


def _middle(before: Sequence[P], after: Sequence[P]) -> list[Pair]:
    rows, columns = len(before), len(after)
    if rows * columns > MOST_COMPARED:
        return list(_by_place(before, after))
    best = [[0] * (columns + 1) for _ in range(rows + 1)]
    for a in range(rows - 1, -1, -1):
        for b in range(columns - 1, -1, -1):
            alike = _alike(before[a], after[b])
            best[a][b] = max(best[a + 1][b], best[a][b + 1], best[a + 1][b + 1] + alike if alike else 0)
    pairs: list[Pair] = []
    a = b = 0
    while a < rows and b < columns:
        alike = _alike(before[a], after[b])
        if alike and best[a][b] == best[a + 1][b + 1] + alike:
            pairs.append((a, b))
            a, b = a + 1, b + 1
        elif best[a][b] == best[a + 1][b]:
            pairs.append((a, None))
            a += 1
        else:
            pairs.append((None, b))
            b += 1
    return [*pairs, *((i, None) for i in range(a, rows)), *((None, i) for i in range(b, columns))]


def _alike(one: Part, other: Part) -> int:
    if one.type != other.type:
        return 0
    if one == other:
        return EQUAL
    essential = (p.name for p in type(one).parameters() if p.essential)
    same = type(one) is type(other) and all(getattr(one, name) == getattr(other, name) for name in essential)
    return NEARLY if same else ALIKE


def _by_place(before: Sequence[P], after: Sequence[P]) -> Iterator[Pair]:
    for i in range(max(len(before), len(after))):
        if i < min(len(before), len(after)) and before[i].type == after[i].type:
            yield i, i
        else:
            if i < len(before):
                yield i, None
            if i < len(after):
                yield None, i
