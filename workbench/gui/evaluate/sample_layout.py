"""What the view of the samples is made of, and how it is laid out."""

from __future__ import annotations

from PySide6.QtCore import Qt, Signal
from PySide6.QtGui import QKeyEvent
from PySide6.QtWidgets import (
    QAbstractItemView,
    QComboBox,
    QHBoxLayout,
    QLabel,
    QSlider,
    QSplitter,
    QStackedWidget,
    QTableView,
    QVBoxLayout,
    QWidget,
)

from workbench.evaluation.picking import By
from workbench.evaluation.subject import Task
from workbench.gui.browser.grid import SIDES
from workbench.gui.browser.message import Message
from workbench.gui.browser.thumbnails import Thumbnails
from workbench.gui.evaluate.judged_grid import JudgedGrid
from workbench.gui.evaluate.judged_rows import JudgedRows
from workbench.gui.evaluate.sample_detail import SampleDetail
from workbench.gui.lane import Lane
from workbench.gui.widgets.push_button import push_button

ANY = 0
FIRST_SIDE = 64


class SampleLayout(QWidget):
    """Filters and order above, the samples on the left, one of them large on the right. Reacts to nothing."""

    def __init__(self, pictures: Lane, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._pictures = pictures
        self._thumbnails = Thumbnails(pictures, self)
        self._make_filters()
        self._make_samples()
        self.detail = SampleDetail(self)
        self._lay_out()

    def orders(self, task: Task) -> list[tuple[str, By, bool | None]]:
        """The orders that make sense: in words, by what, and whether the greatest come first (None: the worst)."""
        if task != "classes":
            return [
                (self.tr("Largest error"), "error", True),
                (self.tr("Smallest error"), "error", False),
                (self.tr("By index"), "row", False),
            ]
        return [
            (self.tr("Highest loss"), "loss", True),
            (self.tr("Most undecided"), "margin", False),
            (self.tr("Surest"), "confidence", True),
            (self.tr("Least sure"), "confidence", False),
            (self.tr("By index"), "row", False),
        ]

    def _make_filters(self) -> None:
        self.true = self._box("samples_true", self.tr("True class"), self.tr("Only samples of this class"))
        self.predicted = self._box(
            "samples_predicted",
            self.tr("Predicted class"),
            self.tr("Only samples that the model takes for this class"),
            11,
        )
        self.verdict = self._box(
            "samples_verdict", self.tr("Right or wrong"), self.tr("Only those that are wrong, or right"), 5
        )
        self.verdict.setMaximumWidth(84)
        self.verdict.addItems([self.tr("All"), self.tr("Wrong"), self.tr("Right")])
        self.order = self._box(
            "samples_order", self.tr("Order"),
            self.tr("What comes first. Undecided: the two most probable classes are close to each other"), 13,
        )  # fmt: skip
        self.chip = push_button("samples_chip", "", self.tr("Show the others again"), self)
        self.chip.setProperty("dense", "true")
        self.chip.hide()
        self.count = QLabel("", self)
        self.count.setObjectName("samples_count")
        self.count.setProperty("role", "muted")
        self.zoom = QSlider(Qt.Orientation.Horizontal, self)
        self.zoom.setObjectName("samples_zoom")
        self.zoom.setAccessibleName(self.tr("Size of the pictures"))
        self.zoom.setToolTip(self.tr("Size of the pictures (+ and −, or Ctrl and the wheel)"))
        self.zoom.setRange(0, len(SIDES) - 1)
        self.zoom.setPageStep(1)
        self.zoom.setMaximumWidth(90)
        self.zoom.setMinimumWidth(40)
        self.zoom.setValue(SIDES.index(FIRST_SIDE))

    def _make_samples(self) -> None:
        self.grid = JudgedGrid(self._thumbnails, self)
        self.grid.setObjectName("samples_grid")
        self.grid.setAccessibleName(self.tr("Samples"))
        self.rows = JudgedRows(self)
        self.table = _EnterTable(self)
        self.table.verticalHeader().setDefaultSectionSize(self.fontMetrics().height() + 8)
        self.table.setObjectName("samples_table")
        self.table.setAccessibleName(self.tr("Samples"))
        self.table.setModel(self.rows)
        self.table.setSelectionBehavior(QAbstractItemView.SelectionBehavior.SelectRows)
        self.table.setSelectionMode(QAbstractItemView.SelectionMode.ExtendedSelection)
        self.table.setTabKeyNavigation(False)
        self.table.setWordWrap(False)
        self.table.setContextMenuPolicy(Qt.ContextMenuPolicy.CustomContextMenu)
        self.message = Message(self)
        self.stack = QStackedWidget(self)
        for page in (self.message, self.grid, self.table):
            self.stack.addWidget(page)

    def _lay_out(self) -> None:
        head = QHBoxLayout()
        head.setSpacing(4)
        for widget in (self.verdict, self.true, self.predicted, self.order, self.chip, self.count):
            head.addWidget(widget)
        head.addStretch(1)
        head.addWidget(self.zoom)
        self.splitter = QSplitter(Qt.Orientation.Horizontal, self)
        self.splitter.setObjectName("samples_splitter")
        self.splitter.setChildrenCollapsible(False)
        self.splitter.addWidget(self.stack)
        self.splitter.addWidget(self.detail)
        self.stack.setMinimumWidth(150)
        self.detail.setMinimumWidth(220)
        self.splitter.setSizes([380, 280])
        self.splitter.setStretchFactor(0, 3)
        self.splitter.setStretchFactor(1, 2)
        column = QVBoxLayout(self)
        column.setContentsMargins(0, 0, 0, 0)
        column.setSpacing(4)
        column.addLayout(head)
        column.addWidget(self.splitter, 1)

    def _box(self, name: str, title: str, tip: str, length: int = 10) -> QComboBox:
        box = QComboBox(self)
        box.setObjectName(name)
        box.setAccessibleName(title)
        box.setToolTip(tip)
        box.setSizeAdjustPolicy(QComboBox.SizeAdjustPolicy.AdjustToMinimumContentsLengthWithIcon)
        box.setMinimumContentsLength(length)
        box.setMaximumWidth(190)
        box.setMaxVisibleItems(20)
        return box


class _EnterTable(QTableView):
    """Enter is a double click; ``typed`` carries a letter, ``delete_pressed`` comes with that key."""

    typed = Signal(str)
    delete_pressed = Signal()

    def keyPressEvent(self, event: QKeyEvent) -> None:
        if event.key() in (Qt.Key.Key_Return, Qt.Key.Key_Enter) and self.currentIndex().isValid():
            self.doubleClicked.emit(self.currentIndex())
        elif event.key() == Qt.Key.Key_Delete:
            self.delete_pressed.emit()
        elif event.text().isalpha() and event.modifiers() in (
            Qt.KeyboardModifier.NoModifier,
            Qt.KeyboardModifier.ShiftModifier,
        ):
            self.typed.emit(event.text())
        else:
            super().keyPressEvent(event)
