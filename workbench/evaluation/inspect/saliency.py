"""What an answer hangs on: for each input, how much it matters to one output of the model."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Any, Literal

import numpy as np
import torch
from numpy.typing import NDArray
from torch import Tensor

from workbench.data.samples import Progress
from workbench.evaluation.inspect.asked import Asked, chunks, gradients
from workbench.evaluation.inspect.baseline import Baseline, blank
from workbench.evaluation.inspect.entry import Entry
from workbench.evaluation.inspect.grad_cam import chosen_layer, enlarged, grad_cam
from workbench.evaluation.inspect.grad_cam import layers_for_grad_cam as layers_for_grad_cam
from workbench.evaluation.inspect.layers import frozen_array
from workbench.evaluation.inspect.occlusion import Flip, occluded
from workbench.evaluation.trained import Trained

Method = Literal["saliency", "input_x_gradient", "smoothgrad", "integrated_gradients", "grad_cam", "occlusion"]
METHODS: tuple[Method, ...] = (
    "saliency", "input_x_gradient", "smoothgrad", "integrated_gradients", "grad_cam", "occlusion",
)  # fmt: skip


@dataclass(frozen=True)
class Options:
    """How it is worked out. ``baseline`` stands for nothing (of texts: padding), for ``integrated_gradients`` and ``occlusion``.

    ``layer``: the address of the layer for ``grad_cam``; empty: the last that gives maps. ``samples`` and ``noise`` (a share
    of the input's range) are SmoothGrad's, with ``seed``; ``steps`` those of integrated gradients (Gauss and Legendre's).
    ``window`` (height and width, or steps, or columns; one number is that of both) and ``stride`` are of ``occlusion``;
    empty: a size that fits.
    """

    layer: str = ""
    baseline: Baseline = 0.0
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
    baseline's output (0 were perfect). ``flips``, of occlusion: what would change its mind.
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
    flips: tuple[Flip, ...] = ()


def attribution(
    trained: Trained,
    seen: NDArray[Any],
    method: Method,
    target: int | None = None,
    options: Options | None = None,
    tell: Progress = lambda *_: None,
) -> Attribution:
    """Explain one output of the model for a prepared sample; ``target`` None: the class that it holds to be the likeliest.

    Raises :class:`ExperimentError` for an autoencoder, for a target or a layer that is not there, and for ``grad_cam`` of a
    model without maps. ``tell`` is called between batches.
    """
    options = options or Options()
    asked = Asked.of(trained, seen, target)
    rest: float | None = None
    layer, flips = "", tuple[Flip, ...]()
    if method == "occlusion":
        values, flips = occluded(trained, asked, options.window, options.stride, options.baseline, tell)
    elif method == "grad_cam":
        layer = options.layer or chosen_layer(trained, seen)
        values = grad_cam(trained, asked, layer)
    else:
        entry = Entry(trained, seen)
        if method == "integrated_gradients":
            found, rest = _integrated(trained, entry, asked, options, tell)
        elif method == "smoothgrad":
            found = _smooth(entry, asked, options, tell)
        else:
            found = gradients(entry, asked, entry.start)
            found = found * entry.start if method == "input_x_gradient" else found.abs()
        values = _per_token(found[0], method) if entry.tokens else found[0]
    unsigned = method in ("saliency", "smoothgrad", "grad_cam")
    places = enlarged(values, tuple(seen.shape[-2:] if seen.ndim > 2 else seen.shape[-1:]))
    if method != "grad_cam":
        places = _places(values, method)
    return Attribution(
        method,
        asked.target,
        asked.name,
        asked.score,
        frozen_array(values),
        frozen_array(places),
        not unsigned,
        layer,
        rest,
        flips,
    )


def _integrated(trained: Trained, entry: Entry, asked: Asked, options: Options, tell: Progress) -> tuple[Tensor, float]:
    """The mean gradient on the straight way from the baseline, times its length (Sundararajan et al. 2017)."""
    nothing = blank(trained, entry.sample, options.baseline)
    base = entry.embedded(nothing) if entry.tokens else nothing
    nodes, weights = np.polynomial.legendre.leggauss(options.steps)
    alphas = torch.from_numpy((0.5 * (1 + nodes)).astype(np.float32))
    shares = torch.from_numpy((0.5 * weights).astype(np.float32))
    whole = torch.zeros_like(entry.start)
    for part in chunks(asked, options.steps, entry.start.numel()):
        tell("taking gradients", part.start, options.steps)
        shape = (-1, *[1] * (entry.start.dim() - 1))
        batch = base + alphas[part].view(shape) * (entry.start - base)
        whole += (gradients(entry, asked, batch) * shares[part].view(shape)).sum(0, keepdim=True)
    found = whole * (entry.start - base)
    with torch.no_grad():
        gap = asked.score - asked.scores(entry.run(base)).item()
    return found, gap - found.sum(dtype=torch.float64).item()


def _smooth(entry: Entry, asked: Asked, options: Options, tell: Progress) -> Tensor:
    """The size of the mean gradient of noisy copies (Smilkov et al. 2017)."""
    chance = torch.Generator().manual_seed(options.seed)
    low, high = entry.start.aminmax()
    whole = torch.zeros_like(entry.start)
    for part in chunks(asked, options.samples, entry.start.numel()):
        tell("taking gradients", part.start, options.samples)
        noise = torch.randn((part.stop - part.start, *entry.start.shape[1:]), generator=chance)
        batch = entry.start + noise * (options.noise * (high - low))
        whole += gradients(entry, asked, batch).sum(0, keepdim=True)
    return (whole / options.samples).abs()


def _per_token(found: Tensor, method: Method) -> Tensor:
    """From the numbers of each embedding (L, F) to one: the length of its gradient, or the sum where signs count."""
    return found.norm(dim=-1) if method in ("saliency", "smoothgrad") else found.sum(-1)


def _places(values: Tensor, method: Method) -> Tensor:
    """One number for each place: (C, …) to (…)."""
    if values.dim() < 2:
        return values
    if method == "occlusion":
        return values[0]
    return values.amax(0) if method in ("saliency", "smoothgrad") else values.sum(0)
