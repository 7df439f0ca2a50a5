"""What stands above a list of parts and is no part: the input of the model, in the columns of the list."""

from __future__ import annotations

from PySide6.QtGui import QPainter, QPaintEvent
from PySide6.QtWidgets import QWidget

from workbench.gui.widgets.part_delegate import PartDelegate


class PartHead(QWidget):
    """Painted by the list's delegate, so that both stay in line; does not scroll."""

    def __init__(self, delegate: PartDelegate, parent: QWidget) -> None:
        super().__init__(parent)
        self._delegate = delegate
        self._title = ""
        self._detail = ""

    def detail(self) -> str:
        """The text in the column of details."""
        return self._detail

    def set_texts(self, title: str, detail: str) -> None:
        """Another title and detail; an empty title hides the head."""
        self._title, self._detail = title, detail
        self.setAccessibleName(f"{title}, {detail}" if detail else title)
        self.setVisible(bool(title))
        self.update()

    def wanted_height(self) -> int:
        """The room that the head needs, the gap below it included."""
        return self._delegate.plan().fonts.line() + 4 if self._title else 0

    def paintEvent(self, _event: QPaintEvent) -> None:
        painter = QPainter(self)
        self._delegate.paint_head(painter, self.rect(), self._title, self._detail)
