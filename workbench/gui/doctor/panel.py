"""The doctor: what is wrong with a run, why, and what to try."""

from __future__ import annotations

from PySide6.QtWidgets import QStackedWidget, QWidget

from workbench.gui.context import Context
from workbench.gui.widgets.empty_state import EmptyState


class DoctorPanel(QStackedWidget):
    """Made when it is looked at for the first time (:class:`workbench.gui.widgets.late_panel.LatePanel`)."""

    def __init__(self, context: Context, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._context = context
        self.empty = EmptyState(self.tr("Train first, or open a run: then the doctor says what it sees."), self)
        self.empty.add_button(
            "doctor_open_run", self.tr("Open run…"), self.tr("Look at a run that was trained before"), context.open_run
        )
        self.addWidget(self.empty)

    def shut_down(self) -> None:
        """End what goes on in threads."""
