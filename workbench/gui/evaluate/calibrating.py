"""Calibration: whether the model is right as often as it is sure."""

from __future__ import annotations

from typing import TYPE_CHECKING

import numpy as np
from PySide6.QtCore import QSignalBlocker
from PySide6.QtGui import QResizeEvent, QShowEvent
from PySide6.QtWidgets import QBoxLayout, QComboBox, QHBoxLayout, QLabel, QVBoxLayout, QWidget

from workbench.evaluation.curves import Bins, calibration
from workbench.gui.widgets.class_bars import ClassBars
from workbench.gui.widgets.curve_plot import CurvePlot

if TYPE_CHECKING:
    from workbench.gui.evaluate.seen import Seen

LOW = 260
KINDS: tuple[Bins, ...] = ("width", "count")


class CalibrationView(QWidget):
    """The share that is right over the confidence, the diagonal, and how many samples are in each bin."""

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._seen: Seen | None = None
        self._dirty = False
        self._make()
        head = QHBoxLayout()
        head.setSpacing(6)
        for widget in (self.kind, self.number):
            head.addWidget(widget)
        head.addWidget(self.words, 1)
        column = QVBoxLayout(self)
        column.setContentsMargins(0, 0, 0, 0)
        column.setSpacing(4)
        column.addLayout(head)
        self._both = QBoxLayout(QBoxLayout.Direction.TopToBottom)
        self._both.addWidget(self.plot, 3)
        self._both.addWidget(self.bars, 0)
        column.addLayout(self._both, 1)

    def show_seen(self, seen: Seen) -> None:
        """Other judgements."""
        before, self._seen, self._dirty = self._seen, seen, True
        if before is None or before.assessment.classes != seen.assessment.classes:
            with QSignalBlocker(self.number):
                self.number.clear()
                self.number.addItem(self.tr("What is predicted"))
                if seen.assessment.shares is not None:
                    self.number.addItems(list(seen.assessment.classes))
        if self.isVisible():
            self._show()

    def resizeEvent(self, event: QResizeEvent) -> None:
        """Where it is low, the counts stand beside the curve."""
        super().resizeEvent(event)
        low = self.height() < LOW
        direction = QBoxLayout.Direction
        self._both.setDirection(direction.LeftToRight if low else direction.TopToBottom)
        self._both.setStretch(1, 2 if low else 0)

    def showEvent(self, event: QShowEvent) -> None:
        super().showEvent(event)
        if self._dirty:
            self._show()

    def _show(self) -> None:
        if self._seen is None:
            return
        self._dirty = False
        number = self.number.currentIndex() - 1 if self.number.currentIndex() > 0 else None
        found = calibration(self._seen.assessment, kind=KINDS[self.kind.currentIndex()], number=number)
        if found is None:
            self.plot.clear()
            self.words.setText(self.tr("The probabilities are not numbers."))
            self.bars.set_counts((), ())
            return
        some = found.counts > 0
        self.plot.set_points("perfect", [0.0, 1.0], [0.0, 1.0])
        for name in ("line", "bins"):
            self.plot.set_points(name, found.confidence[some], found.right[some])
        self.plot.follow()
        self.plot.refresh()
        names = [f"{low:.2f}" for low in found.edges[:-1]]
        self.bars.set_counts(names, found.counts.tolist(), bins=True)
        gap = float(np.nansum((found.right - found.confidence) * found.counts) / found.counts.sum())
        verdict = self.tr("surer than it is right") if gap < 0 else self.tr("right more often than it is sure")
        words = self.tr("ECE {0}; largest gap {1}; on the whole {2}").format(
            f"{100 * found.error:.2f} %", f"{100 * found.largest:.1f} %", verdict
        )
        self.words.setText(words)

    def _make(self) -> None:
        self.kind = QComboBox(self)
        self.kind.setObjectName("calibration_kind")
        self.kind.addItems([self.tr("Bins of equal width"), self.tr("Bins of equal count")])
        self.kind.setAccessibleName(self.tr("Bins"))
        self.kind.setToolTip(self.tr("How the samples are put together by how sure the model is"))
        self.number = QComboBox(self)
        self.number.setObjectName("calibration_class")
        self.number.setAccessibleName(self.tr("Of which probability"))
        self.number.setToolTip(self.tr("The confidence in what is predicted, or the probability of one class"))
        self.number.setMaximumWidth(170)
        self.number.setSizeAdjustPolicy(QComboBox.SizeAdjustPolicy.AdjustToMinimumContentsLengthWithIcon)
        self.number.setMinimumContentsLength(12)
        for box in (self.kind, self.number):
            box.currentIndexChanged.connect(lambda _place: self._show())
        self.words = QLabel("", self)
        self.words.setObjectName("calibration_words")
        self.words.setProperty("role", "muted")
        self.words.setWordWrap(True)
        self.plot = CurvePlot(self.tr("confidence"), self.tr("share right"), compact=True, parent=self)
        self.plot.setObjectName("calibration_plot")
        self.plot.setAccessibleName(self.tr("How often the model is right, over how sure it is"))
        self.plot.set_empty_text("")
        self.plot.set_span(0.0, 1.0)
        self.plot.add_curve("perfect", self.tr("perfect"), 2, faint=True)
        self.plot.add_curve("line", self.tr("share right"), 0)
        self.plot.add_curve("bins", self.tr("bins"), 0, "points")
        self.bars = ClassBars(self)
        self.bars.setObjectName("calibration_counts")
        self.bars.setAccessibleName(self.tr("Samples in each bin"))
        self.bars.setToolTip(self.tr("Samples in each bin"))
        self.bars.pointed.connect(self.bars.setToolTip)
