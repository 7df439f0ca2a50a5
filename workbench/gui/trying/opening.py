"""The dialog that asks for a picture's file."""

from __future__ import annotations

from pathlib import Path

from PySide6.QtCore import QCoreApplication
from PySide6.QtWidgets import QFileDialog, QWidget

PATTERNS = "*.png *.jpg *.jpeg *.bmp *.gif *.webp *.tif *.tiff *.ppm *.pgm"


def ask_for_picture(parent: QWidget) -> Path | None:
    """A picture's file that somebody has chosen; None: no."""
    words = f"{QCoreApplication.translate('opening', 'Pictures')} ({PATTERNS})"
    title = QCoreApplication.translate("opening", "Open a picture")
    name = QFileDialog.getOpenFileName(parent, title, "", words)[0]
    return Path(name) if name else None
