"""Sentences for people as values: a template and what to put into it, so that the window can translate the template."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field
from typing import Any


@dataclass(frozen=True)
class Text:
    """A sentence, or a part of one: what is put into the template may itself be a Text."""

    template: str
    values: Mapping[str, Any] = field(default_factory=dict)

    def __str__(self) -> str:
        return self.template.format(**self.values)


def either(options: Sequence[Text | str]) -> Text | str:
    """``a``, ``a or b``, ``a, b or c``."""
    *first, last = options
    if not first:
        return last
    before = first[0] if len(first) == 1 else ", ".join(map(str, first))
    return Text("{before} or {last}", {"before": before, "last": last})
