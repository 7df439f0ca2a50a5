"""Pictures as a data set has them: its channels, its size."""

from __future__ import annotations

from typing import Any

import numpy as np
import torch
from numpy.typing import NDArray
from torch import Tensor

from workbench.spec.problems import ExperimentError, problem

Picture = NDArray[np.uint8]


def with_channels(image: NDArray[Any], channels: int) -> Picture:
    """A picture (H, W) or (C, H, W), uint8, with 1 or 3 channels, as the data set has it: (channels, H, W).

    Grey is 0.299 R + 0.587 G + 0.114 B (ITU-R 601); a transparency (the second or fourth channel) is dropped.
    Raises :class:`ExperimentError` for anything else.
    """
    pixels = image[None] if image.ndim == 2 else image
    if pixels.ndim != 3 or pixels.dtype != np.uint8 or not 1 <= pixels.shape[0] <= 4 or not pixels.size:
        raise ExperimentError([
            problem("", "A picture is bytes of the form (channels, height, width); this is {dtype} of the form {shape}.",
                    "Convert it to uint8.", dtype=image.dtype, shape=image.shape)
        ])  # fmt: skip
    colours = pixels[:3] if pixels.shape[0] >= 3 else pixels[:1]
    if len(colours) == 3 and channels == 1:
        grey = np.tensordot(np.array([0.299, 0.587, 0.114]), colours.astype(np.float64), axes=1)
        colours = grey.round().astype(np.uint8)[None]
    if len(colours) != channels:
        colours = np.repeat(colours[:1], channels, axis=0)
    return np.ascontiguousarray(colours)


def fitted(pixels: Tensor, shape: tuple[int, ...] | None) -> Tensor:
    """Scaled to the data set's size, where all its images have one."""
    if shape is None or tuple(pixels.shape[-2:]) == shape[1:]:
        return pixels
    floats = torch.nn.functional.interpolate(pixels.float(), size=shape[1:], mode="bilinear", antialias=True)
    return floats.round().clamp(0, 255).to(torch.uint8)
