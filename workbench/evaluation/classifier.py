"""A trained model with its input recipe: from a picture to probabilities, as in training and in every export."""

from __future__ import annotations

from collections.abc import Mapping
from pathlib import Path
from typing import Any, ClassVar, Self

import numpy as np
import torch
from numpy.typing import NDArray
from torch import Tensor

from workbench.data.pipeline import Pipeline
from workbench.data.samples import SampleKind
from workbench.spec.experiment import Experiment
from workbench.spec.problems import ExperimentError, Text, problem
from workbench.training.build import build_model
from workbench.training.check import Checked, check, check_run, raise_errors
from workbench.training.places import in_a_row
from workbench.training.runs import load_into, read_run, read_weights

Picture = NDArray[np.uint8]
MANY: dict[SampleKind, Text] = {"image": Text("pictures"), "text": Text("texts")}


class Classifier:
    """The model of an experiment in evaluation mode, on the CPU. Raises :class:`ExperimentError`.

    ``classes`` are other names for the data set's classes, in its order (a translation, say); ``checked`` is what is
    known of the experiment already.
    """

    kind: ClassVar[SampleKind] = "image"

    def __init__(
        self,
        experiment: Experiment,
        weights: Mapping[str, Any],
        data_dir: Path | str | None = None,
        classes: tuple[str, ...] | None = None,
        checked: Checked | None = None,
    ) -> None:
        checked = checked or check(experiment, data_dir)
        raise_errors(checked)
        assert checked.trace is not None and checked.facts is not None and checked.input_shape is not None
        assert checked.goal is not None
        if checked.facts.kind != self.kind or checked.goal.metric != "accuracy":
            raise ExperimentError([
                problem("", "This model does not put {things} into classes.", "Choose another run.", things=MANY[self.kind])
            ])  # fmt: skip
        self.goal = checked.goal
        self.experiment = experiment
        self.classes = classes or checked.facts.classes
        self.facts = checked.facts
        self.input_shape = checked.input_shape
        self.pipeline = Pipeline(experiment.data.transforms, experiment.seed)
        with torch.device("meta"):  # no numbers are drawn: the global generator belongs to the training
            self.model = build_model(checked.trace.calls).to_empty(device="cpu")
        self.load(weights)

    @classmethod
    def from_run(cls, run_dir: Path, weights: str = "last", data_dir: Path | str | None = None) -> Self:
        """The classifier of a run folder, with its last or best weights."""
        experiment, checked = read_run(run_dir), check_run(run_dir, data_dir)
        return cls(experiment, read_weights(run_dir / f"{weights}.pth"), data_dir, checked=checked)

    def load(self, weights: Mapping[str, Any]) -> None:
        """Other weights for the same model: tensors or arrays by name."""
        state = {name: _tensor(value) for name, value in weights.items()}
        load_into(self.model, state, Path("the weights"))
        self.model.eval()

    def network_input(self, image: Picture) -> NDArray[np.float32]:
        """What the network sees of a picture (C, H, W) or (H, W), uint8: (C, H, W) float32 after all steps."""
        return self._prepared(image)[0].numpy()

    def probabilities(self, image: Picture) -> NDArray[np.float32]:
        """One probability per class, summing to 1."""
        with torch.no_grad():
            return self.as_probabilities(self.model(self._prepared(image)))[0].numpy()

    def _prepared(self, image: Picture) -> Tensor:
        channels = (self.facts.shape or self.facts.largest or (1, 0, 0))[0]
        pixels = torch.from_numpy(with_channels(image, channels).copy())[None]  # Pillow's arrays are read-only
        prepared = self.pipeline.evaluation(_fitted(pixels, self.facts.shape))
        if tuple(prepared.shape[1:]) != tuple(self.input_shape):
            raise ExperimentError([
                problem("", "The picture becomes {found} after the steps; the model takes {wanted}.",
                        "Use a picture of the data set's size, or add a Resize.",
                        found=tuple(prepared.shape[1:]), wanted=tuple(self.input_shape))
            ])  # fmt: skip
        return prepared

    def as_probabilities(self, scores: Tensor) -> Tensor:
        last = next((place.layer.type for place in reversed(in_a_row(self.experiment))), "")
        loss = self.experiment.training.loss
        if last == "LogSoftmax":
            return scores.exp()
        if last == "Softmax":
            return scores
        if type(loss).binary:
            chances = scores.sigmoid() if type(loss).wants == "logits" else scores
            return torch.cat([1 - chances, chances], 1) if self.goal.kind == "binary" else _shares(chances)
        if type(loss).targets == "values":
            return _shares(scores.clamp(min=0))
        return scores.softmax(1)


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


def _tensor(value: Any) -> Tensor:
    """A copy for arrays: those of an event must not be written to, and PyTorch warns of it."""
    return value.detach().cpu() if isinstance(value, Tensor) else torch.from_numpy(np.array(value))


def _shares(positive: Tensor) -> Tensor:
    """Rows (B, classes) that sum to 1; all alike where there is nothing to share out."""
    total = positive.sum(1, keepdim=True)
    return torch.where(total > 0, positive / total.clamp(min=torch.finfo(total.dtype).tiny), 1 / positive.shape[1])


def _fitted(pixels: Tensor, shape: tuple[int, ...] | None) -> Tensor:
    """Scaled to the data set's size, where all its images have one."""
    if shape is None or tuple(pixels.shape[-2:]) == shape[1:]:
        return pixels
    floats = torch.nn.functional.interpolate(pixels.float(), size=shape[1:], mode="bilinear", antialias=True)
    return floats.round().clamp(0, 255).to(torch.uint8)
