"""A form for a part, or for chosen parameters: every field that it declares, in the order of importance.

The form never changes a value of its own accord: it says what the user wants (``edited``), and shows what it is then
given. A value that the part would refuse is not passed on but said beneath the fields.
"""

from __future__ import annotations

import itertools
from collections.abc import Collection, Mapping, Sequence
from typing import Any

from PySide6.QtCore import QEvent, QPoint, QSize, Qt, Signal
from PySide6.QtGui import QKeyEvent
from PySide6.QtWidgets import QLabel, QMenu, QSizePolicy, QToolButton, QVBoxLayout, QWidget

from workbench.gui.forms.checks import Check, own_check
from workbench.gui.forms.editor import Editor, same
from workbench.gui.forms.editors import editor_for
from workbench.gui.forms.field_grid import FieldGrid
from workbench.gui.forms.words import default_words, tip
from workbench.gui.icons import icon
from workbench.gui.texts import sentence
from workbench.gui.theme import mark
from workbench.spec.fields import Parameter, parameter
from workbench.spec.parts import Part, Value
from workbench.spec.problems import Problem

FOLD_ABOVE = 8
SHOWN_WHEN_FOLDED = 4

_NAVIGATION = {
    Qt.Key.Key_Up, Qt.Key.Key_Down, Qt.Key.Key_Left, Qt.Key.Key_Right, Qt.Key.Key_Home, Qt.Key.Key_End,
    Qt.Key.Key_PageUp, Qt.Key.Key_PageDown, Qt.Key.Key_Return, Qt.Key.Key_Enter, Qt.Key.Key_Space,
    Qt.Key.Key_Delete, Qt.Key.Key_Backspace,
}  # fmt: skip


def parameters_of(value: Value, exclude: Collection[str] = ()) -> tuple[Parameter, ...]:
    """The parameters of a part, or of a section (``Data``, ``Training``) as far as a form can show them."""
    if isinstance(value, Part):
        return tuple(p for p in value.parameters() if p.name not in exclude)
    described = []
    for name, field in type(value).model_fields.items():
        try:
            described.append(parameter(name, field))
        except TypeError:  # a part or a table: not one field but a form of its own
            continue
    return tuple(p for p in described if p.name not in exclude)


class PartForm(QWidget):
    """Fields for a part (``set_part``), or for parameters given from anywhere (``parameters``, ``set_values``).

    Each control's objectName is ``{prefix}_{name}``; ``labels`` gives words in place of PyTorch's names; with
    ``columns`` = 1 the fields fill the width. A form of more than ``fold_above`` fields shows the first ``keep`` of them,
    those that are essential, and those that are not at their default; one button shows the others, and those that the part
    itself sets aside. ``resized`` says that
    the form wants another height.
    """

    edited = Signal(str, object)
    finished = Signal()
    resized = Signal()

    def __init__(
        self,
        parameters: Sequence[Parameter] = (),
        *,
        prefix: str = "form",
        exclude: Collection[str] = ("enabled",),
        labels: Mapping[str, str] | None = None,
        columns: int = 3,
        fold_above: int = FOLD_ABOVE,
        keep: int = SHOWN_WHEN_FOLDED,
        parent: QWidget | None = None,
    ) -> None:
        super().__init__(parent)
        self._prefix = prefix
        self._exclude = tuple(exclude)
        self._labels = dict(labels or {})
        self._columns = columns
        self._fold_above, self._keep = fold_above, keep
        self._label_width = 0
        self._part: Value | None = None
        self._editors: dict[str, Editor] = {}
        self._names: dict[str, QLabel] = {}
        self._problems: dict[str, tuple[str, str]] = {}
        self._folded = True
        self._before: QWidget | None = None
        self._make_frame()
        if parameters:
            self._build(tuple(parameters))

    def part(self) -> Value | None:
        """What the form shows, if it shows a part."""
        return self._part

    def set_part(self, part: Value | None) -> None:
        """Show a part. One of the same type is shown in the fields that are there; cursor and focus stay."""
        before, self._part = self._part, part
        if part is None:
            self._build(())
        elif type(part) is not type(before):
            self._build(parameters_of(part, self._exclude))
        if part is not None:
            self.set_values({name: getattr(part, name) for name in self._editors})

    def set_values(self, values: Mapping[str, Any]) -> None:
        """Show these values; names without a field are passed over."""
        for name, value in values.items():
            if name in self._editors:
                self._editors[name].set_value(value)
                self._mark_name(name)
        self._fold()

    def values(self) -> dict[str, Any]:
        """The last valid value of every field."""
        return {name: editor.value() for name, editor in self._editors.items()}

    def editor(self, name: str) -> Editor:
        """The field of that name. Raises ``KeyError``."""
        return self._editors[name]

    def editors(self) -> Mapping[str, Editor]:
        """All fields, in the order in which they are shown."""
        return dict(self._editors)

    def is_blank(self) -> bool:
        """Whether there is nothing to see: all fields are folded away, and nothing is said beneath."""
        fields = any(not editor.widget.isHidden() for editor in self._editors.values())
        return not fields and self._sentences.isHidden() and self._note.isHidden()

    def set_problems(self, problems: Mapping[str, str | Problem], *, quiet: bool = False) -> None:
        """Mark these fields, and only these. ``quiet``: the sentences stand elsewhere already."""
        self._quiet = quiet
        self._problems = {name: _said(problem) for name, problem in problems.items()}
        for name, editor in self._editors.items():
            editor.show_problem(*self._problems.get(name, ("", "error")))
        self._fold()
        self._tell()

    def set_note(self, text: str) -> None:
        """A muted line beneath the fields; empty: none."""
        self._note.setText(text)
        self._note.setVisible(bool(text))

    def set_label_width(self, width: int) -> None:
        """The least width of the names, in pixels."""
        self._label_width = width
        self._grid.set_label_width(width)

    def focus(self, name: str = "") -> bool:
        """Give the field of that name (or the first one) the focus; False when there is none."""
        if not self._editors:
            return False
        editor = self._editors.get(name) or next(iter(self._editors.values()))
        if editor.widget.isHidden():
            self._folded = False
            self._fold()
        editor.control.setFocus(Qt.FocusReason.ShortcutFocusReason)
        return True

    def follow(self, widget: QWidget) -> None:
        """Let the Tab key go from this widget into the form, wherever both were made."""
        self._before = widget
        self._order_tabs()

    # What it is made of.

    def _make_frame(self) -> None:
        self._quiet = False
        self._more_is_apart = False
        self._column = QVBoxLayout(self)
        self._column.setContentsMargins(0, 0, 0, 0)
        self._column.setSpacing(6)
        self._grid = FieldGrid(self._columns, self)
        self._more = QToolButton(self)
        self._more.setObjectName(f"{self._prefix}_more")
        self._more.setToolButtonStyle(Qt.ToolButtonStyle.ToolButtonTextBesideIcon)
        self._more.setIconSize(QSize(14, 14))
        self._more.clicked.connect(self._on_more_clicked)
        self._sentences = _wrapping_label(self, "error")
        self._note = _wrapping_label(self, "muted")
        for widget in (self._grid, self._more, self._sentences, self._note):
            self._column.addWidget(widget)
        for widget in (self._more, self._sentences, self._note):
            widget.hide()

    def _build(self, parameters: tuple[Parameter, ...]) -> None:
        self._replace_grid()
        ordered = sorted(parameters, key=lambda p: not p.essential)
        for each in ordered:
            self._add(each)
        self._grid.setVisible(bool(ordered))
        self._order_tabs()
        self._fold()
        self._tell()

    def _order_tabs(self) -> None:
        stops = [stop for editor in self._editors.values() for stop in editor.stops()]
        chain = [*filter(None, [self._before]), *stops, self._more]
        for first, second in itertools.pairwise(chain):
            self.setTabOrder(first, second)

    def _replace_grid(self) -> None:
        """A new grid for new fields; the old one is deleted only when nobody stands in its signals any more."""
        old, self._grid = self._grid, FieldGrid(self._columns, self)
        self._grid.set_label_width(self._label_width)
        self._column.replaceWidget(old, self._grid)
        old.hide()
        old.deleteLater()
        self._editors, self._names, self._problems = {}, {}, {}

    def _add(self, each: Parameter) -> None:
        editor = editor_for(each, self._check(each), self._grid)
        editor.control.setObjectName(f"{self._prefix}_{each.name}")
        editor.edited.connect(lambda value, name=each.name: self._on_editor_edited(name, value))
        editor.finished.connect(self.finished)
        editor.complained.connect(self._tell)
        label = QLabel(self._labels.get(each.name, each.name), self._grid)
        label.setProperty("role", "muted")
        label.setBuddy(editor.control)
        label.setToolTip(tip(each))
        label.setContextMenuPolicy(Qt.ContextMenuPolicy.CustomContextMenu)
        label.customContextMenuRequested.connect(lambda at, name=each.name: self._on_label_menu_requested(name, at))
        if each.name in self._labels:
            editor.control.setAccessibleName(self._labels[each.name])
        self._editors[each.name] = editor
        self._names[each.name] = label
        self._grid.add(label, editor.widget, editor.minimum_width(), editor.maximum_width)

    def _check(self, each: Parameter) -> Check:
        """Asks the part that is shown at the time, which knows more than the parameter alone."""

        def check(value: Any) -> Any:
            if self._part is None:
                return own_check(each)(value)
            return getattr(self._part.replace(**{each.name: value}), each.name)

        return check

    def _on_editor_edited(self, name: str, value: object) -> None:
        self._mark_name(name)
        self.edited.emit(name, value)

    def _mark_name(self, name: str) -> None:
        """A name in full colour says that its value is not the default."""
        editor, label = self._editors[name], self._names[name]
        role = "muted" if same(editor.value(), editor.parameter.default) else "changed"
        mark(label, "role", role)

    def take_more_button(self) -> QToolButton:
        """The button that shows the other fields, to be put elsewhere, as a picture alone."""
        self._column.removeWidget(self._more)
        self._more_is_apart = True
        self._more.setToolButtonStyle(Qt.ToolButtonStyle.ToolButtonIconOnly)
        return self._more

    # What is folded away, and what is said beneath.

    def _is_foldable(self, name: str) -> bool:
        """Never the first few, nor what is not at its default or has a problem: that must be seen."""
        editor = self._editors[name]
        first = list(self._editors).index(name) < self._keep and name not in self._aside()
        plain = same(editor.value(), editor.parameter.default) and name not in self._problems
        return plain and not first and not editor.parameter.essential and not editor.complaint()

    def _aside(self) -> frozenset[str]:
        return self._part.aside if isinstance(self._part, Part) else frozenset()

    def _fold(self) -> None:
        aside = self._aside() & self._editors.keys()
        many = len(self._editors) - len(aside) > self._fold_above
        hidden = [name for name in self._editors if (many or name in aside) and self._is_foldable(name)]
        for index, (name, editor) in enumerate(self._editors.items()):
            shown = not self._folded or name not in hidden
            # What has once been unfolded by its value stays while it is being edited.
            if editor.widget.isHidden() == shown and not (editor.control.hasFocus() and not shown):
                self._grid.set_shown(index, shown)
        self._more.setVisible(bool(hidden))
        self._more.setText(self.tr("%n more", "", len(hidden)) if self._folded else self.tr("Fewer"))
        self._more.setIcon(icon(("chevron-right", "chevron-down", "chevron-up")[self._symbol()], "muted"))
        words = self.tr("Show or hide the parameters that are rarely changed")
        self._more.setToolTip(f"{words}: {', '.join(hidden)}")
        self._more.setAccessibleName(self._more.text())

    def _symbol(self) -> int:
        """Beside its own text the button points to what comes; elsewhere, alone, to where it comes."""
        return (1 if self._folded else 2) if self._more_is_apart else (0 if self._folded else 1)

    def _on_more_clicked(self) -> None:
        self._folded = not self._folded
        self._fold()

    def _tell(self) -> None:
        """The sentences beneath the fields: texts that will not do first, then problems found elsewhere."""
        said = {name: (editor.complaint(), "error") for name, editor in self._editors.items() if editor.complaint()}
        if not self._quiet:
            said = {name: words for name, words in self._problems.items() if name in self._editors} | said
        lines = [f"{self._labels.get(name, name)} {words}" for name, (words, _) in said.items()]
        role = "error" if any(severity == "error" for _, severity in said.values()) else "warning"
        mark(self._sentences, "role", role)
        self._sentences.setText("\n".join(lines))
        self._sentences.setVisible(bool(lines))

    def _on_label_menu_requested(self, name: str, at: QPoint) -> None:
        menu = self.menu_for(name)
        menu.popup(self._names[name].mapToGlobal(at))

    def menu_for(self, name: str) -> QMenu:
        """What can be done with a field: put it back to its default."""
        editor = self._editors[name]
        menu = QMenu(self)
        menu.setAttribute(Qt.WidgetAttribute.WA_DeleteOnClose)
        reset = menu.addAction(self.tr("Reset to {default}").format(default=default_words(editor.parameter)))
        reset.setEnabled(not same(editor.value(), editor.parameter.default))
        reset.triggered.connect(lambda: self._reset(name))
        return menu

    def _reset(self, name: str) -> None:
        editor = self._editors[name]
        editor.set_value(editor.parameter.default)
        self._on_editor_edited(name, editor.value())
        self.finished.emit()

    # How it behaves among others.

    def event(self, event: QEvent) -> bool:
        done = super().event(event)
        if event.type() == QEvent.Type.LayoutRequest:
            self.resized.emit()
        elif event.type() == QEvent.Type.ShortcutOverride and isinstance(event, QKeyEvent) and _is_plain(event):
            event.accept()  # Delete in a field does not delete the layer around it
        return done

    def keyPressEvent(self, event: QKeyEvent) -> None:
        if _is_plain(event):
            event.accept()
        else:
            super().keyPressEvent(event)


def _is_plain(event: QKeyEvent) -> bool:
    return Qt.Key(event.key()) in _NAVIGATION and event.modifiers() in (
        Qt.KeyboardModifier.NoModifier,
        Qt.KeyboardModifier.KeypadModifier,
    )


def _said(problem: str | Problem) -> tuple[str, str]:
    return (sentence(problem), problem.severity) if isinstance(problem, Problem) else (problem, "error")


def _wrapping_label(parent: QWidget, role: str) -> QLabel:
    label = QLabel(parent)
    label.setProperty("role", role)
    label.setWordWrap(True)
    label.setTextInteractionFlags(Qt.TextInteractionFlag.TextSelectableByMouse)
    label.setSizePolicy(QSizePolicy.Policy.Preferred, QSizePolicy.Policy.Minimum)
    return label
