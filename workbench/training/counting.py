"""Multiplications and numbers put out, of a layer and of a whole network of torchvision, on PyTorch's ``meta`` device."""

from __future__ import annotations

import threading
from dataclasses import dataclass, field
from functools import lru_cache
from math import prod
from typing import Any

import torch
from torch import Tensor, nn

from workbench.modules.sequences import Recurrent, SelfAttention
from workbench.spec.call import Call
from workbench.spec.parts import Shape

BATCH = 2
WHOLE = ("MultiheadAttention", "ShiftedWindowAttention")
"""Modules that use the weights of what is inside without calling it."""


def mult_adds(module: nn.Module, input_shape: Shape, output_shape: Shape) -> int:
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


@dataclass(frozen=True)
class Measured:
    """What is known of a layer or a network for inputs of one shape, by the names of ``LayerTrace``."""

    output_shape: Shape
    parameters: int
    trainable: int
    mult_adds: int
    made: int = 0
    lone: bool = False


@dataclass(frozen=True)
class Question:
    """A call, known by its source."""

    source: str
    call: Call = field(compare=False)

    @classmethod
    def of(cls, call: Call) -> Question:
        """The call, and what it looks like."""
        return cls(call.source(), call)


_one_at_a_time = threading.Lock()


def measured(call: Call, shape: Shape) -> Measured:
    """Run two samples through a network, and remember what came of it. Raises what PyTorch raises."""
    with _one_at_a_time:
        return _measured(Question.of(call), shape)


@lru_cache(maxsize=256)
def _measured(question: Question, shape: Shape) -> Measured:
    module, seen = _built(question), _Seen()
    hooks = [
        part.register_forward_hook(seen.note)
        for part in module.modules()
        if type(part).__name__ in WHOLE or not list(part.children())
    ]
    try:
        with torch.device("meta"), torch.no_grad():
            output = module(torch.empty((BATCH, *shape)))
    finally:
        for hook in hooks:
            hook.remove()
    weights = list(module.parameters())
    return Measured(
        tuple(output.shape[1:]),
        sum(p.numel() for p in weights),
        sum(p.numel() for p in weights if p.requires_grad),
        seen.mult_adds,
        seen.made,
        seen.lone,
    )


def parts_of(call: Call) -> list[str]:
    """The names of a network's parts, those of ``features`` one by one."""
    with _one_at_a_time:
        module = _built(Question.of(call))
    names = []
    for name, part in module.named_children():
        inside = [f"{name}.{inner}" for inner, _ in part.named_children()] if name == "features" else []
        names += inside or [name]
    return names


@lru_cache(maxsize=4)
def _built(question: Question) -> nn.Module:
    """The network; its BatchNorms pass on what they get, for on this device they are slow, and shapes are all that is asked."""
    with torch.device("meta"):
        module: nn.Module = question.call.build()
    for part in module.modules():
        if isinstance(part, nn.modules.batchnorm._BatchNorm):
            part.forward = _pass_on  # type: ignore[method-assign, assignment]
    return module


def _pass_on(x: Tensor) -> Tensor:
    return x


@dataclass
class _Seen:
    """What the layers did while the samples went through."""

    mult_adds: int = 0
    made: int = 0
    lone: bool = False

    def note(self, module: nn.Module, inputs: tuple[Tensor, ...], output: Any) -> None:
        """One call of a layer."""
        result = output[0] if isinstance(output, tuple) else output
        given = tuple(inputs[0].shape[1:])
        self.made += prod(result.shape[1:])
        self.mult_adds += _attention(module, given) or mult_adds(module, given, tuple(result.shape[1:]))
        if isinstance(module, nn.modules.batchnorm._BatchNorm):
            self.lone |= prod(given[1:]) == 1 and not getattr(module, "marked_frozen", False)


def _attention(module: nn.Module, shape: Shape) -> int:
    if type(module).__name__ not in WHOLE:
        return 0
    steps, features = prod(shape[:-1]), shape[-1]
    seen = prod(getattr(module, "window_size", (steps,)))
    matrices = sum(p.numel() for p in module.parameters() if p.dim() == 2 and features in p.shape)
    return int(steps * matrices + 2 * steps * seen * features)
