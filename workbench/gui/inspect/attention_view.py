"""Attention: one map for each head of the chosen layer, and one of them large, with the tokens or the numbers of the steps."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

from PySide6.QtCore import Qt
from PySide6.QtWidgets import QCheckBox, QHBoxLayout, QSplitter, QStackedWidget, QWidget

from workbench.gui.inspect.tile_grid import TileGrid
from workbench.gui.inspect.view import Selection, View, captioned, is_padding
from workbench.gui.texts import sentence
from workbench.gui.widgets.empty_state import EmptyState
from workbench.gui.widgets.heat_map import HeatMap

if TYPE_CHECKING:
    import numpy as np
    from numpy.typing import NDArray

    from workbench.evaluation.inspect.activations import Activation
    from workbench.evaluation.inspect.attention import Attention
    from workbench.gui.inspect.probe import Look
else:
    from workbench.gui.late import np


class AttentionView(View):
    """Rows are the steps that look, columns what they look at; each row sums to 1."""

    def __init__(self, selection: Selection, parent: QWidget | None = None) -> None:
        super().__init__(selection, parent)
        self._found: Attention | None = None
        self._head = 0
        self.grid, self.heat = TileGrid(self), HeatMap(self)
        self.why_not = EmptyState("", self)
        for widget, name, words in (
            (self.grid, "inspect_heads", self.tr("One map for each head, and their mean")),
            (
                self.heat,
                "inspect_attention",
                self.tr("How each step shares out its attention: from the rows to the columns"),
            ),
        ):
            widget.setObjectName(name)
            widget.setAccessibleName(words)
        self.grid.setToolTip(self.grid.accessibleName())
        self.grid.set_common(True)
        self._make_options()
        self._lay_out()
        self.grid.chosen.connect(self._choose)

    def wishes(self, layer: Activation | None) -> dict[str, Any]:
        return {"attention": True} if layer is not None and layer.row.heads else {}

    def show_look(self, look: Look, layer: Activation | None) -> None:
        super().show_look(look, layer)
        found = look.attention
        if found is None or layer is None or found.address != layer.row.address:
            self._say_why_not(look, layer)
            return
        self._found = found
        self.stack.setCurrentWidget(self.splitter)
        self.padding.setVisible(any(map(is_padding, self._names())))
        several = found.heads > 1
        self.grid.setVisible(several)
        maps = np.concatenate([found.weights, found.weights.mean(0, keepdims=True)]) if several else found.weights
        self.grid.set_maps(maps, (*map(str, range(found.heads)), self.tr("mean")))
        self._head = min(self._head, len(maps) - 1)
        self.grid.choose(self._head)
        self._show_head()

    def figure(self) -> QWidget:
        return self.splitter if self._found is not None and self._found.heads > 1 else self.heat

    def table(self) -> list[list[object]]:
        found = self._found
        if found is None:
            return []
        names = self._names()
        rows: list[list[object]] = [["head", "from", "step", "to", "attended", "weight"]]
        for (head, start, end), weight in np.ndenumerate(found.weights):
            rows.append([head, start, names[start], end, names[end], f"{float(weight):.9g}"])
        return rows

    def _say_why_not(self, look: Look, layer: Activation | None) -> None:
        self._found = None
        words = " ".join(map(sentence, look.refused.get("attention", ())))
        if not words and layer is not None and layer.row.heads:
            return  # it is on its way
        self.padding.hide()
        self.why_not.say(words or self.tr("This layer has no attention. Choose one of those that have, at the left."))
        self.stack.setCurrentWidget(self.why_not)

    def _names(self) -> tuple[str, ...]:
        """What the columns are called; the rows are the first of them."""
        from workbench.evaluation.inspect.places import names_of_steps

        found, look = self._found, self.look
        assert found is not None and look is not None
        extra = {"learned": self.tr("learned"), "zero": self.tr("zero")}
        places = look.places if look.kind == "text" else ()
        return names_of_steps(places, found.steps, tuple(extra[name] for name in found.extra))

    def _choose(self, head: int) -> None:
        self._head = head
        self._show_head()

    def _show_head(self) -> None:
        found = self._found
        if found is None:
            return
        head: NDArray[Any] = found.weights[self._head] if self._head < found.heads else found.weights.mean(0)
        columns = self._names()
        rows = columns[: len(head)]
        if self.padding.isChecked() and any(map(is_padding, columns)):
            head, rows, columns = _padding_as_one(head, rows, columns)
        words = self.tr("steps") if self.look is not None and self.look.kind != "text" else ""
        texts = [[f"{value:.0%}" for value in row] for row in head.tolist()]
        self.heat.set_matrix(
            head,
            rows,
            columns,
            low=0.0,
            texts=texts,
            row_title=self.tr("from"),
            column_title=self.tr("to {0}").format(words).strip(),
        )
        name = self.tr("head {0} of {1}").format(self._head, found.heads)
        self.caption.set_text(name if self._head < found.heads else self.tr("mean of {0} heads").format(found.heads))

    def _make_options(self) -> None:
        self.padding = QCheckBox(self.tr("Padding as one"), self)
        self.padding.setObjectName("inspect_padding")
        self.padding.setAccessibleName(self.tr("Padding as one column"))
        self.padding.setToolTip(
            self.tr("Add up what goes to padding; off: each place of padding has its row and column")
        )
        self.padding.setChecked(True)
        self.padding.toggled.connect(lambda _on: self._show_head())
        self.options_row.addWidget(self.padding)

    def _lay_out(self) -> None:
        part, self.caption = captioned(self.heat, "inspect_attention_caption", self)
        self.splitter = QSplitter(Qt.Orientation.Horizontal, self)
        self.splitter.setObjectName("inspect_attention_splitter")
        self.splitter.addWidget(self.grid)
        self.splitter.addWidget(part)
        self.splitter.setSizes([160, 380])
        self.splitter.setStretchFactor(0, 1)
        self.splitter.setStretchFactor(1, 3)
        self.splitter.setChildrenCollapsible(False)
        self.stack = QStackedWidget(self)
        self.stack.addWidget(self.splitter)
        self.stack.addWidget(self.why_not)
        row = QHBoxLayout(self)
        row.setContentsMargins(0, 0, 0, 0)
        row.addWidget(self.stack)


def _padding_as_one(
    head: NDArray[Any], rows: tuple[str, ...], columns: tuple[str, ...]
) -> tuple[NDArray[Any], tuple[str, ...], tuple[str, ...]]:
    """The rows of padding go, and its columns become one, which is their sum."""
    looks = [at for at, name in enumerate(rows) if not is_padding(name)]
    kept = [at for at, name in enumerate(columns) if not is_padding(name)]
    rest = [at for at, name in enumerate(columns) if is_padding(name)]
    part = head[looks]
    joined = np.concatenate([part[:, kept], part[:, rest].sum(1, keepdims=True)], axis=1)
    name = f"{columns[rest[0]]} ×{len(rest)}"
    return joined, tuple(rows[at] for at in looks), (*(columns[at] for at in kept), name)
