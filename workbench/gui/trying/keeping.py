"""Keeps what is tried under a label, in a data set of one's own; and makes an experiment of that."""

from __future__ import annotations

from pathlib import Path
from typing import TYPE_CHECKING, Any

from PySide6.QtCore import QObject, Signal
from PySide6.QtWidgets import QWidget

from workbench.data.locations import data_dir as chosen_data_dir
from workbench.gui.document import Document
from workbench.gui.settings import Settings
from workbench.gui.texts import sentence
from workbench.spec.edits import Edit, SetValue
from workbench.spec.problems import ExperimentError, RunError

if TYPE_CHECKING:
    from workbench.gui.panels.try_it import TryPanel
    from workbench.gui.trying.keep_dialog import KeepDialog

SETTING = "keep/folder"
DEFAULT = "my-pictures"


class Keeping(QObject):
    """``changed``: there is another folder, or more in it; ``said`` carries a sentence."""

    changed = Signal()
    said = Signal(str)

    def __init__(
        self, window: QWidget, try_it: TryPanel, document: Document, settings: Settings, data_dir: Path | None
    ) -> None:
        super().__init__(window)
        self._window, self._try_it, self._document, self._settings = window, try_it, document, settings
        self._data_dir = data_dir
        self.dialog: KeepDialog | None = None
        try_it.keep_wanted.connect(self.show)

    @property
    def folder(self) -> Path:
        """Where the pictures are kept."""
        return Path(self._settings.text(SETTING, "") or chosen_data_dir(self._data_dir) / DEFAULT)

    def set_folder(self, folder: Path) -> None:
        """Another place, remembered."""
        self._settings.set_text(SETTING, str(folder))
        self.changed.emit()

    def show(self) -> KeepDialog:
        """Action: the small window with the classes; it stays while one draws."""
        from workbench.gui.trying.keep_dialog import KeepDialog

        if self.dialog is None:
            self.dialog = KeepDialog(self, self._window)
            self.dialog.finished.connect(self._on_finished)
            self._try_it.asked.connect(self.dialog.look)
            self.dialog.show()
        self.dialog.activateWindow()
        return self.dialog

    def classes(self) -> tuple[str, ...]:
        """Those of the data that are tried, if they have classes."""
        subject = self._try_it.subject
        return subject.answers if subject is not None and subject.task == "classes" else ()

    def counts(self) -> dict[str, int]:
        """How many pictures each class of the folder has; what cannot be read is said."""
        from workbench.data.kept import class_counts

        try:
            return class_counts(self.folder)
        except ExperimentError as error:
            self.said.emit(" ".join(map(sentence, error.problems)))
            return {}

    def pixels(self) -> Any:
        """What would be kept now; None: nothing."""
        return self._try_it.page.kept_pixels()

    def guess(self) -> str:
        """The class that the model takes it for; empty: nobody knows."""
        top = self._try_it.page.answer.bars.top()
        return "" if top is None else self._try_it.page.answer.bars.classes()[top]

    def keep(self, name: str) -> bool:
        """Write what lies there as a picture of that class."""
        from workbench.data.kept import keep

        pixels = self.pixels()
        if pixels is None:
            self.said.emit(self.tr("There is no picture to keep: draw something, or open one."))
            return False
        try:
            path = keep(self.folder, name, pixels)
        except ExperimentError as error:
            self.said.emit(" ".join(map(sentence, error.problems)))
            return False
        except RunError as error:
            self.said.emit(sentence(error.problem))
            return False
        self.said.emit(self.tr("Kept as “{0}”: {1}").format(name, path))
        self.changed.emit()
        return True

    def why_not_train(self) -> str:
        """What the folder lacks; empty: nothing."""
        counts = self.counts()
        if len(counts) < 2:
            return self.tr("Two classes are needed, with a few pictures each.")
        empty = [name for name, count in counts.items() if not count]
        return self.tr("The class “{0}” has no pictures.").format(empty[0]) if empty else ""

    def train_with_it(self) -> bool:
        """Make the folder the data of the experiment, with as many outputs as it has classes: one step of undo."""
        reason = self.why_not_train()
        if reason:
            self.said.emit(reason)
            return False
        from workbench.catalog.datasets import ImageFolder
        from workbench.training.outputs import width_fix

        counts = self.counts()
        subject = self._try_it.subject
        grey = subject is not None and subject.channels == 1
        source = ImageFolder(root=str(self.folder.absolute()), mode="L" if grey else "RGB", test_fraction=0.1)
        edits: list[Edit] = [SetValue("data.source", source)]
        width = width_fix(self._document.experiment, len(counts))
        edits += [edit for edit in width.edits if isinstance(edit, SetValue)]
        if not self._document.edit(edits, self.tr("train with the kept pictures")):
            return False
        words = self.tr("The data are now the {0} kept pictures in {1} classes. Undo brings the earlier data back.")
        self.said.emit(words.format(sum(counts.values()), len(counts)))
        return True

    def _on_finished(self) -> None:
        if self.dialog is not None:
            self._try_it.asked.disconnect(self.dialog.look)
            self.dialog.deleteLater()
            self.dialog = None
