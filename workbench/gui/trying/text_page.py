"""A text to write, its tokens, and the answer while one writes."""

from __future__ import annotations

from html import escape
from typing import TYPE_CHECKING, Any

from PySide6.QtCore import Qt, QTimer
from PySide6.QtWidgets import QLabel, QPlainTextEdit, QScrollArea, QWidget

from workbench.gui.theme import current_tokens
from workbench.gui.trying.page import TryPage

if TYPE_CHECKING:
    from workbench.evaluation.at_hand import Drawn
    from workbench.evaluation.subject import Subject
    from workbench.evaluation.trained import Judgement

SETTLE_MS = 60
MOST_LETTERS = 1_000_000
MOST_SHOWN = 500
"""So many tokens are shown, of more the first ones: all of them count."""


class TextPage(TryPage):
    """``sample()`` is the text; an empty one is judged, too, once somebody has written or asked for one."""

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__("", "", parent)
        self.another.setText(self.tr("Another text"))
        self.another.setAccessibleName(self.tr("Another text"))
        self.another.setToolTip(self.tr("Take another text of the test part"))
        self._touched = False
        self._judgement: Judgement | None = None
        self.text = QPlainTextEdit(self)
        self.text.setObjectName("try_text")
        self.text.setAccessibleName(self.tr("The text to judge"))
        self.text.setToolTip(self.tr("Write or paste a text; the answer follows"))
        self.text.setPlaceholderText(self.tr("Write a text here"))
        self.text.setTabChangesFocus(True)
        self.text.setMinimumHeight(44)
        self.tokens = QLabel("", self)
        self.tokens.setObjectName("try_tokens")
        self.tokens.setAccessibleName(self.tr("The tokens of the text"))
        self.tokens.setToolTip(
            self.tr(
                "What the network gets: tokens. Struck through: its vocabulary lacks them, all of them are one token."
            )
        )
        self.tokens.setWordWrap(True)
        self.tokens.setTextFormat(Qt.TextFormat.RichText)
        self.tokens.setAlignment(Qt.AlignmentFlag.AlignTop)
        area = QScrollArea(self)
        area.setWidgetResizable(True)
        area.setMinimumHeight(30)
        area.setHorizontalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)
        area.setWidget(self.tokens)
        self.body.addWidget(self.text, 3)
        self.body.addWidget(area, 2)
        self._soon = QTimer(self)
        self._soon.setSingleShot(True)
        self._soon.setInterval(SETTLE_MS)
        self._soon.timeout.connect(self.was_edited)
        self.text.textChanged.connect(self._on_text_changed)

    def set_subject(self, subject: Subject) -> None:
        super().set_subject(subject)
        self._touched = False
        self._set_text("")
        self._show_tokens(None)

    def sample(self) -> Any:
        text = self.text.toPlainText()[:MOST_LETTERS]
        return text if self._touched else None

    def show_drawn(self, drawn: Drawn) -> None:
        self._touched = True
        self._set_text(str(drawn.values))
        super().show_drawn(drawn)

    def show_judgement(self, judgement: Judgement) -> None:
        super().show_judgement(judgement)
        self._show_tokens(judgement)

    def recolour(self) -> None:
        """After another theme."""
        self._show_tokens(self._judgement)

    def _set_text(self, text: str) -> None:
        self.text.blockSignals(True)
        self.text.setPlainText(text)
        self.text.blockSignals(False)

    def _on_text_changed(self) -> None:
        self._touched = True
        self._soon.start()

    def _show_tokens(self, judgement: Judgement | None) -> None:
        self._judgement = judgement
        if judgement is None:
            self.tokens.setText("")
            return
        colour = current_tokens().color("warning").name()
        words = [
            f"<span>{escape(token)}</span>" if known else f'<s style="color:{colour}">{escape(token)}</s>'
            for token, known in judgement.tokens[:MOST_SHOWN]
        ]
        words += ["…"] if len(judgement.tokens) > MOST_SHOWN else []
        unknown = sum(not known for _, known in judgement.tokens)
        notes = [self.tr("{0} tokens").format(len(judgement.tokens))]
        if unknown:
            notes.append(self.tr("{0} unknown").format(unknown))
        if judgement.cut:
            notes.append(self.tr("the last {0} are cut off").format(judgement.cut))
        muted = current_tokens().color("muted").name()
        head = f'<span style="color:{muted}">{escape(", ".join(notes))}</span>'
        self.tokens.setText(f"{head}<br>{' · '.join(words)}")
