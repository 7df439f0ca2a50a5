"""From an image file to what a classifier takes; for digit sets, prepared as MNIST was."""

from __future__ import annotations

from pathlib import Path

import numpy as np
from numpy.typing import NDArray

from workbench.data.digit_recipe import prepare_digit
from workbench.data.folder import read_image
from workbench.data.samples import Facts
from workbench.spec.problems import ExperimentError, Problem, problem


def picture(path: Path, facts: Facts) -> NDArray[np.uint8]:
    """The image as (C, H, W) bytes. Raises :class:`ExperimentError` naming the file."""
    grey = (facts.shape or facts.largest or (3, 0, 0))[0] == 1
    image = read_image(path, "L" if grey else "RGB")
    if isinstance(image, Problem):
        reason = image.what.values["reason"]
        raise ExperimentError(
            [problem("", "{path} cannot be read: {reason}.", "Choose another file.", path=path, reason=reason)]
        )
    if facts.shape == (1, 28, 28) and len(facts.classes) == 10 and image.shape[1:] != (28, 28):
        return prepare_digit(light_on_dark(image[0]))[None]
    return image


def light_on_dark(image: NDArray[np.uint8]) -> NDArray[np.uint8]:
    """Ink light, ground dark: a picture whose edges are light (paper) is inverted, and its faint ground set to 0."""
    edge = np.concatenate([image[0], image[-1], image[:, 0], image[:, -1]])
    if np.median(edge) > 127:
        image = 255 - image
        edge = 255 - edge
    ground = float(np.percentile(edge, 90))
    cleared = (image.astype(np.float64) - ground).clip(min=0) * (255 / max(255 - ground, 1.0))
    return cleared.round().astype(np.uint8)
