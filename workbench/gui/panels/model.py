"""Model: the palette, and the list of layers with shapes, sizes, problems and forms in place."""

from __future__ import annotations

from typing import TYPE_CHECKING

from PySide6.QtCore import Qt, Signal
from PySide6.QtWidgets import QHBoxLayout, QSplitter, QWidget

from workbench.gui.document import Document
from workbench.gui.panels.edits import ListEdits
from workbench.gui.widgets.part_list import PartList, Row
from workbench.gui.widgets.part_palette import PartPalette
from workbench.spec.experiment import Experiment
from workbench.spec.problems import Problem
from workbench.spec.shapes import Tokens

if TYPE_CHECKING:
    from workbench.training.check import Checked


class ModelPanel(QWidget):
    """Shows ``document.experiment.model``; ``summarized`` carries the words for the card's head."""

    summarized = Signal(str)

    def __init__(self, document: Document, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.document = document
        self.palette_view = PartPalette("layer", parent=self)
        self.palette_view.setObjectName("layer_palette")
        self.palette_view.setAccessibleName(self.tr("Palette of layers"))
        self.list = PartList("layer", parent=self)
        self.list.setObjectName("layer_list")
        self.list.setAccessibleName(self.tr("Layers"))
        self.list.set_empty_text(self.tr("No layers yet. Double-click one in the palette, or drag it here."))
        self.edits = ListEdits(self.list, document, "model.layers")
        self.palette_view.chosen.connect(self.edits.append)
        self._checked: Checked | None = None
        self._lay_out()
        document.changed.connect(self._on_document_changed)
        self._show()

    def show_checked(self, checked) -> None:
        """Shapes, sizes and problems of the newest look."""
        self._checked = checked
        self._show()

    def _on_document_changed(self, before: Experiment, after: Experiment) -> None:
        if before.model is not after.model:
            self._show()

    def _show(self) -> None:
        layers = self.document.experiment.model.layers
        trace = self._checked.trace if self._checked else None
        steps = {step.index: step for step in trace.layers} if trace else {}
        problems = _by_layer(self._checked.problems if self._checked else ())
        rows = []
        for index, layer in enumerate(layers):
            step = steps.get(index) if layer.enabled else None
            shape = _shape(step.output_shape) if step else ""
            count = f"{step.parameters:,}" if step and step.parameters else ""
            rows.append(Row(layer, shape, count, problems.get(index)))
        self.list.set_rows(rows)
        for index, step in steps.items():
            if index < len(layers):
                self.list.set_note(index, self._note(step, layers[index]))
        inputs = self._checked.input_shape if self._checked else None
        self.list.set_head(self.tr("Input"), self._input(inputs) if inputs else "…")
        self._summarize(trace)

    def _input(self, shape) -> str:
        if isinstance(shape, Tokens):
            return self.tr("{0} tokens out of {1}").format(_shape(shape), f"{shape.vocabulary:,}")
        return _shape(shape)

    def _note(self, step, layer) -> str:
        words = [self.tr("{0} = {1}, from the layer before").format(name, f"{size:,}") for name, size in step.inferred]
        formula = _formula(step, layer)
        return "     ".join(([formula] if formula else []) + words)

    def _summarize(self, trace) -> None:
        if trace is None:
            self.summarized.emit("")
            return
        self.summarized.emit(
            self.tr("{0} parameters · {1} mult-adds · {2} activations").format(
                f"{trace.parameters:,}", _short(trace.mult_adds), _bytes(4 * trace.activations)
            )
        )

    def _lay_out(self) -> None:
        splitter = QSplitter(Qt.Orientation.Horizontal, self)
        splitter.setObjectName("model_splitter")
        splitter.addWidget(self.palette_view)
        splitter.addWidget(self.list)
        splitter.setStretchFactor(0, 0)
        splitter.setStretchFactor(1, 1)
        splitter.setSizes([160, 480])
        splitter.setChildrenCollapsible(False)
        row = QHBoxLayout(self)
        row.setContentsMargins(12, 4, 12, 12)
        row.addWidget(splitter)


def _by_layer(problems: tuple[Problem, ...]) -> dict[int, Problem]:
    """The first problem of each layer, errors before warnings."""
    found: dict[int, Problem] = {}
    for item in sorted(problems, key=lambda p: p.severity != "error"):
        if item.address.startswith("model.layers["):
            found.setdefault(int(item.address.removeprefix("model.layers[").partition("]")[0]), item)
    return found


def _shape(shape) -> str:
    return " × ".join(str(size) for size in shape)


def _short(number: int) -> str:
    for size, word in ((1e9, "G"), (1e6, "M"), (1e3, "k")):
        if number >= size:
            return f"{number / size:.3g} {word}"
    return str(number)


def _bytes(number: int) -> str:
    return f"{number / 1e6:.2g} MB" if number >= 1e5 else f"{number / 1e3:.3g} kB"


def _formula(step, layer) -> str:
    """⌊(n + 2p − d (k − 1) − 1) / s⌋ + 1 with this layer's numbers, for the height (torch.nn.Conv2d)."""
    kernel = getattr(layer, "kernel_size", None)
    padding = getattr(layer, "padding", None)
    if kernel is None or len(step.input_shape) != 3 or isinstance(padding, str) or getattr(layer, "ceil_mode", False):
        return ""
    k, p = _first(kernel), _first(padding)
    s = _first(getattr(layer, "stride", None) or kernel)
    d = _first(getattr(layer, "dilation", 1))
    n, out = step.input_shape[1], step.output_shape[1]
    return f"⌊({n} + 2·{p} − {d}·({k} − 1) − 1) / {s}⌋ + 1 = {out}"


def _first(value) -> int:
    return value[0] if isinstance(value, tuple) else value
