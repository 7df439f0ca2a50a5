"""What can be said of several processes before they start."""

from __future__ import annotations

from collections.abc import Iterator

import torch

from workbench.spec.edits import SetValue
from workbench.spec.experiment import Experiment
from workbench.spec.problems import Problem, fix_by, problem


def team_problems(experiment: Experiment) -> Iterator[Problem]:
    """Too many for a batch, for the device, or without a place to meet."""
    training, batch_size = experiment.training, experiment.data.batch_size
    alone = fix_by("Train with one process", SetValue("training.processes", 1))
    if training.nodes > 1 and not training.address:
        yield problem(
            "training.address", "{nodes} machines need to know where the first of them is reached.",
            "Write its name and a free port, such as 192.168.0.5:29500.",
            fix=fix_by("Train on one machine", SetValue("training.nodes", 1)), nodes=training.nodes,
        )  # fmt: skip
    if training.workers == 1:
        return
    if training.workers > batch_size:
        yield problem(
            "training.processes", "A batch of {batch_size} cannot be shared by {workers} processes.",
            "Use a larger batch or fewer processes.", fix=alone, batch_size=batch_size, workers=training.workers,
        )  # fmt: skip
    if training.compile:
        yield problem(
            "training.compile", "Several processes train the model as it is: it is not compiled.", "Switch compile off.",
            severity="warning", fix=fix_by("Switch compile off", SetValue("training.compile", False)),
        )  # fmt: skip
    if training.device == "mps" or training.device.startswith("cuda:"):
        yield problem(
            "training.device", "{device} is one device; {workers} processes cannot share it.", "Choose “cuda”, “cpu” or “auto”.",
            fix=fix_by("Choose auto", SetValue("training.device", "auto")), device=training.device, workers=training.workers,
        )  # fmt: skip
    elif training.device == "cuda" and (gpus := _gpus()) < training.processes:
        yield problem(
            "training.processes", "Each process needs a GPU of its own; there are {gpus} for {processes}.",
            "Use fewer processes, or the CPU.", fix=fix_by("Choose the CPU", SetValue("training.device", "cpu")),
            gpus=gpus, processes=training.processes,
        )  # fmt: skip


def _gpus() -> int:
    return torch.cuda.device_count() if torch.cuda.is_available() else 0
