"""The chart of a watched input where the answer is no class: the predicted number beside the true one, or how far a copy is off."""

from __future__ import annotations

from collections.abc import Sequence
from typing import TYPE_CHECKING

import numpy as np
from PySide6.QtCore import QCoreApplication
from PySide6.QtGui import QImage

from workbench.gui.texts import three_digits
from workbench.gui.watch.strips import Strip

if TYPE_CHECKING:
    from numpy.typing import NDArray

    Curve = Sequence[tuple[int, NDArray[np.float32]]]

ROOM = 0.08
"""Of the height of a chart, below and above what is drawn."""


def number_strip(
    name: str, head: str, image: QImage | None, curve: Curve, at: int | None, true: float | None, *, copies: bool, removable: bool,
) -> Strip:  # fmt: skip
    """``curve`` are (step, numbers), of which the first counts, ``at`` a step of it (None: the newest); ``head`` says which input it is,
    ``true`` what is wanted.
    """
    points = [(step, float(row[0])) for step, row in curve if len(row) and np.isfinite(row[0])]
    now = next((value for step, value in reversed(points) if at in (None, step)), None)
    values = [value for _, value in points] + ([] if true is None else [true])
    low, high = min(values, default=0.0), max(values, default=1.0)
    if copies:
        low = min(low, 0.0)
    width = (high - low) or max(abs(high), 1.0)

    def up(value: float) -> float:
        return ROOM + (1 - 2 * ROOM) * (value - low) / width

    said = "–" if now is None else three_digits(now)
    if copies:
        tip = QCoreApplication.translate(
            "number_strip", "{0}: the mean absolute error of its copy, step by step; now {1}"
        )
        tip = tip.format(head, said)
    elif true is None:
        tip = QCoreApplication.translate("number_strip", "{0}: what is predicted, step by step; now {1}").format(
            head, said
        )
    else:
        tip = QCoreApplication.translate(
            "number_strip", "{0}: what is predicted, step by step; now {1}, and {2} is true (the dashed line)"
        ).format(head, said, three_digits(true))
    placed = tuple((step, up(value)) for step, value in points)
    return Strip(
        name,
        head,
        tip,
        image,
        placed,
        removable=removable,
        aim=None if true is None else up(true),
        right=said,
        said=tuple(three_digits(value) for _, value in points),
    )
