"""Templates and the user's own blocks: whole models to begin with, and layers kept under a name."""

from __future__ import annotations

from collections.abc import Callable

from PySide6.QtCore import QObject, QPoint, Qt, QUrl, Signal
from PySide6.QtGui import QAction, QDesktopServices
from PySide6.QtWidgets import QInputDialog, QMenu, QMessageBox, QWidget

from workbench.catalog.templates import Template, templates, with_outputs
from workbench.gui.document import Document
from workbench.gui.panels.model import ModelPanel
from workbench.gui.texts import declared, line
from workbench.plugins.blocks import Block, TakenError, blocks, blocks_dir, remove, rename, save
from workbench.spec.edits import SetValue
from workbench.spec.parts import Layer
from workbench.spec.problems import ExperimentError, RunError

OUTPUTS_KINDS = ("classes", "binary", "numbers")


class Recipes(QObject):
    """``said`` carries a line for the status bar."""

    said = Signal(str)

    def __init__(self, window: QWidget, document: Document, model: ModelPanel) -> None:
        super().__init__(window)
        self.window, self.document, self.model = window, document, model
        self._actions: list[tuple[QAction, Template]] = []
        self._templates = QMenu(window)
        self._outputs: int | None = None
        self.model.palette_view.block_menu_wanted.connect(self._show_block_menu)
        self.refresh()

    # Templates

    def menu_of_templates(self, title: str) -> QMenu:
        """A menu of all templates by kind of data; those for other data than the present ones are greyed."""
        self._templates.setTitle(title)
        self._templates.setObjectName("menu_templates")
        self._templates.setToolTipsVisible(True)
        self._templates.aboutToShow.connect(self.fill)
        return self._templates

    def fill(self) -> None:
        """Read which templates there are, once: the window is on the screen before."""
        if self._actions:
            return
        menu = self._templates
        heads = {
            "image": self.tr("For images"),
            "series": self.tr("For series"),
            "table": self.tr("For tables"),
            "text": self.tr("For texts"),
        }
        kind = ""
        for each in templates():
            if each.kind != kind:
                kind = each.kind
                menu.addSection(heads[kind])
            action = menu.addAction(declared(each.title))
            action.setObjectName(f"template_{each.name}")
            action.setToolTip(self.tr("Put these layers in the place of the model's"))
            action.triggered.connect(lambda _checked=False, each=each: self.use_template(each))
            self._actions.append((action, each))

    def show_checked(self, checked) -> None:
        """Which templates fit the data, and how many outputs they need."""
        facts, goal = checked.facts, checked.goal
        for action, each in self._actions:
            action.setEnabled(facts is None or facts.kind == each.kind)
        self._outputs = goal.outputs[0] if goal and goal.kind in OUTPUTS_KINDS and len(goal.outputs) == 1 else None

    def use_template(self, template: Template) -> None:
        """Put its layers in the place of the model's, with as many outputs as the task needs: one edit."""
        layers = template.experiment().model.layers
        if self._outputs is not None:
            layers = with_outputs(layers, self._outputs)
        title = declared(template.title)
        if self.document.edit([SetValue("model.layers", layers)], self.tr("use the template {0}").format(title)):
            self.model.list.select(0)
            self.said.emit(self.tr("{0} is the model now; Undo brings the one before back.").format(title))

    # Blocks

    def refresh(self) -> None:
        """Show the blocks that are saved now."""
        self.model.palette_view.set_blocks(blocks())

    def save_block(self) -> None:
        """Action: keep the chosen layers under a name."""
        layers = [part for part in self.model.list.selected_parts() if isinstance(part, Layer)]
        if not layers:
            return
        first = getattr(layers[0], "name", "") if len(layers) == 1 else ""
        name = self._asked(self.tr("Save as block"), first)
        if name is not None:
            self._done(
                lambda replace: save(name, layers, replace), self.tr("The block {0} is in the palette.").format(name)
            )

    def _asked(self, title: str, text: str) -> str | None:
        words = self.tr("Name of the block:")
        name, accepted = QInputDialog.getText(self.window, title, words, text=text)
        return name.strip() if accepted and name.strip() else None

    def _done(self, work: Callable[[bool], object], words: str) -> None:
        """Do it; ask before something is replaced, and say what went wrong."""
        try:
            try:
                work(False)
            except TakenError as error:
                if not self._may_replace(line(error.problems[0])):
                    return
                work(True)
        except (ExperimentError, RunError) as error:
            found = error.problem if isinstance(error, RunError) else error.problems[0]
            QMessageBox.warning(self.window, self.tr("Own blocks"), line(found))
            return
        self.refresh()
        self.said.emit(words)

    def _may_replace(self, words: str) -> bool:
        question = f"{words}\n\n" + self.tr("Replace it?")
        return QMessageBox.question(self.window, self.tr("Own blocks"), question) == QMessageBox.StandardButton.Yes

    def _show_block_menu(self, block: Block, at: QPoint) -> None:
        self.menu_of(block).popup(at)

    def menu_of(self, block: Block) -> QMenu:
        """What can be done with a block."""
        menu = QMenu(self.window)
        menu.setObjectName("block_menu")
        menu.setAttribute(Qt.WidgetAttribute.WA_DeleteOnClose)
        if block.layer is not None:
            menu.addAction(self.tr("&Insert"), lambda: self.model.palette_view.chosen.emit(block.layer))
            menu.addAction(self.tr("&Rename…"), lambda: self.rename_block(block))
        menu.addAction(self.tr("&Delete"), lambda: self.delete_block(block))
        menu.addAction(self.tr("Show &folder"), self._show_folder)
        return menu

    def rename_block(self, block: Block) -> None:
        """Ask for another name."""
        name = self._asked(self.tr("Rename the block"), block.name)
        if name is not None and name != block.name:
            self._done(
                lambda replace: rename(block, name, replace), self.tr("The block is called {0} now.").format(name)
            )

    def delete_block(self, block: Block) -> None:
        """Ask, then delete."""
        words = self.tr("Delete the block {0}? Models that hold it keep their layers.").format(block.name)
        if QMessageBox.question(self.window, self.tr("Own blocks"), words) == QMessageBox.StandardButton.Yes:
            self._done(lambda _replace: remove(block), self.tr("The block {0} is deleted.").format(block.name))

    def _show_folder(self) -> None:
        QDesktopServices.openUrl(QUrl.fromLocalFile(str(blocks_dir())))
