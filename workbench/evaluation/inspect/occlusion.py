"""Occlusion: how much the answer loses when a part of the input is covered (Zeiler and Fergus 2014)."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from itertools import product

import torch
from torch import Tensor

from workbench.data.samples import Progress
from workbench.evaluation.inspect.asked import Asked, chunks
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


def occluded(
    trained: Trained, asked: Asked, window: tuple[int, ...], stride: tuple[int, ...], baseline: float, tell: Progress
) -> tuple[Tensor, tuple[Flip, ...]]:
    """What the answer loses, as the mean over the windows that cover a place, of the input's shape; and which windows
    change the likeliest class, the surest first. Tokens become padding."""
    sample = asked.sample
    wide = max(sample.dim() - 2, 1)
    sizes = tuple(sample.shape[-wide:])
    covers = list(windows(sizes, *_chosen(sizes, window, stride, sample)))
    whole, times = torch.zeros(sizes), torch.zeros(sizes)
    flips: list[Flip] = []
    with torch.no_grad():
        before = _likeliest(trained, trained.model(sample))
        for part in chunks(asked, len(covers), sample.numel()):
            tell("covering the input", part.start, len(covers))
            outputs = trained.model(covered(sample, covers[part], baseline))
            for cover, loss in zip(covers[part], asked.score - asked.scores(outputs), strict=True):
                whole[cover] += loss
                times[cover] += 1
            flips += _flips(trained, before, outputs, covers[part])
    flips.sort(key=lambda flip: -flip.share)
    return (whole / times.clamp(min=1)).expand(sample.shape[1:]), tuple(flips)


def covered(sample: Tensor, covers: list[Window], baseline: float) -> Tensor:
    """Copies of the sample (1, …), each with one window filled: (B, …)."""
    batch = sample.repeat(len(covers), *[1] * (sample.dim() - 1))
    for row, cover in zip(batch, covers, strict=True):
        row[(..., *cover)] = int(baseline) if not sample.is_floating_point() else baseline
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
    one. Raises :class:`ExperimentError` for those that do not fit."""
    alone = sample.dim() == 2
    size = window or tuple(1 if alone else max(1, round(each / 7)) for each in sizes)
    step = stride or tuple(max(1, each // 2) for each in size)
    fits = len(size) == len(step) == len(sizes)
    if not fits or any(not 1 <= a <= b or not 1 <= c <= a for a, b, c in zip(size, sizes, step, strict=True)):
        raise ExperimentError([
            problem("", "A window of {window} with the stride {stride} does not go over an input of {sizes}.",
                    "Choose a window that is no larger than the input, and a stride no larger than the window.",
                    window=show(size), stride=show(step), sizes=show(sizes))
        ])  # fmt: skip
    return size, step


def _likeliest(trained: Trained, outputs: Tensor) -> int | None:
    return int(trained.as_probabilities(outputs)[0].argmax()) if trained.subject.task == "classes" else None


def _flips(trained: Trained, before: int | None, outputs: Tensor, covers: list[Window]) -> Iterator[Flip]:
    if before is None:
        return
    shares, classes = trained.as_probabilities(outputs).max(1)
    for cover, share, number in zip(covers, shares.tolist(), classes.tolist(), strict=True):
        if number != before:
            box = tuple((int(each.start), int(each.stop)) for each in cover)
            yield Flip(box, number, trained.classes[number], share)
