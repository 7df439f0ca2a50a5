"""What the window with the samples is made of, and how it is laid out."""

from __future__ import annotations

from collections.abc import Callable

from PySide6.QtCore import Qt
from PySide6.QtGui import QKeySequence, QShortcut
from PySide6.QtWidgets import (
    QAbstractItemView,
    QComboBox,
    QDialog,
    QHBoxLayout,
    QLabel,
    QLineEdit,
    QPushButton,
    QSlider,
    QSplitter,
    QStackedWidget,
    QTabBar,
    QTableView,
    QVBoxLayout,
    QWidget,
)

from workbench.gui.browser.class_list import ClassList
from workbench.gui.browser.detail import SampleDetail
from workbench.gui.browser.grid import SIDES
from workbench.gui.browser.message import Message
from workbench.gui.browser.selecting import SelectingGrid
from workbench.gui.browser.table import TableModel
from workbench.gui.browser.thumbnails import Thumbnails
from workbench.gui.lane import Lane
from workbench.gui.widgets.card_frame import CardFrame

FIRST_SIZE = (1180, 760)
LARGEST_SHARE = 0.6  # of a large screen


class BrowserLayout(QDialog):
    """Classes on the left, the samples in the middle, one of them large on the right. Reacts to nothing."""

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent, Qt.WindowType.Window)
        self.setObjectName("sample_browser")
        self.setWindowTitle(self.tr("Samples"))
        self._pictures = Lane("pictures", self)
        self._thumbnails = Thumbnails(self._pictures, self)
        self._make_left()
        self._make_centre()
        self.detail = SampleDetail(self)
        self._lay_out()

    def _make_left(self) -> None:
        self.search = QLineEdit(self)
        self.search.setObjectName("browser_search")
        self.search.setPlaceholderText(self.tr("Class, or #index"))
        self.search.setAccessibleName(self.tr("Search"))
        self.search.setToolTip(self.tr("Part of a class's name, or # and an index; Enter goes there (Ctrl+F)"))
        self.search.setClearButtonEnabled(True)
        self.classes = ClassList(self)
        self.classes.setObjectName("browser_classes")
        self.classes.setAccessibleName(self.tr("Classes"))
        self.classes.setToolTip(self.tr("Tick the classes to show; a double click shows one alone"))
        self.all_classes = QPushButton(self.tr("All classes"), self)
        self.all_classes.setObjectName("browser_all")
        self.all_classes.setAccessibleName(self.tr("All classes"))
        self.all_classes.setToolTip(self.tr("Show the samples of all classes"))
        self.all_classes.setAutoDefault(False)
        self.all_classes.hide()

    def _make_centre(self) -> None:
        self.tabs = QTabBar(self)
        self.tabs.setObjectName("browser_parts")
        self.tabs.setAccessibleName(self.tr("Part"))
        self.tabs.setExpanding(False)
        self.tabs.setToolTip(self.tr("The part of the data set (Ctrl+1, Ctrl+2, Ctrl+3)"))
        for title in (self.tr("Training"), self.tr("Validation"), self.tr("Test")):
            self.tabs.addTab(title)
        self.sort = QComboBox(self)
        self.sort.setObjectName("browser_sort")
        self.sort.addItems([self.tr("By index"), self.tr("By class")])
        self.sort.setAccessibleName(self.tr("Order"))
        self.sort.setToolTip(self.tr("The order of the samples"))
        self.grid = SelectingGrid(self._thumbnails, self)
        self.grid.setObjectName("browser_grid")
        self.grid.setAccessibleName(self.tr("Samples"))
        self.zoom = QSlider(Qt.Orientation.Horizontal, self)
        self.zoom.setObjectName("browser_zoom")
        self.zoom.setAccessibleName(self.tr("Size of the pictures"))
        self.zoom.setToolTip(self.tr("Size of the pictures (+ and −, or Ctrl and the wheel)"))
        self.zoom.setRange(0, len(SIDES) - 1)
        self.zoom.setPageStep(1)
        self.zoom.setFixedWidth(110)
        self.zoom.setValue(SIDES.index(self.grid.side()))
        self.zoom.valueChanged.connect(lambda place: self.grid.set_side(SIDES[place]))
        self.rows = TableModel(self)
        self.table = QTableView(self)
        self.table.setObjectName("browser_table")
        self.table.setAccessibleName(self.tr("Samples"))
        self.table.setModel(self.rows)
        self.table.setSelectionBehavior(QAbstractItemView.SelectionBehavior.SelectRows)
        self.table.setTabKeyNavigation(False)
        self.message = Message(self)
        self.status = QLabel("", self)
        self.status.setObjectName("browser_status")
        self.status.setProperty("role", "muted")
        self.stack = QStackedWidget(self)
        for page in (self.message, self.grid, self.table):
            self.stack.addWidget(page)

    def _lay_out(self) -> None:
        head = QHBoxLayout()
        head.addWidget(self.tabs, 1)
        head.addWidget(self.sort)
        foot = QHBoxLayout()
        foot.addWidget(self.status, 1)
        foot.addWidget(self.zoom)
        left, centre, right = CardFrame(self), CardFrame(self), CardFrame(self)
        self.side = right
        for card, items in (
            (left, (self.search, self.classes, self.all_classes)),
            (centre, (head, self.stack, foot)),
            (right, (self.detail,)),
        ):
            column = QVBoxLayout(card)
            column.setContentsMargins(12, 10, 12, 12)
            for item in items:
                if isinstance(item, QHBoxLayout):
                    column.addLayout(item)
                else:
                    column.addWidget(item, 1 if item in (self.classes, self.stack, self.detail) else 0)
            column.addStretch(0)
        splitter = QSplitter(Qt.Orientation.Horizontal, self)
        splitter.setObjectName("browser_splitter")
        splitter.setChildrenCollapsible(False)
        for card, width in ((left, 200), (centre, 640), (right, 300)):
            splitter.addWidget(card)
            card.setMinimumWidth(min(width, 260))
        splitter.setSizes([200, 640, 320])
        splitter.setStretchFactor(1, 1)
        whole = QHBoxLayout(self)
        whole.setContentsMargins(8, 8, 8, 8)
        whole.addWidget(splitter)
        room = self.screen().availableGeometry().size()
        width, height = FIRST_SIZE
        width, height = max(width, int(LARGEST_SHARE * room.width())), max(height, int(LARGEST_SHARE * room.height()))
        self.resize(min(width, room.width() - 40), min(height, room.height() - 80))

    def add_key(self, keys: str | QKeySequence.StandardKey, slot: Callable[[], object]) -> None:
        """A key that works wherever the focus is in this window."""
        shortcut = QShortcut(QKeySequence(keys), self)
        shortcut.activated.connect(slot)
