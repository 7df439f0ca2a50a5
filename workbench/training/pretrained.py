"""Weights with which a layer begins: torchvision's, downloaded once, or those of a file."""

from __future__ import annotations

import re
from collections.abc import Iterator
from pathlib import Path
from typing import Any

import torch
from torch import nn

from workbench.catalog.layers.backbone import Backbone
from workbench.data.download import fetch
from workbench.data.locations import data_dir as chosen_data_dir
from workbench.data.locations import is_file, resolved
from workbench.data.samples import Progress
from workbench.modules.partial_weights import Fit, load_matching
from workbench.spec.containers import Path as Way
from workbench.spec.edits import SetValue
from workbench.spec.experiment import Experiment
from workbench.spec.problems import ExperimentError, Problem, RunError, fix_by, problem
from workbench.training.places import Place, ways_in
from workbench.training.runs import read_weights


def pretrained_places(experiment: Experiment) -> list[tuple[Place, Way]]:
    """The layers that begin with weights, each with its path in the built model, which lacks what is switched off."""
    found = ways_in(experiment.model.layers)
    return [(place, way) for place, way in found if isinstance(place.layer, Backbone) and place.layer.is_pretrained]


def module_at(model: nn.Module, way: Way) -> nn.Module:
    """The module at a path of the built model."""
    for number in way:
        model = model[number]  # type: ignore[index]
    return model


def own_file(layer: Backbone, data_dir: Path | str | None) -> Path:
    """The file that the layer names: as it stands, or else in the folder of the data."""
    return resolved(layer.weights_file, chosen_data_dir(data_dir))


def weights_url(layer: Backbone) -> str:
    """Where torchvision has the weights; the first figures of their SHA-256 stand at the end of the name."""
    from torchvision import models

    return str(models.get_model_weights(layer.network)[layer.begins_with].url)


def stored_at(url: str) -> Path:
    """Where PyTorch itself, and so the exported script, keeps what it has downloaded."""
    return Path(torch.hub.get_dir()) / "checkpoints" / url.rpartition("/")[2]


def weight_files(experiment: Experiment, data_dir: Path | str | None, tell: Progress) -> dict[str, Path]:
    """The files of all layers that begin with weights, by the addresses of the layers; missing ones are downloaded.

    Raises :class:`RunError` with what can be done when one cannot be had.
    """
    found = {}
    for place, _ in pretrained_places(experiment):
        layer = place.layer
        assert isinstance(layer, Backbone)
        found[place.address] = own_file(layer, data_dir) if layer.weights_file else _downloaded(place, layer, tell)
    return found


def _downloaded(place: Place, layer: Backbone, tell: Progress) -> Path:
    url = weights_url(layer)
    path = stored_at(url)
    if path.is_file():
        return path
    digits = re.search(r"-([0-9a-f]{8,})\.", path.name)
    try:
        fetch([url], path, f"sha256:{digits[1] if digits else ''}", tell)
    except RunError as error:
        raise RunError(
            problem(
                f"{place.address}.weights", "The weights of {network} could not be downloaded ({reasons}).",
                "Set weights to none, or choose the file, fetched in another way, as weights_file.",
                network=layer.network, reasons=error.problem.what.values.get("reasons", str(error)),
            )
        ) from None  # fmt: skip
    return path


def load_pretrained(experiment: Experiment, model: nn.Module, files: dict[str, Path]) -> Iterator[tuple[str, Fit]]:
    """Put the weights into the layers; yields the address of each and what fitted.

    Raises :class:`ExperimentError` for a file that cannot be read or of which nothing fits.
    """
    for place, way in pretrained_places(experiment):
        path = files[place.address]
        fit = load_matching(module_at(model, way), read_weights(path))
        if not fit.fitted:
            raise ExperimentError([
                problem(
                    f"{place.address}.weights_file", "Nothing in {path} fits {layer}: no tensor has its name and shape.",
                    "Choose the file of this network.", path=path, layer=place.layer.summary(),
                )
            ])  # fmt: skip
        yield place.address, fit


def fit_problem(address: str, fit: Fit) -> Problem | None:
    """A warning when a part of the layer begins at random after all."""
    short = (*fit.misfits, *fit.missing)
    if not short:
        return None
    return problem(
        f"{address}.weights_file", "{fitted} of {count} tensors came from the file; at random begin {names}.",
        "See “workbench weights FILE EXPERIMENT” for all of them.", severity="warning",
        fitted=len(fit.fitted), count=len(fit.fitted) + len(short), names=", ".join(short[:3]) + (" …" if len(short) > 3 else ""),
    )  # fmt: skip


def missing_file_problems(experiment: Experiment, data_dir: Any) -> Iterator[Problem]:
    """Files of weights that are not there."""
    for place, _ in pretrained_places(experiment):
        layer = place.layer
        assert isinstance(layer, Backbone)
        if layer.weights_file and not is_file(own_file(layer, data_dir)):
            yield problem(
                f"{place.address}.weights_file", "There is no file {path}.", "Choose another, or none.",
                fix=fix_by("Begin without a file", SetValue(f"{place.address}.weights_file", "")), path=layer.weights_file,
            )  # fmt: skip
