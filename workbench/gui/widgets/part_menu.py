"""A button with a menu of all parts of a kind; it gives a new part with its defaults."""

from __future__ import annotations

from collections.abc import Callable, Sequence

from PySide6.QtCore import Signal
from PySide6.QtGui import QAction
from PySide6.QtWidgets import QMenu, QPushButton, QWidget

from workbench.gui.icons import icon
from workbench.gui.texts import declared
from workbench.gui.widgets.part_groups import groups, waiting_words
from workbench.spec.own import waiting
from workbench.spec.parts import Part

FLAT_MENU = 14  # parts; a longer menu has a submenu for every group


class PartMenuButton(QPushButton):
    """A button with a menu of all parts of a kind, by group."""

    chosen = Signal(object)

    def __init__(self, kind: str, text: str, parent: QWidget | None = None) -> None:
        super().__init__(icon("add"), text, parent)
        self._kind = kind
        self.setAccessibleName(text)
        self.setToolTip(self.tr("Choose what to add; it is put after the selected one"))
        self._wanted: Callable[[type[Part]], bool] = lambda _cls: True
        self.refresh()

    def refresh(self) -> None:
        """Make the menu anew of the parts that can be picked now."""
        menu = QMenu(self)
        menu.setToolTipsVisible(True)
        self._actions: dict[type[Part], QAction] = {}
        self._menus: dict[QMenu, list[QAction]] = {}
        found = groups(self._kind)
        deep = sum(map(len, found.values())) > FLAT_MENU
        for group, classes in found.items():
            self._add_group(menu, group, classes, deep)
        for each in waiting(self._kind):
            action = menu.addAction(each.name)
            action.setToolTip(waiting_words(each))
            action.setEnabled(False)
        before = self.menu()
        self.setMenu(menu)
        if before is not None:
            before.deleteLater()
        self.offer(self._wanted)

    def offer(self, wanted: Callable[[type[Part]], bool]) -> None:
        """Show only these parts; the others stay hidden until they fit again."""
        self._wanted = wanted
        for cls, action in self._actions.items():
            action.setVisible(wanted(cls))
        for menu, actions in self._menus.items():
            menu.menuAction().setVisible(any(action.isVisible() for action in actions))

    def _add_group(self, menu: QMenu, group: str, classes: Sequence[type[Part]], deep: bool) -> None:
        if deep:
            menu = menu.addMenu(declared(group))
            menu.setToolTipsVisible(True)
        else:
            menu.addSeparator()
            heading = QAction(declared(group), menu)
            heading.setEnabled(False)
            menu.addAction(heading)
        for cls in classes:
            action = menu.addAction(cls.__name__)
            action.setObjectName(f"{self._kind}_add_{cls.__name__}")
            action.setToolTip(declared(cls.about()))
            action.triggered.connect(lambda _checked=False, cls=cls: self.chosen.emit(cls()))
            self._actions[cls] = action
            if deep:
                self._menus.setdefault(menu, []).append(action)
