"""What a picture of a network shows: the layers that are switched on, with what is known of each, and what repeats."""

from __future__ import annotations

from collections.abc import Collection, Hashable, Iterable, Mapping, Sequence
from dataclasses import dataclass
from typing import TYPE_CHECKING

from workbench.export.diagram import Mark
from workbench.spec.containers import Container, Path, path_of
from workbench.spec.parts import Layer, Shape

if TYPE_CHECKING:
    from workbench.training.trace import LayerTrace, Trace

LONGEST_PERIOD = 12
FEWEST_TIMES = 3


@dataclass(frozen=True)
class Node:
    """A layer; ``output`` is None as long as it is not known. Equal ``key``: drawn alike."""

    path: Path
    layer: Layer
    mark: Mark
    output: Shape | None
    inside: tuple[Node, ...]
    key: int


@dataclass(frozen=True)
class Run:
    """Layers that follow one another ``times`` times; ``nodes`` are those of the first time, ``all`` of them all."""

    nodes: tuple[Node, ...]
    times: int
    all: tuple[Node, ...]


class Tree:
    """``nodes`` are the outermost layers, ``end`` what is to say of what comes out.

    ``problems``: the paths of layers with an error, beside the trace's own.
    """

    def __init__(self, layers: Sequence[Layer], trace: Trace | None = None, problems: Collection[Path] = ()) -> None:
        broken = path_of(trace.problem.address) if trace and trace.problem else ()
        self._problems = {*problems, *([broken] if broken else [])}
        self._around = {path[:end] for path in self._problems for end in range(1, len(path))}
        self._stopped = bool(trace and trace.problem)
        self._known: Mapping[Path, LayerTrace] = {step.path: step for step in trace.walk()} if trace else {}
        self._keys: dict[Hashable, int] = {}
        self.end: Mark = "after" if self._stopped else "plain"
        self.input = trace.input_shape if trace else None
        self.nodes = self._nodes(layers, ())

    def _nodes(self, layers: Sequence[Layer], above: Path) -> tuple[Node, ...]:
        return tuple(self._node((*above, i), layer) for i, layer in enumerate(layers) if layer.enabled)

    def _node(self, path: Path, layer: Layer) -> Node:
        step = self._known.get(path)
        if step is not None and step.layer is not layer and step.layer != layer:
            step = None  # of a layer that stood here before the last edit
        inside = self._nodes(layer.layers, path) if isinstance(layer, Container) else ()
        mark, output = self._mark(path, step is not None), step.output_shape if step else None
        alike = (type(layer), layer, step.input_shape if step else None, output, mark, *(node.key for node in inside))
        key = self._keys.setdefault(alike, len(self._keys))
        return Node(path, layer, mark, output, inside, key)

    def _mark(self, path: Path, known: bool) -> Mark:
        if path in self._problems:
            return "problem"
        return "after" if self._stopped and not known and path not in self._around else "plain"


def runs(nodes: Sequence[Node]) -> Iterable[Node | Run]:
    """The layers of a sequence in order, those that follow one another several times taken together."""
    keys, at = [node.key for node in nodes], 0
    while at < len(keys):
        periods = [p for p in range(1, LONGEST_PERIOD + 1) if keys[at + p : at + p + 1] == [keys[at]]]
        found = [(p, _times(keys, at, p)) for p in periods]
        period, times = max(found, key=lambda each: each[0] * (each[1] - 1), default=(1, 1))
        if times < FEWEST_TIMES:
            yield nodes[at]
            at += 1
            continue
        end = at + period * times
        yield Run(tuple(nodes[at : at + period]), times, tuple(nodes[at:end]))
        at = end


def _times(keys: Sequence[int], at: int, period: int) -> int:
    """How often in a row the same ``period`` keys stand at a place; what is repeated less often than counts is 1."""
    end = at + period
    while end < len(keys) and keys[end] == keys[end - period]:
        end += 1
    times = (end - at) // period
    return times if times >= FEWEST_TIMES else 1
