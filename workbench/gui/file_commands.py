"""New, open, save, recent files, examples, exports: dialogs around pure functions; errors in words."""

from __future__ import annotations

from collections.abc import Callable
from pathlib import Path

from PySide6.QtCore import QObject, Signal
from PySide6.QtWidgets import QFileDialog, QMessageBox, QWidget

from workbench.catalog.examples import built_in
from workbench.gui.document import Document
from workbench.gui.settings import Settings
from workbench.gui.texts import line, sentence
from workbench.spec import files
from workbench.spec.problems import ExperimentError, RunError


class FileCommands(QObject):
    """``said`` carries a sentence for the status bar."""

    said = Signal(str)

    def __init__(self, window: QWidget, document: Document, settings: Settings) -> None:
        super().__init__(window)
        self.window, self.document, self.settings = window, document, settings
        self._known: tuple[Path, bytes | None] | None = None  # the file as it was read or written here

    def new(self) -> None:
        """The built-in experiment, without a file."""
        if self.may_leave():
            self.document.open(built_in(), None)

    def open(self) -> None:
        """Ask for a file."""
        if not self.may_leave():
            return
        name, _ = QFileDialog.getOpenFileName(self.window, self.tr("Open experiment"), self._folder(), self._filter())
        if name:
            self.open_path(Path(name))

    def open_recent(self, path: Path) -> None:
        """A file of the list."""
        if self.may_leave():
            self.open_path(path)

    def open_example(self, path: Path) -> None:
        """An example opens without a file, so that saving does not change it."""
        if self.may_leave():
            self.open_path(path, keep_path=False)

    def open_path(self, path: Path, keep_path: bool = True) -> bool:
        """Read and show; what is open stays when the file is wrong."""
        content = _content(path)
        try:
            experiment = files.read(path)
        except ExperimentError as error:
            self.warn(self.tr("“{0}” cannot be opened.").format(path.name), "\n".join(map(line, error.problems)))
            self.settings.remove_recent(path)
            return False
        self.document.open(experiment, path if keep_path else None)
        if keep_path:
            self._known = path, content
            self.settings.add_recent(path)
        return True

    def save(self) -> bool:
        """To the file it came from, or ask."""
        return self._save_to(self.document.path) if self.document.path else self.save_as()

    def save_as(self) -> bool:
        """Ask where."""
        path = self.ask_path(
            self.tr("Save experiment"), f"{self.document.experiment.name}.toml", self._filter(), ".toml"
        )
        return self._save_to(path) if path else False

    def may_leave(self) -> bool:
        """Ask what to do with unsaved edits; False: stay."""
        if not self.document.modified:
            return True
        box = QMessageBox(self.window)
        box.setObjectName("unsaved_box")
        box.setIcon(QMessageBox.Icon.Question)
        box.setText(self.tr("“{0}” has changes that are not saved.").format(self.document.experiment.name))
        buttons = QMessageBox.StandardButton
        box.setStandardButtons(buttons.Save | buttons.Discard | buttons.Cancel)
        box.setDefaultButton(buttons.Save)
        answer = box.exec()
        box.deleteLater()
        return answer == buttons.Discard or (answer == buttons.Save and self.save())

    def export(self, title: str, name: str, kind: str, suffix: str, write: Callable[[Path], str]) -> None:
        """Ask for a path and write; ``write`` returns the sentence that says what was done."""
        path = self.ask_path(title, name, kind, suffix)
        if path is None:
            return
        try:
            self.said.emit(write(path))
        except ExperimentError as error:
            self.warn(self.tr("The export failed."), "\n".join(sentence(p) for p in error.problems))
        except RunError as error:
            self.warn(self.tr("The export failed."), sentence(error.problem))
        except OSError as error:
            self.warn(self.tr("“{0}” cannot be written.").format(path.name), error.strerror or str(error))

    def ask_path(self, title: str, name: str, kind: str, suffix: str) -> Path | None:
        """A path to write to, with the suffix; Qt asks before a file is replaced."""
        chosen, _ = QFileDialog.getSaveFileName(self.window, title, str(Path(self._folder()) / _file_name(name)), kind)
        if not chosen:
            return None
        path = Path(chosen)
        return path if path.suffix else path.with_suffix(suffix)

    def warn(self, text: str, details: str) -> None:
        """A sentence, and beneath it what and how to mend it."""
        box = QMessageBox(
            QMessageBox.Icon.Warning, self.tr("The workbench"), text, QMessageBox.StandardButton.Ok, self.window
        )
        box.setObjectName("warning_box")
        box.setInformativeText(details)
        box.exec()
        box.deleteLater()

    def _save_to(self, path: Path) -> bool:
        if self._has_other_changes(path) and not self._may_replace(path):
            return False
        try:
            self.document.save(path)
        except OSError as error:
            self.warn(self.tr("“{0}” cannot be written.").format(path.name), error.strerror or str(error))
            return False
        self._known = path, _content(path)
        self.settings.add_recent(path)
        self.said.emit(self.tr("Saved {0}").format(path))
        return True

    def _has_other_changes(self, path: Path) -> bool:
        """Whether somebody else has written the open file meanwhile."""
        if path != self.document.path or self._known is None or self._known[0] != path:
            return False
        return _content(path) not in (None, self._known[1])

    def _may_replace(self, path: Path) -> bool:
        """Ask; without a thought nothing is lost."""
        box = QMessageBox(self.window)
        box.setObjectName("changed_elsewhere_box")
        box.setIcon(QMessageBox.Icon.Warning)
        box.setText(self.tr("“{0}” has been changed elsewhere since it was opened here.").format(path.name))
        box.setInformativeText(
            self.tr("Saving replaces those changes. To keep both, cancel and save under another name.")
        )
        buttons = QMessageBox.StandardButton
        box.setStandardButtons(buttons.Save | buttons.Cancel)
        box.setDefaultButton(buttons.Cancel)
        answer = box.exec()
        box.deleteLater()
        return answer == buttons.Save

    def _folder(self) -> str:
        recent = [self.document.path] if self.document.path else self.settings.recent()
        return str(recent[0].parent) if recent else str(Path.home())

    def _filter(self) -> str:
        return self.tr("Experiments (*.toml);;All files (*)")


def _file_name(name: str) -> str:
    return "".join("-" if letter in '/\\:*?"<>|' else letter for letter in name)


def _content(path: Path) -> bytes | None:
    try:
        return path.read_bytes() if path.stat().st_size <= files.MAX_BYTES else None
    except OSError:
        return None
