"""A row of a table as a form: a field for every column, and the answer while one edits."""

from __future__ import annotations

from collections.abc import Sequence
from typing import TYPE_CHECKING, Any

from PySide6.QtCore import Qt
from PySide6.QtWidgets import QGridLayout, QLabel, QScrollArea, QWidget

from workbench.gui.forms.controls import ChoiceBox
from workbench.gui.trying.number_line import NumberLine
from workbench.gui.trying.page import TryPage
from workbench.gui.widgets.card import ElidedLabel

if TYPE_CHECKING:
    from workbench.data.csv_table import Column
    from workbench.evaluation.at_hand import Drawn
    from workbench.evaluation.rows import Value
    from workbench.evaluation.subject import Subject

MOST_FIELDS = 120
"""More columns than these stay as they are in the row."""


class TablePage(TryPage):
    """``sample()`` is a row (F,) float32, or None while a field is wrong."""

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__("", "", parent)
        self.another.setText(self.tr("Another row"))
        self.another.setAccessibleName(self.tr("Another row"))
        self.another.setToolTip(self.tr("Fill the fields from another row of the test part"))
        self._columns: Sequence[Column] = ()
        self._values: list[Value] = []
        self._may_miss = False
        self.fields: dict[str, NumberLine | ChoiceBox] = {}
        self.area = QScrollArea(self)
        self.area.setObjectName("try_fields")
        self.area.setAccessibleName(self.tr("The row"))
        self.area.setWidgetResizable(True)
        self.area.setHorizontalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)
        self.body.addWidget(self.area, 1)

    def set_may_miss(self, may_miss: bool) -> None:
        """Whether a number may be missing: a step fills it in. Counts from the next subject on."""
        self._may_miss = may_miss

    def may_miss(self) -> bool:
        """Whether it may."""
        return self._may_miss

    def set_subject(self, subject: Subject) -> None:
        super().set_subject(subject)
        self._columns = subject.file_columns
        self._values = [None] * len(self._columns)
        self.fields = {}
        form = QWidget()
        grid = QGridLayout(form)
        grid.setContentsMargins(0, 0, 4, 0)
        grid.setHorizontalSpacing(8)
        grid.setVerticalSpacing(4)
        grid.setColumnStretch(0, 1)
        for row, column in enumerate(self._columns[:MOST_FIELDS]):
            label = ElidedLabel(column.name, form)
            grid.addWidget(label, row, 0)
            grid.addWidget(self._field(row, column, form), row, 1)
        if len(self._columns) > MOST_FIELDS:
            more = QLabel(self.tr("and {0} more columns, as in the row").format(len(self._columns) - MOST_FIELDS), form)
            more.setProperty("role", "muted")
            grid.addWidget(more, MOST_FIELDS, 0, 1, 2)
        grid.setRowStretch(grid.rowCount(), 1)
        self.area.setWidget(form)

    def sample(self) -> Any:
        lines = [field for field in self.fields.values() if isinstance(field, NumberLine)]
        if self._drawn is None and all(not line.text() for line in lines) and lines:
            return None
        from workbench.evaluation.rows import encoded_row  # late: NumPy

        return encoded_row(self._values, self._columns) if all(line.is_right() for line in lines) else None

    def show_drawn(self, drawn: Drawn) -> None:
        at = 0
        from workbench.evaluation.rows import decoded_row  # late: NumPy

        self._values = decoded_row(drawn.values, self._columns)  # type: ignore[arg-type]
        for column, value in zip(self._columns, self._values, strict=True):
            field = self.fields.get(column.name)
            if isinstance(field, NumberLine):
                if drawn.low is not None and drawn.high is not None:
                    low, high = float(drawn.low[at]), float(drawn.high[at])
                    field.set_range(low, high)
                    field.setToolTip(self._tip(column.name, low, high))
                field.set_value(value if isinstance(value, float) else None)
            elif field is not None:
                field.setCurrentIndex(column.words.index(value) + 1 if isinstance(value, str) else 0)
            at += len(column.words) or 1
        super().show_drawn(drawn)

    def _field(self, row: int, column: Column, parent: QWidget) -> QWidget:
        field: NumberLine | ChoiceBox
        if column.words:
            field = ChoiceBox(parent)
            field.addItems(["–", *column.words])
            field.setToolTip(self.tr("{0}: one of its words; – is none of them").format(column.name))
            field.activated.connect(lambda index: self._take(row, column.words[index - 1] if index else None))
            field.setMinimumContentsLength(6)
            field.setSizeAdjustPolicy(ChoiceBox.SizeAdjustPolicy.AdjustToMinimumContentsLengthWithIcon)
        else:
            line = NumberLine(self._may_miss, parent)
            line.setToolTip(column.name)
            line.edited.connect(lambda: self._take(row, line.value()))
            field = line
        field.setObjectName(f"try_field_{row}")
        field.setAccessibleName(column.name)
        self.fields[column.name] = field
        return field

    def _take(self, row: int, value: Value) -> None:
        self._values[row] = value
        self.was_edited()

    def _tip(self, name: str, low: float, high: float) -> str:
        template = self.tr("{0}: from {1} to {2} in the training part; the arrow keys step")
        return template.format(name, f"{low:.5g}", f"{high:.5g}")
