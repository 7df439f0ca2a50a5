"""A field for each form that a parameter can have, and the table from the one to the other."""

from __future__ import annotations

from typing import Any

from PySide6.QtCore import QEvent, QObject, Qt
from PySide6.QtGui import QFontMetrics
from PySide6.QtWidgets import QCheckBox, QLineEdit, QWidget
from shiboken6 import isValid

from workbench.gui.forms.checks import Check
from workbench.gui.forms.controls import MAX_TEXT, ChoiceBox, FileField, FolderField, StepLine, WholeBox
from workbench.gui.forms.editor import Editor, same
from workbench.gui.forms.texts import (
    parse_number,
    parse_numbers,
    parse_whole,
    plain,
    shown,
    stepped_number,
    stepped_whole,
)
from workbench.gui.forms.words import flag_word
from workbench.spec.fields import NONE_WORD, Form, Parameter


class FlagEditor(Editor):
    """yes or no."""

    def __init__(self, parameter: Parameter, check: Check | None, parent: QWidget | None) -> None:
        self._box = QCheckBox(parent)
        super().__init__(parameter, self._box, self._box, check)
        self._box.toggled.connect(self._on_box_toggled)
        self._render()

    def _show(self, value: Any) -> None:
        self._box.setChecked(bool(value))
        self._box.setText(flag_word(bool(value)))

    def _read(self) -> Any:
        return self._box.isChecked()

    def _on_box_toggled(self, checked: bool) -> None:
        self._box.setText(flag_word(checked))
        self._on_control_changed()
        self.end_gesture()


class ChoiceEditor(Editor):
    """One of a few; optional flags are of this kind too."""

    maximum_width = 220

    def __init__(self, parameter: Parameter, check: Check | None, parent: QWidget | None) -> None:
        self._box = ChoiceBox(parent)
        self._options = ((None,) if parameter.optional else ()) + (parameter.choices or (True, False))
        super().__init__(parameter, self._box, self._box, check)
        for option in self._options:
            self._box.addItem(flag_word(option) if option is None or isinstance(option, bool) else str(option), option)
        self._render()
        self._box.currentIndexChanged.connect(self._on_control_changed)
        self._box.activated.connect(self.end_gesture)

    def minimum_width(self) -> int:
        metrics = QFontMetrics(self._box.font())
        longest = max(metrics.horizontalAdvance(self._box.itemText(i)) for i in range(self._box.count()))
        return min(longest + 56, 180)  # the arrow and the padding of the theme

    def _show(self, value: Any) -> None:
        index = next((i for i, option in enumerate(self._options) if same(option, value)), -1)
        self._box.setCurrentIndex(index)

    def _read(self) -> Any:
        return self._options[self._box.currentIndex()]


class WordsEditor(Editor):
    """What the four fields with a text have in common: an empty one is None where that is allowed."""

    def __init__(
        self, parameter: Parameter, widget: QWidget, control: QLineEdit | WholeBox, check: Check | None
    ) -> None:
        self._line = control if isinstance(control, QLineEdit) else control.lineEdit()
        self._line.setAcceptDrops(False)  # a layer dragged across a form is not meant for one of its fields
        super().__init__(parameter, widget, control, check)
        if parameter.optional:
            self._line.setPlaceholderText(NONE_WORD)
        self._render()
        self._line.textChanged.connect(self._on_control_changed)

    def minimum_width(self) -> int:
        usual = QFontMetrics(self._line.font()).horizontalAdvance(self._text(self.parameter.default))
        return max(64, min(usual + 22, 160))

    def _show(self, value: Any) -> None:
        if self._line.text() != self._text(value):
            self._line.setText(self._text(value))
            self._line.setCursorPosition(0)

    def _text(self, value: Any) -> str:
        return shown(value, self.parameter.numbers)

    def _read(self) -> Any:
        text = self._line.text()
        if self.parameter.optional and plain(text).casefold() in ("", NONE_WORD):
            return None
        return self._parse(text)

    def _parse(self, text: str) -> Any:
        return text

    def _on_focus_lost(self, reason: Qt.FocusReason) -> None:
        if isValid(self._line):  # a spin box that is being deleted loses its line first, then the focus
            super()._on_focus_lost(reason)

    def _step_to(self, value: Any) -> None:
        """A step of the arrows; the text is selected so that typing goes on from there."""
        self._line.setText(self._text(value))
        self._line.selectAll()


class WholeEditor(WordsEditor):
    """A whole number with arrows."""

    def __init__(self, parameter: Parameter, check: Check | None, parent: QWidget | None) -> None:
        self._box = WholeBox(parent)
        super().__init__(parameter, self._box, self._box, check)
        self._box.stepped.connect(self._on_box_stepped)
        self._line.textChanged.connect(self._allow_steps)
        self._allow_steps()

    def eventFilter(self, watched: QObject, event: QEvent) -> bool:
        if event.type() == QEvent.Type.MouseButtonRelease:
            self.end_gesture()  # of an arrow: a press in the text goes to the line inside
        return super().eventFilter(watched, event)

    def _parse(self, text: str) -> int:
        return parse_whole(text)

    def _on_box_stepped(self, steps: int) -> None:
        self._step_to(stepped_whole(self._value, steps, self.parameter))

    def _allow_steps(self) -> None:
        value, parameter = self._value, self.parameter
        up = value is None or not same(stepped_whole(value, 1, parameter), value)
        down = value is not None and not same(stepped_whole(value, -1, parameter), value)
        self._box.set_steps(up, down)


class NumberEditor(WordsEditor):
    """A number, shown as briefly as it can be said; the arrow keys step."""

    def __init__(self, parameter: Parameter, check: Check | None, parent: QWidget | None) -> None:
        line = StepLine(parent)
        line.setMaxLength(40)
        super().__init__(parameter, line, line, check)
        line.stepped.connect(self._on_line_stepped)

    def _parse(self, text: str) -> float:
        return parse_number(text)

    def _on_line_stepped(self, steps: int) -> None:
        self._step_to(stepped_number(self._value, steps, self.parameter))


class NumbersEditor(WordsEditor):
    """One number, several, or a word: ``3``, ``3, 5``, ``same``, ``none, 7``."""

    def __init__(self, parameter: Parameter, check: Check | None, parent: QWidget | None) -> None:
        line = QLineEdit(parent)
        line.setMaxLength(MAX_TEXT)
        super().__init__(parameter, line, line, check)

    def _parse(self, text: str) -> Any:
        assert self.parameter.numbers is not None
        return parse_numbers(text, self.parameter.numbers)


class TextEditor(WordsEditor):
    """Free text."""

    maximum_width = 400

    def __init__(self, parameter: Parameter, check: Check | None, parent: QWidget | None) -> None:
        line = QLineEdit(parent)
        line.setMaxLength(MAX_TEXT)
        super().__init__(parameter, line, line, check)

    def minimum_width(self) -> int:
        return 120


class FolderEditor(WordsEditor):
    """A folder: typed, dropped or chosen."""

    maximum_width = 600
    make_field: type[FolderField] = FolderField

    def __init__(self, parameter: Parameter, check: Check | None, parent: QWidget | None) -> None:
        self.field = self.make_field(parent)
        super().__init__(parameter, self.field, self.field.line, check)
        self.field.browsed.connect(self.end_gesture)
        self.field.line.setAcceptDrops(True)

    def stops(self) -> list[QWidget]:
        return [self.field.line, self.field.button]

    def minimum_width(self) -> int:
        return 150

    def _parse(self, text: str) -> str:
        """Without the quotes that a file manager puts around a path that it copies."""
        return text[1:-1] if len(text) > 1 and text[0] == text[-1] == '"' else text


class FileEditor(FolderEditor):
    """A file: typed, dropped or chosen."""

    make_field = FileField


_EDITORS: dict[Form, type[Any]] = {
    "flag": FlagEditor,
    "whole": WholeEditor,
    "number": NumberEditor,
    "choice": ChoiceEditor,
    "numbers": NumbersEditor,
    "text": TextEditor,
    "expression": TextEditor,
    "folder": FolderEditor,
    "file": FileEditor,
}


def editor_for(parameter: Parameter, check: Check | None = None, parent: QWidget | None = None) -> Editor:
    """The field for a parameter, showing its default. ``check`` raises a ``ValueError`` for what will not do."""
    kind = ChoiceEditor if parameter.form == "flag" and parameter.optional else _EDITORS[parameter.form]
    editor: Editor = kind(parameter, check, parent)
    return editor
