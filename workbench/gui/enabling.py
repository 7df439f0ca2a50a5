"""Which actions can be done at this moment: each row of the table names its condition, and who can judge it says how."""

from __future__ import annotations

from collections.abc import Callable, Mapping

from PySide6.QtGui import QAction

from workbench.gui import actions as table


class Enabling:
    """``conditions`` by the names that the table gives them; one that is missing is found at once, not by a click."""

    def __init__(self, actions: Mapping[str, QAction], conditions: Mapping[str, Callable[[], bool]]) -> None:
        self._actions = actions
        self._conditions = {"always": lambda: True, **conditions}

    def update(self) -> None:
        """Something has changed."""
        now = {name: holds() for name, holds in self._conditions.items()}
        for row in table.ROWS:
            self._actions[row.id].setEnabled(now[row.when])
