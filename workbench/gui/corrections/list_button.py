"""The button with which corrections are saved as a list, and read from one."""

from __future__ import annotations

from pathlib import Path
from typing import TYPE_CHECKING

from PySide6.QtCore import QStandardPaths, Signal
from PySide6.QtWidgets import QFileDialog, QMenu, QPushButton, QWidget

from workbench.data.correction_list import from_csv, to_csv
from workbench.gui.corrections import edits
from workbench.gui.texts import sentence
from workbench.gui.widgets.curve_export import said
from workbench.spec import files
from workbench.spec.problems import ExperimentError

if TYPE_CHECKING:
    from workbench.gui.document import Document

NAME = "corrections.csv"
LARGEST = 50_000_000


class ListButton(QPushButton):
    """``said`` carries a sentence about what was done, or why not."""

    said = Signal(str)

    def __init__(self, document: Document, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._document = document
        self.setText(self.tr("List"))
        self.setObjectName("corrections_list_button")
        self.setAccessibleName(self.tr("List"))
        self.setToolTip(self.tr("Save the corrections as a CSV file, for others to use; or read theirs"))
        self.setAutoDefault(False)
        menu = QMenu(self)
        self._save = menu.addAction(self.tr("Save as CSV…"))
        self._save.setObjectName("corrections_save")
        self._save.triggered.connect(self._ask_where)
        self._read = menu.addAction(self.tr("Read CSV…"))
        self._read.setObjectName("corrections_read")
        self._read.triggered.connect(self._ask_which)
        menu.aboutToShow.connect(lambda: self._save.setEnabled(bool(edits.corrections(document))))
        self.setMenu(menu)

    def save(self, path: Path) -> None:
        """Write the list."""
        found = edits.corrections(self._document)
        try:
            files.write_whole(path, to_csv(found))
        except OSError as error:
            self.said.emit(said(path, error))
        else:
            self.said.emit(self.tr("Saved {0} corrections: {1}").format(f"{len(found):,}", path))

    def read(self, path: Path) -> None:
        """Read a list, beside what is corrected already."""
        try:
            if path.stat().st_size > LARGEST:
                self.said.emit(self.tr("{0} is too large for a list of corrections.").format(path.name))
                return
            new = from_csv(path.read_bytes())
        except OSError as error:
            self.said.emit(f"{path}: {error.strerror or error}")
            return
        except ExperimentError as error:
            first = sentence(error.problems[0])
            more = len(error.problems) - 1
            self.said.emit(first if not more else self.tr("{0} (and {1} more)").format(first, more))
            return
        before = edits.corrections_by_place(self._document)
        other = sum(each.place in before and before[each.place] != each for each in new)
        known = sum(before.get(each.place) == each for each in new)
        if edits.add(self._document, new):
            words = self.tr("{0} corrections were read: {1} new, {2} in place of others.")
            self.said.emit(words.format(f"{len(new):,}", f"{len(new) - other - known:,}", f"{other:,}"))

    def _ask_where(self) -> None:
        chosen, _ = QFileDialog.getSaveFileName(
            self, self.tr("Save the corrections"), self._folder(NAME), self._kinds()
        )
        if chosen:
            path = Path(chosen)
            self.save(path if path.suffix else path.with_suffix(".csv"))

    def _ask_which(self) -> None:
        chosen, _ = QFileDialog.getOpenFileName(self, self.tr("Read corrections"), self._folder(""), self._kinds())
        if chosen:
            self.read(Path(chosen))

    def _kinds(self) -> str:
        return self.tr("CSV files (*.csv *.tsv *.txt)")

    def _folder(self, name: str) -> str:
        if self._document.path is not None:
            return str(self._document.path.with_name(name)) if name else str(self._document.path.parent)
        return str(Path(QStandardPaths.writableLocation(QStandardPaths.StandardLocation.DocumentsLocation)) / name)
