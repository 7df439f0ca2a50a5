"""Where each head of an attention looks: for every step, how its attention is shared out among all steps."""

from __future__ import annotations

from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass
from inspect import signature
from typing import Any

import numpy as np
import torch
from numpy.typing import NDArray
from torch import Tensor, nn

from workbench.evaluation.inspect.layers import attention_of, batch_of, frozen_array, spot_at, spots
from workbench.evaluation.inspect.receptive_field import unused
from workbench.evaluation.trained import Trained
from workbench.spec.problems import ExperimentError, problem

LEARNED, ZERO = "learned", "zero"
"""What an attention can look at beside the steps: ``add_bias_kv`` and ``add_zero_attn`` of MultiheadAttention."""


@dataclass(frozen=True)
class Attention:
    """``weights`` (heads, from, to) float32, read-only: each row sums to 1. The first ``steps`` columns are the steps of the
    sequence; then come those of ``extra`` (:data:`LEARNED`, :data:`ZERO`)."""

    address: str
    type: str
    weights: NDArray[np.float32]
    extra: tuple[str, ...] = ()

    @property
    def heads(self) -> int:
        """How many look at different things side by side."""
        return len(self.weights)

    @property
    def steps(self) -> int:
        """How many steps can be looked at."""
        return int(self.weights.shape[2]) - len(self.extra)


def with_attention(trained: Trained) -> tuple[str, ...]:
    """The addresses of the layers that attend."""
    return tuple(spot.row.address for spot in spots(trained) if spot.row.heads)


def attention(trained: Trained, seen: NDArray[Any], address: str) -> Attention:
    """The weights of a layer for a prepared sample, as its ``MultiheadAttention`` works them out in evaluation mode; of a part
    that is used several times those of the last time. Raises :class:`ExperimentError` for a layer that does not attend."""
    spot = spot_at(trained, address)
    module = attention_of(spot.module)
    if module is None:
        raise ExperimentError([
            problem(address, "{layer} has no heads that attend to steps.",
                    "Choose a MultiheadAttention or a TransformerEncoderLayer.", layer=spot.row.type)
        ])  # fmt: skip
    with torch.no_grad(), _calls(module) as calls:
        trained.model(batch_of(seen))
        if not calls:
            raise unused(spot.row)
        asked = calls[-1] | {"need_weights": True, "average_attn_weights": False, "is_causal": False}
        weights = module.forward(**asked)[1]  # not called: no hook hears of it
        assert weights is not None
    extra = (LEARNED,) * (module.bias_k is not None) + (ZERO,) * module.add_zero_attn
    return Attention(address, spot.row.type, frozen_array(weights[0]), extra)


@contextmanager
def _calls(module: nn.Module) -> Iterator[list[dict[str, Any]]]:
    """What the module is called with in the block, by name. A TransformerEncoderLayer calls no part of itself in evaluation mode,
    unless a part has a hook."""
    found: list[dict[str, Any]] = []
    names = tuple(signature(module.forward).parameters)

    def note(_module: nn.Module, inputs: tuple[Any, ...], options: dict[str, Any]) -> None:
        given = dict(zip(names, inputs, strict=False)) | options
        copies = {id(each): each.clone() for each in given.values() if isinstance(each, Tensor)}  # x, x, x stays one
        found.append({name: copies.get(id(each), each) for name, each in given.items()})

    hook = module.register_forward_pre_hook(note, with_kwargs=True)
    try:
        yield found
    finally:
        hook.remove()
