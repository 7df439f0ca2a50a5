"""The question before the test part is looked at."""

from __future__ import annotations

from pathlib import Path

from PySide6.QtCore import QCoreApplication
from PySide6.QtWidgets import QMessageBox, QWidget


class LastPart:
    """Asks once for each run, as long as the window is open."""

    def __init__(self, parent: QWidget) -> None:
        self._parent = parent
        self._answered: set[Path] = set()

    def may_look(self, run_dir: Path) -> bool:
        """Whether somebody wants to look at the test part of this run, who knows what it is for."""
        if run_dir in self._answered:
            return True
        box = QMessageBox(self._parent)
        box.setObjectName("evaluate_test_question")
        box.setIcon(QMessageBox.Icon.Question)
        box.setWindowTitle(_tr("Test set"))
        box.setText(_tr("The test set is for the end."))
        box.setInformativeText(_tr(
            "It says how good the model is on data that nothing was chosen by. The more often you look at it and change something, "
            "the less its figures say; to compare and to improve, use the validation part. Looks are counted."
        ))  # fmt: skip
        look = box.addButton(_tr("Look at the test set"), QMessageBox.ButtonRole.AcceptRole)
        box.addButton(QMessageBox.StandardButton.Cancel)
        box.setDefaultButton(QMessageBox.StandardButton.Cancel)
        box.exec()
        if box.clickedButton() is not look:
            return False
        self._answered.add(run_dir)
        return True


def _tr(text: str) -> str:
    return QCoreApplication.translate("test set", text)
