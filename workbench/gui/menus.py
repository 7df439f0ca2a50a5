"""The menu bar: the table of actions, and the menus whose entries are not known beforehand."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Mapping

from PySide6.QtCore import QObject, QPoint
from PySide6.QtGui import QAction, QActionGroup
from PySide6.QtWidgets import QMainWindow, QMenu, QMessageBox

from workbench.catalog.examples import examples
from workbench.gui import actions as table
from workbench.gui.file_commands import FileCommands
from workbench.gui.settings import Settings
from workbench.gui.texts import declared
from workbench.gui.theme import Theme
from workbench.gui.translation import languages

LIST_MENU = (
    ("cut", "copy", "paste", "duplicate", "delete"),
    ("group", "group_residual", "group_parallel", "ungroup", "save_block"),
    ("move_up", "move_down", "toggle"),
    ("freeze_in_run", "learn_in_run"),
)
"""What the menu of a list of parts offers; between the rows stands a line."""


class Menus(QObject):
    """Made once for a window. Menus are called ``menu_<name>``."""

    def __init__(
        self,
        window: QMainWindow,
        actions: Mapping[str, QAction],
        files: FileCommands,
        settings: Settings,
        theme: Theme,
    ) -> None:
        super().__init__(window)
        self._window, self._actions, self._files = window, actions, files
        self._settings, self._theme = settings, theme
        self.by_name = {name: self._filled(name, text) for name, text in table.MENUS.items()}
        self._for_list = self._menu("list", "")
        self._add_files(self.by_name["file"])
        self._add_choices(self.by_name["view"])

    def add_panels(self, toggles: Iterable[QAction]) -> None:
        """The switches that show and hide the panels, at the head of View."""
        self.by_name["view"].insertActions(self._actions["reset_layout"], list(toggles))

    def show_for_list(self, at: QPoint) -> None:
        """What can be done with the chosen rows of a list, as a menu at that point of the screen."""
        self._for_list.clear()
        for names in LIST_MENU:
            self._for_list.addActions([self._actions[name] for name in names if self._actions[name].isEnabled()])
            self._for_list.addSeparator()
        self._for_list.popup(at)

    def _filled(self, name: str, text: str) -> QMenu:
        menu = self._window.menuBar().addMenu(table.translated(text))
        menu.setObjectName(f"menu_{name}")
        table.fill_menu(menu, name, self._actions)
        return menu

    def _menu(self, name: str, title: str) -> QMenu:
        menu = QMenu(title, self._window)
        menu.setObjectName(f"menu_{name}")
        return menu

    def _add_files(self, menu: QMenu) -> None:
        self._recent = self._menu("recent", self.tr("Open &recent"))
        self._recent.aboutToShow.connect(self._fill_recent)
        self._examples = self._menu("examples", self.tr("&Examples"))
        self._examples.aboutToShow.connect(self.fill)
        menu.insertMenu(self._actions["save"], self._recent)
        menu.insertMenu(self._actions["save"], self._examples)

    def fill(self) -> None:
        """Read which examples there are, once: the window is on the screen before."""
        if not self._examples.isEmpty():
            return
        for path, title in examples().items():
            action = self._examples.addAction(declared(title))
            action.setObjectName(f"example_{path.stem}")
            action.triggered.connect(lambda _checked=False, path=path: self._files.open_example(path))

    def _fill_recent(self) -> None:
        self._recent.clear()
        for path in self._settings.recent():
            action = self._recent.addAction(str(path).replace("&", "&&"))
            action.triggered.connect(lambda _checked=False, path=path: self._files.open_recent(path))
        if self._recent.isEmpty():
            self._recent.addAction(self.tr("No files yet")).setEnabled(False)

    def _add_choices(self, menu: QMenu) -> None:
        system = self.tr("As the &system")
        themes = {"system": system, "light": self.tr("&Light"), "dark": self.tr("&Dark")}
        language = self._settings.text("language", "system")
        menu.addSeparator()
        menu.addMenu(self._choice(self.tr("&Theme"), "theme", themes, self._theme.scheme, self._on_theme_chosen))
        menu.addMenu(
            self._choice(
                self.tr("&Language"), "language", {"system": system} | languages(), language, self._on_language_chosen
            )
        )

    def _choice(
        self, title: str, name: str, choices: dict[str, str], current: str, chosen: Callable[[str], None]
    ) -> QMenu:
        menu = self._menu(name, title)
        group = QActionGroup(menu)
        for key, text in choices.items():
            action = menu.addAction(text)
            action.setObjectName(f"{name}_{key}")
            action.setCheckable(True)
            action.setChecked(key == current)
            group.addAction(action)
            action.triggered.connect(lambda _checked=False, key=key: chosen(key))
        return menu

    def _on_theme_chosen(self, scheme: str) -> None:
        self._theme.set_scheme(scheme)  # type: ignore[arg-type]
        self._settings.set_text("theme", scheme)

    def _on_language_chosen(self, language: str) -> None:
        self._settings.set_text("language", language)
        QMessageBox.information(self._window, self.tr("Language"), self.tr("The language changes with the next start."))
