"""What the views of the panel have in common: what they need, what is chosen in them, what can be taken from them."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

from PySide6.QtCore import QObject, Qt, Signal
from PySide6.QtWidgets import QHBoxLayout, QLabel, QToolButton, QVBoxLayout, QWidget

from workbench.gui.icons import icon
from workbench.gui.widgets.card import ElidedLabel

if TYPE_CHECKING:
    import numpy as np
    from numpy.typing import NDArray

    from workbench.evaluation.inspect.activations import Activation
    from workbench.gui.inspect.probe import Look

    Array = NDArray[Any]
else:
    from workbench.gui.late import np

Place = tuple[int, ...]


class Selection(QObject):
    """The tile and the pixel that are chosen, of whatever layer is shown; all views share them."""

    changed = Signal()

    def __init__(self, parent: QObject | None = None) -> None:
        super().__init__(parent)
        self.tile = 0
        self.pixel: tuple[int, int] | None = None

    def choose(self, tile: int | None = None, pixel: tuple[int, int] | None = None) -> None:
        """Another tile, another pixel, or both; what is not said stays."""
        now = (self.tile if tile is None else tile, pixel or self.pixel)
        if now != (self.tile, self.pixel):
            self.tile, self.pixel = now
            self.changed.emit()

    def forget_pixel(self) -> None:
        """Of another layer: no pixel is chosen."""
        self.pixel = None

    def place(self, layer: Activation | None, by_itself: bool = False) -> Place | None:
        """Where that is in the output of a layer; ``by_itself``: its greatest number, while no pixel is chosen."""
        maps = maps_of(layer)
        if layer is None or maps is None:
            return None
        if len(layer.shape) <= 1:
            return (min(self.tile, maps.size - 1),) if layer.shape else ()
        tile, (rows, columns) = min(self.tile, len(maps) - 1), maps.shape[1:]
        pixel = self.pixel
        if pixel is None or pixel[0] >= rows or pixel[1] >= columns:
            if not by_itself:
                return None
            pixel = divmod(int(np.nan_to_num(maps[tile]).argmax()), columns)
        before = np.unravel_index(tile, layer.shape[:-2]) if len(layer.shape) > 2 else ()
        return (*(int(each) for each in before), *pixel)


def maps_of(layer: Activation | None) -> Array | None:
    """The output of a layer as maps (N, H, W); a vector (F,) as (1, 1, F). None where its numbers are not there."""
    if layer is None or layer.values is None or not layer.values.size:
        return None
    values = layer.values
    if values.ndim < 2:
        return values.reshape(1, 1, -1)
    return values.reshape(-1, *values.shape[-2:])


def names_of(layer: Activation) -> tuple[str, ...]:
    """What the maps are called: channels, or channel and depth."""
    if len(layer.shape) < 4:
        return ()
    return tuple(", ".join(map(str, place)) for place in np.ndindex(*layer.shape[:-2]))


def is_padding(name: str) -> bool:
    """Whether a place is called so because nothing is there."""
    from workbench.data.tokens import PADDING  # with PyTorch, which is there as soon as places have names

    return name == PADDING


class View(QWidget):
    """``needs`` says that something else is to be worked out for it. ``options`` stand beside the names of the views."""

    needs = Signal()

    def __init__(self, selection: Selection, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.selection = selection
        self.look: Look | None = None
        self.layer: Activation | None = None
        self.options = QWidget(self)
        self.options_row = QHBoxLayout(self.options)
        self.options_row.setContentsMargins(0, 0, 0, 0)
        self.options_row.setSpacing(4)

    def wishes(self, _layer: Activation | None) -> dict[str, Any]:
        """What it needs, as fields of :class:`~workbench.gui.inspect.probe.Wanted`."""
        return {}

    def show_look(self, look: Look, layer: Activation | None) -> None:
        """Newer numbers, perhaps of another sample or layer."""
        self.look, self.layer = look, layer

    def figure(self) -> QWidget:
        """What a picture of it shows."""
        return self

    def table(self) -> list[list[object]]:
        """Its numbers, names first."""
        return []

    def tool(self, name: str, symbol: str, tip: str, act: Any) -> QToolButton:
        """A button among the options; ``symbol`` is the name of an icon, or a single letter."""
        button = QToolButton(self)
        button.setObjectName(name)
        if len(symbol) == 1:
            button.setText(symbol)
            button.setFixedWidth(24)
        else:
            button.setIcon(icon(symbol))
        button.setToolTip(tip)
        button.setAccessibleName(tip)
        button.clicked.connect(lambda _checked=False: act())
        self.options_row.addWidget(button)
        return button


def captioned(
    widget: QWidget, name: str, parent: QWidget, between: QWidget | None = None
) -> tuple[QWidget, ElidedLabel]:
    """The widget with a muted line above it, and what stands ``between`` them."""
    whole = QWidget(parent)
    caption = ElidedLabel("", whole)
    caption.setObjectName(name)
    caption.setProperty("role", "muted")
    caption.setTextFormat(Qt.TextFormat.PlainText)
    column = QVBoxLayout(whole)
    column.setContentsMargins(0, 0, 0, 0)
    column.setSpacing(2)
    column.addWidget(caption)
    if between is not None:
        column.addWidget(between)
    column.addWidget(widget, 1)
    return whole, caption


def muted(text: str, parent: QWidget) -> QLabel:
    """A name beside a control."""
    label = QLabel(text, parent)
    label.setProperty("role", "muted")
    return label
