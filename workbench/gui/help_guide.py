"""Which page of help goes with what the user is at: the focused field, row, palette entry, combo or diagnosis."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import replace
from functools import partial
from typing import TypeVar

from PySide6.QtCore import QObject
from PySide6.QtWidgets import QDockWidget, QWidget

from workbench.gui.forms.editor import Editor
from workbench.gui.forms.form import PartForm
from workbench.gui.help_page import Topic, topic_of, topic_of_rule
from workbench.gui.panels.help import HelpPanel
from workbench.gui.panels.part_choice import PartChoice
from workbench.gui.widgets.part_list import PartList
from workbench.gui.widgets.part_tree import PartTree
from workbench.spec.parts import Part

Sums = Callable[[PartList], tuple[str, ...]]
"""The sums of sizes of the layer that is chosen in a list."""

RULE = "doctor_rule"
"""The property of a widget that speaks of a rule of the doctor: its id."""


class HelpGuide(QObject):
    """Turns the panel's pages. What is hidden is not turned; it is when it comes into sight."""

    def __init__(self, panel: HelpPanel, sums: Sums, parent: QObject) -> None:
        super().__init__(parent)
        self._panel, self._sums = panel, sums
        self._latest: Topic | None = None
        self._view: PartList | None = None
        self._seen = False
        panel.rule_wanted.connect(self.show_rule)

    def watch(self, *widgets: PartList | PartTree | PartChoice) -> None:
        """Follow what is chosen in lists and palettes, and in a combo that has the focus."""
        for widget in widgets:
            if isinstance(widget, PartList):
                widget.selection_changed.connect(partial(self.look_at, widget))
            elif isinstance(widget, PartChoice):
                widget.replaced.connect(partial(self._on_replaced, widget))
            else:
                widget.currentItemChanged.connect(lambda *_, widget=widget: self.look_at(widget))

    def look_at(self, widget: QWidget | None) -> None:
        """The focus, or the choice in a widget, has changed; what has no page leaves the present one as it is."""
        topic = self._topic(widget) if widget is not None else None
        if topic is not None:
            self._latest = topic
            self._view = widget if isinstance(widget, PartList) else _above(widget, PartList) if widget else None
            self._turn()

    def _on_replaced(self, choice: PartChoice) -> None:
        if choice.combo.hasFocus():
            self.look_at(choice)

    def show_rule(self, name: str) -> None:
        """The page of a rule of the doctor; the list of them where none has that id."""
        self._latest, self._view = topic_of_rule(name), None
        self._turn()

    def look_again(self) -> None:
        """Shapes are known anew: the sums of the chosen layer may be others."""
        if self._latest is not None and self._view is not None:
            self._latest = replace(self._latest, sums=self._sums(self._view))
            self._turn()

    def set_seen(self, seen: bool) -> None:
        """Whether the panel is in sight, not behind another tab."""
        self._seen = seen
        self._turn()

    def _turn(self) -> None:
        if self._seen:
            self._panel.show_topic(self._latest)

    def _topic(self, widget: QWidget) -> Topic | None:
        at: QWidget | None = widget
        while at is not None:
            if isinstance(at, PartForm):
                return self._topic_of_form(at, widget)
            if isinstance(at, PartChoice):
                part = at.form.part()
                return topic_of(part) if isinstance(part, Part) else None
            if isinstance(at, PartTree):
                part = at.part(at.currentItem())
                return topic_of(part) if part is not None else None
            if isinstance(at, PartList):
                return self._topic_of_row(at)
            if rule := at.property(RULE):
                return topic_of_rule(rule)
            at = at.parentWidget()
        return None

    def _topic_of_form(self, form: PartForm, widget: QWidget) -> Topic | None:
        editors = form.editors()
        chosen = next((name for name, editor in editors.items() if _belongs(editor, widget)), "")
        part = form.part()
        if isinstance(part, Part):
            view = _above(form, PartList)
            return topic_of(part, chosen, self._sums(view) if view else ())
        dock = _above(form, QDockWidget)
        title = dock.windowTitle() if dock else ""
        return Topic(title, tuple(editor.parameter for editor in editors.values()), chosen=chosen)

    def _topic_of_row(self, view: PartList) -> Topic | None:
        chosen = view.selected_indices()
        if not chosen:
            return None
        part = view.rows()[chosen[0]].part
        return topic_of(part, sums=self._sums(view))


def _belongs(editor: Editor, widget: QWidget) -> bool:
    return editor.widget is widget or editor.widget.isAncestorOf(widget)


W = TypeVar("W", bound=QWidget)


def _above(widget: QWidget, kind: type[W]) -> W | None:
    at = widget.parentWidget()
    while at is not None and not isinstance(at, kind):
        at = at.parentWidget()
    return at
