"""Occlusion: how much the answer loses when a part of the input is covered (Zeiler and Fergus 2014, section 4.2).

What is covered is what the network gets, after all steps of the input.
"""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from itertools import product
from typing import Any

import torch
from torch import Tensor

from workbench.data.samples import Progress
from workbench.evaluation.inspect.asked import Asked, together
from workbench.evaluation.inspect.baseline import Baseline, blank
from workbench.evaluation.trained import Trained
from workbench.spec.problems import ExperimentError, problem
from workbench.spec.shapes import show

Window = tuple[slice, ...]
"""What is covered of the last axes of the input: all channels together."""


@dataclass(frozen=True)
class Flip:
    """A part of the input without which the model says something else: ``box`` has, for each axis that is covered (height
    and width, steps, columns, tokens), the first place and one after the last. Then ``name`` is the likeliest class, with
    this ``share`` (0 to 1)."""

    box: tuple[tuple[int, int], ...]
    target: int
    name: str
    share: float


class Covering:
    """A prepared ``sample`` (1, …) that is covered by one window after another, with what an input of nothing, ``fill`` (1, …),
    has there. :meth:`go_on` until it says that nothing is left; ``outputs`` are what the model said."""

    def __init__(self, trained: Trained, sample: Tensor, windows: Sequence[Window], fill: Tensor) -> None:
        self._trained, self._sample, self._fill = trained, sample, fill
        self.windows = tuple(windows)
        self._outputs: list[Tensor] = []
        self.most = together(trained.model, sample.numel())
        """So many at once, at most."""
        with torch.inference_mode():
            self.plain: Tensor = trained.model(sample.clone())
            """What the model says of the whole (1, …)."""

    @property
    def done(self) -> int:
        """So many windows are done."""
        return sum(map(len, self._outputs))

    @property
    def outputs(self) -> Tensor:
        """What the model says (windows, …), in the order of the windows."""
        return torch.cat(self._outputs)

    def go_on(self, count: int) -> bool:
        """Cover so many more windows. True: there are others."""
        end = min(self.done + count, len(self.windows))
        while self.done < end:
            some = self.windows[self.done : min(self.done + self.most, end)]
            with torch.inference_mode():
                self._outputs.append(self._trained.model(covered(self._sample, some, self._fill)))
        return end < len(self.windows)

    def spread(self, losses: Tensor, windows: slice = slice(None)) -> Tensor:
        """One number for each of these windows as a map of the places: the mean over the windows that cover a place."""
        some = self.windows[windows]
        sizes = self._sample.shape[-len(some[0]) :]
        whole, times = torch.zeros(sizes), torch.zeros(sizes)
        for window, loss in zip(some, losses.tolist(), strict=True):
            whole[window] += loss
            times[window] += 1
        return whole / times.clamp(min=1)


def occluded(
    trained: Trained, asked: Asked, window: tuple[int, ...], stride: tuple[int, ...], baseline: Baseline, tell: Progress
) -> tuple[Tensor, tuple[Flip, ...]]:
    """What the answer loses, as the mean over the windows that cover a place, of the input's shape; and which windows
    change the likeliest class, the surest first. Tokens become padding."""
    sample = asked.sample
    sizes = tuple(sample.shape[-max(sample.dim() - 2, 1) :])
    places = list(windows(sizes, *_chosen(sizes, window, stride, sample)))
    covering = Covering(trained, sample, places, blank(trained, sample, baseline))
    more = True
    while more:
        tell("covering the input", covering.done, len(places))
        more = covering.go_on(covering.most)
    lost = covering.spread(asked.score - asked.scores(covering.outputs))
    return lost.expand(sample.shape[1:]), tuple(_flips(trained, covering))


def covered(sample: Tensor, windows: Sequence[Window], fill: Tensor) -> Tensor:
    """Copies of the sample (1, …), each with one window filled: (B, …)."""
    batch = sample.repeat(len(windows), *[1] * (sample.dim() - 1))
    for row, window in zip(batch, windows, strict=True):
        place: Any = (..., *window)
        row[place] = fill[0][place]
    return batch


def windows(sizes: tuple[int, ...], window: tuple[int, ...], stride: tuple[int, ...]) -> Iterator[Window]:
    """Every place of a window, from the first corner on; the last ones may be cut off at the end."""
    axes = [
        [slice(at, min(at + wide, size)) for at in range(0, max(size - wide, 0) + step, step) if at < size]
        for size, wide, step in zip(sizes, window, stride, strict=True)
    ]
    yield from product(*axes)


def _chosen(
    sizes: tuple[int, ...], window: tuple[int, ...], stride: tuple[int, ...], sample: Tensor
) -> tuple[tuple[int, ...], tuple[int, ...]]:
    """The window and its stride: by default a seventh of a picture or a series, and half of that; tokens and columns one by
    one. One number is that of all axes. Raises :class:`ExperimentError` for those that do not fit."""
    alone = sample.dim() == 2
    size = window or tuple(1 if alone else max(1, round(each / 7)) for each in sizes)
    size = size * len(sizes) if len(size) == 1 else size
    step = stride or tuple(max(1, each // 2) for each in size)
    step = step * len(sizes) if len(step) == 1 else step
    fits = len(size) == len(step) == len(sizes)
    if not fits or any(not 1 <= a <= b or not 1 <= c <= a for a, b, c in zip(size, sizes, step, strict=True)):
        raise ExperimentError([
            problem("", "A window of {window} with the stride {stride} does not go over an input of {sizes}.",
                    "Choose a window that is no larger than the input, and a stride no larger than the window.",
                    window=show(size), stride=show(step), sizes=show(sizes))
        ])  # fmt: skip
    return size, step


def _flips(trained: Trained, covering: Covering) -> list[Flip]:
    """The windows that change the likeliest class, the surest first."""
    if trained.subject.task != "classes":
        return []
    before = int(trained.as_probabilities(covering.plain)[0].argmax())
    shares, classes = trained.as_probabilities(covering.outputs).max(1)
    found = [
        Flip(tuple((int(each.start), int(each.stop)) for each in window), number, trained.classes[number], share)
        for window, share, number in zip(covering.windows, shares.tolist(), classes.tolist(), strict=True)
        if number != before
    ]
    return sorted(found, key=lambda flip: -flip.share)
