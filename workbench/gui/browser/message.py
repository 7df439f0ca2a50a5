"""What stands in place of the samples while there are none: why, how far, and a button for what can be done."""

from __future__ import annotations

from PySide6.QtCore import Qt, Signal
from PySide6.QtWidgets import QLabel, QProgressBar, QPushButton, QVBoxLayout, QWidget


class Message(QWidget):
    """``pressed`` comes from the button."""

    pressed = Signal()

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.words = QLabel("", self)
        self.words.setObjectName("message_words")
        self.words.setWordWrap(True)
        self.words.setAlignment(Qt.AlignmentFlag.AlignCenter)
        self.progress = QProgressBar(self)
        self.progress.setObjectName("message_progress")
        self.progress.setAccessibleName(self.tr("Progress"))
        self.progress.setToolTip(self.tr("Progress"))
        self.progress.setTextVisible(False)
        self.progress.setFixedWidth(260)
        self.button = QPushButton(self)
        self.button.setObjectName("message_button")
        self.button.setAutoDefault(False)
        self.button.clicked.connect(self.pressed)
        column = QVBoxLayout(self)
        column.setSpacing(12)
        column.addStretch(1)
        column.addWidget(self.words)
        for widget in (self.progress, self.button):
            column.addWidget(widget, 0, Qt.AlignmentFlag.AlignHCenter)
        column.addStretch(1)

    def say(self, words: str, button: str = "", tip: str = "") -> None:
        """A sentence, and what the button does; no button without a text."""
        self.words.setText(words)
        self.progress.hide()
        self.button.setText(button)
        self.button.setAccessibleName(button)
        self.button.setToolTip(tip)
        self.button.setVisible(bool(button))

    def show_progress(self, words: str, done: int, total: int) -> None:
        """How far the work is; 0 in all: nobody knows."""
        self.words.setText(words)
        self.progress.setRange(0, 1000 if total else 0)
        self.progress.setValue(1000 * done // total if total else 0)
        self.progress.show()
