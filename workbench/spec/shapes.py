"""The shape of a sample that is no measurement but a row of names."""

from __future__ import annotations

from collections.abc import Iterable
from typing import Self


class Tokens(tuple[int, ...]):
    """A shape (without the batch axis) of whole numbers from 0 that name the tokens of a vocabulary of so many.

    It compares like any other shape; what a layer makes of it is an ordinary shape again.
    """

    vocabulary: int

    def __new__(cls, sizes: tuple[int, ...] = (), vocabulary: int = 1) -> Self:
        made = super().__new__(cls, sizes)
        made.vocabulary = vocabulary
        return made


def show(shape: Iterable[int]) -> str:
    """(1, 28, 28) as people write it: 1 × 28 × 28."""
    return " × ".join(map(str, shape))
