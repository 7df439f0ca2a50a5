"""The dialog that predicts many files: there is one at most."""

from __future__ import annotations

from pathlib import Path
from typing import TYPE_CHECKING

from PySide6.QtCore import QObject
from PySide6.QtWidgets import QWidget

if TYPE_CHECKING:
    from workbench.gui.panels.try_it import TryPanel
    from workbench.gui.predicting.dialog import PredictDialog
    from workbench.gui.run_panels import RunPanels


class Predicting(QObject):
    """Made with the window; the dialog is made when it is wanted."""

    def __init__(self, window: QWidget, run_panels: RunPanels, try_it: TryPanel, data_dir: Path | None) -> None:
        super().__init__(window)
        self._window, self._run_panels, self._try_it, self._data_dir = window, run_panels, try_it, data_dir
        self.dialog: PredictDialog | None = None

    def show(self) -> PredictDialog:
        """Action: the dialog, a new one or the one that is open."""
        from workbench.gui.predicting.dialog import PredictDialog  # late: NumPy, Pillow

        if self.dialog is None:
            self.dialog = PredictDialog(self._run_panels.at_hand, self._data_dir, self._window)
            self.dialog.finished.connect(self._on_finished)
            self.dialog.try_wanted.connect(self._try_it.take_file)
            self.dialog.show()
        self.dialog.activateWindow()
        return self.dialog

    def shut_down(self) -> None:
        """End its threads."""
        if self.dialog is not None:
            self.dialog.shut_down()

    def _on_finished(self) -> None:
        self.dialog = None
