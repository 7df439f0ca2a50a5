"""The confusion matrix: which classes are taken for which others. A click on it shows those samples."""

from __future__ import annotations

import numpy as np
from numpy.typing import NDArray
from PySide6.QtCore import QModelIndex, QSignalBlocker, Qt, Signal
from PySide6.QtGui import QShowEvent
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

from workbench.evaluation.confusion import Confusion, confusion
from workbench.gui.evaluate.seen import Seen
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
        self._found: Confusion | None = None
        self._dirty = False
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

    def show_seen(self, seen: Seen) -> None:
        """The matrix of other judgements."""
        self._found = confusion(seen.assessment)
        self._dirty = True
        if self.isVisible():
            self._show()

    def shown_order(self) -> NDArray[np.int64]:
        """The classes in the order of rows and columns."""
        return self._order

    def shown_values(self) -> NDArray[np.float64]:
        """What the cells show, NaN where nothing is shown."""
        found = self._found
        if found is None:
            return np.zeros((0, 0))
        what = self.what.currentIndex()
        values = found.counts if what == COUNTS else 100 * (found.by_true if what == OF_TRUE else found.by_predicted)
        values = np.array(values, np.float64)
        if not self.diagonal.isChecked():
            np.fill_diagonal(values, np.nan)
        return values[np.ix_(self._order, self._order)]

    def _show(self) -> None:
        self._dirty = False
        self._draw()
        self._list_pairs()

    def _draw(self) -> None:
        found = self._found
        if found is None:
            return
        errors = found.counts.copy()
        np.fill_diagonal(errors, 0)
        self._order = np.arange(len(errors))
        if self.order.currentIndex() == BY_ERRORS:
            self._order = np.argsort(-(errors.sum(0) + errors.sum(1)), kind="stable")
        labels = [found.classes[place] for place in self._order]
        values = self.shown_values()
        counts = self.what.currentIndex() == COUNTS
        self.map.set_matrix(
            values, labels, labels, texts=lambda row, column: _text(float(values[row, column]), counts), low=0.0,
            row_title=self.tr("true"), column_title=self.tr("predicted"), unit="" if counts else "%",
        )  # fmt: skip

    def _list_pairs(self) -> None:
        assert self._found is not None
        pairs, names = self._found.pairs(MOST_PAIRS), self._found.classes
        with QSignalBlocker(self.pairs):
            self.pairs.clear()
            for pair in pairs:
                words = f"{names[pair.true]} → {names[pair.predicted]}"
                item = QListWidgetItem(f"{words}   {pair.count:,}")
                item.setData(PAIR, (pair.true, pair.predicted))
                tip = self.tr("{0} samples of “{1}” ({2} %) are taken for “{3}”: show them")
                share = f"{100 * pair.share:.1f}"
                item.setToolTip(tip.format(f"{pair.count:,}", names[pair.true], share, names[pair.predicted]))
                self.pairs.addItem(item)
        self.pairs.setVisible(bool(pairs))
        self.heading.setText(self.tr("Most confused") if pairs else self.tr("Nothing is confused."))

    def showEvent(self, event: QShowEvent) -> None:
        super().showEvent(event)
        if self._dirty:
            self._show()

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


def _text(value: float, counts: bool) -> str:
    """What a cell says; nothing where nothing is confused."""
    if not value or np.isnan(value):
        return ""
    return f"{value:,.0f}" if counts else f"{value:.1f}" if value >= 0.05 else "<0.1"
