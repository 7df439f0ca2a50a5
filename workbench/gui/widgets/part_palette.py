"""The palette: a search above every declared part of a kind by group.

It gives a new part with its defaults (``chosen``); what becomes of it is the owner's affair.
"""

from __future__ import annotations

from collections.abc import Sequence

from PySide6.QtCore import QEvent, QModelIndex, QObject, QPoint, Qt, Signal
from PySide6.QtGui import QKeyEvent
from PySide6.QtWidgets import QLabel, QLineEdit, QTreeWidgetItem, QVBoxLayout, QWidget

from workbench.gui.widgets.part_tree import PartTree
from workbench.plugins.blocks import Block


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
