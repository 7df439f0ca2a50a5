"""What the window shows of the data before training: samples, one image step by step, mean and deviation."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from pathlib import Path

import numpy as np
import torch
from numpy.typing import NDArray

from workbench.data.correction_numbers import left_out
from workbench.data.corrections import correct_some
from workbench.data.locations import data_dir as chosen_data_dir
from workbench.data.pipeline import Pipeline, as_tensors
from workbench.data.recipe import prepare
from workbench.data.samples import Facts, Samples, Source, caption
from workbench.data.sources import source
from workbench.data.vocabulary import tokenizer_of, vocabulary_of
from workbench.spec.experiment import Correction, Experiment
from workbench.spec.problems import ExperimentError, problem

Pixels = NDArray[np.float32]

MOST_LETTERS = 160

MEASURED = 20_000
"""Mean and deviation are taken from at most so many images: more change no digit that matters."""


MOST_MORE = 200
"""In place of those that are left out, at most so many are read."""


@dataclass(frozen=True)
class Preview:
    """``samples`` are (caption, (C, H, W) in 0 … 1); ``trail`` is one image after every step; ``draws`` several ends.

    ``texts`` are, in place of pictures, (label, the text, the numbers of its tokens; none without a Tokenize).
    """

    samples: tuple[tuple[str, Pixels], ...]
    trail: tuple[tuple[str, Pixels], ...]
    draws: tuple[Pixels, ...]
    texts: tuple[tuple[str, str, tuple[int, ...]], ...] = ()


def preview(experiment: Experiment, data_dir: Path | None, count: int, draws: int, draw: int) -> Preview:
    """A few samples and what the steps make of one; ``draw`` chooses the sample and the random numbers."""
    data = experiment.data
    part = source(data.source, chosen_data_dir(data_dir), data.num_workers)
    facts = part.facts()
    samples = first_samples(part, data.corrections, facts.classes, count)
    if not len(samples):
        return Preview((), (), ())
    if facts.kind == "text":
        return Preview((), (), (), tuple(read_out(experiment, samples, facts, chosen_data_dir(data_dir))))
    if facts.kind != "image":
        return Preview(tuple(drawn(samples, facts)), (), ())
    images = as_tensors(samples)
    shown = tuple((caption(t, facts), _unit(images[i].numpy() / 255)) for i, t in enumerate(samples.targets))
    steps = tuple(step for step in data.transforms if facts.kind in type(step).inputs)  # the check names the others
    pipeline = Pipeline(steps, experiment.seed)
    image, others = images[draw % len(images)], [images[(draw + 1 + i) % len(images)] for i in range(draws)]
    names = ["", *(t.type for batch in (False, True) for t in steps if t.enabled and t.batch == batch)]
    trail = [_unit(step.numpy()) for step in pipeline.trail(image, draw, images[(draw + 1) % len(images)])]
    several: list[Pixels] = []
    if pipeline.mixes or any(step.random for step in pipeline.steps):
        ends = (pipeline.trail(image, draw + 1000 + i, other)[-1] for i, other in enumerate(others))
        several = [_unit(end.numpy()) for end in ends]
    return Preview(shown, tuple(zip(names, trail, strict=True)), tuple(several))


def first_samples(part: Source, corrections: Sequence[Correction], classes: Sequence[str], count: int) -> Samples:
    """At most so many training samples with their corrections; in place of those that are left out come others."""
    out = min(left_out(corrections, "train"), MOST_MORE)
    found = correct_some(part.preview(count + out), corrections, classes)
    return found if len(found) <= count else Samples(found.images[:count], found.targets[:count])


def drawn(samples: Samples, facts: Facts) -> Iterator[tuple[str, Pixels]]:
    """Series as little pictures of their curves, each with its class; tables have none."""
    if facts.kind != "series":
        return
    for series, target in zip(np.asarray(samples.images), samples.targets, strict=True):
        yield caption(target, facts), curve_picture(series)


def read_out(
    experiment: Experiment, samples: Samples, facts: Facts, data_dir: Path
) -> Iterator[tuple[str, str, tuple[int, ...]]]:
    """Each text, on one line and not too long, with its label and its numbers."""
    texts = [str(text) for text in samples.images]
    numbers: list[list[int]] = [[] for _ in texts]
    found = tokenizer_of(experiment)
    if found:
        step = found[1].call().build()
        step.state = {"tokens": list(vocabulary_of(experiment, data_dir, found[1]).tokens)}
        numbers = step(texts).tolist()
    for text, target, row in zip(texts, samples.targets, numbers, strict=True):
        label = facts.classes[int(target)] if facts.classes else ", ".join(f"{number:g}" for number in target)
        line = " ".join(text.split())
        yield label, line if len(line) <= MOST_LETTERS else f"{line[: MOST_LETTERS - 1]}…", tuple(row)


def curve_picture(series: NDArray[np.float32], side: int = 36) -> Pixels:
    """The curves of a series (C, L) as a picture (1, side, side): white on black, from the lowest to the highest number."""
    low, high = float(series.min()), float(series.max())
    steps = np.linspace(0, series.shape[1] - 1, 8 * side)
    picture = np.zeros((1, side, side), np.float32)
    for channel in series:
        heights = np.interp(steps, np.arange(len(channel)), channel)
        rows = (high - heights) / max(high - low, 1e-12) * (side - 3) + 1
        picture[0, rows.round().astype(int), (steps / max(len(channel) - 1, 1) * (side - 1)).astype(int)] = 1
    return picture


def _unit(image: NDArray[np.floating]) -> Pixels:
    """As it is if it lies in 0 … 1, else stretched to it: a normalised image has other numbers."""
    low, high = float(image.min()), float(image.max())
    if low < 0 or high > 1:
        image = (image - low) / max(high - low, 1e-12)
    return np.ascontiguousarray(image, dtype=np.float32)


def measure(experiment: Experiment, data_dir: Path | None) -> tuple[tuple[float, ...], tuple[float, ...]]:
    """Mean and standard deviation of every channel of the training images, after the deterministic steps
    that come before the first Normalize. Rounded to four digits. Raises :class:`ExperimentError`."""
    data = experiment.data
    part = source(data.source, chosen_data_dir(data_dir), data.num_workers)
    samples = first_samples(part, data.corrections, part.facts().classes, MEASURED)
    if not len(samples):
        raise ExperimentError([problem("data.source", "The data are not there yet.", "Train once, or download them.")])
    kept = data.transforms
    first = next((i for i, step in enumerate(kept) if step.type == "Normalize" and step.enabled), len(kept))
    steps = [step for step in Pipeline(kept[:first], experiment.seed).steps if not step.random]
    images = prepare(as_tensors(samples), steps)
    count = 0
    total = squares = torch.zeros(1, dtype=torch.float64)
    for image in images if isinstance(images, list) else torch.split(images, 1000):
        numbers = image.to(torch.float64) / (255 if image.dtype == torch.uint8 else 1)
        flat = numbers.transpose(0, -3).flatten(1)
        count += flat.shape[1]
        total = total + flat.sum(1)
        squares = squares + flat.square().sum(1)
    mean = total / count
    std = (squares / count - mean.square()).clamp(min=1e-8).sqrt()
    return tuple(round(float(m), 4) for m in mean), tuple(max(round(float(s), 4), 1e-4) for s in std)
