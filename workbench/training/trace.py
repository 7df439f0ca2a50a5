"""Shapes: asked of PyTorch itself, on its ``meta`` device, where nothing is allocated even for absurd sizes."""

from __future__ import annotations

from dataclasses import dataclass
from math import prod
from typing import Any

import torch
from torch import Tensor, nn

from workbench.modules.sequences import Recurrent, SelfAttention
from workbench.spec.call import Call
from workbench.spec.experiment import Experiment
from workbench.spec.parts import Shape
from workbench.spec.problems import Problem
from workbench.training.build import enabled_layers
from workbench.training.misfit import misfit, too_few_axes
from workbench.training.tokens import dtype_of, shape_after, wrong_numbers

BATCH = 2


@dataclass(frozen=True)
class LayerTrace:
    """What one layer does to the shape. ``inferred`` are the sizes that follow from the layer before."""

    index: int
    input_shape: Shape
    output_shape: Shape
    parameters: int
    mult_adds: int
    call: Call
    inferred: tuple[tuple[str, int], ...] = ()


@dataclass(frozen=True)
class Trace:
    """What is known of a model: each enabled layer up to the first that does not fit, and that problem."""

    input_shape: Shape
    layers: tuple[LayerTrace, ...] = ()
    problem: Problem | None = None

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
    def mult_adds(self) -> int:
        """Multiplications with an addition, for one sample, in layers with weights."""
        return sum(layer.mult_adds for layer in self.layers)

    @property
    def activations(self) -> int:
        """Numbers that all layers put out for one sample."""
        return sum(prod(layer.output_shape) for layer in self.layers)

    @property
    def calls(self) -> list[Call]:
        """The constructor calls, in order."""
        return [layer.call for layer in self.layers]


def trace(experiment: Experiment, input_shape: Shape) -> Trace:
    """Run a batch of two through the layers, one by one; never raises for what a user can choose."""
    shape = input_shape
    done: list[LayerTrace] = []
    for index, layer in enabled_layers(experiment):
        found = wrong_numbers(experiment, index, shape) or too_few_axes(experiment, index, shape)
        if found:
            return Trace(input_shape, tuple(done), found)
        try:
            step = _run(index, layer.call(shape), shape)
        except (RuntimeError, ValueError, TypeError, IndexError, NotImplementedError, AssertionError) as error:
            return Trace(input_shape, tuple(done), misfit(experiment, index, shape, str(error)))
        inferred = tuple((name, infer(shape)) for name, infer in layer.infers.items())
        done.append(LayerTrace(**{**step.__dict__, "inferred": inferred}))
        shape = step.output_shape
    return Trace(input_shape, tuple(done))


def _run(index: int, call: Call, shape: Shape) -> LayerTrace:
    with torch.device("meta"), torch.no_grad():
        module: nn.Module = call.build()
        output = _ran(module, torch.empty((BATCH, *shape), dtype=dtype_of(shape)))
    if not isinstance(output, Tensor) or output.shape[:1] != (BATCH,):
        raise RuntimeError("the batch axis is lost")
    if 0 in output.shape:
        raise RuntimeError("Output size is too small")
    out = shape_after(shape, output)
    parameters = list(module.parameters())
    return LayerTrace(index, shape, out, sum(p.numel() for p in parameters), _mult_adds(module, shape, out), call)


def _ran(module: nn.Module, samples: Tensor) -> Any:
    """What comes out. A recurrent layer is not run: without numbers PyTorch goes through it step by step, 10 ms for each."""
    if not isinstance(module, Recurrent):
        return module(samples)
    layer, (count, steps, _) = module.layer, samples.shape
    features = (layer.proj_size or layer.hidden_size) * (1 + layer.bidirectional)
    return samples.new_empty((count, steps, features) if module.output == "all" else (count, features))


def _mult_adds(module: nn.Module, input_shape: Shape, output_shape: Shape) -> int:
    """Multiplications for one sample in layers with weights; what has none, or only scales, counts nothing."""
    if isinstance(module, Recurrent | SelfAttention | nn.TransformerEncoderLayer):
        return _of_sequences(module, input_shape)
    weight = getattr(module, "weight", None)
    if not isinstance(weight, Tensor) or weight.dim() < 2 or isinstance(module, nn.Embedding):  # which only looks up
        return 0
    if isinstance(
        module, nn.modules.conv._ConvTransposeNd
    ):  # every number put in is spread by each weight that reads it
        return int(prod(input_shape) * weight[0].numel())
    return int(prod(output_shape) * weight[0].numel())


def _of_sequences(module: nn.Module, shape: Shape) -> int:
    """Every matrix works at every step; attention multiplies each step with each, for the scores and for the sum."""
    steps, features = shape
    matrices = sum(p.numel() for p in module.parameters() if p.dim() == 2)
    attends = isinstance(module, SelfAttention | nn.TransformerEncoderLayer)
    return int(steps * matrices + (2 * steps * steps * features if attends else 0))
