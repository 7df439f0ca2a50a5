"""A trained model with its input recipe: from a sample of any kind to what the model says of it, as in training."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from pathlib import Path
from typing import Any, Self

import numpy as np
import torch
from numpy.typing import NDArray
from torch import Tensor

from workbench.data.pipeline import Pipeline
from workbench.data.samples import Facts
from workbench.data.tokens import Tokenize
from workbench.evaluation.pictures import fitted, with_channels
from workbench.evaluation.subject import subject_of
from workbench.evaluation.undoing import undone
from workbench.spec.experiment import Experiment
from workbench.spec.problems import ExperimentError, Text, problem
from workbench.training.build import build_model
from workbench.training.check import Checked, check, check_run, raise_errors
from workbench.training.device import resolve_device
from workbench.training.places import in_a_row
from workbench.training.runs import load_into, lost_inputs, read_learned, read_run, read_weights

Sample = NDArray[Any] | str
"""A picture (C, H, W) or (H, W) uint8, a row (columns,), a series (C, T), or a text: as a source gives it."""

MANY = 1024
"""So many samples are judged at once."""


@dataclass(frozen=True)
class Judgement:
    """What the model says of one sample.

    ``seen`` is what the network got, after all steps. One of the three is there: ``shares`` (classes,), which sum to 1;
    ``numbers`` (outputs,), in the units of the data; ``copy``, what an autoencoder made of the sample: like ``original``,
    both with Normalize and its like taken back, where that can be done. A text has its ``tokens``, each with whether the
    vocabulary has it, and how many more there were than the model takes (``cut``).
    """

    seen: NDArray[Any]
    shares: NDArray[np.float32] | None = None
    numbers: NDArray[np.float32] | None = None
    original: NDArray[np.float32] | None = None
    copy: NDArray[np.float32] | None = None
    tokens: tuple[tuple[str, bool], ...] = ()
    cut: int = 0


class Trained:
    """The model of an experiment in evaluation mode, on the CPU (see also :meth:`move_to`). Raises :class:`ExperimentError`.

    ``classes`` are other names for the data set's classes, in its order (a translation, say); ``checked`` is what is
    known of the experiment already; ``learned`` is what the input steps learned in the run.
    """

    def __init__(
        self,
        experiment: Experiment,
        weights: Mapping[str, Any],
        data_dir: Path | str | None = None,
        classes: tuple[str, ...] | None = None,
        checked: Checked | None = None,
        learned: Mapping[str, dict[str, list[Any]]] | None = None,
    ) -> None:
        checked = checked or check(experiment, data_dir)
        raise_errors(checked)
        assert checked.trace is not None and checked.facts is not None and checked.input_shape is not None
        assert checked.goal is not None
        self.goal = checked.goal
        self.experiment = experiment
        self.classes = classes or checked.facts.classes
        self.facts = checked.facts
        self.input_shape = checked.input_shape
        self.subject = subject_of(experiment, checked.facts)
        self.pipeline = Pipeline(experiment.data.transforms, experiment.seed)
        if learned is not None:
            self.pipeline.load_state(learned)
        with torch.device("meta"):  # no numbers are drawn: the global generator belongs to the training
            self.model = build_model(checked.trace.calls).to_empty(device="cpu")
        self.place = torch.device("cpu")
        self.load(weights)

    @classmethod
    def from_run(cls, run_dir: Path, weights: str = "last", data_dir: Path | str | None = None) -> Self:
        """The model of a run folder, with its last or best weights."""
        read_run(run_dir)  # that there is none is said before anything else
        return cls.in_run(run_dir, read_weights(run_dir / f"{weights}.pth"), data_dir)

    @classmethod
    def in_run(cls, run_dir: Path, weights: Mapping[str, Any], data_dir: Path | str | None = None) -> Self:
        """The same with weights from elsewhere: those of the step at hand, say."""
        checked = check_run(run_dir, data_dir)
        made = cls(read_run(run_dir), weights, data_dir, checked=checked)
        if made.pipeline.fitted:
            made.pipeline.load_state(read_learned(run_dir))
            if not all(_has_learned(step, made.facts) for step in made.pipeline.fitted.values()):
                raise lost_inputs(run_dir)
        return made

    @property
    def names(self) -> tuple[str, ...]:
        """What the numbers of a judgement are called."""
        return self.facts.outputs if self.subject.task == "numbers" else self.facts.columns

    def load(self, weights: Mapping[str, Any]) -> None:
        """Other weights for the same model: tensors or arrays by name."""
        state = {name: _tensor(value) for name, value in weights.items()}
        load_into(self.model, state, Path("the weights"))
        self.model.eval()

    def move_to(self, device: str) -> None:
        """Let samples be judged there: “auto”, “cpu”, “cuda:1”. Raises :class:`ExperimentError` for what is not here."""
        self.place = resolve_device(device)
        self.model.to(self.place)

    def judge(self, sample: Sample) -> Judgement:
        """What the model says of one sample."""
        return self.judge_all([sample])[0]

    def judge_all(self, samples: Sequence[Sample]) -> list[Judgement]:
        """The same for several, which have one size."""
        return [each for start in range(0, len(samples), MANY) for each in self._judged(samples[start : start + MANY])]

    def _judged(self, samples: Sequence[Sample]) -> list[Judgement]:
        prepared = self._prepared_all(samples)
        with torch.inference_mode():
            outputs = self.model(prepared.to(self.place)).cpu()
            if self.subject.task == "classes":
                rows = self.as_probabilities(outputs).numpy()
                found = [Judgement(seen, shares=row) for seen, row in zip(prepared.numpy(), rows, strict=True)]
            elif self.subject.task == "numbers":
                rows = self.goal.as_data(outputs.float()).numpy()
                found = [Judgement(seen, numbers=row) for seen, row in zip(prepared.numpy(), rows, strict=True)]
            else:
                copies = self.goal.as_data(outputs.float())
                pairs = undone(prepared, self.pipeline).numpy(), undone(copies, self.pipeline).numpy()
                found = [
                    Judgement(seen, original=before, copy=after)
                    for seen, before, after in zip(prepared.numpy(), *pairs, strict=True)
                ]
        return [self._with_tokens(*pair) for pair in zip(found, samples, strict=True)]

    def _with_tokens(self, judgement: Judgement, sample: Sample) -> Judgement:
        step = next((each for each in self.pipeline.fitted.values() if isinstance(each, Tokenize)), None)
        if step is None or not isinstance(sample, str):
            return judgement
        known, tokens = set(step.state["tokens"]), step.split(sample)
        taken = tuple((token, token in known) for token in tokens[: step.length])
        return Judgement(
            judgement.seen, judgement.shares, judgement.numbers, tokens=taken, cut=max(len(tokens) - step.length, 0)
        )

    def prepared(self, sample: Sample) -> Tensor:
        """What the network sees of a sample: (1, …) after all steps."""
        return self._prepared_all([sample])

    def _prepared_all(self, samples: Sequence[Sample]) -> Tensor:
        self._refuse_others(samples)
        texts = [sample for sample in samples if isinstance(sample, str)]
        arrays = [sample for sample in samples if not isinstance(sample, str)]
        if texts:
            return self.pipeline.evaluation(texts)
        if self.facts.kind == "image":
            return self._prepared_pictures(arrays)
        for array in arrays:
            if self.facts.shape is not None and tuple(array.shape) != tuple(self.facts.shape):
                raise ExperimentError([
                    problem("", "The sample has the form {found}; the model takes {wanted}.", "Use one like those of the data set.",
                            found=tuple(array.shape), wanted=tuple(self.facts.shape))
                ])  # fmt: skip
        return self.pipeline.evaluation(torch.from_numpy(np.stack(arrays).astype(np.float32)))

    def _refuse_others(self, samples: Sequence[Sample]) -> None:
        """A text for a model of numbers, or the other way round."""
        takes_texts = self.facts.kind == "text"
        if any(isinstance(sample, str) != takes_texts for sample in samples):
            things = Text("pictures") if takes_texts else Text("texts")
            what = "This model does not put {things} into classes."
            raise ExperimentError([problem("", what, "Choose another run.", things=things)])

    def _prepared_pictures(self, images: Sequence[NDArray[Any]]) -> Tensor:
        """Those of one size at once, unless a step draws numbers: each picture gets those of the first."""
        alike = len({image.shape for image in images}) == 1 and not any(step.random for step in self.pipeline.steps)
        groups = [images] if alike else [[image] for image in images]
        return torch.cat([self._prepared_alike(group) for group in groups])

    def _prepared_alike(self, images: Sequence[NDArray[Any]]) -> Tensor:
        channels = (self.facts.shape or self.facts.largest or (1, 0, 0))[0]
        pixels = torch.from_numpy(np.stack([with_channels(image, channels) for image in images]))
        prepared = self.pipeline.evaluation(fitted(pixels, self.facts.shape))
        if tuple(prepared.shape[1:]) != tuple(self.input_shape):
            raise ExperimentError([
                problem("", "The picture becomes {found} after the steps; the model takes {wanted}.",
                        "Use a picture of the data set's size, or add a Resize.",
                        found=tuple(prepared.shape[1:]), wanted=tuple(self.input_shape))
            ])  # fmt: skip
        return prepared

    def as_probabilities(self, scores: Tensor) -> Tensor:
        """The model's outputs (B, …) as shares of the classes (B, classes), whatever the model ends with."""
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


def _has_learned(step: Any, facts: Facts) -> bool:
    """Whether the state of a fitted step is whole, as far as can be seen."""
    if isinstance(step, Tokenize):
        tokens = step.state.get("tokens", [])
        return len(tokens) == facts.vocabulary and all(isinstance(token, str) for token in tokens)
    if not step.state or facts.shape is None:
        return bool(step.state)
    return all(
        len(numbers) == facts.shape[0] and all(isinstance(number, int | float) for number in numbers)
        for numbers in step.state.values()
    )


def _tensor(value: Any) -> Tensor:
    """Without a copy where PyTorch allows it; it is only read."""
    if isinstance(value, Tensor):
        return value.detach().cpu()
    array = np.asarray(value)
    return torch.from_numpy(array if array.flags.writeable else array.copy())


def _shares(positive: Tensor) -> Tensor:
    """Rows (B, classes) that sum to 1; all alike where there is nothing to share out."""
    total = positive.sum(1, keepdim=True)
    return torch.where(total > 0, positive / total.clamp(min=torch.finfo(total.dtype).tiny), 1 / positive.shape[1])
