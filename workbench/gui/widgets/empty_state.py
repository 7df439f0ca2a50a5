"""What stands where there is nothing to look at yet: what to do, and a button that does it."""

from __future__ import annotations

from collections.abc import Callable

from PySide6.QtCore import Qt
from PySide6.QtWidgets import QLabel, QPushButton, QVBoxLayout, QWidget


class EmptyState(QWidget):
    """A sentence and up to a few buttons."""

    def __init__(self, words: str = "", parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.words = QLabel(words, self)
        self.words.setObjectName("empty_words")
        self.words.setProperty("role", "muted")
        self.words.setWordWrap(True)
        self.words.setAlignment(Qt.AlignmentFlag.AlignCenter)
        self._column = QVBoxLayout(self)
        self._column.setSpacing(10)
        self._column.addStretch(1)
        self._column.addWidget(self.words)
        self._column.addStretch(1)

    def say(self, words: str) -> None:
        """Another sentence."""
        self.words.setText(words)

    def add_button(self, name: str, text: str, tip: str, pressed: Callable[[], object]) -> QPushButton:
        """A button below the words; ``name`` is its ``objectName``."""
        button = QPushButton(text, self)
        button.setObjectName(name)
        button.setToolTip(tip)
        button.setAccessibleName(text)
        button.setAutoDefault(False)
        button.clicked.connect(lambda _checked: pressed())
        self._column.insertWidget(self._column.count() - 1, button, 0, Qt.AlignmentFlag.AlignHCenter)
        return button
