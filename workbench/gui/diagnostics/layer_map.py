"""A heat map over steps: its columns are steps in their proportion, and lines stand where the run was steered."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from typing import TYPE_CHECKING, Any

from PySide6.QtCore import QPointF, QRectF, Qt
from PySide6.QtGui import QFontMetricsF, QPainter, QPaintEvent, QPen
from PySide6.QtWidgets import QWidget

from workbench.gui.theme import current_tokens
from workbench.gui.widgets.colour_maps import sequential
from workbench.gui.widgets.figure_menu import Rows
from workbench.gui.widgets.heat_figure import GAP, SCALE_WIDTH
from workbench.gui.widgets.heat_map import HeatMap
from workbench.gui.widgets.plot_number import number, ticks

if TYPE_CHECKING:
    import numpy as np
    from numpy.typing import NDArray
else:
    from workbench.gui.late import np


class StepMap(HeatMap):
    """Shows ``colours`` and says ``values``, which may be others: logarithms are for the eye, figures for the reader."""

    zooms = False  # its columns are steps, and all of them are wanted

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._told = np.zeros((0, 0))
        self._said: Callable[[float], str] = number
        self._value_of: Callable[[float], float] = float
        self._middle = ""
        self._many = False
        self._marks: tuple[tuple[int, str], ...] = ()
        self._last = 0
        self._at: int | None = None

    def show_steps(
        self, colours: NDArray[np.float64], values: NDArray[np.float64], names: Sequence[str], steps: Sequence[int],
        *, said: Callable[[float], str] = number, value_of: Callable[[float], float] = float, middle: str = "",
        many: bool = False, **more: Any,
    ) -> None:  # fmt: skip
        """Matrices (R, C) with the names of the rows and the last step of each column.

        ``said`` writes a value; ``value_of`` is that of a colour's number; ``middle`` stands at the middle of the scale; ``many``: the
        colours of a picture rather than those of a table; ``more`` is what ``set_matrix`` takes.
        """
        self._told, self._said, self._value_of, self._middle, self._many = values, said, value_of, middle, many
        self._last = int(steps[-1]) if len(steps) else 0
        columns = [number(step) for step in steps]
        self.set_matrix(colours, names, columns, column_title=self.tr("step"), **more)

    def show_marks(self, marks: Sequence[tuple[int, str]]) -> None:
        """Lines at these steps."""
        if tuple(marks) != self._marks:
            self._marks = tuple(marks)
            self.update()

    def mark_row(self, row: int | None) -> None:
        """Frame a whole row: the layer that is shown beside."""
        if row != self._at:
            self._at = row
            self.update()

    def words(self, row: int, column: int) -> str:
        """The name, the step, and the value itself."""
        value = self._told[row, column]
        said = self.tr("nothing") if np.isnan(value) else self._said(float(value))
        title = self.tr("step {step}").format(step=self._columns[column])
        steered = [text for step, text in self._marks if self.column_of(step) == column]
        return "\n".join([self._rows[row], title, said, *steered])

    def table(self) -> Rows:
        """The values, with the names of the rows and the steps."""
        yield [self.tr("step"), *(column.replace(",", "") for column in self._columns)]
        for name, row in zip(self._rows, self._told.tolist(), strict=True):
            yield [name, *("" if value != value else f"{value:.9g}" for value in row)]

    def column_of(self, step: int) -> int:
        """The column in which a step is."""
        count = len(self._columns)
        return min(max(-(-step * count // self._last) - 1, 0), count - 1) if self._last else 0

    def paintEvent(self, event: QPaintEvent) -> None:
        super().paintEvent(event)
        if not self._values.size:
            return
        painter = QPainter(self)
        box, tokens = self.box(), current_tokens()
        for step, _ in self._marks:
            x = box.left() + box.width() * min(step / max(self._last, 1), 1.0)
            for colour, width, style in (("card", 3.0, Qt.PenStyle.SolidLine), ("text", 1.0, Qt.PenStyle.DashLine)):
                painter.setPen(QPen(tokens.color(colour), width, style))
                painter.drawLine(QPointF(x, box.top()), QPointF(x, box.bottom()))
        if self._at is not None and 0 <= self._at < len(self._rows):
            row = self.cell_rect(self._at, 0)
            painter.setPen(QPen(tokens.color("accent"), 2.0))
            painter.drawRect(QRectF(box.left(), row.top(), box.width(), row.height()))

        if self._middle:
            line = QFontMetricsF(self.font()).height()
            left = box.right() + 2 * GAP + SCALE_WIDTH
            painter.setPen(tokens.color("muted"))
            painter.drawLine(QPointF(left - SCALE_WIDTH, box.center().y()), QPointF(left, box.center().y()))
            room = QRectF(left + 3, box.center().y() - line / 2, self.width() - left - 3, line)
            painter.drawText(room, Qt.AlignmentFlag.AlignLeft | Qt.AlignmentFlag.AlignVCenter, self._middle)

    def step_ticks(self) -> list[int]:
        """The round steps that have room for their names below the map."""
        wanted = self.box().width() / (QFontMetricsF(self.font()).horizontalAdvance(number(self._last)) + 4 * GAP)
        return [round(step) for step in ticks(0.0, self._last, max(wanted, 1.0))[1] if step == round(step)]

    def _paint_column_names(self, painter: QPainter, box: QRectF) -> None:
        line = QFontMetricsF(self.font()).height()
        for step in self.step_ticks():
            x = box.left() + box.width() * step / max(self._last, 1)
            painter.drawLine(QPointF(x, box.bottom()), QPointF(x, box.bottom() + 3))
            room = QRectF(x - 60, box.bottom() + GAP / 2, 120, line)
            painter.drawText(room, Qt.AlignmentFlag.AlignCenter, number(step))

    def end_text(self, value: float) -> str:
        """The figure that this colour stands for."""
        return self._said(self._value_of(value))

    def _cell_text(self, row: int, column: int) -> str:
        value = float(self._told[row, column])
        return "" if np.isnan(value) else self._said(value)

    def _scale_room(self, metrics: QFontMetricsF) -> float:
        middle = metrics.horizontalAdvance(self._middle) + 2 * GAP + SCALE_WIDTH + 3 if self._middle else 0.0
        return max(super()._scale_room(metrics), middle)

    def _colours(self, values: Any) -> Any:
        if self._signed or not self._many:
            return super()._colours(values)
        span = self._high - self._low
        return sequential((values - self._low) / span if span > 0 else np.full_like(values, 0.5))
