"""The table from a parameter's form to a widget, and what all fields have in common.

An :class:`Editor` is not a widget but steers one, its ``control``: it says ``edited`` with every valid value that the
user makes, ``finished`` at the end of the gesture (so that undo takes it back as one), and shows why a text will not
do. Only :meth:`Editor.set_value` changes the control silently; Qt's own setters count as the user's hand.
"""

from __future__ import annotations

from typing import Any

from PySide6.QtCore import QEvent, QObject, Qt, Signal
from PySide6.QtGui import QFocusEvent, QFontMetrics, QKeyEvent, QKeySequence
from PySide6.QtWidgets import QCheckBox, QLineEdit, QWidget
from shiboken6 import isValid

from workbench.gui.forms.checks import Check, own_check
from workbench.gui.forms.controls import MAX_TEXT, ChoiceBox, FileField, FolderField, StepLine, WholeBox
from workbench.gui.forms.texts import (
    parse_number,
    parse_numbers,
    parse_whole,
    plain,
    shown,
    stepped_number,
    stepped_whole,
)
from workbench.gui.forms.words import flag_word, refusal, tip
from workbench.spec.fields import NONE_WORD, Form, Parameter

_Reason = Qt.FocusReason
_STILL_THERE = (_Reason.ActiveWindowFocusReason, _Reason.PopupFocusReason, _Reason.MenuBarFocusReason)


class Editor(QObject):
    """One field. ``widget`` is what is laid out, ``control`` what has focus, name and border (often the same)."""

    edited = Signal(object)
    finished = Signal()
    complained = Signal(str)

    maximum_width = 140

    def __init__(self, parameter: Parameter, widget: QWidget, control: QWidget, check: Check | None = None) -> None:
        super().__init__(widget)
        self.parameter = parameter
        self.widget = widget
        self.control = control
        self._check = check or own_check(parameter)
        self._value: Any = parameter.default
        self._showing = False
        self._touched = False
        self._complaint = ""
        self._problem = ("", "error")
        control.setAccessibleName(parameter.name)
        control.installEventFilter(self)
        self._dress()

    def minimum_width(self) -> int:
        """How much room the control needs, in pixels."""
        return 64

    def stops(self) -> list[QWidget]:
        """Where the Tab key stops, in order."""
        return [self.control]

    def value(self) -> Any:
        """The last valid value."""
        return self._value

    def set_value(self, value: Any) -> None:
        """Show a value without a signal. What the user is typing stays while it means this very value."""
        if same(value, self._value):
            return
        self._value = value
        self._touched = False
        self._render()

    def complaint(self) -> str:
        """Why the present text will not do; empty when it will."""
        return self._complaint

    def show_problem(self, sentence: str, severity: str = "error") -> None:
        """Mark the field with a problem found elsewhere; an empty sentence takes the mark away."""
        if (sentence, severity) != self._problem:
            self._problem = (sentence, severity)
            self._dress()

    def revert(self) -> None:
        """Back to the last valid value, forgetting a text that will not do."""
        self._render()

    def end_gesture(self) -> None:
        """Say ``finished`` if anything was edited since the last time, and tidy the text."""
        if not self._complaint:
            self._render()
        if self._touched:
            self._touched = False
            self.finished.emit()

    # For the kinds of field below.

    def _show(self, value: Any) -> None:
        raise NotImplementedError

    def _read(self) -> Any:
        """The value in the control. Raises a ``ValueError`` whose words are for the user."""
        raise NotImplementedError

    def _on_control_changed(self) -> None:
        if self._showing:
            return
        try:
            value = self._read()
            if value is not None or not self.parameter.optional:
                value = self._check(value)
        except ValueError as error:
            self._complain(refusal(error, self.parameter.name))
            return
        self._complain("")
        if not same(value, self._value):
            self._value = value
            self._touched = True
            self.edited.emit(value)

    def _render(self) -> None:
        self._showing = True
        self._show(self._value)
        self._showing = False
        self._complain("")

    def _complain(self, sentence: str) -> None:
        if sentence != self._complaint:
            self._complaint = sentence
            self._dress()
            self.complained.emit(sentence)

    def _dress(self) -> None:
        sentence, severity = (self._complaint, "error") if self._complaint else self._problem
        description = tip(self.parameter)
        self.control.setToolTip(f"{description}\n\n{self.parameter.name}: {sentence}" if sentence else description)
        self.control.setAccessibleDescription(sentence or description)
        marks = {"invalid": bool(sentence) and severity == "error", "problem": bool(sentence) and severity == "warning"}
        self._mark("invalid", "true" if marks["invalid"] else "")
        self._mark("problem", "warning" if marks["problem"] else "")

    def _mark(self, name: str, value: str) -> None:
        if (self.control.property(name) or "") != value:
            self.control.setProperty(name, value)
            self.control.style().unpolish(self.control)
            self.control.style().polish(self.control)

    def eventFilter(self, _watched: QObject, event: QEvent) -> bool:
        kind = event.type()
        if kind == QEvent.Type.KeyPress and isinstance(event, QKeyEvent):
            return self._on_key(Qt.Key(event.key()))
        if kind == QEvent.Type.ShortcutOverride and isinstance(event, QKeyEvent):
            return self._leaves_to_window(event)
        if kind == QEvent.Type.FocusOut and isinstance(event, QFocusEvent):
            self._on_focus_lost(event.reason())
        return False

    def _leaves_to_window(self, event: QKeyEvent) -> bool:
        """Undo and redo are the field's own only in the middle of a gesture; after it they are the experiment's."""
        if self._touched or self._complaint:
            return False
        if not event.matches(QKeySequence.StandardKey.Undo) and not event.matches(QKeySequence.StandardKey.Redo):
            return False
        event.ignore()
        return True

    def _on_key(self, key: Qt.Key) -> bool:
        if key in (Qt.Key.Key_Return, Qt.Key.Key_Enter):
            self.end_gesture()
            return True
        if key == Qt.Key.Key_Escape and self._complaint:
            self.revert()
            return True
        return False

    def _on_focus_lost(self, reason: Qt.FocusReason) -> None:
        if reason not in _STILL_THERE and self._complaint:
            self.revert()  # what stands there is what counts
        self.end_gesture()


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


def same(a: Any, b: Any) -> bool:
    """Equal and of one type: True is not 1, and (1,) is not (1.0,)."""
    return type(a) is type(b) and bool(a == b) and repr(a) == repr(b)
