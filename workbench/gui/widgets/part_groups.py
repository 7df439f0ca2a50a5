"""The parts that can be picked: in groups, ranked by what was typed, and in words where they cannot be picked yet."""

from __future__ import annotations

from PySide6.QtCore import QCoreApplication

from workbench.gui.texts import declared
from workbench.spec.own import Declared
from workbench.spec.parts import Part, parts

ORDER = ("Linear", "Convolution", "Pooling", "Activation", "Normalization", "Dropout", "Sequence", "Shape", "Container")
"""Groups as one gets to know them; others follow in the order of their declaration."""


def groups(kind: str) -> dict[str, list[type[Part]]]:
    """The parts of a kind by group: the groups as one learns them, the parts as they are declared."""
    found: dict[str, list[type[Part]]] = {}
    for cls in parts(kind):
        found.setdefault(cls.group, []).append(cls)
    return dict(sorted(found.items(), key=lambda row: ORDER.index(row[0]) if row[0] in ORDER else len(ORDER)))


def rank(cls: type[Part], words: str) -> int | None:
    """How well a part fits what was typed: 0 its name begins so, 1 its name, 2 its group, 3 its text; None: not at all.

    Every word must be found somewhere, in English or in the user's language.
    """
    typed = words.casefold().split()
    name = cls.__name__.casefold()
    group = f"{cls.group} {declared(cls.group)}".casefold()
    text = f"{cls.about()} {declared(cls.about())}".casefold()
    if not all(word in f"{name} {group} {text}" for word in typed):
        return None
    if name.startswith("".join(typed)):
        return 0
    if all(word in name for word in typed):
        return 1
    return 2 if all(word in f"{name} {group}" for word in typed) else 3


def waiting_words(each: Declared) -> str:
    """Why a part of the user's own cannot be picked."""
    words = QCoreApplication.translate("parts", "Not allowed yet: read {0} under Model > Own code…, and allow it.")
    return f"{each.about}\n\n{words.format(each.file)}"
