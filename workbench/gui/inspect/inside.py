"""The inside of a model: its layers at the left, and at the right the views of the chosen one, one in front."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

from PySide6.QtCore import QSize, Qt, Signal
from PySide6.QtWidgets import QHBoxLayout, QSplitter, QStackedWidget, QTabBar, QToolButton, QVBoxLayout, QWidget

from workbench.gui.icons import icon
from workbench.gui.inspect.attention_view import AttentionView
from workbench.gui.inspect.filters_view import FiltersView
from workbench.gui.inspect.hand_page import HandPage
from workbench.gui.inspect.layer_list import LayerList
from workbench.gui.inspect.maps_view import MapsView
from workbench.gui.inspect.matters_view import MattersView
from workbench.gui.inspect.probe import INPUT, Look
from workbench.gui.inspect.prober import Prober
from workbench.gui.inspect.view import Selection, View
from workbench.gui.widgets.figure_menu import FigureMenu

if TYPE_CHECKING:
    from workbench.evaluation.inspect.activations import Activation


class Inside(QSplitter):
    """``needs``: something else is to be worked out for the view in front. ``saved`` and ``failed`` tell what became of a file."""

    needs = Signal()
    saved = Signal(str)
    failed = Signal(str)

    def __init__(self, prober: Prober, parent: QWidget | None = None) -> None:
        super().__init__(Qt.Orientation.Horizontal, parent)
        self.setObjectName("inspect_inside")
        self.setAccessibleName(self.tr("Inspect"))
        self.look: Look | None = None
        self.selection = Selection(self)
        self.layers = LayerList(self)
        self.layers.setMaximumWidth(420)
        self.maps, self.filters = MapsView(self.selection, self), FiltersView(self.selection, self)
        self.hand, self.attention = HandPage(self.selection, self), AttentionView(self.selection, self)
        self.matters = MattersView(self.selection, prober, self)
        self.menu = FigureMenu(self, lambda: self.view().figure(), lambda: self.view().table())
        self.menu.add_exports()
        self._make_views()
        self._lay_out()
        self._show_options()
        self.layers.chosen.connect(self._on_layer_chosen)
        self.tabs.currentChanged.connect(self._on_view)
        self.attention.heat.saved.connect(self.saved)
        self.attention.heat.failed.connect(self.failed)
        for view in self.all_views():
            view.needs.connect(self.needs)

    def all_views(self) -> tuple[View, ...]:
        """In the order of their names."""
        return self.maps, self.filters, self.hand, self.attention, self.matters

    def view(self) -> View:
        """The one in front."""
        view = self.views.currentWidget()
        assert isinstance(view, View)
        return view

    def layer(self) -> Activation | None:
        """The chosen layer, with what it made of the last sample."""
        return self.look.activations.at(self.layers.address()) if self.look else None

    def wishes(self) -> dict[str, Any]:
        """What the view in front needs, as fields of :class:`~workbench.gui.inspect.probe.Wanted`."""
        layer = self.layer()
        return self.view().wishes(layer) if layer is not None else {}

    def lacks(self, look: Look) -> bool:
        """Whether the view in front needs something that was not asked for."""
        wanted = look.wanted
        return wanted.layer != self.layers.address() or any(
            getattr(wanted, name) != value for name, value in self.wishes().items()
        )

    def set_look(self, look: Look) -> None:
        """Newer numbers, perhaps of another sample or model."""
        self.look = look
        self.layers.set_activations(look.activations)
        if not self.layers.address():
            self.layers.choose(_first(look))
        attends = any(each.row.heads for each in look.activations.layers)
        if attends != self.tabs.isTabVisible(place := self.all_views().index(self.attention)):
            self.tabs.setTabVisible(place, attends)
            self.tabs.updateGeometry()  # Qt asks anew for the width of the names only then
        self._show_view()

    def forget(self) -> None:
        """Another run: nothing is known of it yet."""
        self.look = None
        self.layers.set_activations(None)
        self.matters.leave()
        self.selection.forget_pixel()

    def choose(self, address: str) -> None:
        """Choose a layer, where it is there."""
        if address != self.layers.address() and self.layers.choose(address):
            self._on_layer_chosen(address)

    def _show_view(self) -> None:
        if self.look is not None:
            self.view().show_look(self.look, self.layer())

    def _on_layer_chosen(self, _address: str) -> None:
        self.selection.forget_pixel()
        self._show_view()
        self.needs.emit()

    def _on_view(self, index: int) -> None:
        if self.view() is self.matters:
            self.matters.leave()
        self.views.setCurrentIndex(index)
        self._show_options()
        layer = self.layer()
        if self.view() is self.attention and self.look is not None and (layer is None or not layer.row.heads):
            attending = next((each for each in self.look.activations.layers if each.row.heads), None)
            if attending is not None:
                self.layers.choose(attending.row.address)
                self.selection.forget_pixel()
        self._show_view()
        self.needs.emit()

    def _show_options(self) -> None:
        for view in self.all_views():
            view.options.setVisible(view is self.view())

    # Building

    def _make_views(self) -> None:
        self.views = QStackedWidget(self)
        self.tabs = _Tabs(self)
        self.tabs.setObjectName("inspect_views")
        self.tabs.setAccessibleName(self.tr("What to look at"))
        self.tabs.setExpanding(False)
        self.tabs.setDrawBase(False)
        self.tabs.setUsesScrollButtons(True)
        self.tabs.setStyleSheet("QTabBar::tab { padding: 3px 7px 3px 7px; }")  # the options stand beside them
        names = (
            (self.tr("Maps"), self.tr("What the layer makes of the sample, and what each number of it sees")),
            (self.tr("Filters"), self.tr("The weights of the layer as pictures")),
            (self.tr("By hand"), self.tr("One number of the layer, worked out as on paper")),
            (self.tr("Attention"), self.tr("Where each head of the layer looks")),
            (self.tr("What matters"), self.tr("Which inputs the answer hangs on")),
        )
        for view, (title, tip) in zip(self.all_views(), names, strict=True):
            self.views.addWidget(view)
            self.tabs.setTabToolTip(self.tabs.addTab(title), tip)
        self.tabs.setTabVisible(self.all_views().index(self.attention), False)

    def _lay_out(self) -> None:
        more = QToolButton(self)
        more.setObjectName("inspect_menu")
        more.setIcon(icon("more", "muted"))
        more.setToolTip(self.tr("Copy, save as a picture or as numbers"))
        more.setAccessibleName(more.toolTip())
        more.setPopupMode(QToolButton.ToolButtonPopupMode.InstantPopup)
        more.clicked.connect(lambda: self.menu.popup(more.mapToGlobal(more.rect().bottomLeft())))
        head = QHBoxLayout()
        head.setSpacing(4)
        head.addWidget(self.tabs)
        head.addStretch(1)
        for view in self.all_views():
            head.addWidget(view.options)
        head.addWidget(more)
        right = QWidget(self)
        column = QVBoxLayout(right)
        column.setContentsMargins(0, 0, 0, 0)
        column.setSpacing(4)
        column.addLayout(head)
        column.addWidget(self.views, 1)
        self.addWidget(self.layers)
        self.addWidget(right)
        self.setSizes([210, 540])
        self.setStretchFactor(0, 1)
        self.setStretchFactor(1, 6)


class _Tabs(QTabBar):
    """Qt asks for the width of the names as they are, and forgets that the chosen one is bold."""

    def sizeHint(self) -> QSize:
        return super().sizeHint() + QSize(4 * self.fontMetrics().averageCharWidth(), 0)


def _first(look: Look) -> str:
    """The layer that is shown at first: the first with maps, else the first."""
    layers = look.activations.layers
    maps = next((each for each in layers if len(each.shape) > 2 and each.row.has_filters), None)
    chosen = maps or next((each for each in layers if each.row.has_filters), None) or (layers[0] if layers else None)
    return chosen.row.address if chosen else INPUT
