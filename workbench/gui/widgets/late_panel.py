"""A place for a panel that is made when somebody looks at it for the first time: a window opens without it.

Qt leaves a dock that is behind another tab visible, outside of the window. Here the panel is hidden then: who computes or
draws only while it is visible, needs to know nothing of tabs. It scrolls where there is too little room, so that the docks around
it do not jump when it comes to the front.
"""

from __future__ import annotations

from collections.abc import Callable

from PySide6.QtCore import QSize, Qt
from PySide6.QtGui import QShowEvent
from PySide6.QtWidgets import QDockWidget, QFrame, QScrollArea, QVBoxLayout, QWidget


class LatePanel(QWidget):
    """``make`` is called once; what it makes may have a method ``shut_down``, which ends its threads."""

    def __init__(self, make: Callable[[], QWidget], parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._make = make
        self._made: QWidget | None = None
        self._dock: QDockWidget | None = None
        self._area = QScrollArea(self)
        self._area.setFrameShape(QFrame.Shape.NoFrame)
        self._area.setWidgetResizable(True)
        self._area.setFocusPolicy(Qt.FocusPolicy.NoFocus)
        column = QVBoxLayout(self)
        column.setContentsMargins(0, 0, 0, 0)
        column.addWidget(self._area)

    def panel(self) -> QWidget:
        """The panel; made now, if it is not there."""
        if self._made is None:
            self._made = self._make()
            self._area.setWidget(self._made)
        return self._made

    def showEvent(self, event: QShowEvent) -> None:
        dock = self.parentWidget()
        if not isinstance(dock, QDockWidget):
            self.panel()
        elif dock is not self._dock:
            self._dock = dock
            dock.visibilityChanged.connect(self._on_visibility_changed)
        super().showEvent(event)

    @property
    def in_sight(self) -> bool:
        """Whether the panel is there and can be seen."""
        return self._made is not None and self._made.isVisible()

    def minimumSizeHint(self) -> QSize:
        return QSize(200, 80)

    def shut_down(self) -> None:
        """End what goes on in it."""
        end = getattr(self._made, "shut_down", None)
        if end is not None:
            end()

    def _on_visibility_changed(self, in_sight: bool) -> None:
        if in_sight:
            self.panel().show()
        elif self._made is not None:
            self._made.hide()
