"""A number to type or to step: the arrow keys and the wheel move it by a fiftieth of the range of its column."""

from __future__ import annotations

import math

from PySide6.QtCore import QSize, Signal
from PySide6.QtWidgets import QWidget

from workbench.gui.forms.controls import StepLine
from workbench.gui.theme import mark

STEPS = 50


class NumberLine(StepLine):
    """``edited`` comes with every change by the user. Empty: the number is missing."""

    edited = Signal()

    def __init__(self, may_miss: bool, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._may_miss = may_miss
        self._value: float | None = None
        self._step = 1.0
        self.setMaxLength(40)
        self.textEdited.connect(lambda _text: self._on_text_edited())
        self.stepped.connect(self._on_stepped)
        self._mark()

    def value(self) -> float | None:
        """The number; None: it is missing, or the text is none."""
        return self._value

    def is_right(self) -> bool:
        """Whether the text is a number, or empty where that is allowed."""
        return self._value is not None or (self._may_miss and not self.text().strip())

    def set_value(self, value: float | None) -> None:
        """Another number, silently; all of its decimals count, also those that are not shown."""
        self._value = value
        self.setText("" if value is None else f"{value:.6g}")
        self.setCursorPosition(0)
        self._mark()

    def set_range(self, low: float, high: float) -> None:
        """The bounds of the training part: they say how far a step goes."""
        width = high - low
        self._step = _round_step(width / STEPS) if math.isfinite(width) and width > 0 else 1.0

    def sizeHint(self) -> QSize:
        return QSize(92, super().sizeHint().height())

    def minimumSizeHint(self) -> QSize:
        return QSize(56, super().minimumSizeHint().height())

    def _on_text_edited(self) -> None:
        self._value = _number(self.text())
        self._mark()
        self.edited.emit()

    def _on_stepped(self, steps: int) -> None:
        if self._value is None and not self.is_right():
            return
        further = round((self._value or 0.0) / self._step + steps) * self._step
        self.set_value(float(f"{further:.12g}"))
        self.edited.emit()

    def _mark(self) -> None:
        wrong = not self.is_right()
        mark(self, "invalid", wrong)


def _number(text: str) -> float | None:
    try:
        number = float(text.strip().replace(",", "."))
    except ValueError:
        return None
    return number if math.isfinite(number) and abs(number) < 3e38 else None


def _round_step(width: float) -> float:
    """The next of 1, 2, 5, 10 … times a power of ten."""
    power = 10.0 ** math.floor(math.log10(width))
    return next(power * rung for rung in (1, 2, 5, 10) if power * rung >= width * 0.999)
