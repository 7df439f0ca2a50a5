"""From an image file to what a classifier takes; for digits, prepared as MNIST was.

A digit set's pictures are light ink on dark, boxed and centred; a photo of a digit on paper is not. Other
sets get their pictures as they are: the classifier scales them where the set has one size.
"""

from __future__ import annotations

from pathlib import Path
from typing import Any

import numpy as np
from numpy.typing import NDArray
from PIL import Image as Pillow

from workbench.data.digit_recipe import IMAGE_SIZE, prepare_digit
from workbench.data.image_files import read_image
from workbench.data.samples import Facts
from workbench.data.vision.smaller import smaller
from workbench.evaluation.pictures import Picture, with_channels
from workbench.spec.experiment import Experiment
from workbench.spec.problems import ExperimentError, Problem, Text, problem

DIGIT_SETS = frozenset({"Strokes", "MNIST", "QMNIST", "EMNIST"})

FAINTEST_CONTRAST = 32
"""Of 255: what stands out less from the paper is no ink."""


def picture(path_or_array: Path | str | NDArray[Any], experiment: Experiment, facts: Facts) -> Picture:
    """The picture as (C, H, W) uint8, with the channels of the data set.

    Takes a file, or an array (H, W) or (C, H, W) of uint8. Raises :class:`ExperimentError`, which names the file.
    """
    channels = (facts.shape or facts.largest or (3, 0, 0))[0]
    if isinstance(path_or_array, np.ndarray):
        name, image = "The picture", with_channels(path_or_array, channels)
    else:
        name, image = str(path_or_array), _read(Path(path_or_array), "L" if channels == 1 else "RGB")
    if experiment.data.source.type in DIGIT_SETS:
        return _digit(image[0], name)[None]
    return _as_read(image, getattr(experiment.data.source, "shorter_side", 0))


def _as_read(image: Picture, side: int) -> Picture:
    """As the photos of the set were read: made smaller, if the set says so."""
    if not side or len(image) != 3:
        return image
    photo = smaller(Pillow.fromarray(np.ascontiguousarray(image.transpose(1, 2, 0))), side)
    return np.ascontiguousarray(np.asarray(photo).transpose(2, 0, 1))


def light_on_dark(image: NDArray[np.uint8]) -> NDArray[np.uint8]:
    """Ink light, ground dark: a picture whose edges are light (paper) is inverted, and its faint ground set to 0.

    Takes and gives (H, W); the strongest possible ink stays 255.
    """
    edge = _edge(image)
    if np.median(edge) > 127:
        image, edge = 255 - image, 255 - edge
    ground = float(np.percentile(edge, 90))
    cleared = (image.astype(np.float64) - ground).clip(min=0) * (255 / max(255 - ground, 1.0))
    return cleared.round().astype(np.uint8)


def _digit(image: NDArray[np.uint8], name: str) -> NDArray[np.uint8]:
    """What is of the set's size already and dark at its edges is a picture of the set: it stays as it is."""
    if image.shape == (IMAGE_SIZE, IMAGE_SIZE):
        return light_on_dark(image) if np.median(_edge(image)) > 127 else image
    ink = light_on_dark(image)
    if int(ink.max(initial=0)) < FAINTEST_CONTRAST:
        raise ExperimentError([problem("", "{name} shows no digit: it is of one colour all over.",
                                       "Write it dark on light or light on dark, without transparency.", name=name)])  # fmt: skip
    return prepare_digit(ink)


def _edge(image: NDArray[np.uint8]) -> NDArray[np.uint8]:
    return np.concatenate([image[0], image[-1], image[:, 0], image[:, -1]])


def _read(path: Path, mode: str) -> Picture:
    if not path.is_file():
        raise _unreadable(path, Text("there is no such file"))
    image = read_image(path, mode)
    if isinstance(image, Problem):  # its own words are about training
        raise _unreadable(path, image.what.values["reason"])
    return image


def _unreadable(path: Path, reason: Text | str) -> ExperimentError:
    return ExperimentError(
        [problem("", "{path} cannot be read: {reason}.", "Name an image file.", path=path, reason=reason)]
    )
