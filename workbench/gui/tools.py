"""The dialogs that look at the data and at the user's own code: each is there once, and made when it is wanted."""

from __future__ import annotations

from pathlib import Path
from typing import TYPE_CHECKING

from PySide6.QtCore import QObject, Signal
from PySide6.QtWidgets import QWidget

from workbench.catalog.tables import CSV
from workbench.gui.document import Document
from workbench.gui.lane import Lane
from workbench.gui.own_code import OwnCodeDialog

if TYPE_CHECKING:
    from workbench.gui.browser.dialog import SampleBrowser
    from workbench.gui.corrections.dialog import CorrectionsDialog
    from workbench.gui.csv.dialog import CsvDialog
    from workbench.gui.report_dialog import ReportDialog


class Tools(QObject):
    """``own_code_changed``: other parts can be picked than before. What reads whole data sets goes through ``long``."""

    own_code_changed = Signal()

    def __init__(self, window: QWidget, document: Document, slow: Lane, long: Lane, data_dir: Path | None) -> None:
        super().__init__(window)
        self.window, self.document, self.slow, self.long, self.data_dir = window, document, slow, long, data_dir
        self.browser: SampleBrowser | None = None
        self.report: ReportDialog | None = None
        self.corrections: CorrectionsDialog | None = None

    def look_through(self) -> SampleBrowser:
        """Action: the window with the samples, a new one or the one that is open."""
        from workbench.gui.browser.dialog import SampleBrowser  # late: Pillow

        if self.browser is None:
            self.browser = SampleBrowser(self.document, self.long, self.data_dir, self.window)
            self.browser.finished.connect(self._on_browser_finished)
            self.browser.show()
        self.browser.activateWindow()
        return self.browser

    def show_columns(self) -> CsvDialog | None:
        """The columns of a CSV file, in a dialog."""
        if not isinstance(self.document.experiment.data.source, CSV):
            return None
        from workbench.gui.csv.dialog import CsvDialog  # late: NumPy

        dialog = CsvDialog(self.document, self.slow, self.data_dir, self.window)
        dialog.open()
        return dialog

    def show_corrections(self) -> CorrectionsDialog:
        """The corrections of single samples, in a dialog."""
        from workbench.gui.corrections.dialog import CorrectionsDialog  # late: few have any

        if self.corrections is None:
            self.corrections = CorrectionsDialog(self.document, self.long, self.data_dir, self.window)
            self.corrections.show_wanted.connect(lambda part, row: self.look_through().go_to(part, row))
            self.corrections.finished.connect(self._on_corrections_finished)
            self.corrections.show()
        self.corrections.activateWindow()
        return self.corrections

    def check_files(self) -> ReportDialog:
        """Action: the report on the files of the data set."""
        from workbench.gui.report_dialog import ReportDialog  # late: Pillow

        if self.report is None:
            self.report = ReportDialog(self.document, self.long, self.data_dir, self.window)
            self.report.show_wanted.connect(lambda part, row: self.look_through().go_to(part, row))
            self.report.finished.connect(self._on_report_finished)
            self.report.show()
        self.report.activateWindow()
        return self.report

    def look_at_tensorboard(self) -> None:
        """Action: the curves of a folder with event files of TensorBoard."""
        from workbench.gui.tensorboard_dialog import TensorBoardDialog, choose_folder  # late: NumPy

        folder = choose_folder(self.window)
        if folder is not None:
            TensorBoardDialog(folder, self.long, self.window).show()

    def _on_browser_finished(self) -> None:
        self.browser = None

    def _on_corrections_finished(self) -> None:
        self.corrections = None

    def _on_report_finished(self) -> None:
        self.report = None

    def own_code(self) -> None:
        """Action: the files of the user's own code."""
        dialog = OwnCodeDialog(self.window)
        dialog.changed.connect(self.own_code_changed)
        dialog.open()
