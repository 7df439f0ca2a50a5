"""A trained model with its input recipe: from a picture to probabilities, as in training and in every export."""

from __future__ import annotations

from collections.abc import Mapping
from pathlib import Path
from typing import Any

import numpy as np
import torch
from numpy.typing import NDArray
from torch import Tensor

from workbench.data.pipeline import Pipeline
from workbench.spec.experiment import Experiment
from workbench.spec.problems import ExperimentError, problem
from workbench.training.build import build_model, enabled_layers
from workbench.training.check import check, raise_errors
from workbench.training.runs import load_into, read_run, read_weights

Picture = NDArray[np.uint8]


class Classifier:
    """The model of an experiment in evaluation mode, on the CPU. Raises :class:`ExperimentError`."""

    def __init__(self, experiment: Experiment, weights: Mapping[str, Any], data_dir: Path | str | None = None) -> None:
        checked = check(experiment, data_dir)
        raise_errors(checked)
        assert checked.trace is not None and checked.facts is not None and checked.input_shape is not None
        self.experiment = experiment
        self.classes = checked.facts.classes
        self.facts = checked.facts
        self.input_shape = checked.input_shape
        self.pipeline = Pipeline(experiment.data.transforms, experiment.seed)
        with torch.device("meta"):  # no numbers are drawn: the global generator belongs to the training
            self.model = build_model(checked.trace.calls).to_empty(device="cpu")
        self.load(weights)

    @classmethod
    def from_run(cls, run_dir: Path, weights: str = "last", data_dir: Path | str | None = None) -> Classifier:
        """The classifier of a run folder, with its last or best weights."""
        return cls(read_run(run_dir), read_weights(run_dir / f"{weights}.pth"), data_dir)

    def load(self, weights: Mapping[str, Any]) -> None:
        """Other weights for the same model: tensors or arrays by name."""
        state = {name: torch.as_tensor(np.asarray(value)) for name, value in weights.items()}
        load_into(self.model, state, Path("the weights"))
        self.model.eval()

    def network_input(self, image: Picture) -> NDArray[np.float32]:
        """What the network sees of a picture (C, H, W) or (H, W), uint8: (C, H, W) float32 after all steps."""
        return self._prepared(image)[0].numpy()

    def probabilities(self, image: Picture) -> NDArray[np.float32]:
        """One probability per class, summing to 1."""
        with torch.no_grad():
            return self._as_probabilities(self.model(self._prepared(image)))[0].numpy()

    def _prepared(self, image: Picture) -> Tensor:
        channels = (self.facts.shape or self.facts.largest or (1, 0, 0))[0]
        pixels = torch.from_numpy(with_channels(image, channels))[None]
        prepared = self.pipeline.evaluation(_fitted(pixels, self.facts.shape))
        if tuple(prepared.shape[1:]) != tuple(self.input_shape):
            raise ExperimentError([
                problem("", "The picture becomes {found} after the steps; the model takes {wanted}.",
                        "Use a picture of the data set's size, or add a Resize.",
                        found=tuple(prepared.shape[1:]), wanted=tuple(self.input_shape))
            ])  # fmt: skip
        return prepared

    def _as_probabilities(self, scores: Tensor) -> Tensor:
        last = enabled_layers(self.experiment)[-1][1].type
        if last == "LogSoftmax":
            return scores.exp()
        if last == "Softmax":
            return scores
        if type(self.experiment.training.loss).targets == "one_hot":
            positive = scores.clamp(min=0)
            return positive / positive.sum(1, keepdim=True).clamp(min=1e-12)
        return scores.softmax(1)


def with_channels(image: Picture, channels: int) -> Picture:
    """Grey or colour as the data set has it; (H, W) gets a channel axis. Grey is 0.299 R + 0.587 G + 0.114 B (ITU-R 601)."""
    pixels = image[None] if image.ndim == 2 else image
    if pixels.shape[0] == channels:
        return np.ascontiguousarray(pixels)
    if channels == 1:
        grey = np.tensordot(np.array([0.299, 0.587, 0.114]), pixels[:3].astype(np.float64), axes=1)
        return np.ascontiguousarray(grey.round().astype(np.uint8)[None])
    return np.ascontiguousarray(np.repeat(pixels[:1], channels, axis=0))


def _fitted(pixels: Tensor, shape: tuple[int, int, int] | None) -> Tensor:
    """Scaled to the data set's size, where all its images have one."""
    if shape is None or tuple(pixels.shape[-2:]) == shape[1:]:
        return pixels
    floats = torch.nn.functional.interpolate(pixels.float(), size=shape[1:], mode="bilinear", antialias=True)
    return floats.round().clamp(0, 255).to(torch.uint8)
