"""From texts to numbers: cut into tokens, each looked up in a vocabulary. Exported scripts carry this file as it is.

`fit` learns the vocabulary from the training texts. What was learned is a plain list in `state`.
"""

from __future__ import annotations

import re
import unicodedata
from collections import Counter
from collections.abc import Sequence
from functools import cache

import torch
from torch import Tensor

PADDING, UNKNOWN = "<padding>", "<unknown>"
"""What the numbers 0 and 1 stand for. No text has such a token: signs are tokens of their own."""

IDEOGRAMS = (
    "\u3005-\u3007\u3040-\u30ff\u31f0-\u31ff\u3400-\u4dbf\u4e00-\u9fff\uf900-\ufaff\uff66-\uff9f\U00020000-\U0003ffff"
)
"""Writing that leaves no space between words: Chinese characters and Japanese kana."""


@cache
def word_pattern() -> re.Pattern[str]:
    """A character of Chinese or Japanese; a word, with its accents and inner apostrophes; or any other sign."""
    marks = "\u200c\u200d" + "".join(
        re.escape(chr(code)) for code in range(0x300, 0x1F000) if unicodedata.category(chr(code)).startswith("M")
    )
    letters = rf"[^\W{IDEOGRAMS}]+(?:[{marks}]+[^\W{IDEOGRAMS}]*)*"
    return re.compile(rf"[{IDEOGRAMS}][{marks}]*|{letters}(?:['’]{letters})*|[^\w\s][{marks}]*")


class Tokenize:
    """Texts as rows (N, length) of int64: 0 is padding, 1 what the vocabulary lacks, then the tokens, the most frequent first.

    `level` is "words" or "characters"; `max_tokens` bounds the vocabulary, 0 and 1 included; a token has to occur
    `min_count` times. A longer text loses its end; a shorter one is padded at its "end" or "start".
    """

    def __init__(
        self,
        level: str = "words",
        length: int = 32,
        max_tokens: int = 10_000,
        min_count: int = 1,
        lowercase: bool = True,
        padding: str = "end",
    ) -> None:
        self.level, self.length, self.padding = level, length, padding
        self.max_tokens, self.min_count, self.lowercase = max_tokens, min_count, lowercase
        self.state: dict[str, list[str]] = {}

    def split(self, text: str) -> list[str]:
        """The tokens of a text, all of them."""
        text = unicodedata.normalize("NFC", text)
        text = unicodedata.normalize("NFC", text.lower()) if self.lowercase else text
        return word_pattern().findall(text) if self.level == "words" else list(text)

    def fit(self, texts: Sequence[str]) -> None:
        """Learn the vocabulary; where two tokens are equally frequent, the order of the letters decides."""
        counts: Counter[str] = Counter()
        for text in texts:
            counts.update(self.split(text))
        found = sorted((token for token in counts if counts[token] >= self.min_count), key=lambda t: (-counts[t], t))
        self.state = {"tokens": [PADDING, UNKNOWN, *found[: self.max_tokens - 2]]}

    def __call__(self, texts: Sequence[str]) -> Tensor:
        places = {token: number for number, token in enumerate(self.state.get("tokens", ()))}
        rows = torch.zeros((len(texts), self.length), dtype=torch.int64)
        for row, text in zip(rows, texts, strict=True):
            found = torch.tensor([places.get(token, 1) for token in self.split(text)[: self.length]], dtype=torch.int64)
            first = self.length - len(found) if self.padding == "start" else 0
            row[first : first + len(found)] = found
        return rows
