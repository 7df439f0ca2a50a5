"""What one step shows of each layer: lengths of gradients, weights and updates, and how its activations are spread.

Nothing of the step is changed: it is looked at, no random number is drawn, and the hooks are gone when it is over.

``gradient_norm``
    ‖g‖₂ over all weights of the layer, as the step took it (mean over the batch, after clipping).
``parameter_norm``
    ‖w‖₂ after the step.
``update_ratio``
    ‖Δw‖₂ / ‖w‖₂: how far the step has moved the weights, beside their length. About 1e-3 is usual.
``dead``
    The share of units of a ReLU (ReLU6, Threshold, Hardsigmoid) that are ≤ 0 for every sample of the batch; a unit is a
    feature, or a channel of an image or series.
``zeros``, ``mean``, ``std``
    Of the activations that the layer put out: the share of exact zeros, the mean, the standard deviation (of the first samples of
    the batch, where there are very many).
"""

from __future__ import annotations

import math
import time
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from typing import Any

import torch
from torch import Tensor, nn
from torch.utils.hooks import RemovableHandle

from workbench.training.located import Built

FIGURES = ("gradient_norm", "parameter_norm", "update_ratio", "dead", "zeros", "mean", "std")
BINS = 32

Histogram = tuple[float, float, tuple[int, ...]]
"""The lowest value, the highest, and how many lie in each of equal parts between them."""

FEW = 1 << 13
MOST_ACTIVATIONS = 1 << 16
"""Of a layer's activations, so many are looked at."""
MOST_IN_HISTOGRAM = 1 << 13
MOST_KEPT = 1 << 26
"""So many weights are kept for the length of a step; of a larger model, some rows of each tensor."""
MOST_HISTOGRAMS = 100
"""Layers of which there are histograms."""

CUTTING = (nn.ReLU, nn.ReLU6, nn.Threshold, nn.Hardsigmoid)
BY_FEATURE = (nn.Linear, nn.Embedding, nn.RNNBase, nn.LayerNorm)
"""Layers whose units are along the last axis, where three axes leave that open."""


@dataclass
class _Seen:
    """Of one layer's activations, as numbers that may still be on the device: ``filled`` of ``size`` numbers are not zero."""

    numbers: dict[str, Tensor]
    size: int
    histogram: Histogram | None = None


class StepLook:
    """Around one step of the optimizer: :meth:`begin`, then the step, then :meth:`end`; :meth:`let_go` in any case.

    ``seconds`` is what the looking took, where the device is the CPU.
    """

    def __init__(self, layers: Sequence[Built], histograms: bool) -> None:
        self._layers, self._histograms = layers, histograms and len(layers) <= MOST_HISTOGRAMS
        self._weights = [list(layer.module.parameters()) for layer in layers]
        self._seen: list[_Seen | None] = [None] * len(layers)
        self._hooks: list[RemovableHandle] = []
        self._every = 1
        self._before: list[Tensor] = []
        self._last = False  # whether units are along the last axis
        self.error: Exception | None = None
        self.seconds = 0.0

    def begin(self, hooked: bool) -> None:
        """Keep the weights of now; ``hooked``: see the activations of what is computed until the end."""
        started = time.perf_counter()
        learning = self._learning()
        self._every = math.ceil(sum(weight.numel() for weight in learning) / MOST_KEPT)
        self._before = [self._some(weight).clone() for weight in learning]
        if hooked:
            self._hook()
        self.seconds += time.perf_counter() - started

    def pass_through(self, model: nn.Module, inputs: Tensor) -> None:
        """See the activations of a pass of its own, which leaves no trace: for models whose steps cannot be looked into."""
        kept = {name: value.clone() for name, value in model.named_buffers()}
        devices = [inputs.device] if inputs.device.type == "cuda" else []
        self._hook()
        try:
            with torch.random.fork_rng(devices), torch.no_grad():
                model(inputs.clone())
        finally:
            with torch.no_grad():
                for name, value in model.named_buffers():
                    value.copy_(kept[name])
            self.let_go()

    def end(self) -> tuple[dict[str, tuple[float | None, ...]], dict[str, tuple[Histogram | None, ...]]]:
        """Figures and histograms of each layer. Raises what went wrong while it was looked."""
        started = time.perf_counter()
        self.let_go()
        if self.error is not None:
            raise self.error
        with torch.no_grad():
            figures = self._figures()
            histograms = self._all_histograms() if self._histograms else {}
        self.seconds += time.perf_counter() - started
        return figures, histograms

    def let_go(self) -> None:
        """Take the hooks away."""
        for hook in self._hooks:
            hook.remove()
        self._hooks.clear()

    # Activations

    def _hook(self) -> None:
        for index, layer in enumerate(self._layers):
            self._hooks.append(layer.module.register_forward_hook(self._hook_of(index)))

    def _hook_of(self, index: int) -> Any:
        def hook(module: nn.Module, _inputs: Any, output: Any) -> None:
            started = time.perf_counter()
            try:
                self._see(index, module, output[0] if isinstance(output, tuple) else output)
            except Exception as error:  # noqa: BLE001 - the step must not end with it
                self.error = error
            self.seconds += time.perf_counter() - started

        return hook

    def _see(self, index: int, module: nn.Module, output: Any) -> None:
        if isinstance(module, BY_FEATURE):
            self._last = True
        elif isinstance(module, nn.Conv1d | nn.BatchNorm1d):
            self._last = False
        usable = isinstance(output, Tensor) and output.is_floating_point() and output.dim() > 0 and output.numel() > 0
        if self._seen[index] is not None or not usable:
            return
        output = output.detach()
        rows = max(1, MOST_ACTIVATIONS // (output.numel() // len(output)))
        some = output[:rows].float()
        std, mean = _spread(some)
        found = _Seen({"mean": mean, "std": std, "filled": torch.count_nonzero(some)}, some.numel())
        if isinstance(module, CUTTING) and output.dim() > 1:
            found.numbers["dead"] = _dead(output, self._last and output.dim() == 3)
        if self._histograms:
            found.histogram = _histogram([some])
        self._seen[index] = found

    # Weights

    def _learning(self) -> list[nn.Parameter]:
        return [weight for weights in self._weights for weight in weights if weight.requires_grad]

    def _some(self, weight: Tensor) -> Tensor:
        """Every so manieth row of a weight."""
        return weight.detach()[:: self._every] if self._every > 1 and weight.dim() else weight.detach()

    def _figures(self) -> dict[str, tuple[float | None, ...]]:
        """All numbers, read from the device at once."""
        weights = [weight.detach() for weights in self._weights for weight in weights]
        learning = self._learning()
        after = [self._some(weight) for weight in learning]
        gradients = [_dense(weight.grad) for weight in learning if weight.grad is not None]
        if self._before:
            torch._foreach_sub_(self._before, after)
        groups = [_norms(each) for each in (weights, gradients, self._before, after)]
        groups += [[number for seen in self._seen if seen for number in seen.numbers.values()]]
        told = iter(_read([number.float() for group in groups for number in group]))
        read = [[next(told) for _ in group] for group in groups]
        return self._by_layer(*map(iter, read))

    def _by_layer(
        self, weights: Iterator[float], gradients: Iterator[float], moved: Iterator[float], stayed: Iterator[float],
        activations: Iterator[float],
    ) -> dict[str, tuple[float | None, ...]]:  # fmt: skip
        rows: list[dict[str, float | None]] = []
        for mine, seen in zip(self._weights, self._seen, strict=True):
            row: dict[str, float | None] = dict.fromkeys(FIGURES)
            if mine:
                row["parameter_norm"] = math.hypot(*[next(weights) for _ in mine])
            learning = [weight for weight in mine if weight.requires_grad]
            if graded := [next(gradients) for weight in learning if weight.grad is not None]:
                row["gradient_norm"] = math.hypot(*graded)
            if learning:
                far = math.hypot(*[next(moved) for _ in learning])
                long = math.hypot(*[next(stayed) for _ in learning])
                row["update_ratio"] = far / long if long else None
            if seen:
                found = {name: next(activations) for name in seen.numbers}
                row |= {"zeros": 1 - found.pop("filled") / seen.size} | found
            rows.append(row)
        return {name: tuple(_short(row[name]) for row in rows) for name in FIGURES}

    def _all_histograms(self) -> dict[str, tuple[Histogram | None, ...]]:
        def of(tensors: list[Tensor]) -> Histogram | None:
            return _histogram(tensors) if tensors else None

        learned = [[_dense(w.grad) for w in weights if w.grad is not None] for weights in self._weights]
        return {
            "activations": tuple(seen.histogram if seen else None for seen in self._seen),
            "gradients": tuple(of(gradients) for gradients in learned),
            "parameters": tuple(of([weight.detach() for weight in weights]) for weights in self._weights),
        }


def _dead(output: Tensor, last: bool) -> Tensor:
    """The share of units that are ≤ 0 for all samples of ``output`` (B, C, …), or (B, …, C) with ``last``."""
    axis = output.dim() - 1 if last else 1
    others = [each for each in range(output.dim()) if each != axis]
    return (output.amax(others) <= 0).float().mean()


def _spread(values: Tensor) -> tuple[Tensor, Tensor]:
    """Standard deviation and mean. Of many numbers, PyTorch's own way takes several times as long as this one, of few less."""
    if values.numel() <= FEW:
        std, mean = torch.std_mean(values, correction=0)
        return std, mean
    mean = values.mean()
    return torch.linalg.vector_norm(values - mean) / math.sqrt(values.numel()), mean


def _dense(gradient: Tensor | None) -> Tensor:
    assert gradient is not None
    return gradient.detach().coalesce().values() if gradient.is_sparse else gradient.detach()


def _norms(tensors: list[Tensor]) -> list[Tensor]:
    return list(torch._foreach_norm(tensors)) if tensors else []


def _read(numbers: list[Tensor]) -> list[float]:
    if not numbers:
        return []
    place = numbers[0].device
    return torch.stack([number.to(place) for number in numbers]).tolist()


def _short(value: float | None) -> float | None:
    """Six digits; what is no number is nothing."""
    return float(f"{value:.6g}") if value is not None and math.isfinite(value) else None


def _histogram(tensors: list[Tensor]) -> Histogram | None:
    """Of a part of the numbers, evenly taken; None where some of them are none."""
    every = math.ceil(sum(tensor.numel() for tensor in tensors) / MOST_IN_HISTOGRAM)
    values = torch.cat([tensor.reshape(-1)[::every].float() for tensor in tensors])
    if not values.numel():
        return None
    low, high = torch.stack(values.aminmax()).tolist()
    if not (math.isfinite(low) and math.isfinite(high)):
        return None
    if not low < high:
        around = max(abs(low) * 1e-3, 1e-9)
        low, high = low - around, high + around
    counts = torch.histc(values, BINS, low, high).tolist()
    return float(f"{low:.6g}"), float(f"{high:.6g}"), tuple(map(int, counts))
