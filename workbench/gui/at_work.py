"""The list of parts that is at work, layers or steps: the last that had the focus. The menus Edit and Model act on it."""

from __future__ import annotations

from collections.abc import Callable

from PySide6.QtCore import QObject, Signal
from PySide6.QtWidgets import QApplication, QWidget

from workbench.gui.panels.model import ModelPanel
from workbench.gui.steer.steering import Steering
from workbench.gui.widgets.part_list import PartList


class ListAtWork(QObject):
    """``list`` is it. ``changed``: it is another one, or other rows are chosen; ``focused`` carries what has the focus."""

    changed = Signal()
    focused = Signal(object)

    def __init__(self, app: QApplication, model: ModelPanel, steps: PartList, steering: Steering) -> None:
        super().__init__(model)
        self._app, self._model, self._steering = app, model, steering
        self._lists = (model.list, steps)
        self.list: PartList = model.list
        for view in self._lists:
            view.selectionModel().selectionChanged.connect(lambda *_: self.changed.emit())
        app.focusChanged.connect(self.follow)

    def follow(self, _before: QWidget | None, now: QWidget | None) -> None:
        """The focus has moved."""
        self.focused.emit(now)
        while now is not None:
            if now in self._lists:
                self.list = now
                self.changed.emit()
                return
            now = now.parentWidget()

    def conditions(self) -> dict[str, Callable[[], bool]]:
        """For the table of actions."""
        return {
            "chosen": lambda: bool(self.list.selected_indices()),
            "layers_chosen": lambda: self._on_layers() and bool(self.list.selected_indices()),
            "container_chosen": lambda: self._on_layers() and self._model.edits.container_chosen(),
            "can_freeze": lambda: self._on_layers() and self._steering.can_freeze(),
            "can_let_learn": lambda: self._on_layers() and self._steering.can_let_learn(),
        }

    def close(self) -> None:
        """The window goes, and with it the lists."""
        self._app.focusChanged.disconnect(self.follow)

    def _on_layers(self) -> bool:
        return self.list is self._model.list
