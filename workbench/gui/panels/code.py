"""Code: the plain PyTorch script that this experiment is, always up to date."""

from __future__ import annotations

import keyword
import re

from PySide6.QtCore import Signal
from PySide6.QtGui import (
    QColor,
    QFontDatabase,
    QGuiApplication,
    QShowEvent,
    QSyntaxHighlighter,
    QTextCharFormat,
    QTextCursor,
    QTextDocument,
)
from PySide6.QtWidgets import QHBoxLayout, QPlainTextEdit, QToolButton, QVBoxLayout, QWidget

from workbench.gui.icons import icon
from workbench.gui.theme import current_tokens

RULES = (
    ("keyword", re.compile(rf"\b({'|'.join(keyword.kwlist)})\b")),
    ("number", re.compile(r"\b\d[\d_.]*(e[-+]?\d+)?\b")),
    ("text", re.compile(r'"""[^"]*"""|"[^"\n]*"|\'[^\'\n]*\'')),
    ("comment", re.compile(r"#.*$")),
)
QUOTES = ('"""', "'''")


class CodePanel(QWidget):
    """``text`` is the script; ``export_wanted`` comes from its button."""

    export_wanted = Signal()

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.text = ""
        self.view = QPlainTextEdit(self)
        self.view.setObjectName("code_view")
        self.view.setAccessibleName(self.tr("PyTorch script"))
        self.view.setToolTip(self.tr("The script that trains this model with PyTorch alone"))
        self.view.setReadOnly(True)
        self.view.setLineWrapMode(QPlainTextEdit.LineWrapMode.NoWrap)
        self.view.setFont(QFontDatabase.systemFont(QFontDatabase.SystemFont.FixedFont))
        self.view.setPlaceholderText(self.tr("The script appears here as soon as all layers fit."))
        self._highlighter = Highlighter(self.view.document())
        buttons = QVBoxLayout()
        self.copy = self._button("code_copy", "copy", self.tr("Copy the script"))
        self.copy.clicked.connect(lambda: QGuiApplication.clipboard().setText(self.text))
        self.export = self._button("code_export", "export", self.tr("Save the script as a file"))
        self.export.clicked.connect(self.export_wanted)
        buttons.addWidget(self.copy)
        buttons.addWidget(self.export)
        buttons.addStretch(1)
        row = QHBoxLayout(self)
        row.setContentsMargins(8, 8, 8, 8)
        row.addWidget(self.view, 1)
        row.addLayout(buttons)
        self.show_code("")

    def show_code(self, code: str) -> None:
        """Another script; it is laid out and coloured when somebody sees it."""
        self.text = code
        for button in (self.copy, self.export):
            button.setEnabled(bool(code))
        if self.isVisible():
            self._show()

    def showEvent(self, event: QShowEvent) -> None:
        super().showEvent(event)
        self._show()

    def _show(self) -> None:
        """Put the text in place, keeping the reader's position; only lines that differ are coloured anew."""
        before, after = self.view.toPlainText(), self.text
        if before == after:
            return
        same = _alike(before, after)
        rest = min(len(before), len(after)) - same
        behind = min(_alike(before[::-1], after[::-1]), rest)
        bar = self.view.verticalScrollBar()
        place = bar.value()
        cursor = QTextCursor(self.view.document())
        cursor.setPosition(_units(before[:same]))
        cursor.setPosition(_units(before[: len(before) - behind]), QTextCursor.MoveMode.KeepAnchor)
        cursor.insertText(after[same : len(after) - behind])
        bar.setValue(place)

    def recolour(self) -> None:
        """The theme has changed."""
        self._highlighter.rehighlight()

    def _button(self, name: str, image: str, tip: str) -> QToolButton:
        button = QToolButton(self)
        button.setObjectName(name)
        button.setIcon(icon(image))
        button.setToolTip(tip)
        button.setAccessibleName(tip)
        return button


class Highlighter(QSyntaxHighlighter):
    """Colours Python."""

    def __init__(self, document: QTextDocument) -> None:
        super().__init__(document)

    def highlightBlock(self, text: str) -> None:
        tokens = current_tokens()
        colours = {
            "keyword": tokens.plot_color(0), "number": tokens.plot_color(1), "text": tokens.plot_color(2),
            "comment": tokens.color("muted"),
        }  # fmt: skip
        for name, pattern in RULES:
            style = QTextCharFormat()
            style.setForeground(colours[name])
            for match in pattern.finditer(text):
                self.setFormat(match.start(), match.end() - match.start(), style)
        self._colour_long_texts(text, colours["text"])

    def _colour_long_texts(self, text: str, colour: QColor) -> None:
        """Texts in three quotes go over several lines; the state of a line is the quotes that are open at its end."""
        style = QTextCharFormat()
        style.setForeground(colour)
        opened, start = self.previousBlockState(), 0
        while True:
            if opened not in (0, 1):
                found = [(text.find(quotes, start), number) for number, quotes in enumerate(QUOTES)]
                begin, opened = min((row for row in found if row[0] >= 0), default=(-1, -1))
                if begin < 0:
                    break
                start = begin + 3
            else:
                begin = start
            end = text.find(QUOTES[opened], start)
            self.setFormat(begin, (end + 3 if end >= 0 else len(text)) - begin, style)
            if end < 0:
                break
            start, opened = end + 3, -1
        self.setCurrentBlockState(opened)


def _units(text: str) -> int:
    """Its length as Qt counts it."""
    return len(text.encode("utf-16-le")) // 2


def _alike(one: str, other: str) -> int:
    """How many characters both begin with."""
    pairs = enumerate(zip(one, other, strict=False))
    return next((place for place, (a, b) in pairs if a != b), min(len(one), len(other)))
