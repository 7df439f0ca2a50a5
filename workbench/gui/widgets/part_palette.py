"""The palette: every declared part of a kind by group, with a search; and the same as a button with a menu.

Both give a new part with its defaults (``chosen``); what becomes of it is the owner's affair.
"""

from __future__ import annotations

from collections.abc import Callable, Sequence

from PySide6.QtCore import QCoreApplication, QEvent, QMimeData, QModelIndex, QObject, QPoint, Qt, Signal
from PySide6.QtGui import QAction, QKeyEvent
from PySide6.QtWidgets import (
    QFrame,
    QLabel,
    QLineEdit,
    QMenu,
    QPushButton,
    QTreeWidget,
    QTreeWidgetItem,
    QVBoxLayout,
    QWidget,
)

from workbench.gui.icons import icon
from workbench.gui.texts import declared, sentence
from workbench.gui.widgets.part_mime import mime_of
from workbench.plugins.blocks import Block
from workbench.spec.own import GROUP as OWN
from workbench.spec.own import Declared, waiting
from workbench.spec.parts import Part, parts

_CLASS = Qt.ItemDataRole.UserRole
_GROUP = Qt.ItemDataRole.UserRole + 1
_BLOCK = Qt.ItemDataRole.UserRole + 2
BLOCKS = "Own blocks"
FLAT_MENU = 14  # parts; a longer menu has a submenu for every group


FEW = 30  # parts; of more, only some groups are open at first

ORDER = ("Linear", "Convolution", "Pooling", "Activation", "Normalization", "Dropout", "Sequence", "Shape", "Container")
"""Groups as one gets to know them; others follow in the order of their declaration."""
OPEN_AT_FIRST = ("Linear", "Convolution")


def groups(kind: str) -> dict[str, list[type[Part]]]:
    """The parts of a kind by group: the groups as one learns them, the parts as they are declared."""
    found: dict[str, list[type[Part]]] = {}
    for cls in parts(kind):
        found.setdefault(cls.group, []).append(cls)
    return dict(sorted(found.items(), key=lambda row: ORDER.index(row[0]) if row[0] in ORDER else len(ORDER)))


def rank(cls: type[Part], words: str) -> int | None:
    """How well a part fits what was typed: 0 its name begins so, 1 its name, 2 its group, 3 its text; None: not at all.

    Every word must be found somewhere, in English or in the user's language.
    """
    typed = words.casefold().split()
    name = cls.__name__.casefold()
    group = f"{cls.group} {declared(cls.group)}".casefold()
    text = f"{cls.about()} {declared(cls.about())}".casefold()
    if not all(word in f"{name} {group} {text}" for word in typed):
        return None
    if name.startswith("".join(typed)):
        return 0
    if all(word in name for word in typed):
        return 1
    return 2 if all(word in f"{name} {group}" for word in typed) else 3


def waiting_words(each: Declared) -> str:
    """Why a part of the user's own cannot be picked."""
    words = QCoreApplication.translate("parts", "Not allowed yet: read {0} under Model > Own code…, and allow it.")
    return f"{each.about}\n\n{words.format(each.file)}"


def blocks_title() -> str:
    """What the group of the user's own blocks is called."""
    return QCoreApplication.translate("parts", "Own blocks")


class PartTree(QTreeWidget):
    """The parts under their groups; what is dragged out of it is a new part."""

    def __init__(self, kind: str, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.kind = kind
        self._groups: list[tuple[QTreeWidgetItem, list[QTreeWidgetItem]]] = []
        self.setHeaderHidden(True)
        self.setIndentation(14)
        self.setRootIsDecorated(True)
        self.setUniformRowHeights(True)
        self.setFrameShape(QFrame.Shape.NoFrame)
        self.setHorizontalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)
        self.setVerticalScrollMode(QTreeWidget.ScrollMode.ScrollPerPixel)
        self.setDragEnabled(True)
        self.setDragDropMode(QTreeWidget.DragDropMode.DragOnly)
        self.setDefaultDropAction(Qt.DropAction.CopyAction)
        self._waiting: list[QTreeWidgetItem] = []
        self._blocks: tuple[Block, ...] = ()
        self.refresh()

    def refresh(self) -> None:
        """Fill it with the parts that can be picked now; groups that were open stay so."""
        opened = {head.data(0, _GROUP): head.isExpanded() for head, _ in self._groups}
        self._groups, self._waiting = [], []  # before the items go: nothing may hold one that is gone
        self.clear()
        found = groups(self.kind)
        few = len(parts(self.kind)) <= FEW
        for group in [*found, *([OWN] if waiting(self.kind) and OWN not in found else [])]:
            self._add_group(group, found.get(group, []))
            self._groups[-1][0].setExpanded(opened.get(group, few or group in OPEN_AT_FIRST))
        for each in waiting(self.kind):
            self._add_waiting(next(head for head, _ in self._groups if head.data(0, _GROUP) == OWN), each)
        if self._blocks:
            self._add_group(BLOCKS, [])
            head, items = self._groups[-1]
            head.setText(0, blocks_title())
            head.setExpanded(opened.get(BLOCKS, True))
            items += [self._add_block(head, block) for block in self._blocks]

    def set_blocks(self, blocks: Sequence[Block]) -> None:
        """The user's own blocks, in a group at the end."""
        if tuple(blocks) != self._blocks:
            self._blocks = tuple(blocks)
            self.refresh()

    def block(self, item: QTreeWidgetItem | None) -> Block | None:
        """The user's block that the item names; None for all else."""
        found = item.data(0, _BLOCK) if item is not None else None
        return found if isinstance(found, Block) else None

    def part(self, item: QTreeWidgetItem | None) -> Part | None:
        """A new part of what the item names; None for a group."""
        block = self.block(item)
        if block is not None:
            return block.layer
        cls = item.data(0, _CLASS) if item is not None else None
        return cls() if cls is not None else None

    def items(self) -> list[QTreeWidgetItem]:
        """The items of parts that the search has left, from top to bottom."""
        return [item for _, items in self._groups for item in items if not item.isHidden()]

    def show_matching(self, words: str) -> QTreeWidgetItem | None:
        """Show the parts that fit the words, and say which fits best."""
        best: tuple[int, QTreeWidgetItem] | None = None
        for group, items in self._groups:
            found = [(self._rank(item, words), item) for item in items]
            for place, item in found:
                item.setHidden(place is None)
                if place is not None and (best is None or place < best[0]):
                    best = place, item
            group.setHidden(all(place is None for place, _ in found))
            for item in self._waiting:
                if item.parent() is group:
                    item.setHidden(words.strip().casefold() not in item.text(0).casefold())
                    group.setHidden(group.isHidden() and item.isHidden())
            if words.strip():
                group.setExpanded(True)
        return best[1] if best else None

    def _rank(self, item: QTreeWidgetItem, words: str) -> int | None:
        block = self.block(item)
        if block is None:
            return rank(item.data(0, _CLASS), words)
        text = f"{block.name} {BLOCKS} {blocks_title()}".casefold()
        typed = words.casefold().split()
        if not all(word in text for word in typed):
            return None
        return 0 if block.name.casefold().startswith(" ".join(typed)) else 1

    def mimeData(self, items: Sequence[QTreeWidgetItem]) -> QMimeData:
        chosen = [part for part in map(self.part, items) if part is not None]
        return mime_of(self.kind, chosen) if chosen else QMimeData()

    def mimeTypes(self) -> list[str]:
        return mime_of(self.kind, ()).formats()

    def supportedDropActions(self) -> Qt.DropAction:
        return Qt.DropAction.CopyAction

    def _add_group(self, group: str, classes: Sequence[type[Part]]) -> None:
        head = QTreeWidgetItem([declared(group)])
        head.setFlags(Qt.ItemFlag.ItemIsEnabled)
        head.setData(0, _GROUP, group)
        self.addTopLevelItem(head)
        self._groups.append((head, [self._add_part(head, cls) for cls in classes]))

    def _add_waiting(self, head: QTreeWidgetItem, each: Declared) -> None:
        """A part of the user's own that is not allowed yet: seen, but greyed."""
        item = QTreeWidgetItem([each.name])
        item.setToolTip(0, waiting_words(each))
        item.setData(0, Qt.ItemDataRole.AccessibleDescriptionRole, waiting_words(each))
        item.setFlags(Qt.ItemFlag.NoItemFlags)
        head.addChild(item)
        self._waiting.append(item)

    def _add_block(self, head: QTreeWidgetItem, block: Block) -> QTreeWidgetItem:
        item = QTreeWidgetItem([block.name])
        item.setData(0, _BLOCK, block)
        words = sentence(block.problem) if block.problem else ", ".join(_inside(block.layer))
        item.setToolTip(0, f"{words}\n\n{block.path}")
        item.setData(0, Qt.ItemDataRole.AccessibleDescriptionRole, words)
        usable = Qt.ItemFlag.ItemIsSelectable | Qt.ItemFlag.ItemIsDragEnabled | Qt.ItemFlag.ItemIsEnabled
        item.setFlags(usable if block.layer is not None else Qt.ItemFlag.ItemIsSelectable)
        if block.layer is None:
            item.setIcon(0, icon("error", "error"))
        head.addChild(item)
        return item

    def _add_part(self, head: QTreeWidgetItem, cls: type[Part]) -> QTreeWidgetItem:
        item = QTreeWidgetItem([cls.__name__])
        item.setData(0, _CLASS, cls)
        item.setToolTip(0, declared(cls.about()))
        item.setData(0, Qt.ItemDataRole.AccessibleDescriptionRole, declared(cls.about()))
        item.setFlags(Qt.ItemFlag.ItemIsEnabled | Qt.ItemFlag.ItemIsSelectable | Qt.ItemFlag.ItemIsDragEnabled)
        head.addChild(item)
        return item


def _inside(layer: Part | None) -> list[str]:
    """The types of what a block puts into a model."""
    return [each.type for each in getattr(layer, "layers", ())] or ([layer.type] if layer is not None else [])


class PartPalette(QWidget):
    """A search field above the tree. Enter in the field inserts the best hit, arrows walk through the hits.

    ``block_menu_wanted(block, where on the screen)`` is for the user's own blocks.
    """

    chosen = Signal(object)
    block_menu_wanted = Signal(object, QPoint)

    def __init__(self, kind: str, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.search = QLineEdit(self)
        self.tree = PartTree(kind, self)
        self._none = QLabel(self)
        self._name_parts(kind)
        self.search.setClearButtonEnabled(True)
        self.search.installEventFilter(self)
        self.search.textChanged.connect(self._on_search_changed)
        self.tree.itemActivated.connect(self._on_item_activated)
        self.tree.installEventFilter(self)
        self.tree.setContextMenuPolicy(Qt.ContextMenuPolicy.CustomContextMenu)
        self.tree.customContextMenuRequested.connect(self._on_menu_requested)
        column = QVBoxLayout(self)
        column.setContentsMargins(0, 0, 0, 0)
        column.setSpacing(6)
        column.addWidget(self.search)
        column.addWidget(self._none)
        column.addWidget(self.tree, 1)
        self._none.hide()
        self.setFocusProxy(self.search)

    def refresh(self) -> None:
        """Other parts can be picked than before."""
        self.tree.refresh()
        self._on_search_changed(self.search.text())

    def set_blocks(self, blocks: Sequence[Block]) -> None:
        """The user's own blocks."""
        self.tree.set_blocks(blocks)
        self._on_search_changed(self.search.text())

    def _on_menu_requested(self, at: QPoint) -> None:
        block = self.tree.block(self.tree.itemAt(at))
        if block is not None:
            self.block_menu_wanted.emit(block, self.tree.viewport().mapToGlobal(at))

    def focus_search(self) -> None:
        """Go to the search field, with its text selected."""
        self.search.setFocus(Qt.FocusReason.ShortcutFocusReason)
        self.search.selectAll()

    def _name_parts(self, kind: str) -> None:
        layers = kind == "layer"
        self.search.setObjectName(f"{kind}_search")
        self.search.setPlaceholderText(self.tr("Find a layer") if layers else self.tr("Find a transform"))
        self.search.setAccessibleName(self.search.placeholderText())
        self.search.setToolTip(self.tr("Part of a name, of a group or of what it does; Enter inserts the best hit"))
        self.tree.setObjectName(f"{kind}_tree")
        self.tree.setAccessibleName(self.tr("Layers by group") if layers else self.tr("Transforms by group"))
        self.tree.setAccessibleDescription(self.tr("Double click, Enter or drag inserts"))
        self._none.setProperty("role", "muted")
        self._none.setWordWrap(True)

    def _on_search_changed(self, words: str) -> None:
        best = self.tree.show_matching(words)
        self.tree.setCurrentIndex(QModelIndex())
        if best is not None and words.strip():
            self.tree.setCurrentItem(best)
        self._none.setText(self.tr("Nothing is called or does “{words}”.").format(words=words.strip()))
        self._none.setVisible(best is None)

    def _on_item_activated(self, item: QTreeWidgetItem) -> None:
        part = self.tree.part(item)
        if part is not None:
            self.chosen.emit(part)

    def eventFilter(self, watched: QObject, event: QEvent) -> bool:
        if event.type() != QEvent.Type.KeyPress or not isinstance(event, QKeyEvent):
            return super().eventFilter(watched, event)
        if watched is self.search:
            return self._on_search_key(event)
        return self._on_tree_key(event)

    def _on_search_key(self, event: QKeyEvent) -> bool:
        key = event.key()
        if key in (Qt.Key.Key_Return, Qt.Key.Key_Enter):
            if self.search.text().strip():
                self._choose_current()
            return True
        if key == Qt.Key.Key_Escape and self.search.text():
            self.search.clear()
            return True
        if key == Qt.Key.Key_Down:
            self._go_to_first()
            return True
        return False

    def _on_tree_key(self, event: QKeyEvent) -> bool:
        first = next(iter(self.tree.items()), None)
        if event.key() in (Qt.Key.Key_Return, Qt.Key.Key_Enter):
            self._choose_current()
            return True
        if event.key() == Qt.Key.Key_Up and first is not None and self.tree.currentItem() is first:
            self.search.setFocus(Qt.FocusReason.OtherFocusReason)
            return True
        return False

    def _choose_current(self) -> None:
        item = self.tree.currentItem()
        if item is not None and not item.isHidden():
            self._on_item_activated(item)

    def _go_to_first(self) -> None:
        """To the best hit while something is searched, else to the first part."""
        item = self.tree.currentItem() if self.search.text().strip() else None
        item = item or next(iter(self.tree.items()), None)
        if item is not None:
            self.tree.setCurrentItem(item)
            self.tree.setFocus(Qt.FocusReason.OtherFocusReason)


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
