"""The panels around the model: docks that can be moved, closed, remembered and put back."""

from __future__ import annotations

from itertools import pairwise

from PySide6.QtCore import QByteArray, QObject, Qt, Signal
from PySide6.QtWidgets import QMainWindow, QTabWidget, QWidget

from workbench.gui.settings import Settings
from workbench.gui.widgets.card import CardDock

WIDTHS = {"data": 330, "training": 330, "curves": 760, "draw": 480}  # device-independent pixels
TABS = ("curves", "evaluate", "inspect", "diagnostics", "watch", "doctor", "code", "log", "help")  # share a place
IN_FRONT = ("training", "curves")  # of the panels that share a place
LOWER_SHARE = 0.31  # of the window's height
LARGEST_FIRST_SIZE = (1920, 1200)


class Docks(QObject):
    """Made once for a window, in the default layout; ``by_name`` has them by the names of their panels."""

    enlarged_changed = Signal(bool)

    def __init__(self, window: QMainWindow, panels: dict[str, QWidget]) -> None:
        super().__init__(window)
        self._window = window
        self._before: QByteArray | None = None
        window.setDockOptions(
            QMainWindow.DockOption.AnimatedDocks
            | QMainWindow.DockOption.AllowTabbedDocks
            | QMainWindow.DockOption.AllowNestedDocks
        )
        window.setTabPosition(Qt.DockWidgetArea.AllDockWidgetAreas, QTabWidget.TabPosition.North)
        titles = {
            "data": self.tr("Data"),
            "training": self.tr("Training"),
            "picture": self.tr("Picture"),
            "curves": self.tr("Curves"),
            "evaluate": self.tr("Evaluate"),
            "inspect": self.tr("Inspect"),
            "diagnostics": self.tr("Diagnostics"),
            "watch": self.tr("Watch it learn"),
            "doctor": self.tr("Doctor"),
            "code": self.tr("Code"),
            "log": self.tr("Log"),
            "help": self.tr("Help"),
            "draw": self.tr("Draw"),
        }
        area = Qt.DockWidgetArea
        sides = {
            "data": area.LeftDockWidgetArea,
            "training": area.RightDockWidgetArea,
            "picture": area.RightDockWidgetArea,
        }
        self.by_name: dict[str, CardDock] = {}
        for name, panel in panels.items():
            dock = CardDock(titles[name], window)
            dock.setObjectName(f"dock_{name}")
            dock.setWidget(panel)
            window.addDockWidget(sides.get(name, area.BottomDockWidgetArea), dock)
            self.by_name[name] = dock
        window.splitDockWidget(self.by_name["curves"], self.by_name["draw"], Qt.Orientation.Horizontal)
        for before, name in pairwise(TABS):
            window.tabifyDockWidget(self.by_name[before], self.by_name[name])
        window.tabifyDockWidget(self.by_name["training"], self.by_name["picture"])
        for name in IN_FRONT:
            self.by_name[name].raise_()
        self.set_default_sizes()
        self._default = window.saveState()

    def set_default_sizes(self) -> None:
        """The sizes that the docks have before anyone has moved them; Qt takes them when the window is shown."""
        docks, across = self.by_name, Qt.Orientation.Horizontal
        for pair in (("data", "training"), ("curves", "draw")):
            self._window.resizeDocks([docks[name] for name in pair], [WIDTHS[name] for name in pair], across)
        lower = round(LOWER_SHARE * self._window.height())
        self._window.resizeDocks([docks["curves"]], [lower], Qt.Orientation.Vertical)

    def reset(self) -> None:
        """Every panel back to its place."""
        if self.enlarged:
            self.enlarge()
        self._window.restoreState(self._default)
        for dock in self.by_name.values():
            dock.show()
        for name in IN_FRONT:
            self.by_name[name].raise_()
        self.set_default_sizes()

    def go_to(self, name: str) -> None:
        """Bring a panel to the front."""
        if self.enlarged and self.by_name[name].isHidden():
            self.enlarge()
        self.by_name[name].show()
        self.by_name[name].raise_()

    @property
    def enlarged(self) -> bool:
        """Whether one panel has the whole window."""
        return self._before is not None

    def enlarge(self) -> None:
        """Give the whole window to the panel that has the focus, or to the front one of the lower ones, with those behind its tabs;
        or all as before.
        """
        centre = self._window.centralWidget()
        if self._before is not None:
            state, self._before = self._before, None
            centre.show()
            self._window.restoreState(state)
            self.enlarged_changed.emit(False)
            return
        chosen = self._at_work()
        self._before = self._window.saveState()
        kept = [chosen, *self._window.tabifiedDockWidgets(chosen)]
        centre.hide()
        for dock in self.by_name.values():
            if dock not in kept and not dock.isFloating():
                dock.hide()
        chosen.raise_()
        self.enlarged_changed.emit(True)

    def _at_work(self) -> CardDock:
        widget: QWidget | None = self._window.focusWidget()
        while widget is not None:
            if isinstance(widget, CardDock) and not widget.isFloating():
                return widget
            widget = widget.parentWidget()
        seen = (self.by_name[name] for name in TABS if not self.by_name[name].visibleRegion().isEmpty())
        return next(seen, self.by_name[TABS[0]])

    def restore(self, settings: Settings) -> None:
        """As it was when the window was closed, or a size that fits the screen."""
        saved = settings.layout()
        if saved:
            self._window.restoreGeometry(saved[0])
            self._window.restoreState(saved[1])
        else:
            room = self._window.screen().availableGeometry().size()
            width, height = LARGEST_FIRST_SIZE
            self._window.resize(min(width, room.width() - 20), min(height, room.height() - 50))
            self.set_default_sizes()

    def remember(self, settings: Settings) -> None:
        """For the next start."""
        if self.enlarged:
            self.enlarge()
        settings.set_layout(self._window.saveGeometry(), self._window.saveState())
