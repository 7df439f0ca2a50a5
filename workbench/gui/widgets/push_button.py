"""A button of a dialog, with all that a control has to say of itself."""

from __future__ import annotations

from PySide6.QtWidgets import QPushButton, QWidget


def push_button(name: str, text: str, tip: str, parent: QWidget) -> QPushButton:
    """Enter in a field of the dialog does not press it."""
    button = QPushButton(text, parent)
    button.setObjectName(name)
    button.setAccessibleName(text)
    button.setToolTip(tip)
    button.setAutoDefault(False)
    return button
