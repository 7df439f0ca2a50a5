"""Model: the palette, and the list of layers with shapes, sizes, problems and forms in place."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from typing import TYPE_CHECKING, Literal

from PySide6.QtCore import Qt, Signal
from PySide6.QtWidgets import QHBoxLayout, QSplitter, QWidget

from workbench.gui.document import Document
from workbench.gui.panels.edits import ListEdits
from workbench.gui.texts import three_digits
from workbench.gui.widgets.part_list import PartList, Row
from workbench.gui.widgets.part_palette import PartPalette
from workbench.spec.containers import Container, Path, path_of
from workbench.spec.experiment import Experiment
from workbench.spec.parts import Layer
from workbench.spec.problems import Problem
from workbench.spec.shapes import Tokens, show
from workbench.training.sizes import extents

if TYPE_CHECKING:
    from workbench.training.check import Checked
    from workbench.training.trace import LayerTrace

LEAST_WIDTH = 240
"""Of the list, in pixels: a name, a shape and a problem in a few lines."""


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

    def show_layer(self, path: Path) -> None:
        """Select the layer at that path."""
        lines = enumerate(_lines(self.document.experiment.model.layers))
        row = next((number for number, line in lines if line.path == path), None)
        if row is not None:
            self.list.select(row)

    def chosen_path(self) -> Path:
        """Where the selected layer stands, the first if there are several; () if there is none."""
        return next(iter(self.chosen_paths()), ())

    def chosen_paths(self) -> list[Path]:
        """Where the selected layers stand."""
        rows = self.list.selected_indices()
        lines = list(_lines(self.document.experiment.model.layers)) if rows else []
        return list(dict.fromkeys(lines[row].path for row in rows if row < len(lines)))

    def _on_document_changed(self, before: Experiment, after: Experiment) -> None:
        if before.model is not after.model:
            self._show()

    def _show(self) -> None:
        checked = self._checked
        trace = checked.trace if checked else None
        steps = {step.path: step for step in trace.walk()} if trace else {}
        problems = _by_layer(checked.problems if checked else ())
        lines = list(_lines(self.document.experiment.model.layers))

        def note(row: int) -> str:
            step = steps.get(lines[row].path) if row < len(lines) else None
            return self._note(step, lines[row].layer) if step else ""

        self.list.set_notes(note)
        self.list.set_rows([_row(line, steps, problems) for line in lines])
        inputs = checked.input_shape if checked else None
        self.list.set_head(self.tr("Input"), self._input(inputs) if inputs else "…")
        self._summarize(trace)

    def _input(self, shape) -> str:
        if isinstance(shape, Tokens):
            return self.tr("{0} tokens out of {1}").format(show(shape), f"{shape.vocabulary:,}")
        return show(shape)

    def _note(self, step, layer) -> str:
        words = [self.tr("{0} = {1}, from the layer before").format(name, f"{size:,}") for name, size in step.inferred]
        return "\n".join(filter(None, ("     ".join(words), *self._sums_of(step, layer), self._costs(step))))

    def _costs(self, step) -> str:
        """What one sample costs in this layer: multiplications, and memory for what it puts out."""
        memory = _bytes(4 * step.activations)
        if not step.mult_adds:
            return self.tr("{0} activations for each sample").format(memory)
        words = self.tr("{0} mult-adds and {1} activations for each sample")
        return words.format(_short(step.mult_adds), memory)

    def sums(self, row: int) -> tuple[str, ...]:
        """How the output's size follows from the numbers of the layer in that row; () where nothing is known."""
        lines = list(_lines(self.document.experiment.model.layers))
        trace = self._checked.trace if self._checked else None
        if trace is None or not 0 <= row < len(lines):
            return ()
        step = next((step for step in trace.walk() if step.path == lines[row].path), None)
        return self._sums_of(step, lines[row].layer) if step and step.layer == lines[row].layer else ()

    def _sums_of(self, step, layer) -> tuple[str, ...]:
        names = {
            "length": self.tr("length"),
            "depth": self.tr("depth"),
            "height": self.tr("height"),
            "width": self.tr("width"),
        }
        found = extents(layer, step.input_shape)
        rows = ((" = ".join(names[axis] for axis in each.axes), each.line()) for each in found)
        return tuple(self.tr("{0}: {1}").format(axes, line) for axes, line in rows)

    def _summarize(self, trace) -> None:
        if trace is None:
            self.summarized.emit("")
            return
        words = self.tr("{0} parameters · {1} mult-adds · {2} activations")
        if trace.trainable != trace.parameters:
            words = self.tr("{0} parameters, {3} learn · {1} mult-adds · {2} activations")
        self.summarized.emit(
            words.format(
                f"{trace.parameters:,}", _short(trace.mult_adds), _bytes(4 * trace.activations), f"{trace.trainable:,}"
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
        self.list.setMinimumWidth(LEAST_WIDTH)
        splitter.setChildrenCollapsible(False)
        row = QHBoxLayout(self)
        row.setContentsMargins(12, 4, 12, 12)
        row.addWidget(splitter)


@dataclass(frozen=True)
class _Line:
    """A row of the list: which layer, how deep, and whether all around it are switched on."""

    path: Path
    layer: Layer
    used: bool
    edge: Literal["", "head", "end"] = ""


def _lines(layers: tuple[Layer, ...], above: Path = (), used: bool = True) -> Iterator[_Line]:
    for index, layer in enumerate(layers):
        path, on = (*above, index), used and layer.enabled
        if isinstance(layer, Container):
            yield _Line(path, layer, on, "head")
            yield from _lines(layer.layers, path, on)
            yield _Line(path, layer, on, "end")
        else:
            yield _Line(path, layer, on)


def _row(line: _Line, steps: Mapping[Path, LayerTrace], problems: Mapping[Path, Problem]) -> Row:
    step = steps.get(line.path) if line.used else None
    level = len(line.path) - 1
    shape = show(step.output_shape) if step else ""
    if line.edge == "end":
        return Row(line.layer, "", "", None, level, "end")
    count = f"{step.parameters:,}" if step and step.parameters else ""
    return Row(line.layer, shape, count, problems.get(line.path), level, line.edge)


def _by_layer(problems: tuple[Problem, ...]) -> dict[Path, Problem]:
    """The first problem of each layer, errors before warnings."""
    found: dict[Path, Problem] = {}
    for item in sorted(problems, key=lambda p: p.severity != "error"):
        path = path_of(item.address)
        if path:
            found.setdefault(path, item)
    return found


def _short(number: int) -> str:
    for size, word in ((1e12, "T"), (1e9, "G"), (1e6, "M"), (1e3, "k")):
        if number >= size:
            return f"{three_digits(number / size)} {word}"
    return str(number)


def _bytes(number: int) -> str:
    _least, size, word = next(row for row in ((1e9, 1e9, "GB"), (1e5, 1e6, "MB"), (0, 1e3, "kB")) if number >= row[0])
    return f"{three_digits(number / size)} {word}"
