"""What a data set is like, or why it cannot be read, without reading it all."""

from __future__ import annotations

from pathlib import Path

from workbench.data.locations import data_dir as chosen_data_dir
from workbench.data.samples import Facts
from workbench.data.sources import source
from workbench.spec.experiment import Experiment
from workbench.spec.problems import ExperimentError, Problem


def facts_and_problems(experiment: Experiment, data_dir: Path | str | None) -> tuple[Facts | None, tuple[Problem, ...]]:
    """The facts, or None and the problems that keep them from being known."""
    data = experiment.data
    try:
        return source(data.source, chosen_data_dir(data_dir), data.num_workers).facts(), ()
    except ExperimentError as error:
        return None, error.problems
