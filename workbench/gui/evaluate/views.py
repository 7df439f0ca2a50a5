"""The views of an assessment: a list of them on the left, and of the task only those that fit it."""

from __future__ import annotations

from typing import TYPE_CHECKING

from PySide6.QtCore import QSignalBlocker, Qt
from PySide6.QtWidgets import QHBoxLayout, QListWidget, QListWidgetItem, QStackedWidget, QVBoxLayout, QWidget

from workbench.gui.browser.message import Message
from workbench.gui.evaluate.calibrating import CalibrationView
from workbench.gui.evaluate.comparison import CompareView
from workbench.gui.evaluate.confusion import ConfusionView
from workbench.gui.evaluate.corrections_view import CorrectionsView
from workbench.gui.evaluate.head import Head
from workbench.gui.evaluate.numbers import NumbersView
from workbench.gui.evaluate.overview import OverviewView
from workbench.gui.evaluate.roc import Compute, RocView
from workbench.gui.evaluate.samples import SamplesView
from workbench.gui.evaluate.seen import Seen

if TYPE_CHECKING:
    import numpy as np
    from numpy.typing import NDArray

    from workbench.gui.document import Document
    from workbench.gui.lane import Lane

NAME = Qt.ItemDataRole.UserRole
CLASSES_ONLY = ("confusion", "roc", "calibration")
NUMBERS_ONLY = ("numbers",)
WIDTH = 126
LEAST_HEIGHT = 120  # the panel makes no dock larger than the others do


class Pages(QStackedWidget):
    """Takes the height that there is: what wraps its words in one page makes no other page higher."""

    def hasHeightForWidth(self) -> bool:
        return False


class Views(QWidget):
    """Connects what one view wants to the other that shows it."""

    def __init__(self, document: Document, pictures: Lane, compute: Compute, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._seen: Seen | None = None
        self.head = Head(self)
        self.overview = OverviewView(self)
        self.confusion = ConfusionView(self)
        self.samples = SamplesView(pictures, self)
        self.roc = RocView(compute, self)
        self.calibration = CalibrationView(self)
        self.numbers = NumbersView(self)
        self.compare = CompareView(self)
        self.corrections = CorrectionsView(document, pictures, self)
        self.message = Message(self)
        self.by_name: dict[str, QWidget] = {
            "overview": self.overview, "confusion": self.confusion, "numbers": self.numbers, "samples": self.samples, "roc": self.roc,
            "calibration": self.calibration, "compare": self.compare, "corrections": self.corrections,
        }  # fmt: skip
        self._words = {
            "overview": self.tr("Overview"), "confusion": self.tr("Confusion"), "numbers": self.tr("True, predicted"),
            "samples": self.tr("Samples"), "roc": self.tr("ROC"), "calibration": self.tr("Calibration"),
            "compare": self.tr("Compare"), "corrections": self.tr("Corrections"),
        }  # fmt: skip
        self.list = QListWidget(self)
        self.list.setObjectName("evaluate_views")
        self.list.setAccessibleName(self.tr("Views"))
        self.list.setToolTip(self.tr("What is shown of the judgements"))
        self.list.setFixedWidth(WIDTH)
        self.list.setHorizontalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)
        for name, words in self._words.items():
            item = QListWidgetItem(words)
            item.setData(NAME, name)
            self.list.addItem(item)
        self.stack = Pages(self)
        self.stack.setMinimumSize(200, LEAST_HEIGHT)
        self.stack.addWidget(self.message)
        for view in self.by_name.values():
            self.stack.addWidget(view)
        self._lay_out()
        self.list.setCurrentRow(0)
        self.list.currentRowChanged.connect(lambda _row: self._show_chosen())
        self.overview.wanted.connect(self.show_cell)
        self.overview.positions_wanted.connect(self.show_positions)
        self.confusion.wanted.connect(self.show_cell)
        self.numbers.wanted.connect(self.show_sample)
        self.compare.positions_wanted.connect(self.show_positions)
        self.corrections.counted.connect(self._on_counted)
        self.clear()

    def clear(self) -> None:
        """Nothing is judged."""
        self._seen = None
        self.say(self.tr("Nothing is judged yet: press Evaluate."))

    def say(self, words: str) -> None:
        """A sentence in place of the views."""
        self.message.say(words)
        self.stack.setCurrentWidget(self.message)
        self.list.hide()

    def show_seen(self, seen: Seen) -> None:
        """Other judgements, in all views that fit the task; each draws when it is looked at."""
        self._seen = seen
        task = seen.assessment.task
        fits = {name: self._fits(name, task) for name in self.by_name}
        for row in range(self.list.count()):
            self.list.item(row).setHidden(not fits[self.list.item(row).data(NAME)])
        if not fits[self.chosen()]:
            self.choose("overview")
        for name, view in self.by_name.items():
            if fits[name]:
                view.show_seen(seen)  # type: ignore[attr-defined]
        self.list.show()
        self._show_chosen()

    def shown(self) -> list[str]:
        """The views that fit the task."""
        items = [self.list.item(row) for row in range(self.list.count())]
        return [item.data(NAME) for item in items if not item.isHidden()]

    def chosen(self) -> str:
        """The view in front."""
        item = self.list.currentItem()
        return str(item.data(NAME)) if item is not None else "overview"

    def choose(self, name: str) -> None:
        """Bring a view to the front."""
        self.list.setCurrentRow(list(self.by_name).index(name))

    def show_cell(self, true: int, predicted: int) -> None:
        """The samples of a true class that are taken for another; -1: any."""
        self.choose("samples")
        self.samples.show_cell(true, predicted)
        self.samples.grid.setFocus()

    def show_positions(self, words: str, positions: NDArray[np.int64]) -> None:
        """These samples."""
        self.choose("samples")
        self.samples.show_positions(words, positions)

    def show_sample(self, position: int) -> None:
        """That sample, among all of them."""
        self.choose("samples")
        self.samples.show_all()
        self.samples.choose(position)

    def _fits(self, name: str, task: str) -> bool:
        return not (name in CLASSES_ONLY and task != "classes") and not (name in NUMBERS_ONLY and task != "numbers")

    def _show_chosen(self) -> None:
        if self._seen is not None:
            self.stack.setCurrentWidget(self.by_name[self.chosen()])

    def _on_counted(self, count: int) -> None:
        item = self.list.item(list(self.by_name).index("corrections"))
        words = self._words["corrections"]
        with QSignalBlocker(self.list):
            item.setText(f"{words} ({count})" if count else words)

    def _lay_out(self) -> None:
        row = QHBoxLayout()
        row.setSpacing(8)
        row.addWidget(self.list)
        row.addWidget(self.stack, 1)
        column = QVBoxLayout(self)
        column.setContentsMargins(8, 6, 8, 6)
        column.setSpacing(6)
        column.addWidget(self.head)
        column.addLayout(row, 1)
