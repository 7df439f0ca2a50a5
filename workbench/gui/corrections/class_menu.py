"""The menu in which the right class of samples is chosen; of very many classes, in a dialog."""

from __future__ import annotations

from collections.abc import Callable, Sequence

from PySide6.QtCore import QCoreApplication
from PySide6.QtWidgets import QInputDialog, QMenu, QWidget

MOST_LISTED = 30


def fill(
    menu: QMenu,
    classes: Sequence[str],
    chosen: Callable[[str], None],
    now: str | None = None,
    first: Sequence[tuple[str, Callable[[], None]]] = (),
) -> None:
    """Put an action into the menu for each class; ``now`` is ticked. ``first`` are words and what they do, above the classes."""
    for number, (words, slot) in enumerate(first):
        action = menu.addAction(_plain(words))
        action.setObjectName(f"label_first_{number}")
        action.triggered.connect(lambda _on=False, slot=slot: slot())
    if first:
        menu.addSeparator()
    for number, name in enumerate(classes[:MOST_LISTED]):
        action = menu.addAction(f"&{_plain(name)}")
        action.setObjectName(f"label_{number}")
        action.setCheckable(name == now)
        action.setChecked(name == now)
        action.triggered.connect(lambda _on=False, name=name: chosen(name))
    if len(classes) > MOST_LISTED:
        action = menu.addAction(QCoreApplication.translate("class_menu", "Another class…"))
        action.setObjectName("label_other")
        action.triggered.connect(lambda: _ask(menu.parentWidget(), classes, chosen, now))


def pop_up(menu: QMenu, below: QWidget) -> None:
    """Under a button."""
    menu.popup(below.mapToGlobal(below.rect().bottomLeft()))


def _ask(parent: QWidget | None, classes: Sequence[str], chosen: Callable[[str], None], now: str | None) -> None:
    title = QCoreApplication.translate("class_menu", "Label is")
    words = QCoreApplication.translate("class_menu", "The right class:")
    place = classes.index(now) if now in classes else 0
    label, taken = QInputDialog.getItem(parent or QWidget(), title, words, list(classes), place, True)
    if taken and label in classes:
        chosen(label)


def _plain(words: str) -> str:
    return words.replace("&", "&&")
