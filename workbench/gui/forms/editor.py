"""What all fields of a form have in common.

An :class:`Editor` is not a widget but steers one, its ``control``: it says ``edited`` with every valid value that the
user makes, ``finished`` at the end of the gesture (so that undo takes it back as one), and shows why a text will not
do. Only :meth:`Editor.set_value` changes the control silently; Qt's own setters count as the user's hand.
"""

from __future__ import annotations

from typing import Any

from PySide6.QtCore import QEvent, QObject, Qt, Signal
from PySide6.QtGui import QFocusEvent, QKeyEvent, QKeySequence
from PySide6.QtWidgets import QWidget

from workbench.gui.forms.checks import Check, own_check
from workbench.gui.forms.words import refusal, tip
from workbench.gui.theme import mark
from workbench.spec.fields import Parameter

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
            mark(self.control, name, value)

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


def same(a: Any, b: Any) -> bool:
    """Equal and of one type: True is not 1, and (1,) is not (1.0,)."""
    return type(a) is type(b) and bool(a == b) and repr(a) == repr(b)
