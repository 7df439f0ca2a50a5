"""Code: the plain PyTorch script that this experiment is, always up to date."""

from __future__ import annotations

import keyword
import re

from PySide6.QtCore import Signal
from PySide6.QtGui import QColor, QFontDatabase, QGuiApplication, QSyntaxHighlighter, QTextCharFormat, QTextDocument
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
    """``export_wanted`` comes from its button."""

    export_wanted = Signal()

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
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
        self.copy.clicked.connect(lambda: QGuiApplication.clipboard().setText(self.view.toPlainText()))
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
        """Put the new text in place, keeping the reader's position."""
        for button in (self.copy, self.export):
            button.setEnabled(bool(code))
        if code == self.view.toPlainText():
            return
        bar = self.view.verticalScrollBar()
        place = bar.value()
        self.view.setPlainText(code)
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
