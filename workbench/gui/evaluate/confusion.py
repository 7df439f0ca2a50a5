"""The confusion matrix: which classes are taken for which others. A click on it shows those samples."""

from __future__ import annotations

import numpy as np
from numpy.typing import NDArray
from PySide6.QtCore import QModelIndex, QSignalBlocker, Qt, Signal
from PySide6.QtWidgets import (
    QCheckBox,
    QComboBox,
    QHBoxLayout,
    QLabel,
    QListWidget,
    QListWidgetItem,
    QVBoxLayout,
    QWidget,
)

from workbench.gui.widgets.heat_map import HeatMap

COUNTS, OF_TRUE, OF_PREDICTED = range(3)
IN_ORDER, BY_ERRORS = range(2)
MOST_PAIRS = 100
PAIR = Qt.ItemDataRole.UserRole


class ConfusionView(QWidget):
    """``wanted`` carries the true and the predicted class of the samples to show; -1 stands for any."""

    wanted = Signal(int, int)

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._counts: NDArray[np.int64] = np.zeros((0, 0), np.int64)
        self._names: tuple[str, ...] = ()
        self._order: NDArray[np.int64] = np.zeros(0, np.int64)
        self._make()
        self._lay_out()
        for box in (self.what, self.order):
            box.currentIndexChanged.connect(lambda _place: self._draw())
        self.diagonal.toggled.connect(lambda _on: self._draw())
        self.map.cell_chosen.connect(lambda row, column: self.wanted.emit(self._at(row), self._at(column)))
        self.map.row_chosen.connect(lambda row: self.wanted.emit(self._at(row), -1))
        self.map.column_chosen.connect(lambda column: self.wanted.emit(-1, self._at(column)))
        self.pairs.activated.connect(self._on_pair)
        self.pairs.clicked.connect(self._on_pair)

    def show_counts(self, counts: NDArray[np.int64], names: tuple[str, ...]) -> None:
        """``counts`` (C, C): row by row the true class, across it the predicted one."""
        self._counts, self._names = np.asarray(counts), tuple(names)
        self._draw()
        self._list_pairs()

    def shown_order(self) -> NDArray[np.int64]:
        """The classes in the order of rows and columns."""
        return self._order

    def shown_values(self) -> NDArray[np.float64]:
        """What the cells show, NaN where nothing is shown."""
        counts = self._counts.astype(np.float64)
        axis = {OF_TRUE: 1, OF_PREDICTED: 0}.get(self.what.currentIndex())
        values = counts
        if axis is not None:
            totals = counts.sum(axis, keepdims=True)
            values = np.divide(100 * counts, totals, out=np.full_like(counts, np.nan), where=totals > 0)
        if not self.diagonal.isChecked():
            values = values.copy()
            np.fill_diagonal(values, np.nan)
        return values[np.ix_(self._order, self._order)]

    def _draw(self) -> None:
        errors = self._counts.copy()
        np.fill_diagonal(errors, 0)
        self._order = np.arange(len(errors))
        if self.order.currentIndex() == BY_ERRORS:
            self._order = np.argsort(-(errors.sum(0) + errors.sum(1)), kind="stable")
        labels = [self._names[place] for place in self._order]
        self.map.set_matrix(
            self.shown_values(), labels, labels,
            row_title=self.tr("true"), column_title=self.tr("predicted"),
            unit="" if self.what.currentIndex() == COUNTS else "%",
        )  # fmt: skip

    def _list_pairs(self) -> None:
        errors = self._counts.copy()
        np.fill_diagonal(errors, 0)
        flat = errors.ravel()
        places = np.argsort(-flat, kind="stable")[:MOST_PAIRS]
        with QSignalBlocker(self.pairs):
            self.pairs.clear()
            for place in places[flat[places] > 0].tolist():
                true, predicted = divmod(place, len(errors))
                words = self.tr("{0} → {1}").format(self._names[true], self._names[predicted])
                item = QListWidgetItem(f"{int(flat[place]):,}  {words}")
                item.setData(PAIR, (true, predicted))
                item.setToolTip(self.tr("{0} samples of “{1}” are taken for “{2}”: show them").format(
                    f"{int(flat[place]):,}", self._names[true], self._names[predicted]
                ))  # fmt: skip
                self.pairs.addItem(item)
        self.pairs.setVisible(bool(self.pairs.count()))
        self.heading.setText(self.tr("Most confused") if self.pairs.count() else self.tr("Nothing is confused."))

    def _on_pair(self, index: QModelIndex) -> None:
        self.wanted.emit(*index.data(PAIR))

    def _at(self, place: int) -> int:
        return int(self._order[place])

    def _make(self) -> None:
        self.what = QComboBox(self)
        self.what.setObjectName("confusion_what")
        self.what.addItems([self.tr("Counts"), self.tr("% of the true class"), self.tr("% of the predicted class")])
        self.what.setAccessibleName(self.tr("What the cells show"))
        self.what.setToolTip(
            self.tr(
                "How many samples; or their share of all of the true class (recall), or of the predicted one (precision)"
            )
        )
        self.order = QComboBox(self)
        self.order.setObjectName("confusion_order")
        self.order.addItems([self.tr("In class order"), self.tr("Most errors first")])
        self.order.setAccessibleName(self.tr("Order of the classes"))
        self.order.setToolTip(self.tr("The order of the classes"))
        self.diagonal = QCheckBox(self.tr("Right ones"), self)
        self.diagonal.setObjectName("confusion_diagonal")
        self.diagonal.setChecked(True)
        self.diagonal.setAccessibleName(self.tr("Show the diagonal"))
        self.diagonal.setToolTip(
            self.tr("Show the diagonal, too; without it, errors have all the colours for themselves")
        )
        self.map = HeatMap(self)
        self.map.setObjectName("confusion_map")
        self.map.setAccessibleName(self.tr("Confusion matrix"))
        self.heading = QLabel("", self)
        self.heading.setProperty("role", "section")
        self.pairs = QListWidget(self)
        self.pairs.setObjectName("confusion_pairs")
        self.pairs.setAccessibleName(self.tr("Most confused"))
        self.pairs.setToolTip(self.tr("True class → predicted class; a click shows the samples"))
        self.pairs.setUniformItemSizes(True)

    def _lay_out(self) -> None:
        head = QHBoxLayout()
        head.setSpacing(6)
        for widget in (self.what, self.order, self.diagonal):
            head.addWidget(widget)
        head.addStretch(1)
        left, right = QVBoxLayout(), QVBoxLayout()
        left.setSpacing(4)
        left.addLayout(head)
        left.addWidget(self.map, 1)
        right.setSpacing(2)
        right.addWidget(self.heading)
        right.addWidget(self.pairs, 1)
        right.addStretch(0)
        self.pairs.setMaximumWidth(190)
        row = QHBoxLayout(self)
        row.setContentsMargins(0, 0, 0, 0)
        row.setSpacing(10)
        row.addLayout(left, 1)
        row.addLayout(right)
