"""By hand: a pixel of the chosen map is pointed at, and its number worked out as on paper."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

from PySide6.QtCore import Qt
from PySide6.QtWidgets import QCheckBox, QHBoxLayout, QSpinBox, QSplitter, QStackedWidget, QWidget

from workbench.gui.inspect.bar_view import BarView
from workbench.gui.inspect.hand_view import HandView
from workbench.gui.inspect.map_view import MapView
from workbench.gui.inspect.painting import scale_of
from workbench.gui.inspect.probe import INPUT
from workbench.gui.inspect.view import Selection, View, captioned, maps_of, muted
from workbench.gui.texts import sentence
from workbench.spec.shapes import show

if TYPE_CHECKING:
    from workbench.evaluation.inspect.activations import Activation
    from workbench.gui.inspect.probe import Look


class HandPage(View):
    """Convolutions, pooling and Linear; of others it says that they cannot be worked out here."""

    def __init__(self, selection: Selection, parent: QWidget | None = None) -> None:
        super().__init__(selection, parent)
        self.map, self.bars, self.hand = MapView(self), BarView(self), HandView(self)
        for widget, name, words in (
            (self.map, "inspect_hand_map", self.tr("The chosen map; point at the number that is to be worked out")),
            (self.bars, "inspect_hand_units", self.tr("The units of the layer; choose the one to be worked out")),
            (self.hand, "inspect_hand", self.tr("How the number comes about")),
        ):
            widget.setObjectName(name)
            widget.setAccessibleName(words)
            if widget is not self.hand:
                widget.setToolTip(words)
        self._make_options()
        self._lay_out()
        self.map.chosen.connect(lambda row, column: self.selection.choose(None, (row, column)))
        self.bars.chosen.connect(self.selection.choose)
        selection.changed.connect(self._on_selection_changed)

    def wishes(self, layer: Activation | None) -> dict[str, Any]:
        if layer is None or layer.row.address == INPUT:
            return {}
        place = self.selection.place(layer, by_itself=True)
        return {"hand": place} if place is not None else {}

    def show_look(self, look: Look, layer: Activation | None) -> None:
        super().show_look(look, layer)
        maps = maps_of(layer)
        vector = maps is not None and layer is not None and len(layer.shape) < 2
        self.stack.setCurrentWidget(self.bars if vector else self.map)
        for widget in (self.channel_name, self.channel):
            widget.setVisible(layer is not None and len(layer.shape) > 2)
        if maps is not None and layer is not None:
            self._show_place(maps, layer)
        refused = look.refused.get("hand", ())
        if look.hand is not None and layer is not None and look.hand.address == layer.row.address:
            self.hand.set_hand(look.hand)
            place = ", ".join(map(str, look.hand.position))
            self.caption.set_text(self.tr("{0} at {1}").format(look.hand.type, place))
        else:
            words = " ".join(map(sentence, refused)) or self.tr(
                "Choose a convolution, a pooling or a Linear at the left: a number of it is worked out here."
            )
            self.hand.set_hand(None, words)
            self.caption.set_text(show(layer.shape) if layer else "")
        self.by_size.setVisible(look.hand is not None and look.hand.kernel is not None and look.hand.window.ndim == 1)

    def figure(self) -> QWidget:
        return self.splitter

    def table(self) -> list[list[object]]:
        return self.hand.table()

    def _show_place(self, maps: Any, layer: Activation) -> None:
        tile = min(self.selection.tile, len(maps) - 1)
        if len(layer.shape) < 2:
            self.bars.set_values(maps.reshape(-1))
            self.bars.choose(self.selection.tile)
            return
        self.channel.blockSignals(True)
        self.channel.setMaximum(len(maps) - 1)
        self.channel.setValue(tile)
        self.channel.blockSignals(False)
        self.map.set_map(maps[tile], scale_of(maps[tile]), stretched=len(layer.shape) == 2)
        place = self.selection.place(layer, by_itself=True)
        self.map.set_pixel((place[-2], place[-1]) if place else None)

    def _on_selection_changed(self) -> None:
        maps = maps_of(self.layer)
        if maps is None or self.layer is None or not self.isVisible():
            return
        self._show_place(maps, self.layer)
        self.needs.emit()

    def _make_options(self) -> None:
        self.channel_name = muted(self.tr("Channel"), self)
        self.channel = QSpinBox(self)
        self.channel.setObjectName("inspect_hand_channel")
        self.channel.setAccessibleName(self.tr("Output channel"))
        self.channel.setToolTip(self.tr("Which map the number is from"))
        self.channel.setMaximumWidth(72)
        self.channel.lineEdit().setTextMargins(5, 0, 0, 0)
        self.channel.valueChanged.connect(self.selection.choose)
        self.by_size = QCheckBox(self.tr("Largest first"), self)
        self.by_size.setObjectName("inspect_hand_by_size")
        self.by_size.setAccessibleName(self.tr("Largest products first"))
        self.by_size.setToolTip(self.tr("The largest products first; off: in the order of the inputs"))
        self.by_size.setChecked(True)
        self.by_size.toggled.connect(self.hand.set_by_size)
        for widget in (self.channel_name, self.channel, self.by_size):
            self.options_row.addWidget(widget)

    def _lay_out(self) -> None:
        self.stack = QStackedWidget(self)
        self.stack.addWidget(self.map)
        self.stack.addWidget(self.bars)
        part, self.caption = captioned(self.stack, "inspect_hand_caption", self)
        self.splitter = QSplitter(Qt.Orientation.Horizontal, self)
        self.splitter.setObjectName("inspect_hand_splitter")
        self.splitter.addWidget(part)
        self.splitter.addWidget(self.hand)
        self.splitter.setSizes([120, 430])
        self.splitter.setStretchFactor(0, 1)
        self.splitter.setStretchFactor(1, 3)
        self.splitter.setChildrenCollapsible(False)
        row = QHBoxLayout(self)
        row.setContentsMargins(0, 0, 0, 0)
        row.addWidget(self.splitter)
