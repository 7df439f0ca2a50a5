"""Every action of the window, once: menus, toolbar, search and the list of shortcuts come from this table.

``when`` names the condition under which an action is enabled; `enabling.py` has it judged.
"""

from __future__ import annotations

import logging
import re
from collections.abc import Mapping
from dataclasses import dataclass
from operator import attrgetter

from PySide6.QtCore import QCoreApplication, QObject
from PySide6.QtGui import QAction, QKeySequence
from PySide6.QtWidgets import QMenu

from workbench.gui.icons import icon

log = logging.getLogger(__name__)


def NOOP(_context: str, text: str) -> str:
    """Marks a text for translation."""
    return text


@dataclass(frozen=True)
class Row:
    """An action. ``slot`` leads from the window to a method, by dots; texts are translated when it is made.

    A ``switch`` is on or off; its method turns it over.
    """

    id: str
    menu: str
    text: str
    tip: str
    slot: str
    icon: str = ""
    shortcut: str = ""
    when: str = "always"
    separate: bool = False
    switch: bool = False


MENUS = {
    "file": NOOP("actions", "&File"),
    "edit": NOOP("actions", "&Edit"),
    "model": NOOP("actions", "&Model"),
    "run": NOOP("actions", "&Run"),
    "view": NOOP("actions", "&View"),
    "help": NOOP("actions", "&Help"),
}

ROWS = (
    Row("new", "file", NOOP("actions", "&New"), NOOP("actions", "A new experiment on the built-in digits"), "files.new", "new", "Ctrl+N"),
    Row("open", "file", NOOP("actions", "&Open…"), NOOP("actions", "Open an experiment file"), "files.open", "open", "Ctrl+O"),
    Row("save", "file", NOOP("actions", "&Save"), NOOP("actions", "Write the experiment to its file"), "files.save", "save", "Ctrl+S"),
    Row("save_as", "file", NOOP("actions", "Save &as…"), NOOP("actions", "Write the experiment to another file"), "files.save_as", "", "Ctrl+Shift+S"),
    Row("export_pth", "file", NOOP("actions", "Export &weights (.pth)…"), NOOP("actions", "Save the trained weights as a plain state_dict"), "exports.weights", "export", "F8", "trained", True),
    Row("export_script", "file", NOOP("actions", "Export s&cript (.py)…"), NOOP("actions", "Save a plain PyTorch training script"), "exports.script", "code", "F9", "fits"),
    Row("export_picture", "file", NOOP("actions", "Export &picture (.svg, .png)…"), NOOP("actions", "Save the picture of the network"), "exports.picture", "image", "F7", "drawn"),
    Row("quit", "file", NOOP("actions", "&Quit"), NOOP("actions", "Close the window"), "close", "", "Ctrl+Q", "always", True),
    Row("undo", "edit", NOOP("actions", "&Undo"), NOOP("actions", "Take the last edit back"), "document.undo_stack.undo", "undo", "Ctrl+Z", "can_undo"),
    Row("redo", "edit", NOOP("actions", "&Redo"), NOOP("actions", "Make the edit again that was taken back"), "document.undo_stack.redo", "redo", "Ctrl+Shift+Z", "can_redo"),
    Row("cut", "edit", NOOP("actions", "Cu&t"), NOOP("actions", "Cut the chosen layers or steps"), "at_work.list.cut", "cut", "Ctrl+X", "chosen", True),
    Row("copy", "edit", NOOP("actions", "&Copy"), NOOP("actions", "Copy the chosen layers or steps"), "at_work.list.copy", "copy", "Ctrl+C", "chosen"),
    Row("paste", "edit", NOOP("actions", "&Paste"), NOOP("actions", "Insert what was copied"), "at_work.list.paste", "paste", "Ctrl+V"),
    Row("duplicate", "edit", NOOP("actions", "&Duplicate"), NOOP("actions", "Copy the chosen layers or steps to below them"), "at_work.list.duplicate", "duplicate", "Ctrl+D", "chosen"),
    Row("delete", "edit", NOOP("actions", "De&lete"), NOOP("actions", "Remove the chosen layers or steps"), "at_work.list.delete", "remove", "", "chosen"),
    Row("add_layer", "model", NOOP("actions", "&Add layer…"), NOOP("actions", "Go to the palette's search"), "model.palette_view.focus_search", "add", "Ctrl+L"),
    Row("move_up", "model", NOOP("actions", "Move &up"), NOOP("actions", "Move the chosen layers or steps up"), "at_work.list.move_up", "up", "Alt+Up", "chosen"),
    Row("move_down", "model", NOOP("actions", "Move &down"), NOOP("actions", "Move the chosen layers or steps down"), "at_work.list.move_down", "down", "Alt+Down", "chosen"),
    Row("group", "model", NOOP("actions", "&Group as Sequential"), NOOP("actions", "Put the chosen layers into a block that folds"), "model.edits.group", "group", "Ctrl+G", "layers_chosen", True),
    Row("group_residual", "model", NOOP("actions", "Group as &Residual"), NOOP("actions", "Add the input to what the chosen layers make of it"), "model.edits.group_residual", "", "Ctrl+R", "layers_chosen"),
    Row("group_parallel", "model", NOOP("actions", "Group as &Parallel"), NOOP("actions", "Make branches of the chosen layers, side by side"), "model.edits.group_parallel", "", "Ctrl+P", "layers_chosen"),
    Row("ungroup", "model", NOOP("actions", "U&ngroup"), NOOP("actions", "Put what is inside the chosen containers in their place"), "model.edits.ungroup", "ungroup", "Ctrl+Shift+G", "container_chosen"),
    Row("save_block", "model", NOOP("actions", "Save as &block…"), NOOP("actions", "Keep the chosen layers under a name, in the palette"), "recipes.save_block", "save", "", "layers_chosen"),
    Row("toggle", "model", NOOP("actions", "Switch &on or off"), NOOP("actions", "Leave the chosen layers or steps out, or take them in again"), "at_work.list.toggle_enabled", "", "", "chosen"),
    Row("fix", "model", NOOP("actions", "&Fix first problem"), NOOP("actions", "Make the edit that mends the first problem"), "mending.fix_first", "fix", "Ctrl+.", "fixable", True),
    Row("own_code", "model", NOOP("actions", "O&wn code…"), NOOP("actions", "Layers, losses and transforms from files of your own"), "tools.own_code", "code", "", "always", True),
    Row("train", "run", NOOP("actions", "&Train"), NOOP("actions", "Train the model"), "running.train", "train", "F5", "can_train"),
    Row("pause", "run", NOOP("actions", "&Pause"), NOOP("actions", "Pause the training, or go on with it"), "running.pause", "pause", "F6", "running"),
    Row("stop", "run", NOOP("actions", "&Stop"), NOOP("actions", "End the training; what was learned is kept"), "session.stop", "stop", "Shift+F5", "running"),
    Row("find_rate", "run", NOOP("actions", "Find &learning rate…"), NOOP("actions", "Try growing learning rates, and see which is good"), "running.find_rate", "search", "Ctrl+Shift+L", "can_find", True),
    Row("resume_last", "run", NOOP("actions", "&Resume last run"), NOOP("actions", "Go on with the last run, which did not come to its end"), "resuming.resume_last", "", "Ctrl+F5", "can_resume", True),
    Row("resume", "run", NOOP("actions", "R&esume a run…"), NOOP("actions", "Go on with the run of a folder"), "resuming.choose", "", "", "idle"),
    Row("branch", "run", NOOP("actions", "Bran&ch off…"), NOOP("actions", "Go on from a checkpoint of a run with the experiment as it is now, as a new run"), "branching.show", "branch", "Ctrl+Shift+F5"),
    Row("isolated", "run", NOOP("actions", "Train in a process of its &own"), NOOP("actions", "The next run can crash, or fill the memory, without the window; it starts more slowly"), "resuming.set_isolated", "", "", "always", True, True),
    Row("open_picture", "run", NOOP("actions", "Open a p&icture to try…"), NOOP("actions", "Put a picture's file before the model"), "try_it.open_picture", "image", "Ctrl+I", "always", True),
    Row("predict_files", "run", NOOP("actions", "Pre&dict files…"), NOOP("actions", "What the model says of many pictures, of each row of a table, or of texts and series in files"), "predicting.show", "", "Ctrl+Shift+I"),
    Row("keep", "run", NOOP("actions", "&Keep the picture as…"), NOOP("actions", "Put what is tried into a data set of your own, under a label"), "keeping.show", "keep", "Ctrl+J"),
    Row("open_run", "run", NOOP("actions", "Look at a r&un…"), NOOP("actions", "Evaluate, inspect and try the model of a run folder"), "run_panels.choose", "open", "", "idle"),
    Row("tensorboard", "run", NOOP("actions", "Look at a Tensor&Board folder…"), NOOP("actions", "Curves from event files of TensorBoard, also those of other programs"), "tools.look_at_tensorboard"),
    Row("freeze_in_run", "run", NOOP("actions", "Free&ze in this run"), NOOP("actions", "The chosen layers keep their weights from the next step on, in the run that goes on"), "steering.freeze", "", "", "can_freeze", True),
    Row("learn_in_run", "run", NOOP("actions", "Let learn &again in this run"), NOOP("actions", "The chosen layers, which were frozen in the run that goes on, learn again"), "steering.let_learn", "", "", "can_let_learn"),
    Row("open_run_dir", "run", NOOP("actions", "Open run &folder"), NOOP("actions", "Show the files of the last run"), "run_panels.open_folder", "folder", "", "trained", True),
    Row("samples", "view", NOOP("actions", "&Samples…"), NOOP("actions", "Look through the samples of the data set"), "tools.look_through", "image", "Ctrl+B"),
    Row("check_files", "view", NOOP("actions", "&Check the files…"), NOOP("actions", "Damaged files, duplicates, labels that contradict each other"), "tools.check_files", "log", "Ctrl+Shift+B"),
    Row("corrections", "view", NOOP("actions", "C&orrections…"), NOOP("actions", "Samples with another label or left out: look at them, take them back, share them as a list"), "tools.show_corrections"),
    Row("enlarge", "view", NOOP("actions", "&Enlarge the panel"), NOOP("actions", "Give the whole window to the panel at work, or put all panels back"), "docks.enlarge", "enlarge", "Ctrl+M", "always", False, True),
    Row("reset_layout", "view", NOOP("actions", "&Reset layout"), NOOP("actions", "Put every panel back to its place"), "docks.reset"),
    Row("show_picture", "view", NOOP("actions", "Go to the &picture"), NOOP("actions", "Bring the picture of the network to the front"), "show_picture", "", "F4"),
    Row("search", "help", NOOP("actions", "&Search everything…"), NOOP("actions", "Find an action or a layer by its name"), "search", "search", "Ctrl+Shift+P"),
    Row("help", "help", NOOP("actions", "&Help on what is chosen"), NOOP("actions", "What the chosen layer, step or field does"), "show_help", "help", "F1"),
    Row("shortcuts", "help", NOOP("actions", "&Keyboard shortcuts"), NOOP("actions", "All actions with their keys"), "shortcuts", "", "Ctrl+F1"),
    Row("crash_reports", "help", NOOP("actions", "&Crash reports…"), NOOP("actions", "What was written down of crashes and errors, and what they left"), "after_crash.show_reports", "log", "", "always", True),
    Row("about", "help", NOOP("actions", "&About the workbench"), NOOP("actions", "Version, licence, what it runs on"), "about", "info", "", "always", True),
)  # fmt: skip

_MNEMONIC = re.compile(r"\(&\w\)|&(?=\w)")  # Chinese menus have theirs in brackets after the word

TOOLBAR = ("new", "open", "save", None, "undo", "redo", None, "train", "pause", "stop")

AT_THE_END = ("enlarge", "search")


def row(name: str) -> Row:
    """The row of an action."""
    return next(each for each in ROWS if each.id == name)


def translated(text: str) -> str:
    """A text of this table in the user's language."""
    return QCoreApplication.translate("actions", text)


def plain(text: str) -> str:
    """A menu's text without the mark of its key."""
    return _MNEMONIC.sub("", text)


def set_text(action: QAction, text: str) -> None:
    """For menus; buttons leave out the mark of the key (Qt would leave its letter) and the ellipsis."""
    action.setText(text)
    action.setIconText(plain(text).removesuffix("…"))


def tip(action: QAction) -> str:
    """What the action does, and its key."""
    key = action.shortcut().toString(QKeySequence.SequenceFormat.NativeText)
    return f"{action.statusTip()} ({key})" if key else action.statusTip()


def make_actions(window: QObject) -> dict[str, QAction]:
    """The actions, connected to what their rows name; objectName is ``action_<id>``."""
    actions = {}
    for row in ROWS:
        action = QAction(window)
        set_text(action, translated(row.text))
        action.setObjectName(f"action_{row.id}")
        action.setCheckable(row.switch)
        if row.icon:
            action.setIcon(icon(row.icon, "on_accent" if row.id == "train" else "text"))
        if row.shortcut:
            keys = [QKeySequence(row.shortcut)] + ([QKeySequence("Ctrl+Y")] if row.id == "redo" else [])
            action.setShortcuts(keys)
        action.setStatusTip(translated(row.tip))
        action.setToolTip(tip(action))
        action.triggered.connect(lambda _checked=False, row=row: _do(window, row))
        actions[row.id] = action
    return actions


def _do(window: QObject, row: Row) -> None:
    log.debug("%s", row.id)  # for the report, if it crashes
    attrgetter(row.slot)(window)()


def fill_menu(menu: QMenu, name: str, actions: Mapping[str, QAction]) -> None:
    """Put the actions of a menu into it."""
    for row in ROWS:
        if row.menu == name:
            if row.separate:
                menu.addSeparator()
            menu.addAction(actions[row.id])
