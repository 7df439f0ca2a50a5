"""Small buttons with a picture, as all pages of Try it have them."""

from __future__ import annotations

from PySide6.QtWidgets import QToolButton, QWidget

from workbench.gui.icons import icon


def tool_button(parent: QWidget, name: str, image: str, tip: str, switch: bool = False) -> QToolButton:
    """``name`` is its objectName; a ``switch`` stays down until it is pressed again."""
    button = QToolButton(parent)
    button.setObjectName(name)
    button.setIcon(icon(image))
    button.setToolTip(tip)
    button.setAccessibleName(tip)
    button.setCheckable(switch)
    return button
