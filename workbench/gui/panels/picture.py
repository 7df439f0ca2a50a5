"""Picture: the network drawn from top to bottom, with its branches; it follows every edit and can be taken away."""

from __future__ import annotations

from collections.abc import Callable
from typing import TYPE_CHECKING

from PySide6.QtCore import QMimeData, Qt, Signal
from PySide6.QtGui import QAction, QGuiApplication
from PySide6.QtWidgets import QHBoxLayout, QMenu, QToolButton, QVBoxLayout, QWidget

from workbench.export.diagram import Diagram
from workbench.export.diagram_layout import Wishes, Words, containers, diagram_of
from workbench.export.diagram_svg import svg
from workbench.gui.document import Document
from workbench.gui.icons import icon
from workbench.gui.pixels import image_of
from workbench.gui.texts import sentence
from workbench.gui.widgets.diagram_paint import measure
from workbench.gui.widgets.diagram_view import DiagramView
from workbench.spec.address import get
from workbench.spec.containers import Container, Path, address_of, path_of, walk
from workbench.spec.experiment import Experiment
from workbench.spec.shapes import show

if TYPE_CHECKING:
    from workbench.training.check import Checked


class PicturePanel(QWidget):
    """``chosen`` carries the path of a layer that was clicked, ``export_wanted`` the ending of a file: svg or png."""

    chosen = Signal(object)
    export_wanted = Signal(str)

    def __init__(self, document: Document, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.document = document
        self._checked: Checked | None = None
        self._folded: frozenset[Path] = frozenset()
        self._chosen: Path = ()
        self._watched, self._dirty = True, True
        self.view = DiagramView(self)
        self.view.setObjectName("diagram_view")
        self.view.setAccessibleName(self.tr("Picture of the network"))
        self.view.set_tips(self._tip)
        self.view.chosen.connect(self.chosen)
        self.view.fold_wanted.connect(self.toggle_fold)
        self.view.menu_wanted.connect(lambda at: self.menu().popup(at))
        self._make_actions()
        self._lay_out()
        document.changed.connect(self._on_document_changed)
        self.refresh()

    def show_checked(self, checked) -> None:
        """Shapes and problems of the newest look."""
        self._checked = checked
        self._mark_dirty()

    def choose(self, path: Path) -> None:
        """The layer that is chosen in the list."""
        self._chosen = path
        self.view.choose(self.view.diagram().shown(path))

    def set_watched(self, watched: bool) -> None:
        """Whether anybody can see the picture; it is not laid out otherwise."""
        self._watched = watched
        if watched and self._dirty:
            self.refresh()

    def toggle_fold(self, path: Path) -> None:
        """Draw a container as one box, or what is inside it again."""
        layer = get(self.document.experiment, address_of(path))
        if isinstance(layer, Container) and layer.layers:
            self._folded = self._folded ^ {path}
            self.refresh()

    def fold_all(self, folded: bool) -> None:
        """Every container, or none."""
        self._folded = containers(self.document.experiment.model.layers) if folded else frozenset()
        self.refresh()

    def _toggle_chosen(self) -> None:
        if self._chosen:
            self.toggle_fold(self._chosen)

    def refresh(self) -> None:
        """Lay the picture out anew."""
        self._dirty = False
        empty = not any(layer.enabled for layer in self.document.experiment.model.layers)
        self.view.set_empty_text(
            self.tr("The picture of the network appears here with its first layer.") if empty else ""
        )
        self.view.set_diagram(self._diagram(Wishes(self._folded, self.repeats.isChecked(), words=self._words(),
                                                   heading=False, measure=measure())))  # fmt: skip
        self.choose(self._chosen)
        for action in (self.copy, self.save_svg, self.save_png):
            action.setEnabled(not empty)

    def svg(self) -> str:
        """The picture as the text of an SVG file, as the command line writes it."""
        return svg(self._diagram(self._for_file()))

    def image(self):
        """The picture as pixels, two for each of the screen's, on white."""
        return image_of(self.document.experiment, self._checked, self._for_file())

    def copy_picture(self) -> None:
        """Put it on the clipboard, as pixels and as SVG."""
        data = QMimeData()
        data.setImageData(self.image())
        data.setData("image/svg+xml", self.svg().encode())
        QGuiApplication.clipboard().setMimeData(data)

    def _diagram(self, wishes: Wishes) -> Diagram:
        return diagram_of(self.document.experiment, self._checked, wishes)

    def _for_file(self) -> Wishes:
        return Wishes(self._folded, self.repeats.isChecked(), words=self._words())

    def _words(self) -> Words:
        return Words(
            self.tr("Input"), self.tr("Output"), self.tr("identity"), self.tr("1 layer"), self.tr("{count} layers"),
            self.tr("{count} parameters"),
        )  # fmt: skip

    def _on_document_changed(self, before: Experiment, after: Experiment) -> None:
        if before.data is not after.data and before.training is not after.training:  # another file, no edit
            self._folded = frozenset()
            self.view.start_over()
        elif before.model is not after.model:
            self._folded = _carried(self._folded, before, after)
        if before.model is not after.model or before.name != after.name:
            self._mark_dirty()

    def _mark_dirty(self) -> None:
        self._dirty = True
        if self._watched:
            self.refresh()

    def _tip(self, path: Path) -> str:
        layer = get(self.document.experiment, address_of(path))
        lines = [" ".join(filter(None, (layer.type, layer.summary())))]
        checked = self._checked
        steps = checked.trace.walk() if checked and checked.trace else ()
        step = next((step for step in steps if step.path == path and step.layer == layer), None)
        if step:
            shapes = map(show, (step.input_shape, step.output_shape))
            lines.append(" → ".join(shapes))
            lines.append(self.tr("{count} parameters").format(count=f"{step.parameters:,}"))
        problems = checked.problems if checked else ()
        lines += [sentence(item) for item in problems if path_of(item.address) == path]
        return "\n".join(lines)

    # Controls

    def _make_actions(self) -> None:
        self.whole = self._action("whole", self.tr("Show the whole picture"), "zoom-fit", self.view.fit_whole, "0")
        self.width_fits = self._action("width", self.tr("Fit to the width"), "", self.view.fit_width, "W")
        self.full = self._action("full", self.tr("Full size"), "", lambda: self.view.set_zoom(1.0), "1")
        self.toggle = self._action("toggle", self.tr("Fold or unfold this container"), "", self._toggle_chosen, "Enter")
        self.fold = self._action("fold", self.tr("Fold every container"), "", lambda: self.fold_all(True))
        self.unfold = self._action("unfold", self.tr("Unfold every container"), "", lambda: self.fold_all(False))
        self.repeats = self._action("repeats", self.tr("Draw what repeats only once"), "", self.refresh)
        self.repeats.setCheckable(True)
        self.repeats.setChecked(True)
        self.copy = self._action("copy", self.tr("Copy picture"), "copy", self.copy_picture)
        self.save_svg = self._action("svg", self.tr("Save as SVG…"), "export", lambda: self.export_wanted.emit("svg"))
        self.save_png = self._action("png", self.tr("Save as PNG…"), "image", lambda: self.export_wanted.emit("png"))

    def _action(self, name: str, text: str, image_name: str, act: Callable[[], object], key: str = "") -> QAction:
        action = QAction(f"{text}\t{key}" if key else text, self)  # the view itself listens to the key
        action.setObjectName(f"picture_{name}")
        action.setToolTip(f"{text} ({key})" if key else text.removesuffix("…"))
        action.setIconText(text.removesuffix("…"))
        if image_name:
            action.setIcon(icon(image_name))
        action.triggered.connect(lambda _checked=False: act())
        return action

    def _lay_out(self) -> None:
        row = QHBoxLayout()
        row.setSpacing(2)
        self.size_button = self._button(self.full)
        self.size_button.setToolButtonStyle(Qt.ToolButtonStyle.ToolButtonTextOnly)
        self.view.zoomed.connect(self._show_zoom)
        for button in (self._button(self.whole), self.size_button):
            row.addWidget(button)
        row.addStretch(1)
        for action in (self.copy, self.save_svg, self.save_png):
            row.addWidget(self._button(action))
        column = QVBoxLayout(self)
        column.setContentsMargins(10, 4, 4, 6)
        column.setSpacing(4)
        column.addLayout(row)
        column.addWidget(self.view, 1)
        self._show_zoom(self.view.zoom())

    def _button(self, action: QAction) -> QToolButton:
        button = QToolButton(self)
        button.setDefaultAction(action)
        button.setObjectName(f"{action.objectName()}_button")
        button.setAccessibleName(action.iconText())
        return button

    def _show_zoom(self, zoom: float) -> None:
        self.size_button.setText(self.locale().toString(round(100 * zoom)) + " %")

    def menu(self) -> QMenu:
        """What can be done with the picture and the chosen layer; it goes when it is closed."""
        menu = QMenu(self)
        menu.setObjectName("picture_menu")
        menu.setAttribute(Qt.WidgetAttribute.WA_DeleteOnClose)
        menu.addActions([self.copy, self.save_svg, self.save_png])
        menu.addSeparator()
        menu.addActions([self.whole, self.width_fits, self.full])
        menu.addSeparator()
        layer = get(self.document.experiment, address_of(self._chosen)) if self._chosen else None
        self.toggle.setEnabled(isinstance(layer, Container) and bool(layer.layers))
        menu.addActions([self.toggle, self.fold, self.unfold, self.repeats])
        return menu


def _carried(folded: frozenset[Path], before: Experiment, after: Experiment) -> frozenset[Path]:
    """Where the folded containers stand after an edit: the same values where they are still there, else the same places."""
    if not folded:
        return folded
    new = {path: layer for path, layer in walk(after.model.layers) if isinstance(layer, Container)}
    places = {id(layer): path for path, layer in new.items()}
    old = {path: layer for path, layer in walk(before.model.layers) if path in folded}
    moved = {path: path if new.get(path) is layer else places.get(id(layer), path) for path, layer in old.items()}
    return frozenset(path for path in moved.values() if path in new)
