"""What one layer makes of a shape: asked of PyTorch on its ``meta`` device, and remembered."""

from __future__ import annotations

from functools import lru_cache
from math import prod
from typing import Any

import torch
from torch import Tensor, nn

from workbench.modules.sequences import Recurrent
from workbench.spec.call import Call
from workbench.spec.parts import Shape
from workbench.training.counting import BATCH, Measured, Question, mult_adds
from workbench.training.tokens import dtype_of, shape_after

MOST_TRIED = 1_000_000


def asked(call: Call, shape: Shape) -> Measured:
    """Run two samples through the layer, unless the same was asked before. Raises what PyTorch raises."""
    return _asked(Question.of(call), shape, getattr(shape, "vocabulary", 0))


def tried(call: Call, shape: Shape) -> Measured:
    """The same for a layer of the user's own, every time: its code can change, and may look at numbers, which ``meta``
    does not have; small inputs are then tried on the processor."""
    try:
        return _measured(call, shape)
    except (RuntimeError, NotImplementedError):
        if prod(shape) > MOST_TRIED:
            raise
        with torch.no_grad(), torch.random.fork_rng(devices=[]):
            return _measured(call, shape, "cpu")


@lru_cache(maxsize=4096)
def _asked(question: Question, shape: Shape, _vocabulary: int) -> Measured:  # in which shapes differ that are equal
    return _measured(question.call, shape)


def _measured(call: Call, shape: Shape, device: str = "meta") -> Measured:
    with torch.device(device), torch.no_grad():
        module: nn.Module = call.build()
        output = _ran(module, torch.zeros((BATCH, *shape), dtype=dtype_of(shape)))
    if not isinstance(output, Tensor) or output.shape[:1] != (BATCH,):
        raise RuntimeError("the batch axis is lost")
    if 0 in output.shape:
        raise RuntimeError("Output size is too small")
    after, weights = shape_after(shape, output), list(module.parameters())
    learning = sum(p.numel() for p in weights if p.requires_grad)
    return Measured(after, sum(p.numel() for p in weights), learning, mult_adds(module, shape, after))


def _ran(module: nn.Module, samples: Tensor) -> Any:
    """What comes out. Two kinds of layers are not run: without numbers PyTorch takes 5 to 10 ms for each of them."""
    if isinstance(module, nn.modules.batchnorm._BatchNorm):
        return samples
    if not isinstance(module, Recurrent):
        return module(samples)
    layer, (count, steps, _) = module.layer, samples.shape
    features = (layer.proj_size or layer.hidden_size) * (1 + layer.bidirectional)
    return samples.new_empty((count, steps, features) if module.output == "all" else (count, features))
