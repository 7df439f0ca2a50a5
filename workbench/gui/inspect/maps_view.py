"""Maps: what the chosen layer makes of the sample, one map large, and the part of the input that a number of it can see."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

from PySide6.QtCore import Qt
from PySide6.QtWidgets import QCheckBox, QHBoxLayout, QSplitter, QStackedWidget, QWidget

from workbench.gui.inspect.bar_view import BarView
from workbench.gui.inspect.colour_bar import ColourBar
from workbench.gui.inspect.input_view import InputView
from workbench.gui.inspect.map_view import MapView
from workbench.gui.inspect.painting import number, scale_of
from workbench.gui.inspect.probe import INPUT
from workbench.gui.inspect.tile_grid import TileGrid
from workbench.gui.inspect.view import Selection, View, captioned, maps_of, names_of
from workbench.gui.texts import sentence
from workbench.spec.shapes import show

if TYPE_CHECKING:
    from workbench.evaluation.inspect.activations import Activation
    from workbench.gui.inspect.probe import Look


class MapsView(View):
    """Tiles for maps, bars for vectors, one map of steps by features for sequences."""

    def __init__(self, selection: Selection, parent: QWidget | None = None) -> None:
        super().__init__(selection, parent)
        self.grid, self.bars, self.plane = TileGrid(self), BarView(self), MapView(self)
        self.large, self.input = MapView(self), InputView("inspect_maps_input", self)
        for widget, name, words in (
            (self.grid, "inspect_tiles", self.tr("The maps of the layer; Enter goes on to the pixels of one")),
            (self.bars, "inspect_bars", self.tr("The numbers of the layer")),
            (self.plane, "inspect_plane", self.tr("The numbers of the layer: one row for each step or channel")),
            (self.large, "inspect_map", self.tr("The chosen map; choose a pixel with the mouse or the arrow keys")),
        ):
            widget.setObjectName(name)
            widget.setAccessibleName(words)
            widget.setToolTip(words)
        self._make_options()
        self._lay_out()
        self.grid.chosen.connect(self.selection.choose)
        self.grid.opened.connect(self._open)
        self.bars.chosen.connect(self.selection.choose)
        self.plane.chosen.connect(lambda row, column: self.selection.choose(0, (row, column)))
        self.large.chosen.connect(lambda row, column: self.selection.choose(None, (row, column)))
        self.large.left.connect(self.grid.setFocus)
        selection.changed.connect(self._on_selection_changed)

    def wishes(self, layer: Activation | None) -> dict[str, Any]:
        if layer is None or layer.row.address == INPUT:
            return {}
        place = self.selection.place(layer)
        return {"reach": place} if place is not None else {}

    def show_look(self, look: Look, layer: Activation | None) -> None:
        super().show_look(look, layer)
        maps = maps_of(layer)
        rank = len(layer.shape) if layer else 3
        self.stack.setCurrentWidget(self.bars if rank < 2 else self.plane if rank == 2 else self.grid)
        tiles = rank > 2 and maps is not None and not self._is_input()
        self.large_part.setVisible(tiles)
        self.level.setVisible(tiles)  # empty: both pictures begin at the same height
        empty = self.tr("The output is too large to be kept; only its statistics are shown.") if layer else ""
        if maps is None or layer is None:
            self.grid.set_maps((), empty=empty)
            self.stack.setCurrentWidget(self.grid)
        elif rank < 2:
            named = len(look.names) == maps.size and layer is look.activations.layers[-1]
            names = look.names if named else look.places if self._is_input() else ()
            self.bars.set_values(maps.reshape(-1), names, rows=bool(names))
            self.bars.choose(self.selection.tile)
        elif rank == 2:
            by_step = look.kind == "text" and layer.axes[:1] == ("step",) and len(look.places) == len(maps[0])
            names = look.places if by_step else ()
            self.plane.set_map(maps[0], scale_of(maps[0]), stretched=True, names=names)
            self.plane.set_pixel(self.selection.pixel)
        else:
            self.grid.set_maps(maps, names_of(layer))
            self.grid.choose(min(self.selection.tile, len(maps) - 1))
        for widget in self._for_tiles:
            widget.setVisible(rank > 2)
        self._show_large()
        self._show_reach()

    def figure(self) -> QWidget:
        return self.splitter

    def table(self) -> list[list[object]]:
        layer = self.layer
        if layer is None or layer.values is None:
            return []
        axes = layer.axes if len(layer.axes) == layer.values.ndim else [f"axis {n}" for n in range(layer.values.ndim)]
        rows: list[list[object]] = [[*axes, "value"]]
        import numpy

        rows += [[*place, f"{float(value):.9g}"] for place, value in numpy.ndenumerate(layer.values)]
        return rows

    def _is_input(self) -> bool:
        return self.layer is not None and self.layer.row.address == INPUT

    def _tile(self) -> int:
        maps = maps_of(self.layer)
        return min(self.selection.tile, len(maps) - 1) if maps is not None else 0

    def _show_large(self) -> None:
        maps = maps_of(self.layer)
        if maps is None or self.layer is None or len(self.layer.shape) < 3:
            self.large.set_map(None)
            return
        tile = self._tile()
        self.large.set_map(maps[tile], self.grid.scale(tile))
        self.colours.set_scale(self.grid.scale(tile))
        self.large.set_pixel(self.selection.pixel)
        names = names_of(self.layer)
        name = names[tile] if names else str(tile)
        pixel = self.large.pixel()
        if pixel is None:
            self.large_caption.set_text(self.tr("channel {0}: choose a pixel").format(name))
            return
        value = number(float(maps[tile][pixel]))
        self.large_caption.set_text(self.tr("channel {0} ({1}, {2}): {3}").format(name, *pixel, value))

    def _show_reach(self) -> None:
        look = self.look
        if look is None:
            return
        reach = look.reach if look.wanted.reach == self.wishes(self.layer).get("reach") else None
        self.input.set_look(look)
        if reach is None:
            refused = look.refused.get("reach", ())
            self.input_caption.set_text(" ".join(map(sentence, refused)) or self.tr("input"))
            return
        self.input.set_field(reach)
        if reach.box is None:
            self.input_caption.set_text(self.tr("this number sees no input"))
            return
        self.input_caption.set_text(self.tr("input: it sees {0}").format(show(reach.size[-2:])))

    def _on_selection_changed(self) -> None:
        if self.look is None or self.layer is None:
            return
        self.grid.choose(self._tile())
        self._show_large()
        if len(self.layer.shape) < 2:
            self.bars.choose(self.selection.tile)
        self.plane.set_pixel(self.selection.pixel)
        if self.isVisible():
            self.needs.emit()

    def _open(self, tile: int) -> None:
        self.selection.choose(tile)
        self.large.setFocus()

    def _zoom(self, by: float) -> None:
        self.grid.set_side(round(self.grid.side() * by))

    def _make_options(self) -> None:
        self.common = QCheckBox(self.tr("One scale"), self)
        self.common.setObjectName("inspect_one_scale")
        self.common.setAccessibleName(self.tr("One scale for all maps"))
        self.common.setToolTip(
            self.tr(
                "The same colours for the same numbers in all maps. Off: each map has its own, from its least number on."
            )
        )
        self.common.toggled.connect(self._on_common)
        self.options_row.addWidget(self.common)
        self._for_tiles: list[QWidget] = [
            self.common,
            self.tool("inspect_smaller", "−", self.tr("Smaller tiles (−)"), lambda: self._zoom(0.8)),
            self.tool("inspect_larger", "+", self.tr("Larger tiles (+)"), lambda: self._zoom(1.25)),
            self.tool("inspect_fit", "zoom-fit", self.tr("Tiles as large as the panel has room for"),
                      lambda: self.grid.set_side(0)),
        ]  # fmt: skip

    def _on_common(self, common: bool) -> None:
        self.grid.set_common(common)
        self._show_large()

    def _lay_out(self) -> None:
        self.stack = QStackedWidget(self)
        for widget in (self.grid, self.bars, self.plane):
            self.stack.addWidget(widget)
        self.colours, self.level = ColourBar(self), ColourBar(self)
        self.large_part, self.large_caption = captioned(self.large, "inspect_map_caption", self, self.colours)
        self.input_part, self.input_caption = captioned(self.input, "inspect_input_caption", self, self.level)
        self.splitter = QSplitter(Qt.Orientation.Horizontal, self)
        self.splitter.setObjectName("inspect_maps_splitter")
        for part in (self.stack, self.large_part, self.input_part):
            self.splitter.addWidget(part)
        self.splitter.setSizes([260, 180, 180])
        self.splitter.setStretchFactor(0, 2)
        self.splitter.setStretchFactor(1, 1)
        self.splitter.setStretchFactor(2, 1)
        self.splitter.setChildrenCollapsible(False)
        row = QHBoxLayout(self)
        row.setContentsMargins(0, 0, 0, 0)
        row.addWidget(self.splitter)
