"""Search everything: one field that finds actions, layers and transforms by their names."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Sequence
from dataclasses import dataclass
from functools import partial

from PySide6.QtCore import QCoreApplication, QEvent, QObject, Qt
from PySide6.QtGui import QAction, QIcon, QKeyEvent
from PySide6.QtWidgets import QDialog, QLineEdit, QListWidget, QListWidgetItem, QVBoxLayout, QWidget

from workbench.gui.actions import plain
from workbench.gui.icons import icon
from workbench.gui.panels.edits import ListEdits
from workbench.gui.texts import declared
from workbench.spec.parts import Part, parts


@dataclass(frozen=True)
class Hit:
    """Something that can be found, and what choosing it does."""

    text: str
    hint: str
    icon: QIcon
    run: Callable[[], object]


def hits_of_actions(actions: Iterable[QAction]) -> list[Hit]:
    """The actions that can be done now."""
    return [
        Hit(plain(action.text()), action.shortcut().toString(), action.icon(), action.trigger)
        for action in actions
        if action.isEnabled()
    ]


def hits_of_parts(kind: str, edits: ListEdits, symbol: str) -> list[Hit]:
    """Every part of a kind, to be put into its list."""
    words = QCoreApplication.translate("SearchDialog", "Add {0}")
    return [
        Hit(words.format(cls.__name__), declared(cls.group), icon(symbol), partial(_append, edits, cls))
        for cls in parts(kind)
    ]


def search_everything(window: QWidget, actions: Iterable[QAction], layers: ListEdits, steps: ListEdits) -> None:
    """Show the dialog until something is chosen."""
    hits = hits_of_actions(actions)
    hits += hits_of_parts("layer", layers, "layers")
    hits += hits_of_parts("transform", steps, "image")
    SearchDialog(hits, window).exec()


def _append(edits: ListEdits, cls: type[Part]) -> None:
    edits.append(cls())


class SearchDialog(QDialog):
    """Type, arrow keys, Enter."""

    def __init__(self, hits: Sequence[Hit], parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.setObjectName("search_dialog")
        self.setAttribute(Qt.WidgetAttribute.WA_DeleteOnClose)
        self.setWindowTitle(self.tr("Search everything"))
        self._hits = hits
        self.field = QLineEdit(self)
        self.field.setObjectName("search_field")
        self.field.setPlaceholderText(self.tr("Search actions, layers, transforms"))
        self.field.setAccessibleName(self.tr("Search"))
        self.field.setToolTip(self.tr("Part of a name; Enter takes the chosen line"))
        self.field.installEventFilter(self)
        self.results = QListWidget(self)
        self.results.setObjectName("search_results")
        self.results.setAccessibleName(self.tr("Results"))
        self.results.setToolTip(self.tr("Double click or Enter to choose"))
        column = QVBoxLayout(self)
        column.addWidget(self.field)
        column.addWidget(self.results)
        self.resize(460, 380)
        self.field.textChanged.connect(self._filter)
        self.field.returnPressed.connect(self._choose)
        self.results.itemActivated.connect(lambda _item: self._choose())
        self._filter("")

    def _filter(self, text: str) -> None:
        words = text.lower().split()
        self.results.clear()
        for hit in self._hits:
            if all(word in f"{hit.text} {hit.hint}".lower() for word in words):
                item = QListWidgetItem(hit.icon, f"{hit.text}    {hit.hint}".rstrip())
                item.setData(Qt.ItemDataRole.UserRole, hit)
                self.results.addItem(item)
        self.results.setCurrentRow(0)

    def _choose(self) -> None:
        item = self.results.currentItem()
        if item is not None:
            self.accept()
            item.data(Qt.ItemDataRole.UserRole).run()

    def eventFilter(self, watched: QObject, event: QEvent) -> bool:
        keys = (Qt.Key.Key_Up, Qt.Key.Key_Down, Qt.Key.Key_PageUp, Qt.Key.Key_PageDown)
        if isinstance(event, QKeyEvent) and event.type() == QEvent.Type.KeyPress and event.key() in keys:
            self.results.keyPressEvent(event)
            return True
        return super().eventFilter(watched, event)
