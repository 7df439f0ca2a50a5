"""The parts of a kind as a tree: groups, the user's own that wait to be allowed, and the user's own blocks."""

from __future__ import annotations

from collections.abc import Sequence

from PySide6.QtCore import QCoreApplication, QMimeData, Qt
from PySide6.QtWidgets import QFrame, QTreeWidget, QTreeWidgetItem, QWidget

from workbench.gui.icons import icon
from workbench.gui.texts import declared, sentence
from workbench.gui.widgets.part_groups import groups, rank, waiting_words
from workbench.gui.widgets.part_mime import mime_of
from workbench.plugins.blocks import Block
from workbench.spec.own import GROUP as OWN
from workbench.spec.own import Declared, waiting
from workbench.spec.parts import Part, parts

_CLASS = Qt.ItemDataRole.UserRole
_GROUP = Qt.ItemDataRole.UserRole + 1
_BLOCK = Qt.ItemDataRole.UserRole + 2
BLOCKS = "Own blocks"
FEW = 30  # parts; of more, only some groups are open at first
OPEN_AT_FIRST = ("Linear", "Convolution")


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
