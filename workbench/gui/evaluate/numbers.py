"""Regression: what is predicted over what is true, or the residuals; a click on a point shows its sample."""

from __future__ import annotations

from typing import TYPE_CHECKING

import numpy as np
from PySide6.QtCore import QSignalBlocker, Signal
from PySide6.QtGui import QShowEvent
from PySide6.QtWidgets import QComboBox, QHBoxLayout, QLabel, QVBoxLayout, QWidget

from workbench.gui.evaluate.scatter import Scatter
from workbench.gui.texts import three_digits

if TYPE_CHECKING:
    from workbench.gui.evaluate.seen import Seen

PREDICTED, RESIDUALS = range(2)


class NumbersView(QWidget):
    """``wanted`` carries the position of the sample to show."""

    wanted = Signal(int)

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._seen: Seen | None = None
        self._dirty = False
        self.output = QComboBox(self)
        self.output.setObjectName("numbers_output")
        self.output.setAccessibleName(self.tr("Output"))
        self.output.setToolTip(self.tr("Which of the numbers that the model predicts"))
        self.what = QComboBox(self)
        self.what.setObjectName("numbers_what")
        self.what.addItems([self.tr("Predicted over true"), self.tr("Residuals over predicted")])
        self.what.setAccessibleName(self.tr("What is drawn"))
        self.what.setToolTip(self.tr("A residual is what is true minus what is predicted"))
        self.words = QLabel("", self)
        self.words.setObjectName("numbers_words")
        self.words.setProperty("role", "muted")
        self.plot = Scatter(self)
        self.plot.setObjectName("numbers_plot")
        self.plot.setAccessibleName(self.tr("Predicted over true"))
        self.plot.point_chosen.connect(self.wanted)
        for box in (self.output, self.what):
            box.currentIndexChanged.connect(lambda _place: self._show())
        head = QHBoxLayout()
        head.setSpacing(6)
        for widget in (self.what, self.output):
            head.addWidget(widget)
        head.addWidget(self.words, 1)
        column = QVBoxLayout(self)
        column.setContentsMargins(0, 0, 0, 0)
        column.setSpacing(4)
        column.addLayout(head)
        column.addWidget(self.plot, 1)

    def show_seen(self, seen: Seen) -> None:
        """Other judgements."""
        before, self._seen, self._dirty = self._seen, seen, True
        if before is None or before.assessment.outputs != seen.assessment.outputs:
            with QSignalBlocker(self.output):
                self.output.clear()
                self.output.addItems(list(seen.assessment.outputs))
            self.output.setVisible(len(seen.assessment.outputs) > 1)
        if self.isVisible():
            self._show()

    def showEvent(self, event: QShowEvent) -> None:
        super().showEvent(event)
        if self._dirty:
            self._show()

    def _show(self) -> None:
        seen, place = self._seen, max(self.output.currentIndex(), 0)
        if seen is None or place >= len(seen.assessment.outputs):
            return
        self._dirty = False
        true = seen.assessment.targets[:, place].astype(np.float64)
        predicted = seen.assessment.predicted[:, place].astype(np.float64)
        if self.what.currentIndex() == RESIDUALS:
            self.plot.set_points(
                predicted, true - predicted, self.tr("predicted"), self.tr("true − predicted"), (0.0, 0.0)
            )
        else:
            self.plot.set_points(true, predicted, self.tr("true"), self.tr("predicted"), (0.0, 1.0))
        residuals = (true - predicted)[np.isfinite(predicted)]
        if len(residuals):
            words = self.tr("residuals: mean {0}, standard deviation {1}")
            self.words.setText(
                words.format(three_digits(float(residuals.mean())), three_digits(float(residuals.std())))
            )
