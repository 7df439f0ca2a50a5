"""The dialog that predicts many files, of pictures or of rows: there is one at most."""

from __future__ import annotations

from pathlib import Path
from typing import TYPE_CHECKING

from PySide6.QtCore import QObject
from PySide6.QtWidgets import QWidget

if TYPE_CHECKING:
    from workbench.data.samples import SampleKind
    from workbench.gui.panels.try_it import TryPanel
    from workbench.gui.predicting.dialog import PredictDialog
    from workbench.gui.predicting.rows_dialog import RowsDialog
    from workbench.gui.run_panels import RunPanels


class Predicting(QObject):
    """Made with the window; the dialog is made when it is wanted."""

    def __init__(self, window: QWidget, run_panels: RunPanels, try_it: TryPanel, data_dir: Path | None) -> None:
        super().__init__(window)
        self._window, self._run_panels, self._try_it, self._data_dir = window, run_panels, try_it, data_dir
        self.dialog: PredictDialog | RowsDialog | None = None
        self._kind: SampleKind = "image"

    def show(self) -> PredictDialog | RowsDialog:
        """Action: the dialog that suits the model at hand, a new one or the one that is open."""
        kind = self._wanted()
        if self.dialog is not None and kind != self._kind:
            self.dialog.close()
        if self.dialog is None:
            self._kind = kind
            self.dialog = self._of_pictures() if kind == "image" else self._of_rows(kind)
            self.dialog.finished.connect(self._on_finished)
            self.dialog.show()
        self.dialog.activateWindow()
        return self.dialog

    def _wanted(self) -> SampleKind:
        """What the model at hand takes; where there is none, what the data are."""
        hand, subject = self._run_panels.at_hand, self._try_it.subject
        if hand.run_dir is not None:
            from workbench.training.runs import read_facts  # late: PyTorch

            facts = read_facts(hand.run_dir)
            if facts is not None:
                return facts.kind
        return "image" if subject is None else subject.kind

    def _of_pictures(self) -> PredictDialog:
        from workbench.gui.predicting.dialog import PredictDialog  # late: NumPy, Pillow

        made = PredictDialog(self._run_panels.at_hand, self._data_dir, self._window)
        made.try_wanted.connect(self._try_it.take_file)
        return made

    def _of_rows(self, kind: SampleKind) -> RowsDialog:
        from workbench.gui.predicting.rows_dialog import RowsDialog  # late: NumPy

        made = RowsDialog(self._run_panels.at_hand, kind, self._data_dir, self._window)
        made.try_wanted.connect(self._try_it.take_row)
        return made

    def shut_down(self) -> None:
        """End its threads."""
        if self.dialog is not None:
            self.dialog.shut_down()

    def _on_finished(self) -> None:
        self.dialog = None
