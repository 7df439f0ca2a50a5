"""The toolbar: the actions that are wanted most, and the choice of the device."""

from __future__ import annotations

from collections.abc import Mapping

from PySide6.QtCore import QSize, Qt
from PySide6.QtGui import QAction
from PySide6.QtWidgets import QComboBox, QLabel, QSizePolicy, QToolBar, QToolButton, QWidget

from workbench.gui import actions as table
from workbench.gui.document import Document
from workbench.gui.lane import Lane
from workbench.spec.edits import SetValue
from workbench.spec.experiment import Experiment

ICONS_ONLY = ("undo", "redo", "enlarge")


class ToolBar(QToolBar):
    """Buttons are called ``button_<id>``."""

    def __init__(self, actions: Mapping[str, QAction], device: QWidget, parent: QWidget) -> None:
        super().__init__(parent)
        self.setWindowTitle(self.tr("Tools"))
        self.setObjectName("toolbar")
        self.setToolButtonStyle(Qt.ToolButtonStyle.ToolButtonTextBesideIcon)
        self.setMovable(False)
        self.setIconSize(QSize(16, 16))
        for name in table.TOOLBAR:
            if name is None:
                self.addSeparator()
            else:
                self._add(name, actions[name])
        self.addSeparator()
        self.addWidget(QLabel(self.tr("Device") + " ", self))
        self.addWidget(device)
        spring = QWidget(self)
        spring.setSizePolicy(QSizePolicy.Policy.Expanding, QSizePolicy.Policy.Preferred)
        self.addWidget(spring)
        for name in table.AT_THE_END:
            self._add(name, actions[name])

    def _add(self, name: str, action: QAction) -> None:
        self.addAction(action)
        button = self.widgetForAction(action)
        assert isinstance(button, QToolButton)
        button.setObjectName(f"button_{name}")
        button.setAccessibleName(table.plain(action.text()))
        button.setProperty("primary", name == "train")
        if name in ICONS_ONLY:
            button.setToolButtonStyle(Qt.ToolButtonStyle.ToolButtonIconOnly)


class DeviceCombo(QComboBox):
    """Where to compute: follows the document, and edits it."""

    def __init__(self, document: Document) -> None:
        super().__init__()
        self._document = document
        self._known = False
        self.setObjectName("device_combo")
        self.setAccessibleName(self.tr("Device"))
        self.setToolTip(self.tr("Where to compute; auto takes the first GPU, else the processor"))
        self.addItems(["auto", "cpu"])
        self.activated.connect(self._on_activated)
        document.changed.connect(self._on_document_changed)

    def find_devices(self, lane: Lane) -> None:
        """Look once which devices PyTorch has here."""
        if not self._known:
            self._known = True
            lane.submit("devices", _devices, self._show)

    def _show(self, names: list[str]) -> None:
        self.clear()
        self.addItems(["auto", *names])
        self.setCurrentText(self._document.experiment.training.device)

    def _on_activated(self, _index: int) -> None:
        self._document.edit([SetValue("training.device", self.currentText())], self.tr("choose device"))

    def _on_document_changed(self, _before: Experiment, after: Experiment) -> None:
        self.setCurrentText(after.training.device)


def _devices() -> list[str]:
    from workbench.training.device import devices  # late: PyTorch

    return devices()
