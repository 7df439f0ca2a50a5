"""What the panel Watch is made of, and how it is laid out."""

from __future__ import annotations

from PySide6.QtCore import Qt
from PySide6.QtWidgets import (
    QComboBox,
    QHBoxLayout,
    QLabel,
    QPushButton,
    QScrollArea,
    QSlider,
    QStackedWidget,
    QVBoxLayout,
    QWidget,
)

from workbench.gui.trying.buttons import tool_button
from workbench.gui.watch.strips import Strips
from workbench.gui.widgets.card import ElidedLabel
from workbench.gui.widgets.empty_state import EmptyState
from workbench.gui.widgets.prediction_bars import PredictionBars
from workbench.gui.widgets.push_button import push_button


class WatchLayout(QStackedWidget):
    """The way back above, the inputs on the left, the answer to one of them on the right. Reacts to nothing."""

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.setObjectName("watch_panel")
        self._make_parts()
        self._lay_out()

    def _make_parts(self) -> None:
        self.empty = EmptyState(
            self.tr(
                "Train first, or open a run: then this shows how the answers to the same few inputs change with every step."
            ),
            self,
        )
        self.body = QWidget(self)
        self.slider = QSlider(Qt.Orientation.Horizontal, self.body)
        self.slider.setObjectName("watch_step")
        self.slider.setAccessibleName(self.tr("Step of the run"))
        self.slider.setToolTip(self.tr("Back through the run: what the model said at earlier steps (arrow keys)"))
        self.at = QLabel("", self.body)
        self.at.setObjectName("watch_at")
        self.at.setAccessibleName(self.tr("The step that is looked at"))
        self.now = self._button("watch_now", self.tr("Now"), self.tr("Back to the newest weights, and on with the run"))
        self.pin = self._button(
            "watch_pin", self.tr("Pin"), self.tr("Keep what is drawn among the inputs, with its class")
        )
        self.others = tool_button(self.body, "watch_others", "dice", self.tr("Other inputs of the data set"))
        self.spread = QComboBox(self.body)
        self.spread.setObjectName("watch_spread")
        self.spread.setAccessibleName(self.tr("Scale of the steps"))
        self.spread.setToolTip(
            self.tr("How the steps are spread, and which moments stay: most of the beginning, or all alike")
        )
        for text, kind in ((self.tr("early steps"), "log"), (self.tr("all steps"), "even")):
            self.spread.addItem(text, kind)
        self.words = ElidedLabel("", self.body)
        self.words.setObjectName("watch_words")
        self.words.hide()
        self.words.setAccessibleName(self.tr("What is wrong"))
        self.strips = Strips(self.body)
        self.strips.setObjectName("watch_strips")
        self.strips.setAccessibleName(self.tr("The inputs, each with the probability of its class"))
        self.strips.setToolTip(self.tr("A click chooses an input and a step"))
        self.whose = ElidedLabel("", self.body)
        self.whose.setObjectName("watch_whose")
        self.whose.setAccessibleName(self.tr("The input whose answer is shown"))
        self.bars = PredictionBars(self.body)
        self.bars.setObjectName("watch_bars")
        self.bars.setToolTip(self.tr("What the model said of the chosen input at the chosen step"))

    def _button(self, name: str, text: str, tip: str) -> QPushButton:
        button = push_button(name, text, tip, self.body)
        button.setProperty("dense", True)
        return button

    def _lay_out(self) -> None:
        self.area = QScrollArea(self.body)
        self.area.setObjectName("watch_scroll")
        self.area.setWidgetResizable(True)
        self.area.setFrameShape(QScrollArea.Shape.NoFrame)
        self.area.setHorizontalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)
        self.area.setWidget(self.strips)
        head = QHBoxLayout()
        head.setSpacing(6)
        head.addWidget(self.slider, 1)
        for widget in (self.at, self.now, self.spread, self.others, self.pin):
            head.addWidget(widget)
        side = QVBoxLayout()
        side.setSpacing(2)
        side.addWidget(self.whose)
        side.addWidget(self.bars, 1)
        row = self._row = QHBoxLayout()
        row.setSpacing(12)
        row.addWidget(self.area, 3)
        row.addLayout(side, 1)
        column = QVBoxLayout(self.body)
        column.setContentsMargins(12, 4, 12, 8)
        column.setSpacing(6)
        column.addLayout(head)
        column.addLayout(row, 1)
        column.addWidget(self.words)
        self.addWidget(self.empty)
        self.addWidget(self.body)
