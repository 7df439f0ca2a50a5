"""Lays out the picture of a network: what follows stands beneath, branches stand side by side, a sum is led around."""

from __future__ import annotations

from collections.abc import Collection, Sequence
from dataclasses import dataclass
from typing import TYPE_CHECKING

from workbench.catalog.layers.container import Parallel, Residual, Sequential
from workbench.export.diagram import BOLD, SIZES, Box, Diagram, Frame, Label, Measure, Rect, cut, text_width
from workbench.export.diagram_blocks import Block, Branches, Canvas, Column, Framed, Leaf, Skip
from workbench.export.diagram_tree import Node, Run, Tree, runs
from workbench.spec.containers import Container, Path, path_of, walk
from workbench.spec.experiment import Experiment
from workbench.spec.parts import Layer, Shape

if TYPE_CHECKING:
    from workbench.training.check import Checked
    from workbench.training.trace import Trace

MARGIN = 16.0
WIDEST_HEADING = 480.0
_NOWHERE = Rect(0, 0, 0, 0)
_SIGNS = {"add": "+", "multiply": "×"}


@dataclass(frozen=True)
class Words:
    """What the picture says of its own, so that it can be said in another language."""

    input: str = "Input"
    output: str = "Output"
    identity: str = "identity"
    one_layer: str = "1 layer"
    layers: str = "{count} layers"
    parameters: str = "{count} parameters"


@dataclass(frozen=True)
class Wishes:
    """``folded``: containers that are one box; ``repeats``: draw once what follows itself several times."""

    folded: Collection[Path] = ()
    repeats: bool = True
    shapes: bool = True
    heading: bool = True
    words: Words = Words()
    measure: Measure = text_width


def diagram(
    layers: Sequence[Layer],
    trace: Trace | None = None,
    problems: Collection[Path] = (),
    *,
    title: str = "",
    note: str = "",
    wishes: Wishes | None = None,
) -> Diagram:
    """The picture of a model, with the shapes of a trace where there is one.

    ``problems``: paths of layers with an error; ``title`` and ``note`` are two lines above the picture.
    """
    return _Layout(wishes or Wishes(), title, note).draw(Tree(layers, trace, problems))


def diagram_of(experiment: Experiment, checked: Checked | None, wishes: Wishes | None = None) -> Diagram:
    """The picture of an experiment's model, under its name and the number of parameters, with what a check has found."""
    wishes = wishes or Wishes()
    trace = checked.trace if checked else None
    problems = [path_of(item.address) for item in (checked.errors if checked else ())]
    fits = trace is not None and trace.problem is None
    note = wishes.words.parameters.format(count=f"{trace.parameters:,}") if trace and fits else ""
    layers = experiment.model.layers
    return diagram(layers, trace, [path for path in problems if path], title=experiment.name, note=note, wishes=wishes)


def containers(layers: Sequence[Layer]) -> frozenset[Path]:
    """The paths of all containers that hold something: what can be folded."""
    return frozenset(path for path, layer in walk(layers) if isinstance(layer, Container) and layer.layers)


class _Layout:
    def __init__(self, wishes: Wishes, title: str, note: str) -> None:
        self.wishes, self.title, self.note = wishes, title, note
        self.measure = _remembering(wishes.measure)
        self.folded = frozenset(wishes.folded)
        self.aliases: dict[Path, Path] = {}
        self.summaries: dict[Layer, str] = {}

    def draw(self, tree: Tree) -> Diagram:
        words = self.wishes.words
        first = Leaf(self.measure, words.input, "", Box(_NOWHERE, (), "", "end"), self._shape(tree.input))
        last = Leaf(self.measure, words.output, "", Box(_NOWHERE, (), "", "end", tree.end))
        whole = Column(self.measure, [first, *self._sequence(tree.nodes), last])
        canvas = Canvas(self.measure)
        heading = self._heading()
        head = sum(height for _, _, height in heading) + (8.0 if heading else 0.0)
        half = max((width for _, width, _ in heading), default=0.0) / 2
        axis, right = MARGIN + max(whole.left, half), max(whole.right, half) + MARGIN
        y = MARGIN
        for label, _, height in heading:
            canvas.labels.append(Label(axis, y + 0.8 * SIZES[label.style], label.text, label.style))
            y += height
        whole.place(canvas, axis, MARGIN + head)
        return Diagram(
            axis + right,
            whole.height + head + 2 * MARGIN,
            self.title,
            tuple(canvas.frames),
            tuple(canvas.arrows),
            tuple(canvas.dots),
            tuple(canvas.boxes),
            tuple(canvas.joints),
            tuple(canvas.labels),
            self.aliases,
        )

    def _heading(self) -> list[tuple[Label, float, float]]:
        """Each line with its width and height."""
        if not self.wishes.heading:
            return []
        lines = [Label(0, 0, self.title, "heading"), Label(0, 0, self.note, "note")]
        cuts = [(line, cut(line.text, WIDEST_HEADING, line.style, self.measure)) for line in lines if line.text]
        return [
            (Label(0, 0, text, line.style), self.measure(text, SIZES[line.style], line.style in BOLD), 1.5 * SIZES[line.style])
            for line, text in cuts
        ]  # fmt: skip

    def _sequence(self, nodes: Sequence[Node]) -> list[Block]:
        return [self._run(item) if isinstance(item, Run) else self._block(item)
                for item in (runs(nodes) if self.wishes.repeats else nodes)]  # fmt: skip

    def _run(self, run: Run) -> Block:
        """Drawn once; a container says in its own frame how often."""
        period = len(run.nodes)
        for number, node in enumerate(run.all[period:]):
            self.aliases[node.path] = run.nodes[number % period].path
        first = run.nodes[0]
        if period == 1 and first.inside and first.path not in self.folded:
            return self._container(first, run.times)
        column = Column(self.measure, [self._block(node) for node in run.nodes])
        frame = Frame(_NOWHERE, (), 0, "times", first.mark)
        return Framed(self.measure, column, frame, "", run.times, column.text)

    def _block(self, node: Node) -> Block:
        if isinstance(node.layer, Container):
            if node.inside and node.path not in self.folded:
                return self._container(node)
            return self._folded(node) if node.inside else self._empty(node)
        return self._leaf(node, node.layer.type, self._summary(node.layer), "layer")

    def _container(self, node: Node, times: int = 1, branch: bool = False) -> Block:
        layer = node.layer
        inner: Block
        if isinstance(layer, Parallel):
            branches = [self._branch(each) for each in node.inside]
            inner = Branches(self.measure, branches, _sign(layer), node.path, node.mark)
        else:
            inner = Column(self.measure, self._sequence(node.inside))
            if isinstance(layer, Residual):
                inner = Skip(self.measure, inner, node.path, node.mark)
        frame = Frame(_NOWHERE, node.path, 0, "container", node.mark)
        name = _name(node.layer)
        unnamed = branch and isinstance(layer, Sequential) and not name
        title = "" if unnamed else name or layer.type
        return Framed(self.measure, inner, frame, title, times, self._shape(node.output))

    def _branch(self, node: Node) -> Block:
        if isinstance(node.layer, Sequential) and node.inside and node.path not in self.folded:
            return self._container(node, branch=True)
        return self._block(node)

    def _folded(self, node: Node) -> Block:
        words, name = self.wishes.words, _name(node.layer)
        count = _count(node)
        counted = words.one_layer if count == 1 else words.layers.format(count=count)
        detail = f"{node.layer.type}, {counted}" if name else counted
        return self._leaf(node, name or node.layer.type, detail, "stack")

    def _empty(self, node: Node) -> Block:
        """A Sequential without layers lets everything pass; the other containers are problems."""
        if isinstance(node.layer, Sequential) and node.mark != "problem":
            return self._leaf(node, _name(node.layer) or self.wishes.words.identity, "", "pass")
        return self._leaf(node, node.layer.type, _name(node.layer), "layer")

    def _leaf(self, node: Node, title: str, detail: str, kind: str) -> Leaf:
        box = Box(_NOWHERE, node.path, node.layer.group, kind, node.mark)  # type: ignore[arg-type]
        return Leaf(self.measure, title, detail, box, self._shape(node.output))

    def _shape(self, shape: Shape | None) -> str:
        return " × ".join(map(str, shape)) if shape is not None and self.wishes.shapes else ""

    def _summary(self, layer: Layer) -> str:
        if layer not in self.summaries:
            self.summaries[layer] = layer.summary()
        return self.summaries[layer]


def _count(node: Node) -> int:
    """The layers inside that are switched on, without the containers among them."""
    return sum(_count(each) for each in node.inside) if node.inside else 1


def _name(layer: Layer) -> str:
    return str(getattr(layer, "name", "")).strip()


def _sign(layer: Parallel) -> str:
    if layer.combine in _SIGNS:
        return _SIGNS[layer.combine]
    return layer.combine if layer.dim == 1 else f"{layer.combine}, dim {layer.dim}"


def _remembering(measure: Measure) -> Measure:
    """Layers say the same again and again."""
    known: dict[tuple[str, float, bool], float] = {}

    def width(text: str, size: float, bold: bool) -> float:
        key = (text, size, bold)
        if key not in known:
            known[key] = measure(*key)
        return known[key]

    return width
