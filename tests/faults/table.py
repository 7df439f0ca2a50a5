"""One row of the table: what is promised, its figure, and what was found against it."""

from collections.abc import Sequence
from dataclasses import dataclass


@dataclass(frozen=True)
class Row:
    """Met where nothing is ``wrong``."""

    what: str
    figure: str
    wrong: tuple[str, ...] = ()


def counted(what: str, tries: int, wrong: Sequence[str], words: str = "") -> Row:
    """``200 of 200``; a row that has tried nothing shows nothing, and is not met."""
    found = tuple(wrong) if tries else ("nothing was tried",)
    return Row(what, f"{tries - len(wrong)} of {tries}{f' ({words})' if words else ''}", found)
