"""Sizes that follow from the layer before; shapes come without the batch axis."""

from math import prod

from workbench.spec.parts import Shape
from workbench.spec.shapes import Tokens


def channels(shape: Shape) -> int:
    """The first axis: (C, H, W) → C; a flat (F,) → F."""
    return shape[0]


def last(shape: Shape) -> int:
    """The last axis, on which ``Linear`` works: (…, F) → F."""
    return shape[-1]


def elements(shape: Shape) -> int:
    """How many numbers a sample has."""
    return prod(shape)


def vocabulary(shape: Shape) -> int:
    """How many different tokens there are."""
    return shape.vocabulary if isinstance(shape, Tokens) else 1
