"""The tokens of a text, each on the colour of its number."""

from __future__ import annotations

from collections.abc import Sequence
from html import escape
from typing import TYPE_CHECKING, Any

from PySide6.QtCore import QEvent, Qt
from PySide6.QtWidgets import QTextBrowser, QWidget

from workbench.gui.inspect.painting import Scale, coloured, number
from workbench.gui.theme import current_tokens
from workbench.gui.widgets.colour_maps import ink_on, ramp

if TYPE_CHECKING:
    from numpy.typing import NDArray


class TokenView(QTextBrowser):
    """Words in their order; the number of each is in its tooltip."""

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._tokens: Sequence[str] = ()
        self._values: NDArray[Any] | None = None
        self._scale: Scale | None = None
        self._notes: Sequence[str] = ()
        self.setFrameShape(QTextBrowser.Shape.NoFrame)
        self.setOpenLinks(False)
        self.setTextInteractionFlags(
            Qt.TextInteractionFlag.TextSelectableByMouse | Qt.TextInteractionFlag.TextSelectableByKeyboard
        )

    def set_tokens(
        self,
        tokens: Sequence[str],
        values: NDArray[Any] | None = None,
        scale: Scale | None = None,
        notes: Sequence[str] = (),
    ) -> None:
        """Others; ``values`` (tokens,) with their colours, and a note that stands behind each, or nothing."""
        self._tokens, self._values, self._scale, self._notes = tokens, values, scale, notes
        self._show()

    def changeEvent(self, event: QEvent) -> None:
        super().changeEvent(event)
        if event.type() == QEvent.Type.PaletteChange:
            self._show()

    def _show(self) -> None:
        values, scale = self._values, self._scale
        if values is None or scale is None:
            self.setHtml(" ".join(escape(token) for token in self._tokens))
            return
        flat = values.reshape(-1)
        if scale.signed:
            colours = coloured(flat[None], scale)[0]
        else:
            colours = ramp(
                (flat - scale.low) / (scale.high - scale.low)
            )  # a token of no weight has the ground's colour
        words, note_ink = [], current_tokens().color("error").name()
        rows = zip(self._tokens, flat.tolist(), colours.tolist(), strict=False)
        for at, (token, value, colour) in enumerate(rows):
            red, green, blue = colour
            ink = ink_on((red, green, blue)).name()
            style = f"background-color:rgb({red},{green},{blue});color:{ink}"
            word = f'<span style="{style}" title="{number(value)}">&nbsp;{escape(token)}&nbsp;</span>'
            note = self._notes[at] if at < len(self._notes) else ""
            if note:
                word += f'<sup style="color:{note_ink}">{escape(note).replace(" ", "&nbsp;")}</sup>'
            words.append(word)
        self.setHtml(f'<p style="line-height:150%">{" ".join(words)}</p>')
