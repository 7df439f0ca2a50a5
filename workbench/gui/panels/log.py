"""Log: what happened, line by line, and the details of an error that nobody wants in a dialog."""

from __future__ import annotations

import logging

from PySide6.QtCore import QObject, Qt, QTime, Signal
from PySide6.QtGui import QFontDatabase
from PySide6.QtWidgets import QPlainTextEdit, QVBoxLayout, QWidget

MOST_LINES = 5_000


class LogPanel(QWidget):
    """Also shows what the program's own loggers say, from any thread."""

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.view = QPlainTextEdit(self)
        self.view.setObjectName("log_view")
        self.view.setAccessibleName(self.tr("Log"))
        self.view.setToolTip(self.tr("What happened, the newest last"))
        self.view.setReadOnly(True)
        self.view.setMaximumBlockCount(MOST_LINES)
        self.view.setFont(QFontDatabase.systemFont(QFontDatabase.SystemFont.FixedFont))
        self.view.setTextInteractionFlags(
            Qt.TextInteractionFlag.TextSelectableByMouse | Qt.TextInteractionFlag.TextSelectableByKeyboard
        )
        self.view.setPlaceholderText(self.tr("What happens is written down here."))
        column = QVBoxLayout(self)
        column.setContentsMargins(8, 8, 8, 8)
        column.addWidget(self.view)
        self._handler = _Handler(self)
        self._handler.said.connect(self.add)
        logging.getLogger("workbench").addHandler(self._handler.handler)

    def add(self, text: str) -> None:
        """One more line (or several), with the time."""
        self.view.appendPlainText(f"{QTime.currentTime().toString('HH:mm:ss')}  {text.rstrip()}")

    def close_log(self) -> None:
        """Take the handler off the program's loggers."""
        logging.getLogger("workbench").removeHandler(self._handler.handler)


class _Handler(QObject):
    """Carries log records from any thread into the window's."""

    said = Signal(str)

    def __init__(self, parent: QObject) -> None:
        super().__init__(parent)
        self.handler = logging.Handler(logging.INFO)
        self.handler.emit = lambda record: self.said.emit(record.getMessage())  # type: ignore[method-assign]
