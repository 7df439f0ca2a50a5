"""The bare controls of a form: Qt's, where Qt's will do, with the habits that a form needs.

They know texts and steps, not parameters. The wheel turns only what has the focus, so that scrolling a list of
forms changes nothing by accident.
"""

from __future__ import annotations

from collections.abc import Callable

from PySide6.QtCore import QMimeData, QSize, Qt, Signal
from PySide6.QtGui import QDragEnterEvent, QDragMoveEvent, QDropEvent, QKeyEvent, QResizeEvent, QWheelEvent
from PySide6.QtWidgets import (
    QAbstractSpinBox,
    QComboBox,
    QFileDialog,
    QHBoxLayout,
    QLineEdit,
    QToolButton,
    QWidget,
)

from workbench.gui.icons import icon

MAX_TEXT = 4096
_TEXT_LEFT = 6  # as a line edit has it

ChooseFolder = Callable[[QWidget, str, str], str]
"""(parent, title, where to begin) → the folder, or an empty text when the user thought better of it."""


class WholeBox(QAbstractSpinBox):
    """A spin box for whole numbers of any size (``QSpinBox`` ends at 32 bits, a seed at 63); may be empty."""

    stepped = Signal(int)

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._can_step = self.StepEnabledFlag.StepUpEnabled | self.StepEnabledFlag.StepDownEnabled
        self.setFocusPolicy(Qt.FocusPolicy.StrongFocus)
        self.setAccelerated(True)
        self.lineEdit().setMaxLength(40)

    def setValue(self, value: int) -> None:
        """As if the number had been typed; named as ``QSpinBox`` does."""
        self.setText(str(value))

    def setText(self, text: str) -> None:
        """As if the text had been typed."""
        self.lineEdit().setText(text)

    def set_steps(self, up: bool, down: bool) -> None:
        """Which of the two arrows can be used."""
        flag = self.StepEnabledFlag
        above = flag.StepUpEnabled if up else flag.StepNone
        self._can_step = above | (flag.StepDownEnabled if down else flag.StepNone)
        self.update()

    def stepEnabled(self) -> QAbstractSpinBox.StepEnabledFlag:
        return self._can_step

    def stepBy(self, steps: int) -> None:
        self.stepped.emit(steps)

    def sizeHint(self) -> QSize:
        return QSize(88, min(super().sizeHint().height(), self._line_height()))

    def minimumSizeHint(self) -> QSize:
        return QSize(56, self.sizeHint().height())

    def resizeEvent(self, event: QResizeEvent) -> None:
        super().resizeEvent(event)
        # A style sheet's padding reaches the frame of a spin box but not the text in it, nor does it count once.
        self.lineEdit().setTextMargins(max(0, _TEXT_LEFT - self.lineEdit().x()), 0, 0, 0)

    def _line_height(self) -> int:
        """As high as a line edit beside it."""
        return self.fontMetrics().height() + 12

    def wheelEvent(self, event: QWheelEvent) -> None:
        if self.hasFocus():
            super().wheelEvent(event)
        else:
            event.ignore()


class StepLine(QLineEdit):
    """A line of text whose arrow keys, and wheel while it has the focus, ask for a step."""

    stepped = Signal(int)

    _STEPS = {Qt.Key.Key_Up: 1, Qt.Key.Key_Down: -1, Qt.Key.Key_PageUp: 3, Qt.Key.Key_PageDown: -3}

    def keyPressEvent(self, event: QKeyEvent) -> None:
        steps = self._STEPS.get(Qt.Key(event.key()))
        if steps is None or event.modifiers() & ~Qt.KeyboardModifier.KeypadModifier:
            super().keyPressEvent(event)
            return
        self.stepped.emit(steps)

    def wheelEvent(self, event: QWheelEvent) -> None:
        turns = event.angleDelta().y()
        if self.hasFocus() and turns:
            self.stepped.emit(1 if turns > 0 else -1)
            event.accept()
        else:
            event.ignore()


class ChoiceBox(QComboBox):
    """A combo box that the wheel turns only while it has the focus."""

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.setFocusPolicy(Qt.FocusPolicy.StrongFocus)
        self.setSizeAdjustPolicy(QComboBox.SizeAdjustPolicy.AdjustToContents)

    def wheelEvent(self, event: QWheelEvent) -> None:
        if self.hasFocus():
            super().wheelEvent(event)
        else:
            event.ignore()


class FolderLine(QLineEdit):
    """A path; a folder dropped from a file manager becomes its path."""

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.setMaxLength(MAX_TEXT)

    def dragEnterEvent(self, event: QDragEnterEvent) -> None:
        event.setAccepted(bool(_local_paths(event.mimeData())))

    def dragMoveEvent(self, event: QDragMoveEvent) -> None:
        event.setAccepted(bool(_local_paths(event.mimeData())))

    def dropEvent(self, event: QDropEvent) -> None:
        for path in _local_paths(event.mimeData())[:1]:
            self.setText(path)
            event.acceptProposedAction()


def _local_paths(mime: QMimeData) -> list[str]:
    return [url.toLocalFile() for url in mime.urls() if url.isLocalFile()]


def ask_for_folder(parent: QWidget, title: str, begin: str) -> str:
    """The system's dialog for choosing a folder."""
    return QFileDialog.getExistingDirectory(parent, title, begin)


def ask_for_file(parent: QWidget, title: str, begin: str) -> str:
    """The system's dialog for choosing a file."""
    return QFileDialog.getOpenFileName(parent, title, begin)[0]


class FolderField(QWidget):
    """A path with a button that opens a dialog. ``choose`` can be replaced, so that no test needs the dialog."""

    choose: ChooseFolder = staticmethod(ask_for_folder)
    browsed = Signal()

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.line = FolderLine(self)
        self.button = QToolButton(self)
        self.button.setIcon(icon("folder"))
        self.button.setToolTip(self.words()[0])
        self.button.setAccessibleName(self.words()[0])
        self.button.clicked.connect(self._on_button_clicked)
        row = QHBoxLayout(self)
        row.setContentsMargins(0, 0, 0, 0)
        row.setSpacing(4)
        row.addWidget(self.line, 1)
        row.addWidget(self.button)
        self.setFocusProxy(self.line)

    def _on_button_clicked(self) -> None:
        chosen = type(self).choose(self, self.words()[1], self.line.text())
        if chosen:
            self.line.setText(chosen)
            self.browsed.emit()

    def words(self) -> tuple[str, str]:
        """What the button and its dialog say."""
        return self.tr("Choose the folder…"), self.tr("Choose a folder")


class FileField(FolderField):
    """The same for a file."""

    choose: ChooseFolder = staticmethod(ask_for_file)

    def words(self) -> tuple[str, str]:
        return self.tr("Choose the file…"), self.tr("Choose a file")
