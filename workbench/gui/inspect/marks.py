"""Dots over a picture or a series: something is said of a part that lies around each."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

from PySide6.QtCore import QPointF, QRectF
from PySide6.QtGui import QPainter, QPen

from workbench.gui.theme import current_tokens

Box = tuple[float, float, float, float]
"""Row and column of the first number in it, and of the first after it."""

LARGEST, LEAST = 3.5, 1.5
"""The radius of a dot; it is smaller where dots are dense."""


@dataclass(frozen=True)
class Mark:
    """A part, with what is said of it."""

    box: Box
    words: str


def nearest(marks: Sequence[Mark], row: int, column: int) -> Mark | None:
    """Of the parts that a place is in, that whose middle is nearest; None where it is in none."""
    around = [mark for mark in marks if mark.box[0] <= row < mark.box[2] and mark.box[1] <= column < mark.box[3]]
    return min(around, key=lambda mark: _far(mark.box, row + 0.5, column + 0.5), default=None)


def paint_marks(painter: QPainter, parts: Sequence[QRectF]) -> None:
    """A dot in the middle of each part, with a rim, so that it is seen on every colour."""
    if not parts:
        return
    tokens = current_tokens()
    painter.save()
    painter.setRenderHint(QPainter.RenderHint.Antialiasing)
    radius = max(min(LARGEST, *(min(part.width(), part.height()) / 6 for part in parts)), LEAST)
    painter.setPen(QPen(tokens.color("card"), 1.5))
    painter.setBrush(tokens.color("error"))
    for part in parts:
        painter.drawEllipse(QPointF(part.center()), radius, radius)
    painter.restore()


def _far(box: Box, row: float, column: float) -> float:
    return ((box[0] + box[2]) / 2 - row) ** 2 + ((box[1] + box[3]) / 2 - column) ** 2
