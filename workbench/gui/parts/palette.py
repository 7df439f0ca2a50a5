"""The palette: every part of a kind by group, with a search; and a menu button of the same for narrow places."""

from __future__ import annotations

from PySide6.QtCore import QEvent, QMimeData, QObject, Qt, Signal
from PySide6.QtGui import QKeyEvent
from PySide6.QtWidgets import QLineEdit, QMenu, QPushButton, QTreeWidget, QTreeWidgetItem, QVBoxLayout, QWidget

from workbench.gui.icons import icon
from workbench.gui.texts import declared
from workbench.gui.parts.mime import to_mime
from workbench.spec.parts import Part, parts

CLASS_ROLE = Qt.ItemDataRole.UserRole


def groups(kind: str) -> dict[str, list[type[Part]]]:
    """The parts of a kind by group, in the order of their declaration."""
    found: dict[str, list[type[Part]]] = {}
    for cls in parts(kind):
        found.setdefault(cls.group, []).append(cls)
    return found


class _Tree(QTreeWidget):
    def mimeData(self, items) -> QMimeData | None:
        chosen = [item.data(0, CLASS_ROLE)() for item in items if item.data(0, CLASS_ROLE)]
        return to_mime(chosen) if chosen else None


class PartPalette(QWidget):
    """``chosen`` carries a new part with its defaults."""

    chosen = Signal(object)

    def __init__(self, kind: str, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.kind = kind
        self.search = QLineEdit(self)
        self.search.setObjectName(f"{kind}_search")
        self.search.setPlaceholderText(self.tr("Find a layer") if kind == "layer" else self.tr("Find"))
        self.search.setAccessibleName(self.tr("Search the palette"))
        self.search.setToolTip(self.tr("Part of a name or of what it does; Enter inserts the first hit"))
        self.search.setClearButtonEnabled(True)
        self.search.textChanged.connect(self._filter)
        self.search.returnPressed.connect(self._insert_first)
        self.search.installEventFilter(self)
        self.tree = _Tree(self)
        self.tree.setObjectName(f"{kind}_tree")
        self.tree.setAccessibleName(self.tr("Palette"))
        self.tree.setToolTip(self.tr("Double click, Enter or drag into the list"))
        self.tree.setHeaderHidden(True)
        self.tree.setIndentation(14)
        self.tree.setDragEnabled(True)
        self.tree.setDragDropMode(QTreeWidget.DragDropMode.DragOnly)
        self.tree.setFrameShape(QTreeWidget.Shape.NoFrame)
        self.tree.itemActivated.connect(self._on_item_activated)
        column = QVBoxLayout(self)
        column.setContentsMargins(0, 0, 0, 0)
        column.addWidget(self.search)
        column.addWidget(self.tree, 1)
        self.setMinimumWidth(130)
        self._fill()

    def focus_search(self) -> None:
        """Go to the search field."""
        self.search.setFocus(Qt.FocusReason.ShortcutFocusReason)
        self.search.selectAll()

    def _fill(self) -> None:
        for group, classes in groups(self.kind).items():
            head = QTreeWidgetItem([declared(group)])
            head.setFlags(Qt.ItemFlag.ItemIsEnabled)
            self.tree.addTopLevelItem(head)
            for cls in classes:
                item = QTreeWidgetItem([cls.__name__])
                item.setData(0, CLASS_ROLE, cls)
                item.setToolTip(0, declared(cls.about()))
                head.addChild(item)
            head.setExpanded(True)

    def _filter(self, text: str) -> None:
        words = text.lower().split()
        for place in range(self.tree.topLevelItemCount()):
            head = self.tree.topLevelItem(place)
            shown = False
            for row in range(head.childCount()):
                item = head.child(row)
                cls = item.data(0, CLASS_ROLE)
                where = f"{cls.__name__} {cls.group} {declared(cls.about())}".lower()
                item.setHidden(not all(word in where for word in words))
                shown = shown or not item.isHidden()
            head.setHidden(not shown)
        hits = self._hits()
        named = [item for item in hits if words and words[0] in item.text(0).lower()]
        self.tree.setCurrentItem((named or hits or [None])[0] if words else None)

    def _hits(self) -> list[QTreeWidgetItem]:
        heads = [self.tree.topLevelItem(i) for i in range(self.tree.topLevelItemCount())]
        return [head.child(i) for head in heads for i in range(head.childCount()) if not head.child(i).isHidden()]

    def _insert_first(self) -> None:
        item = self.tree.currentItem()
        if item is not None and self.search.text():
            self._on_item_activated(item)

    def _on_item_activated(self, item: QTreeWidgetItem) -> None:
        cls = item.data(0, CLASS_ROLE)
        if cls is not None:
            self.chosen.emit(cls())

    def eventFilter(self, watched: QObject, event: QEvent) -> bool:
        if watched is self.search and isinstance(event, QKeyEvent) and event.type() == QEvent.Type.KeyPress:
            if event.key() in (Qt.Key.Key_Down, Qt.Key.Key_Up):
                self.tree.setFocus()
                if self.tree.currentItem() is None and self._hits():
                    self.tree.setCurrentItem(self._hits()[0])
                else:
                    self.tree.keyPressEvent(event)
                return True
        return super().eventFilter(watched, event)


class PartMenuButton(QPushButton):
    """A button with a menu of all parts of a kind, by group."""

    chosen = Signal(object)

    def __init__(self, kind: str, text: str, parent: QWidget | None = None) -> None:
        super().__init__(icon("add"), text, parent)
        self.setAccessibleName(text)
        self.setToolTip(text)
        menu = QMenu(self)
        menu.setToolTipsVisible(True)
        for group, classes in groups(kind).items():
            menu.addSection(declared(group))
            for cls in classes:
                action = menu.addAction(cls.__name__)
                action.setObjectName(f"add_{cls.__name__}")
                action.setToolTip(declared(cls.about()))
                action.triggered.connect(lambda _checked=False, cls=cls: self.chosen.emit(cls()))
        self.setMenu(menu)
