"""The menu of a figure: what can be taken from it, as a picture, as lines, as a table."""

from __future__ import annotations

import csv
import io
from collections.abc import Callable, Iterable, Sequence
from pathlib import Path

from PySide6.QtCore import QStandardPaths
from PySide6.QtGui import QAction, QGuiApplication
from PySide6.QtWidgets import QFileDialog, QMenu, QWidget

from workbench.gui.icons import icon
from workbench.gui.widgets.curve_export import picture, said, write_png, write_svg
from workbench.spec import files

Rows = Iterable[Sequence[object]]


class FigureMenu(QMenu):
    """Belongs to one ``owner``, which has the signals ``saved`` and ``failed`` (str). The ``save_…`` work without a dialog, for whoever
    knows the path.

    ``figure`` gives the widget that is painted, ``table`` the rows of its numbers, names first.
    """

    def __init__(self, owner: QWidget, figure: Callable[[], QWidget], table: Callable[[], Rows] | None = None) -> None:
        super().__init__(owner)
        self._owner, self._figure, self._table = owner, figure, table
        self.setToolTipsVisible(True)

    def add_follow(self, follow: Callable[[], object], can: Callable[[], bool]) -> None:
        """The entry that shows everything again, while it can."""
        action = self._add("follow", self.tr("Show everything"), "zoom-fit", follow, "A")
        self.aboutToShow.connect(lambda: action.setEnabled(can()))
        self.addSeparator()

    def add_exports(self) -> None:
        """The entries that take something away."""
        self._add("copy", self.tr("Copy picture"), "copy", self.copy_picture)
        if self._table is not None:
            self._add("copy_table", self.tr("Copy numbers"), "copy", self.copy_table)
        self._add("png", self.tr("Save as PNG…"), "image", lambda: self._ask(self.save_png, "png"))
        self._add("svg", self.tr("Save as SVG…"), "image", lambda: self._ask(self.save_svg, "svg"))
        words = self.tr("Save points as CSV…") if self._table is None else self.tr("Save numbers as CSV…")
        self._add("csv", words, "export", lambda: self._ask(self.save_csv, "csv"))

    def copy_picture(self) -> None:
        """Put the figure on the clipboard."""
        QGuiApplication.clipboard().setImage(picture(self._figure()))

    def copy_table(self) -> None:
        """Put the numbers on the clipboard, in columns that a spreadsheet takes."""
        if self._table is not None:
            text = io.StringIO()
            csv.writer(text, dialect="excel-tab", lineterminator="\n").writerows(self._table())
            QGuiApplication.clipboard().setText(text.getvalue())

    def save_png(self, path: Path) -> None:
        """Write the figure as pixels; the owner's `saved` or `failed` tells the end."""
        self._write(lambda: write_png(self._figure(), path), path)

    def save_svg(self, path: Path) -> None:
        """Write the figure as lines; the owner's `saved` or `failed` tells the end."""
        self._write(lambda: write_svg(self._figure(), path, self._owner.accessibleName()), path)

    def save_csv(self, path: Path) -> None:
        """Write the numbers as a table; the owner's `saved` or `failed` tells the end."""
        if self._table is not None:
            text = io.StringIO()
            csv.writer(text, lineterminator="\n").writerows(self._table())
            self._write(lambda: files.write_whole(path, text.getvalue().encode()), path)

    def _write(self, write: Callable[[], None], path: Path) -> None:
        try:
            write()
        except OSError as error:
            self._owner.failed.emit(said(path, error))  # type: ignore[attr-defined]
        else:
            self._owner.saved.emit(str(path))  # type: ignore[attr-defined]

    def _add(self, name: str, text: str, picture_name: str, act: Callable[..., object], key: str = "") -> QAction:
        action = QAction(text, self)
        action.setObjectName(f"curve_{name}")
        if picture_name:
            action.setIcon(icon(picture_name))
        if key:  # the figure itself listens to the key; the menu only says it
            action.setText(f"{text}\t{key}")
        action.triggered.connect(lambda checked=False: act(checked) if action.isCheckable() else act())
        self.addAction(action)
        return action

    def _ask(self, save: Callable[[Path], None], ending: str) -> None:
        folder = QStandardPaths.writableLocation(QStandardPaths.StandardLocation.DocumentsLocation)
        name = self._owner.objectName() or "figure"
        pattern = self.tr("{kind} files (*.{ending})").format(kind=ending.upper(), ending=ending)
        chosen, _ = QFileDialog.getSaveFileName(
            self._owner, self.tr("Save figure"), str(Path(folder) / f"{name}.{ending}"), pattern
        )
        if chosen:
            path = Path(chosen)
            save(path if path.suffix else path.with_suffix(f".{ending}"))
