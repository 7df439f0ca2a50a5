"""What the window remembers from one start to the next."""

from __future__ import annotations

import os
from pathlib import Path
from typing import Any

from PySide6.QtCore import QByteArray, QObject, QSettings, Signal

MOST_RECENT = 10
LAYOUT_VERSION = 2


class Settings(QObject):
    """Over QSettings; ``WORKBENCH_SETTINGS`` names another file (tests, a second profile)."""

    recent_changed = Signal()

    def __init__(self, parent: QObject | None = None) -> None:
        super().__init__(parent)
        path = os.environ.get("WORKBENCH_SETTINGS")
        ini = QSettings.Format.IniFormat
        self._store = QSettings(path, ini, self) if path else QSettings("workbench", "workbench", self)

    def text(self, name: str, default: str) -> str:
        """A word, such as the colour scheme or the language."""
        value = self._store.value(name, default)
        return value if isinstance(value, str) else default

    def set_text(self, name: str, value: str) -> None:
        """Remember a word."""
        self._store.setValue(name, value)

    def layout(self) -> tuple[QByteArray, QByteArray] | None:
        """The window's geometry and docks, if this version of the window wrote them."""
        geometry, state = self._store.value("window/geometry"), self._store.value("window/state")
        known = str(self._store.value("window/version", "")) == str(LAYOUT_VERSION)
        return (
            (geometry, state) if known and isinstance(geometry, QByteArray) and isinstance(state, QByteArray) else None
        )

    def set_layout(self, geometry: QByteArray, state: QByteArray) -> None:
        """Remember geometry and docks."""
        for name, value in (("geometry", geometry), ("state", state), ("version", str(LAYOUT_VERSION))):
            self._store.setValue(f"window/{name}", value)

    def recent(self) -> list[Path]:
        """Files that were opened or saved, the newest first."""
        stored: Any = self._store.value("recent", [])
        names = [stored] if isinstance(stored, str) else stored
        return [Path(name) for name in names or [] if isinstance(name, str)]

    def add_recent(self, path: Path) -> None:
        """Put a file at the head of the list."""
        self._set_recent([path, *(other for other in self.recent() if other != path)])

    def remove_recent(self, path: Path) -> None:
        """A file that is no longer there."""
        self._set_recent([other for other in self.recent() if other != path])

    def _set_recent(self, paths: list[Path]) -> None:
        self._store.setValue("recent", [str(path) for path in paths[:MOST_RECENT]])
        self.recent_changed.emit()
