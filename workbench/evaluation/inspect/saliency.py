"""What an answer hangs on: for each input, how much it matters to one output of the model."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass
from typing import Any, Literal

import numpy as np
from numpy.typing import NDArray

from workbench.evaluation.trained import Trained

Method = Literal["saliency", "input_x_gradient", "smoothgrad", "integrated_gradients", "grad_cam", "occlusion"]
METHODS: tuple[Method, ...] = (
    "saliency", "input_x_gradient", "smoothgrad", "integrated_gradients", "grad_cam", "occlusion",
)  # fmt: skip

Tell = Callable[[str, int, int], None]
"""Progress, as in :mod:`workbench.data.samples`: may raise to cancel."""


@dataclass(frozen=True)
class Options:
    """How it is worked out. ``baseline`` is a prepared input's number that stands for nothing (of texts: padding).

    ``layer``: the address of the layer for ``grad_cam``; empty: the last that gives maps. ``samples`` and ``noise`` (a share
    of the input's range) are SmoothGrad's, with ``seed``; ``steps`` those of integrated gradients (Gauss and Legendre's).
    ``window`` (height and width, or steps, or columns) and ``stride`` are of ``occlusion``; empty: a size that fits.
    """

    layer: str = ""
    baseline: float = 0.0
    samples: int = 25
    noise: float = 0.15
    seed: int = 0
    steps: int = 50
    window: tuple[int, ...] = ()
    stride: tuple[int, ...] = ()


@dataclass(frozen=True)
class Attribution:
    """How much each input matters to output number ``target``, which is called ``name`` (a class, or a number).

    ``values`` float32 have the input's shape (C, H, W), (C, T), (F,), or of a text (L,), one for each token; of ``grad_cam``
    the maps' shape (h, w) or (t,). ``places`` has one number for each place of the input that can be seen, (H, W), (T,),
    (F,) or (L,): of ``saliency`` and ``smoothgrad`` the greatest of the channels, else their sum; of ``grad_cam`` enlarged to
    the input. ``signed``: numbers below 0 speak against it. ``score`` is the model's own output for the sample, before any
    Softmax that the model lacks. ``rest``, of integrated gradients: what they leave unexplained of the difference to the
    baseline's output (0 were perfect).
    """

    method: Method
    target: int
    name: str
    score: float
    values: NDArray[np.float32]
    places: NDArray[np.float32]
    signed: bool
    layer: str = ""
    rest: float | None = None


def attribution(
    trained: Trained,
    seen: NDArray[Any],
    method: Method,
    target: int | None = None,
    options: Options | None = None,
    tell: Tell = lambda *_: None,
) -> Attribution:
    """Explain one output of the model for a prepared sample; ``target`` None: the class that it holds to be the likeliest.

    Raises :class:`ExperimentError` for an autoencoder, for a target or a layer that is not there, and for ``grad_cam`` of a
    model without maps. ``tell`` is called between batches.
    """
    raise NotImplementedError


def layers_for_grad_cam(trained: Trained, seen: NDArray[Any]) -> tuple[str, ...]:
    """The addresses of the layers whose output is maps (C, h, w) or a series (C, t) that are larger than one place."""
    raise NotImplementedError
