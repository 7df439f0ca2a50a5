"""Shapes: asked of PyTorch itself, on its ``meta`` device, where nothing is allocated even for absurd sizes."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass, replace
from math import prod

from workbench.catalog.layers.backbone import Backbone
from workbench.catalog.layers.container import Sequential
from workbench.spec.call import Call
from workbench.spec.containers import Container, Path, address_of
from workbench.spec.experiment import Experiment
from workbench.spec.own import is_own
from workbench.spec.own_errors import own_problem
from workbench.spec.parts import Layer, Shape, WeightedLayer
from workbench.spec.problems import Problem
from workbench.spec.unknown import is_unknown, unknown_problem
from workbench.training.backbones import backbone_misfit
from workbench.training.counting import measured
from workbench.training.leaves import asked, tried
from workbench.training.misfit import misfit, too_few_axes
from workbench.training.misfit_blocks import nothing_inside, unmerged
from workbench.training.places import Place, places_in
from workbench.training.tokens import merged_names, wrong_numbers

REFUSALS = (RuntimeError, ValueError, TypeError, IndexError, NotImplementedError, AssertionError)


@dataclass(frozen=True)
class LayerTrace:
    """What one layer does to the shape. ``inferred`` are the sizes that follow from the layer before.

    ``trainable`` are those of its parameters that are not frozen. A container's numbers are those of all that is inside;
    ``inside`` has what is known of each.
    """

    path: Path
    layer: Layer
    input_shape: Shape
    output_shape: Shape
    parameters: int
    mult_adds: int
    call: Call
    trainable: int
    inferred: tuple[tuple[str, int], ...] = ()
    made: int = 0
    """Numbers that the layers of a network of torchvision put out for one sample, all together."""
    lone: bool = False
    """Whether a BatchNorm in it gets one number per channel."""
    inside: tuple[LayerTrace, ...] = ()

    @property
    def address(self) -> str:
        """``model.layers[2]``."""
        return address_of(self.path)

    @property
    def activations(self) -> int:
        """Numbers that it puts out for one sample, and what is inside it; a Sequential makes none of its own."""
        own = 0 if isinstance(self.layer, Sequential) else self.made or prod(self.output_shape)
        return own + sum(step.activations for step in self.inside)

    def walk(self) -> Iterator[LayerTrace]:
        """This one, then all that is inside it."""
        yield self
        for step in self.inside:
            yield from step.walk()


@dataclass(frozen=True)
class Trace:
    """What is known of a model: each enabled layer up to the first that does not fit, and that problem.

    ``partial`` is what is known of the layers inside a container that was not finished.
    """

    input_shape: Shape
    layers: tuple[LayerTrace, ...] = ()
    problem: Problem | None = None
    partial: tuple[LayerTrace, ...] = ()

    @property
    def output_shape(self) -> Shape | None:
        """The shape of one output, if all layers fit."""
        if self.problem:
            return None
        return self.layers[-1].output_shape if self.layers else self.input_shape

    @property
    def parameters(self) -> int:
        """Learned numbers in all."""
        return sum(layer.parameters for layer in self.layers)

    @property
    def trainable(self) -> int:
        """Those of them that are not frozen."""
        return sum(layer.trainable for layer in self.layers)

    @property
    def mult_adds(self) -> int:
        """Multiplications with an addition, for one sample, in layers with weights."""
        return sum(layer.mult_adds for layer in self.layers)

    @property
    def activations(self) -> int:
        """Numbers that all layers put out for one sample."""
        return sum(layer.activations for layer in self.layers)

    @property
    def calls(self) -> list[Call]:
        """The constructor calls, in order."""
        return [layer.call for layer in self.layers]

    def walk(self) -> Iterator[LayerTrace]:
        """Every layer of which something is known, a container before what is inside it."""
        for step in (*self.layers, *self.partial):
            yield from step.walk()


class _DoesNotFitError(Exception):
    """Ends the walk: what was found out before in the container, the problem, and what PyTorch said of which layer."""

    def __init__(
        self,
        found: Problem,
        known: tuple[LayerTrace, ...] = (),
        said: tuple[Place, Shape, str] | None = None,
    ) -> None:
        super().__init__(found)
        self.problem, self.known, self.said = found, known, said


def trace(experiment: Experiment, input_shape: Shape) -> Trace:
    """Run a batch of two through the layers, one by one; never raises for what a user can choose."""
    done: list[LayerTrace] = []
    shape = input_shape
    for place in places_in(experiment.model.layers):
        try:
            done.append(_step(place, shape))
        except _DoesNotFitError as error:
            better = backbone_misfit(experiment, *error.said) if error.said else None
            return Trace(input_shape, tuple(done), better or error.problem, error.known)
        shape = done[-1].output_shape
    return Trace(input_shape, tuple(done))


def _step(place: Place, shape: Shape) -> LayerTrace:
    return _container(place, shape) if isinstance(place.layer, Container) else _leaf(place, shape)


def _leaf(place: Place, shape: Shape) -> LayerTrace:
    layer = place.layer
    found = unknown_problem(place.address, layer) if is_unknown(layer) else None
    found = found or wrong_numbers(place, shape) or too_few_axes(place, shape)
    if found:
        raise _DoesNotFitError(found)
    try:
        call = _marked(layer, layer.call(shape))
        ask = measured if isinstance(layer, Backbone) else tried if is_own(layer) else asked
        known = ask(call, shape)
    except Exception as error:
        found = own_problem(place.address, error) if is_own(layer) else None
        if found is None and not isinstance(error, REFUSALS):
            raise
        said = (place, shape, str(error))
        raise _DoesNotFitError(found or misfit(*said), said=said) from None
    inferred = tuple((name, infer(shape)) for name, infer in layer.infers.items())
    return LayerTrace(place.path, layer, shape, call=call, inferred=inferred, **vars(known))


def _container(place: Place, shape: Shape) -> LayerTrace:
    """What is inside, one after another or each on the same input, and what comes of it."""
    layer = place.layer
    assert isinstance(layer, Container)
    found = nothing_inside(place)
    if found:
        raise _DoesNotFitError(found)
    inside: list[LayerTrace] = []
    given = shape
    for inner in places_in(layer.layers, place.path):
        try:
            inside.append(_step(inner, given))
        except _DoesNotFitError as error:
            raise _DoesNotFitError(error.problem, (*inside, *error.known), error.said) from None
        if layer.flow == "sequence":
            given = inside[-1].output_shape
    outputs = tuple(step.output_shape for step in inside)
    if found := merged_names(place, shape, outputs):
        raise _DoesNotFitError(found, tuple(inside))
    merged = layer.merged(shape, outputs)
    if merged is None:
        raise _DoesNotFitError(unmerged(place, shape, outputs), tuple(inside))
    return LayerTrace(
        place.path,
        layer,
        shape,
        merged,
        sum(step.parameters for step in inside),
        sum(step.mult_adds for step in inside),
        layer.marked(layer.around([step.call for step in inside])),
        0 if layer.frozen else sum(step.trainable for step in inside),
        inside=tuple(_still(step) for step in inside) if layer.frozen else tuple(inside),
    )


def _marked(layer: Layer, call: Call) -> Call:
    return layer.marked(call) if isinstance(layer, WeightedLayer) else call


def _still(step: LayerTrace) -> LayerTrace:
    """The same, inside of something that is frozen."""
    return replace(step, trainable=0, inside=tuple(_still(inner) for inner in step.inside))
