"""What a file of weights holds, and how far it fits a model; for the command line."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import asdict, dataclass
from pathlib import Path
from typing import Any

import torch
from torch import Tensor, nn

from workbench.modules.partial_weights import Fit, compare
from workbench.spec.containers import address_of
from workbench.spec.experiment import Experiment
from workbench.spec.parts import WeightedLayer
from workbench.training.build import build_model
from workbench.training.check import check, raise_errors
from workbench.training.places import ways_in
from workbench.training.pretrained import module_at
from workbench.training.runs import read_weights

MOST_NAMES = 8


@dataclass(frozen=True)
class WeightsReport:
    """The tensors of a file, by name, with shape and type; ``target`` is the part of the model that they fit best."""

    path: Path
    tensors: tuple[tuple[str, tuple[int, ...], str], ...]
    numbers: int
    target: str = ""
    fit: Fit | None = None
    shapes: tuple[tuple[str, tuple[int, ...], tuple[int, ...]], ...] = ()
    """Of each tensor that does not fit: its name, its shape in the file and in the model."""

    def plain(self) -> dict[str, Any]:
        """For ``workbench weights --json``."""
        rows = [{"name": name, "shape": list(shape), "type": kind} for name, shape, kind in self.tensors]
        found: dict[str, Any] = {"path": str(self.path), "numbers": self.numbers, "tensors": rows}
        if self.fit is None:
            return found
        other = {name: {"file": list(file), "model": list(model)} for name, file, model in self.shapes}
        return found | {"target": self.target} | asdict(self.fit) | {"misfits": other}

    def lines(self) -> Iterator[str]:
        """For people: what stands in the file; with a model, what of it fits and what does not."""
        yield f"{self.path}: {len(self.tensors)} tensors, {self.numbers:,} numbers"
        if self.fit is None:
            yield from (f"{name:50} {_sizes(shape):24} {kind}" for name, shape, kind in self.tensors)
            return
        yield f"fits {self.target}: {len(self.fit.fitted)} tensors"
        for name, file, model in self.shapes:
            yield f"another shape: {name} ({_sizes(file)} in the file, {_sizes(model)} in the model)"
        for words, names in (("not in the file", self.fit.missing), ("only in the file", self.fit.left_over)):
            if names:
                more = f" and {len(names) - MOST_NAMES} more" if len(names) > MOST_NAMES else ""
                yield f"{words}: {', '.join(names[:MOST_NAMES])}{more}"


def _sizes(shape: tuple[int, ...]) -> str:
    return " × ".join(map(str, shape)) or "one number"


def weights_report(path: Path, experiment: Experiment | None, data_dir: Path | None) -> WeightsReport:
    """Look into a file; with an experiment, find the part of its model that it fits best.

    Raises :class:`ExperimentError` for a file that cannot be read, and for an experiment with errors.
    """
    state = read_weights(path)
    tensors = tuple((name, tuple(t.shape), str(t.dtype).removeprefix("torch.")) for name, t in state.items())
    numbers = sum(tensor.numel() for tensor in state.values())
    if experiment is None:
        return WeightsReport(path, tensors, numbers)
    checked = check(experiment, data_dir)
    raise_errors(checked)
    assert checked.trace is not None
    with torch.device("meta"):
        model = build_model(checked.trace.calls)
    target, own = max(_targets(experiment, model), key=lambda named: _share(named[1], state))
    fit, named = compare(own, state)
    shapes = tuple((name, tuple(named[name].shape), tuple(own[name].shape)) for name in fit.misfits)
    return WeightsReport(path, tensors, numbers, target, fit, shapes)


def _share(own: dict[str, Tensor], state: dict[str, Tensor]) -> tuple[int, int]:
    """First the part of which the most tensors fit; of two such, the one that lacks the fewest."""
    fitted = len(compare(own, state)[0].fitted)
    return fitted, fitted - len(own)


def _targets(experiment: Experiment, model: nn.Module) -> Iterator[tuple[str, dict[str, Tensor]]]:
    """The whole model, and every layer with several tensors, by its address."""
    yield "model", model.state_dict()
    for place, way in ways_in(experiment.model.layers):
        if isinstance(place.layer, WeightedLayer):
            yield address_of(place.path), module_at(model, way).state_dict()
