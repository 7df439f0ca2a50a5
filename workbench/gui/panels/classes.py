"""The classes of the data panel: one line on their balance; unfolded, their counts and what evens them out."""

from __future__ import annotations

from typing import TYPE_CHECKING

from PySide6.QtCore import Signal
from PySide6.QtWidgets import QHBoxLayout, QPushButton, QToolButton, QVBoxLayout, QWidget

from workbench.gui.icons import icon
from workbench.gui.texts import three_digits
from workbench.gui.theme import mark
from workbench.gui.widgets.card import ElidedLabel
from workbench.gui.widgets.class_bars import ClassBars
from workbench.spec.experiment import Experiment

if TYPE_CHECKING:
    from workbench.data.counts import Counts

UNEVEN = 1.5
"""From so many times as many samples on, the line names the classes; from ``IMBALANCE`` times on, it warns."""

IMBALANCE = 3


class ClassesView(QWidget):
    """``balance_wanted`` and ``weights_wanted`` carry whether; ``class_wanted`` the class to be looked at."""

    balance_wanted = Signal(bool)
    weights_wanted = Signal(bool)
    class_wanted = Signal(int)

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.toggle = QToolButton(self)
        self.toggle.setObjectName("class_counts_toggle")
        self.toggle.setCheckable(True)
        self.toggle.setToolTip(self.tr("Show or hide the counts of the classes"))
        self.toggle.setAccessibleName(self.tr("Counts of the classes"))
        self.toggle.toggled.connect(self._fold)
        self.words = ElidedLabel("", self)
        self.words.setObjectName("class_counts_words")
        self.bars = ClassBars(self)
        self.bars.setObjectName("class_bars")
        self.bars.setAccessibleName(self.tr("Training samples of each class"))
        self.bars.setToolTip(self.tr("Click to look at the samples of this class"))
        self._said = ""
        self.bars.pressed.connect(self.class_wanted)
        self.bars.pointed.connect(lambda words: self.words.set_text(words or self._said))
        self.balance = self._button("class_balance", self.tr("Balanced drawing"))
        self.balance.setToolTip(self.tr("Draw every class equally often, the rare ones repeatedly (data.balanced)"))
        self.balance.clicked.connect(self.balance_wanted)
        self.weigh = self._button("class_weights", self.tr("Class weights"))
        self.weigh.clicked.connect(self.weights_wanted)
        self._buttons = QWidget(self)
        row = QHBoxLayout(self._buttons)
        row.setContentsMargins(0, 0, 0, 0)
        row.addWidget(self.balance)
        row.addWidget(self.weigh)
        row.addStretch(1)
        head = QHBoxLayout()
        head.setSpacing(4)
        head.addWidget(self.toggle)
        head.addWidget(self.words, 1)
        column = QVBoxLayout(self)
        column.setContentsMargins(0, 0, 0, 0)
        column.setSpacing(5)
        column.addLayout(head)
        column.addWidget(self.bars)
        column.addWidget(self._buttons)
        self._fold(False)
        self.hide()

    def show_counts(self, counts: Counts | None) -> None:
        """Other counts; None: nothing to show."""
        self.setVisible(counts is not None)
        if counts is None:
            return
        self.bars.set_counts(counts.classes, counts.counts)
        self._said = self._sentence(counts)
        self.words.set_text(self._said)
        role = "warning" if counts.ratio >= IMBALANCE else "muted"
        mark(self.words, "role", role)

    def show_experiment(self, experiment: Experiment) -> None:
        """Which of the two is in use, and whether the loss can weigh."""
        loss = experiment.training.loss
        self.balance.setChecked(experiment.data.balanced)
        able = "weight" in type(loss).model_fields
        self.weigh.setEnabled(able)
        self.weigh.setChecked(able and getattr(loss, "weight", None) is not None)
        if able:
            words = self.tr(
                "Let the rare classes count more in the loss: n / (k · n_c) for each class (training.loss.weight)"
            )
        else:
            words = self.tr("{0} has no weight for each class; CrossEntropyLoss has.").format(loss.type)
        self.weigh.setToolTip(words)

    def _sentence(self, counts: Counts) -> str:
        most, least = counts.most, counts.least
        high, low = counts.counts[most], counts.counts[least]
        if high == low:
            return self.tr("{0} of each class").format(f"{high:,}")
        if counts.ratio < UNEVEN:
            return self.tr("{0} to {1} of each class").format(f"{low:,}", f"{high:,}")
        return self.tr("“{0}” has {1}, “{2}” {3}: {4} times as many").format(
            counts.classes[most], f"{high:,}", counts.classes[least], f"{low:,}", three_digits(counts.ratio)
        )

    def _fold(self, shown: bool) -> None:
        self.toggle.setIcon(icon("chevron-down" if shown else "chevron-right", "muted"))
        self.bars.setVisible(shown)
        self._buttons.setVisible(shown)

    def _button(self, name: str, text: str) -> QPushButton:
        button = QPushButton(text, self)
        button.setObjectName(name)
        button.setAccessibleName(text)
        button.setCheckable(True)
        button.setProperty("dense", True)
        return button
