"""Diagnostics: gradients, weights and activations of each layer over the steps of a run."""

from __future__ import annotations

from PySide6.QtWidgets import QStackedWidget, QWidget

from workbench.gui.context import Context
from workbench.gui.widgets.empty_state import EmptyState


class DiagnosticsPanel(QStackedWidget):
    """Made when it is looked at for the first time (:class:`workbench.gui.widgets.late_panel.LatePanel`)."""

    def __init__(self, context: Context, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._context = context
        self.empty = EmptyState(
            self.tr("Train first, or open a run: then this shows how gradients, weights and activations develop."), self
        )
        self.empty.add_button(
            "diagnostics_open_run",
            self.tr("Open run…"),
            self.tr("Look at a run that was trained before"),
            context.open_run,
        )
        self.addWidget(self.empty)

    def shut_down(self) -> None:
        """End what goes on in threads."""
