"""Filters: the kernels of the chosen layer as tiles, and each slice of a chosen one; matrices row by row."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

from PySide6.QtCore import Qt
from PySide6.QtWidgets import QComboBox, QHBoxLayout, QSplitter, QStackedWidget, QWidget

from workbench.gui.inspect.bar_view import BarView
from workbench.gui.inspect.colour_bar import ColourBar
from workbench.gui.inspect.map_view import MapView
from workbench.gui.inspect.painting import as_picture, scale_of
from workbench.gui.inspect.probe import INPUT
from workbench.gui.inspect.tile_grid import TileGrid
from workbench.gui.inspect.view import Selection, View, captioned
from workbench.gui.texts import sentence
from workbench.spec.shapes import show

if TYPE_CHECKING:
    from numpy.typing import NDArray

    from workbench.evaluation.inspect.activations import Activation
    from workbench.evaluation.inspect.filters import Filters
    from workbench.gui.inspect.probe import Look

COLOURS = -1
MOST_SLICES = 512
"""So many inputs can be picked by number; the slices at the right have them all."""


class FiltersView(View):
    """One scale of colours for all kernels, with zero in its middle."""

    def __init__(self, selection: Selection, parent: QWidget | None = None) -> None:
        super().__init__(selection, parent)
        self._filters: Filters | None = None
        self.grid, self.slices = TileGrid(self), TileGrid(self)
        self.plane, self.row = MapView(self), BarView(self)
        for widget, name, words in (
            (self.grid, "inspect_kernels", self.tr("One kernel for each output of the layer")),
            (self.slices, "inspect_slices", self.tr("The chosen kernel: a slice for each input")),
            (self.plane, "inspect_matrix", self.tr("The weights: one row for each output; choose one")),
            (self.row, "inspect_matrix_row", self.tr("The weights of the chosen row")),
        ):
            widget.setObjectName(name)
            widget.setAccessibleName(words)
            widget.setToolTip(words)
        self.grid.set_common(True)
        self.slices.set_common(True)
        self._make_options()
        self._lay_out()
        self.grid.chosen.connect(self.selection.choose)
        self.plane.chosen.connect(lambda row, _column: self.selection.choose(row))
        selection.changed.connect(self._show_chosen)

    def wishes(self, layer: Activation | None) -> dict[str, Any]:
        return {"filters": True} if layer is not None and layer.row.has_filters else {}

    def show_look(self, look: Look, layer: Activation | None) -> None:
        super().show_look(look, layer)
        found = look.filters if look.filters and layer and look.filters.address == layer.row.address else None
        if found is self._filters and found is not None:
            return
        self._filters = found
        for widget in (self.slice_name, self.slice):
            widget.setVisible(found is not None and found.kind in ("kernels", "pictures") and found.values.shape[1] > 1)
        self.right.setVisible(found is not None)
        if found is None:
            self._say_why_not(look, layer)
            return
        matrix = found.kind in ("rows", "matrix")
        self.left.setCurrentWidget(self.plane if matrix else self.grid)
        self.right_stack.setCurrentWidget(self.row if matrix else self.slices)
        scale = scale_of(found.values, True)
        self.colours.set_scale(scale)
        if matrix:
            self.plane.set_map(found.values.reshape(len(found.values), -1), scale, stretched=True)
        else:
            self._fill_slices(found)
            self._show_kernels()
        self._show_chosen()

    def figure(self) -> QWidget:
        return self.splitter

    def table(self) -> list[list[object]]:
        found = self._filters
        if found is None:
            return []
        import numpy

        axes = ["output", "input", "depth", "row", "column"]
        count = found.values.ndim
        names = axes[:2] + axes[5 - (count - 2) :] if count <= 5 else [f"axis {number}" for number in range(count)]
        rows: list[list[object]] = [[*names, "weight"]]
        rows += [[*place, f"{float(value):.9g}"] for place, value in numpy.ndenumerate(found.values)]
        return rows

    def _say_why_not(self, look: Look, layer: Activation | None) -> None:
        words = self.tr("This layer has no weights to be looked at. Convolutions, Linear and Embedding have some.")
        if layer is not None and layer.row.address == INPUT:
            words = self.tr("Choose a layer at the left: its weights stand here.")
        elif layer is not None and layer.row.has_filters:
            words = " ".join(map(sentence, look.refused.get("filters", ())))
        self.left.setCurrentWidget(self.grid)
        self.grid.set_maps((), empty=words)

    def _fill_slices(self, found: Filters) -> None:
        inputs = found.values.shape[1]
        wanted = [(str(number), number) for number in range(min(inputs, MOST_SLICES))]
        if inputs == 3 and found.values.ndim == 4:
            wanted.insert(0, (self.tr("colours"), COLOURS))
        if [self.slice.itemData(row) for row in range(self.slice.count())] == [number for _, number in wanted]:
            return
        self.slice.clear()
        for text, number in wanted:
            self.slice.addItem(text, number)

    def _show_kernels(self) -> None:
        found = self._filters
        if found is None or found.kind in ("rows", "matrix"):
            return
        number = self.slice.currentData() or 0
        if number == COLOURS:
            self.grid.set_maps([_colours(each) for each in found.values], signed=True)
        else:
            self.grid.set_maps(_planes(found.values, number), signed=True)
        self.grid.choose(min(self.selection.tile, len(found.values) - 1))

    def _show_chosen(self) -> None:
        found = self._filters
        if found is None:
            return
        chosen = min(self.selection.tile, len(found.values) - 1)
        bias = "" if found.biases is None else self.tr(" · bias {0}").format(f"{float(found.biases[chosen]):.3g}")
        name = found.names[chosen] if found.names else str(chosen + found.first)
        size = show(found.values.shape[1:])
        self.right_caption.set_text(self.tr("output {0}: {1}").format(name, size) + bias)
        if found.kind in ("rows", "matrix"):
            self.plane.set_boxes((chosen, 0, chosen + 1, found.values[0].size))
            self.row.set_values(found.values[chosen])
        else:
            self.grid.choose(chosen)
            kernel = found.values[chosen]
            slices = kernel[None] if kernel.ndim == 2 else kernel.reshape(-1, *kernel.shape[-2:])
            self.slices.set_maps(slices, signed=True)

    def _make_options(self) -> None:
        from workbench.gui.inspect.view import muted

        self.slice_name = muted(self.tr("Input"), self)
        self.slice = QComboBox(self)
        self.slice.setObjectName("inspect_slice")
        self.slice.setMaximumWidth(110)
        self.slice.setAccessibleName(self.tr("Input of the kernels"))
        self.slice.setToolTip(self.tr("Which input channel the kernels at the left belong to"))
        self.slice.currentIndexChanged.connect(lambda _index: self._show_kernels())
        self.options_row.addWidget(self.slice_name)
        self.options_row.addWidget(self.slice)

    def _lay_out(self) -> None:
        self.left, self.right_stack = QStackedWidget(self), QStackedWidget(self)
        self.left.addWidget(self.grid)
        self.left.addWidget(self.plane)
        self.right_stack.addWidget(self.slices)
        self.right_stack.addWidget(self.row)
        self.colours = ColourBar(self)
        self.right, self.right_caption = captioned(self.right_stack, "inspect_kernel_caption", self, self.colours)
        self.splitter = QSplitter(Qt.Orientation.Horizontal, self)
        self.splitter.setObjectName("inspect_filters_splitter")
        self.splitter.addWidget(self.left)
        self.splitter.addWidget(self.right)
        self.splitter.setSizes([360, 240])
        self.splitter.setStretchFactor(0, 3)
        self.splitter.setStretchFactor(1, 2)
        self.splitter.setChildrenCollapsible(False)
        row = QHBoxLayout(self)
        row.setContentsMargins(0, 0, 0, 0)
        row.addWidget(self.splitter)


def _planes(kernels: NDArray[Any], number: int) -> NDArray[Any]:
    """One map for each output (N, H, W): of a convolution of series, all inputs by steps."""
    if kernels.ndim == 3:
        return kernels
    chosen = kernels[:, min(number, kernels.shape[1] - 1)]
    return chosen.reshape(len(kernels), -1, kernels.shape[-1])


def _colours(kernel: NDArray[Any]) -> NDArray[Any]:
    """A kernel of three inputs as red, green and blue, zero in the middle."""
    end = float(abs(kernel).max()) or 1.0
    pixels = as_picture(((kernel / end + 1) * 127.5).round().astype("uint8"))
    assert pixels is not None
    return pixels
