"""What the window says and asks in boxes of its own."""

from __future__ import annotations

from collections.abc import Iterable
from html import escape

from PySide6.QtCore import QCoreApplication
from PySide6.QtGui import QAction, QKeySequence
from PySide6.QtWidgets import QMessageBox, QWidget

from workbench import __version__
from workbench.gui.actions import plain


def _tr(text: str) -> str:
    return QCoreApplication.translate("questions", text)


def show_shortcuts(parent: QWidget, actions: Iterable[QAction]) -> None:
    """All actions that have a key."""
    native = QKeySequence.SequenceFormat.NativeText
    rows = [
        f"<tr><td>{escape(plain(action.text()))}&nbsp;&nbsp;&nbsp;</td>"
        f"<td><b>{escape(action.shortcut().toString(native))}</b></td></tr>"
        for action in actions
        if not action.shortcut().isEmpty()
    ]
    QMessageBox.information(parent, _tr("Keyboard shortcuts"), f"<table>{''.join(rows)}</table>")


def show_about(parent: QWidget) -> None:
    """Name, version, licence."""
    words = _tr("<b>The workbench {0}</b><br>Build, train, understand and export PyTorch models.<br>MIT licence.")
    QMessageBox.about(parent, _tr("About the workbench"), words.format(__version__))


def may_stop_run(parent: QWidget) -> bool:
    """Whether a training may be stopped, because the window closes."""
    box = QMessageBox(parent)
    box.setObjectName("running_box")
    box.setIcon(QMessageBox.Icon.Question)
    box.setText(_tr("A training is running. Stop it and close?"))
    box.setInformativeText(_tr("What was learned so far is kept; “Run > Resume last run” goes on with it."))
    stop = box.addButton(_tr("Stop and close"), QMessageBox.ButtonRole.AcceptRole)
    box.addButton(QMessageBox.StandardButton.Cancel)
    box.exec()
    box.deleteLater()
    return box.clickedButton() is stop


def wants_fix(parent: QWidget, words: str, label: str) -> bool:
    """Tell how a run has failed; whether the fix, if there is one, is wanted."""
    box = QMessageBox(parent)
    box.setObjectName("warning_box")
    box.setIcon(QMessageBox.Icon.Warning)
    box.setText(_tr("The run has ended with a problem."))
    box.setInformativeText(words)
    fix = box.addButton(label, QMessageBox.ButtonRole.AcceptRole) if label else None
    close = box.addButton(QMessageBox.StandardButton.Close if label else QMessageBox.StandardButton.Ok)
    box.setEscapeButton(close)
    box.exec()
    box.deleteLater()
    return fix is not None and box.clickedButton() is fix
